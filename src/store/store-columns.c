/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns from a body in the schema's spelling. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-columns.h"

#include "base/base-fold.h"

static const char *
get_text (JsonObject *body,
          const char *name)
{
  JsonNode *node = json_object_get_member (body, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static int
get_active (JsonObject *body)
{
  JsonNode *node = json_object_get_member (body, "active");

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return -1;
  return json_node_get_boolean (node) ? 1 : 0;
}

void
store_columns_init (StoreColumns *self,
                    StoreType     type,
                    JsonObject   *body)
{
  g_assert (self != NULL && body != NULL);

  self->name = get_text (body, type == STORE_USER ? "userName" : "displayName");
  if (self->name == NULL)
    self->name = "";
  self->user_name = type == STORE_USER ? base_fold (get_text (body, "userName")) : NULL;
  self->external_id = base_fold_exact (get_text (body, "externalId"));
  self->display_name = base_fold (get_text (body, "displayName"));
  self->active = get_active (body);
}

void
store_columns_clear (StoreColumns *self)
{
  g_assert (self != NULL);

  g_clear_pointer (&self->user_name, g_free);
  g_clear_pointer (&self->external_id, g_free);
  g_clear_pointer (&self->display_name, g_free);
}
