/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of a request through the service: host, path, method, credentials, media types, handler,
 * activity. The wire calls these three in order. */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

/* Headers are there. Returns: %FALSE with the answer made if the request is refused. */
gboolean directory_dispatch_admit  (DirectoryExchange *exchange);

/* The body is there. Makes the answer, or waits. */
void     directory_dispatch_handle (DirectoryExchange *exchange);

/* The answer is made: writes it down. */
void     directory_dispatch_finish (DirectoryExchange *exchange);

G_END_DECLS
