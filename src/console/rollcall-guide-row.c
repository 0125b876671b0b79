/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The model is the guides' names, in the order of the table. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-guide-row.h"

#include "console/rollcall-application.h"
#include "console/rollcall-combo-text.h"

struct _RollcallGuideRow
{
  AdwComboRow parent_instance;

  GPtrArray *guides;
};

G_DEFINE_FINAL_TYPE (RollcallGuideRow, rollcall_guide_row, ADW_TYPE_COMBO_ROW)

static RollcallSides *
get_sides (void)
{
  return rollcall_application_get_sides (rollcall_application_get ());
}

/* (nullable): what was chosen for some other directory: an administrator rarely has two */
static const char *
find_other_choice (void)
{
  GListModel *sides = G_LIST_MODEL (get_sides ());
  guint n = g_list_model_get_n_items (sides);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RollcallSide) side = g_list_model_get_item (sides, i);
      const char *idp = rollcall_side_get_connection (side)->idp;

      if (idp != NULL)
        return idp;
    }
  return NULL;
}

static void
rollcall_guide_row_finalize (GObject *object)
{
  g_ptr_array_unref (ROLLCALL_GUIDE_ROW (object)->guides);
  G_OBJECT_CLASS (rollcall_guide_row_parent_class)->finalize (object);
}

static void
rollcall_guide_row_class_init (RollcallGuideRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rollcall_guide_row_finalize;
}

static void
rollcall_guide_row_init (RollcallGuideRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->guides = connection_guides_load ();
  for (guint i = 0; i < self->guides->len; i++)
    gtk_string_list_append (names, ((ConnectionGuide *)g_ptr_array_index (self->guides, i))->name);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  rollcall_combo_text_show_whole (ADW_COMBO_ROW (self));
}

const ConnectionGuide *
rollcall_guide_row_get_guide (RollcallGuideRow *self)
{
  guint selected;

  g_return_val_if_fail (ROLLCALL_IS_GUIDE_ROW (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  return g_ptr_array_index (self->guides, MIN (selected, self->guides->len - 1));
}

void
rollcall_guide_row_set_id (RollcallGuideRow *self,
                           const char       *id)
{
  guint chosen;

  g_return_if_fail (ROLLCALL_IS_GUIDE_ROW (self));

  chosen = self->guides->len - 1;
  for (guint i = 0; i < self->guides->len; i++)
    if (g_strcmp0 (((ConnectionGuide *)g_ptr_array_index (self->guides, i))->id, id) == 0)
      chosen = i;
  if (adw_combo_row_get_selected (ADW_COMBO_ROW (self)) != chosen)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self), chosen);
}

void
rollcall_guide_row_set_side (RollcallGuideRow *self,
                             RollcallSide     *side)
{
  const char *id;
  RollcallFeed *feed;

  g_return_if_fail (ROLLCALL_IS_GUIDE_ROW (self));
  g_return_if_fail (ROLLCALL_IS_SIDE (side));

  id = rollcall_side_get_connection (side)->idp;
  feed = id == NULL ? rollcall_side_get_feed (side) : NULL;
  if (feed != NULL && rollcall_feed_get_summary (feed) != NULL)
    id = rollcall_feed_get_summary (feed)->idp;
  rollcall_guide_row_set_id (self, id != NULL ? id : find_other_choice ());
}

gboolean
rollcall_guide_row_save (RollcallGuideRow  *self,
                         RollcallSide      *side,
                         GError           **error)
{
  const ConnectionGuide *guide;
  g_autoptr (Connection) changed = NULL;

  g_return_val_if_fail (ROLLCALL_IS_GUIDE_ROW (self), FALSE);
  g_return_val_if_fail (ROLLCALL_IS_SIDE (side), FALSE);

  guide = rollcall_guide_row_get_guide (self);
  if (g_strcmp0 (rollcall_side_get_connection (side)->idp, guide->id) == 0)
    return TRUE;
  changed = connection_copy (rollcall_side_get_connection (side));
  g_free (changed->idp);
  changed->idp = g_strdup (guide->id);
  /* What was ticked belongs to the other guide's steps. */
  g_clear_pointer (&changed->steps_done, g_free);
  return rollcall_sides_save (get_sides (), changed, error);
}
