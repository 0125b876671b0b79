/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds what the last job gave, and tells what changed. One job at a time; a job's results are
 * taken over piece by piece, so that a side that failed keeps its roll, and the other side gets its
 * own share. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-side-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-time.h"
#include "desk/desk-service.h"

#define STALE_AFTER (24 * 60 * 60 * G_TIME_SPAN_SECOND)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallSide, rollcall_side, G_TYPE_OBJECT)

static void
tell (RollcallSide *self,
      guint         what)
{
  g_signal_emit (self, signals[CHANGED], 0, what);
}

static gint64
count_attention (Comparison *comparison)
{
  gint64 count = 0;

  if (comparison_get_source (comparison)->counts_only ||
      comparison_get_target (comparison)->counts_only)
    return comparison_get_verdict (comparison) == COMPARE_NUMBERS_DIFFER ? 1 : 0;

  for (CompareKind kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (CompareWhere where = 0; where < COMPARE_N_WHERES; where++)
      {
        GPtrArray *entries = comparison_get_entries (comparison, kind, where);

        for (guint i = 0; entries != NULL && i < entries->len; i++)
          count += !((CompareEntry *)g_ptr_array_index (entries, i))->explained;
      }
  return count;
}

/* Whether the side was asked and answered, well or badly; not if somebody cancelled before. */
static gboolean
was_tried (const RollcallReading *reading)
{
  if (reading->error != NULL)
    return !g_error_matches (reading->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return reading->desk != NULL;
}

/* Takes over what came of reading this side. What was wrong stays wrong until it is tried again. */
static guint
take_reading (RollcallSide    *self,
              RollcallReading *reading,
              gboolean         anew)
{
  gboolean tried = was_tried (reading);
  guint what = ROLLCALL_SIDE_CHANGE_STATE;

  if (reading->roll != NULL)
    {
      g_set_object (&self->roll, reading->roll);
      g_clear_pointer (&self->info, roll_info_free);
      self->info = g_steal_pointer (&reading->info);
      what |= ROLLCALL_SIDE_CHANGE_ROLL;
    }
  if (reading->desk != NULL)
    g_set_object (&self->desk, reading->desk);
  if (reading->key != NULL)
    {
      g_clear_pointer (&self->key_health, desk_key_health_free);
      self->key_health = g_steal_pointer (&reading->key);
    }
  if (tried && (anew || reading->error != NULL))
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&reading->error);
    }
  return what;
}

static void
progress_cb (const char *message_id,
             gint64      done,
             gint64      total,
             gpointer    data)
{
  RollcallSide *self = data;

  self->progress.message = _ (message_id);
  self->progress.done = done;
  self->progress.total = total;
  tell (self, ROLLCALL_SIDE_CHANGE_PROGRESS);
}

static void
start_job (RollcallSide        *self,
           gboolean             anew,
           GAsyncReadyCallback  callback)
{
  self->job = g_cancellable_new ();
  self->loading = !anew;
  self->load_next = FALSE;
  if (anew)
    self->read_next = FALSE;
  self->progress.message = anew ? _("Connecting") : _("Opening");
  self->progress.done = 0;
  self->progress.total = -1;
  self->progress.started = g_get_monotonic_time ();
  rollcall_read_job_run_async (self->connection,
                               self->other != NULL ? self->other->connection : NULL, self->session,
                               anew, progress_cb, self, self->job, callback, g_object_ref (self));
}

