/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What json-glib lacks and several files of this room need. For this room only. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SCIM_JSON_MAX_DEPTH 32

/* (transfer full): @node with everything in it copied; json_node_copy() shares what is inside */
JsonNode   *scim_json_copy        (JsonNode    *node);

/* (transfer full) (nullable): @text as a document, or %NULL if it is none or nests too deep */
JsonNode   *scim_json_parse       (const char  *text);

/* (transfer none) (nullable): the string that @node is; %NULL if it is none */
const char *scim_json_get_text    (JsonNode    *node);

/* What @node holds, in words for an error: "a string", "an array" */
const char *scim_json_kind        (JsonNode    *node);

/* Null, or an array with nothing in it (RFC 7643 §2.5) */
gboolean    scim_json_is_unassigned (JsonNode  *node);

G_END_DECLS
