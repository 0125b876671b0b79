/* SPDX-License-Identifier: GPL-3.0-or-later */

/* AdwMessageDialog, which is the one that libadwaita 1.2 has. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-message.h"

#include <glib/gi18n.h>

typedef struct
{
  RollcallMessageFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          data)
{
  Question *question = data;

  question->func (g_str_equal (response, "yes"), question->user_data);
}

void
rollcall_message_show (GtkWindow  *parent,
                       const char *title,
                       const char *body)
{
  GtkWidget *dialog;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  dialog = adw_message_dialog_new (parent, title, body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

void
rollcall_message_ask (GtkWindow           *parent,
                      const char          *title,
                      const char          *body,
                      const char          *no,
                      const char          *yes,
                      gboolean             destructive,
                      RollcallMessageFunc  func,
                      gpointer             user_data,
                      GDestroyNotify       destroy)
{
  AdwMessageDialog *dialog;
  Question *question;

  g_return_if_fail (func != NULL);

  question = g_new0 (Question, 1);
  question->func = func;
  question->user_data = user_data;
  question->destroy = destroy;

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, title, body));
  adw_message_dialog_add_responses (dialog, "no", no, "yes", yes, NULL);
  adw_message_dialog_set_response_appearance (
      dialog, "yes", destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, destructive ? "no" : "yes");
  adw_message_dialog_set_close_response (dialog, "no");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
