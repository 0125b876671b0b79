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

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallRollItem, rollcall_roll_item, G_TYPE_OBJECT)

static gboolean
is_equal (const RollRow *a, const RollRow *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->active == b->active && a->members == b->members && a->modified == b->modified &&
         a->in_scope == b->in_scope && g_strcmp0 (a->key, b->key) == 0 &&
         g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->external_id, b->external_id) == 0 &&
         g_strcmp0 (a->email, b->email) == 0 && g_strcmp0 (a->department, b->department) == 0 &&
         g_strcmp0 (a->title, b->title) == 0;
}

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

  signals[CHANGED] = g_signal_new ("changed", ROLLCALL_TYPE_ROLL_ITEM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
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
  RollRow *before;
  gboolean equal;

  g_return_if_fail (ROLLCALL_IS_ROLL_ITEM (self));

  before = self->row;
  equal = is_equal (before, row);
  self->row = row != NULL ? roll_row_ref (row) : NULL;
  g_clear_pointer (&before, roll_row_unref);
  if (!equal)
    g_signal_emit (self, signals[CHANGED], 0);
}
