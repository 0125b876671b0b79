/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The distance of Damerau and Levenshtein with neighbours swapped, in three rows; the words are
 * short and typed by a person. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-distance.h"

#define LONGEST 64

/* Takes @text apart into letters; %FALSE if it has too many, or is broken. */
static gboolean
read_letters (const char *text,
              gunichar     letters[LONGEST],
              guint       *n)
{
  *n = 0;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char_validated (at, -1);

      if (*n == LONGEST || letter == (gunichar)-1 || letter == (gunichar)-2)
        return FALSE;
      letters[(*n)++] = letter;
    }
  return TRUE;
}

guint
base_distance (const char *a,
               const char *b)
{
  gunichar left[LONGEST];
  gunichar right[LONGEST];
  guint rows[3][LONGEST + 1];
  guint n_left;
  guint n_right;

  g_return_val_if_fail (a != NULL && b != NULL, G_MAXUINT);

  if (!read_letters (a, left, &n_left) || !read_letters (b, right, &n_right))
    return G_MAXUINT;

  for (guint j = 0; j <= n_right; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= n_left; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i + 2) % 3];
      const guint *before = rows[(i + 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= n_right; j++)
        {
          guint change = above[j - 1] + (left[i - 1] != right[j - 1]);

          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, change);
          if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
    }
  return rows[n_left % 3][n_right];
}
