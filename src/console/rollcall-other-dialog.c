/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of choices of which one is chosen, and one button. Typed-in numbers are a connection of
 * their own; a directory that has such a one already keeps it, with other numbers. Files are read
 * and numbers saved without reaching anybody, so nothing here blocks. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-other-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-time.h"
#include "console/rollcall-file-chooser.h"
#include "console/rollcall-guide-row.h"
#include "console/rollcall-message.h"
#include "console/rollcall-verdict.h"
#include "console/rollcall-window-private.h"
#include "desk/desk-connection.h"
#include "desk/desk-words.h"

/* Of the form: so that it is seen that there is more of it once numbers are typed in. */
#define HEIGHT 340
#define HEIGHT_WITH_NUMBERS 560

#define COUNTS_PREFIX "counts:"

/* The guide whose number of people never falls. */
#define GUIDE_NEVER_FALLS "entra"

struct _RollcallOtherDialog
{
  AdwWindow parent_instance;

  RollcallWindow *window;
  RollcallSide *directory;

  GtkScrolledWindow *scrolled;
  AdwPreferencesGroup *choices;
  GtkCheckButton *nothing;
  GtkCheckButton *counts;
  AdwPreferencesGroup *numbers;
  RollcallGuideRow *guide;
  AdwActionRow *where;
  AdwActionRow *never_falls;
  AdwEntryRow *users;
  AdwEntryRow *groups;
  AdwActionRow *date;
  GtkMenuButton *date_button;
  GtkCalendar *calendar;
  GtkLabel *problem;
  GtkWidget *compare;
  GPtrArray *buttons; /* of the saved ones, with the side's UUID as "uuid" */
};

G_DEFINE_FINAL_TYPE (RollcallOtherDialog, rollcall_other_dialog, ADW_TYPE_WINDOW)

static RollcallSides *
get_sides (void)
{
  return rollcall_application_get_sides (rollcall_application_get ());
}

/* A number as a person copies it: with separators of any kind between the digits. */
static gboolean
append_number (GString    *uri,
               const char *name,
               const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_isdigit (character))
        g_string_append_printf (digits, "%d", g_unichar_digit_value (character));
      else if (!g_unichar_isspace (character) && character != ',' && character != '.' &&
               character != '\'' && character != 0x2019)
        return FALSE;
    }
  if (digits->len > 0)
    g_string_append_printf (uri, "%s=%s,", name, digits->str);
  return digits->len <= 9;
}

char *
rollcall_other_dialog_make_uri (const char *users,
                                const char *groups,
                                GDateTime  *day)
{
  g_autoptr (GString) uri = g_string_new (COUNTS_PREFIX);
  g_autofree char *date = NULL;

  g_return_val_if_fail (users != NULL && groups != NULL && day != NULL, NULL);

  if (!append_number (uri, "users", users) || !append_number (uri, "groups", groups) ||
      uri->len == strlen (COUNTS_PREFIX))
    return NULL;
  date = g_date_time_format (day, "%Y-%m-%d");
  g_string_append_printf (uri, "date=%s", date);
  return g_string_free (g_steal_pointer (&uri), FALSE);
}

/* (transfer full) (nullable) */
static char *
get_typed_uri (RollcallOtherDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);

  return rollcall_other_dialog_make_uri (gtk_editable_get_text (GTK_EDITABLE (self->users)),
                                         gtk_editable_get_text (GTK_EDITABLE (self->groups)),
                                         day);
}

static void
update (RollcallOtherDialog *self)
{
  gboolean typed = gtk_check_button_get_active (self->counts);
  g_autofree char *uri = get_typed_uri (self);
  gboolean empty = *gtk_editable_get_text (GTK_EDITABLE (self->users)) == '\0' &&
                   *gtk_editable_get_text (GTK_EDITABLE (self->groups)) == '\0';

  gtk_widget_set_visible (GTK_WIDGET (self->numbers), typed);
  gtk_scrolled_window_set_min_content_height (self->scrolled,
                                              typed ? HEIGHT_WITH_NUMBERS : HEIGHT);
  gtk_widget_set_sensitive (self->compare, !typed || uri != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), typed && uri == NULL && !empty);
}

static void
guide_cb (RollcallOtherDialog *self)
{
  const ConnectionGuide *guide = rollcall_guide_row_get_guide (self->guide);

  adw_action_row_set_subtitle (self->where, guide->counts_where);
  gtk_widget_set_visible (GTK_WIDGET (self->never_falls),
                          g_strcmp0 (guide->id, GUIDE_NEVER_FALLS) == 0);
}

static void
day_cb (RollcallOtherDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%x");

  gtk_menu_button_set_label (self->date_button, text);
  update (self);
}

