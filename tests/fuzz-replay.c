/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Replays a fuzz target's seeds: every file of the folders in argv goes once through
 * LLVMFuzzerTestOneInput, one TAP line each. It stands in for libFuzzer's own main, so that the
 * tests of every build run what the fuzzers have found; a folder without a file is a failure.
 */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_seeds (const char *folder)
{
  GPtrArray *seeds = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  if (dir == NULL)
    {
      printf ("# %s\n", error->message);
      return seeds;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (seeds, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (seeds, compare_names);
  return seeds;
}

/* The bytes are copied to the end of a block of exactly their size: under the address sanitizer a
 * target that reads one byte too far, or counts on a closing NUL, is seen. */
static gboolean
replay (const char *path)
{
  g_autofree char *contents = NULL;
  g_autofree uint8_t *exact = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return FALSE;
  exact = g_memdup2 (contents, length);
  return LLVMFuzzerTestOneInput (exact, length) == 0;
}

int
main (int argc, char **argv)
{
  guint n = 0, failed = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GPtrArray) seeds = list_seeds (argv[i]);

      if (seeds->len == 0)
        {
          printf ("not ok %u - %s holds seeds\n", ++n, argv[i]);
          failed++;
        }
      for (guint j = 0; j < seeds->len; j++)
        {
          g_autofree char *name = g_path_get_basename (g_ptr_array_index (seeds, j));
          gboolean ok;

          printf ("# %s\n", name);
          fflush (stdout);
          ok = replay (g_ptr_array_index (seeds, j));
          printf ("%s %u - %s\n", ok ? "ok" : "not ok", ++n, name);
          failed += !ok;
        }
    }
  printf ("1..%u\n", n);
  return failed == 0 ? 0 : 1;
}
