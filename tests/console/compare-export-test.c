/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A comparison as a file: its ending says what it is, it replaces one that is there, and nobody
 * else may read it. */

#include "config.h"

#include "compare-helpers.h"
#include "console/rollcall-compare-export.h"
#include "console/rollcall-save.h"

#include <glib/gstdio.h>

static const char source[] = "{'users':[{'id':'1','userName':'anna','title':'Clerk'},"
                             "{'id':'2','userName':'ben'}]}";
static const char target[] = "{'users':[{'id':'1','userName':'anna','title':'Boss'}]}";

/* (transfer full): what is in the file after @comparison was written to it */
static char *
export (Comparison *comparison,
        guint32     reasons,
        const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *made =
      rollcall_compare_export_to_text (comparison, reasons, rollcall_save_is_json (file));
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  GStatBuf facts;

  g_assert_true (rollcall_save_write (file, made, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  g_assert_cmpuint (facts.st_mode & 0777, ==, 0600);
  return text;
}

static void
test_formats (void)
{
  g_autoptr (Comparison) comparison = compare_test_compare (source, target, NULL);
  g_autofree char *folder = g_dir_make_tmp ("rollcall-export-XXXXXX", NULL);
  g_autofree char *csv = g_build_filename (folder, "report.csv", NULL);
  g_autofree char *json = g_build_filename (folder, "Report.JSON", NULL);
  g_autofree char *csv_text = export (comparison, 0, csv);
  g_autofree char *json_text = export (comparison, 0, json);
  g_autofree char *only_text = export (comparison, 1u << COMPARE_NEVER_ARRIVED, csv);
  g_autofree char *both_text =
      export (comparison, 1u << COMPARE_NEVER_ARRIVED | 1u << COMPARE_ATTRIBUTE, csv);
  g_autofree char *csv_wanted = comparison_to_csv (comparison, COMPARE_N_REASONS);
  g_autofree char *json_wanted = comparison_to_json (comparison, COMPARE_N_REASONS);
  g_autofree char *only_wanted = comparison_to_csv (comparison, COMPARE_NEVER_ARRIVED);

  g_assert_cmpstr (csv_text, ==, csv_wanted);
  g_assert_cmpstr (json_text, ==, json_wanted);
  g_assert_cmpstr (only_text, ==, only_wanted);
  g_assert_cmpstr (only_text, !=, csv_text);
  g_assert_cmpstr (both_text, ==, csv_text);
  g_unlink (csv);
  g_unlink (json);
  g_rmdir (folder);
}

static void
test_failure (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/folder/report.csv");
  g_autoptr (GError) error = NULL;

  g_assert_false (rollcall_save_write (file, "text", NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare-export/formats", test_formats);
  g_test_add_func ("/compare-export/failure", test_failure);
  return g_test_run ();
}
