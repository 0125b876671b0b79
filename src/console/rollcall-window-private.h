/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the window share. */

#pragma once

#include "console/rollcall-auto-read.h"
#include "console/rollcall-banner.h"
#include "console/rollcall-sidebar.h"
#include "console/rollcall-welcome-page.h"
#include "console/rollcall-window.h"

G_BEGIN_DECLS

struct _RollcallWindow
{
  AdwApplicationWindow parent_instance;

  RollcallSide *side;
  GSignalGroup *side_signals;
  RollcallAutoRead *auto_read;

  AdwToastOverlay *toasts;
  GtkStack *views;
  RollcallWelcomePage *welcome;
  AdwLeaflet *leaflet;
  RollcallSidebar *sidebar;
  AdwLeaflet *content;
  GtkWidget *main;
  GtkStack *refresh_stack;
  AdwViewSwitcherTitle *switcher_title;
  RollcallBanner *banner;
  GtkProgressBar *progress;
  AdwViewStack *pages;
  AdwViewStackPage *compare_tab;
  AdwViewStackPage *setup_tab;
};

/* Installs the actions `win.…` on the class (rollcall-window-actions.c). */
void          rollcall_window_install_actions (GtkWidgetClass *class);

/* Makes those actions insensitive that the shown side and page can't do now. */
void          rollcall_window_update_actions  (RollcallWindow *self);

/* (nullable): the page that is shown */
RollcallPage *rollcall_window_get_shown_page  (RollcallWindow *self);

/* One step back: from a subpage, or from the content to the sidebar when folded. */
void          rollcall_window_go_back         (RollcallWindow *self);

/* The actions that lead to a dialog about connections, or about the program
 * (rollcall-window-connections.c). */
void          rollcall_window_action_about         (GtkWidget  *widget,
                                                    const char *name,
                                                    GVariant   *parameter);
void          rollcall_window_action_connect       (GtkWidget  *widget,
                                                    const char *name,
                                                    GVariant   *parameter);
void          rollcall_window_action_forget        (GtkWidget  *widget,
                                                    const char *name,
                                                    GVariant   *parameter);
void          rollcall_window_action_new_directory (GtkWidget  *widget,
                                                    const char *name,
                                                    GVariant   *parameter);
void          rollcall_window_action_open_csv      (GtkWidget  *widget,
                                                    const char *name,
                                                    GVariant   *parameter);
void          rollcall_window_action_preferences   (GtkWidget  *widget,
                                                    const char *name,
                                                    GVariant   *parameter);
void          rollcall_window_action_remove        (GtkWidget  *widget,
                                                    const char *name,
                                                    GVariant   *parameter);
void          rollcall_window_action_rename        (GtkWidget  *widget,
                                                    const char *name,
                                                    GVariant   *parameter);
void          rollcall_window_action_without_keyring (GtkWidget *widget,
                                                    const char *name,
                                                    GVariant   *parameter);

/* rollcall-window-keys.c */
void          rollcall_window_action_extend_key    (GtkWidget  *widget,
                                                    const char *name,
                                                    GVariant   *parameter);
void          rollcall_window_action_new_key       (GtkWidget  *widget,
                                                    const char *name,
                                                    GVariant   *parameter);
void          rollcall_window_action_replace_key   (GtkWidget  *widget,
                                                    const char *name,
                                                    GVariant   *parameter);
void          rollcall_window_action_show_base_url (GtkWidget  *widget,
                                                    const char *name,
                                                    GVariant   *parameter);

/* About one person or group (rollcall-window-people.c). */
void          rollcall_window_action_show_details (GtkWidget  *widget,
                                                   const char *name,
                                                   GVariant   *parameter);
void          rollcall_window_action_show_members (GtkWidget  *widget,
                                                   const char *name,
                                                   GVariant   *parameter);

/* Lets files be dropped on it (rollcall-window-file.c). */
void          rollcall_window_accept_files    (RollcallWindow *self);

/* Saves what @directory is compared with, %NULL for nothing, and reads both (rollcall-window-
 * file.c). */
void          rollcall_window_compare_with    (RollcallWindow *self,
                                               RollcallSide   *directory,
                                               const char     *uuid);

G_END_DECLS
