/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `/admin/v1/directories/{id}/activity` (docs/contracts.md, Activity). */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

void directory_admin_activity (DirectoryExchange *exchange);

G_END_DECLS
