/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds a counted RollRow, and can be handed another. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-roll-item.h"

struct _RollcallRollItem
{
  GObject parent_instance;

  guint32 number;
  RollRow *row;
};

G_DEFINE_FINAL_TYPE (RollcallRollItem, rollcall_roll_item, G_TYPE_OBJECT)

static void
rollcall_roll_item_finalize (GObject *object)
{
  g_clear_pointer (&ROLLCALL_ROLL_ITEM (object)->row, roll_row_unref);
  G_OBJECT_CLASS (rollcall_roll_item_parent_class)->finalize (object);
}

static void
rollcall_roll_item_class_init (RollcallRollItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rollcall_roll_item_finalize;
}

static void
rollcall_roll_item_init (RollcallRollItem *self)
{
}

RollcallRollItem *
rollcall_roll_item_new (guint32 number, RollRow *row)
{
  RollcallRollItem *self = g_object_new (ROLLCALL_TYPE_ROLL_ITEM, NULL);

  self->number = number;
  self->row = row != NULL ? roll_row_ref (row) : NULL;
  return self;
}

guint32
rollcall_roll_item_get_number (RollcallRollItem *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_ITEM (self), 0);

  return self->number;
}

const RollRow *
rollcall_roll_item_get_row (RollcallRollItem *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_ITEM (self), NULL);

  return self->row;
}

void
rollcall_roll_item_set_row (RollcallRollItem *self, RollRow *row)
{
  g_return_if_fail (ROLLCALL_IS_ROLL_ITEM (self));

  g_clear_pointer (&self->row, roll_row_unref);
  self->row = row != NULL ? roll_row_ref (row) : NULL;
}
