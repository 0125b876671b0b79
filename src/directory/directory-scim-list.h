/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of Users or Groups: filter, index paging, order, projection (RFC 7644 §3.4.2, §3.4.3). */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

/* GET with the query's parameters. */
void directory_scim_list   (DirectoryExchange *exchange);

/* POST to .search with the same in a SearchRequest, which keeps values out of URLs. */
void directory_scim_search (DirectoryExchange *exchange);

G_END_DECLS
