/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A test that was answered well proves that the values were pasted, and what stands before it but
 * for the choice of people; people who arrive prove all. When a value was copied is known for this
 * session only, on the side's object. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-setup-evidence.h"

#include <glib/gi18n.h>

#include "base/base-time.h"
#include "desk/desk-words.h"

#define COPIED_DATA "rollcall-copied"

static void
step_free (gpointer data)
{
  RollcallSetupStep *step = data;

  g_free (step->detail);
  g_free (step);
}

/* (transfer none) (nullable) */
static const gint64 *
get_copied (RollcallSide *side)
{
  return g_object_get_data (G_OBJECT (side), COPIED_DATA);
}

void
rollcall_setup_evidence_note_copied (RollcallSide   *side,
                                     RollcallCopied  what)
{
  gint64 *copied;

  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (what < ROLLCALL_N_COPIED);

  copied = g_object_get_data (G_OBJECT (side), COPIED_DATA);
  if (copied == NULL)
    {
      copied = g_new0 (gint64, ROLLCALL_N_COPIED);
      g_object_set_data_full (G_OBJECT (side), COPIED_DATA, copied, g_free);
    }
  copied[what] = base_time_now ();
  g_signal_emit_by_name (side, "changed", ROLLCALL_SIDE_CHANGE_SETTINGS);
}

static void
gather_keys (RollcallSetupFacts *facts,
             GPtrArray          *keys)
{
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const DeskKey *key = g_ptr_array_index (keys, i);

      if (g_strcmp0 (key->key->scope, "provision") == 0)
        facts->used_time = MAX (facts->used_time, key->key->last_used);
    }
}

static void
gather_test (RollcallSetupFacts        *facts,
             const DeskActivitySummary *summary)
{
  const DeskActivityItem *test = summary->last_test;

  if (test == NULL)
    return;
  facts->test_time = test->time;
  facts->used_time = MAX (facts->used_time, test->time);
  facts->test_key = g_strdup (test->key_name);
  if (test->method != NULL && test->path != NULL)
    facts->test_detail =
        g_strdup_printf (_("%s %s, answered %u"), test->method, test->path, test->status);
}

/* The newest request that an identity provider's key was accepted for; what Rollcall itself reads
 * isn't in the activity. */
static void
gather_use (RollcallSetupFacts *facts,
            GPtrArray          *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i);

      if (item->method == NULL || item->key_id == NULL || item->status == 0 || item->status == 401)
        continue;
      facts->used_time = MAX (facts->used_time, item->time);
      return;
    }
}

/* The oldest at hand is the first only if nothing older was left out. */
static void
gather_people (RollcallSetupFacts *facts,
               GPtrArray          *items,
               gboolean            complete)
{
  for (guint i = items->len; complete && i > 0 && facts->first_person == 0; i--)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i - 1);

      if (item->icon == DESK_ACTIVITY_ICON_ADDED && g_strcmp0 (item->resource_type, "User") == 0)
        facts->first_person = item->time;
    }
}

RollcallSetupFacts *
rollcall_setup_evidence_gather (RollcallSide *side,
                                GPtrArray    *keys)
{
  RollcallSetupFacts *facts = g_new0 (RollcallSetupFacts, 1);
  const DeskActivitySummary *summary;
  const RollInfo *info;
  RollcallFeed *feed;

  g_return_val_if_fail (ROLLCALL_IS_SIDE (side), facts);

  for (guint i = 0; get_copied (side) != NULL && i < ROLLCALL_N_COPIED; i++)
    facts->copied[i] = get_copied (side)[i];
  info = rollcall_side_get_info (side);
  if (info != NULL)
    facts->people = info->users_total;
  gather_keys (facts, keys);

  feed = rollcall_side_get_feed (side);
  facts->watched = feed != NULL;
  summary = feed != NULL ? rollcall_feed_get_summary (feed) : NULL;
  if (summary == NULL)
    return facts;
  gather_test (facts, summary);
  gather_use (facts, rollcall_feed_get_items (feed));
  gather_people (facts, rollcall_feed_get_items (feed), !rollcall_feed_has_older (feed));
  if (summary->last_change != NULL)
    facts->people = MAX (facts->people, 1);
  if (summary->last_cycle != NULL && !summary->last_cycle->running && summary->last_change != NULL)
    facts->cycle_end = summary->last_cycle->to;
  return facts;
}

