/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A name typed by a person, found in a roll: by userName at once, else by what the roll's search
 * finds. Of many that fit, one that is called exactly so wins. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-person-private.h"

#include "base/base-fold.h"
#include "roll/roll-order.h"
#include "roll/roll-search.h"

/* Among how many that fit one of exactly that name is looked for. */
#define MOST_LOOKED_AT 200

void
desk_person_found_clear (DeskPersonFound *found)
{
  g_clear_pointer (&found->key, g_free);
  g_clear_pointer (&found->name, g_free);
  g_clear_pointer (&found->id, g_free);
  g_clear_pointer (&found->email, g_free);
  g_clear_pointer (&found->near, g_free);
}

static void
take (DeskPersonFound *found,
      const RollRow   *row)
{
  desk_person_found_clear (found);
  found->row = row->row;
  found->key = g_strdup (row->key);
  found->name = g_strdup (row->name);
  found->id = g_strdup (row->id);
  found->email = g_strdup (row->email);
  found->active = row->active;
  found->groups = row->members;
}

static gboolean
is_called (const char *value,
           const char *folded)
{
  g_autofree char *other = value != NULL ? base_fold_search (value) : NULL;

  return other != NULL && g_str_equal (other, folded);
}

static gboolean
is_exact (const RollRow *row,
          const char    *folded)
{
  return is_called (row->key, folded) || is_called (row->email, folded) ||
         is_called (row->external_id, folded) || is_called (row->name, folded);
}

static gboolean
find_by_user_name (Roll             *roll,
                   const char       *text,
                   DeskPersonFound  *found,
                   GError          **error)
{
  guint32 number = roll_find_row (roll, ROLL_USERS, text);
  g_autoptr (RollRow) row = NULL;
  g_autoptr (GError) why = NULL;

  if (number == 0)
    return TRUE;
  row = roll_get_row (roll, number, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (row == NULL)
    return TRUE;
  take (found, row);
  found->exact = TRUE;
  found->matches = 1;
  return TRUE;
}

/* Takes the one of @numbers that is called so, else the only one. */
static gboolean
choose (Roll             *roll,
        GArray           *numbers,
        const char       *folded,
        DeskPersonFound  *found,
        GError          **error)
{
  g_autoptr (GPtrArray) rows = roll_get_rows (roll, (const guint32 *)(gconstpointer)numbers->data,
                                              MIN (numbers->len, MOST_LOOKED_AT), error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len && !found->exact; i++)
    {
      const RollRow *row = g_ptr_array_index (rows, i);

      if (row == NULL)
        continue;
      found->exact = is_exact (row, folded);
      if (found->exact || numbers->len == 1)
        take (found, row);
    }
  found->matches = found->exact ? 1 : numbers->len;
  return TRUE;
}

static gboolean
find_near (Roll             *roll,
           const char       *text,
           DeskPersonFound  *found,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autoptr (GArray) numbers = NULL;
  RollListQuery query = { 0 };

  found->near = roll_search_suggest (roll, ROLL_USERS, text, cancellable);
  if (found->near == NULL)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  query.search = found->near;
  numbers = roll_list (roll, &query, 1, cancellable, error);
  if (numbers == NULL)
    return FALSE;
  found->near_row = numbers->len > 0 ? g_array_index (numbers, guint32, 0) : 0;
  return TRUE;
}

gboolean
desk_person_find (Roll             *roll,
                  const char       *text,
                  gboolean          guess,
                  DeskPersonFound  *found,
                  GCancellable     *cancellable,
                  GError          **error)
{
  const RollListQuery query = { .search = text };
  g_autofree char *folded = base_fold_search (text);
  g_autoptr (GArray) numbers = NULL;

  g_assert (ROLL_IS_ROLL (roll));

  if (!find_by_user_name (roll, text, found, error))
    return FALSE;
  if (found->exact)
    return TRUE;
  if (!roll_list_prepare (roll, cancellable, error))
    return FALSE;
  numbers = roll_list (roll, &query, 0, cancellable, error);
  if (numbers == NULL)
    return FALSE;
  if (numbers->len > 0)
    return choose (roll, numbers, folded, found, error);
  return !guess || find_near (roll, text, found, cancellable, error);
}
