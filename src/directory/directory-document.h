/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A request's body as a JSON document, checked before a parser that recurses may see it. */

#pragma once

#include <json-glib/json-glib.h>

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

/**
 * directory_document_parse:
 * @exchange: an exchange whose body is there
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the object, or %NULL with %SCIM_ERROR_INVALID_SYNTAX, whose
 * message names the line and never repeats what stands there.
 */
JsonObject *directory_document_parse (DirectoryExchange  *exchange,
                                      GError            **error);

/**
 * directory_document_get_text:
 * @document: an object
 * @name: of a member
 * @text: (out) (transfer none) (nullable): its string, %NULL if it isn't there or null
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %SCIM_ERROR_INVALID_VALUE if it is something else.
 */
gboolean    directory_document_get_text (JsonObject     *document,
                                         const char     *name,
                                         const char    **text,
                                         GError        **error);
gboolean    directory_document_get_int  (JsonObject     *document,
                                         const char     *name,
                                         gint64          fallback,
                                         gint64         *number,
                                         GError        **error);
gboolean    directory_document_get_boolean (JsonObject  *document,
                                         const char     *name,
                                         gboolean        fallback,
                                         gboolean       *value,
                                         GError        **error);

G_END_DECLS
