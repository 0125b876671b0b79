/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Items are taken newest first; each goes to the open run of its key, unless the pause between them
 * is too long. So two providers at work at once have a cycle each. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-cycle.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-time.h"
#include "desk/desk-activity-private.h"
#include "desk/desk-words.h"

void
desk_cycle_free (DeskCycle *cycle)
{
  if (cycle == NULL)
    return;
  g_free (cycle->title);
  g_free (cycle->who);
  g_free (cycle->idp);
  g_clear_pointer (&cycle->items, g_ptr_array_unref);
  g_free (cycle);
}

static DeskCycle *
cycle_new (void)
{
  DeskCycle *cycle = g_new0 (DeskCycle, 1);

  cycle->items = g_ptr_array_new_with_free_func ((GDestroyNotify)desk_activity_item_unref);
  return cycle;
}

/* Whose run an item belongs to. */
static char *
actor_of (const DeskActivityItem *item)
{
  if (item->method == NULL)
    return g_strdup ("");
  if (item->key_id != NULL)
    return g_strconcat ("key ", item->key_id, NULL);
  return g_strconcat ("client ", item->client != NULL ? item->client : "", NULL);
}

static void
take (DeskCycle        *cycle,
      DeskActivityItem *item)
{
  g_ptr_array_add (cycle->items, desk_activity_item_ref (item));
  if (cycle->to == 0)
    cycle->to = item->time;
  cycle->from = item->time;
  if (item->method != NULL)
    cycle->requests += item->count;
  if (item->kind == DESK_ACTIVITY_FAILURE)
    cycle->failures += item->count;
  if (item->kind == DESK_ACTIVITY_CHANGE)
    cycle->changes += item->count;
  if (cycle->idp == NULL && item->idp != NULL)
    {
      g_free (cycle->who);
      cycle->idp = g_strdup (item->idp);
      cycle->who = g_strdup (item->who);
    }
  else if (cycle->who == NULL)
    cycle->who = g_strdup (item->who);
}

static gboolean
can_fold (const DeskActivityItem *item)
{
  return item->kind == DESK_ACTIVITY_LOOKUP && item->method != NULL && item->path != NULL;
}

/* Those that tell the same beside each other: look-ups by route, writes without effect as one. */
static char *
fold_name (const DeskActivityItem *item)
{
  if (g_strcmp0 (item->meaning, "nothing changed") == 0)
    return g_strdup ("nothing changed");
  return g_strdup (item->path);
}

/* (transfer full): one line for @items (transfer full), newest first */
static DeskActivityItem *
fold (const char *name,
      GPtrArray  *items)
{
  DeskActivityItem *newest = g_ptr_array_index (items, 0);
  DeskActivityItem *line;
  g_autofree char *number = NULL;
  gint64 n = 0;
  gint64 nobody = 0;

  if (items->len == 1)
    {
      line = desk_activity_item_ref (newest);
      g_ptr_array_unref (items);
      return line;
    }
  line = desk_activity_item_new ();
  for (guint i = 0; i < items->len; i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i);

      n += item->count;
      if (g_strcmp0 (item->meaning, "looked for, not found") == 0)
        nobody += item->count;
    }
  line->time = newest->time;
  line->cursor = newest->cursor;
  line->kind = newest->kind;
  line->icon = newest->icon;
  line->status = newest->status;
  line->who = g_strdup (newest->who);
  line->client = g_strdup (newest->client);
  line->idp = g_strdup (newest->idp);
  line->method = g_strdup (newest->method);
  line->path = g_strdup (newest->path);
  line->key_id = g_strdup (newest->key_id);
  line->key_name = g_strdup (newest->key_name);
  line->count = n;
  line->folded = items;

  number = desk_words_number (n);
  if (g_str_equal (name, "nothing changed"))
    line->sentence = g_strdup_printf (ngettext ("%s write changed nothing",
                                                "%s writes changed nothing", (gulong)n),
                                      number);
  else
    line->sentence = desk_activity_words_of_lookups (line->path, n);
  if (nobody > 0)
    {
      g_autofree char *absent = desk_words_number (nobody);

      line->detail = g_strdup_printf (ngettext ("%s of them isn’t here", "%s of them aren’t here",
                                                (gulong)nobody),
                                      absent);
    }
  return line;
}

