/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds the selected side, hands it to every page, and keeps what frames them up to date: title,
 * badge, progress, banner. Which page and connection were last looked at, and the window's size,
 * are kept in the preferences. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include <glib/gi18n.h>

#include "console/rollcall-activity-page.h"
#include "console/rollcall-compare-page.h"
#include "console/rollcall-groups-page.h"
#include "console/rollcall-message.h"
#include "console/rollcall-overview-page.h"
#include "console/rollcall-setup-page.h"
#include "console/rollcall-text-scale.h"
#include "console/rollcall-users-page.h"
#include "console/rollcall-window-private.h"

/* Below this width of the window, with text of the usual size, two columns have no room. */
#define NARROW_BELOW 720

G_DEFINE_FINAL_TYPE (RollcallWindow, rollcall_window, ADW_TYPE_APPLICATION_WINDOW)

static GSettings *
get_settings (void)
{
  return rollcall_application_get_settings (rollcall_application_get ());
}

static RollcallSides *
get_sides (void)
{
  return rollcall_application_get_sides (rollcall_application_get ());
}

static void
foreach_page (RollcallWindow *self,
              void          (*func) (RollcallPage *page, gpointer data),
              gpointer        data)
{
  g_autoptr (GtkSelectionModel) model = adw_view_stack_get_pages (self->pages);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AdwViewStackPage) tab = g_list_model_get_item (G_LIST_MODEL (model), i);

      func (ROLLCALL_PAGE (adw_view_stack_page_get_child (tab)), data);
    }
}

static void
set_page_side (RollcallPage *page,
               gpointer      side)
{
  rollcall_page_set_side (page, side);
}

static void
set_page_narrow (RollcallPage *page,
                 gpointer      narrow)
{
  rollcall_page_set_narrow (page, GPOINTER_TO_INT (narrow));
}

static void
update_badge (RollcallWindow *self)
{
  gint64 attention = self->side != NULL ? rollcall_side_get_attention (self->side) : 0;

  adw_view_stack_page_set_badge_number (self->compare_tab, (guint)MIN (attention, 9999));
  adw_view_stack_page_set_needs_attention (self->compare_tab, attention > 0);
}

static void
update_progress (RollcallWindow *self)
{
  const RollcallProgress *progress =
      self->side != NULL ? rollcall_side_get_progress (self->side) : NULL;

  gtk_stack_set_visible_child_name (self->refresh_stack, progress != NULL ? "cancel" : "refresh");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), progress != NULL);
  if (progress == NULL)
    return;
  if (progress->total > 0)
    gtk_progress_bar_set_fraction (self->progress,
                                   MIN (1.0, (double)progress->done / (double)progress->total));
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
update_title (RollcallWindow *self)
{
  const char *name = self->side != NULL ? rollcall_side_get_name (self->side) : _("Rollcall");

  adw_view_switcher_title_set_title (self->switcher_title, name);
  gtk_window_set_title (GTK_WINDOW (self), name);
}

static void
side_changed_cb (RollcallWindow *self,
                 guint           what,
                 RollcallSide   *side)
{
  if ((what & ROLLCALL_SIDE_CHANGE_SETTINGS) != 0)
    update_title (self);
  if ((what & (ROLLCALL_SIDE_CHANGE_PROGRESS | ROLLCALL_SIDE_CHANGE_STATE)) != 0)
    update_progress (self);
  if ((what & ROLLCALL_SIDE_CHANGE_COMPARISON) != 0)
    update_badge (self);
  if ((what & ~ROLLCALL_SIDE_CHANGE_PROGRESS) != 0)
    rollcall_window_update_actions (self);
}

/* Whoever is selected may be gone, and with the first connection the welcome page goes. */
static void
sides_changed_cb (RollcallWindow *self)
{
  GListModel *sides = G_LIST_MODEL (get_sides ());
  g_autoptr (RollcallSide) first = NULL;

  gtk_stack_set_visible_child_name (self->views,
                                    g_list_model_get_n_items (sides) > 0 ? "main" : "welcome");
  if (self->side != NULL &&
      rollcall_sides_find (get_sides (), rollcall_side_get_uuid (self->side)) == self->side)
    return;

  first = g_list_model_get_item (sides, 0);
  rollcall_window_set_side (self, first);
}

static void
selected_cb (RollcallWindow *self,
             RollcallSide   *side)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  rollcall_window_set_side (self, side);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content));
  /* The leaflet takes the keyboard along, which beside each other isn't wanted. */
  if (focus != NULL && !adw_leaflet_get_folded (self->leaflet))
    gtk_widget_grab_focus (focus);
}