void
rollcall_setup_facts_free (RollcallSetupFacts *facts)
{
  if (facts == NULL)
    return;
  g_free (facts->test_key);
  g_free (facts->test_detail);
  g_free (facts);
}

static void
see (RollcallSetupStep *step,
     char              *detail)
{
  step->done = step->seen = TRUE;
  g_free (step->detail);
  step->detail = detail;
}

static void
see_pasted (RollcallSetupStep        *step,
            const RollcallSetupFacts *facts,
            RollcallCopied            what)
{
  gint64 time = facts->used_time > 0 ? facts->used_time : facts->copied[what];
  g_autofree char *when = desk_words_time (time, 0);

  if (time == 0)
    return;
  if (facts->used_time == 0)
    see (step, g_strdup_printf (_("Copied %s"), when));
  else if (what == ROLLCALL_COPIED_KEY)
    see (step, g_strdup_printf (_("A key was used %s"), when));
  else
    see (step, g_strdup_printf (_("A request came to this address %s"), when));
}

static void
see_tested (RollcallSetupStep        *step,
            const RollcallSetupFacts *facts)
{
  g_autofree char *when = desk_words_time (facts->test_time, 0);

  if (facts->test_time == 0)
    return;
  if (facts->test_key != NULL)
    see (step,
         g_strdup_printf (_("The test arrived %s, with the key “%s”"), when, facts->test_key));
  else
    see (step, g_strdup_printf (_("The test arrived %s"), when));
}

static void
see_people (RollcallSetupStep        *step,
            const RollcallSetupFacts *facts)
{
  g_autofree char *when = desk_words_time (facts->first_person, 0);

  if (facts->people <= 0)
    return;
  if (facts->first_person > 0)
    see (step, g_strdup_printf (_("The first person arrived %s"), when));
  else
    see (step, g_strdup (_("People have arrived")));
}

static void
fill (RollcallSetupStep             *step,
      const ConnectionGuideEvidence *evidence,
      const RollcallSetupFacts      *facts)
{
  guint n = step->number;

  if (facts->watched && n == evidence->test)
    step->detail = g_strdup (_("Ticked when the test arrives"));
  if (facts->watched && n == evidence->start)
    step->detail = g_strdup (_("Ticked when the first person arrives"));

  if (n == evidence->url)
    see_pasted (step, facts, ROLLCALL_COPIED_URL);
  if (n == evidence->key)
    see_pasted (step, facts, ROLLCALL_COPIED_KEY);
  if (n == evidence->test)
    see_tested (step, facts);
  if (n == evidence->start || n == evidence->assign)
    see_people (step, facts);
  if (step->done)
    return;

  if (facts->people > 0 || (facts->test_time > 0 && n < evidence->test && n != evidence->assign))
    {
      step->done = TRUE;
      g_clear_pointer (&step->detail, g_free);
    }
}

GPtrArray *
rollcall_setup_evidence_steps (const ConnectionGuide    *guide,
                               const Connection         *connection,
                               const RollcallSetupFacts *facts)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (step_free);
  gboolean found = FALSE;

  g_return_val_if_fail (guide != NULL && connection != NULL && facts != NULL, steps);

  for (guint i = 0; i < guide->n_steps; i++)
    {
      RollcallSetupStep *step = g_new0 (RollcallSetupStep, 1);

      step->number = i + 1;
      step->text = guide->steps[i];
      fill (step, &guide->evidence, facts);
      if (!step->done && connection_has_step (connection, step->number))
        {
          step->done = step->by_hand = TRUE;
          g_clear_pointer (&step->detail, g_free);
        }
      step->current = !step->done && !found;
      found |= step->current;
      g_ptr_array_add (steps, step);
    }
  return steps;
}
