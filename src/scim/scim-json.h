/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What json-glib lacks and several files of this room need. For this room only. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SCIM_JSON_MAX_DEPTH 32

/* (transfer full): @node with everything in it copied; json_node_copy() shares objects and arrays
   */
JsonNode   *scim_json_copy        (JsonNode    *node);

/* (transfer full) (nullable): @text as a document, or %NULL if it is none or nests too deep */
JsonNode   *scim_json_parse       (const char  *text);

/* What @node holds, in words for an error: "a string", "an array" */
const char *scim_json_kind        (JsonNode    *node);

/* Null, or an array with nothing in it (RFC 7643 §2.5) */
gboolean    scim_json_is_unassigned (JsonNode  *node);

/* (transfer full): a string as a node */
JsonNode   *scim_json_string      (const char  *text);

G_END_DECLS
