/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The offer to undo is a toast; when it goes, by itself or with the program, the removal is
 * finished. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-connection-actions.h"

#include <glib/gi18n.h>

#include "console/rollcall-message.h"
#include "console/rollcall-removal.h"
#include "desk/desk-connection.h"

#define UNDO_SECONDS 10

typedef struct
{
  RollcallWindow *window; /* weak */
  RollcallSide *side;
} Question;

static Question *
question_new (RollcallWindow *window,
              RollcallSide   *side)
{
  Question *question = g_new0 (Question, 1);

  g_set_weak_pointer (&question->window, window);
  question->side = g_object_ref (side);
  return question;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_weak_pointer (&question->window);
  g_object_unref (question->side);
  g_free (question);
}

static RollcallSides *
get_sides (void)
{
  return rollcall_application_get_sides (rollcall_application_get ());
}

static void offer_undo (RollcallWindow  *window,
                        RollcallRemoval *removal,
                        guint            seconds);

static void
undo_cb (AdwToast        *toast,
         RollcallRemoval *removal)
{
  RollcallWindow *window = g_object_get_data (G_OBJECT (toast), "window");
  const char *uuid = rollcall_removal_get_connection (removal)->uuid;
  g_autoptr (GError) error = NULL;
  RollcallSide *side;

  if (!rollcall_removal_undo (removal, &error))
    {
      /* Key and roll are kept for another try, which no clock ends. */
      g_signal_handlers_disconnect_matched (toast, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                            g_signal_lookup ("dismissed", ADW_TYPE_TOAST), 0, NULL,
                                            NULL, removal);
      offer_undo (window, removal, 0);
      rollcall_window_show_error (window, _("It couldn’t be put back"), error);
      return;
    }
  side = rollcall_sides_find (get_sides (), uuid);
  if (side != NULL)
    rollcall_window_set_side (window, side);
}

static void
dismissed_cb (AdwToast        *toast,
              RollcallRemoval *removal)
{
  rollcall_removal_finish_async (removal);
}

/* Toasts that are still there end without a word. */
static void
shutdown_cb (GApplication    *application,
             RollcallRemoval *removal)
{
  g_autoptr (GError) error = NULL;

  if (!rollcall_removal_finish (removal, &error))
    g_info ("What a removed connection left couldn't be removed: %s", error->message);
}

static void
removal_unref (gpointer  removal,
               GClosure *closure)
{
  g_object_unref (removal);
}

/* @seconds: 0 for until it is answered */
static void
offer_undo (RollcallWindow  *window,
            RollcallRemoval *removal,
            guint            seconds)
{
  /* Translators: %s is a connection */
  g_autofree char *words =
      g_strdup_printf (_("%s removed"), rollcall_removal_get_connection (removal)->name);
  g_autofree char *title = g_markup_escape_text (words, -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, seconds);
  g_object_set_data (G_OBJECT (toast), "window", window);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), g_object_ref (removal),
                         removal_unref, 0);
  g_signal_connect_data (toast, "dismissed", G_CALLBACK (dismissed_cb), g_object_ref (removal),
                         removal_unref, 0);
  g_signal_connect_data (rollcall_application_get (), "shutdown", G_CALLBACK (shutdown_cb),
                         g_object_ref (removal), removal_unref, 0);
  rollcall_window_add_toast (window, toast);
}

static void
remove_cb (gboolean yes,
           gpointer data)
{
  Question *question = data;
  DeskSession *session = rollcall_application_get_session (rollcall_application_get ());
  g_autoptr (RollcallRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;

  if (!yes || question->window == NULL)
    return;

  removal = rollcall_removal_begin (get_sides (), question->side, session, &error);
  if (removal != NULL)
    offer_undo (question->window, removal, UNDO_SECONDS);
  else
    rollcall_window_show_error (question->window, _("It wasn’t removed"), error);
}

static void
forget_cb (gboolean yes,
           gpointer data)
{
  Question *question = data;
  g_autoptr (GError) error = NULL;

  if (!yes || question->window == NULL)
    return;

  if (!desk_connection_forget (rollcall_side_get_connection (question->side), &error))
    {
      rollcall_window_show_error (question->window, _("What was read wasn’t forgotten"), error);
      return;
    }
  rollcall_side_forget (question->side);
  rollcall_window_toast (question->window, _("What was read is forgotten"));
}

void
rollcall_connection_remove (RollcallWindow *window,
                            RollcallSide   *side)
{
  g_autofree char *title = NULL;

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));
  g_return_if_fail (ROLLCALL_IS_SIDE (side));

  title = g_strdup_printf (_("Remove “%s”?"), rollcall_side_get_name (side));
  rollcall_message_ask (GTK_WINDOW (window), title,
                        rollcall_side_is_directory (side)
                            ? _("Its roll and its key on this computer are removed. The directory "
                                "itself is left alone.")
                            : _("Its roll on this computer is removed. Where it was read from is "
                                "left alone."),
                        _("_Cancel"), _("_Remove"), TRUE, remove_cb, question_new (window, side),
                        question_free);
}

void
rollcall_connection_forget (RollcallWindow *window,
                            RollcallSide   *side)
{
  g_autofree char *title = NULL;

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));
  g_return_if_fail (ROLLCALL_IS_SIDE (side));

  title = g_strdup_printf (_("Forget what was read from “%s”?"), rollcall_side_get_name (side));
  rollcall_message_ask (GTK_WINDOW (window), title,
                        _("People, groups and their history are deleted from this computer. The "
                          "connection stays and can be read again; the history before today can’t "
                          "be had again."),
                        _("_Cancel"), _("_Forget"), TRUE, forget_cb, question_new (window, side),
                        question_free);
}

void
rollcall_connection_show (RollcallWindow *window,
                          const char     *uuid)
{
  g_autoptr (GError) error = NULL;
  RollcallSide *side;

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));
  g_return_if_fail (uuid != NULL);

  if (!rollcall_sides_reload (get_sides (), &error))
    {
      rollcall_window_show_error (window, _("The saved connections can't be read"), error);
      return;
    }
  side = rollcall_sides_find (get_sides (), uuid);
  if (side == NULL)
    return;
  rollcall_window_set_side (window, side);
  rollcall_window_show_page (window, "overview");
  rollcall_side_read (side);
}
