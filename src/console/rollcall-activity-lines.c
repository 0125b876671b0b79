/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cycles are those of all items, so that a header tells of the whole cycle also where only its
 * failures are listed. A search looks into folded look-ups and lists those that fit one by one. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-activity-lines.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-fold.h"
#include "base/base-time.h"
#include "desk/desk-words.h"

struct _RollcallActivityLine
{
  GObject parent_instance;

  DeskActivityItem *item;
  char *title;
  char *subtitle;
  gint64 failures;
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (RollcallActivityLine, rollcall_activity_line, G_TYPE_OBJECT)

static void
rollcall_activity_line_finalize (GObject *object)
{
  RollcallActivityLine *self = ROLLCALL_ACTIVITY_LINE (object);

  g_clear_pointer (&self->item, desk_activity_item_unref);
  g_free (self->title);
  g_free (self->subtitle);
  G_OBJECT_CLASS (rollcall_activity_line_parent_class)->finalize (object);
}

static void
rollcall_activity_line_class_init (RollcallActivityLineClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rollcall_activity_line_finalize;
}

static void
rollcall_activity_line_init (RollcallActivityLine *self)
{
}

DeskActivityItem *
rollcall_activity_line_get_item (RollcallActivityLine *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ACTIVITY_LINE (self), NULL);

  return self->item;
}

const char *
rollcall_activity_line_get_title (RollcallActivityLine *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ACTIVITY_LINE (self), NULL);

  return self->title;
}

const char *
rollcall_activity_line_get_subtitle (RollcallActivityLine *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ACTIVITY_LINE (self), NULL);

  return self->subtitle;
}

gint64
rollcall_activity_line_get_failures (RollcallActivityLine *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ACTIVITY_LINE (self), 0);

  return self->failures;
}

gboolean
rollcall_activity_line_is_quiet (RollcallActivityLine *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ACTIVITY_LINE (self), FALSE);

  return self->quiet;
}

gboolean
rollcall_activity_line_equal (RollcallActivityLine *self,
                              RollcallActivityLine *other)
{
  g_return_val_if_fail (ROLLCALL_IS_ACTIVITY_LINE (self), FALSE);
  g_return_val_if_fail (ROLLCALL_IS_ACTIVITY_LINE (other), FALSE);

  if (self->item == NULL || other->item == NULL)
    return self->item == other->item && self->failures == other->failures &&
           self->quiet == other->quiet && g_strcmp0 (self->title, other->title) == 0 &&
           g_strcmp0 (self->subtitle, other->subtitle) == 0;
  return self->item == other->item ||
         (self->item->cursor == other->item->cursor && self->item->count == other->item->count &&
          g_strcmp0 (self->item->sentence, other->item->sentence) == 0 &&
          g_strcmp0 (self->item->detail, other->item->detail) == 0);
}

/* Which chip lists an item, besides *Everything*; that itself if none does. */
static RollcallActivityChip
chip_of (const DeskActivityItem *item)
{
  switch (item->kind)
    {
    case DESK_ACTIVITY_FAILURE:
      return ROLLCALL_ACTIVITY_FAILURES;
    case DESK_ACTIVITY_LOOKUP:
      return ROLLCALL_ACTIVITY_LOOKUPS;
    case DESK_ACTIVITY_CHANGE:
      if (item->icon == DESK_ACTIVITY_ICON_DEACTIVATED ||
          item->icon == DESK_ACTIVITY_ICON_REMOVED)
        return ROLLCALL_ACTIVITY_DEACTIVATED;
      /* What readings saw has no meaning of the service's. */
      if (item->meaning != NULL ? g_str_has_suffix (item->meaning, " created")
                                : item->icon == DESK_ACTIVITY_ICON_ADDED)
        return ROLLCALL_ACTIVITY_CREATED;
      return ROLLCALL_ACTIVITY_CHANGED;
    case DESK_ACTIVITY_TEST:
    case DESK_ACTIVITY_KEY:
    case DESK_ACTIVITY_OTHER:
    default:
      return ROLLCALL_ACTIVITY_EVERYTHING;
    }
}

void
rollcall_activity_lines_count (GPtrArray *items,
                               gint64     counts[ROLLCALL_ACTIVITY_N_CHIPS])
{
  g_return_if_fail (items != NULL);

  memset (counts, 0, sizeof (gint64) * ROLLCALL_ACTIVITY_N_CHIPS);
  for (guint i = 0; i < items->len; i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i);
      RollcallActivityChip chip = chip_of (item);

      if (chip != ROLLCALL_ACTIVITY_EVERYTHING)
        counts[chip] += item->count;
      counts[ROLLCALL_ACTIVITY_EVERYTHING] += item->count;
    }
}

static gboolean
has_text (const char *text,
          const char *search)
{
  g_autofree char *folded = base_fold_search (text);

  return folded != NULL && strstr (folded, search) != NULL;
}

static gboolean
matches (const DeskActivityItem *item,
         RollcallActivityChip    chip,
         const char             *search)
{
  if (chip != ROLLCALL_ACTIVITY_EVERYTHING && chip_of (item) != chip)
    return FALSE;
  return search == NULL || has_text (item->sentence, search) || has_text (item->detail, search) ||
         has_text (item->resource_name, search) || has_text (item->path, search) ||
         has_text (item->request_id, search) || has_text (item->who, search);
}

static void
add_item (GPtrArray        *lines,
          DeskActivityItem *item)
{
  RollcallActivityLine *line = g_object_new (ROLLCALL_TYPE_ACTIVITY_LINE, NULL);

  line->item = desk_activity_item_ref (item);
  g_ptr_array_add (lines, line);
}

