/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the administration API's answers have in common, read tolerantly; their members are read
 * with base-json-member.h. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* (transfer none) (nullable): the list that @node is, or that it carries as `items` */
JsonArray *admin_json_get_list (JsonNode *node);

G_END_DECLS