static void
job_done_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (RollcallSide) self = data;
  g_autoptr (RollcallReadJob) job = rollcall_read_job_run_finish (result);
  gboolean anew = !self->loading;
  const char *other = self->other != NULL ? self->other->connection->uuid : NULL;
  gboolean same_other = g_strcmp0 (job->source_uuid, other) == 0;
  gboolean cancelled = g_cancellable_is_cancelled (self->job);
  guint what;

  /* The other side was chosen while this one was read: both were meant. */
  if (anew && !cancelled && !same_other && other != NULL)
    self->read_next = TRUE;
  /* What was read before somebody cancelled is there, and not compared yet. */
  if (anew && cancelled && was_tried (&job->source))
    self->load_next = TRUE;

  self->loading = FALSE;
  g_clear_object (&self->job);
  if (self->other != NULL && same_other)
    {
      self->taking = TRUE;
      what = take_reading (self->other, &job->source, anew);
      tell (self->other, what);
      self->taking = FALSE;
    }

  what = take_reading (self, &job->target, anew) | ROLLCALL_SIDE_CHANGE_PROGRESS;
  if (same_other && (job->comparison != NULL || self->other == NULL))
    {
      g_set_object (&self->comparison, job->comparison);
      self->attention = job->comparison != NULL ? count_attention (job->comparison) : 0;
      what |= ROLLCALL_SIDE_CHANGE_COMPARISON;
    }
  else if (job->comparison_error != NULL && self->error == NULL && !cancelled)
    self->error = g_steal_pointer (&job->comparison_error);
  tell (self, what);

  if (self->read_next || self->load_next)
    {
      start_job (self, self->read_next, job_done_cb);
      tell (self, ROLLCALL_SIDE_CHANGE_STATE | ROLLCALL_SIDE_CHANGE_PROGRESS);
    }
}

/* The other side was read on its own: what we know of the two is old. */
static void
other_changed_cb (RollcallSide *self,
                  guint         what,
                  RollcallSide *other)
{
  if (!self->taking && (what & ROLLCALL_SIDE_CHANGE_ROLL) != 0 && other->roll == NULL)
    {
      /* Its roll was forgotten, and with it what we knew of the two. */
      g_clear_object (&self->comparison);
      self->attention = 0;
      tell (self, ROLLCALL_SIDE_CHANGE_COMPARISON);
    }
  else if (!self->taking && (what & ROLLCALL_SIDE_CHANGE_ROLL) != 0)
    rollcall_side_load (self);
  else if ((what & ROLLCALL_SIDE_CHANGE_SETTINGS) != 0)
    tell (self, ROLLCALL_SIDE_CHANGE_COMPARISON);
}

static void
rollcall_side_dispose (GObject *object)
{
  RollcallSide *self = ROLLCALL_SIDE (object);

  rollcall_side_set_other (self, NULL);
  g_clear_object (&self->feed);
  g_clear_object (&self->desk);
  g_clear_object (&self->roll);
  g_clear_object (&self->comparison);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rollcall_side_parent_class)->dispose (object);
}

static void
rollcall_side_finalize (GObject *object)
{
  RollcallSide *self = ROLLCALL_SIDE (object);

  connection_free (self->connection);
  g_clear_pointer (&self->info, roll_info_free);
  g_clear_pointer (&self->key_health, desk_key_health_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (rollcall_side_parent_class)->finalize (object);
}

static void
rollcall_side_class_init (RollcallSideClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = rollcall_side_dispose;
  object_class->finalize = rollcall_side_finalize;

  signals[CHANGED] = g_signal_new ("changed", ROLLCALL_TYPE_SIDE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rollcall_side_init (RollcallSide *self)
{
}

/* What a person told us of another service's key is known without asking anybody. */
static void
take_told_expiry (RollcallSide *self)
{
  if (desk_service_can_administer (self->connection))
    return;
  g_clear_pointer (&self->key_health, desk_key_health_free);
  if (self->connection->expires != 0)
    self->key_health = desk_key_health_new_for_foreign (self->connection, 0);
}

RollcallSide *
rollcall_side_new (const Connection *connection,
                   DeskSession      *session)
{
  RollcallSide *self;

  g_return_val_if_fail (connection != NULL, NULL);

  self = g_object_new (ROLLCALL_TYPE_SIDE, NULL);
  self->connection = connection_copy (connection);
  self->session = session != NULL ? g_object_ref (session) : NULL;
  take_told_expiry (self);
  return self;
}

const Connection *
rollcall_side_get_connection (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), NULL);

  return self->connection;
}

const char *
rollcall_side_get_uuid (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), NULL);

  return self->connection->uuid;
}

const char *
rollcall_side_get_name (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), NULL);

  return self->connection->name;
}

gboolean
rollcall_side_is_directory (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), FALSE);

  return connection_is_directory (self->connection);
}

gboolean
rollcall_side_is_ours (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), FALSE);

  return desk_service_can_administer (self->connection);
}

const char *
rollcall_side_get_base_url (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), NULL);

  return rollcall_side_is_directory (self) ? self->connection->side + strlen ("scim:") : NULL;
}

