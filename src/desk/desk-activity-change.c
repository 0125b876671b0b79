/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table says how each kind of change is told; a change of `active` alone is told as what it
 * means. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-activity-change.h"

#include <glib/gi18n.h>

#include "desk/desk-activity-private.h"

/* By what a service would have called it, so that the words are the same. */
static const char *const meanings[][2] = {
  [ROLL_CHANGE_CAME] = { "person created", "group created" },
  [ROLL_CHANGE_LEFT] = { "person deleted", "group deleted" },
  [ROLL_CHANGE_CHANGED] = { "person changed", "group changed" },
  [ROLL_CHANGE_JOINED] = { "members changed", "members changed" },
  [ROLL_CHANGE_QUIT] = { "members changed", "members changed" },
};

static void
add_value (DeskActivityItem *item,
           const char       *op,
           const char       *path,
           const char       *old_value,
           const char       *new_value)
{
  DeskActivityChange *change = g_new0 (DeskActivityChange, 1);

  change->op = g_strdup (op);
  change->path = g_strdup (path);
  change->old_value = g_strdup (old_value);
  change->new_value = g_strdup (new_value);
  change->count = 1;
  g_ptr_array_add (item->changes, change);
}

static const char *
choose_meaning (const RollChange *change)
{
  const RollChangeValue *value =
      change->values != NULL && change->values->len == 1 ? change->values->pdata[0] : NULL;

  if (change->what == ROLL_CHANGE_CHANGED && change->list == ROLL_USERS && value != NULL &&
      g_ascii_strcasecmp (value->path, "active") == 0)
    return g_strcmp0 (value->new, "false") == 0 ? "person deactivated" : "person activated";
  return meanings[change->what][change->list == ROLL_GROUPS ? 1 : 0];
}

DeskActivityItem *
desk_activity_new_from_change (const RollChange *change)
{
  g_autoptr (DeskActivityItem) item = NULL;
  gboolean joined;

  g_return_val_if_fail (change != NULL, NULL);

  item = desk_activity_item_new ();
  item->time = change->time;
  item->cursor = change->number;
  item->meaning = g_strdup (choose_meaning (change));
  item->resource_type = g_strdup (change->list == ROLL_GROUPS ? "Group" : "User");
  item->resource_id = g_strdup (change->id);
  item->resource_name = g_strdup (change->name != NULL ? change->name : change->key);
  for (guint i = 0; change->values != NULL && i < change->values->len; i++)
    {
      const RollChangeValue *value = g_ptr_array_index (change->values, i);

      add_value (item, "replace", value->path, value->old, value->new);
    }
  desk_activity_put_in_words (item);
  if (change->what != ROLL_CHANGE_JOINED && change->what != ROLL_CHANGE_QUIT)
    return g_steal_pointer (&item);

  joined = change->what == ROLL_CHANGE_JOINED;
  add_value (item, joined ? "add" : "remove", "members", joined ? NULL : item->resource_name,
             joined ? item->resource_name : NULL);
  g_free (item->sentence);
  item->sentence = g_strdup_printf (joined ? _("%s was added to %s") : _("%s was removed from %s"),
                                    item->resource_name, change->group);
  g_clear_pointer (&item->detail, g_free);
  return g_steal_pointer (&item);
}
