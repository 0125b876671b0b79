/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes of a roll become items of the same kind as a service's, so that one list shows both. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-activity-change.h"

#include <glib/gi18n.h>

#include "desk/desk-activity-private.h"

/* (transfer full) */
static char *
sentence_of (const RollChange *change,
             const char       *name)
{
  const char *group = change->group != NULL ? change->group : _("a group");
  gboolean is_group = change->list == ROLL_GROUPS;

  switch (change->what)
    {
    case ROLL_CHANGE_CAME:
      return is_group ? g_strdup_printf (_("The group %s is new"), name)
                      : g_strdup_printf (_("%s came"), name);
    case ROLL_CHANGE_LEFT:
      return is_group ? g_strdup_printf (_("The group %s is gone"), name)
                      : g_strdup_printf (_("%s left"), name);
    case ROLL_CHANGE_JOINED:
      return g_strdup_printf (_("%s joined %s"), name, group);
    case ROLL_CHANGE_QUIT:
      return g_strdup_printf (_("%s isn’t in %s any more"), name, group);
    case ROLL_CHANGE_CHANGED:
    default:
      return is_group ? g_strdup_printf (_("The group %s was changed"), name)
                      : g_strdup_printf (_("%s was changed"), name);
    }
}

static DeskActivityIcon
icon_of (const RollChange *change)
{
  switch (change->what)
    {
    case ROLL_CHANGE_CAME:
      return change->list == ROLL_GROUPS ? DESK_ACTIVITY_ICON_GROUP : DESK_ACTIVITY_ICON_ADDED;
    case ROLL_CHANGE_LEFT:
      return DESK_ACTIVITY_ICON_REMOVED;
    case ROLL_CHANGE_JOINED:
    case ROLL_CHANGE_QUIT:
      return DESK_ACTIVITY_ICON_GROUP;
    case ROLL_CHANGE_CHANGED:
    default:
      return change->list == ROLL_GROUPS ? DESK_ACTIVITY_ICON_GROUP : DESK_ACTIVITY_ICON_CHANGED;
    }
}

DeskActivityItem *
desk_activity_new_from_change (const RollChange *change)
{
  DeskActivityItem *item;
  const char *name;

  g_return_val_if_fail (change != NULL, NULL);

  name = change->name != NULL ? change->name : change->key;
  item = desk_activity_item_new ();
  item->time = change->time;
  item->cursor = change->number;
  item->kind = DESK_ACTIVITY_CHANGE;
  item->icon = icon_of (change);
  item->resource_type = g_strdup (change->list == ROLL_GROUPS ? "Group" : "User");
  item->resource_id = g_strdup (change->id);
  item->resource_name = g_strdup (change->key);
  item->sentence = sentence_of (change, name);
  for (guint i = 0; change->values != NULL && i < change->values->len; i++)
    {
      const RollChangeValue *value = g_ptr_array_index (change->values, i);

      desk_activity_item_add_change (item, value->path, value->old, value->new);
    }
  item->detail = desk_activity_words_of_changes (item);
  return item;
}

GPtrArray *
desk_activity_read_changes (Roll    *roll,
                            gint64   before,
                            guint    limit,
                            GError **error)
{
  g_autoptr (GPtrArray) changes = NULL;
  GPtrArray *items;

  g_return_val_if_fail (ROLL_IS_ROLL (roll), NULL);

  changes = roll_get_changes (roll, ROLL_USERS, NULL, before, limit, error);
  if (changes == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func ((GDestroyNotify)desk_activity_item_unref);
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (items, desk_activity_new_from_change (g_ptr_array_index (changes, i)));
  return items;
}
