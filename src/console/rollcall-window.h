/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window: the connections at the side, the pages of the one that is selected, and what they
 * share: toasts, a banner, subpages. Widgets inside reach it by its actions
 * (gtk_widget_activate_action), which rollcall-window-actions.c lists. */

#pragma once

#include "console/rollcall-application.h"
#include "console/rollcall-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_WINDOW (rollcall_window_get_type ())
G_DECLARE_FINAL_TYPE (RollcallWindow, rollcall_window, ROLLCALL, WINDOW, AdwApplicationWindow)

RollcallWindow *rollcall_window_new           (RollcallApplication *application);

/* (transfer none): the window that @widget stands in, or that is behind its dialog; %NULL while it
 * stands in none */
RollcallWindow *rollcall_window_of            (GtkWidget           *widget);

/* (nullable): whose pages are shown */
RollcallSide   *rollcall_window_get_side      (RollcallWindow      *self);
void            rollcall_window_set_side      (RollcallWindow      *self,
                                               RollcallSide        *side);

/**
 * rollcall_window_get_page:
 * @self: the window
 * @name: "overview", "users", "groups", "compare", "activity" or "setup"
 *
 * Returns: (transfer none): the page, shown or not.
 */
RollcallPage   *rollcall_window_get_page      (RollcallWindow      *self,
                                               const char          *name);

/* Shows it, away from any subpage. */
void            rollcall_window_show_page     (RollcallWindow      *self,
                                               const char          *name);

/**
 * rollcall_window_push:
 * @self: the window
 * @subpage: with a header bar of its own and a button with the action `win.back`
 *
 * Slides @subpage over the pages, until `win.back`, another page or another side is asked for.
 */
void            rollcall_window_push          (RollcallWindow      *self,
                                               GtkWidget           *subpage);

/* Shows @message for some seconds; plain text. */
void            rollcall_window_toast         (RollcallWindow      *self,
                                               const char          *message);

/* (transfer full to the overlay): a toast with a button, say *Undo*. */
void            rollcall_window_add_toast     (RollcallWindow      *self,
                                               AdwToast            *toast);

/* A dialog that says what went wrong: @title, and the error's own words below. */
void            rollcall_window_show_error    (RollcallWindow      *self,
                                               const char          *title,
                                               const GError        *error);

/* Saves a CSV (or JSON lines) as a connection and shows it; as the other side of the directory that
 * is shown, if one is. */
void            rollcall_window_open_file     (RollcallWindow      *self,
                                               GFile               *file);

G_END_DECLS
