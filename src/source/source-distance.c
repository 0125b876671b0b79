/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The distance over letters and digits alone, in lower case: "E-Mail" lies near `emails`,
 * and "Given name" near `name.givenName`. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include "source/source-distance.h"

#include <string.h>

#include "base/base-distance.h"

typedef struct
{
  char *candidate;
  guint distance;
} Candidate;

static void
candidate_free (Candidate *self)
{
  g_free (self->candidate);
  g_free (self);
}

/* (transfer full): letters and digits alone, in lower case */
static char *
squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text) || (guchar)*text >= 0x80)
      g_string_append_c (squeezed, g_ascii_tolower (*text));
  return g_string_free (squeezed, FALSE);
}

static guint
measure (const char *a,
         const char *b)
{
  g_autofree char *left = squeeze (a);
  g_autofree char *right = squeeze (b);

  return base_distance (left, right);
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *left = *(Candidate *const *)a;
  const Candidate *right = *(Candidate *const *)b;

  if (left->distance != right->distance)
    return left->distance < right->distance ? -1 : 1;
  return strcmp (left->candidate, right->candidate);
}

void
source_distance_try (SourceDistance *self,
                     const char     *candidate,
                     const char     *name)
{
  Candidate *row = g_new0 (Candidate, 1);

  if (self->candidates == NULL)
    self->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify)candidate_free);
  row->candidate = g_strdup (candidate);
  row->distance = MIN (measure (self->text, candidate), measure (self->text, name));
  g_ptr_array_add (self->candidates, row);
}

char *
source_distance_finish (SourceDistance *self,
                        guint           n)
{
  g_autoptr (GPtrArray) candidates = g_steal_pointer (&self->candidates);
  GString *list = g_string_new (NULL);

  if (candidates == NULL)
    return g_string_free (list, FALSE);

  g_ptr_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < MIN (n, candidates->len); i++)
    {
      const Candidate *row = g_ptr_array_index (candidates, i);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", row->candidate);
    }
  return g_string_free (list, FALSE);
}
