/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A combo row, and below it the calendar while a day is asked for. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-key-expiry.h"

#include <glib/gi18n.h>

#include "base/base-time.h"
#include "console/rollcall-combo-text.h"
#include "desk/desk-words.h"

typedef enum
{
  CHOICE_SPAN,
  CHOICE_NEVER,
  CHOICE_DAY,
} ChoiceKind;

typedef struct
{
  const char *label;
  ChoiceKind kind;
  int months;
} Choice;

static const Choice choices[] = {
  { N_ ("In three months"), CHOICE_SPAN, 3 }, { N_ ("In half a year"), CHOICE_SPAN, 6 },
  { N_ ("In a year"), CHOICE_SPAN, 12 },      { N_ ("In two years"), CHOICE_SPAN, 24 },
  { N_ ("Never"), CHOICE_NEVER, 0 },          { N_ ("On a day…"), CHOICE_DAY, 0 },
};

#define USUAL 2

struct _RollcallKeyExpiry
{
  AdwBin parent_instance;

  AdwComboRow *row;
  GtkWidget *calendar_row;
  GtkCalendar *calendar;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallKeyExpiry, rollcall_key_expiry, ADW_TYPE_BIN)

static const Choice *
get_choice (RollcallKeyExpiry *self)
{
  guint selected = adw_combo_row_get_selected (self->row);

  return &choices[MIN (selected, G_N_ELEMENTS (choices) - 1)];
}

/* The last second of the calendar's day. */
static gint64
get_day (RollcallKeyExpiry *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) end =
      g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                             g_date_time_get_day_of_month (day), 23, 59, 59);

  return end != NULL ? g_date_time_to_unix (end) * G_USEC_PER_SEC : -1;
}

static gint64
get_in_months (int months)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_months (now, months);

  return g_date_time_to_unix (then) * G_USEC_PER_SEC;
}

static void
changed_cb (RollcallKeyExpiry *self)
{
  gint64 expires = rollcall_key_expiry_get_expires (self);
  g_autofree char *day = NULL;

  gtk_widget_set_visible (self->calendar_row, get_choice (self)->kind == CHOICE_DAY);
  if (expires > 0)
    day = desk_words_time (expires, 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row),
                               expires > 0   ? day
                               : expires < 0 ? _("That day is over: choose a later one")
                                             : _("Until it is revoked or replaced"));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
rollcall_key_expiry_class_init (RollcallKeyExpiryClass *class)
{
  signals[CHANGED] = g_signal_new ("changed", ROLLCALL_TYPE_KEY_EXPIRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_calendar_row (RollcallKeyExpiry *self)
{
  GtkWidget *row = gtk_list_box_row_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_widget_set_margin_start (GTK_WIDGET (self->calendar), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->calendar), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->calendar), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->calendar), 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (self->calendar));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Day on which the key expires"), -1);
  return row;
}

static void
rollcall_key_expiry_init (RollcallKeyExpiry *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (names, _ (choices[i].label));
  self->row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Expires"));
  adw_combo_row_set_model (self->row, G_LIST_MODEL (names));
  rollcall_combo_text_show_whole (self->row);
  self->calendar_row = make_calendar_row (self);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->row));
  gtk_list_box_append (GTK_LIST_BOX (list), self->calendar_row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("When the key expires"), -1);
  adw_bin_set_child (ADW_BIN (self), list);

  rollcall_key_expiry_set_day (self, get_in_months (12));
  adw_combo_row_set_selected (self->row, USUAL);
  g_signal_connect_swapped (self->row, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (changed_cb), self);
  changed_cb (self);
}

gint64
rollcall_key_expiry_get_expires (RollcallKeyExpiry *self)
{
  const Choice *choice;
  gint64 day;

  g_return_val_if_fail (ROLLCALL_IS_KEY_EXPIRY (self), -1);

  choice = get_choice (self);
  if (choice->kind == CHOICE_NEVER)
    return 0;
  if (choice->kind == CHOICE_SPAN)
    return get_in_months (choice->months);
  day = get_day (self);
  return day > base_time_now () ? day : -1;
}

void
rollcall_key_expiry_set_day (RollcallKeyExpiry *self,
                             gint64             expires)
{
  g_autoptr (GDateTime) day = NULL;

  g_return_if_fail (ROLLCALL_IS_KEY_EXPIRY (self));
  g_return_if_fail (expires > 0);

  day = g_date_time_new_from_unix_local (expires / G_USEC_PER_SEC);
  gtk_calendar_select_day (self->calendar, day);
}
