/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What this program is, which version, under which licence. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void rollcall_about_present (GtkWindow *parent);

G_END_DECLS