void
rollcall_side_set_connection (RollcallSide     *self,
                              const Connection *connection)
{
  Connection *copy;

  g_return_if_fail (ROLLCALL_IS_SIDE (self));
  g_return_if_fail (connection != NULL);
  g_return_if_fail (g_strcmp0 (connection->uuid, self->connection->uuid) == 0);

  copy = connection_copy (connection);
  connection_free (self->connection);
  self->connection = copy;
  take_told_expiry (self);
  tell (self, ROLLCALL_SIDE_CHANGE_SETTINGS);
}

Roll *
rollcall_side_get_roll (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), NULL);

  return self->roll;
}

const RollInfo *
rollcall_side_get_info (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), NULL);

  return self->info;
}

const DeskKeyHealth *
rollcall_side_get_key_health (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), NULL);

  return self->key_health;
}

const GError *
rollcall_side_get_error (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), NULL);

  return self->error;
}

gboolean
rollcall_side_is_loading (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), FALSE);

  return self->loading;
}

const RollcallProgress *
rollcall_side_get_progress (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), NULL);

  return self->job != NULL && !self->loading ? &self->progress : NULL;
}

RollcallSide *
rollcall_side_get_other (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), NULL);

  return self->other;
}

void
rollcall_side_set_other (RollcallSide *self,
                         RollcallSide *other)
{
  g_return_if_fail (ROLLCALL_IS_SIDE (self));
  g_return_if_fail (other == NULL || ROLLCALL_IS_SIDE (other));
  g_return_if_fail (other != self);

  if (self->other == other)
    return;

  if (self->other != NULL)
    g_clear_signal_handler (&self->other_changed, self->other);
  g_set_weak_pointer (&self->other, other);
  if (other != NULL)
    self->other_changed = g_signal_connect_object (other, "changed", G_CALLBACK (other_changed_cb),
                                                   self, G_CONNECT_SWAPPED);
  g_clear_object (&self->comparison);
  self->attention = 0;
  tell (self, ROLLCALL_SIDE_CHANGE_SETTINGS | ROLLCALL_SIDE_CHANGE_COMPARISON);
  if (self->roll != NULL && other != NULL)
    rollcall_side_load (self);
}

Comparison *
rollcall_side_get_comparison (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), NULL);

  return self->comparison;
}

gint64
rollcall_side_get_attention (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), 0);

  return self->attention;
}

gboolean
rollcall_side_is_stale (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), FALSE);

  if (self->error != NULL || (self->other != NULL && self->other->error != NULL))
    return TRUE;
  return self->info != NULL && base_time_now () - self->info->read_at > STALE_AFTER;
}

void
rollcall_side_load (RollcallSide *self)
{
  g_return_if_fail (ROLLCALL_IS_SIDE (self));

  if (self->job != NULL)
    {
      self->load_next = TRUE;
      return;
    }
  start_job (self, FALSE, job_done_cb);
}

void
rollcall_side_read (RollcallSide *self)
{
  g_return_if_fail (ROLLCALL_IS_SIDE (self));

  if (self->job != NULL && !self->loading)
    return;
  if (self->job != NULL)
    {
      /* Opening what was saved is quick. */
      self->read_next = TRUE;
      return;
    }
  start_job (self, TRUE, job_done_cb);
  tell (self, ROLLCALL_SIDE_CHANGE_STATE | ROLLCALL_SIDE_CHANGE_PROGRESS);
}

void
rollcall_side_cancel (RollcallSide *self)
{
  g_return_if_fail (ROLLCALL_IS_SIDE (self));

  self->read_next = FALSE;
  if (self->job != NULL && !self->loading)
    g_cancellable_cancel (self->job);
}

void
rollcall_side_forget (RollcallSide *self)
{
  g_return_if_fail (ROLLCALL_IS_SIDE (self));

  rollcall_side_cancel (self);
  g_clear_object (&self->roll);
  g_clear_pointer (&self->info, roll_info_free);
  g_clear_object (&self->comparison);
  self->attention = 0;
  tell (self,
        ROLLCALL_SIDE_CHANGE_ROLL | ROLLCALL_SIDE_CHANGE_COMPARISON | ROLLCALL_SIDE_CHANGE_STATE);
}