static void
page_cb (RollcallWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->pages);

  if (name == NULL || gtk_widget_get_root (GTK_WIDGET (self->pages)) == NULL)
    return;

  g_settings_set_string (get_settings (), "last-page", name);
  rollcall_window_update_actions (self);
}

/* The page after the one that is shown. A leaflet's widgets don't stand in the order of its pages,
 * so their siblings don't tell. */
static GtkWidget *
get_behind (RollcallWindow *self)
{
  return adw_leaflet_get_adjacent_child (self->content, ADW_NAVIGATION_DIRECTION_FORWARD);
}

/* A subpage that was left is of no use any more. */
static void
subpage_cb (RollcallWindow *self)
{
  GtkWidget *shown = adw_leaflet_get_visible_child (self->content);
  GtkWidget *next;

  if (self->main == NULL || shown != self->main)
    return;
  while ((next = get_behind (self)) != NULL)
    adw_leaflet_remove (self->content, next);
}

static void
restore (RollcallWindow *self)
{
  g_autofree char *uuid = g_settings_get_string (get_settings (), "last-connection");
  g_autofree char *page = g_settings_get_string (get_settings (), "last-page");
  RollcallSide *side = rollcall_sides_find (get_sides (), uuid);

  if (side != NULL)
    rollcall_window_set_side (self, side);
  if (adw_view_stack_get_child_by_name (self->pages, page) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, page);
}

static void
bind_settings (RollcallWindow *self)
{
  GSettings *settings = get_settings ();

  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sidebar-visible", self->sidebar, "visible", G_SETTINGS_BIND_DEFAULT);
  self->auto_read = rollcall_auto_read_new (settings, GTK_WINDOW (self));
}

static void
rollcall_window_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);
  gboolean narrow = width < rollcall_text_scale (widget, NARROW_BELOW);

  foreach_page (self, set_page_narrow, GINT_TO_POINTER (narrow));
  rollcall_welcome_page_set_narrow (self->welcome, narrow);
  GTK_WIDGET_CLASS (rollcall_window_parent_class)->size_allocate (widget, width, height, baseline);
}

/* (transfer full) (nullable): the dialog of @window that was opened last */
static GtkWindow *
find_dialog (GtkWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (windows, i - 1);

      if (gtk_window_get_transient_for (dialog) == window &&
          gtk_widget_get_mapped (GTK_WIDGET (dialog)))
        return g_steal_pointer (&dialog);
    }
  return NULL;
}

/* Whether what stands before @window is closed; what wants an answer first stays. */
static gboolean
close_dialogs (GtkWindow *window)
{
  g_autoptr (GtkWindow) dialog = NULL;

  while ((dialog = find_dialog (window)) != NULL)
    {
      if (!close_dialogs (dialog))
        return FALSE;
      gtk_window_close (dialog);
      if (gtk_widget_get_mapped (GTK_WIDGET (dialog)))
        return FALSE;
      g_clear_object (&dialog);
    }
  return TRUE;
}

/* A key that is shown once isn't lost because the window behind it, or the application, is closed
 * by the desktop. */
static gboolean
rollcall_window_close_request (GtkWindow *window)
{
  if (!close_dialogs (window))
    return TRUE;
  return GTK_WINDOW_CLASS (rollcall_window_parent_class)->close_request (window);
}

static void
rollcall_window_dispose (GObject *object)
{
  RollcallWindow *self = ROLLCALL_WINDOW (object);

  g_clear_object (&self->auto_read);
  g_clear_object (&self->side_signals);
  g_clear_object (&self->side);
  G_OBJECT_CLASS (rollcall_window_parent_class)->dispose (object);
}

static void
rollcall_window_class_init (RollcallWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = rollcall_window_close_request;
  widget_class->size_allocate = rollcall_window_size_allocate;

  g_type_ensure (ROLLCALL_TYPE_ACTIVITY_PAGE);
  g_type_ensure (ROLLCALL_TYPE_BANNER);
  g_type_ensure (ROLLCALL_TYPE_COMPARE_PAGE);
  g_type_ensure (ROLLCALL_TYPE_GROUPS_PAGE);
  g_type_ensure (ROLLCALL_TYPE_OVERVIEW_PAGE);
  g_type_ensure (ROLLCALL_TYPE_SETUP_PAGE);
  g_type_ensure (ROLLCALL_TYPE_SIDEBAR);
  g_type_ensure (ROLLCALL_TYPE_USERS_PAGE);
  g_type_ensure (ROLLCALL_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, views);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, content);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, main);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, refresh_stack);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, compare_tab);
  gtk_widget_class_bind_template_child (widget_class, RollcallWindow, setup_tab);
  gtk_widget_class_bind_template_callback (widget_class, page_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, subpage_cb);
  rollcall_window_install_actions (widget_class);
}

