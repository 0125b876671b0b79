/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two timers: one for the interval, one that is set when the feed tells of a change. What changed
 * is told by the cursor of the newest change, so that look-ups and tests read nothing. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-auto-read.h"

/* Changes come in bursts; so long after the first of them all are read at once. */
#define AFTER_CHANGE_MS 1500
#define REST_FACTOR 5

struct _RollcallAutoRead
{
  GObject parent_instance;

  GSettings *settings;
  GtkWindow *window;
  RollcallSide *side;
  GSignalGroup *side_signals;
  GSignalGroup *feed_signals;
  gint64 seen;
  gint64 began;
  gint64 rest_until;
  guint interval;
  guint soon;
};

G_DEFINE_FINAL_TYPE (RollcallAutoRead, rollcall_auto_read, G_TYPE_OBJECT)

static gboolean
interval_cb (gpointer data)
{
  RollcallAutoRead *self = data;

  if (self->side != NULL && gtk_window_is_active (self->window))
    rollcall_side_read (self->side);
  return G_SOURCE_CONTINUE;
}

static void
interval_changed_cb (RollcallAutoRead *self)
{
  guint minutes = g_settings_get_uint (self->settings, "refresh-interval");

  g_clear_handle_id (&self->interval, g_source_remove);
  if (minutes > 0)
    self->interval = g_timeout_add_seconds (minutes * 60, interval_cb, self);
}

static gboolean
soon_cb (gpointer data)
{
  RollcallAutoRead *self = data;

  /* A reading that began before the change may have missed it. */
  if (self->side != NULL && rollcall_side_get_progress (self->side) != NULL)
    return G_SOURCE_CONTINUE;

  self->soon = 0;
  if (self->side != NULL)
    rollcall_side_read (self->side);
  return G_SOURCE_REMOVE;
}

/* The cursor of the newest change at hand, 0 for none. */
static gint64
find_newest_change (RollcallFeed *feed)
{
  GPtrArray *items = rollcall_feed_get_items (feed);

  for (guint i = 0; i < items->len; i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i);

      if (item->kind == DESK_ACTIVITY_CHANGE)
        return item->cursor;
    }
  return 0;
}

/* Whether the last roll was begun after the newest change. */
static gboolean
is_known (RollcallAutoRead *self,
          RollcallFeed     *feed)
{
  const DeskActivitySummary *summary = rollcall_feed_get_summary (feed);
  const RollInfo *info = rollcall_side_get_info (self->side);

  return info != NULL && summary->last_change != NULL &&
         summary->last_change->time < info->read_at;
}

static void
feed_changed_cb (RollcallAutoRead *self,
                 RollcallFeed     *feed)
{
  gint64 newest = find_newest_change (feed);
  gint64 now = g_get_monotonic_time ();
  gint64 wait = MAX (AFTER_CHANGE_MS, (self->rest_until - now) / 1000);

  if (newest <= self->seen)
    return;
  self->seen = newest;
  if (self->soon == 0 && !is_known (self, feed))
    self->soon = g_timeout_add ((guint)wait, soon_cb, self);
}

/* Measures how long readings take. */
static void
side_changed_cb (RollcallAutoRead *self,
                 guint             what,
                 RollcallSide     *side)
{
  gboolean reading = rollcall_side_get_progress (side) != NULL;
  gint64 now = g_get_monotonic_time ();

  if ((what & ROLLCALL_SIDE_CHANGE_STATE) == 0)
    return;
  if (reading && self->began == 0)
    self->began = now;
  if (!reading && self->began != 0)
    {
      self->rest_until = now + REST_FACTOR * (now - self->began);
      self->began = 0;
    }
}

static void
rollcall_auto_read_dispose (GObject *object)
{
  RollcallAutoRead *self = ROLLCALL_AUTO_READ (object);

  g_clear_handle_id (&self->interval, g_source_remove);
  g_clear_handle_id (&self->soon, g_source_remove);
  g_clear_object (&self->side_signals);
  g_clear_object (&self->feed_signals);
  g_clear_object (&self->side);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (rollcall_auto_read_parent_class)->dispose (object);
}

static void
rollcall_auto_read_class_init (RollcallAutoReadClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rollcall_auto_read_dispose;
}

static void
rollcall_auto_read_init (RollcallAutoRead *self)
{
  self->side_signals = g_signal_group_new (ROLLCALL_TYPE_SIDE);
  g_signal_group_connect_swapped (self->side_signals, "changed", G_CALLBACK (side_changed_cb),
                                  self);
  self->feed_signals = g_signal_group_new (ROLLCALL_TYPE_FEED);
  g_signal_group_connect_swapped (self->feed_signals, "changed", G_CALLBACK (feed_changed_cb),
                                  self);
}

RollcallAutoRead *
rollcall_auto_read_new (GSettings *settings,
                        GtkWindow *window)
{
  RollcallAutoRead *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  self = g_object_new (ROLLCALL_TYPE_AUTO_READ, NULL);
  self->settings = g_object_ref (settings);
  self->window = window;
  g_signal_connect_object (settings, "changed::refresh-interval",
                           G_CALLBACK (interval_changed_cb), self, G_CONNECT_SWAPPED);
  interval_changed_cb (self);
  return self;
}

void
rollcall_auto_read_set_side (RollcallAutoRead *self,
                             RollcallSide     *side)
{
  RollcallFeed *feed;

  g_return_if_fail (ROLLCALL_IS_AUTO_READ (self));
  g_return_if_fail (side == NULL || ROLLCALL_IS_SIDE (side));

  if (!g_set_object (&self->side, side))
    return;

  g_clear_handle_id (&self->soon, g_source_remove);
  self->seen = 0;
  self->began = 0;
  self->rest_until = 0;
  feed = side != NULL ? rollcall_side_get_feed (side) : NULL;
  g_signal_group_set_target (self->side_signals, side);
  g_signal_group_set_target (self->feed_signals, feed);
  if (feed != NULL && !rollcall_feed_is_loading (feed))
    feed_changed_cb (self, feed);
}
