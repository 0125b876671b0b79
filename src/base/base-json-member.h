/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Members of a document, read tolerantly: what isn't there or has another type is nothing, never a
 * fault and never a warning, since a server may say more or less than we know. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * base_json_find:
 * @object: (nullable): an object
 * @name: a member's name, in any case (RFC 7643 §2.1); written exactly so it is found at once
 *
 * Returns: (transfer none) (nullable): that member.
 */
JsonNode   *base_json_find       (JsonObject *object,
                                  const char *name);

/* (transfer none) (nullable): the string @name, written exactly so, of @object (nullable) */
const char *base_json_get_text   (JsonObject *object,
                                  const char *name);

/* The whole number @name of @object (nullable), else @fallback. */
gint64      base_json_get_int    (JsonObject *object,
                                  const char *name,
                                  gint64      fallback);

/* The RFC 3339 time @name of @object (nullable) in microseconds, 0 if there is none. */
gint64      base_json_get_time   (JsonObject *object,
                                  const char *name);

/* (transfer none) (nullable): the object @name of @object (nullable) */
JsonObject *base_json_get_object (JsonObject *object,
                                  const char *name);

/* (transfer none) (nullable): the array @name of @object (nullable) */
JsonArray  *base_json_get_array  (JsonObject *object,
                                  const char *name);

G_END_DECLS
