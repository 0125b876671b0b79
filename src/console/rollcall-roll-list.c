/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows are a counted array that is never written to: an answer brings another. What GTK is told
 * is as little as is true: nothing for the same rows, an insertion where few differ, and else three
 * signals: the old rows behind the first ones go, the first ones become others, and the new rows
 * behind those come. GTK looks through all new rows of a signal for the old ones that it had on
 * screen, so these must be few; and it keeps its widgets for the rows only within one signal, so
 * that taking all away first would have it make them all anew. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-roll-list.h"

#include <string.h>

#include "console/rollcall-roll-cache.h"
#include "console/rollcall-roll-query.h"

/* As many rows may change at one place without everything being told anew. GTK asks for each of
 * them. */
#define FEW 400

struct _RollcallRollList
{
  GObject parent_instance;

  Roll *roll;
  RollListQuery query;
  RollcallRollCache *cache;
  GArray *rows;
  RollListCounts counts;
  GError *error;
  GCancellable *asked;
  gboolean prepared; /* this roll has answered before */
  gboolean anew;     /* what is asked now is asked of a newer roll */
};

enum
{
  REPLACING,
  REPLACED,
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void rollcall_roll_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RollcallRollList,
                               rollcall_roll_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      rollcall_roll_list_model_init))

static guint32
number_at (GArray *rows, guint position)
{
  return g_array_index (rows, guint32, position);
}

static guint
common_start (GArray *a, GArray *b)
{
  guint most = MIN (a->len, b->len);
  guint same = 0;

  if (most > 0 && memcmp (a->data, b->data, most * sizeof (guint32)) == 0)
    return most;
  while (same < most && number_at (a, same) == number_at (b, same))
    same++;
  return same;
}

static guint
common_end (GArray *a, GArray *b, guint start)
{
  guint most = MIN (a->len, b->len) - start;
  guint same = 0;

  while (same < most && number_at (a, a->len - 1 - same) == number_at (b, b->len - 1 - same))
    same++;
  return same;
}

static void
swap_rows (RollcallRollList *self, GArray *rows)
{
  g_array_ref (rows);
  g_array_unref (self->rows);
  self->rows = rows;
}

/* Tells that the rows from @position on are others, by way of an array that holds just them. */
static void
change_rows (RollcallRollList *self, GArray *rows, guint position, guint removed, guint added)
{
  swap_rows (self, rows);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* (transfer full): the first rows, as many as one query fetches */
static GArray *
copy_first (GArray *rows)
{
  guint n = MIN (rows->len, ROLLCALL_ROLL_WINDOW);
  GArray *first = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);

  g_array_append_vals (first, rows->data, n);
  return first;
}

static void
replace_rows (RollcallRollList *self, GArray *rows, gboolean anew)
{
  g_autoptr (GArray) old_first = copy_first (self->rows);
  g_autoptr (GArray) first = copy_first (rows);
  guint old = self->rows->len;

  g_signal_emit (self, signals[REPLACING], 0, anew);
  change_rows (self, old_first, old_first->len, old - old_first->len, 0);
  change_rows (self, first, 0, old_first->len, first->len);
  change_rows (self, rows, first->len, 0, rows->len - first->len);
  g_signal_emit (self, signals[REPLACED], 0, anew);
}

static void
take_rows (RollcallRollList *self, GArray *rows, gboolean anew)
{
  guint start = common_start (self->rows, rows);
  guint end = common_end (self->rows, rows, start);
  guint gone = self->rows->len - start - end;
  guint come = rows->len - start - end;

  if (gone == 0 && come == 0)
    return;
  /* What only grows at its end is no new list, however much comes. */
  if ((start > 0 && gone == 0 && end == 0) || (start + end > 0 && gone + come <= FEW))
    {
      swap_rows (self, rows);
      g_list_model_items_changed (G_LIST_MODEL (self), start, gone, come);
      return;
    }
  replace_rows (self, rows, anew);
}

static gboolean
is_short (const RollListQuery *query)
{
  return query->search == NULL && query->group == 0 && query->changed_since == 0;
}

