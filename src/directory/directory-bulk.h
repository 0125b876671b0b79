/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `POST /Bulk` (RFC 7644 §3.7): many changes in one request, each whole or not at all, in the order
 * in which they came unless they refer to each other. */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

/* Answers with a BulkResponse, behind the last operation or behind `failOnErrors` errors. */
void directory_bulk (DirectoryExchange *exchange);

G_END_DECLS