/* Puts the items of a run in the order to show: failures, the rest with look-ups folded. */
static void
arrange (DeskCycle *cycle)
{
  g_autoptr (GPtrArray) raw = g_steal_pointer (&cycle->items);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  cycle->items = g_ptr_array_new_with_free_func ((GDestroyNotify)desk_activity_item_unref);
  for (guint i = 0; i < raw->len; i++)
    {
      DeskActivityItem *item = g_ptr_array_index (raw, i);

      if (item->kind == DESK_ACTIVITY_FAILURE)
        g_ptr_array_add (cycle->items, desk_activity_item_ref (item));
    }
  /* A line of look-ups stands where its newest one was. */
  for (guint i = 0; i < raw->len; i++)
    {
      DeskActivityItem *item = g_ptr_array_index (raw, i);
      g_autofree char *name = NULL;
      gpointer place;

      if (item->kind == DESK_ACTIVITY_FAILURE)
        continue;
      name = can_fold (item) ? fold_name (item) : NULL;
      place = name != NULL ? g_hash_table_lookup (places, name) : NULL;
      if (place == NULL)
        {
          GPtrArray *line =
              g_ptr_array_new_with_free_func ((GDestroyNotify)desk_activity_item_unref);

          g_ptr_array_add (line, desk_activity_item_ref (item));
          g_ptr_array_add (lines, line);
          g_ptr_array_add (names, g_strdup (name != NULL ? name : ""));
          if (name != NULL)
            g_hash_table_insert (places, g_steal_pointer (&name), GUINT_TO_POINTER (lines->len));
          continue;
        }
      g_ptr_array_add (g_ptr_array_index (lines, GPOINTER_TO_UINT (place) - 1),
                       desk_activity_item_ref (item));
    }
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (cycle->items,
                     fold (g_ptr_array_index (names, i), g_ptr_array_index (lines, i)));
}

/* "at 14:31", "on 2 Nov at 09:15" would need cases in other languages: so whole sentences. */
static char *
title_of (const DeskCycle *cycle,
          gboolean         keyed,
          gboolean         tested,
          gint64           now)
{
  g_autofree char *clock = desk_words_clock (cycle->from);
  g_autofree char *time = desk_words_time (cycle->from, now);

  if (cycle->requests == 0)
    return g_strdup_printf (_("Administration, %s"), time);
  if (!keyed)
    return g_strdup_printf (_("Requests without a key, %s"), time);
  if (tested && cycle->changes == 0 && cycle->failures == 0)
    return g_strdup_printf (_("Connection test, %s"), time);
  if (cycle->running)
    return g_strdup_printf (_("Cycle since %s"), clock);
  return g_strdup_printf (_("Cycle, %s"), time);
}

static void
finish (DeskCycle *cycle,
        gint64     pause,
        gint64     now)
{
  gboolean tested = desk_activity_find_test (cycle->items, NULL) != NULL;
  gboolean keyed = FALSE;

  for (guint i = 0; i < cycle->items->len && !keyed; i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (cycle->items, i);

      keyed = item->method != NULL && item->key_id != NULL;
    }
  cycle->running = keyed && now - cycle->to < pause;
  cycle->title = title_of (cycle, keyed, tested, now);
  arrange (cycle);
}

GPtrArray *
desk_activity_group (GPtrArray *items,
                     gint64     pause,
                     gint64     now)
{
  GPtrArray *cycles = g_ptr_array_new_with_free_func ((GDestroyNotify)desk_cycle_free);
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (items != NULL && pause > 0, cycles);

  if (now == 0)
    now = base_time_now ();
  for (guint i = 0; i < items->len; i++)
    {
      DeskActivityItem *item = g_ptr_array_index (items, i);
      g_autofree char *actor = actor_of (item);
      DeskCycle *cycle = g_hash_table_lookup (open, actor);

      if (cycle == NULL || cycle->from - item->time >= pause)
        {
          cycle = cycle_new ();
          g_ptr_array_add (cycles, cycle);
          g_hash_table_replace (open, g_steal_pointer (&actor), cycle);
        }
      take (cycle, item);
    }
  for (guint i = 0; i < cycles->len; i++)
    finish (g_ptr_array_index (cycles, i), pause, now);
  return cycles;
}
