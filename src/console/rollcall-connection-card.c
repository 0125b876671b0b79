/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows that have nothing to say are hidden: a file has no key, a service of others tells nothing of
 * provisioning. The key's buttons stand open from the first warning on; before, they are in a
 * menu. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-connection-card.h"

#include <glib/gi18n.h>

#include "desk/desk-words.h"

struct _RollcallConnectionCard
{
  AdwBin parent_instance;

  AdwActionRow *key;
  GtkImage *key_icon;
  GtkWidget *replace;
  AdwActionRow *provisioning;
  AdwActionRow *change;
  AdwActionRow *address;
  GtkWidget *show_address;
  GtkImage *address_icon;
  AdwExpanderRow *faults;
  GPtrArray *fault_rows;
};

G_DEFINE_FINAL_TYPE (RollcallConnectionCard, rollcall_connection_card, ADW_TYPE_BIN)

static void
set_row (AdwActionRow *row,
         const char   *title,
         const char   *subtitle)
{
  gtk_widget_set_visible (GTK_WIDGET (row), title != NULL);
  if (title == NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle != NULL ? subtitle : "");
}

static void
show_key (RollcallConnectionCard      *self,
          RollcallSide                *side,
          const RollcallOverviewFacts *facts)
{
  static const char *const styles[] = {
    [DESK_KEY_WELL] = NULL,         [DESK_KEY_NOTICE] = NULL,     [DESK_KEY_WARNING] = "warning",
    [DESK_KEY_URGENT] = "warning",  [DESK_KEY_ENDED] = "error",
  };
  const DeskKeyHealth *health = facts->health;

  gtk_widget_remove_css_class (GTK_WIDGET (self->key_icon), "warning");
  gtk_widget_remove_css_class (GTK_WIDGET (self->key_icon), "error");
  if (health == NULL)
    {
      set_row (self->key, facts->health_error != NULL ? _("Nothing is known of the key") : NULL,
               facts->health_error != NULL ? facts->health_error->message : NULL);
      gtk_widget_set_visible (self->replace, FALSE);
      return;
    }

  set_row (self->key, health->sentence, health->detail);
  if (styles[health->level] != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->key_icon), styles[health->level]);
  gtk_widget_set_visible (self->replace, health->level >= DESK_KEY_WARNING);
}

/* What our own service has seen. */
static void
show_activity (RollcallConnectionCard *self,
               RollcallSide           *side)
{
  RollcallFeed *feed = rollcall_side_get_feed (side);
  const DeskActivitySummary *summary = feed != NULL ? rollcall_feed_get_summary (feed) : NULL;
  const GError *error = feed != NULL ? rollcall_feed_get_error (feed) : NULL;

  if (feed == NULL)
    {
      set_row (self->provisioning, NULL, NULL);
      return;
    }
  if (error != NULL && rollcall_feed_is_loading (feed))
    {
      set_row (self->provisioning, _("What happened can’t be asked for"), error->message);
      return;
    }

  if (summary == NULL || summary->cycle_sentence == NULL)
    set_row (self->provisioning, _("Provisioning has not begun"),
             summary != NULL ? summary->test_sentence : NULL);
  else
    set_row (self->provisioning, summary->cycle_sentence,
             summary->last_cycle != NULL ? summary->last_cycle->who : NULL);
  set_row (self->change, summary != NULL ? summary->last_change_sentence : NULL,
           summary != NULL && summary->last_change != NULL ? summary->last_change->detail : NULL);
}

/* Of a service of others: what the readings saw. */
static void
show_last_change (RollcallConnectionCard      *self,
                  const RollcallOverviewFacts *facts)
{
  const RollChange *change =
      facts->changes != NULL && facts->changes->len > 0 ? facts->changes->pdata[0] : NULL;
  g_autofree char *when = NULL;
  g_autofree char *title = NULL;

  if (change == NULL)
    {
      set_row (self->change, NULL, NULL);
      return;
    }
  when = desk_words_ago (change->time, 0);
  /* Translators: the place is for "3 minutes ago", "yesterday" */
  title = g_strdup_printf (_("Last change seen %s"), when);
  set_row (self->change, title, change->name);
}

