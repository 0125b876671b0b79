/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A Rollcall service writes down every write that it refused. Walked from the newest back, each
 * person's last refusal is evidence, unless a change of theirs came after it. Reads aren't looked
 * at: a connection test looks for somebody who isn't there, and that is no failure. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-fold.h"
#include "base/base-time.h"
#include "source/source-scim-read.h"

#define PAGE_ITEMS 1000
#define MOST_PAGES 200

typedef struct
{
  char *name;
  char *detail;
  gint64 cursor;
  gint64 time;
} Failure;

static void
failure_free (Failure *self)
{
  g_free (self->name);
  g_free (self->detail);
  g_free (self);
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint64
get_number (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : 0;
}

/* (nullable): the userName that @item is about */
static const char *
get_user_name (JsonObject *item)
{
  JsonNode *node = json_object_get_member (item, "resource");
  JsonObject *resource;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  resource = json_node_get_object (node);
  return g_strcmp0 (get_text (resource, "type"), "User") == 0 ? get_text (resource, "name") : NULL;
}

static gboolean
is_write (JsonObject *item)
{
  const char *method = get_text (item, "method");
  const char *path = get_text (item, "path");

  return method != NULL && strcmp (method, "GET") != 0 && strcmp (method, "HEAD") != 0 &&
         (path == NULL || !g_str_has_suffix (path, "/.search"));
}

static void
take_failure (JsonObject *item,
              GHashTable *failures)
{
  const char *name = get_user_name (item);
  g_autofree char *folded = NULL;
  Failure *failure;

  if (name == NULL || *name == '\0' || !is_write (item))
    return;
  folded = base_fold (name);
  if (g_hash_table_contains (failures, folded))
    return;

  failure = g_new0 (Failure, 1);
  failure->name = g_strdup (name);
  failure->cursor = get_number (item, "cursor");
  failure->detail = g_strdup_printf (_("the service answered %s with %" G_GINT64_FORMAT),
                                     get_text (item, "method"), get_number (item, "status"));
  if (get_text (item, "time") == NULL ||
      !base_time_parse (get_text (item, "time"), &failure->time, NULL))
    failure->time = 0;
  g_hash_table_insert (failures, g_steal_pointer (&folded), failure);
}

/* A change after the refusal made it good. */
static void
take_change (JsonObject *item,
             GHashTable *failures)
{
  const char *name = get_user_name (item);
  g_autofree char *folded = name != NULL ? base_fold (name) : NULL;
  const Failure *failure = folded != NULL ? g_hash_table_lookup (failures, folded) : NULL;

  if (failure != NULL && failure->cursor < get_number (item, "cursor"))
    g_hash_table_remove (failures, folded);
}

static gint64
oldest_cursor (GHashTable *failures)
{
  GHashTableIter iter;
  gpointer value;
  gint64 oldest = G_MAXINT64;

  g_hash_table_iter_init (&iter, failures);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    oldest = MIN (oldest, ((const Failure *)value)->cursor);
  return oldest;
}

/* Walks back through what was written down, newest first, as far as @until. */
static gboolean
walk_back (SourceScimRead *self,
           AdminClient *admin,
           const char *directory,
           const char *kind,
           guint min_status,
           gint64 until,
           void (*take) (JsonObject *item, GHashTable *failures),
           GHashTable *failures,
           GError **error)
{
  gint64 before = G_MAXINT64;

  for (guint page = 0; page < MOST_PAGES && before > until; page++)
    {
      g_autoptr (JsonNode) answer = NULL;
      JsonNode *items;
      JsonArray *array;

      answer = admin_client_get_activity_before (admin, directory, before, PAGE_ITEMS, kind,
                                                 min_status, self->cancellable, error);
      if (answer == NULL)
        return FALSE;
      items = json_object_get_member (json_node_get_object (answer), "items");
      array = items != NULL && JSON_NODE_HOLDS_ARRAY (items) ? json_node_get_array (items) : NULL;
      if (array == NULL || json_array_get_length (array) == 0)
        return TRUE;

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *item = json_array_get_element (array, i);

          if (!JSON_NODE_HOLDS_OBJECT (item))
            continue;
          take (json_node_get_object (item), failures);
          before = MIN (before, get_number (json_node_get_object (item), "cursor"));
        }
    }
  return TRUE;
}

gboolean
source_scim_read_failures (SourceScimRead  *self,
                           AdminClient     *admin,
                           const char      *directory,
                           GError         **error)
{
  g_autoptr (GHashTable) failures = NULL;
  GHashTableIter iter;
  gpointer value;

  failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)failure_free);
  if (!walk_back (self, admin, directory, "request", 400, -1, take_failure, failures, error))
    return FALSE;
  if (g_hash_table_size (failures) > 0 &&
      !walk_back (self, admin, directory, "change", 0, oldest_cursor (failures), take_change,
                  failures, error))
    return FALSE;

  g_hash_table_iter_init (&iter, failures);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Failure *failure = value;

      if (!roll_writer_append_evidence (self->writer, ROLL_EVIDENCE_FAILED, "User", failure->name,
                                        failure->detail, failure->time, error))
        return FALSE;
    }
  return TRUE;
}
