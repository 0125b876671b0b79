/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands run synchronously in the main thread; the signals are sources of a main loop beside
 * it. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-interrupt.h"

#include <glib-unix.h>
#include <unistd.h>

/* What shells expect of a program that Ctrl+C ended. */
#define EXIT_INTERRUPTED 130

struct _CliInterrupt
{
  GCancellable *cancellable;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
};

static const int signals[] = { SIGINT, SIGTERM };

static gboolean
signal_cb (gpointer data)
{
  CliInterrupt *interrupt = data;

  if (g_cancellable_is_cancelled (interrupt->cancellable))
    _exit (EXIT_INTERRUPTED);
  g_cancellable_cancel (interrupt->cancellable);
  return G_SOURCE_CONTINUE;
}

static gpointer
watch_cb (gpointer data)
{
  CliInterrupt *interrupt = data;

  g_main_context_push_thread_default (interrupt->context);
  g_main_loop_run (interrupt->loop);
  g_main_context_pop_thread_default (interrupt->context);
  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

CliInterrupt *
cli_interrupt_new (GCancellable *cancellable)
{
  CliInterrupt *interrupt;

  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  interrupt = g_new0 (CliInterrupt, 1);
  interrupt->cancellable = g_object_ref (cancellable);
  interrupt->context = g_main_context_new ();
  interrupt->loop = g_main_loop_new (interrupt->context, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSource) source = g_unix_signal_source_new (signals[i]);

      g_source_set_callback (source, signal_cb, interrupt, NULL);
      g_source_attach (source, interrupt->context);
    }
  interrupt->thread = g_thread_new ("rollcall-signals", watch_cb, interrupt);
  return interrupt;
}

void
cli_interrupt_free (CliInterrupt *interrupt)
{
  g_autoptr (GSource) quit = NULL;

  if (interrupt == NULL)
    return;

  /* From inside the loop, which may not have begun to run. */
  quit = g_idle_source_new ();
  g_source_set_callback (quit, quit_cb, interrupt->loop, NULL);
  g_source_attach (quit, interrupt->context);
  g_thread_join (interrupt->thread);
  g_main_loop_unref (interrupt->loop);
  g_main_context_unref (interrupt->context);
  g_object_unref (interrupt->cancellable);
  g_free (interrupt);
}
