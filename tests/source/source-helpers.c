/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Helpers of the sources' tests. */

#include "config.h"

#include "source-helpers.h"

#include <string.h>

static char *folder;

Roll *
helper_read (Source *source)
{
  g_autoptr (GError) error = NULL;
  Roll *roll = roll_new_temporary (&error);

  g_assert_no_error (error);
  source_read (source, roll, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return roll;
}

static Source *
make_source (const char *uri,
             const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SourceSecrets) secrets = key != NULL ? source_secrets_new_fixed (key) : NULL;
  Source *source = source_new_for_uri (uri, secrets, &error);

  g_assert_no_error (error);
  return source;
}

Roll *
helper_read_uri (const char *uri,
                 const char *key)
{
  g_autoptr (Source) source = make_source (uri, key);

  return helper_read (source);
}

void
helper_refuse_uri (const char *uri,
                   GQuark      domain,
                   int         code,
                   const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Source) source = make_source (uri, NULL);
  g_autoptr (Roll) roll = roll_new_temporary (&error);

  g_assert_no_error (error);
  g_assert_false (source_read (source, roll, NULL, NULL, NULL, &error));
  g_assert_error (error, domain, code);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
  g_assert_false (roll_is_published (roll));
}

char *
helper_write_file (const char *name,
                   const char *contents,
                   gssize      length)
{
  g_autoptr (GError) error = NULL;
  char *path;

  if (folder == NULL)
    folder = g_dir_make_tmp ("rollcall-test-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, name, NULL);
  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
  return path;
}

void
helper_clean (void)
{
  g_autoptr (GError) error = NULL;

  if (folder != NULL)
    roll_forget (folder, &error);
  g_assert_no_error (error);
  g_clear_pointer (&folder, g_free);
}

char *
helper_get_faults (Roll     *roll,
                   gboolean  counts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RollInfo) info = roll_get_info (roll, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < info->faults->len; i++)
    {
      const RollFaultCount *fault = g_ptr_array_index (info->faults, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", roll_fault_to_code (fault->fault));
      if (counts)
        g_string_append_printf (text, "=%" G_GINT64_FORMAT, fault->count);
    }
  return g_string_free (text, FALSE);
}

char *
helper_to_jsonl (Roll *roll)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  roll_write_jsonl (roll, stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, &error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

char *
helper_get_counts (Roll *roll)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RollInfo) info = roll_get_info (roll, &error);

  g_assert_no_error (error);
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT,
                          info->users_total, info->users_active, info->groups_total,
                          info->memberships_total);
}