static void
add_matching (GPtrArray            *lines,
              DeskActivityItem     *item,
              RollcallActivityChip  chip,
              const char           *search)
{
  if (item->folded == NULL || search == NULL)
    {
      if (matches (item, chip, search))
        add_item (lines, item);
      return;
    }
  for (guint i = 0; i < item->folded->len; i++)
    if (matches (g_ptr_array_index (item->folded, i), chip, search))
      add_item (lines, g_ptr_array_index (item->folded, i));
}

/* (transfer full): "Entra ID, took 41 seconds, 6 requests" */
static char *
describe_cycle (const DeskCycle *cycle)
{
  g_autofree char *number = desk_words_number (cycle->requests);
  g_autofree char *requests = g_strdup_printf (
      ngettext ("%s request", "%s requests", (gulong)cycle->requests), number);
  g_autofree char *span = desk_words_span (cycle->to - cycle->from);
  const char *who = cycle->who;

  if (cycle->requests == 0)
    return g_strdup (_("Keys and the directory itself"));
  if (cycle->to - cycle->from < G_TIME_SPAN_SECOND)
    /* Translators: who calls, and "6 requests" */
    return who != NULL ? g_strdup_printf (_("%s, %s"), who, requests)
                       : g_steal_pointer (&requests);
  if (who == NULL)
    /* Translators: took "41 seconds", "6 requests" */
    return g_strdup_printf (_("took %s, %s"), span, requests);
  if (cycle->running)
    /* Translators: who calls, "2 minutes", "214 requests" */
    return g_strdup_printf (_("%s, running for %s, %s"), who, span, requests);
  /* Translators: who calls, "41 seconds", "6 requests" */
  return g_strdup_printf (_("%s, took %s, %s"), who, span, requests);
}

static RollcallActivityLine *
header_of_cycle (const DeskCycle *cycle)
{
  RollcallActivityLine *line = g_object_new (ROLLCALL_TYPE_ACTIVITY_LINE, NULL);

  line->title = g_strdup (cycle->title);
  line->subtitle = describe_cycle (cycle);
  line->failures = cycle->failures;
  line->quiet = cycle->requests > 0 && cycle->failures == 0 && cycle->changes == 0 &&
                !cycle->running;
  return line;
}

static RollcallActivityLine *
header_of_reading (gint64 time,
                   guint  changes,
                   gint64 now)
{
  RollcallActivityLine *line = g_object_new (ROLLCALL_TYPE_ACTIVITY_LINE, NULL);
  g_autofree char *when = desk_words_time (time, now);
  g_autofree char *number = desk_words_number (changes);

  /* Translators: the place is for "today at 14:02", "2 Nov at 09:15" */
  line->title = g_strdup_printf (_("Seen by the reading of %s"), when);
  line->subtitle =
      g_strdup_printf (ngettext ("%s change", "%s changes", changes), number);
  return line;
}

/* The header goes in front only once something stands below it. */
static void
close_section (GPtrArray            *lines,
               guint                 start,
               RollcallActivityLine *header)
{
  if (lines->len > start)
    g_ptr_array_insert (lines, (gint)start, header);
  else
    g_object_unref (header);
}

static void
add_readings (GPtrArray            *lines,
              GPtrArray            *items,
              RollcallActivityChip  chip,
              const char           *search,
              gint64                now)
{
  guint i = 0;

  while (i < items->len)
    {
      gint64 time = ((DeskActivityItem *)g_ptr_array_index (items, i))->time;
      guint start = lines->len;
      guint first = i;

      for (; i < items->len && ((DeskActivityItem *)g_ptr_array_index (items, i))->time == time;
           i++)
        add_matching (lines, g_ptr_array_index (items, i), chip, search);
      close_section (lines, start, header_of_reading (time, i - first, now));
    }
}

GPtrArray *
rollcall_activity_lines_new (GPtrArray            *items,
                             gboolean              readings,
                             RollcallActivityChip  chip,
                             const char           *search,
                             gint64                now)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) cycles = NULL;
  g_autofree char *folded = search != NULL && *search != '\0' ? base_fold_search (search) : NULL;

  g_return_val_if_fail (items != NULL, lines);

  if (now == 0)
    now = base_time_now ();
  if (readings)
    {
      add_readings (lines, items, chip, folded, now);
      return lines;
    }

  cycles = desk_activity_group (items, DESK_CYCLE_PAUSE, now);
  for (guint c = 0; c < cycles->len; c++)
    {
      const DeskCycle *cycle = g_ptr_array_index (cycles, c);
      guint start = lines->len;

      for (guint i = 0; i < cycle->items->len; i++)
        add_matching (lines, g_ptr_array_index (cycle->items, i), chip, folded);
      close_section (lines, start, header_of_cycle (cycle));
    }
  return lines;
}

static gboolean
is_same (GListStore *store,
         guint       at,
         GPtrArray  *lines,
         guint       line)
{
  g_autoptr (RollcallActivityLine) old = g_list_model_get_item (G_LIST_MODEL (store), at);

  return rollcall_activity_line_equal (old, g_ptr_array_index (lines, line));
}

void
rollcall_activity_lines_put (GListStore *store,
                             GPtrArray  *lines)
{
  guint before;
  guint head = 0;
  guint tail = 0;

  g_return_if_fail (G_IS_LIST_STORE (store));
  g_return_if_fail (lines != NULL);

  before = g_list_model_get_n_items (G_LIST_MODEL (store));
  while (head < before && head < lines->len && is_same (store, head, lines, head))
    head++;
  while (tail < before - head && tail < lines->len - head &&
         is_same (store, before - 1 - tail, lines, lines->len - 1 - tail))
    tail++;
  if (before == head + tail && lines->len == head + tail)
    return;
  g_list_store_splice (store, head, before - head - tail, lines->pdata + head,
                       lines->len - head - tail);
}
