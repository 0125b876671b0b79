/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Members of an answer, read tolerantly: what isn't there or has another type is nothing, never a
 * fault, since a newer or older service may say more or less than we know. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* (transfer none) (nullable): the string @name of @object */
const char *admin_json_get_text   (JsonObject *object,
                                   const char *name);

/* The number @name of @object, else @fallback. */
gint64      admin_json_get_int    (JsonObject *object,
                                   const char *name,
                                   gint64      fallback);

/* The RFC 3339 time @name of @object in microseconds, 0 if there is none. */
gint64      admin_json_get_time   (JsonObject *object,
                                   const char *name);

/* (transfer none) (nullable): the object @name of @object */
JsonObject *admin_json_get_object (JsonObject *object,
                                   const char *name);

/* (transfer none) (nullable): the list that @node is, or that it carries as `items` */
JsonArray  *admin_json_get_list   (JsonNode   *node);

G_END_DECLS
