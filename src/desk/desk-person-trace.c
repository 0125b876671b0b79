/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody who isn't there has left traces: look-ups that found nothing, and creates that were
 * refused. A refused create that names nobody belongs to the look-up right before it with the same
 * key, since an identity provider looks, then creates. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include <string.h>

#include "base/base-fold.h"
#include "desk/desk-activity.h"
#include "desk/desk-person-private.h"

/* How long after a look-up the create may come. */
#define THEREAFTER (30 * G_TIME_SPAN_SECOND)

void
desk_person_trace_clear (DeskPersonTrace *trace)
{
  g_clear_pointer (&trace->reason, g_free);
  g_clear_pointer (&trace->who, g_free);
}

/* The names folded, and of an e-mail address also what stands before the @. */
static GHashTable *
fold_names (const char *const *names,
            guint              n_names)
{
  GHashTable *folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_names; i++)
    if (names[i] != NULL && *names[i] != '\0')
      g_hash_table_add (folded, base_fold_search (names[i]));
  return folded;
}

static gboolean
is_about (const DeskActivityItem *item,
          GHashTable             *names)
{
  g_autofree char *folded = NULL;
  char *at;

  if (item->resource_name == NULL)
    return FALSE;
  folded = base_fold_search (item->resource_name);
  if (g_hash_table_contains (names, folded))
    return TRUE;
  at = strchr (folded, '@');
  if (at == NULL)
    return FALSE;
  *at = '\0';
  return g_hash_table_contains (names, folded);
}

static gboolean
is_look_up (const DeskActivityItem *item)
{
  return g_strcmp0 (item->meaning, "looked for, not found") == 0 && item->path != NULL &&
         g_str_has_prefix (item->path, "/Users");
}

static gboolean
is_refused_create (const DeskActivityItem *item)
{
  return item->kind == DESK_ACTIVITY_FAILURE && g_strcmp0 (item->method, "POST") == 0 &&
         g_strcmp0 (item->path, "/Users") == 0 && item->status != 401 && item->status != 403;
}

/* Whether the look-up right before the refusal at @index, with the same key, was for @names. */
static gboolean
follows_look_up (GPtrArray  *items,
                 guint       index,
                 GHashTable *names)
{
  const DeskActivityItem *refusal = g_ptr_array_index (items, index);

  if (refusal->resource_name != NULL)
    return FALSE;
  for (guint i = index + 1; i < items->len; i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i);

      if (refusal->time - item->time > THEREAFTER)
        return FALSE;
      if (g_strcmp0 (item->key_id, refusal->key_id) != 0 || item->method == NULL)
        continue;
      if (is_look_up (item))
        return is_about (item, names);
      /* Within a millisecond the order isn't known: a write is written down before what was
       * refused shortly before it. */
      if (!is_refused_create (item) && item->time != refusal->time)
        return FALSE;
    }
  return FALSE;
}

static void
take_who (DeskPersonTrace        *trace,
          const DeskActivityItem *item)
{
  if (trace->who == NULL)
    trace->who = g_strdup (item->who);
}

static void
take_refusal (DeskPersonTrace        *trace,
              const DeskActivityItem *item)
{
  if (trace->tried == 0)
    {
      trace->tried_at = item->time;
      trace->reason = g_strdup (item->detail);
      trace->same_reason = TRUE;
    }
  else if (g_strcmp0 (trace->reason, item->detail) != 0)
    trace->same_reason = FALSE;
  trace->tried += item->count;
  take_who (trace, item);
}

void
desk_person_read_trace (GPtrArray         *items,
                        const char *const *names,
                        guint              n_names,
                        const char        *id,
                        DeskPersonTrace   *trace)
{
  g_autoptr (GHashTable) folded = fold_names (names, n_names);

  for (guint i = 0; i < items->len; i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i);

      /* What was before they were here is another story. */
      if (item->kind == DESK_ACTIVITY_CHANGE &&
          (is_about (item, folded) || (id != NULL && g_strcmp0 (item->resource_id, id) == 0)))
        {
          take_who (trace, item);
          if (g_strcmp0 (item->meaning, "person deleted") == 0)
            trace->deleted = item->time;
          return;
        }
      if (is_look_up (item) && is_about (item, folded))
        {
          trace->looked_up = MAX (trace->looked_up, item->time);
          take_who (trace, item);
        }
      else if (is_refused_create (item) &&
               (is_about (item, folded) || follows_look_up (items, i, folded)))
        take_refusal (trace, item);
    }
}
