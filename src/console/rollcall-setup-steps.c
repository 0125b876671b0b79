/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows are made anew only when a step is another than before, so that what happens many times a
 * second in a first cycle doesn't take the focus away. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-setup-steps.h"

#include <glib/gi18n.h>

#include "console/rollcall-application.h"
#include "console/rollcall-guide-row.h"
#include "console/rollcall-message.h"
#include "console/rollcall-seen-list.h"
#include "console/rollcall-setup-evidence.h"
#include "console/rollcall-setup-values.h"
#include "console/rollcall-step-row.h"

#define RIGHT_WIDTH 360

struct _RollcallSetupSteps
{
  RollcallPage parent_instance;

  RollcallSide *side;
  GSignalGroup *feed_signals;
  char *shown;       /* what the rows say */
  gboolean choosing; /* we set the guide ourselves */

  GtkBox *columns;
  GtkWidget *right;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkListBox *list;
  RollcallGuideRow *guide_row;
  RollcallSetupValues *values;
  RollcallSeenList *seen;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (RollcallSetupSteps, rollcall_setup_steps, ROLLCALL_TYPE_PAGE)

/* (transfer full) */
static char *
make_summary (GPtrArray *steps)
{
  guint done = 0;
  guint seen = 0;

  for (guint i = 0; i < steps->len; i++)
    {
      const RollcallSetupStep *step = g_ptr_array_index (steps, i);

      done += step->done;
      seen += step->seen;
    }
  if (seen == 0)
    return g_strdup_printf (_("%u of %u steps done"), done, steps->len);
  return g_strdup_printf (_("%u of %u steps done, %u of them seen by Rollcall"), done, steps->len,
                          seen);
}

/* (transfer full): all that the rows show, in one text to compare */
static char *
make_signature (const ConnectionGuide *guide,
                GPtrArray             *steps)
{
  g_autoptr (GString) text = g_string_new (guide->id);

  for (guint i = 0; i < steps->len; i++)
    {
      const RollcallSetupStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (text, "\n%d%d%d%d%s", step->done, step->seen, step->by_hand,
                              step->current, step->detail != NULL ? step->detail : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_rows (RollcallSetupSteps *self,
           GPtrArray          *steps)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < steps->len; i++)
    gtk_list_box_append (self->list, rollcall_step_row_new (g_ptr_array_index (steps, i)));
}

static void
show_steps (RollcallSetupSteps *self)
{
  const ConnectionGuide *guide = rollcall_guide_row_get_guide (self->guide_row);
  RollcallFeed *feed = rollcall_side_get_feed (self->side);
  g_autoptr (RollcallSetupFacts) facts = rollcall_setup_evidence_gather (self->side, NULL);
  g_autoptr (GPtrArray) steps =
      rollcall_setup_evidence_steps (guide, rollcall_side_get_connection (self->side), facts);
  g_autofree char *summary = make_summary (steps);
  g_autofree char *signature = make_signature (guide, steps);

  gtk_label_set_label (self->subtitle, summary);
  if (g_strcmp0 (self->shown, signature) != 0)
    {
      show_rows (self, steps);
      g_free (self->shown);
      self->shown = g_steal_pointer (&signature);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->seen), feed != NULL);
  rollcall_seen_list_show (self->seen, guide, facts,
                           feed != NULL ? rollcall_feed_get_summary (feed) : NULL);
}

static void
show_guide (RollcallSetupSteps *self)
{
  const ConnectionGuide *guide = rollcall_guide_row_get_guide (self->guide_row);
  g_autofree char *title = g_str_equal (guide->id, CONNECTION_GUIDE_OTHER)
                               ? g_strdup (_("Connect your identity provider"))
                               : g_strdup_printf (_("Connect %s"), guide->name);
  g_autofree char *note = NULL;

  if (guide->note != NULL && guide->url_hint != NULL)
    note = g_strdup_printf ("%s\n%s: %s", guide->note, guide->url_label, guide->url_hint);
  else if (guide->url_hint != NULL)
    note = g_strdup_printf ("%s: %s", guide->url_label, guide->url_hint);
  else
    note = g_strdup (guide->note);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  rollcall_setup_values_set_guide (self->values, guide);
}

static void
guide_cb (RollcallSetupSteps *self)
{
  g_autoptr (GError) error = NULL;

  if (self->side == NULL || self->choosing)
    return;
  if (!rollcall_guide_row_save (self->guide_row, self->side, &error))
    rollcall_message_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           _("The choice can’t be saved"), error->message);
  show_guide (self);
  show_steps (self);
}

