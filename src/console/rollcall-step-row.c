/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says its state in words to a screen reader: done, the next, or to come. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-step-row.h"

#include <glib/gi18n.h>

struct _RollcallStepRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *disc;
  GtkLabel *number;
  GtkStack *disc_stack;
  GtkLabel *text;
  GtkLabel *detail;
  GtkWidget *seen;
  GtkButton *tick;
  GtkButton *untick;
};

G_DEFINE_FINAL_TYPE (RollcallStepRow, rollcall_step_row, GTK_TYPE_LIST_BOX_ROW)

static void
rollcall_step_row_class_init (RollcallStepRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rollcall/Rollcall/rollcall-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallStepRow, disc);
  gtk_widget_class_bind_template_child (widget_class, RollcallStepRow, number);
  gtk_widget_class_bind_template_child (widget_class, RollcallStepRow, disc_stack);
  gtk_widget_class_bind_template_child (widget_class, RollcallStepRow, text);
  gtk_widget_class_bind_template_child (widget_class, RollcallStepRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RollcallStepRow, seen);
  gtk_widget_class_bind_template_child (widget_class, RollcallStepRow, tick);
  gtk_widget_class_bind_template_child (widget_class, RollcallStepRow, untick);
}

static void
rollcall_step_row_init (RollcallStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_disc (RollcallStepRow         *self,
           const RollcallSetupStep *step)
{
  g_autofree char *number = g_strdup_printf ("%u", step->number);
  g_autofree char *name = step->done      ? g_strdup_printf (_("Step %u, done"), step->number)
                          : step->current ? g_strdup_printf (_("Step %u, the next"), step->number)
                                          : g_strdup_printf (_("Step %u, to come"), step->number);

  gtk_label_set_label (self->number, number);
  gtk_stack_set_visible_child_name (self->disc_stack, step->done ? "done" : "number");
  gtk_widget_add_css_class (self->disc, step->done ? "done" : step->current ? "current" : "later");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->disc), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

GtkWidget *
rollcall_step_row_new (const RollcallSetupStep *step)
{
  RollcallStepRow *self;

  g_return_val_if_fail (step != NULL, NULL);

  self = g_object_new (ROLLCALL_TYPE_STEP_ROW, NULL);
  show_disc (self, step);
  gtk_label_set_label (self->text, step->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, step->text,
                                  -1);
  gtk_label_set_label (self->detail, step->detail != NULL ? step->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), step->detail != NULL);
  gtk_widget_set_visible (self->seen, step->seen);
  gtk_widget_set_visible (GTK_WIDGET (self->tick), step->current);
  gtk_widget_set_visible (GTK_WIDGET (self->untick), step->by_hand);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->tick), "u", step->number);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->untick), "u", step->number);

  gtk_widget_add_css_class (GTK_WIDGET (self->detail), step->seen ? "success" : "dim-label");
  if (step->current)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "tint-accent");
      gtk_widget_add_css_class (GTK_WIDGET (self->text), "heading");
    }
  else if (!step->done)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "dim-label");
  return GTK_WIDGET (self);
}
