/* SPDX-License-Identifier: GPL-3.0-or-later */

/* State, one thing only, worst first: refused or ended, offline, reading, how many need attention,
 * a key that ends soon, old, match. Its words are the tooltip, and said with the row. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-sidebar-row.h"

#include <glib/gi18n.h>

#include "console/rollcall-trouble.h"
#include "desk/desk-words.h"

struct _RollcallSidebarRow
{
  GtkListBoxRow parent_instance;

  RollcallSide *side;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *counts;
  GtkStack *state;
  GtkImage *state_icon;
  GtkLabel *pill;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (RollcallSidebarRow, rollcall_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
choose_icon (RollcallSide *side)
{
  const Connection *connection = rollcall_side_get_connection (side);

  if (g_str_has_prefix (connection->side, "csv:") || g_str_has_prefix (connection->side, "jsonl:"))
    return "x-office-spreadsheet-symbolic";
  if (!rollcall_side_is_directory (side))
    return "rollcall-group-symbolic";
  if (g_strcmp0 (connection->service, CONNECTION_EMBEDDED) == 0)
    return "computer-symbolic";
  return "network-server-symbolic";
}

/* (transfer full): of a directory those who can sign in, of a source those whom it means to be
 * there */
static char *
describe_counts (RollcallSide *side)
{
  const RollInfo *info = rollcall_side_get_info (side);
  g_autofree char *people = NULL;
  g_autofree char *groups = NULL;

  if (info == NULL)
    return g_strdup (rollcall_side_is_loading (side) ? "" : _("Not read yet"));
  if (info->users_total == 0 && info->groups_total <= 0)
    return g_strdup (_("Nobody yet"));
  people = desk_words_count (COMPARE_USERS, info->users_active);
  groups = desk_words_count (COMPARE_GROUPS, info->groups_total);
  /* Translators: 1,204 people, 43 groups */
  return info->groups_total >= 0 ? g_strdup_printf (_("%s, %s"), people, groups)
                                 : g_steal_pointer (&people);
}