static void
feed_changed_cb (RollcallSetupSteps *self)
{
  if (self->side != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_steps (self);
}

static void
set_step (RollcallSetupSteps *self,
          guint               step,
          gboolean            done)
{
  g_autoptr (Connection) changed = NULL;
  g_autoptr (GError) error = NULL;

  if (self->side == NULL)
    return;
  changed = connection_copy (rollcall_side_get_connection (self->side));
  connection_set_step (changed, step, done);
  if (!rollcall_sides_save (rollcall_application_get_sides (rollcall_application_get ()), changed,
                            &error))
    rollcall_message_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           _("The step can’t be saved"), error->message);
}

static void
tick (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  set_step (ROLLCALL_SETUP_STEPS (widget), g_variant_get_uint32 (parameter), TRUE);
}

static void
untick (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  set_step (ROLLCALL_SETUP_STEPS (widget), g_variant_get_uint32 (parameter), FALSE);
}

static void
take_side (RollcallSetupSteps *self,
           RollcallSide       *side)
{
  g_set_object (&self->side, side);
  g_clear_pointer (&self->shown, g_free);
  g_signal_group_set_target (self->feed_signals,
                             side != NULL ? rollcall_side_get_feed (side) : NULL);
  rollcall_setup_values_set_side (self->values, side);
}

static void
rollcall_setup_steps_update (RollcallPage       *page,
                             RollcallSide       *side,
                             RollcallSideChange  what)
{
  RollcallSetupSteps *self = ROLLCALL_SETUP_STEPS (page);

  if (side != NULL && !rollcall_side_is_directory (side))
    side = NULL;
  if (self->side != side)
    take_side (self, side);
  else if ((what & ROLLCALL_SIDE_CHANGE_SETTINGS) != 0)
    rollcall_setup_values_reload (self->values);
  if (side == NULL)
    return;
  self->choosing = TRUE;
  rollcall_guide_row_set_side (self->guide_row, side);
  self->choosing = FALSE;
  show_guide (self);
  show_steps (self);
}

static void
rollcall_setup_steps_set_narrow (RollcallPage *page,
                                 gboolean      narrow)
{
  RollcallSetupSteps *self = ROLLCALL_SETUP_STEPS (page);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_reorder_child_after (self->columns, self->right,
                               narrow ? NULL
                                      : gtk_widget_get_last_child (GTK_WIDGET (self->columns)));
  gtk_widget_set_size_request (self->right, narrow ? -1 : RIGHT_WIDTH, -1);
}

static void
rollcall_setup_steps_dispose (GObject *object)
{
  RollcallSetupSteps *self = ROLLCALL_SETUP_STEPS (object);

  g_clear_object (&self->feed_signals);
  g_clear_object (&self->side);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (rollcall_setup_steps_parent_class)->dispose (object);
}

static void
rollcall_setup_steps_class_init (RollcallSetupStepsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_setup_steps_dispose;
  ROLLCALL_PAGE_CLASS (class)->update = rollcall_setup_steps_update;
  ROLLCALL_PAGE_CLASS (class)->set_narrow = rollcall_setup_steps_set_narrow;

  g_type_ensure (ROLLCALL_TYPE_GUIDE_ROW);
  g_type_ensure (ROLLCALL_TYPE_SEEN_LIST);
  g_type_ensure (ROLLCALL_TYPE_SETUP_VALUES);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-setup-steps.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupSteps, columns);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupSteps, right);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupSteps, title);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupSteps, subtitle);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupSteps, list);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupSteps, guide_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupSteps, values);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupSteps, seen);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupSteps, note);
  gtk_widget_class_bind_template_callback (widget_class, guide_cb);
  gtk_widget_class_install_action (widget_class, "steps.tick", "u", tick);
  gtk_widget_class_install_action (widget_class, "steps.untick", "u", untick);
}

static void
rollcall_setup_steps_init (RollcallSetupSteps *self)
{
  self->feed_signals = g_signal_group_new (ROLLCALL_TYPE_FEED);
  g_signal_group_connect_swapped (self->feed_signals, "changed", G_CALLBACK (feed_changed_cb),
                                  self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
