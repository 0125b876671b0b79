/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows are fetched a page at a time and written as they come, so that a million people need no
 * memory. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-roll-export.h"

#include <string.h>

#include "base/base-csv.h"
#include "base/base-time.h"

#define PAGE 200

typedef struct
{
  Roll *roll;
  RollList list;
  GArray *rows;
  RollcallRollText text;
  GFile *file;
} Job;

static const char *const user_headings[] = {
  "id",         "userName", "externalId", "displayName", "emails.value",
  "department", "title",    "active",     "groups",      "meta.lastModified"
};
static const char *const group_headings[] = { "id", "displayName", "externalId", "members",
                                              "meta.lastModified" };

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->roll);
  g_array_unref (job->rows);
  g_clear_object (&job->file);
  g_free (job);
}

static void
add_number (BaseCsvWriter *csv, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  base_csv_writer_add (csv, text);
}

static void
add_headings (BaseCsvWriter *csv, RollList list)
{
  const char *const *headings = list == ROLL_USERS ? user_headings : group_headings;
  guint n = list == ROLL_USERS ? G_N_ELEMENTS (user_headings) : G_N_ELEMENTS (group_headings);

  for (guint i = 0; i < n; i++)
    base_csv_writer_add (csv, headings[i]);
  base_csv_writer_end_row (csv);
}

static void
add_row (BaseCsvWriter *csv, const RollRow *row)
{
  g_autofree char *modified = row->modified > 0 ? base_time_format (row->modified) : NULL;

  base_csv_writer_add (csv, row->id);
  base_csv_writer_add (csv, row->key);
  base_csv_writer_add (csv, row->external_id);
  if (row->list == ROLL_USERS)
    {
      base_csv_writer_add (csv, row->name);
      base_csv_writer_add (csv, row->email);
      base_csv_writer_add (csv, row->department);
      base_csv_writer_add (csv, row->title);
      base_csv_writer_add (csv, row->active ? "true" : "false");
    }
  add_number (csv, row->members);
  base_csv_writer_add (csv, modified);
  base_csv_writer_end_row (csv);
}

/* What would break the line or the column is a blank there. */
static void
append_field (GString *text, const char *field)
{
  g_autofree char *line = g_strdup (field);

  g_string_append (text, g_strdelimit (line, "\t\r\n", ' '));
}

static gboolean
append_row (Job *job,
            BaseCsvWriter *csv,
            GString *text,
            const RollRow *row,
            gboolean *first,
            GError **error)
{
  g_autofree char *body = NULL;

  switch (job->text)
    {
    case ROLLCALL_ROLL_TEXT_NAMES:
      append_field (text, row->name);
      if (strcmp (row->name, row->key) != 0)
        {
          g_string_append_c (text, '\t');
          append_field (text, row->key);
        }
      g_string_append_c (text, '\n');
      return TRUE;
    case ROLLCALL_ROLL_TEXT_JSON:
      body = roll_get_body (job->roll, row->row, error);
      if (body == NULL)
        return FALSE;
      g_string_append_printf (text, "%s%s", *first ? "" : ",\n", body);
      *first = FALSE;
      return TRUE;
    case ROLLCALL_ROLL_TEXT_CSV:
    default:
      add_row (csv, row);
      return TRUE;
    }
}

/* (transfer full) (nullable): the text of up to PAGE rows */
static char *
write_page (Job *job, BaseCsvWriter *csv, guint from, gboolean *first, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = roll_get_rows (job->roll, &g_array_index (job->rows, guint32, from),
                                              MIN (PAGE, job->rows->len - from), error);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL &&
        !append_row (job, csv, text, g_ptr_array_index (rows, i), first, error))
      return NULL;
  return job->text == ROLLCALL_ROLL_TEXT_CSV ? base_csv_writer_take (csv)
                                             : g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
put (GOutputStream *stream, const char *text, GCancellable *cancellable, GError **error)
{
  return g_output_stream_write_all (stream, text, strlen (text), NULL, cancellable, error);
}

static gboolean
write_all (Job *job, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaseCsvWriter) csv = base_csv_writer_new ();
  gboolean json = job->text == ROLLCALL_ROLL_TEXT_JSON;
  gboolean first = TRUE;

  if (job->text == ROLLCALL_ROLL_TEXT_CSV)
    add_headings (csv, job->list);
  if (json && !put (stream, "[\n", cancellable, error))
    return FALSE;
  for (guint from = 0; from < job->rows->len; from += PAGE)
    {
      g_autofree char *page = write_page (job, csv, from, &first, error);

      if (page == NULL || !put (stream, page, cancellable, error))
        return FALSE;
    }
  if (job->rows->len == 0 && job->text == ROLLCALL_ROLL_TEXT_CSV)
    {
      g_autofree char *headings = base_csv_writer_take (csv);

      if (!put (stream, headings, cancellable, error))
        return FALSE;
    }
  if (json && !put (stream, first ? "]\n" : "\n]\n", cancellable, error))
    return FALSE;
  return g_output_stream_close (stream, cancellable, error);
}

static void
run_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GOutputStream) stream = NULL;
  GError *error = NULL;

  if (job->file != NULL)
    stream = G_OUTPUT_STREAM (
        g_file_replace (job->file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, &error));
  else
    stream = g_memory_output_stream_new_resizable ();
  if (stream == NULL || !write_all (job, stream, cancellable, &error))
    {
      /* Closing a stream with a cancelled cancellable leaves the file as it was. */
      g_autoptr (GCancellable) cancelled = g_cancellable_new ();

      g_cancellable_cancel (cancelled);
      if (stream != NULL)
        g_output_stream_close (stream, cancelled, NULL);
      g_task_return_error (task, error);
      return;
    }
  if (job->file != NULL)
    g_task_return_pointer (task, g_strdup (""), g_free);
  else
    g_task_return_pointer (
        task,
        g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream))),
        g_free);
}

void
rollcall_roll_export_async (Roll *roll,
                            RollList list,
                            GArray *rows,
                            RollcallRollText text,
                            GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (ROLL_IS_ROLL (roll));
  g_return_if_fail (rows != NULL);

  job = g_new0 (Job, 1);
  job->roll = g_object_ref (roll);
  job->list = list;
  job->rows = g_array_ref (rows);
  job->text = text;
  job->file = file != NULL ? g_object_ref (file) : NULL;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, rollcall_roll_export_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_cb);
}

char *
rollcall_roll_export_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
