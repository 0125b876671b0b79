/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The name nearest to a misspelled one: for each word, the fewest letters that must be changed,
 * added or taken away to find it inside somebody's name or key (G. Myers, "A fast bit-vector
 * algorithm for approximate string matching", 1999: a byte of the name costs a dozen instructions,
 * however long the word). */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-search.h"

#include <string.h>

#include "roll/roll-private.h"
#include "roll/roll-reader.h"
#include "roll/roll-words.h"

#define MAX_WORDS 6
#define MAX_WORD_BYTES 64
#define MAX_MICROSECONDS (100 * 1000)
#define LOOK_EVERY 4096

/**
 * Pattern: One word.
 * @bits: by byte, where in the word it stands
 * @allowed: how many letters may be wrong
 */
typedef struct
{
  guint64 bits[256];
  guint length;
  guint allowed;
} Pattern;

typedef struct
{
  Pattern *patterns;
  guint n_patterns;
  gsize length;     /* of the text asked for */
  guint32 position; /* of the best */
  guint distance;   /* G_MAXUINT until there is one */
  gsize difference; /* in length */
} Search;

static guint
count_allowed (gsize length)
{
  if (length < 4)
    return 0;
  if (length == 4)
    return 1;
  return length < 9 ? 2 : 3;
}

static gboolean
set_pattern (Pattern    *self,
             const char *word)
{
  gsize length = strlen (word);

  if (length > MAX_WORD_BYTES)
    return FALSE;
  self->length = (guint)length;
  self->allowed = count_allowed (length);
  for (gsize i = 0; i < length; i++)
    self->bits[(guchar)word[i]] |= G_GUINT64_CONSTANT (1) << i;
  return TRUE;
}

/* How many letters of the word are wrong where it fits best into @text. */
static guint
measure (const Pattern *self,
         const char    *text,
         gsize          length)
{
  guint64 top = G_GUINT64_CONSTANT (1) << (self->length - 1);
  guint64 more = G_MAXUINT64;
  guint64 less = 0;
  guint score = self->length;
  guint best = score;

  for (gsize i = 0; i < length; i++)
    {
      guint64 equal = self->bits[(guchar)text[i]];
      guint64 vertical = equal | less;
      guint64 horizontal = (((equal & more) + more) ^ more) | equal;
      guint64 up = less | ~(horizontal | more);
      guint64 down = more & horizontal;

      score += (up & top) != 0;
      score -= (down & top) != 0;
      best = MIN (best, score);
      up <<= 1;
      down <<= 1;
      more = down | ~(vertical | up);
      less = up & vertical;
    }
  return best;
}

/* The sum over all words, or G_MAXUINT if one is too far off. */
static guint
measure_all (const Search *self,
             const char   *text,
             gsize         length)
{
  guint sum = 0;

  for (guint i = 0; i < self->n_patterns; i++)
    {
      guint distance = measure (&self->patterns[i], text, length);

      if (distance > self->patterns[i].allowed)
        return G_MAXUINT;
      sum += distance;
      if (sum > self->distance)
        return G_MAXUINT;
    }
  return sum;
}

/* One field, name or key. */
static void
try_field (Search     *self,
           guint32     position,
           const char *text,
           gsize       length)
{
  guint distance = length > 0 ? measure_all (self, text, length) : G_MAXUINT;
  gsize difference = length > self->length ? length - self->length : self->length - length;

  if (distance == G_MAXUINT || distance > self->distance ||
      (distance == self->distance && difference >= self->difference))
    return;
  self->distance = distance;
  self->difference = difference;
  self->position = position;
}

static void
try_position (Search              *self,
              const RollIndexList *list,
              guint32              position)
{
  const char *at = list->text + MIN (list->starts[position], list->length);
  const char *end = list->text + list->length;

  for (guint field = 0; field < 2 && at < end; field++)
    {
      const char *next = memchr (at, ROLL_INDEX_FIELD_END, (gsize)(end - at));

      if (next == NULL)
        return;
      try_field (self, position, at, (gsize)(next - at));
      at = next + 1;
    }
}

static void
try_all (Search              *self,
         const RollIndexList *list,
         GCancellable        *cancellable)
{
  gint64 end = g_get_monotonic_time () + MAX_MICROSECONDS;

  for (guint32 i = 0; i < list->count; i++)
    {
      if (i % LOOK_EVERY == 0 &&
          (g_cancellable_is_cancelled (cancellable) || g_get_monotonic_time () > end))
        return;
      try_position (self, list, i);
    }
}

char *
roll_search_suggest (Roll         *self,
                     RollList      list,
                     const char   *text,
                     GCancellable *cancellable)
{
  g_autoptr (RollIndex) index = NULL;
  g_autoptr (RollWords) words = NULL;
  g_autoptr (RollRow) row = NULL;
  g_autofree Pattern *patterns = NULL;
  Search search = { .distance = G_MAXUINT };

  g_return_val_if_fail (ROLL_IS_ROLL (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  words = roll_words_new (text);
  if (words == NULL || roll_words_get_count (words) > MAX_WORDS)
    return NULL;

  search.n_patterns = roll_words_get_count (words);
  search.length = search.n_patterns - 1;
  search.patterns = patterns = g_new0 (Pattern, search.n_patterns);
  for (guint i = 0; i < search.n_patterns; i++)
    {
      if (!set_pattern (&patterns[i], roll_words_get (words, i)))
        return NULL;
      search.length += patterns[i].length;
    }

  index = roll_reader_get_index (self, TRUE, cancellable, NULL);
  if (index == NULL)
    return NULL;
  try_all (&search, &index->lists[list], cancellable);
  if (search.distance == G_MAXUINT)
    return NULL;
  row = roll_get_row (self, index->lists[list].rows[search.position], NULL);
  return row != NULL ? g_strdup (row->name) : NULL;
}
