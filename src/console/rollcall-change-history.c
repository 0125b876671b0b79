/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A page that comes back full means that there may be more. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-change-history.h"

#define PAGE 500

struct _RollcallChangeHistory
{
  GObject parent_instance;

  Roll *roll;
  GPtrArray *items;
  GCancellable *loading;
  GError *error;
  gboolean older;
};

typedef struct
{
  Roll *roll;
  gint64 before;
} HistoryQuestion;

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallChangeHistory, rollcall_change_history, G_TYPE_OBJECT)

static void
history_question_free (gpointer data)
{
  HistoryQuestion *question = data;

  g_clear_object (&question->roll);
  g_free (question);
}

static void
set_items (RollcallChangeHistory *self,
           GPtrArray             *items)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items;
}

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)desk_activity_item_unref);
}

static void
ask_cb (GTask        *task,
        gpointer      source,
        gpointer      data,
        GCancellable *cancellable)
{
  const HistoryQuestion *question = data;
  GError *error = NULL;
  GPtrArray *items = desk_activity_read_changes (question->roll, question->before, PAGE, &error);

  if (items == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, items, (GDestroyNotify)g_ptr_array_unref);
}

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  RollcallChangeHistory *self = ROLLCALL_CHANGE_HISTORY (object);
  const HistoryQuestion *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = g_task_propagate_pointer (G_TASK (result), &error);
  GPtrArray *items;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  if (page != NULL)
    {
      items = new_items ();
      if (question->before > 0)
        for (guint i = 0; i < self->items->len; i++)
          g_ptr_array_add (items, desk_activity_item_ref (g_ptr_array_index (self->items, i)));
      for (guint i = 0; i < page->len; i++)
        g_ptr_array_add (items, desk_activity_item_ref (g_ptr_array_index (page, i)));
      set_items (self, items);
      self->older = page->len == PAGE;
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask (RollcallChangeHistory *self,
     gint64                 before)
{
  g_autoptr (GTask) task = NULL;
  HistoryQuestion *question = g_new0 (HistoryQuestion, 1);

  self->loading = g_cancellable_new ();
  question->roll = g_object_ref (self->roll);
  question->before = before;
  task = g_task_new (self, self->loading, answer_cb, NULL);
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, question, history_question_free);
  g_task_run_in_thread (task, ask_cb);
}

static void
stop (RollcallChangeHistory *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
rollcall_change_history_dispose (GObject *object)
{
  RollcallChangeHistory *self = ROLLCALL_CHANGE_HISTORY (object);

  stop (self);
  g_clear_object (&self->roll);
  g_clear_error (&self->error);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (rollcall_change_history_parent_class)->dispose (object);
}

static void
rollcall_change_history_class_init (RollcallChangeHistoryClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rollcall_change_history_dispose;
  signals[CHANGED] = g_signal_new ("changed", ROLLCALL_TYPE_CHANGE_HISTORY, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rollcall_change_history_init (RollcallChangeHistory *self)
{
  self->items = new_items ();
}

RollcallChangeHistory *
rollcall_change_history_new (void)
{
  return g_object_new (ROLLCALL_TYPE_CHANGE_HISTORY, NULL);
}

void
rollcall_change_history_set_roll (RollcallChangeHistory *self,
                                  Roll                  *roll)
{
  g_return_if_fail (ROLLCALL_IS_CHANGE_HISTORY (self));
  g_return_if_fail (roll == NULL || ROLL_IS_ROLL (roll));

  stop (self);
  if (g_set_object (&self->roll, roll))
    {
      set_items (self, new_items ());
      self->older = FALSE;
    }
  if (roll != NULL)
    ask (self, 0);
}

GPtrArray *
rollcall_change_history_get_items (RollcallChangeHistory *self)
{
  g_return_val_if_fail (ROLLCALL_IS_CHANGE_HISTORY (self), NULL);

  return self->items;
}

gboolean
rollcall_change_history_is_loading (RollcallChangeHistory *self)
{
  g_return_val_if_fail (ROLLCALL_IS_CHANGE_HISTORY (self), FALSE);

  return self->loading != NULL && self->items->len == 0;
}

gboolean
rollcall_change_history_has_older (RollcallChangeHistory *self)
{
  g_return_val_if_fail (ROLLCALL_IS_CHANGE_HISTORY (self), FALSE);

  return self->older;
}

void
rollcall_change_history_load_older (RollcallChangeHistory *self)
{
  const DeskActivityItem *last;

  g_return_if_fail (ROLLCALL_IS_CHANGE_HISTORY (self));

  if (!self->older || self->loading != NULL || self->items->len == 0)
    return;
  last = g_ptr_array_index (self->items, self->items->len - 1);
  ask (self, last->cursor);
}

const GError *
rollcall_change_history_get_error (RollcallChangeHistory *self)
{
  g_return_val_if_fail (ROLLCALL_IS_CHANGE_HISTORY (self), NULL);

  return self->error;
}
