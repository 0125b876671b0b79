/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GET of one User or Group (RFC 7644 §3.4.1, §3.14). */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

void directory_scim_read (DirectoryExchange *exchange);

G_END_DECLS
