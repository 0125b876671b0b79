/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages by the service's cursors. Key names are asked for with each page that has keys in it, since
 * keys come and go; of those that are gone the activity itself knows the name. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-activity-page.h"

#include "base/base-json-member.h"

void
desk_activity_page_free (DeskActivityPage *page)
{
  if (page == NULL)
    return;
  g_clear_pointer (&page->items, g_ptr_array_unref);
  g_free (page);
}

/* (transfer full): names by id, of the live keys and of those that @items made or ended */
static GHashTable *
name_keys (DeskService  *service,
           const char   *directory,
           JsonArray    *items,
           GCancellable *cancellable)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) keys = NULL;
  gboolean needed = FALSE;

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *node = json_array_get_element (items, i);
      JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *id = base_json_get_text (item, "key_id");
      const char *name = base_json_get_text (base_json_get_object (item, "resource"), "name");

      needed |= id != NULL;
      if (id != NULL && name != NULL && g_strcmp0 (base_json_get_text (item, "kind"), "key") == 0)
        g_hash_table_replace (names, g_strdup (id), g_strdup (name));
    }
  if (!needed)
    return names;

  /* A page without names is better than none. */
  keys = admin_client_list_keys (desk_service_get_client (service), directory, cancellable, NULL);
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const AdminKey *key = g_ptr_array_index (keys, i);

      g_hash_table_replace (names, g_strdup (key->id), g_strdup (key->name));
    }
  return names;
}

static DeskActivityPage *
read_page (DeskService               *service,
           const char                *directory,
           const AdminActivityQuery  *query,
           GCancellable              *cancellable,
           GError                   **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GHashTable) names = NULL;
  JsonObject *answer;
  JsonArray *items;
  DeskActivityPage *page;
  gint64 oldest;

  node = admin_client_query_activity (desk_service_get_client (service), directory, query,
                                      cancellable, error);
  if (node == NULL)
    return NULL;

  answer = json_node_get_object (node);
  items = base_json_get_array (answer, "items");
  names = name_keys (service, directory, items, cancellable);
  page = g_new0 (DeskActivityPage, 1);
  page->items = desk_activity_read_items (items, names);
  page->newest = base_json_get_int (answer, "next", query->after);
  oldest = base_json_get_int (answer, "oldest", 0);

  /* The half of a write that was joined away counts too. */
  page->oldest = G_MAXINT64;
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *item = json_array_get_element (items, i);
      gint64 cursor = JSON_NODE_HOLDS_OBJECT (item)
                          ? base_json_get_int (json_node_get_object (item), "cursor", 0)
                          : 0;

      if (cursor <= 0)
        continue;
      page->oldest = MIN (page->oldest, cursor);
      if (query->before > 0)
        page->newest = MAX (page->newest, cursor);
    }
  if (page->oldest == G_MAXINT64 || page->oldest <= oldest)
    page->oldest = 0;
  if (query->before > 0 && page->items->len == 0)
    page->newest = -1;
  return page;
}

static void
apply_filter (AdminActivityQuery       *query,
              const DeskActivityFilter *filter)
{
  if (filter == NULL)
    return;
  query->kind = filter->kind;
  query->min_status = filter->min_status;
  query->resource = filter->resource;
}

DeskActivityPage *
desk_activity_page_before (DeskService               *service,
                           const char                *directory,
                           gint64                     before,
                           guint                      limit,
                           const DeskActivityFilter  *filter,
                           GCancellable              *cancellable,
                           GError                   **error)
{
  AdminActivityQuery query = { .before = before > 0 ? before : G_MAXINT64, .limit = limit };

  g_return_val_if_fail (DESK_IS_SERVICE (service), NULL);
  g_return_val_if_fail (directory != NULL, NULL);

  apply_filter (&query, filter);
  return read_page (service, directory, &query, cancellable, error);
}

DeskActivityPage *
desk_activity_page_after (DeskService               *service,
                          const char                *directory,
                          gint64                     after,
                          guint                      wait,
                          guint                      limit,
                          const DeskActivityFilter  *filter,
                          GCancellable              *cancellable,
                          GError                   **error)
{
  AdminActivityQuery query = { .after = after, .wait = wait, .limit = limit };
  g_autoptr (GError) why = NULL;
  DeskActivityPage *page;

  g_return_val_if_fail (DESK_IS_SERVICE (service), NULL);
  g_return_val_if_fail (directory != NULL, NULL);

  apply_filter (&query, filter);
  page = read_page (service, directory, &query, cancellable, &why);
  if (page != NULL)
    return page;
  if (!g_error_matches (why, ADMIN_ERROR, ADMIN_ERROR_EXPIRED))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }

  query.after = 0;
  query.before = G_MAXINT64;
  query.wait = 0;
  page = read_page (service, directory, &query, cancellable, error);
  if (page != NULL)
    page->lost = TRUE;
  return page;
}
