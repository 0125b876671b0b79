/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places in lists as texts that a client hands back (RFC 9865). A text is signed with a key that
 * lives as long as the service, together with the query it belongs to: nobody can make one, or go
 * on with one in another directory or with another filter. Nothing is kept for it here. */

#pragma once

#include "directory/directory-exchange.h"
#include "store/store-reader.h"

G_BEGIN_DECLS

#define DIRECTORY_CURSOR_KEY 32

/* (array fixed-size=DIRECTORY_CURSOR_KEY): draws a key */
void     directory_cursor_draw_key (guint8             *key);

/**
 * directory_cursor_write:
 * @exchange: whose answer
 * @scope: directory, type, filter and order in words of the caller's
 * @place: where the list goes on
 *
 * Returns: (transfer full): the text, of unreserved characters alone.
 */
char    *directory_cursor_write    (DirectoryExchange  *exchange,
                                    const char         *scope,
                                    const StorePlace   *place);

/**
 * directory_cursor_read:
 * @exchange: whose request
 * @scope: as it must have been written with
 * @text: what the client sent; empty for the start
 * @place: (out): to be cleared
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %SCIM_ERROR_INVALID_CURSOR or %SCIM_ERROR_EXPIRED_CURSOR.
 */
gboolean directory_cursor_read     (DirectoryExchange  *exchange,
                                    const char         *scope,
                                    const char         *text,
                                    StorePlace         *place,
                                    GError            **error);

G_END_DECLS
