/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Made anew for each index; the buttons carry their bit. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-compare-chips.h"

#include <glib/gi18n.h>

#include "desk/desk-words.h"

struct _RollcallCompareChips
{
  AdwBin parent_instance;

  GtkBox *box;
  GPtrArray *buttons; /* borrowed */
  RollcallReasonSet reasons;
  gboolean setting;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];
static GQuark bit_quark;
static GQuark explained_quark;

G_DEFINE_FINAL_TYPE (RollcallCompareChips, rollcall_compare_chips, ADW_TYPE_BIN)

static guint32 *
get_bits (RollcallCompareChips *self,
          GtkWidget            *button)
{
  gboolean explained = g_object_get_qdata (G_OBJECT (button), explained_quark) != NULL;

  return explained ? &self->reasons.explained : &self->reasons.attention;
}

static guint32
get_bit (GtkWidget *button)
{
  return GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (button), bit_quark));
}

static void
toggled_cb (RollcallCompareChips *self,
            GtkToggleButton      *button)
{
  guint32 *bits = get_bits (self, GTK_WIDGET (button));
  guint32 bit = get_bit (GTK_WIDGET (button));

  if (self->setting)
    return;

  *bits = gtk_toggle_button_get_active (button) ? *bits | bit : *bits & ~bit;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Of people and of memberships the same words are used; only here do they stand side by side. */
static const char *
get_title (const CompareReasonRow *row)
{
  return row->reason == COMPARE_MEMBER_WAITING ? _("Memberships waiting") : _(row->title);
}

static GtkWidget *
make_chip (RollcallCompareChips   *self,
           const CompareReasonRow *row,
           guint                   count,
           gboolean                explained)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *number = desk_words_number (count);
  g_autofree char *name = g_strdup_printf ("%s, %s", get_title (row), number);
  GtkWidget *counted = gtk_label_new (number);

  gtk_widget_add_css_class (counted, "numeric");
  gtk_widget_add_css_class (counted, "dim-label");
  gtk_box_append (GTK_BOX (box), gtk_label_new (get_title (row)));
  gtk_box_append (GTK_BOX (box), counted);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _(row->sentence));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_object_set_qdata (G_OBJECT (button), bit_quark, GUINT_TO_POINTER (1u << row->reason));
  g_object_set_qdata (G_OBJECT (button), explained_quark, GINT_TO_POINTER (explained));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_group (RollcallCompareChips *self,
           RollcallCompareIndex *index,
           gboolean              explained,
           const char           *caption)
{
  const CompareReasonRow *rows = compare_reason_rows ();
  GtkWidget *label;

  if (rollcall_compare_index_count (index, COMPARE_N_REASONS, explained) == 0)
    return;

  if (self->buttons->len > 0)
    gtk_box_append (self->box, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  label = gtk_label_new (caption);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (self->box, label);
  for (guint i = 0; i < COMPARE_N_REASONS; i++)
    {
      guint count = rollcall_compare_index_count (index, rows[i].reason, explained);
      GtkWidget *chip;

      if (count == 0)
        continue;
      chip = make_chip (self, &rows[i], count, explained);
      g_ptr_array_add (self->buttons, chip);
      gtk_box_append (self->box, chip);
    }
}

static void
show_reasons (RollcallCompareChips *self)
{
  self->setting = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->buttons, i);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    (*get_bits (self, button) & get_bit (button)) != 0);
    }
  self->setting = FALSE;
}

/* A reason that nobody has any more can't be chosen: else the list would stay empty, and nothing
 * would say why. */
static void
drop_gone (RollcallCompareChips *self)
{
  RollcallReasonSet there = { 0, 0 };

  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->buttons, i);

      if (g_object_get_qdata (G_OBJECT (button), explained_quark) != NULL)
        there.explained |= get_bit (button);
      else
        there.attention |= get_bit (button);
    }
  self->reasons.attention &= there.attention;
  self->reasons.explained &= there.explained;
}

static void
rollcall_compare_chips_finalize (GObject *object)
{
  g_ptr_array_unref (ROLLCALL_COMPARE_CHIPS (object)->buttons);
  G_OBJECT_CLASS (rollcall_compare_chips_parent_class)->finalize (object);
}

static void
rollcall_compare_chips_class_init (RollcallCompareChipsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rollcall_compare_chips_finalize;
  signals[CHANGED] = g_signal_new ("changed", ROLLCALL_TYPE_COMPARE_CHIPS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  bit_quark = g_quark_from_static_string ("rollcall-chip-bit");
  explained_quark = g_quark_from_static_string ("rollcall-chip-explained");
}

static void
rollcall_compare_chips_init (RollcallCompareChips *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->buttons = g_ptr_array_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "chips");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->box));
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

void
rollcall_compare_chips_set_index (RollcallCompareChips *self,
                                  RollcallCompareIndex *index)
{
  GtkWidget *child;

  g_return_if_fail (ROLLCALL_IS_COMPARE_CHIPS (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_ptr_array_set_size (self->buttons, 0);
  if (index == NULL)
    return;

  add_group (self, index, FALSE, _("Needs attention"));
  add_group (self, index, TRUE, _("Explained"));
  drop_gone (self);
  show_reasons (self);
}

RollcallReasonSet
rollcall_compare_chips_get_reasons (RollcallCompareChips *self)
{
  RollcallReasonSet none = { 0, 0 };

  g_return_val_if_fail (ROLLCALL_IS_COMPARE_CHIPS (self), none);

  return self->reasons;
}

void
rollcall_compare_chips_set_reasons (RollcallCompareChips  *self,
                                    const RollcallReasonSet *reasons)
{
  g_return_if_fail (ROLLCALL_IS_COMPARE_CHIPS (self));
  g_return_if_fail (reasons != NULL);

  self->reasons = *reasons;
  /* What has no chip couldn't be taken away again. */
  if (self->buttons->len > 0)
    drop_gone (self);
  show_reasons (self);
}
