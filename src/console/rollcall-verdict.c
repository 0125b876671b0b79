/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentences of a comparison are the desk's; here they are put into the past when they are old,
 * and joined by what a side alone can say. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-verdict.h"

#include <glib/gi18n.h>

#include "console/rollcall-reasons.h"
#include "desk/desk-setup.h"
#include "desk/desk-verdict.h"
#include "desk/desk-words.h"

#define COMPARE_ACTION "win.show-page::compare"

void
rollcall_verdict_free (RollcallVerdict *self)
{
  if (self == NULL)
    return;
  g_free (self->headline);
  g_free (self->details);
  g_free (self->button);
  g_free (self);
}

char *
rollcall_verdict_count (const RollInfo *info)
{
  g_autofree char *people = NULL;
  g_autofree char *groups = NULL;

  g_return_val_if_fail (info != NULL, NULL);

  if (info->users_total >= 0)
    people = desk_words_count (COMPARE_USERS, info->users_total);
  if (info->groups_total >= 0)
    groups = desk_words_count (COMPARE_GROUPS, info->groups_total);
  if (people == NULL || groups == NULL)
    return people != NULL ? g_steal_pointer (&people) : g_steal_pointer (&groups);
  /* Translators: 1,204 people, 43 groups */
  return g_strdup_printf (_("%s, %s"), people, groups);
}

/* What the button leads to: people if only people differ. */
static char *
name_button (GPtrArray *reasons)
{
  gint64 people = rollcall_reasons_count_attention (reasons, COMPARE_USERS);
  gint64 all = rollcall_reasons_count_attention (reasons, COMPARE_N_KINDS);
  g_autofree char *number = desk_words_number (people > 0 ? people : all);

  if (all == 0)
    return NULL;
  if (people == 1)
    return g_strdup (_("_Show the Person"));
  if (people > 0)
    /* Translators: the number is always more than one */
    return g_strdup_printf (_("_Show the %s People"), number);
  if (all == 1)
    return g_strdup (_("_Show the Difference"));
  return g_strdup_printf (_("_Show the %s Differences"), number);
}

static RollcallMarkKind
choose_mark (CompareVerdict verdict)
{
  switch (verdict)
    {
    case COMPARE_IN_STEP:
    case COMPARE_EXPLAINED:
      return ROLLCALL_MARK_WELL;
    case COMPARE_NUMBERS_EQUAL:
      return ROLLCALL_MARK_QUIET;
    case COMPARE_COUNTS_MATCH:
    case COMPARE_DIFFERS:
    case COMPARE_NUMBERS_DIFFER:
    default:
      return ROLLCALL_MARK_DIFFERENT;
    }
}

static char *
headline_of_past (CompareVerdict verdict,
                  gint64         time)
{
  g_autofree char *when = desk_words_time (time, 0);

  switch (verdict)
    {
    case COMPARE_IN_STEP:
      /* Translators: the place is for "yesterday at 17:40", "2 Nov at 09:15" */
      return g_strdup_printf (_("Both sides matched %s"), when);
    case COMPARE_EXPLAINED:
      return g_strdup_printf (_("Every difference was explained %s"), when);
    case COMPARE_NUMBERS_EQUAL:
      return g_strdup_printf (_("The counts matched %s"), when);
    case COMPARE_COUNTS_MATCH:
      return g_strdup_printf (_("The counts matched %s, but not everybody did"), when);
    case COMPARE_NUMBERS_DIFFER:
      return g_strdup_printf (_("The counts differed %s"), when);
    case COMPARE_DIFFERS:
    default:
      return g_strdup_printf (_("Both sides differed %s"), when);
    }
}

static char *
details_of_match (Comparison *comparison)
{
  return g_strdup_printf (
      _("Every person, every group and every membership that %s means to be there, is there."),
      comparison_get_source_name (comparison));
}

static gboolean
is_counts_only (CompareVerdict verdict)
{
  return verdict == COMPARE_NUMBERS_EQUAL || verdict == COMPARE_NUMBERS_DIFFER;
}

/* Those who are missing are on their way. */
static gboolean
is_under_way (Comparison *comparison)
{
  return !is_counts_only (comparison_get_verdict (comparison)) &&
         comparison_get_target (comparison)->users_active <
             comparison_get_source (comparison)->users_active &&
         comparison_count (comparison, COMPARE_USERS, COMPARE_MISSING, COMPARE_N_REASONS) > 0;
}

