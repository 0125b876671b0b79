/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The distance of Damerau and Levenshtein with neighbours swapped, in three rows; the words are
 * short and typed by a person. Longer ones are simply far. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-distance.h"

#include <string.h>

#define LONGEST 64

guint
cli_distance (const char *a,
              const char *b)
{
  guint rows[3][LONGEST + 1];
  guint length_a;
  guint length_b;

  g_return_val_if_fail (a != NULL && b != NULL, G_MAXUINT);

  if (strlen (a) > LONGEST || strlen (b) > LONGEST)
    return G_MAXUINT;
  length_a = (guint)strlen (a);
  length_b = (guint)strlen (b);

  for (guint j = 0; j <= length_b; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= length_a; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i + 2) % 3];
      const guint *before = rows[(i + 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= length_b; j++)
        {
          guint change = above[j - 1] + (a[i - 1] != b[j - 1]);

          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, change);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
    }
  return rows[length_a % 3][length_b];
}
