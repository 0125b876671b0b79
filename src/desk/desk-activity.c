/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Items read from JSON, tolerantly: what a newer service says more is left alone, and what it says
 * less is nothing. A write is two items of the service with one request id: the request with how it
 * went, the change with what it did; to a person they are one. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-activity.h"

#include <string.h>

#include "base/base-json-member.h"
#include "base/base-json-writer.h"
#include "connection/connection-guides.h"
#include "desk/desk-activity-private.h"
#include "desk/desk-words.h"

static void
change_free (DeskActivityChange *change)
{
  g_free (change->op);
  g_free (change->path);
  g_free (change->old_value);
  g_free (change->new_value);
  g_free (change);
}

static void
item_clear (gpointer data)
{
  DeskActivityItem *item = data;

  g_free (item->sentence);
  g_free (item->detail);
  g_free (item->who);
  g_free (item->client);
  g_free (item->idp);
  g_free (item->method);
  g_free (item->path);
  g_free (item->key_id);
  g_free (item->key_name);
  g_free (item->request_id);
  g_free (item->resource_type);
  g_free (item->resource_id);
  g_free (item->resource_name);
  g_free (item->error_detail);
  g_free (item->meaning);
  g_clear_pointer (&item->changes, g_ptr_array_unref);
  g_clear_pointer (&item->folded, g_ptr_array_unref);
}

DeskActivityItem *
desk_activity_item_new (void)
{
  DeskActivityItem *item = g_atomic_rc_box_new0 (DeskActivityItem);

  item->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)change_free);
  item->count = 1;
  return item;
}

void
desk_activity_item_add_change (DeskActivityItem *item,
                               const char       *path,
                               const char       *old_value,
                               const char       *new_value)
{
  DeskActivityChange *change = g_new0 (DeskActivityChange, 1);

  change->op = g_strdup ("replace");
  change->path = g_strdup (path);
  change->old_value = g_strdup (old_value);
  change->new_value = g_strdup (new_value);
  change->count = 1;
  g_ptr_array_add (item->changes, change);
}

DeskActivityItem *
desk_activity_item_ref (DeskActivityItem *item)
{
  g_return_val_if_fail (item != NULL, NULL);

  return g_atomic_rc_box_acquire (item);
}

void
desk_activity_item_unref (DeskActivityItem *item)
{
  g_return_if_fail (item != NULL);

  g_atomic_rc_box_release_full (item, item_clear);
}

/* (transfer full) (nullable): a value for a person: a text as it is, all else as JSON */
static char *
value_to_text (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return base_json_node_to_text (node);
}

static void
read_changes (GPtrArray *changes,
              JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object;
      DeskActivityChange *change;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      object = json_node_get_object (node);
      if (base_json_get_text (object, "path") == NULL)
        continue;
      change = g_new0 (DeskActivityChange, 1);
      change->op = g_strdup (base_json_get_text (object, "op"));
      change->path = g_strdup (base_json_get_text (object, "path"));
      change->old_value = value_to_text (base_json_find (object, "old"));
      change->new_value = value_to_text (base_json_find (object, "new"));
      change->count = base_json_get_int (object, "count", 1);
      g_ptr_array_add (changes, change);
    }
}

/* (transfer full) (nullable) */
static char *
name_who (const DeskActivityItem *item)
{
  if (item->idp != NULL)
    return connection_guides_name_of (item->idp);
  return item->client != NULL ? desk_words_client (item->client) : NULL;
}

static DeskActivityItem *
read_item (JsonObject *object,
           GHashTable *key_names)
{
  DeskActivityItem *item = desk_activity_item_new ();
  JsonObject *resource = base_json_get_object (object, "resource");

  item->time = base_json_get_time (object, "time");
  item->cursor = base_json_get_int (object, "cursor", 0);
  item->status = (guint)CLAMP (base_json_get_int (object, "status", 0), 0, 999);
  item->client = g_strdup (base_json_get_text (object, "client"));
  item->idp = g_strdup (base_json_get_text (object, "idp"));
  item->method = g_strdup (base_json_get_text (object, "method"));
  item->path = g_strdup (base_json_get_text (object, "path"));
  item->duration_ms = base_json_get_int (object, "duration_ms", 0);
  item->key_id = g_strdup (base_json_get_text (object, "key_id"));
  item->request_id = g_strdup (base_json_get_text (object, "request_id"));
  item->resource_type = g_strdup (base_json_get_text (resource, "type"));
  item->resource_id = g_strdup (base_json_get_text (resource, "id"));
  item->resource_name = g_strdup (base_json_get_text (resource, "name"));
  item->error_detail = g_strdup (base_json_get_text (object, "detail"));
  item->meaning = g_strdup (base_json_get_text (object, "meaning"));
  item->count = MAX (base_json_get_int (object, "count", 1), 1);
  read_changes (item->changes, base_json_get_array (object, "changes"));
  if (key_names != NULL && item->key_id != NULL)
    item->key_name = g_strdup (g_hash_table_lookup (key_names, item->key_id));
  item->who = name_who (item);
  desk_activity_put_in_words (item);
  return item;
}

DeskActivityItem *
desk_activity_new_from_json (JsonObject *item)
{
  g_return_val_if_fail (item != NULL, NULL);

  return read_item (item, NULL);
}

/* Newest first. By time, since a refusal is written down later than it was; a write and what came
 * in the same millisecond by their order in the service. */
