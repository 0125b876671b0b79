/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of suspended readers. A commit resumes all of them, and each looks whether it was
 * theirs; there are as many as open consoles. One timer on the main loop ends the waits whose time
 * is over. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-wait.h"

#define TICK_MS 250

typedef struct
{
  DirectoryExchange *exchange;
  gint64 until;
} Waiter;

struct _DirectoryWait
{
  GMutex lock;
  GArray *waiters;
  gint64 newest;
  GSource *timer;
  gboolean stopped;
};

/* (transfer full): those whose time is over, or all; resumed outside the lock */
static GArray *
take_locked (DirectoryWait *self,
             gint64         now)
{
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (Waiter));

  for (guint i = 0; i < self->waiters->len;)
    {
      Waiter waiter = g_array_index (self->waiters, Waiter, i);

      if (waiter.until > now)
        {
          i++;
          continue;
        }
      g_array_append_val (taken, waiter);
      g_array_remove_index_fast (self->waiters, i);
    }
  return taken;
}

static void
resume_all (GArray *taken)
{
  for (guint i = 0; i < taken->len; i++)
    directory_exchange_resume (g_array_index (taken, Waiter, i).exchange);
  g_array_unref (taken);
}

static gboolean
tick_cb (gpointer data)
{
  DirectoryWait *self = data;
  GArray *taken;
  gboolean again;

  g_mutex_lock (&self->lock);
  taken = take_locked (self, g_get_monotonic_time ());
  again = self->waiters->len > 0;
  if (!again)
    g_clear_pointer (&self->timer, g_source_unref);
  g_mutex_unlock (&self->lock);
  resume_all (taken);
  return again ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

DirectoryWait *
directory_wait_new (void)
{
  DirectoryWait *self = g_new0 (DirectoryWait, 1);

  g_mutex_init (&self->lock);
  self->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
  return self;
}

void
directory_wait_free (DirectoryWait *self)
{
  if (self == NULL)
    return;
  g_assert (self->waiters->len == 0);
  if (self->timer != NULL)
    {
      g_source_destroy (self->timer);
      g_source_unref (self->timer);
    }
  g_array_unref (self->waiters);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
directory_wait_has_readers (DirectoryWait *self)
{
  gboolean any;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  any = self->waiters->len > 0;
  g_mutex_unlock (&self->lock);
  return any;
}

gint64
directory_wait_get_newest (DirectoryWait *self)
{
  gint64 newest;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  newest = self->newest;
  g_mutex_unlock (&self->lock);
  return newest;
}

gboolean
directory_wait_add (DirectoryWait     *self,
                    DirectoryExchange *exchange,
                    gint64             seen,
                    gint64             until,
                    DirectoryContinue  next,
                    gpointer           data)
{
  Waiter waiter = { exchange, until };
  gboolean added = FALSE;

  g_return_val_if_fail (self != NULL && exchange != NULL, FALSE);

  g_mutex_lock (&self->lock);
  if (self->newest == seen && !self->stopped)
    {
      directory_exchange_wait (exchange, next, data);
      g_array_append_val (self->waiters, waiter);
      if (self->timer == NULL)
        {
          self->timer = g_timeout_source_new (TICK_MS);
          g_source_set_callback (self->timer, tick_cb, self, NULL);
          g_source_attach (self->timer, NULL);
        }
      added = TRUE;
    }
  g_mutex_unlock (&self->lock);
  return added;
}

void
directory_wait_tell (gint64   newest,
                     gpointer data)
{
  DirectoryWait *self = data;
  GArray *taken;

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->newest = MAX (self->newest, newest);
  taken = take_locked (self, G_MAXINT64);
  g_mutex_unlock (&self->lock);
  resume_all (taken);
}

void
directory_wait_stop (DirectoryWait *self)
{
  GArray *taken;

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  taken = take_locked (self, G_MAXINT64);
  g_mutex_unlock (&self->lock);
  resume_all (taken);
}

gboolean
directory_wait_is_stopped (DirectoryWait *self)
{
  gboolean stopped;

  g_return_val_if_fail (self != NULL, TRUE);

  g_mutex_lock (&self->lock);
  stopped = self->stopped;
  g_mutex_unlock (&self->lock);
  return stopped;
}
