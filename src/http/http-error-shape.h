/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shapes in which servers word a refusal: SCIM 2.0 and 1.1, OAuth, Graph, Okta, Google, GitHub,
 * Atlassian's gateway, problem+json, plain text, HTML. One table (RFC 7644 §3.12, RFC 9457). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * http_error_shape_read:
 * @body: (nullable): an answer's body
 * @length: its bytes, or -1
 * @scim_type: (out) (optional) (transfer full) (nullable): the scimType, if it has one
 *
 * Returns: (transfer full) (nullable): the server's words, one line, at most 300 characters,
 * redacted;
 *   %NULL if it said nothing that a person could use.
 */
char *http_error_shape_read (const char  *body,
                             gssize       length,
                             char       **scim_type);

G_END_DECLS
