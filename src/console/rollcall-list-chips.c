/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Toggle buttons in a row that scrolls. Those that ask for more open a popover, and once set are
 * cleared by being pressed again. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-list-chips.h"

#include <glib/gi18n.h>

#include "base/base-time.h"
#include "console/rollcall-roll-list.h"
#include "desk/desk-words.h"

struct _RollcallListChips
{
  AdwBin parent_instance;

  GtkBox *box;
  GtkToggleButton *states[4];
  GtkLabel *state_counts[4];
  GtkToggleButton *since;
  GtkLabel *since_label;
  GtkPopover *since_popover;
  GtkBox *since_box;
  GtkToggleButton *group;
  GtkLabel *group_label;
  GtkPopover *group_popover;
  GtkEditable *group_search;
  GtkListView *group_view;

  RollcallRollList *groups;
  Roll *roll;
  RollState state;
  guint days;
  guint32 group_row;
  gboolean quiet; /* we set the buttons ourselves */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  RollState state;
  const char *users;
  const char *groups; /* %NULL: groups have none such */
} StateRow;

static const StateRow states[] = {
  { ROLL_STATE_ALL, N_ ("All"), N_ ("All") },
  { ROLL_STATE_ACTIVE, N_ ("Active"), NULL },
  { ROLL_STATE_INACTIVE, N_ ("Inactive"), NULL },
  { ROLL_STATE_LONELY, N_ ("In no group"), N_ ("Without members") },
};

typedef struct
{
  guint days;
  const char *choice;
  const char *chip;
} SinceRow;

static const SinceRow since_rows[] = {
  { 1, N_ ("In the last 24 hours"), N_ ("Changed in 24 hours") },
  { 7, N_ ("In the last 7 days"), N_ ("Changed in 7 days") },
  { 30, N_ ("In the last 30 days"), N_ ("Changed in 30 days") },
  { 90, N_ ("In the last 90 days"), N_ ("Changed in 90 days") },
};

G_DEFINE_FINAL_TYPE (RollcallListChips, rollcall_list_chips, ADW_TYPE_BIN)

static void
tell (RollcallListChips *self)
{
  if (!self->quiet)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_chosen (GtkToggleButton *button, GtkLabel *label, const char *text, gboolean chosen)
{
  GtkWidget *sign = gtk_widget_get_next_sibling (GTK_WIDGET (label));

  gtk_toggle_button_set_active (button, chosen);
  gtk_label_set_text (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  /* A long name of a group is cut; else there would be dots as soon as the chips have to scroll. */
  gtk_label_set_width_chars (label, MIN ((int)g_utf8_strlen (text, -1), 30));
  gtk_widget_set_visible (sign, chosen);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), chosen ? _ ("Press to show all again") : NULL);
}

static void
show_since (RollcallListChips *self)
{
  const char *text = _ ("Changed since…");

  for (guint i = 0; i < G_N_ELEMENTS (since_rows); i++)
    if (since_rows[i].days == self->days)
      text = _ (since_rows[i].chip);
  show_chosen (self->since, self->since_label, text, self->days > 0);
}

static void
since_chosen_cb (RollcallListChips *self, GtkButton *button)
{
  self->days = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "days"));
  gtk_popover_popdown (self->since_popover);
  show_since (self);
  tell (self);
}

static void
since_clicked_cb (RollcallListChips *self)
{
  gboolean was = self->days > 0;

  self->days = 0;
  show_since (self);
  if (was)
    tell (self);
  else
    gtk_popover_popup (self->since_popover);
}

static void
group_clicked_cb (RollcallListChips *self)
{
  if (self->group_row != 0)
    {
      rollcall_list_chips_set_group (self, 0, NULL);
      tell (self);
      return;
    }
  rollcall_list_chips_set_group (self, 0, NULL);
  gtk_editable_set_text (self->group_search, "");
  rollcall_roll_list_set_roll (self->groups, self->roll);
  gtk_popover_popup (self->group_popover);
}

static void
group_search_cb (RollcallListChips *self)
{
  RollListQuery query = { .search = gtk_editable_get_text (self->group_search) };

  rollcall_roll_list_set_query (self->groups, &query);
}

static void
group_chosen_cb (RollcallListChips *self, guint position)
{
  g_autoptr (RollcallRollItem) item = g_list_model_get_item (G_LIST_MODEL (self->groups), position);
  const RollRow *row = item != NULL ? rollcall_roll_item_get_row (item) : NULL;

  gtk_popover_popdown (self->group_popover);
  if (row == NULL)
    return;
  rollcall_list_chips_set_group (self, row->row, row->name);
  tell (self);
}

static void
group_first_cb (RollcallListChips *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->groups)) > 0)
    group_chosen_cb (self, 0);
}

static void
setup_group_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_group_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const RollRow *row = rollcall_roll_item_get_row (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), row != NULL ? row->name : "");
}

static void
state_toggled_cb (RollcallListChips *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (self->states[i] == button)
      self->state = states[i].state;
  tell (self);
}

static void
add_since_choices (RollcallListChips *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (since_rows); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (since_rows[i].choice));

      gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
      g_object_set_data (G_OBJECT (button), "days", GUINT_TO_POINTER (since_rows[i].days));
      g_signal_connect_object (button, "clicked", G_CALLBACK (since_chosen_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->since_box, button);
    }
}