static void
say_under_way (RollcallVerdict *self,
               Comparison      *comparison)
{
  g_autofree char *arrived = desk_words_number (comparison_get_target (comparison)->users_active);
  g_autofree char *expected =
      desk_words_number (comparison_get_source (comparison)->users_active);

  self->mark = ROLLCALL_MARK_UNKNOWN;
  self->headline =
      g_strdup_printf (_("Provisioning is under way: %s of %s people"), arrived, expected);
  self->details = g_strdup (_("The first cycle still runs. Who is missing now may be on the way."));
  self->coloured = FALSE;
}

RollcallVerdict *
rollcall_verdict_new (Comparison *comparison,
                      gint64      stale_since,
                      gboolean    first_cycle)
{
  RollcallVerdict *self = g_new0 (RollcallVerdict, 1);
  CompareVerdict verdict;

  g_return_val_if_fail (COMPARE_IS_COMPARISON (comparison), self);

  verdict = comparison_get_verdict (comparison);
  self->coloured = stale_since == 0 && !is_counts_only (verdict);
  if (is_counts_only (verdict))
    {
      self->button = g_strdup (_("_Compare People…"));
      self->action = "win.choose-other";
    }
  else
    {
      g_autoptr (GPtrArray) reasons = rollcall_reasons_of (comparison);

      self->button = name_button (reasons);
      self->action = COMPARE_ACTION;
      self->suggested = TRUE;
    }

  if (stale_since != 0)
    {
      self->mark = ROLLCALL_MARK_UNKNOWN;
      self->headline = headline_of_past (verdict, stale_since);
      self->details = verdict == COMPARE_IN_STEP
                          ? rollcall_verdict_count (comparison_get_target (comparison))
                          : desk_verdict_details (comparison);
      self->suggested = FALSE;
      return self;
    }
  if (first_cycle && is_under_way (comparison))
    {
      say_under_way (self, comparison);
      self->suggested = FALSE;
      return self;
    }

  self->mark = choose_mark (verdict);
  self->headline = desk_verdict_headline (comparison);
  self->details = verdict == COMPARE_IN_STEP ? details_of_match (comparison)
                                             : desk_verdict_details (comparison);
  return self;
}

static gboolean
is_first_cycle (RollcallSide *side)
{
  RollcallFeed *feed = rollcall_side_get_feed (side);
  const DeskActivitySummary *summary = feed != NULL ? rollcall_feed_get_summary (feed) : NULL;
  g_autoptr (ConnectionGuide) guide = NULL;
  g_autoptr (DeskSetupWords) words = NULL;

  if (summary == NULL)
    return FALSE;
  guide = connection_guides_find (rollcall_side_get_connection (side)->idp);
  words = desk_setup_words (guide, summary);
  return words->stage == DESK_SETUP_FIRST_CYCLE;
}

/* A directory without a verdict: what is missing for one. */
static void
say_what_lacks (RollcallVerdict *self,
                RollcallSide    *side)
{
  RollcallSide *other = rollcall_side_get_other (side);
  const GError *error;

  if (other == NULL)
    {
      self->details = g_strdup (_("Add an identity provider to compare."));
      self->button = g_strdup (_("_Add…"));
      self->action = "win.choose-other";
      self->suggested = TRUE;
      return;
    }

  error = rollcall_side_get_error (other);
  self->details =
      error != NULL
          ? g_strdup_printf (_("%s could not be read: %s"), rollcall_side_get_name (other),
                             error->message)
          : g_strdup_printf (_("%s was not read yet."), rollcall_side_get_name (other));
  self->button = g_strdup (error != NULL ? _("_Try Again") : _("_Read Both Sides"));
  self->action = "win.refresh";
  self->suggested = error == NULL;
}

RollcallVerdict *
rollcall_verdict_of (RollcallSide *side)
{
  RollcallVerdict *self;
  Comparison *comparison;
  const RollInfo *info;
  g_autofree char *counts = NULL;

  g_return_val_if_fail (ROLLCALL_IS_SIDE (side), NULL);

  comparison = rollcall_side_get_comparison (side);
  info = rollcall_side_get_info (side);
  if (comparison != NULL)
    {
      gboolean stale = rollcall_side_is_stale (side);

      return rollcall_verdict_new (
          comparison, stale ? comparison_get_target (comparison)->read_at : 0,
          is_first_cycle (side));
    }

  self = g_new0 (RollcallVerdict, 1);
  counts = info != NULL ? rollcall_verdict_count (info) : g_strdup (_("Nothing is known"));
  /* Translators: "1,204 people, 43 groups" in a directory's name */
  self->headline = g_strdup_printf (_("%s in %s"), counts, rollcall_side_get_name (side));
  if (rollcall_side_is_directory (side))
    say_what_lacks (self, side);
  else
    self->details = g_strdup (
        _("An identity provider’s side. Choose it as the other side of a directory to compare."));
  return self;
}
