/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Filled from facts whenever the roll or the comparison is another; where it is scrolled to
 * stays. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-details-page.h"

#include <glib/gi18n.h>

#include "console/rollcall-columns.h"
#include "console/rollcall-details-parts.h"
#include "console/rollcall-excerpt.h"
#include "console/rollcall-history-list.h"
#include "console/rollcall-json-view.h"
#include "desk/desk-words.h"

#define AVATAR 64

struct _RollcallDetailsPage
{
  AdwBin parent_instance;

  RollcallSide *side;
  guint32 row;
  GCancellable *loading;

  AdwViewStack *stack;
  AdwViewSwitcherTitle *title;
  GtkStack *states;
  AdwStatusPage *status;
  GtkBox *first;
  GtkBox *second;
  RollcallJsonView *json;
};

G_DEFINE_FINAL_TYPE (RollcallDetailsPage, rollcall_details_page, ADW_TYPE_BIN)

static void
say (RollcallDetailsPage *self, const char *title, const char *description)
{
  g_autofree char *markup = g_markup_escape_text (description, -1);

  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, markup);
  gtk_stack_set_visible_child_name (self->states, "status");
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  g_autofree char *shown = rollcall_excerpt_new (text, ROLLCALL_EXCERPT_NAME);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_section (GtkBox *box, const char *title, const char *subtitle, GtkWidget *part)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (section), new_label (title, "heading"));
  if (subtitle != NULL)
    gtk_box_append (GTK_BOX (section), new_label (subtitle, "dim-label"));
  gtk_widget_set_margin_top (part, 6);
  gtk_box_append (GTK_BOX (section), part);
  gtk_box_append (box, section);
}

static GtkWidget *
new_head (RollcallFacts *facts)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *subtitle = rollcall_details_subtitle (facts);
  gboolean user = facts->row->list == ROLL_USERS;

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), new_label (facts->row->name, "title-2"));
  if (subtitle != NULL)
    gtk_box_append (GTK_BOX (lines), new_label (subtitle, "dim-label"));
  if (user)
    gtk_box_append (GTK_BOX (head), adw_avatar_new (AVATAR, facts->row->name, TRUE));
  gtk_box_append (GTK_BOX (head), lines);
  if (user)
    gtk_box_append (GTK_BOX (head), rollcall_details_new_state (facts->row->active));
  return head;
}

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
fill_json (RollcallDetailsPage *self, RollcallFacts *facts)
{
  g_autofree char *when = desk_words_full_time (facts->read_at);
  g_autofree char *caption = NULL;

  /* Translators: the name of a side, and a date with time */
  caption =
      facts->row->list == ROLL_USERS
          ? g_strdup_printf (_ ("As read from %s, %s, without the groups"), facts->side_name, when)
          : g_strdup_printf (_ ("As read from %s, %s, without the members"), facts->side_name,
                             when);
  rollcall_json_view_set_text (self->json, caption, facts->json);
}

static void
fill (RollcallDetailsPage *self, RollcallFacts *facts)
{
  g_autofree char *links = rollcall_details_links_title (facts);
  GtkWidget *verdict = rollcall_details_new_verdict (facts);

  empty (self->first);
  empty (self->second);
  adw_view_switcher_title_set_title (self->title, facts->row->name);
  gtk_box_append (self->first, new_head (facts));
  if (verdict != NULL)
    gtk_box_append (self->first, verdict);
  for (guint i = 0; i < facts->parts->len; i++)
    {
      RollcallFactsPart *part = g_ptr_array_index (facts->parts, i);

      add_section (self->first, part->title, part->subtitle,
                   rollcall_details_new_attributes (facts, part));
    }
  add_section (self->second, links, NULL, rollcall_details_new_links (facts));
  add_section (self->second, _ ("History"), NULL,
               rollcall_history_list_new (facts->changes, ROLLCALL_FACTS_CHANGES));
  fill_json (self, facts);
  gtk_stack_set_visible_child_name (self->states, "facts");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RollcallDetailsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RollcallFacts) facts = rollcall_facts_load_finish (result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->loading);
  if (facts != NULL)
    fill (self, facts);
  else if (error != NULL)
    say (self, _ ("The details can’t be read"), error->message);
  else
    say (self, _ ("Not there any more"), _ ("The last reading no longer had them."));
}

static void
stop_loading (RollcallDetailsPage *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
load (RollcallDetailsPage *self)
{
  stop_loading (self);
  if (rollcall_side_get_roll (self->side) == NULL)
    return;
  self->loading = g_cancellable_new ();
  rollcall_facts_load_async (self->side, self->row, NULL, self->loading, loaded_cb,
                             g_object_ref (self));
}

static void
changed_cb (RollcallDetailsPage *self, guint what, RollcallSide *side)
{
  if ((what & (ROLLCALL_SIDE_CHANGE_ROLL | ROLLCALL_SIDE_CHANGE_COMPARISON)) != 0)
    load (self);
}

static void
rollcall_details_page_dispose (GObject *object)
{
  RollcallDetailsPage *self = ROLLCALL_DETAILS_PAGE (object);

  stop_loading (self);
  g_clear_object (&self->side);
  G_OBJECT_CLASS (rollcall_details_page_parent_class)->dispose (object);
}

static void
rollcall_details_page_class_init (RollcallDetailsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_details_page_dispose;

  g_type_ensure (ROLLCALL_TYPE_COLUMNS);
  g_type_ensure (ROLLCALL_TYPE_JSON_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-details-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallDetailsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RollcallDetailsPage, title);
  gtk_widget_class_bind_template_child (widget_class, RollcallDetailsPage, states);
  gtk_widget_class_bind_template_child (widget_class, RollcallDetailsPage, status);
  gtk_widget_class_bind_template_child (widget_class, RollcallDetailsPage, first);
  gtk_widget_class_bind_template_child (widget_class, RollcallDetailsPage, second);
  gtk_widget_class_bind_template_child (widget_class, RollcallDetailsPage, json);
}

static void
rollcall_details_page_init (RollcallDetailsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rollcall_details_page_new (RollcallSide *side, guint32 row)
{
  RollcallDetailsPage *self;

  g_return_val_if_fail (ROLLCALL_IS_SIDE (side), NULL);

  self = g_object_new (ROLLCALL_TYPE_DETAILS_PAGE, NULL);
  self->side = g_object_ref (side);
  self->row = row;
  g_signal_connect_object (side, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
