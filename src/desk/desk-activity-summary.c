/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The few facts that Overview and Setup show of a directory's activity. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include <glib/gi18n.h>

#include "base/base-time.h"
#include "desk/desk-activity-page.h"
#include "desk/desk-words.h"

#define NEWEST 500
#define FURTHER 1000
#define MOST_PAGES 4

void
desk_activity_summary_free (DeskActivitySummary *summary)
{
  if (summary == NULL)
    return;
  desk_cycle_free (summary->last_cycle);
  g_free (summary->cycle_sentence);
  g_clear_pointer (&summary->last_change, desk_activity_item_unref);
  g_free (summary->last_change_sentence);
  g_clear_pointer (&summary->last_failure, desk_activity_item_unref);
  g_clear_pointer (&summary->last_test, desk_activity_item_unref);
  g_free (summary->test_sentence);
  g_free (summary->idp);
  g_free (summary);
}

/* Whether an identity provider did something in it, and not only somebody without a key. */
static gboolean
is_cycle (const DeskCycle *cycle)
{
  for (guint i = 0; i < cycle->items->len; i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (cycle->items, i);

      if (item->method != NULL && item->key_id != NULL)
        return TRUE;
    }
  return FALSE;
}

static char *
cycle_sentence (const DeskCycle *cycle,
                gint64           now)
{
  g_autofree char *requests = desk_words_number (cycle->requests);
  g_autofree char *failures = desk_words_number (cycle->failures);
  g_autofree char *since = desk_words_clock (cycle->from);
  g_autofree char *ago = desk_words_ago (cycle->to, now);
  g_autofree char *counted =
      g_strdup_printf (ngettext ("%s request", "%s requests", (gulong)cycle->requests), requests);

  if (cycle->running && cycle->failures > 0)
    return g_strdup_printf (_("Cycle since %s: %s, %s failed"), since, counted, failures);
  if (cycle->running)
    return g_strdup_printf (_("Cycle since %s: %s"), since, counted);
  if (cycle->failures > 0)
    return g_strdup_printf (_("Last cycle %s: %s, %s failed"), ago, counted, failures);
  return g_strdup_printf (_("Last cycle %s: %s"), ago, counted);
}

static void
take_cycle (DeskActivitySummary *summary,
            GPtrArray           *items,
            gint64               now)
{
  g_autoptr (GPtrArray) cycles = desk_activity_group (items, DESK_CYCLE_PAUSE, now);

  for (guint i = 0; i < cycles->len && summary->last_cycle == NULL; i++)
    if (is_cycle (g_ptr_array_index (cycles, i)))
      {
        /* The array would free what it gives. */
        g_ptr_array_set_free_func (cycles, NULL);
        for (guint other = 0; other < cycles->len; other++)
          if (other != i)
            desk_cycle_free (g_ptr_array_index (cycles, other));
        summary->last_cycle = g_ptr_array_index (cycles, i);
      }
  if (summary->last_cycle != NULL)
    summary->cycle_sentence = cycle_sentence (summary->last_cycle, now);
}

static void
take_once (DeskActivityItem **place,
           DeskActivityItem  *item)
{
  if (*place == NULL)
    *place = desk_activity_item_ref (item);
}

DeskActivitySummary *
desk_activity_summarise (GPtrArray *items,
                         gint64     now)
{
  DeskActivitySummary *summary = g_new0 (DeskActivitySummary, 1);

  g_return_val_if_fail (items != NULL, summary);

  if (now == 0)
    now = base_time_now ();
  for (guint i = 0; i < items->len; i++)
    {
      DeskActivityItem *item = g_ptr_array_index (items, i);

      if (item->method != NULL && item->key_id != NULL && item->status != 401)
        summary->anything = TRUE;
      if (summary->idp == NULL && item->idp != NULL)
        summary->idp = g_strdup (item->idp);
      if (item->kind == DESK_ACTIVITY_CHANGE)
        take_once (&summary->last_change, item);
      else if (item->kind == DESK_ACTIVITY_FAILURE)
        take_once (&summary->last_failure, item);
      else if (item->kind == DESK_ACTIVITY_TEST)
        take_once (&summary->last_test, item);
    }

  take_cycle (summary, items, now);
  if (summary->last_change != NULL)
    {
      g_autofree char *ago = desk_words_ago (summary->last_change->time, now);

      /* Translators: "Omar Said was created, 3 minutes ago" */
      summary->last_change_sentence =
          g_strdup_printf (_("%s, %s"), summary->last_change->sentence, ago);
    }
  if (summary->last_test != NULL)
    {
      g_autofree char *time = desk_words_time (summary->last_test->time, now);

      summary->test_sentence = g_strdup_printf (_("%s, %s"), summary->last_test->sentence, time);
    }
  return summary;
}

/* Adds what lies before @items, until a change is among them, or the end, or enough is read. */
static GPtrArray *
look_further (DeskService       *service,
              const char        *directory,
              DeskActivityPage  *page,
              GCancellable      *cancellable,
              GError           **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_ref (page->items);
  gint64 before = page->oldest;

  for (guint i = 0; i < MOST_PAGES && before > 0; i++)
    {
      g_autoptr (DeskActivitySummary) known = desk_activity_summarise (items, 0);
      g_autoptr (DeskActivityPage) more = NULL;
      GPtrArray *merged;

      if (known->last_change != NULL && known->last_test != NULL)
        break;
      more =
          desk_activity_page_before (service, directory, before, FURTHER, NULL, cancellable, error);
      if (more == NULL)
        return NULL;
      merged = desk_activity_merge (items, more->items);
      g_ptr_array_unref (items);
      items = merged;
      before = more->oldest;
    }
  return g_steal_pointer (&items);
}

DeskActivitySummary *
desk_activity_summary (DeskService   *service,
                       const char    *directory,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (DeskActivityPage) page = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_return_val_if_fail (DESK_IS_SERVICE (service), NULL);
  g_return_val_if_fail (directory != NULL, NULL);

  page = desk_activity_page_before (service, directory, 0, NEWEST, NULL, cancellable, error);
  if (page == NULL)
    return NULL;
  items = look_further (service, directory, page, cancellable, error);
  return items != NULL ? desk_activity_summarise (items, 0) : NULL;
}