static void
add_states (RollcallListChips *self)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *label = gtk_label_new (NULL);
      GtkWidget *count = gtk_label_new (NULL);

      gtk_widget_add_css_class (button, "chip");
      gtk_widget_add_css_class (count, "numeric");
      gtk_widget_add_css_class (count, "chip-count");
      gtk_box_append (GTK_BOX (content), label);
      gtk_box_append (GTK_BOX (content), count);
      gtk_button_set_child (GTK_BUTTON (button), content);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->states[0]);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 0);
      gtk_box_insert_child_after (self->box, button, before);
      g_signal_connect_object (button, "toggled", G_CALLBACK (state_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      self->states[i] = GTK_TOGGLE_BUTTON (button);
      self->state_counts[i] = GTK_LABEL (count);
      before = button;
    }
}

static void
rollcall_list_chips_dispose (GObject *object)
{
  RollcallListChips *self = ROLLCALL_LIST_CHIPS (object);

  g_clear_pointer ((GtkWidget **)&self->since_popover, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **)&self->group_popover, gtk_widget_unparent);
  g_clear_object (&self->groups);
  g_clear_object (&self->roll);
  G_OBJECT_CLASS (rollcall_list_chips_parent_class)->dispose (object);
}

static void
rollcall_list_chips_class_init (RollcallListChipsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_list_chips_dispose;
  signals[CHANGED] = g_signal_new ("changed", ROLLCALL_TYPE_LIST_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-list-chips.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallListChips, box);
  gtk_widget_class_bind_template_child (widget_class, RollcallListChips, since);
  gtk_widget_class_bind_template_child (widget_class, RollcallListChips, since_label);
  gtk_widget_class_bind_template_child (widget_class, RollcallListChips, since_popover);
  gtk_widget_class_bind_template_child (widget_class, RollcallListChips, since_box);
  gtk_widget_class_bind_template_child (widget_class, RollcallListChips, group);
  gtk_widget_class_bind_template_child (widget_class, RollcallListChips, group_label);
  gtk_widget_class_bind_template_child (widget_class, RollcallListChips, group_popover);
  gtk_widget_class_bind_template_child (widget_class, RollcallListChips, group_search);
  gtk_widget_class_bind_template_child (widget_class, RollcallListChips, group_view);
  gtk_widget_class_bind_template_callback (widget_class, since_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, group_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, group_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, group_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, group_chosen_cb);
}

static void
rollcall_list_chips_init (RollcallListChips *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->since_popover), GTK_WIDGET (self->since));
  gtk_widget_set_parent (GTK_WIDGET (self->group_popover), GTK_WIDGET (self->group));
  add_since_choices (self);
  add_states (self);

  self->groups = rollcall_roll_list_new (ROLL_GROUPS);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->groups)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_group_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_group_cb), NULL);
  gtk_list_view_set_factory (self->group_view, factory);
  gtk_list_view_set_model (self->group_view, GTK_SELECTION_MODEL (selection));
  show_since (self);
  rollcall_list_chips_set_group (self, 0, NULL);
}

void
rollcall_list_chips_set_list (RollcallListChips *self, RollList list)
{
  g_return_if_fail (ROLLCALL_IS_LIST_CHIPS (self));

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      const char *name = list == ROLL_USERS ? states[i].users : states[i].groups;
      GtkWidget *label =
          gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (self->states[i])));

      gtk_widget_set_visible (GTK_WIDGET (self->states[i]), name != NULL);
      gtk_label_set_text (GTK_LABEL (label), name != NULL ? _ (name) : "");
      if (name != NULL)
        gtk_accessible_update_property (GTK_ACCESSIBLE (self->states[i]),
                                        GTK_ACCESSIBLE_PROPERTY_LABEL, _ (name), -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->group), list == ROLL_USERS);
}

void
rollcall_list_chips_set_roll (RollcallListChips *self, Roll *roll)
{
  g_return_if_fail (ROLLCALL_IS_LIST_CHIPS (self));

  g_set_object (&self->roll, roll);
}

void
rollcall_list_chips_set_counts (RollcallListChips *self, const RollListCounts *counts)
{
  guint numbers[G_N_ELEMENTS (states)];

  g_return_if_fail (ROLLCALL_IS_LIST_CHIPS (self));
  g_return_if_fail (counts != NULL);

  numbers[0] = counts->all;
  numbers[1] = counts->active;
  numbers[2] = counts->inactive;
  numbers[3] = counts->lonely;
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *text = desk_words_number (numbers[i]);

      gtk_label_set_text (self->state_counts[i], text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->states[i]),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
}

void
rollcall_list_chips_apply (RollcallListChips *self, RollListQuery *query)
{
  g_return_if_fail (ROLLCALL_IS_LIST_CHIPS (self));
  g_return_if_fail (query != NULL);

  query->state = self->state;
  query->group = self->group_row;
  query->changed_since = self->days > 0 ? base_time_now () - self->days * G_TIME_SPAN_DAY : 0;
}

gboolean
rollcall_list_chips_is_set (RollcallListChips *self)
{
  g_return_val_if_fail (ROLLCALL_IS_LIST_CHIPS (self), FALSE);

  return self->state != ROLL_STATE_ALL || self->days > 0 || self->group_row != 0;
}

void
rollcall_list_chips_set_group (RollcallListChips *self, guint32 group, const char *name)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ROLLCALL_IS_LIST_CHIPS (self));

  /* Translators: a chip: only people in the group of this name are listed */
  text = group != 0 ? g_strdup_printf (_ ("In %s"), name) : g_strdup (_ ("In group…"));
  self->group_row = group;
  show_chosen (self->group, self->group_label, text, group != 0);
}

void
rollcall_list_chips_reset (RollcallListChips *self)
{
  g_return_if_fail (ROLLCALL_IS_LIST_CHIPS (self));

  self->quiet = TRUE;
  self->days = 0;
  gtk_toggle_button_set_active (self->states[0], TRUE);
  self->state = ROLL_STATE_ALL;
  show_since (self);
  rollcall_list_chips_set_group (self, 0, NULL);
  self->quiet = FALSE;
}