static void
show_address (RollcallConnectionCard *self,
              RollcallSide           *side)
{
  gboolean directory = rollcall_side_is_directory (side);
  const char *uri = rollcall_side_get_connection (side)->side;
  const char *colon = strchr (uri, ':');
  const RollInfo *info = rollcall_side_get_info (side);

  gtk_widget_set_visible (self->show_address, directory);
  gtk_image_set_from_icon_name (self->address_icon, directory ? "network-server-symbolic"
                                                              : "x-office-spreadsheet-symbolic");
  if (directory)
    set_row (self->address, _("Base URL"), colon + 1);
  else if (info != NULL && info->counts_only)
    set_row (self->address, _("Typed-in numbers"), NULL);
  else
    set_row (self->address, _("File"), colon != NULL ? colon + 1 : uri);
}

static void
add_faults (RollcallConnectionCard *self,
            RollcallSide           *side)
{
  const RollInfo *info = rollcall_side_get_info (side);

  for (guint i = 0; info != NULL && info->faults != NULL && i < info->faults->len; i++)
    {
      const RollFaultCount *fault = g_ptr_array_index (info->faults, i);
      g_autofree char *number = desk_words_number (fault->count);
      g_autofree char *times = g_strdup_printf (
          ngettext ("%s: once", "%s: %s times", (gulong)fault->count),
          rollcall_side_get_name (side), number);
      g_autofree char *subtitle =
          fault->detail != NULL ? g_strdup_printf ("%s\n%s", times, fault->detail)
                                : g_strdup (times);
      GtkWidget *row =
          g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                        _ (roll_fault_to_sentence (fault->fault)), "subtitle", subtitle, NULL);

      adw_expander_row_add_row (self->faults, row);
      g_ptr_array_add (self->fault_rows, row);
    }
}

static void
show_faults (RollcallConnectionCard *self,
             RollcallSide           *side)
{
  RollcallSide *other = rollcall_side_get_other (side);
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;

  for (guint i = 0; i < self->fault_rows->len; i++)
    adw_expander_row_remove (self->faults, g_ptr_array_index (self->fault_rows, i));
  g_ptr_array_set_size (self->fault_rows, 0);
  add_faults (self, side);
  if (other != NULL)
    add_faults (self, other);

  gtk_widget_set_visible (GTK_WIDGET (self->faults), self->fault_rows->len > 0);
  number = desk_words_number (self->fault_rows->len);
  title = g_strdup_printf (ngettext ("%s thing was wrong and was survived",
                                     "%s things were wrong and were survived",
                                     self->fault_rows->len),
                           number);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->faults), title);
}

static void
rollcall_connection_card_dispose (GObject *object)
{
  g_clear_pointer (&ROLLCALL_CONNECTION_CARD (object)->fault_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rollcall_connection_card_parent_class)->dispose (object);
}

static void
rollcall_connection_card_class_init (RollcallConnectionCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_connection_card_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-connection-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectionCard, key);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectionCard, key_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectionCard, replace);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectionCard, provisioning);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectionCard, change);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectionCard, address);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectionCard, show_address);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectionCard, address_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectionCard, faults);
}

static void
rollcall_connection_card_init (RollcallConnectionCard *self)
{
  self->fault_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rollcall_connection_card_show (RollcallConnectionCard      *self,
                               RollcallSide                *side,
                               const RollcallOverviewFacts *facts)
{
  g_return_if_fail (ROLLCALL_IS_CONNECTION_CARD (self));
  g_return_if_fail (ROLLCALL_IS_SIDE (side));

  if (facts != NULL)
    {
      show_key (self, side, facts);
      show_last_change (self, facts);
    }
  show_activity (self, side);
  show_address (self, side);
  show_faults (self, side);
}