static void
rollcall_window_init (RollcallWindow *self)
{
  self->side_signals = g_signal_group_new (ROLLCALL_TYPE_SIDE);
  g_signal_group_connect_swapped (self->side_signals, "changed", G_CALLBACK (side_changed_cb),
                                  self);
  gtk_widget_init_template (GTK_WIDGET (self));
  rollcall_sidebar_set_sides (self->sidebar, get_sides ());
  g_signal_connect_object (get_sides (), "items-changed", G_CALLBACK (sides_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rollcall_window_accept_files (self);
  bind_settings (self);
  sides_changed_cb (self);
  restore (self);
  rollcall_window_update_actions (self);
}

RollcallWindow *
rollcall_window_new (RollcallApplication *application)
{
  return g_object_new (ROLLCALL_TYPE_WINDOW, "application", application, NULL);
}

RollcallWindow *
rollcall_window_of (GtkWidget *widget)
{
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  root = gtk_widget_get_root (widget);
  while (GTK_IS_WINDOW (root) && !ROLLCALL_IS_WINDOW (root))
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));
  return ROLLCALL_IS_WINDOW (root) ? ROLLCALL_WINDOW (root) : NULL;
}

RollcallSide *
rollcall_window_get_side (RollcallWindow *self)
{
  g_return_val_if_fail (ROLLCALL_IS_WINDOW (self), NULL);

  return self->side;
}

void
rollcall_window_set_side (RollcallWindow *self,
                          RollcallSide   *side)
{
  g_return_if_fail (ROLLCALL_IS_WINDOW (self));
  g_return_if_fail (side == NULL || ROLLCALL_IS_SIDE (side));

  if (!g_set_object (&self->side, side))
    return;

  adw_leaflet_set_visible_child (self->content, self->main);
  g_signal_group_set_target (self->side_signals, side);
  foreach_page (self, set_page_side, side);
  rollcall_banner_set_side (self->banner, side);
  rollcall_auto_read_set_side (self->auto_read, side);
  rollcall_sidebar_select (self->sidebar, side);
  if (side != NULL)
    g_settings_set_string (get_settings (), "last-connection", rollcall_side_get_uuid (side));
  if (side != NULL)
    side_changed_cb (self, ROLLCALL_SIDE_CHANGE_ALL, side);
}

RollcallPage *
rollcall_window_get_page (RollcallWindow *self,
                          const char     *name)
{
  g_return_val_if_fail (ROLLCALL_IS_WINDOW (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return ROLLCALL_PAGE (adw_view_stack_get_child_by_name (self->pages, name));
}

RollcallPage *
rollcall_window_get_shown_page (RollcallWindow *self)
{
  GtkWidget *page = adw_view_stack_get_visible_child (self->pages);

  return page != NULL ? ROLLCALL_PAGE (page) : NULL;
}

void
rollcall_window_show_page (RollcallWindow *self,
                           const char     *name)
{
  g_return_if_fail (ROLLCALL_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  adw_leaflet_set_visible_child (self->content, self->main);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content));
  adw_view_stack_set_visible_child_name (self->pages, name);
}

void
rollcall_window_push (RollcallWindow *self,
                      GtkWidget      *subpage)
{
  GtkWidget *next;

  g_return_if_fail (ROLLCALL_IS_WINDOW (self));
  g_return_if_fail (GTK_IS_WIDGET (subpage));

  /* What was gone back from is behind the page that is shown, and of no use any more. */
  while ((next = get_behind (self)) != NULL)
    adw_leaflet_remove (self->content, next);
  adw_leaflet_append (self->content, subpage);
  adw_leaflet_set_visible_child (self->content, subpage);
}

void
rollcall_window_go_back (RollcallWindow *self)
{
  GtkWidget *before =
      adw_leaflet_get_adjacent_child (self->content, ADW_NAVIGATION_DIRECTION_BACK);

  if (before != NULL)
    adw_leaflet_set_visible_child (self->content, before);
  else if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
}

void
rollcall_window_toast (RollcallWindow *self,
                       const char     *message)
{
  g_autofree char *title = g_markup_escape_text (message, -1);

  g_return_if_fail (ROLLCALL_IS_WINDOW (self));

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (title));
}

void
rollcall_window_add_toast (RollcallWindow *self,
                           AdwToast       *toast)
{
  g_return_if_fail (ROLLCALL_IS_WINDOW (self));

  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
rollcall_window_show_error (RollcallWindow *self,
                            const char     *title,
                            const GError   *error)
{
  g_return_if_fail (ROLLCALL_IS_WINDOW (self));

  rollcall_message_show (GTK_WINDOW (self), title, error->message);
}
