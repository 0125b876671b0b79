/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A hash by row number and a queue from the latest used to the least; windows are aligned, so that
 * scrolling asks once for every 200 rows, whichever way. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-roll-cache.h"

struct _RollcallRollCache
{
  GHashTable *links; /* row number → GList of the queue */
  GQueue used;       /* of RollcallRollItem, the latest first */
  guint queries;
};

static RollcallRollItem *
find (RollcallRollCache *self, guint32 number)
{
  GList *link = g_hash_table_lookup (self->links, GUINT_TO_POINTER (number));

  if (link == NULL)
    return NULL;
  g_queue_unlink (&self->used, link);
  g_queue_push_head_link (&self->used, link);
  return link->data;
}

static void
add (RollcallRollCache *self, guint32 number, RollRow *row)
{
  g_queue_push_head (&self->used, rollcall_roll_item_new (number, row));
  g_hash_table_insert (self->links, GUINT_TO_POINTER (number), self->used.head);
}

static void
drop_oldest (RollcallRollCache *self)
{
  while (self->used.length > ROLLCALL_ROLL_KEPT)
    {
      g_autoptr (RollcallRollItem) item = g_queue_pop_tail (&self->used);

      g_hash_table_remove (self->links, GUINT_TO_POINTER (rollcall_roll_item_get_number (item)));
    }
}

/* Fetches those of the window around @position that aren't here. */
static void
fetch_window (RollcallRollCache *self, Roll *roll, GArray *rows, guint position)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  guint from = position - position % ROLLCALL_ROLL_WINDOW;
  guint to = MIN (from + ROLLCALL_ROLL_WINDOW, rows->len);

  for (guint i = from; i < to; i++)
    {
      guint32 number = g_array_index (rows, guint32, i);

      if (!g_hash_table_contains (self->links, GUINT_TO_POINTER (number)))
        g_array_append_val (wanted, number);
    }
  self->queries++;
  found = roll_get_rows (roll, (const guint32 *)(gpointer)wanted->data, wanted->len, &error);
  if (found == NULL)
    g_message ("rows of a list can't be read: %s", error->message);
  for (guint i = 0; i < wanted->len; i++)
    add (self, g_array_index (wanted, guint32, i),
         found != NULL ? g_ptr_array_index (found, i) : NULL);
}

RollcallRollCache *
rollcall_roll_cache_new (void)
{
  RollcallRollCache *self = g_new0 (RollcallRollCache, 1);

  self->links = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->used);
  return self;
}

void
rollcall_roll_cache_free (RollcallRollCache *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->links);
  g_queue_clear_full (&self->used, g_object_unref);
  g_free (self);
}

RollcallRollItem *
rollcall_roll_cache_get (RollcallRollCache *self, Roll *roll, GArray *rows, guint position)
{
  RollcallRollItem *item;
  guint32 number;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (ROLL_IS_ROLL (roll), NULL);
  g_return_val_if_fail (rows != NULL && position < rows->len, NULL);

  number = g_array_index (rows, guint32, position);
  item = find (self, number);
  if (item != NULL)
    return g_object_ref (item);

  fetch_window (self, roll, rows, position);
  item = g_object_ref (find (self, number));
  drop_oldest (self);
  return item;
}

GArray *
rollcall_roll_cache_list (RollcallRollCache *self)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_val_if_fail (self != NULL, numbers);

  for (GList *link = self->used.head; link != NULL; link = link->next)
    {
      guint32 number = rollcall_roll_item_get_number (link->data);

      g_array_append_val (numbers, number);
    }
  return numbers;
}

void
rollcall_roll_cache_update (RollcallRollCache *self, GArray *numbers, GPtrArray *rows)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (numbers != NULL && rows != NULL && numbers->len == rows->len);

  for (guint i = 0; i < numbers->len; i++)
    {
      guint32 number = g_array_index (numbers, guint32, i);
      GList *link = g_hash_table_lookup (self->links, GUINT_TO_POINTER (number));

      if (link != NULL)
        rollcall_roll_item_set_row (link->data, g_ptr_array_index (rows, i));
    }
}

void
rollcall_roll_cache_clear (RollcallRollCache *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_remove_all (self->links);
  g_queue_clear_full (&self->used, g_object_unref);
}

guint
rollcall_roll_cache_get_size (RollcallRollCache *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->used.length;
}

guint
rollcall_roll_cache_get_queries (RollcallRollCache *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->queries;
}
