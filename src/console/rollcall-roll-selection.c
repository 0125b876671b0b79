/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A GtkBitset of positions. When all rows are replaced, the selected ones are noted as bits by row
 * number, which are small and dense, and looked for among the new rows: a few milliseconds for a
 * million. They stay noted until the list is answered: its first rows come before the rest. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-roll-selection.h"

struct _RollcallRollSelection
{
  GObject parent_instance;

  RollcallRollList *list;
  GtkBitset *selected;
  guint8 *noted; /* a bit for each row number, from when all rows are replaced until the answer */
  guint32 highest;
};

static void rollcall_roll_selection_model_init (GListModelInterface *iface);
static void rollcall_roll_selection_selection_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RollcallRollSelection,
                               rollcall_roll_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      rollcall_roll_selection_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          rollcall_roll_selection_selection_init))

static guint32
find_highest (GArray *rows)
{
  guint32 highest = 0;

  for (guint i = 0; i < rows->len; i++)
    highest = MAX (highest, g_array_index (rows, guint32, i));
  return highest;
}

static void
replacing_cb (RollcallRollSelection *self, gboolean anew, RollcallRollList *list)
{
  GArray *rows = rollcall_roll_list_get_rows (list);
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_is_empty (self->selected))
    return;

  g_free (self->noted);
  self->highest = find_highest (rows);
  self->noted = g_new0 (guint8, self->highest / 8 + 1);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      guint32 number = g_array_index (rows, guint32, position);

      self->noted[number / 8] |= (guint8)(1 << number % 8);
    }
}

static gboolean
is_noted (RollcallRollSelection *self, guint32 number)
{
  return number <= self->highest && (self->noted[number / 8] >> number % 8 & 1) != 0;
}

/* Selects whoever is noted among the rows at hand. */
static void
select_noted (RollcallRollSelection *self, GArray *rows)
{
  guint from = 0;

  gtk_bitset_remove_all (self->selected);
  /* Runs are added as a whole: that is what makes all of a million quick. */
  for (guint i = 0; i <= rows->len; i++)
    if (i == rows->len || !is_noted (self, g_array_index (rows, guint32, i)))
      {
        if (i > from)
          gtk_bitset_add_range (self->selected, from, i - from);
        from = i + 1;
      }
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, MAX (rows->len, 1));
}

static void
replaced_cb (RollcallRollSelection *self, gboolean anew, RollcallRollList *list)
{
  if (self->noted != NULL)
    select_noted (self, rollcall_roll_list_get_rows (list));
}

static void
answered_cb (RollcallRollSelection *self, RollcallRollList *list)
{
  if (self->noted == NULL)
    return;

  select_noted (self, rollcall_roll_list_get_rows (list));
  g_clear_pointer (&self->noted, g_free);
}

static void
items_changed_cb (RollcallRollSelection *self,
                  guint position,
                  guint removed,
                  guint added,
                  RollcallRollList *list)
{
  guint64 before = gtk_bitset_get_size (self->selected);

  gtk_bitset_splice (self->selected, position, removed, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (self->noted == NULL && gtk_bitset_get_size (self->selected) != before)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, MAX (added, 1));
}

static GType
rollcall_roll_selection_get_item_type (GListModel *model)
{
  return ROLLCALL_TYPE_ROLL_ITEM;
}

static guint
rollcall_roll_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ROLLCALL_ROLL_SELECTION (model)->list));
}

static gpointer
rollcall_roll_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (ROLLCALL_ROLL_SELECTION (model)->list), position);
}

static void
rollcall_roll_selection_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rollcall_roll_selection_get_item_type;
  iface->get_n_items = rollcall_roll_selection_get_n_items;
  iface->get_item = rollcall_roll_selection_get_item;
}

static gboolean
rollcall_roll_selection_is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (ROLLCALL_ROLL_SELECTION (model)->selected, position);
}

static GtkBitset *
rollcall_roll_selection_get_selection_in_range (GtkSelectionModel *model,
                                                guint position,
                                                guint count)
{
  return gtk_bitset_ref (ROLLCALL_ROLL_SELECTION (model)->selected);
}

static gboolean
rollcall_roll_selection_set_selection (GtkSelectionModel *model,
                                       GtkBitset *selected,
                                       GtkBitset *mask)
{
  RollcallRollSelection *self = ROLLCALL_ROLL_SELECTION (model);
  g_autoptr (GtkBitset) changes = gtk_bitset_copy (self->selected);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  /* What is to be changed is where mask is set and the two differ. */
  gtk_bitset_difference (changes, selected);
  gtk_bitset_intersect (changes, mask);
  if (n > 0)
    gtk_bitset_remove_range_closed (changes, n, G_MAXUINT);
  if (n == 0 || gtk_bitset_is_empty (changes))
    return TRUE;

  g_clear_pointer (&self->noted, g_free);
  gtk_bitset_difference (self->selected, changes);
  gtk_selection_model_selection_changed (model, gtk_bitset_get_minimum (changes),
                                         gtk_bitset_get_maximum (changes) -
                                             gtk_bitset_get_minimum (changes) + 1);
  return TRUE;
}

static void
rollcall_roll_selection_selection_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = rollcall_roll_selection_is_selected;
  iface->get_selection_in_range = rollcall_roll_selection_get_selection_in_range;
  iface->set_selection = rollcall_roll_selection_set_selection;
}

static void
rollcall_roll_selection_dispose (GObject *object)
{
  RollcallRollSelection *self = ROLLCALL_ROLL_SELECTION (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->selected, gtk_bitset_unref);
  g_clear_pointer (&self->noted, g_free);
  G_OBJECT_CLASS (rollcall_roll_selection_parent_class)->dispose (object);
}

static void
rollcall_roll_selection_class_init (RollcallRollSelectionClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rollcall_roll_selection_dispose;
}

static void
rollcall_roll_selection_init (RollcallRollSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

RollcallRollSelection *
rollcall_roll_selection_new (RollcallRollList *list)
{
  RollcallRollSelection *self;

  g_return_val_if_fail (ROLLCALL_IS_ROLL_LIST (list), NULL);

  self = g_object_new (ROLLCALL_TYPE_ROLL_SELECTION, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_object (list, "replacing", G_CALLBACK (replacing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  return self;
}

RollcallRollList *
rollcall_roll_selection_get_list (RollcallRollSelection *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_SELECTION (self), NULL);

  return self->list;
}

guint
rollcall_roll_selection_get_size (RollcallRollSelection *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_SELECTION (self), 0);

  return (guint)gtk_bitset_get_size (self->selected);
}

guint32
rollcall_roll_selection_get_only (RollcallRollSelection *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ROLL_SELECTION (self), 0);

  if (gtk_bitset_get_size (self->selected) != 1)
    return 0;
  return rollcall_roll_list_get_number (self->list, gtk_bitset_get_minimum (self->selected));
}

GArray *
rollcall_roll_selection_get_rows (RollcallRollSelection *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (ROLLCALL_IS_ROLL_SELECTION (self), rows);

  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      guint32 number = rollcall_roll_list_get_number (self->list, position);

      g_array_append_val (rows, number);
    }
  return rows;
}