static int
compare_items_cb (gconstpointer a,
                  gconstpointer b)
{
  const DeskActivityItem *left = *(const DeskActivityItem *const *)a;
  const DeskActivityItem *right = *(const DeskActivityItem *const *)b;

  if (left->time != right->time)
    return left->time < right->time ? 1 : -1;
  return left->cursor < right->cursor ? 1 : left->cursor > right->cursor ? -1 : 0;
}

/* What tells an item: its request, if a write's two halves share it; else its cursor. */
static char *
name_item (const DeskActivityItem *item)
{
  if (item->method != NULL && item->request_id != NULL)
    return g_strdup_printf ("r %s", item->request_id);
  return g_strdup_printf ("c %" G_GINT64_FORMAT, item->cursor);
}

/* Adds @item (transfer full) unless its request is there; the half that knows what changed
 * stays. */
static void
add_item (GPtrArray        *items,
          GHashTable       *places,
          DeskActivityItem *item)
{
  g_autofree char *name = name_item (item);
  gpointer place = g_hash_table_lookup (places, name);
  DeskActivityItem **other;

  if (place == NULL)
    {
      g_ptr_array_add (items, item);
      g_hash_table_insert (places, g_steal_pointer (&name), GUINT_TO_POINTER (items->len));
      return;
    }
  other = (DeskActivityItem **)&g_ptr_array_index (items, GPOINTER_TO_UINT (place) - 1);
  if (item->changes->len > (*other)->changes->len ||
      (item->changes->len == (*other)->changes->len && item->cursor > (*other)->cursor))
    {
      desk_activity_item_unref (*other);
      *other = item;
    }
  else
    desk_activity_item_unref (item);
}

GPtrArray *
desk_activity_read_items (JsonArray  *items,
                          GHashTable *key_names)
{
  g_autoptr (GPtrArray) read =
      g_ptr_array_new_with_free_func ((GDestroyNotify)desk_activity_item_unref);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonNode *node = json_array_get_element (items, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        add_item (read, places, read_item (json_node_get_object (node), key_names));
    }
  g_ptr_array_sort (read, compare_items_cb);
  return g_steal_pointer (&read);
}

GPtrArray *
desk_activity_merge (GPtrArray *newer,
                     GPtrArray *older)
{
  g_autoptr (GPtrArray) merged =
      g_ptr_array_new_with_free_func ((GDestroyNotify)desk_activity_item_unref);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (newer != NULL && older != NULL, NULL);

  for (guint i = 0; i < newer->len; i++)
    add_item (merged, places, desk_activity_item_ref (g_ptr_array_index (newer, i)));
  for (guint i = 0; i < older->len; i++)
    add_item (merged, places, desk_activity_item_ref (g_ptr_array_index (older, i)));
  g_ptr_array_sort (merged, compare_items_cb);
  return g_steal_pointer (&merged);
}

gboolean
desk_activity_is_test (const DeskActivityItem *item,
                       const char             *key_id)
{
  g_return_val_if_fail (item != NULL, FALSE);

  return item->kind == DESK_ACTIVITY_TEST &&
         (key_id == NULL || g_strcmp0 (item->key_id, key_id) == 0);
}

DeskActivityItem *
desk_activity_find_test (GPtrArray  *items,
                         const char *key_id)
{
  g_return_val_if_fail (items != NULL, NULL);

  for (guint i = 0; i < items->len; i++)
    if (desk_activity_is_test (g_ptr_array_index (items, i), key_id))
      return g_ptr_array_index (items, i);
  return NULL;
}

/* (transfer full): the item's path with what its shape left out put back, as far as it is known */
static char *
fill_path (const DeskActivityItem *item)
{
  const char *query = strchr (item->path, '?');
  gsize length = query != NULL ? (gsize)(query - item->path) : strlen (item->path);
  g_autofree char *plain = g_strndup (item->path, length);
  g_auto (GStrv) parts = g_strsplit (plain, "{id}", 2);
  g_autofree char *filled =
      g_strjoinv (item->resource_id != NULL ? item->resource_id : "ID", parts);
  g_autofree char *known = NULL;
  g_autofree char *value = NULL;

  if (query == NULL)
    return g_steal_pointer (&filled);

  /* The value looked for stands where the shape has its last question mark. */
  if (item->resource_name != NULL && g_str_has_suffix (query, " ?"))
    {
      g_autoptr (GString) quoted = g_string_new (NULL);
      g_autofree char *before = g_strndup (query + 1, strlen (query) - 2);

      base_json_append_string (quoted, item->resource_name);
      known = g_uri_escape_string (before, "=&", FALSE);
      value = g_uri_escape_string (quoted->str, NULL, FALSE);
    }
  else
    known = g_uri_escape_string (query + 1, "=&", FALSE);
  return g_strconcat (filled, "?", known, value, NULL);
}

char *
desk_activity_item_to_curl (const DeskActivityItem *item,
                            const char             *base_url)
{
  g_autofree char *path = NULL;
  g_autofree char *url = NULL;
  g_autofree char *quoted = NULL;

  g_return_val_if_fail (item != NULL && base_url != NULL, NULL);

  if (item->method == NULL || item->path == NULL || item->folded != NULL)
    return NULL;
  path = fill_path (item);
  url = g_strconcat (base_url, path, NULL);
  quoted = g_shell_quote (url);
  if (g_str_equal (item->method, "GET"))
    return g_strdup_printf ("curl -H \"Authorization: Bearer $KEY\" %s", quoted);
  return g_strdup_printf ("curl -X %s -H \"Authorization: Bearer $KEY\" "
                          "-H 'Content-Type: application/scim+json' %s",
                          item->method, quoted);
}
