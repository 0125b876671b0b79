/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counters that only rise, and two that say how it is now. No label of theirs could hold a name. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-metrics.h"

#include "directory/directory-context.h"

static void
append (GString    *out,
        const char *name,
        const char *type,
        const char *help,
        guint64     value)
{
  g_string_append_printf (out, "# HELP %s %s\n# TYPE %s %s\n%s %" G_GUINT64_FORMAT "\n", name, help,
                          name, type, name, value);
}

static gsize
read_counter (gsize *counter)
{
  return GPOINTER_TO_SIZE (g_atomic_pointer_get ((gpointer *)counter));
}

void
directory_metrics_count (DirectoryMetrics *self,
                         guint             status)
{
  g_return_if_fail (self != NULL);

  g_atomic_pointer_add (&self->requests[MIN (status / 100, 5)], 1);
  if (status == 401)
    g_atomic_pointer_add (&self->refused_keys, 1);
}

void
directory_metrics_show (DirectoryExchange *exchange)
{
  DirectoryContext *context = exchange->context;
  GString *out = g_string_new ("# HELP rollcall_requests_total Requests answered, by status.\n"
                               "# TYPE rollcall_requests_total counter\n");
  guint64 jobs;
  guint64 commits;

  for (guint i = 2; i < G_N_ELEMENTS (context->metrics.requests); i++)
    g_string_append_printf (out, "rollcall_requests_total{status=\"%uxx\"} %" G_GSIZE_FORMAT "\n",
                            i, read_counter (&context->metrics.requests[i]));
  store_get_counts (context->store, &jobs, &commits);
  append (out, "rollcall_refused_keys_total", "counter", "Requests answered with 401.",
          read_counter (&context->metrics.refused_keys));
  append (out, "rollcall_writes_total", "counter", "Writes done, well or not.", jobs);
  append (out, "rollcall_commits_total", "counter", "Commits that took.", commits);
  append (out, "rollcall_requests_in_flight", "gauge", "Requests begun and not yet answered.",
          (guint64)g_atomic_int_get (&context->in_flight));
  append (out, "rollcall_requests_waiting", "gauge",
          "Of them waiting for the writer or for activity.",
          (guint64)g_atomic_int_get (&context->waiting));
  directory_answer_set_text (exchange->answer, 200, "text/plain; version=0.0.4; charset=utf-8",
                             g_string_free (out, FALSE));
}