static void
file_cb (GFile   *file,
         gpointer user_data)
{
  RollcallOtherDialog *self = user_data;

  rollcall_window_open_file (self->window, file);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
open_file_cb (RollcallOtherDialog *self)
{
  rollcall_file_chooser_open (GTK_WINDOW (self), _("Compare With a File"),
                              ROLLCALL_FILE_CSV | ROLLCALL_FILE_JSONL, file_cb,
                              g_object_ref (self), g_object_unref);
}

/* (transfer none) (nullable): the numbers that the directory is compared with already */
static RollcallSide *
find_typed (RollcallOtherDialog *self)
{
  RollcallSide *other = rollcall_side_get_other (self->directory);

  return other != NULL && g_str_has_prefix (rollcall_side_get_connection (other)->side,
                                            COUNTS_PREFIX)
             ? other
             : NULL;
}

/* (transfer full) (nullable): UUID of the saved numbers */
static char *
save_typed (RollcallOtherDialog *self,
            GError             **error)
{
  const ConnectionGuide *guide = rollcall_guide_row_get_guide (self->guide);
  RollcallSide *before = find_typed (self);
  g_autoptr (Connection) draft = NULL;
  g_autoptr (Connection) saved = NULL;
  g_autofree char *uri = get_typed_uri (self);
  g_autofree char *wanted = NULL;
  g_autofree char *name = NULL;

  if (before != NULL)
    {
      draft = connection_copy (rollcall_side_get_connection (before));
      g_free (draft->side);
      draft->side = g_steal_pointer (&uri);
      return rollcall_sides_save (get_sides (), draft, error) ? g_strdup (draft->uuid) : NULL;
    }

  /* Translators: %s is an identity provider: "Entra ID, typed in" */
  wanted = g_strdup_printf (_("%s, typed in"), guide->short_name);
  name = rollcall_sides_propose_name (get_sides (), wanted);
  draft = connection_new (name, uri);
  saved = desk_connection_save (draft, NULL, NULL, NULL, error);
  if (saved == NULL || !rollcall_sides_reload (get_sides (), error))
    return NULL;
  return g_strdup (saved->uuid);
}

/* (transfer full) (nullable): UUID of what was chosen; %NULL without an error for nothing */
static char *
save_choice (RollcallOtherDialog *self,
             GError             **error)
{
  g_autofree char *uuid = NULL;

  if (gtk_check_button_get_active (self->counts))
    {
      uuid = save_typed (self, error);
      if (uuid != NULL && !rollcall_guide_row_save (self->guide, self->directory, error))
        return NULL;
      return g_steal_pointer (&uuid);
    }

  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkCheckButton *button = g_ptr_array_index (self->buttons, i);

      if (gtk_check_button_get_active (button))
        return g_strdup (g_object_get_data (G_OBJECT (button), "uuid"));
    }
  return NULL;
}

static void
compare_cb (RollcallOtherDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = save_choice (self, &error);

  if (error != NULL)
    {
      rollcall_message_show (GTK_WINDOW (self), _("The choice can’t be saved"), error->message);
      return;
    }
  rollcall_window_compare_with (self->window, self->directory, uuid);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
add_choice (RollcallOtherDialog *self,
            RollcallSide        *side)
{
  const RollInfo *info = rollcall_side_get_info (side);
  g_autofree char *counts = info != NULL ? rollcall_verdict_count (info) : NULL;
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                    rollcall_side_get_name (side), "subtitle",
                    counts != NULL ? counts : _("Not read yet"), "activatable-widget", button,
                    NULL);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->nothing);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "uuid", g_strdup (rollcall_side_get_uuid (side)),
                          g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rollcall_side_get_name (side), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->choices, row);
  g_ptr_array_add (self->buttons, button);
  if (side == rollcall_side_get_other (self->directory))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
}

/* Saved numbers are changed below, not chosen again; they are one directory's own. */
static gboolean
can_be_chosen (RollcallOtherDialog *self,
               RollcallSide        *side)
{
  return side != self->directory &&
         !g_str_has_prefix (rollcall_side_get_connection (side)->side, COUNTS_PREFIX);
}

static void
set_number (AdwEntryRow *row,
            gint64       number)
{
  g_autofree char *text = number >= 0 ? desk_words_number (number) : NULL;

  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
fill (RollcallOtherDialog *self)
{
  RollcallSide *typed = find_typed (self);
  const RollInfo *info = typed != NULL ? rollcall_side_get_info (typed) : NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (get_sides ()));
  g_autofree char *title =
      g_strdup_printf (_("Compare %s With"), rollcall_side_get_name (self->directory));

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_check_button_set_active (self->nothing, TRUE);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RollcallSide) side = g_list_model_get_item (G_LIST_MODEL (get_sides ()), i);

      if (can_be_chosen (self, side))
        add_choice (self, side);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->choices), self->buttons->len > 0);

  rollcall_guide_row_set_side (self->guide, self->directory);
  if (typed != NULL)
    gtk_check_button_set_active (self->counts, TRUE);
  if (info != NULL)
    {
      g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (info->read_at / G_USEC_PER_SEC);

      set_number (self->users, info->users_total);
      set_number (self->groups, info->groups_total);
      gtk_calendar_select_day (self->calendar, day);
    }
  guide_cb (self);
  day_cb (self);
}

static void
rollcall_other_dialog_dispose (GObject *object)
{
  RollcallOtherDialog *self = ROLLCALL_OTHER_DIALOG (object);

  g_clear_object (&self->directory);
  g_clear_object (&self->window);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  G_OBJECT_CLASS (rollcall_other_dialog_parent_class)->dispose (object);
}

static void
rollcall_other_dialog_class_init (RollcallOtherDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_other_dialog_dispose;
  g_type_ensure (ROLLCALL_TYPE_GUIDE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-other-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, counts);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, numbers);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, guide);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, where);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, never_falls);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, users);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, groups);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, date);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, date_button);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, RollcallOtherDialog, compare);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, guide_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rollcall_other_dialog_init (RollcallOtherDialog *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rollcall_other_dialog_present (RollcallWindow *window,
                               RollcallSide   *directory)
{
  RollcallOtherDialog *self;

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));
  g_return_if_fail (ROLLCALL_IS_SIDE (directory));

  self = g_object_new (ROLLCALL_TYPE_OTHER_DIALOG, "transient-for", window, NULL);
  self->window = g_object_ref (window);
  self->directory = g_object_ref (directory);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
}
