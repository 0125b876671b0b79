/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does with the shown side's keys: the one that matters is extended or replaced
 * from anywhere. The keys are asked for first, so that the form knows what stands in the way. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include <glib/gi18n.h>

#include "console/rollcall-enter-key-dialog.h"
#include "console/rollcall-key-dialog.h"
#include "console/rollcall-key-job.h"
#include "console/rollcall-message.h"
#include "console/rollcall-setup-evidence.h"
#include "console/rollcall-window-private.h"

typedef void (*KeyTaskFunc) (GtkWindow *parent,
                             RollcallSide *side,
                             GPtrArray *keys,
                             const DeskKey *key);

typedef struct
{
  RollcallWindow *window;
  RollcallSide *side;
  KeyTaskFunc func;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->window);
  g_object_unref (request->side);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
make_new (GtkWindow     *parent,
          RollcallSide  *side,
          GPtrArray     *keys,
          const DeskKey *key)
{
  rollcall_key_dialog_new_key (parent, side, keys);
}

/* Without any key there is nothing to extend or replace, but a way on. */
static void
extend (GtkWindow     *parent,
        RollcallSide  *side,
        GPtrArray     *keys,
        const DeskKey *key)
{
  if (key != NULL)
    rollcall_key_dialog_extend (parent, side, key);
  else
    rollcall_key_dialog_new_key (parent, side, keys);
}

static void
replace (GtkWindow     *parent,
         RollcallSide  *side,
         GPtrArray     *keys,
         const DeskKey *key)
{
  if (key != NULL)
    rollcall_key_dialog_replace (parent, side, keys, key);
  else
    rollcall_key_dialog_new_key (parent, side, keys);
}

/* Whether it is the administrator's token that isn't at hand, or isn't accepted any more. */
static gboolean
lacks_token (RollcallSide *side,
             const GError *error)
{
  const char *service = rollcall_side_get_connection (side)->service;
  DeskTrouble trouble = desk_trouble_of (error);

  return service != NULL && g_str_has_prefix (service, "http") &&
         (trouble == DESK_TROUBLE_KEY || trouble == DESK_TROUBLE_NO_KEY);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *async,
           gpointer      data)
{
  g_autoptr (Request) request = data;
  g_autoptr (RollcallKeyResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = GTK_WINDOW (request->window);
  gboolean listed = rollcall_key_job_finish (async, &result, &error);

  if (rollcall_window_get_side (request->window) != request->side)
    return;
  if (listed)
    request->func (parent, request->side, result->keys, desk_keys_pick (result->keys));
  else if (lacks_token (request->side, error))
    rollcall_enter_key_dialog_present (parent, request->side);
  else
    rollcall_message_show (parent, desk_trouble_headline (desk_trouble_of (error)), error->message);
}

static void
start (GtkWidget   *widget,
       KeyTaskFunc  func)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);
  Request *request;

  if (self->side == NULL || !rollcall_side_is_ours (self->side))
    return;

  request = g_new0 (Request, 1);
  request->window = g_object_ref (self);
  request->side = g_object_ref (self->side);
  request->func = func;
  rollcall_key_job_list_async (self->side, NULL, listed_cb, request);
}

void
rollcall_window_action_new_key (GtkWidget  *widget,
                                const char *name,
                                GVariant   *parameter)
{
  start (widget, make_new);
}

void
rollcall_window_action_extend_key (GtkWidget  *widget,
                                   const char *name,
                                   GVariant   *parameter)
{
  start (widget, extend);
}

void
rollcall_window_action_replace_key (GtkWidget  *widget,
                                    const char *name,
                                    GVariant   *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);

  if (self->side == NULL || !rollcall_side_is_directory (self->side))
    return;
  if (rollcall_side_is_ours (self->side))
    start (widget, replace);
  else
    rollcall_enter_key_dialog_present (GTK_WINDOW (self), self->side);
}

static void
copy_url_cb (gboolean yes,
             gpointer data)
{
  RollcallWindow *self = data;

  if (!yes || self->side == NULL || rollcall_side_get_base_url (self->side) == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          rollcall_side_get_base_url (self->side));
  rollcall_setup_evidence_note_copied (self->side, ROLLCALL_COPIED_URL);
  rollcall_window_toast (self, _("Base URL copied"));
}

void
rollcall_window_action_show_base_url (GtkWidget  *widget,
                                      const char *name,
                                      GVariant   *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);
  const char *url = self->side != NULL ? rollcall_side_get_base_url (self->side) : NULL;

  if (url == NULL)
    return;
  rollcall_message_ask (GTK_WINDOW (self), _("Directory base URL"), url, _("_Close"), _("C_opy"),
                        FALSE, copy_url_cb, g_object_ref (self), g_object_unref);
}
