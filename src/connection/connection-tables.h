/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of data/, untranslated. For this room only. */

#pragma once

#include "connection/connection-guides.h"
#include "connection/connection-presets.h"

G_BEGIN_DECLS

const ConnectionGuide  *connection_tables_guides  (guint *n);
const ConnectionPreset *connection_tables_presets (guint *n);

G_END_DECLS
