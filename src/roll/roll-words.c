/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A search: the longest word, which is the rarest, is looked for in the text of everybody at once,
 * the others only in the texts of those who have it. A hit's person is found by going on from the
 * one before, in growing steps. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-words.h"

#include <string.h>

#include "base/base-fold.h"

#define CANCEL_EVERY 4096

struct _RollWords
{
  GPtrArray *words;
};

static int
compare_lengths_cb (gconstpointer a,
                    gconstpointer b)
{
  gsize first = strlen (*(const char *const *)a);
  gsize second = strlen (*(const char *const *)b);

  return (second > first) - (second < first);
}

RollWords *
roll_words_new (const char *search)
{
  g_autofree char *folded = base_fold_search (search);
  g_auto (GStrv) parts = NULL;
  RollWords *self;

  if (folded == NULL)
    return NULL;

  self = g_new0 (RollWords, 1);
  self->words = g_ptr_array_new_with_free_func (g_free);
  parts = g_strsplit_set (folded, " \t\r\n\v\f", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (self->words, g_strdup (parts[i]));
  g_ptr_array_sort (self->words, compare_lengths_cb);

  if (self->words->len == 0)
    g_clear_pointer (&self, roll_words_free);
  return self;
}

void
roll_words_free (RollWords *self)
{
  g_ptr_array_unref (self->words);
  g_free (self);
}

guint
roll_words_get_count (const RollWords *self)
{
  return self->words->len;
}

const char *
roll_words_get (const RollWords *self,
                guint            number)
{
  return g_ptr_array_index (self->words, number);
}

static gboolean
match_from (const RollWords *self,
            guint            first,
            const char      *text,
            gsize            length)
{
  for (guint i = first; i < self->words->len; i++)
    {
      const char *word = g_ptr_array_index (self->words, i);

      if (memmem (text, length, word, strlen (word)) == NULL)
        return FALSE;
    }
  return TRUE;
}

gboolean
roll_words_match (const RollWords *self,
                  const char      *text,
                  gsize            length)
{
  return match_from (self, 0, text, length);
}

/* The position whose text @offset lies in, which is @from or later. */
static guint32
find_position (const RollIndexList *list,
               guint32              from,
               gsize                offset)
{
  guint32 step = 1;
  guint32 low = from;
  guint32 high = from + 1;

  while (high < list->count && list->starts[high] <= offset)
    {
      low = high;
      high = high + MIN (step, list->count - high);
      step *= 2;
    }
  while (high - low > 1)
    {
      guint32 middle = low + (high - low) / 2;

      if (list->starts[middle] <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

gboolean
roll_words_mark (const RollWords      *self,
                 const RollIndexList  *list,
                 guint64              *marks,
                 GCancellable         *cancellable,
                 GError              **error)
{
  const char *word = g_ptr_array_index (self->words, 0);
  gsize word_length = strlen (word);
  const char *end = list->text + list->length;
  const char *at = list->text;
  guint32 position = 0;
  guint n = 0;

  while (position < list->count && (at = memmem (at, (gsize)(end - at), word, word_length)) != NULL)
    {
      gsize begin;
      gsize next;

      if (++n % CANCEL_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      position = find_position (list, position, (gsize)(at - list->text));
      begin = list->starts[position];
      next = position + 1 < list->count ? list->starts[position + 1] : list->length;
      /* A file that was tampered with may say anything. */
      if (begin > next || next > list->length || list->text + next <= at)
        return TRUE;
      if (match_from (self, 1, list->text + begin, next - begin))
        marks[position / 64] |= G_GUINT64_CONSTANT (1) << position % 64;
      at = list->text + next;
      position++;
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
