/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows bound to the keys of the schema. How often to read is a choice of a few, since nobody cares
 * for 17 minutes; a value that another program set is shown as the nearest below it. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-preferences.h"

#include <glib/gi18n.h>

#include "console/rollcall-application.h"

struct _RollcallPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *interval_row;
  GtkSpinButton *clipboard_spin;
  GtkSwitch *compact_switch;
};

G_DEFINE_FINAL_TYPE (RollcallPreferences, rollcall_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* In minutes, ascending; 0 is never. */
static const guint intervals[] = { 0, 5, 15, 30, 60, 240, 1440 };

/* (transfer full) */
static char *
describe_interval (guint minutes)
{
  if (minutes == 0)
    return g_strdup (_("Only when asked"));
  if (minutes == 1440)
    return g_strdup (_("Once a day"));
  if (minutes % 60 == 0)
    return g_strdup_printf (ngettext ("Every hour", "Every %u hours", minutes / 60), minutes / 60);
  return g_strdup_printf (ngettext ("Every minute", "Every %u minutes", minutes), minutes);
}

static gboolean
interval_to_row (GValue   *value,
                 GVariant *setting,
                 gpointer  data)
{
  guint minutes = g_variant_get_uint32 (setting);
  guint at = 0;

  while (at + 1 < G_N_ELEMENTS (intervals) && intervals[at + 1] <= minutes)
    at++;
  g_value_set_uint (value, at);
  return TRUE;
}

static GVariant *
interval_from_row (const GValue       *value,
                   const GVariantType *type,
                   gpointer            data)
{
  guint at = g_value_get_uint (value);

  return at < G_N_ELEMENTS (intervals) ? g_variant_new_uint32 (intervals[at]) : NULL;
}

static void
rollcall_preferences_class_init (RollcallPreferencesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallPreferences, interval_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallPreferences, clipboard_spin);
  gtk_widget_class_bind_template_child (widget_class, RollcallPreferences, compact_switch);
}

static void
rollcall_preferences_init (RollcallPreferences *self)
{
  GSettings *settings = rollcall_application_get_settings (rollcall_application_get ());
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (intervals); i++)
    gtk_string_list_take (words, describe_interval (intervals[i]));
  adw_combo_row_set_model (self->interval_row, G_LIST_MODEL (words));
  g_settings_bind_with_mapping (settings, "refresh-interval", self->interval_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, interval_to_row, interval_from_row, NULL,
                                NULL);
  g_settings_bind (settings, "clipboard-seconds", self->clipboard_spin, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "compact-rows", self->compact_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
}

void
rollcall_preferences_present (GtkWindow *parent)
{
  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  gtk_window_present (
      g_object_new (ROLLCALL_TYPE_PREFERENCES, "transient-for", parent, "modal", TRUE, NULL));
}
