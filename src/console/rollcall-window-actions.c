/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's actions, one table: what each is called, what it takes, what it does. Pages and
 * dialogs name them and know nothing of the window. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include <glib/gi18n.h>

#include "console/rollcall-compare-page.h"
#include "console/rollcall-other-dialog.h"
#include "console/rollcall-quick-switch.h"
#include "console/rollcall-window-private.h"

static RollcallSides *
get_sides (void)
{
  return rollcall_application_get_sides (rollcall_application_get ());
}

static void
show_page (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  const char *page = g_variant_get_string (parameter, NULL);

  if (rollcall_window_get_side (ROLLCALL_WINDOW (widget)) != NULL)
    rollcall_window_show_page (ROLLCALL_WINDOW (widget), page);
}

/* Shows the Compare page, away from whatever is in front of it. */
static RollcallComparePage *
show_compare (GtkWidget *widget)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);

  rollcall_window_show_page (self, "compare");
  return ROLLCALL_COMPARE_PAGE (rollcall_window_get_page (self, "compare"));
}

static void
show_reason (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  if (rollcall_window_get_side (ROLLCALL_WINDOW (widget)) != NULL)
    rollcall_compare_page_show_reason (show_compare (widget),
                                       g_variant_get_string (parameter, NULL));
}

static void
show_person_key (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  if (rollcall_window_get_side (ROLLCALL_WINDOW (widget)) != NULL)
    rollcall_compare_page_show_person (show_compare (widget),
                                       g_variant_get_string (parameter, NULL));
}

static void
quick_switch (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  rollcall_quick_switch_present (ROLLCALL_WINDOW (widget), NULL);
}

static void
ask (GtkWidget  *widget,
     const char *name,
     GVariant   *parameter)
{
  if (rollcall_window_get_side (ROLLCALL_WINDOW (widget)) != NULL)
    rollcall_quick_switch_present (ROLLCALL_WINDOW (widget),
                                   g_variant_get_string (parameter, NULL));
}

static void
select_nth (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  int nth = g_variant_get_int32 (parameter);
  g_autoptr (RollcallSide) side =
      nth > 0 ? g_list_model_get_item (G_LIST_MODEL (get_sides ()), (guint)nth - 1) : NULL;

  if (side != NULL)
    rollcall_window_set_side (ROLLCALL_WINDOW (widget), side);
}

static void
select_side (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RollcallSide *side = rollcall_sides_find (get_sides (), g_variant_get_string (parameter, NULL));

  if (side != NULL)
    rollcall_window_set_side (ROLLCALL_WINDOW (widget), side);
}

static void
refresh (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);

  if (self->side != NULL)
    rollcall_side_read (self->side);
}

static void
cancel (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);

  if (self->side != NULL)
    rollcall_side_cancel (self->side);
}

static void
search (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  RollcallPage *page = rollcall_window_get_shown_page (ROLLCALL_WINDOW (widget));

  if (page != NULL)
    rollcall_page_search (page);
}

static void
export_page (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RollcallPage *page = rollcall_window_get_shown_page (ROLLCALL_WINDOW (widget));

  if (page != NULL)
    rollcall_page_export (page);
}

/* Reading first, since that is what one wants to stop in a hurry; then what the page has open. */
static void
escape (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);
  RollcallPage *page = rollcall_window_get_shown_page (self);

  if (self->side != NULL && rollcall_side_get_progress (self->side) != NULL)
    rollcall_side_cancel (self->side);
  else if (adw_leaflet_get_visible_child (self->content) != self->main || page == NULL ||
           !rollcall_page_escape (page))
    rollcall_window_go_back (self);
}

static void
back (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  rollcall_window_go_back (ROLLCALL_WINDOW (widget));
}

static void
other_side (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);
  RollcallSide *other = self->side != NULL ? rollcall_side_get_other (self->side) : NULL;

  if (other != NULL)
    rollcall_window_set_side (self, other);
}

