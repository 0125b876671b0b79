/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A Rollcall service writes down every write that it refused. Walked from the newest back, each
 * person's last refusal is evidence, unless a change of theirs came after it. Reads aren't looked
 * at: a connection test looks for somebody who isn't there, and that is no failure. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/base-fold.h"
#include "base/base-json-member.h"
#include "source/source-scim-read.h"

#define PAGE_ITEMS 1000
#define MOST_PAGES 200

typedef struct
{
  char *name;
  char *detail;
  gint64 time;
} Failure;

/* Told each item, newest first. */
typedef void (*TakeFunc) (JsonObject *item, GHashTable *failures);

static void
failure_free (Failure *self)
{
  g_free (self->name);
  g_free (self->detail);
  g_free (self);
}

/* (nullable): the userName that @item is about */
static const char *
get_user_name (JsonObject *item)
{
  JsonObject *resource = base_json_get_object (item, "resource");

  return g_strcmp0 (base_json_get_text (resource, "type"), "User") == 0
             ? base_json_get_text (resource, "name")
             : NULL;
}

static gboolean
is_write (JsonObject *item)
{
  const char *method = base_json_get_text (item, "method");
  const char *path = base_json_get_text (item, "path");

  return method != NULL && strcmp (method, "GET") != 0 && strcmp (method, "HEAD") != 0 &&
         (path == NULL || !g_str_has_suffix (path, "/.search"));
}

static void
take_failure (JsonObject *item,
              GHashTable *failures)
{
  const char *name = get_user_name (item);
  const char *method = base_json_get_text (item, "method");
  const char *why = base_json_get_text (item, "detail");
  gint64 status = base_json_get_int (item, "status", 0);
  g_autofree char *folded = NULL;
  Failure *failure;

  if (name == NULL || *name == '\0' || !is_write (item))
    return;
  folded = base_fold (name);
  if (g_hash_table_contains (failures, folded))
    return;

  failure = g_new0 (Failure, 1);
  failure->name = g_strdup (name);
  if (why != NULL)
    failure->detail = g_strdup_printf (_("the service answered %s with %" PRId64 ": %s"), method,
                                       status, why);
  else
    failure->detail =
        g_strdup_printf (_("the service answered %s with %" PRId64), method, status);
  failure->time = base_json_get_time (item, "time");
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

  if (failure != NULL && failure->time <= base_json_get_time (item, "time"))
    g_hash_table_remove (failures, folded);
}

/* Not by cursor: a refusal is written down later than it was, a change at once. */
static gint64
oldest_time (GHashTable *failures)
{
  GHashTableIter iter;
  gpointer value;
  gint64 oldest = G_MAXINT64;

  g_hash_table_iter_init (&iter, failures);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    oldest = MIN (oldest, ((const Failure *)value)->time);
  return oldest;
}

/* Walks back through what was written down, newest first, as far as the time @until. */
static gboolean
walk_back (SourceScimRead  *self,
           AdminClient     *admin,
           const char      *directory,
           const char      *kind,
           guint            min_status,
           gint64           until,
           TakeFunc         take,
           GHashTable      *failures,
           GError         **error)
{
  gint64 before = G_MAXINT64;
  gint64 time = G_MAXINT64;

  for (guint page = 0; page < MOST_PAGES && time >= until; page++)
    {
      g_autoptr (JsonNode) answer = NULL;
      JsonArray *array;

      answer = admin_client_get_activity_before (admin, directory, before, PAGE_ITEMS, kind,
                                                 min_status, self->cancellable, error);
      if (answer == NULL)
        return FALSE;
      array = base_json_get_array (json_node_get_object (answer), "items");
      if (array == NULL || json_array_get_length (array) == 0)
        return TRUE;

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *item = json_array_get_element (array, i);

          if (!JSON_NODE_HOLDS_OBJECT (item))
            continue;
          take (json_node_get_object (item), failures);
          before = MIN (before, base_json_get_int (json_node_get_object (item), "cursor", 0));
          time = MIN (time, base_json_get_time (json_node_get_object (item), "time"));
        }
    }
  return TRUE;
}

/* A service gathers what it writes down, refusals too, for a quarter of a second, unless somebody
 * waits for it: then it writes at once. */
static gboolean
wait_for_all (SourceScimRead  *self,
              AdminClient     *admin,
              const char      *directory,
              GError         **error)
{
  g_autoptr (JsonNode) answer = NULL;

  answer =
      admin_client_get_activity (admin, directory, -1, 1, 1, NULL, 0, self->cancellable, error);
  return answer != NULL;
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
  if (!wait_for_all (self, admin, directory, error) ||
      !walk_back (self, admin, directory, "request", 400, 0, take_failure, failures, error))
    return FALSE;
  if (g_hash_table_size (failures) > 0 &&
      !walk_back (self, admin, directory, "change", 0, oldest_time (failures), take_change,
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
