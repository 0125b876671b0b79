/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Four stages, told from what the directory's service has seen. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-setup.h"

#include <glib/gi18n.h>

#include "desk/desk-words.h"

static gboolean
is_named (const ConnectionGuide *guide)
{
  return !g_str_equal (guide->id, CONNECTION_GUIDE_OTHER);
}

static void
say_waiting_for_test (DeskSetupWords        *words,
                      const ConnectionGuide *guide)
{
  words->stage = DESK_SETUP_WAITING_FOR_TEST;
  if (guide->test_button != NULL)
    {
      words->title =
          g_strdup_printf (_("Waiting for %s from %s"), guide->test_button, guide->short_name);
      words->detail = g_strdup_printf (_("Press %s there; it arrives here within seconds."),
                                       guide->test_button);
      return;
    }
  words->title = is_named (guide) ? g_strdup_printf (_("Waiting for %s"), guide->short_name)
                                  : g_strdup (_("Waiting for the identity provider"));
  words->detail = g_strdup (_("Its first request shows that address and key are right."));
}

static char *
first_cycle_words (const ConnectionGuide *guide)
{
  if (guide->first_cycle != NULL)
    return g_strdup_printf (_("The first people usually arrive: %s."), guide->first_cycle);
  if (guide->cycle != NULL)
    return g_strdup_printf (_("It comes %s."), guide->cycle);
  return NULL;
}

static void
say_waiting_for_people (DeskSetupWords        *words,
                        const ConnectionGuide *guide)
{
  words->stage = DESK_SETUP_WAITING_FOR_PEOPLE;
  words->title = is_named (guide) ? g_strdup_printf (_("Waiting for the first people from %s"),
                                                     guide->short_name)
                                  : g_strdup (_("Waiting for the first people"));
  words->detail = first_cycle_words (guide);
}

DeskSetupWords *
desk_setup_words (const ConnectionGuide     *guide,
                  const DeskActivitySummary *summary)
{
  DeskSetupWords *words = g_new0 (DeskSetupWords, 1);

  g_return_val_if_fail (guide != NULL, words);

  if (summary == NULL || !summary->anything)
    {
      say_waiting_for_test (words, guide);
      return words;
    }
  if (summary->last_change == NULL)
    {
      say_waiting_for_people (words, guide);
      return words;
    }
  if (summary->last_cycle != NULL && summary->last_cycle->running)
    {
      g_autofree char *changes = desk_words_number (summary->last_cycle->changes);
      g_autofree char *since = desk_words_clock (summary->last_cycle->from);

      words->stage = DESK_SETUP_FIRST_CYCLE;
      words->title = g_strdup_printf (ngettext ("Under way since %s: %s change",
                                                "Under way since %s: %s changes",
                                                (gulong)summary->last_cycle->changes),
                                      since, changes);
      words->detail = g_strdup (summary->last_change_sentence);
      return words;
    }
  words->stage = DESK_SETUP_RUNNING;
  words->title = g_strdup (summary->cycle_sentence != NULL ? summary->cycle_sentence
                                                           : summary->last_change_sentence);
  words->detail = guide->cycle != NULL ? g_strdup_printf (_("It comes %s."), guide->cycle) : NULL;
  return words;
}

void
desk_setup_words_free (DeskSetupWords *words)
{
  if (words == NULL)
    return;
  g_free (words->title);
  g_free (words->detail);
  g_free (words);
}
