/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Activity: both directions, what narrows it down, its listener, redaction and pruning. */

#include "config.h"

#include "store-fixture.h"

static gboolean
append_items (StoreWriter  *writer,
              Fixture      *fixture,
              GError      **error)
{
  for (guint i = 1; i <= 250; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i % 10);
      StoreActivity item = {
        .directory = fixture->directory->seq,
        .time = i * 1000,
        .request_id = "q",
        .kind = i % 2 == 0 ? "change" : "request",
        .status = i % 5 == 0 ? 404 : 200,
        .duration_ms = i,
        .count = 1,
        .resource_type = "User",
        .resource_id = id,
        .resource_name = "ann",
        .detail = "ann is taken",
        .changes = "[{\"op\":\"replace\",\"path\":\"title\",\"old\":\"a\",\"new\":\"b\"}]",
      };

      if (!store_writer_append_activity (writer, &item, error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  GArray *cursors;
  char *name;
  char *changes;
  char *detail;
} Items;

static void
read_item_cb (const StoreActivity *item,
              gpointer             data)
{
  Items *items = data;
  gint64 cursor = item->cursor;

  g_array_append_val (items->cursors, cursor);
  g_free (items->name);
  g_free (items->changes);
  items->name = g_strdup (item->resource_name);
  items->changes = g_strdup (item->changes);
  g_free (items->detail);
  items->detail = g_strdup (item->detail);
}

/* How many items, and whether their cursors only grow or only shrink. */
static guint
read_activity (Fixture                   *fixture,
               const StoreActivityFilter *filter,
               Items                     *items)
{
  g_autoptr (GError) error = NULL;
  gboolean backward = filter->before != 0;

  if (items->cursors == NULL)
    items->cursors = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_set_size (items->cursors, 0);
  store_reader_activity (fixture->reader, fixture->directory->seq, filter, read_item_cb, items,
                         &error);
  g_assert_no_error (error);
  for (guint i = 1; i < items->cursors->len; i++)
    g_assert_cmpint (g_array_index (items->cursors, gint64, i) >
                         g_array_index (items->cursors, gint64, i - 1),
                     ==, !backward);
  return items->cursors->len;
}

static void
items_clear (Items *items)
{
  g_array_unref (items->cursors);
  g_free (items->name);
  g_free (items->changes);
  g_free (items->detail);
}

static void
listener_cb (gint64   cursor,
             gpointer data)
{
  g_atomic_int_set ((int *)data, (int)cursor);
}

static gboolean
redact (StoreWriter  *writer,
        Fixture      *fixture,
        GError      **error)
{
  return store_writer_redact_activity (writer, fixture->directory->seq, "r3", error);
}

static void
test_activity (Fixture       *fixture,
               gconstpointer  data)
{
  Items items = { 0 };
  gint64 newest, oldest;
  int heard = 0;

  g_assert_true (store_reader_activity_range (fixture->reader, fixture->directory->seq, &newest,
                                              &oldest, NULL));
  g_assert_cmpint (newest + oldest, ==, 0);
  store_set_activity_listener (fixture->store, listener_cb, &heard);
  run (fixture, append_items);
  g_assert_true (store_reader_activity_range (fixture->reader, fixture->directory->seq, &newest,
                                              &oldest, NULL));
  g_assert_cmpint (newest - oldest, ==, 249);
  g_assert_cmpint (g_atomic_int_get (&heard), ==, newest);
  store_set_activity_listener (fixture->store, NULL, NULL);

#define READ(...) read_activity (fixture, &(StoreActivityFilter){ __VA_ARGS__ }, &items)
  g_assert_cmpuint (READ (.limit = 0), ==, 100);
  g_assert_cmpint (g_array_index (items.cursors, gint64, 0), ==, oldest);
  g_assert_cmpuint (READ (.after = newest - 20, .limit = 100), ==, 20);
  g_assert_cmpuint (READ (.after = newest, .limit = 100), ==, 0);
  g_assert_cmpuint (READ (.before = G_MAXINT64, .limit = 10), ==, 10);
  g_assert_cmpint (g_array_index (items.cursors, gint64, 0), ==, newest);
  g_assert_cmpuint (READ (.before = oldest + 3, .limit = 10), ==, 3);
  g_assert_cmpuint (READ (.limit = 1000, .resource = "r3"), ==, 25);
  g_assert_cmpuint (READ (.limit = 1000, .min_status = 400), ==, 50);
  g_assert_cmpuint (READ (.limit = 1000, .kind = "change"), ==, 125);
  g_assert_cmpuint (READ (.before = newest, .limit = 1000, .kind = "change", .resource = "r4"), ==,
                    25);
  g_assert_cmpuint (READ (.limit = 1000, .kind = "key"), ==, 0);

  run (fixture, redact);
  g_assert_cmpuint (READ (.limit = 1000, .resource = "r3"), ==, 25);
  g_assert_null (items.name);
  g_assert_null (items.detail);
  g_assert_cmpstr (items.changes, ==, "[{\"op\":\"replace\",\"path\":\"title\"}]");
  g_assert_cmpuint (READ (.limit = 1000, .resource = "r4"), ==, 25);
  g_assert_cmpstr (items.name, ==, "ann");
  g_assert_cmpstr (items.detail, ==, "ann is taken");
  items_clear (&items);
}

static gboolean
prune (StoreWriter  *writer,
       Fixture      *fixture,
       GError      **error)
{
  guint removed;

  if (!store_writer_prune_activity (writer, fixture->directory->seq, 151 * 1000, 100, &removed,
                                    error))
    return FALSE;
  g_assert_cmpuint (removed, ==, 100);
  if (!store_writer_prune_activity (writer, fixture->directory->seq, 151 * 1000, 100, &removed,
                                    error))
    return FALSE;
  g_assert_cmpuint (removed, ==, 50);
  if (!store_writer_prune_activity (writer, fixture->directory->seq, 151 * 1000, 100, &removed,
                                    error))
    return FALSE;
  g_assert_cmpuint (removed, ==, 0);
  return TRUE;
}

static void
test_prune (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  StoreActivityFilter behind = { .limit = 1000 };
  Items items = { 0 };
  gint64 newest, oldest;

  run (fixture, append_items);
  run (fixture, prune);
  g_assert_true (store_reader_activity_range (fixture->reader, fixture->directory->seq, &newest,
                                              &oldest, NULL));
  g_assert_cmpint (newest - oldest, ==, 99);
  g_assert_cmpuint (READ (.limit = 1000), ==, 100);
  g_assert_cmpuint (READ (.limit = 1000, .after = oldest - 1), ==, 100);
  behind.after = oldest - 2;
  g_assert_false (store_reader_activity (fixture->reader, fixture->directory->seq, &behind,
                                         read_item_cb, &items, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_EXPIRED_CURSOR);
  items_clear (&items);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("/store/activity/read", test_activity);
  ADD ("/store/activity/prune", test_prune);
  return g_test_run ();
}
