/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of kinds and a toggle button for each. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-activity-chips.h"

#include <glib/gi18n.h>

#include "desk/desk-words.h"

struct _RollcallActivityChips
{
  GtkBox parent_instance;

  GtkToggleButton *buttons[ROLLCALL_ACTIVITY_N_CHIPS];
  RollcallActivityChip chosen;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallActivityChips, rollcall_activity_chips, GTK_TYPE_BOX)

typedef struct
{
  const char *name;
  gboolean only_ours; /* readings can't tell it */
} ChipRow;

static const ChipRow rows[] = {
  [ROLLCALL_ACTIVITY_EVERYTHING] = { N_ ("Everything"), FALSE },
  [ROLLCALL_ACTIVITY_FAILURES] = { N_ ("Failures"), TRUE },
  [ROLLCALL_ACTIVITY_CREATED] = { N_ ("Created"), FALSE },
  [ROLLCALL_ACTIVITY_CHANGED] = { N_ ("Changed"), FALSE },
  [ROLLCALL_ACTIVITY_DEACTIVATED] = { N_ ("Deactivated"), FALSE },
  [ROLLCALL_ACTIVITY_LOOKUPS] = { N_ ("Look-ups"), TRUE },
};

static void
toggled_cb (RollcallActivityChips *self,
            GtkToggleButton       *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (self->buttons[i] == button)
      self->chosen = (RollcallActivityChip)i;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
rollcall_activity_chips_class_init (RollcallActivityChipsClass *class)
{
  signals[CHANGED] = g_signal_new ("changed", ROLLCALL_TYPE_ACTIVITY_CHIPS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rollcall_activity_chips_init (RollcallActivityChips *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *chip = gtk_toggle_button_new_with_label (_ (rows[i].name));

      self->buttons[i] = GTK_TOGGLE_BUTTON (chip);
      gtk_widget_add_css_class (chip, "chip");
      gtk_widget_add_css_class (chip, "numeric");
      if (i > 0)
        gtk_toggle_button_set_group (self->buttons[i], self->buttons[0]);
      gtk_box_append (GTK_BOX (self), chip);
    }
  gtk_toggle_button_set_active (self->buttons[ROLLCALL_ACTIVITY_EVERYTHING], TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_signal_connect_object (self->buttons[i], "toggled", G_CALLBACK (toggled_cb), self,
                             G_CONNECT_SWAPPED);
}

RollcallActivityChip
rollcall_activity_chips_get_chosen (RollcallActivityChips *self)
{
  g_return_val_if_fail (ROLLCALL_IS_ACTIVITY_CHIPS (self), ROLLCALL_ACTIVITY_EVERYTHING);

  return self->chosen;
}

void
rollcall_activity_chips_reset (RollcallActivityChips *self)
{
  g_return_if_fail (ROLLCALL_IS_ACTIVITY_CHIPS (self));

  gtk_toggle_button_set_active (self->buttons[ROLLCALL_ACTIVITY_EVERYTHING], TRUE);
}

void
rollcall_activity_chips_count (RollcallActivityChips *self,
                               GPtrArray             *items,
                               gboolean               readings)
{
  gint64 counts[ROLLCALL_ACTIVITY_N_CHIPS];

  g_return_if_fail (ROLLCALL_IS_ACTIVITY_CHIPS (self));
  g_return_if_fail (items != NULL);

  rollcall_activity_lines_count (items, counts);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *number = desk_words_number (counts[i]);
      g_autofree char *label = i == ROLLCALL_ACTIVITY_EVERYTHING
                                   ? g_strdup (_ (rows[i].name))
                                   /* Translators: a kind of activity, and how many: "Failures 2" */
                                   : g_strdup_printf (_("%s %s"), _ (rows[i].name), number);

      gtk_button_set_label (GTK_BUTTON (self->buttons[i]), label);
      gtk_widget_set_visible (GTK_WIDGET (self->buttons[i]), !readings || !rows[i].only_ours);
    }
}
