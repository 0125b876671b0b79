/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The answer is the session's to remember, so that nobody is asked twice. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-keyring-question.h"

#include <glib/gi18n.h>

#include "console/rollcall-application.h"

typedef struct
{
  RollcallMessageFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_free (question);
}

static void
answer_cb (gboolean yes,
           gpointer data)
{
  Question *question = data;
  RollcallApplication *application = rollcall_application_get ();

  if (yes)
    desk_session_set_memory_only (rollcall_application_get_session (application), TRUE);
  question->func (yes, question->user_data);
}

gboolean
rollcall_keyring_is_error (const GError *error)
{
  return g_error_matches (error, CONNECTION_ERROR, CONNECTION_ERROR_NO_KEYRING) ||
         g_error_matches (error, CONNECTION_ERROR, CONNECTION_ERROR_LOCKED);
}

void
rollcall_keyring_ask (GtkWindow           *parent,
                      const GError        *error,
                      RollcallMessageFunc  func,
                      gpointer             user_data,
                      GDestroyNotify       destroy)
{
  gboolean locked = g_error_matches (error, CONNECTION_ERROR, CONNECTION_ERROR_LOCKED);
  Question *question;

  g_return_if_fail (rollcall_keyring_is_error (error));
  g_return_if_fail (func != NULL);

  question = g_new0 (Question, 1);
  question->func = func;
  question->user_data = user_data;
  question->destroy = destroy;
  rollcall_message_ask (parent, locked ? _("The keyring is locked") : _("No keyring answers"),
                        _("Rollcall keeps keys in the keyring and never in a file. You can keep "
                          "this key until Rollcall closes."),
                        _("_Stop"), _("_Keep for This Session"), FALSE, answer_cb, question,
                        question_free);
}