static void
show_icon (RollcallSidebarRow *self,
           const char         *icon,
           const char         *style)
{
  static const char *const styles[] = { "error", "warning", "success", "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_icon), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), style);
  gtk_image_set_from_icon_name (self->state_icon, icon);
  gtk_stack_set_visible_child_name (self->state, "icon");
}

/* (transfer full) */
static char *
describe_reading (RollcallSide *side)
{
  const RollcallProgress *progress = rollcall_side_get_progress (side);
  g_autofree char *done = NULL;
  g_autofree char *total = NULL;

  if (progress->total <= 0)
    return g_strdup (progress->message);
  done = desk_words_number (progress->done);
  total = desk_words_number (progress->total);
  /* Translators: what is being done, then how far: "Reading users: 748 of 1,204" */
  return g_strdup_printf (_("%s: %s of %s"), progress->message, done, total);
}

static void
show_pill (RollcallSidebarRow *self,
           gint64              attention)
{
  g_autofree char *number = desk_words_number (attention);
  g_autofree char *text = g_strdup_printf ("≠ %s", number);

  gtk_label_set_label (self->pill, text);
  gtk_stack_set_visible_child_name (self->state, "pill");
}

/* What passes by itself, or with a word from the person, looks like what it is; the rest is bad. */
static void
show_trouble (RollcallSidebarRow *self,
              DeskTrouble         trouble)
{
  const RollcallTrouble *row = rollcall_trouble_get (trouble);

  if (g_str_equal (row->style, "tint-differ"))
    show_icon (self, row->icon, "warning");
  else
    show_icon (self, "dialog-error-symbolic", "error");
}

/* (transfer full): shows the worst and says it in words; %NULL when there is nothing to say */
static char *
show_state (RollcallSidebarRow *self)
{
  RollcallSide *side = self->side;
  const GError *error = rollcall_side_get_error (side);
  const DeskKeyHealth *key = rollcall_side_get_key_health (side);
  gint64 attention = rollcall_side_get_attention (side);
  DeskTrouble trouble = error != NULL ? desk_trouble_of (error) : DESK_TROUBLE_OTHER;
  g_autofree char *number = NULL;

  if (error != NULL)
    {
      show_trouble (self, trouble);
      return g_strdup (desk_trouble_headline (trouble));
    }
  if (key != NULL && key->level == DESK_KEY_ENDED)
    {
      show_icon (self, "dialog-error-symbolic", "error");
      return g_strdup (key->sentence);
    }
  if (rollcall_side_get_progress (side) != NULL)
    {
      gtk_stack_set_visible_child_name (self->state, "spinner");
      return describe_reading (side);
    }
  if (attention > 0)
    {
      show_pill (self, attention);
      number = desk_words_number (attention);
      return g_strdup_printf (ngettext ("%s difference needs attention",
                                        "%s differences need attention", (gulong)attention),
                              number);
    }
  if (key != NULL && key->level >= DESK_KEY_WARNING)
    {
      show_icon (self, "dialog-password-symbolic", "warning");
      return g_strdup (key->sentence);
    }
  if (rollcall_side_get_comparison (side) != NULL && rollcall_side_is_stale (side))
    {
      show_icon (self, "document-open-recent-symbolic", "dim-label");
      return g_strdup (_("What was read is more than a day old"));
    }
  if (rollcall_side_get_comparison (side) != NULL &&
      comparison_get_verdict (rollcall_side_get_comparison (side)) == COMPARE_NUMBERS_EQUAL)
    {
      show_icon (self, "rollcall-equal-symbolic", "dim-label");
      return g_strdup (_("The counts match; only counts were typed in"));
    }
  if (rollcall_side_get_comparison (side) != NULL)
    {
      show_icon (self, "emblem-ok-symbolic", "success");
      return g_strdup (_("Both sides match, or what differs is explained"));
    }
  gtk_stack_set_visible_child_name (self->state, "none");
  return NULL;
}

static void
side_changed_cb (RollcallSidebarRow *self)
{
  g_autofree char *counts = describe_counts (self->side);
  g_autofree char *state = show_state (self);
  g_autofree char *words = NULL;

  gtk_spinner_set_spinning (self->spinner, rollcall_side_get_progress (self->side) != NULL);
  gtk_image_set_from_icon_name (self->icon, choose_icon (self->side));
  gtk_label_set_label (self->name, rollcall_side_get_name (self->side));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), rollcall_side_get_name (self->side));
  gtk_label_set_label (self->counts, counts);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  state != NULL ? state : "", -1);

  words = state != NULL ? g_strdup_printf ("%s. %s", counts, state) : g_strdup (counts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rollcall_side_get_name (self->side),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
rollcall_sidebar_row_dispose (GObject *object)
{
  g_clear_object (&ROLLCALL_SIDEBAR_ROW (object)->side);
  G_OBJECT_CLASS (rollcall_sidebar_row_parent_class)->dispose (object);
}

static void
rollcall_sidebar_row_class_init (RollcallSidebarRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_sidebar_row_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, name);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, counts);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, state);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, pill);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, spinner);
}

static void
rollcall_sidebar_row_init (RollcallSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rollcall_sidebar_row_new (RollcallSide *side)
{
  RollcallSidebarRow *self;

  g_return_val_if_fail (ROLLCALL_IS_SIDE (side), NULL);

  self = g_object_new (ROLLCALL_TYPE_SIDEBAR_ROW, NULL);
  self->side = g_object_ref (side);
  g_signal_connect_object (side, "changed", G_CALLBACK (side_changed_cb), self, G_CONNECT_SWAPPED);
  side_changed_cb (self);
  return GTK_WIDGET (self);
}

RollcallSide *
rollcall_sidebar_row_get_side (RollcallSidebarRow *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDEBAR_ROW (self), NULL);

  return self->side;
}
