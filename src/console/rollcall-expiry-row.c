/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A day and no time: what the pages of such services show. It ends with the day, locally. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-expiry-row.h"

#include <glib/gi18n.h>

#include "base/base-time.h"
#include "desk/desk-keys.h"

#define USUAL_LIFETIME_DAYS 365

struct _RollcallExpiryRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkCalendar *calendar;
  GtkWidget *set_button;
  GtkWidget *clear_button;
  GtkLabel *problem;
  char *owner;
  guint lifetime;
  gint64 expires;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallExpiryRow, rollcall_expiry_row, ADW_TYPE_ACTION_ROW)

/* (transfer full): in words of its own, since we know what a person said and no more */
static char *
describe_unknown (RollcallExpiryRow *self)
{
  if (self->owner != NULL && self->lifetime == USUAL_LIFETIME_DAYS)
    /* Translators: %s is a service, say Atlassian */
    return g_strdup_printf (_("%s keys end after a year; set a date to be warned"), self->owner);
  if (self->owner != NULL && self->lifetime > 0)
    return g_strdup_printf (ngettext ("%s keys end after %u day; set a date to be warned",
                                      "%s keys end after %u days; set a date to be warned",
                                      self->lifetime),
                            self->owner, self->lifetime);
  return g_strdup (_("If it ends, set a date to be warned"));
}

static void
update (RollcallExpiryRow *self)
{
  Connection connection = { .expires = self->expires };
  g_autoptr (DeskKeyHealth) health = desk_key_health_new_for_foreign (&connection, 0);
  g_autofree char *unknown = describe_unknown (self);
  g_autofree char *day = NULL;
  gboolean soon;

  soon = health->known && health->level >= DESK_KEY_WARNING;
  gtk_image_set_from_icon_name (self->icon, self->expires == 0 ? "dialog-information-symbolic"
                                            : soon             ? "dialog-warning-symbolic"
                                                               : "emblem-ok-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "success");
  if (self->expires != 0)
    {
      g_autoptr (GDateTime) end = g_date_time_new_from_unix_local (self->expires / G_USEC_PER_SEC);

      day = g_date_time_format (end, "%x");
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), soon ? "warning" : "success");
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 self->expires == 0 ? _("Expiry is unknown") : health->sentence);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), day != NULL ? day : unknown);
  gtk_menu_button_set_label (self->button, self->expires == 0 ? _("_Set Date…") : _("_Change…"));
  gtk_widget_set_visible (self->clear_button, self->expires != 0);
}

/* (transfer full): the last second of the day in the calendar */
static GDateTime *
get_chosen (RollcallExpiryRow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  return g_date_time_new_local (g_date_time_get_year (date), g_date_time_get_month (date),
                                g_date_time_get_day_of_month (date), 23, 59, 59);
}

static void
day_cb (RollcallExpiryRow *self)
{
  g_autoptr (GDateTime) chosen = get_chosen (self);
  gboolean past = g_date_time_to_unix (chosen) * G_USEC_PER_SEC < base_time_now ();

  gtk_widget_set_sensitive (self->set_button, !past);
  gtk_label_set_label (self->problem, past ? _("This day has passed.") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), past);
}

/* Proposes what is set, else the end of the usual lifetime, which with most services is a year. */
static void
shown_cb (RollcallExpiryRow *self)
{
  gint64 days = self->lifetime > 0 ? self->lifetime : USUAL_LIFETIME_DAYS;
  gint64 proposed = self->expires != 0 ? self->expires : base_time_now () + days * G_TIME_SPAN_DAY;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (proposed / G_USEC_PER_SEC);

  gtk_calendar_select_day (self->calendar, date);
  day_cb (self);
}

static void
set_cb (RollcallExpiryRow *self)
{
  g_autoptr (GDateTime) chosen = get_chosen (self);

  gtk_popover_popdown (self->popover);
  rollcall_expiry_row_set_expires (self, g_date_time_to_unix (chosen) * G_USEC_PER_SEC);
}

static void
clear_cb (RollcallExpiryRow *self)
{
  gtk_popover_popdown (self->popover);
  rollcall_expiry_row_set_expires (self, 0);
}

static void
rollcall_expiry_row_finalize (GObject *object)
{
  g_free (ROLLCALL_EXPIRY_ROW (object)->owner);
  G_OBJECT_CLASS (rollcall_expiry_row_parent_class)->finalize (object);
}

static void
rollcall_expiry_row_class_init (RollcallExpiryRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = rollcall_expiry_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", ROLLCALL_TYPE_EXPIRY_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-expiry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallExpiryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallExpiryRow, button);
  gtk_widget_class_bind_template_child (widget_class, RollcallExpiryRow, popover);
  gtk_widget_class_bind_template_child (widget_class, RollcallExpiryRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, RollcallExpiryRow, set_button);
  gtk_widget_class_bind_template_child (widget_class, RollcallExpiryRow, clear_button);
  gtk_widget_class_bind_template_child (widget_class, RollcallExpiryRow, problem);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
rollcall_expiry_row_init (RollcallExpiryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

gint64
rollcall_expiry_row_get_expires (RollcallExpiryRow *self)
{
  g_return_val_if_fail (ROLLCALL_IS_EXPIRY_ROW (self), 0);

  return self->expires;
}

void
rollcall_expiry_row_set_expires (RollcallExpiryRow *self,
                                 gint64             expires)
{
  g_return_if_fail (ROLLCALL_IS_EXPIRY_ROW (self));

  self->expires = expires;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
rollcall_expiry_row_set_lifetime (RollcallExpiryRow *self,
                                  const char        *owner,
                                  guint              days)
{
  g_return_if_fail (ROLLCALL_IS_EXPIRY_ROW (self));

  g_free (self->owner);
  self->owner = g_strdup (owner);
  self->lifetime = days;
  update (self);
}
