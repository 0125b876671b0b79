/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown stays until the next is there, so that going down a list doesn't flicker. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-details-pane.h"

#include <glib/gi18n.h>

#include "console/rollcall-details-parts.h"
#include "console/rollcall-excerpt.h"
#include "desk/desk-words.h"

#define AVATAR 72

struct _RollcallDetailsPane
{
  AdwBin parent_instance;

  RollcallSide *side;
  guint32 row;
  RollList list;
  GCancellable *loading;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkBox *content;
  AdwStatusPage *status;
  GtkWidget *open_button;
};

enum
{
  CLOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallDetailsPane, rollcall_details_pane, ADW_TYPE_BIN)

static void
say (RollcallDetailsPane *self, const char *title, const char *description)
{
  g_autofree char *markup = g_markup_escape_text (description, -1);

  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, markup);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static GtkWidget *
add_label (RollcallDetailsPane *self, const char *text, const char *style)
{
  g_autofree char *shown = rollcall_excerpt_new (text, ROLLCALL_EXCERPT_NAME);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (self->content, label);
  return label;
}

static void
add_heading (RollcallDetailsPane *self, const char *text)
{
  GtkWidget *label = add_label (self, text, "heading");

  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_margin_top (label, 12);
}

static void
add (RollcallDetailsPane *self, GtkWidget *part)
{
  if (part != NULL)
    gtk_box_append (self->content, part);
}

static void
fill (RollcallDetailsPane *self, RollcallFacts *facts)
{
  GtkWidget *child;
  g_autofree char *subtitle = rollcall_details_subtitle (facts);
  g_autofree char *links = rollcall_details_links_title (facts);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  if (facts->row->list == ROLL_USERS)
    add (self, adw_avatar_new (AVATAR, facts->row->name, TRUE));
  gtk_widget_set_margin_top (add_label (self, facts->row->name, "title-2"), 6);
  if (subtitle != NULL)
    gtk_widget_add_css_class (add_label (self, subtitle, "dim-label"), "details-subtitle");
  add (self, rollcall_details_new_verdict (facts));
  if (facts->row->list == ROLL_USERS)
    add (self, rollcall_details_new_essentials (facts));
  add_heading (self, links);
  add (self, rollcall_details_new_links (facts));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->stack, "facts");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RollcallDetailsPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RollcallFacts) facts = rollcall_facts_load_finish (result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->loading);
  if (facts != NULL)
    {
      self->list = facts->row->list;
      fill (self, facts);
    }
  else if (error != NULL)
    say (self, _ ("The details can’t be read"), error->message);
  else
    say (self, _ ("Not there any more"), _ ("The last reading no longer had them."));
  gtk_widget_set_sensitive (self->open_button, facts != NULL);
}

static void
stop_loading (RollcallDetailsPane *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
load (RollcallDetailsPane *self, RollcallDifferences *differences)
{
  stop_loading (self);
  self->loading = g_cancellable_new ();
  rollcall_facts_load_async (self->side, self->row, differences, self->loading, loaded_cb,
                             g_object_ref (self));
}

static void
open_cb (RollcallDetailsPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              self->list == ROLL_USERS ? "win.show-user" : "win.show-group", "u",
                              self->row);
}

static void
close_cb (RollcallDetailsPane *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
rollcall_details_pane_dispose (GObject *object)
{
  RollcallDetailsPane *self = ROLLCALL_DETAILS_PANE (object);

  stop_loading (self);
  g_clear_object (&self->side);
  G_OBJECT_CLASS (rollcall_details_pane_parent_class)->dispose (object);
}

static void
rollcall_details_pane_class_init (RollcallDetailsPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_details_pane_dispose;
  signals[CLOSE] = g_signal_new ("close", ROLLCALL_TYPE_DETAILS_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-details-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallDetailsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, RollcallDetailsPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, RollcallDetailsPane, content);
  gtk_widget_class_bind_template_child (widget_class, RollcallDetailsPane, status);
  gtk_widget_class_bind_template_child (widget_class, RollcallDetailsPane, open_button);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
rollcall_details_pane_init (RollcallDetailsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rollcall_details_pane_show (RollcallDetailsPane *self,
                            RollcallSide *side,
                            guint32 row,
                            RollcallDifferences *differences)
{
  g_return_if_fail (ROLLCALL_IS_DETAILS_PANE (self));
  g_return_if_fail (ROLLCALL_IS_SIDE (side));

  if (self->row == row && self->side == side)
    return;
  g_set_object (&self->side, side);
  self->row = row;
  if (rollcall_side_get_roll (side) != NULL)
    load (self, differences);
}

void
rollcall_details_pane_show_many (RollcallDetailsPane *self, CompareKind kind, guint selected)
{
  g_autofree char *count = desk_words_count (kind, selected);
  g_autofree char *title = NULL;

  g_return_if_fail (ROLLCALL_IS_DETAILS_PANE (self));

  stop_loading (self);
  self->row = 0;
  gtk_widget_set_sensitive (self->open_button, FALSE);
  /* Translators: “12 people” */
  title = g_strdup_printf (_ ("%s selected"), count);
  say (self, title, _ ("Ctrl+C copies their names, Ctrl+Shift+C copies them as CSV."));
}

void
rollcall_details_pane_reload (RollcallDetailsPane *self,
                              RollcallSide *side,
                              RollcallDifferences *differences)
{
  g_return_if_fail (ROLLCALL_IS_DETAILS_PANE (self));

  if (self->row == 0 || self->side != side || rollcall_side_get_roll (side) == NULL)
    return;
  load (self, differences);
}
