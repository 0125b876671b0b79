/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A recognised connection test says most; where an identity provider has none, or isn't recognised,
 * any request that was answered well with the key says the same. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-arrival.h"

#include <glib/gi18n.h>

#include "desk/desk-words.h"

static gboolean
is_use (const DeskActivityItem *item,
        const char             *key_id)
{
  return item->method != NULL && item->status > 0 && item->status < 400 &&
         g_strcmp0 (item->key_id, key_id) == 0;
}

/* (transfer none) (nullable): the newest */
static const DeskActivityItem *
find_use (GPtrArray  *items,
          const char *key_id)
{
  for (guint i = 0; i < items->len; i++)
    if (is_use (g_ptr_array_index (items, i), key_id))
      return g_ptr_array_index (items, i);
  return NULL;
}

/* (transfer none) (nullable): the newest */
static const DeskActivityItem *
find_refusal (GPtrArray *items,
              gint64     since)
{
  for (guint i = 0; i < items->len; i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i);

      if (item->time < since)
        return NULL;
      if (item->status == 401)
        return item;
    }
  return NULL;
}

static RollcallArrival
say_waiting (const ConnectionGuide *guide)
{
  RollcallArrival arrival = { .kind = ROLLCALL_ARRIVAL_WAITING };

  arrival.title =
      guide->test_button != NULL
          ? g_strdup_printf (_("Waiting for %s from %s"), guide->test_button, guide->short_name)
          : g_strdup_printf (_("Waiting for the first request from %s"), guide->short_name);
  arrival.detail = g_strdup (_("This line turns green when the request arrives with this key"));
  return arrival;
}

static RollcallArrival
say_arrived (const DeskActivityItem *item,
             gboolean                is_test,
             const ConnectionGuide  *guide)
{
  RollcallArrival arrival = { .kind = ROLLCALL_ARRIVAL_ARRIVED };
  const char *who = item->who != NULL ? item->who : guide->short_name;
  g_autofree char *when = desk_words_time (item->time, 0);

  /* The button's name is known of the provider that was chosen, not of any that may come. */
  if (is_test && guide->test_button != NULL &&
      (item->idp == NULL || g_str_equal (item->idp, guide->id)))
    arrival.title = g_strdup_printf (_("%s arrived from %s"), guide->test_button, who);
  else if (is_test)
    arrival.title = g_strdup_printf (_("The connection test arrived from %s"), who);
  else
    arrival.title = g_strdup_printf (_("The key is used by %s"), who);
  arrival.detail = g_strdup_printf (_("With exactly this key, %s. Provisioning can start."), when);
  return arrival;
}

static RollcallArrival
say_trouble (const DeskActivityItem *item)
{
  RollcallArrival arrival = { .kind = ROLLCALL_ARRIVAL_TROUBLE };
  g_autofree char *when = desk_words_time (item->time, 0);

  arrival.title = g_strdup (_("A request came without this key, and was refused"));
  arrival.detail =
      g_strdup_printf (_("It came %s. Copy the whole key once more, and test again."), when);
  return arrival;
}

RollcallArrival
rollcall_arrival_find (GPtrArray             *items,
                       const char            *key_id,
                       gint64                 since,
                       const ConnectionGuide *guide)
{
  const DeskActivityItem *use, *refusal, *test;

  g_return_val_if_fail (key_id != NULL && guide != NULL, (RollcallArrival){ 0 });

  if (items == NULL)
    return say_waiting (guide);

  test = desk_activity_find_test (items, key_id);
  use = test != NULL ? test : find_use (items, key_id);
  if (use != NULL)
    return say_arrived (use, test != NULL, guide);
  refusal = find_refusal (items, since);
  return refusal != NULL ? say_trouble (refusal) : say_waiting (guide);
}

void
rollcall_arrival_clear (RollcallArrival *arrival)
{
  g_return_if_fail (arrival != NULL);

  g_clear_pointer (&arrival->title, g_free);
  g_clear_pointer (&arrival->detail, g_free);
}