static void
show_first (RollcallRollList *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows =
      roll_list (self->roll, &self->query, ROLLCALL_ROLL_WINDOW, NULL, &error);

  if (rows == NULL)
    g_message ("the first rows of a list can't be had: %s", error->message);
  else
    take_rows (self, rows, FALSE);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RollcallRollList) self = data;
  g_autoptr (RollcallRollAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  gboolean anew = self->anew;

  answer = rollcall_roll_query_finish (result, &error);
  /* Whoever asked since then, or left, has cancelled this. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->asked);
  g_clear_error (&self->error);
  self->anew = FALSE;
  if (answer == NULL)
    self->error = g_steal_pointer (&error);
  else
    {
      self->prepared = TRUE;
      self->counts = answer->counts;
      if (answer->seen != NULL)
        rollcall_roll_cache_update (self->cache, answer->seen, answer->seen_rows);
      take_rows (self, answer->rows, anew);
    }
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
ask (RollcallRollList *self)
{
  GArray *seen = NULL;

  g_cancellable_cancel (self->asked);
  g_clear_object (&self->asked);
  if (self->roll == NULL)
    {
      g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint32));

      self->counts = (RollListCounts){ 0 };
      g_clear_error (&self->error);
      take_rows (self, none, FALSE);
      g_signal_emit (self, signals[ANSWERED], 0);
      return;
    }

  if (self->anew)
    seen = rollcall_roll_cache_list (self->cache);
  else if (self->prepared && is_short (&self->query))
    show_first (self);
  self->asked = g_cancellable_new ();
  rollcall_roll_query_async (self->roll, &self->query, seen, self->asked, answered_cb,
                             g_object_ref (self));
}

static GType
rollcall_roll_list_get_item_type (GListModel *model)
{
  return ROLLCALL_TYPE_ROLL_ITEM;
}

static guint
rollcall_roll_list_get_n_items (GListModel *model)
{
  return ROLLCALL_ROLL_LIST (model)->rows->len;
}

static gpointer
rollcall_roll_list_get_item (GListModel *model, guint position)
{
  RollcallRollList *self = ROLLCALL_ROLL_LIST (model);

  if (position >= self->rows->len || self->roll == NULL)
    return NULL;
  return rollcall_roll_cache_get (self->cache, self->roll, self->rows, position);
}

static void
rollcall_roll_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rollcall_roll_list_get_item_type;
  iface->get_n_items = rollcall_roll_list_get_n_items;
  iface->get_item = rollcall_roll_list_get_item;
}

static void
rollcall_roll_list_dispose (GObject *object)
{
  RollcallRollList *self = ROLLCALL_ROLL_LIST (object);

  g_cancellable_cancel (self->asked);
  g_clear_object (&self->asked);
  G_OBJECT_CLASS (rollcall_roll_list_parent_class)->dispose (object);
}

static void
rollcall_roll_list_finalize (GObject *object)
{
  RollcallRollList *self = ROLLCALL_ROLL_LIST (object);

  rollcall_roll_query_clear (&self->query);
  rollcall_roll_cache_free (self->cache);
  g_array_unref (self->rows);
  g_clear_object (&self->roll);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (rollcall_roll_list_parent_class)->finalize (object);
}

static void
rollcall_roll_list_class_init (RollcallRollListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  object_class->dispose = rollcall_roll_list_dispose;
  object_class->finalize = rollcall_roll_list_finalize;

  signals[REPLACING] = g_signal_new ("replacing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[REPLACED] = g_signal_new ("replaced", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[ANSWERED] =
      g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rollcall_roll_list_init (RollcallRollList *self)
{
  self->cache = rollcall_roll_cache_new ();
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
}

RollcallRollList *
rollcall_roll_list_new (RollList list)
{
  RollcallRollList *self = g_object_new (ROLLCALL_TYPE_ROLL_LIST, NULL);

  self->query.list = list;
  return self;
}

void
rollcall_roll_list_set_roll (RollcallRollList *self, Roll *roll)
{
  gboolean same;

  g_return_if_fail (ROLLCALL_IS_ROLL_LIST (self));
  g_return_if_fail (roll == NULL || ROLL_IS_ROLL (roll));

  same = self->roll != NULL && roll != NULL &&
         g_strcmp0 (roll_get_path (self->roll), roll_get_path (roll)) == 0;
  if (!same)
    {
      g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint32));

      take_rows (self, none, FALSE);
      rollcall_roll_cache_clear (self->cache);
    }
  if (self->roll != roll)
    self->prepared = FALSE;
  g_set_object (&self->roll, roll);
  self->anew = same;
  ask (self);
}

Roll *
rollcall_roll_list_get_roll (RollcallRollList *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_LIST (self), NULL);

  return self->roll;
}

void
rollcall_roll_list_set_query (RollcallRollList *self, const RollListQuery *query)
{
  RollListQuery copy;

  g_return_if_fail (ROLLCALL_IS_ROLL_LIST (self));
  g_return_if_fail (query != NULL);

  copy = rollcall_roll_query_copy (query);
  copy.list = self->query.list;
  if (rollcall_roll_query_equal (&self->query, &copy))
    {
      rollcall_roll_query_clear (&copy);
      return;
    }
  rollcall_roll_query_clear (&self->query);
  self->query = copy;
  ask (self);
}

const RollListQuery *
rollcall_roll_list_get_query (RollcallRollList *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_LIST (self), NULL);

  return &self->query;
}

gboolean
rollcall_roll_list_is_busy (RollcallRollList *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_LIST (self), FALSE);

  return self->asked != NULL;
}

const GError *
rollcall_roll_list_get_error (RollcallRollList *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_LIST (self), NULL);

  return self->error;
}

const RollListCounts *
rollcall_roll_list_get_counts (RollcallRollList *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_LIST (self), NULL);

  return &self->counts;
}

GArray *
rollcall_roll_list_get_rows (RollcallRollList *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_LIST (self), NULL);

  return self->rows;
}

guint32
rollcall_roll_list_get_number (RollcallRollList *self, guint position)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_LIST (self), 0);

  return position < self->rows->len ? number_at (self->rows, position) : 0;
}

guint
rollcall_roll_list_find (RollcallRollList *self, guint32 number)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_LIST (self), G_MAXUINT);

  for (guint i = 0; i < self->rows->len; i++)
    if (number_at (self->rows, i) == number)
      return i;
  return G_MAXUINT;
}

guint
rollcall_roll_list_get_kept (RollcallRollList *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_LIST (self), 0);

  return rollcall_roll_cache_get_size (self->cache);
}

guint
rollcall_roll_list_get_fetched (RollcallRollList *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_LIST (self), 0);

  return rollcall_roll_cache_get_queries (self->cache);
}
