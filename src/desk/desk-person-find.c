/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A name typed by a person, found in a roll: by userName at once, else by what the roll's search
 * finds. Of many that contain the text, one that is called exactly so wins. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-person-private.h"

#include <string.h>

#include "base/base-distance.h"
#include "base/base-fold.h"
#include "roll/roll-row.h"

/* How far a name may be from what was meant. */
#define LEAST_FAR 2
#define LETTERS_EACH 3

typedef struct
{
  DeskPersonFound *found;
  char *folded;
  gint64 n;
  guint nearest;
  glong length;
  GCancellable *cancellable;
} Search;

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
take (DeskPersonFound  *found,
      const RollPerson *person)
{
  desk_person_found_clear (found);
  found->row = person->row;
  found->key = g_strdup (person->key);
  found->name = g_strdup (person->name);
  found->id = g_strdup (person->id);
  found->email = g_strdup (person->email);
  found->active = person->active;
  found->groups = person->members;
}

static gboolean
is_called (const char *value,
           const char *folded)
{
  g_autofree char *other = value != NULL ? base_fold_search (value) : NULL;

  return other != NULL && g_str_equal (other, folded);
}

static void
search_cb (const RollPerson *person,
           gpointer          data)
{
  Search *search = data;
  DeskPersonFound *found = search->found;

  search->n++;
  if (found->exact)
    return;
  found->exact =
      is_called (person->key, search->folded) || is_called (person->email, search->folded) ||
      is_called (person->external_id, search->folded) || is_called (person->name, search->folded);
  if (found->exact || search->n == 1)
    take (found, person);
}

static void
try_near (Search           *search,
          const char       *value,
          const RollPerson *person)
{
  g_autofree char *folded = NULL;
  guint distance;

  if (value == NULL || ABS ((glong)strlen (value) - search->length) > (glong)search->nearest + 8)
    return;
  folded = base_fold_search (value);
  if (ABS (g_utf8_strlen (folded, -1) - search->length) >= (glong)search->nearest)
    return;
  distance = base_distance (search->folded, folded);
  if (distance >= search->nearest)
    return;
  search->nearest = distance;
  search->found->near_row = person->row;
  g_free (search->found->near);
  search->found->near = g_strdup (person->name);
}

static void
near_cb (const RollPerson *person,
         gpointer          data)
{
  Search *search = data;

  if (g_cancellable_is_cancelled (search->cancellable))
    return;
  try_near (search, person->key, person);
  try_near (search, person->name, person);
}

static gboolean
find_exact (Roll             *roll,
            const char       *text,
            DeskPersonFound  *found,
            GError          **error)
{
  guint32 number = roll_find_row (roll, ROLL_USERS, text);
  g_autoptr (GError) why = NULL;
  g_autoptr (RollRow) row = NULL;

  if (number == 0)
    return TRUE;
  row = roll_get_row (roll, number, &why);
  if (row == NULL)
    {
      gboolean gone = why == NULL;

      if (why != NULL)
        g_propagate_error (error, g_steal_pointer (&why));
      return gone;
    }
  {
    const RollPerson person = { .row = row->row,
                                .id = row->id,
                                .key = row->key,
                                .name = row->name,
                                .email = row->email,
                                .active = row->active,
                                .members = row->members };

    take (found, &person);
  }
  found->exact = TRUE;
  found->matches = 1;
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
  g_autofree char *folded = base_fold_search (text);
  Search search = { .found = found, .folded = folded, .cancellable = cancellable };

  g_assert (ROLL_IS_ROLL (roll));

  if (!find_exact (roll, text, found, error))
    return FALSE;
  if (found->exact)
    return TRUE;
  if (!roll_foreach_user (roll, text, NULL, search_cb, &search, error))
    return FALSE;
  found->matches = found->exact ? 1 : search.n;
  if (found->matches > 1)
    {
      desk_person_found_clear (found);
      found->row = 0;
    }

  search.length = g_utf8_strlen (folded, -1);
  search.nearest = MAX (LEAST_FAR, (guint)search.length / LETTERS_EACH) + 1;
  if (found->matches > 0 || !guess || search.length < LEAST_FAR)
    return TRUE;
  return roll_foreach_user (roll, NULL, NULL, near_cb, &search, error) &&
         !g_cancellable_set_error_if_cancelled (cancellable, error);
}
