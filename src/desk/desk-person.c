/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentence is put together of whole sentences, each true by itself: where somebody is or isn't,
 * what the identity provider tried, what the source knows, when they left. Nobody is called he or
 * she. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-person.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-fold.h"
#include "desk/desk-activity-page.h"
#include "desk/desk-person-private.h"
#include "desk/desk-words.h"
#include "roll/roll-history.h"

#define PAGE 1000
#define MOST_PAGES 5
#define CHANGES 500
#define MOST_CHANGES 20000

typedef struct
{
  const DeskPersonWhere *where;
  const char *text;
  DeskPersonFound here;
  DeskPersonFound there;
  DeskPersonTrace trace;
  gint64 left;
  gint64 left_after;
  char *left_id;
  gboolean service_silent;
  GString *sentence;
} Asking;

static void
asking_clear (Asking *asking)
{
  desk_person_found_clear (&asking->here);
  desk_person_found_clear (&asking->there);
  desk_person_trace_clear (&asking->trace);
  g_free (asking->left_id);
  if (asking->sentence != NULL)
    g_string_free (asking->sentence, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asking, asking_clear)

static void G_GNUC_PRINTF (2, 3) say (Asking *asking, const char *format, ...)
{
  va_list arguments;

  if (asking->sentence->len > 0)
    g_string_append_c (asking->sentence, ' ');
  va_start (arguments, format);
  g_string_append_vprintf (asking->sentence, format, arguments);
  va_end (arguments);
}

/* What to call them: as they are called somewhere, else as was typed. */
static const char *
name_of (const Asking *asking)
{
  if (asking->here.name != NULL)
    return asking->here.name;
  return asking->there.name != NULL ? asking->there.name : asking->text;
}

/* When the directory was read last before @time: the latest that they can have been there still. */
static gint64
reading_before (Roll   *roll,
                gint64  time)
{
  g_autoptr (GArray) trend = roll_get_trend (roll, 0, NULL);
  gint64 before = 0;

  for (guint i = 0; trend != NULL && i < trend->len; i++)
    {
      const RollTrendPoint *point = &g_array_index (trend, RollTrendPoint, i);

      if (point->time < time)
        before = MAX (before, point->time);
    }
  return before;
}

/* Looks through the roll's history for somebody of that name who left. */
static gboolean
find_leaving (Asking        *asking,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *wanted = base_fold_search (asking->text);
  gint64 before = 0;

  for (guint read = 0; read < MOST_CHANGES; read += CHANGES)
    {
      g_autoptr (GPtrArray) changes =
          roll_get_changes (asking->where->target, ROLL_USERS, NULL, before, CHANGES, error);

      if (changes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < changes->len; i++)
        {
          const RollChange *change = g_ptr_array_index (changes, i);
          g_autofree char *key = NULL;
          g_autofree char *name = NULL;

          before = change->number;
          if (change->what != ROLL_CHANGE_LEFT || change->list != ROLL_USERS)
            continue;
          key = base_fold_search (change->key);
          name = base_fold_search (change->name);
          if (strstr (key, wanted) == NULL && (name == NULL || strstr (name, wanted) == NULL))
            continue;
          asking->left = change->time;
          asking->left_after = reading_before (asking->where->target, change->time);
          asking->left_id = g_strdup (change->id);
          return TRUE;
        }
      if (changes->len < CHANGES)
        return TRUE;
    }
  return TRUE;
}

/* What the service has seen. One that can't be asked is said to be silent. */
static gboolean
find_trace (Asking        *asking,
            GCancellable  *cancellable,
            GError       **error)
{
  const DeskPersonWhere *where = asking->where;
  const char *const names[] = { asking->text, asking->there.key, asking->there.email,
                                asking->there.name };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) why = NULL;
  gint64 before = 0;

  if (where->service == NULL || where->directory == NULL)
    return TRUE;
  for (guint i = 0; i < MOST_PAGES; i++)
    {
      g_autoptr (DeskActivityPage) page = NULL;
      GPtrArray *merged;

      page = desk_activity_page_before (where->service, where->directory, before, PAGE, NULL,
                                        cancellable, &why);
      if (page == NULL)
        break;
      merged = desk_activity_merge (items, page->items);
      g_ptr_array_unref (items);
      items = merged;
      before = page->oldest;
      if (before == 0)
        break;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  asking->service_silent = why != NULL;
  desk_person_read_trace (items, names, G_N_ELEMENTS (names), asking->left_id, &asking->trace);
  return TRUE;
}

static void
say_tries (Asking *asking)
{
  const DeskPersonTrace *trace = &asking->trace;
  const char *who = trace->who != NULL ? trace->who : _("An identity provider");
  const char *reason = trace->reason != NULL ? trace->reason : _("no reason was written down");
  g_autofree char *looked = desk_words_time (trace->looked_up, 0);
  g_autofree char *tried = desk_words_time (trace->tried_at, 0);
  g_autofree char *times = desk_words_number (trace->tried);

  if (trace->tried == 0)
    say (asking, _("%s looked for them %s, and did no more."), who, looked);
  else if (trace->tried == 1 && trace->looked_up > 0)
    say (asking, _("%s looked for them %s and tried to create them, which failed: %s."), who,
         looked, reason);
  else if (trace->tried == 1)
    say (asking, _("%s tried to create them %s, which failed: %s."), who, tried, reason);
  else if (trace->same_reason && trace->looked_up > 0)
    say (asking, _("%s looked for them %s and tried to create them %s times; each failed: %s."),
         who, looked, times, reason);
  else if (trace->same_reason)
    say (asking, _("%s tried to create them %s times, last %s; each failed: %s."), who, times,
         tried, reason);
  else
    say (asking, _("%s tried to create them %s times, last %s, which failed: %s."), who, times,
         tried, reason);
}

static void
say_left (Asking *asking)
{
  g_autofree char *from = desk_words_time (asking->left_after, 0);
  g_autofree char *to = desk_words_time (asking->left, 0);
  g_autofree char *when = NULL;

  if (asking->trace.deleted > 0)
    {
      when = desk_words_time (asking->trace.deleted, 0);
      if (asking->trace.who != NULL)
        say (asking, _("%s deleted them %s."), asking->trace.who, when);
      else
        say (asking, _("They were deleted %s."), when);
    }
  else if (asking->left_after > 0)
    say (asking, _("They left between %s and %s."), from, to);
  else
    say (asking, _("They left before %s."), to);
}

static void
say_source (Asking *asking)
{
  const char *source = asking->where->source_name;

  if (asking->where->source == NULL || source == NULL || !roll_is_published (asking->where->source))
    return;
  if (asking->there.row == 0)
    say (asking, _("%s doesn’t have them either."), source);
  else if (asking->there.active)
    say (asking, _("%s has them."), source);
  else
    say (asking, _("%s has them, disabled."), source);
}

/* (transfer none) (nullable): the difference of the person that was found */
static const CompareEntry *
find_entry (Asking *asking)
{
  for (guint w = 0; asking->where->comparison != NULL && w < COMPARE_N_WHERES; w++)
    {
      GPtrArray *entries =
          comparison_get_entries (asking->where->comparison, COMPARE_USERS, (CompareWhere)w);

      for (guint i = 0; entries != NULL && i < entries->len; i++)
        {
          const CompareEntry *entry = g_ptr_array_index (entries, i);

          if ((asking->here.row != 0 && entry->target_row == asking->here.row) ||
              (asking->here.row == 0 && asking->there.row != 0 &&
               entry->source_row == asking->there.row))
            return entry;
        }
    }
  return NULL;
}

static DeskPersonKind
answer_here (Asking *asking)
{
  const char *target = asking->where->target_name;
  g_autofree char *groups = desk_words_count (COMPARE_GROUPS, asking->here.groups);

  if (!asking->here.active)
    {
      say (asking, _("%s is in %s, deactivated."), name_of (asking), target);
      return DESK_PERSON_HERE_INACTIVE;
    }
  say (asking, _("%s is in %s, active, in %s."), name_of (asking), target, groups);
  return DESK_PERSON_HERE;
}

static DeskPersonKind
answer_not_here (Asking *asking)
{
  const DeskPersonTrace *trace = &asking->trace;
  gboolean known = trace->tried > 0 || trace->looked_up > 0 || trace->deleted > 0 ||
                   asking->left > 0 || asking->there.row != 0;

  say (asking, _("%s isn’t in %s."), name_of (asking), asking->where->target_name);
  if (asking->left > 0 || trace->deleted > 0)
    say_left (asking);
  if (trace->tried > 0 || trace->looked_up > 0)
    say_tries (asking);
  if (known)
    say_source (asking);
  else if (asking->where->source != NULL && roll_is_published (asking->where->source))
    say (asking, _("Nor does %s know that name."),
         asking->where->source_name != NULL ? asking->where->source_name : _("the source"));
  if (asking->service_silent)
    say (asking, _("Its service can’t be asked now, so what was tried isn’t known."));

  if (trace->tried > 0)
    return DESK_PERSON_FAILED;
  if (asking->left > 0 || trace->deleted > 0)
    return DESK_PERSON_LEFT;
  if (trace->looked_up > 0)
    return DESK_PERSON_LOOKED_FOR;
  if (asking->there.row != 0)
    return asking->there.active ? DESK_PERSON_ONLY_AT_SOURCE : DESK_PERSON_DISABLED_AT_SOURCE;
  return DESK_PERSON_UNKNOWN;
}

/* (transfer full) (nullable): what to do now */
static char *
suggest (const Asking     *asking,
         DeskPersonAnswer *answer)
{
  const char *who = asking->trace.who != NULL ? asking->trace.who : asking->where->source_name;

  switch (answer->kind)
    {
    case DESK_PERSON_FAILED:
      return who != NULL
                 ? g_strdup_printf (_("Mend that in %s; it tries again in its next cycle."), who)
                 : g_strdup (_("Mend that at the identity provider; it tries again by itself."));
    case DESK_PERSON_LOOKED_FOR:
    case DESK_PERSON_ONLY_AT_SOURCE:
      return who != NULL
                 ? g_strdup_printf (_("Look in %s whether they are assigned, directly or by "
                                      "a group that isn’t nested."),
                                    who)
                 : NULL;
    case DESK_PERSON_UNKNOWN:
      return answer->near != NULL ? g_strdup_printf (_("Did you mean %s?"), answer->near) : NULL;
    case DESK_PERSON_SEVERAL:
      return g_strdup (_("Type more of the name."));
    case DESK_PERSON_NOT_READ:
      return g_strdup (_("Read it first."));
    case DESK_PERSON_HERE:
    case DESK_PERSON_HERE_INACTIVE:
    case DESK_PERSON_LEFT:
    case DESK_PERSON_DISABLED_AT_SOURCE:
    default:
      return NULL;
    }
}

static DeskPersonAnswer *
finish (Asking         *asking,
        DeskPersonKind  kind)
{
  DeskPersonAnswer *answer = g_new0 (DeskPersonAnswer, 1);
  const DeskPersonFound *found = asking->here.row != 0 ? &asking->here : &asking->there;
  const CompareEntry *entry = find_entry (asking);

  answer->kind = kind;
  answer->key = g_strdup (found->key);
  answer->name = g_strdup (found->name);
  answer->row = asking->here.row;
  answer->source_row = asking->there.row;
  answer->near = g_strdup (asking->here.near != NULL ? asking->here.near : asking->there.near);
  answer->near_row = asking->here.near_row;
  answer->matches = asking->here.matches;
  if (entry != NULL)
    answer->difference = g_strdup (_ (compare_reason_rows ()[entry->reason].title));
  answer->suggestion = suggest (asking, answer);
  answer->sentence = g_string_free (g_steal_pointer (&asking->sentence), FALSE);
  return answer;
}

/* Looks on both sides; who is at the source by the exact name isn't somebody here who merely
 * contains it. */
static gboolean
find_both (Asking        *asking,
           GCancellable  *cancellable,
           GError       **error)
{
  const DeskPersonWhere *where = asking->where;

  if (!desk_person_find (where->target, asking->text, TRUE, &asking->here, cancellable, error))
    return FALSE;
  if (where->source == NULL || !roll_is_published (where->source))
    return TRUE;
  if (!desk_person_find (where->source, asking->text, FALSE, &asking->there, cancellable, error))
    return FALSE;
  if (asking->there.exact && !asking->here.exact)
    {
      DeskPersonFound matched = { 0 };

      desk_person_found_clear (&asking->here);
      asking->here = (DeskPersonFound){ 0 };
      if (!desk_person_find (where->target, asking->there.key, FALSE, &matched, cancellable, error))
        return FALSE;
      if (matched.exact)
        asking->here = matched;
      else
        desk_person_found_clear (&matched);
    }
  return TRUE;
}

DeskPersonAnswer *
desk_person_ask (const char             *text,
                 const DeskPersonWhere  *where,
                 GCancellable           *cancellable,
                 GError                **error)
{
  g_autofree char *trimmed = NULL;
  g_auto (Asking) asking = { .where = where };

  g_return_val_if_fail (text != NULL && where != NULL, NULL);
  g_return_val_if_fail (where->target_name != NULL && ROLL_IS_ROLL (where->target), NULL);

  trimmed = g_strstrip (g_utf8_make_valid (text, -1));
  asking.text = trimmed;
  asking.sentence = g_string_new (NULL);
  if (!roll_is_published (where->target))
    {
      say (&asking, _("%s was never read, so nobody knows who is in it."), where->target_name);
      return finish (&asking, DESK_PERSON_NOT_READ);
    }
  if (!find_both (&asking, cancellable, error))
    return NULL;
  if (asking.here.row != 0)
    return finish (&asking, answer_here (&asking));
  if (asking.here.matches > 1)
    {
      g_autofree char *people = desk_words_count (COMPARE_USERS, asking.here.matches);

      say (&asking, _("“%s” fits %s in %s."), trimmed, people, where->target_name);
      return finish (&asking, DESK_PERSON_SEVERAL);
    }
  if (!find_leaving (&asking, cancellable, error) || !find_trace (&asking, cancellable, error))
    return NULL;
  return finish (&asking, answer_not_here (&asking));
}

void
desk_person_answer_free (DeskPersonAnswer *answer)
{
  if (answer == NULL)
    return;
  g_free (answer->sentence);
  g_free (answer->suggestion);
  g_free (answer->key);
  g_free (answer->name);
  g_free (answer->near);
  g_free (answer->difference);
  g_free (answer);
}
