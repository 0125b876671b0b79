/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of libadwaita; text that came from a server is never markup. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-history-list.h"

#include <glib/gi18n.h>

#include "console/rollcall-attributes.h"
#include "console/rollcall-excerpt.h"
#include "desk/desk-words.h"

static const char *const icons[] = {
  [ROLL_CHANGE_CAME] = "list-add-symbolic",
  [ROLL_CHANGE_LEFT] = "list-remove-symbolic",
  [ROLL_CHANGE_CHANGED] = "document-edit-symbolic",
  [ROLL_CHANGE_JOINED] = "rollcall-group-symbolic",
  [ROLL_CHANGE_QUIT] = "rollcall-group-symbolic",
};

static GtkWidget *
make_row (const RollChange *change)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *whole_title = rollcall_history_get_title (change);
  g_autofree char *whole_subtitle = rollcall_history_get_subtitle (change);
  g_autofree char *title = rollcall_excerpt_new (whole_title, ROLLCALL_EXCERPT_NAME);
  g_autofree char *subtitle = rollcall_excerpt_new (whole_subtitle, ROLLCALL_EXCERPT_VALUE);
  g_autofree char *when = desk_words_short_time (change->time, 0);
  g_autofree char *full = desk_words_full_time (change->time);
  GtkWidget *icon = gtk_image_new_from_icon_name (icons[change->what]);
  GtkWidget *label = gtk_label_new (when);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_tooltip_text (label, full);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

GtkWidget *
rollcall_history_list_new (GPtrArray *changes,
                           guint      limit)
{
  GtkWidget *list;

  g_return_val_if_fail (changes != NULL, NULL);

  if (changes->len == 0)
    {
      GtkWidget *label = gtk_label_new (_("Nothing has changed since the first reading"));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "dim-label");
      return label;
    }

  list = gtk_list_box_new ();
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("History"), -1);
  for (guint i = 0; i < MIN (changes->len, limit); i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (g_ptr_array_index (changes, i)));
  return list;
}

char *
rollcall_history_get_title (const RollChange *change)
{
  g_autofree char *title = NULL;

  g_return_val_if_fail (change != NULL, NULL);

  switch (change->what)
    {
    case ROLL_CHANGE_CAME:
      return g_strdup (_("Arrived"));
    case ROLL_CHANGE_LEFT:
      return g_strdup (_("Left"));
    case ROLL_CHANGE_JOINED:
      return g_strdup_printf (_("Added to %s"), change->group);
    case ROLL_CHANGE_QUIT:
      return g_strdup_printf (_("Removed from %s"), change->group);
    case ROLL_CHANGE_CHANGED:
    default:
      if (change->values == NULL || change->values->len == 0)
        return g_strdup (_("Changed"));
      if (change->values->len > 1)
        return g_strdup_printf (ngettext ("%u attribute changed", "%u attributes changed",
                                          change->values->len),
                                change->values->len);
      title = rollcall_attribute_title (
          ((RollChangeValue *)g_ptr_array_index (change->values, 0))->path);
      /* Translators: the title of an attribute, as in: Family name changed */
      return g_strdup_printf (_("%s changed"), title);
    }
}

char *
rollcall_history_get_subtitle (const RollChange *change)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (change != NULL, NULL);

  if (change->what != ROLL_CHANGE_CHANGED || change->values == NULL || change->values->len == 0)
    return NULL;

  if (change->values->len == 1)
    {
      const RollChangeValue *value = g_ptr_array_index (change->values, 0);
      g_autofree char *old = value->old != NULL ? rollcall_attribute_show (value->old) : NULL;
      g_autofree char *new = value->new != NULL ? rollcall_attribute_show (value->new) : NULL;

      /* Translators: a value before and after a change */
      return g_strdup_printf (_("%s → %s"), old != NULL ? old : _("nothing"),
                              new != NULL ? new : _("nothing"));
    }

  text = g_string_new (NULL);
  for (guint i = 0; i < change->values->len; i++)
    {
      const RollChangeValue *value = g_ptr_array_index (change->values, i);
      g_autofree char *title = rollcall_attribute_title (value->path);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", title);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