static void
choose_other (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);

  if (self->side != NULL && rollcall_side_is_directory (self->side))
    rollcall_other_dialog_present (self, self->side);
}

static void
toggle_sidebar (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GtkWidget *sidebar = GTK_WIDGET (ROLLCALL_WINDOW (widget)->sidebar);

  gtk_widget_set_visible (sidebar, !gtk_widget_get_visible (sidebar));
}

typedef struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc activate;
} WindowAction;

static const WindowAction actions[] = {
  { "win.ask", "s", ask },
  { "win.quick-switch", NULL, quick_switch },
  { "win.show-page", "s", show_page },
  { "win.show-person-key", "s", show_person_key },
  { "win.show-reason", "s", show_reason },
  { "win.show-user", "u", rollcall_window_action_show_details },
  { "win.show-group", "u", rollcall_window_action_show_details },
  { "win.show-members", "u", rollcall_window_action_show_members },
  { "win.select-nth", "i", select_nth },
  { "win.select-side", "s", select_side },
  { "win.refresh", NULL, refresh },
  { "win.cancel", NULL, cancel },
  { "win.choose-other", NULL, choose_other },
  { "win.search", NULL, search },
  { "win.export", NULL, export_page },
  { "win.escape", NULL, escape },
  { "win.back", NULL, back },
  { "win.other-side", NULL, other_side },
  { "win.toggle-sidebar", NULL, toggle_sidebar },
  { "win.about", NULL, rollcall_window_action_about },
  { "win.connect", NULL, rollcall_window_action_connect },
  { "win.forget", NULL, rollcall_window_action_forget },
  { "win.new-directory", NULL, rollcall_window_action_new_directory },
  { "win.open-csv", NULL, rollcall_window_action_open_csv },
  { "win.preferences", NULL, rollcall_window_action_preferences },
  { "win.remove", NULL, rollcall_window_action_remove },
  { "win.rename", NULL, rollcall_window_action_rename },
  { "win.without-keyring", NULL, rollcall_window_action_without_keyring },
  { "win.extend-key", NULL, rollcall_window_action_extend_key },
  { "win.new-key", NULL, rollcall_window_action_new_key },
  { "win.replace-key", NULL, rollcall_window_action_replace_key },
  { "win.show-base-url", NULL, rollcall_window_action_show_base_url },
};

void
rollcall_window_install_actions (GtkWidgetClass *class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Escape, 0, "win.escape", NULL);
}

void
rollcall_window_update_actions (RollcallWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  RollcallPage *page = rollcall_window_get_shown_page (self);
  gboolean shown = self->side != NULL;

  gtk_widget_action_set_enabled (widget, "win.refresh", shown);
  gtk_widget_action_set_enabled (widget, "win.choose-other",
                                 shown && rollcall_side_is_directory (self->side));
  gtk_widget_action_set_enabled (widget, "win.rename", shown);
  gtk_widget_action_set_enabled (widget, "win.remove", shown);
  gtk_widget_action_set_enabled (widget, "win.forget",
                                 shown && rollcall_side_get_roll (self->side) != NULL);
  gtk_widget_action_set_enabled (widget, "win.new-key",
                                 shown && rollcall_side_is_ours (self->side));
  gtk_widget_action_set_enabled (widget, "win.extend-key",
                                 shown && rollcall_side_is_ours (self->side));
  gtk_widget_action_set_enabled (widget, "win.replace-key",
                                 shown && rollcall_side_is_directory (self->side));
  gtk_widget_action_set_enabled (widget, "win.show-base-url",
                                 shown && rollcall_side_is_directory (self->side));
  gtk_widget_action_set_enabled (widget, "win.other-side",
                                 shown && rollcall_side_get_other (self->side) != NULL);
  gtk_widget_action_set_enabled (widget, "win.search",
                                 page != NULL && rollcall_page_can_search (page));
  gtk_widget_action_set_enabled (widget, "win.export",
                                 page != NULL && rollcall_page_can_export (page));
}
