/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether the clipboard is still ours is told by the provider object alone. It is emptied with an
 * empty text and never with no content: GNOME's compositor keeps a copy of every text and brings it
 * back when its owner goes away (KeePassXC #10048), without the hint. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-secret-clipboard.h"

#include <glib/gi18n.h>

#include "console/rollcall-secret-provider.h"

#define TICK_MS 250

struct _RollcallSecretClipboard
{
  GObject parent_instance;

  GdkClipboard *clipboard;
  RollcallSecretProvider *provider;
  RollcallClipboardState state;
  gint64 begin; /* monotonic microseconds */
  gint64 end;
  guint timer;
  guint shown; /* seconds that were told last */
  gulong content_changed;
  gulong windows_changed;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallSecretClipboard, rollcall_secret_clipboard, G_TYPE_OBJECT)

static gboolean
is_still_ours (RollcallSecretClipboard *self)
{
  return self->provider != NULL &&
         gdk_clipboard_get_content (self->clipboard) == GDK_CONTENT_PROVIDER (self->provider);
}

static gboolean
has_active_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (windows);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window))
        return TRUE;
    }
  return FALSE;
}

static void
set_state (RollcallSecretClipboard *self,
           RollcallClipboardState   state)
{
  if (state != ROLLCALL_CLIPBOARD_COUNTING)
    g_clear_handle_id (&self->timer, g_source_remove);
  if (state == ROLLCALL_CLIPBOARD_IDLE || state == ROLLCALL_CLIPBOARD_CLEARED)
    {
      if (self->provider != NULL)
        rollcall_secret_provider_wipe (self->provider);
      g_clear_object (&self->provider);
    }
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
put_empty_text (RollcallSecretClipboard *self)
{
  g_signal_handler_block (self->clipboard, self->content_changed);
  gdk_clipboard_set_text (self->clipboard, "");
  g_signal_handler_unblock (self->clipboard, self->content_changed);
}

static void
empty_if_pending (RollcallSecretClipboard *self)
{
  if (self->state != ROLLCALL_CLIPBOARD_PENDING || !has_active_window ())
    return;

  put_empty_text (self);
  set_state (self, ROLLCALL_CLIPBOARD_CLEARED);
}

static void
watch_windows (RollcallSecretClipboard *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (windows);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      g_signal_handlers_disconnect_by_func (window, empty_if_pending, self);
      g_signal_connect_object (window, "notify::is-active", G_CALLBACK (empty_if_pending), self,
                               G_CONNECT_SWAPPED);
    }
}

/* Somebody, perhaps we ourselves elsewhere, copied something else: that is theirs. */
static void
content_cb (RollcallSecretClipboard *self)
{
  if (self->provider != NULL && !is_still_ours (self))
    set_state (self, ROLLCALL_CLIPBOARD_IDLE);
}

static gboolean
tick_cb (gpointer data)
{
  RollcallSecretClipboard *self = data;
  guint left = rollcall_secret_clipboard_get_left (self);

  if (left == 0)
    {
      self->timer = 0;
      rollcall_secret_clipboard_clear (self);
      return G_SOURCE_REMOVE;
    }
  if (left != self->shown)
    {
      self->shown = left;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  return G_SOURCE_CONTINUE;
}

static void
rollcall_secret_clipboard_dispose (GObject *object)
{
  RollcallSecretClipboard *self = ROLLCALL_SECRET_CLIPBOARD (object);

  if (self->clipboard != NULL)
    {
      rollcall_secret_clipboard_quit (self);
      g_clear_signal_handler (&self->content_changed, self->clipboard);
      g_clear_signal_handler (&self->windows_changed, gtk_window_get_toplevels ());
    }
  g_clear_object (&self->clipboard);
  G_OBJECT_CLASS (rollcall_secret_clipboard_parent_class)->dispose (object);
}

static void
rollcall_secret_clipboard_class_init (RollcallSecretClipboardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rollcall_secret_clipboard_dispose;
  signals[CHANGED] = g_signal_new ("changed", ROLLCALL_TYPE_SECRET_CLIPBOARD, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rollcall_secret_clipboard_init (RollcallSecretClipboard *self)
{
}

RollcallSecretClipboard *
rollcall_secret_clipboard_new (GdkClipboard *clipboard)
{
  RollcallSecretClipboard *self;

  g_return_val_if_fail (GDK_IS_CLIPBOARD (clipboard), NULL);

  self = g_object_new (ROLLCALL_TYPE_SECRET_CLIPBOARD, NULL);
  self->clipboard = g_object_ref (clipboard);
  self->content_changed =
      g_signal_connect_swapped (clipboard, "notify::content", G_CALLBACK (content_cb), self);
  self->windows_changed = g_signal_connect_swapped (gtk_window_get_toplevels (), "items-changed",
                                                    G_CALLBACK (watch_windows), self);
  watch_windows (self);
  return self;
}

void
rollcall_secret_clipboard_copy (RollcallSecretClipboard *self,
                                const char              *secret,
                                guint                    seconds)
{
  g_autoptr (GdkContentProvider) provider = NULL;

  g_return_if_fail (ROLLCALL_IS_SECRET_CLIPBOARD (self));
  g_return_if_fail (secret != NULL && seconds > 0);

  provider = rollcall_secret_provider_new (secret);
  if (self->provider != NULL)
    rollcall_secret_provider_wipe (self->provider);
  g_set_object (&self->provider, ROLLCALL_SECRET_PROVIDER (provider));
  gdk_clipboard_set_content (self->clipboard, provider);

  self->begin = g_get_monotonic_time ();
  self->end = self->begin + (gint64)seconds * G_USEC_PER_SEC;
  self->shown = seconds;
  if (self->timer == 0)
    self->timer = g_timeout_add (TICK_MS, tick_cb, self);
  set_state (self, ROLLCALL_CLIPBOARD_COUNTING);
}

void
rollcall_secret_clipboard_clear (RollcallSecretClipboard *self)
{
  g_return_if_fail (ROLLCALL_IS_SECRET_CLIPBOARD (self));

  if (self->state != ROLLCALL_CLIPBOARD_COUNTING)
    return;

  rollcall_secret_provider_wipe (self->provider);
  set_state (self, ROLLCALL_CLIPBOARD_PENDING);
  empty_if_pending (self);
}

void
rollcall_secret_clipboard_quit (RollcallSecretClipboard *self)
{
  g_return_if_fail (ROLLCALL_IS_SECRET_CLIPBOARD (self));

  if (self->state != ROLLCALL_CLIPBOARD_COUNTING && self->state != ROLLCALL_CLIPBOARD_PENDING)
    return;

  if (is_still_ours (self))
    put_empty_text (self);
  set_state (self, ROLLCALL_CLIPBOARD_CLEARED);
}

RollcallClipboardState
rollcall_secret_clipboard_get_state (RollcallSecretClipboard *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SECRET_CLIPBOARD (self), ROLLCALL_CLIPBOARD_IDLE);

  return self->state;
}

guint
rollcall_secret_clipboard_get_left (RollcallSecretClipboard *self)
{
  gint64 left;

  g_return_val_if_fail (ROLLCALL_IS_SECRET_CLIPBOARD (self), 0);

  left = self->end - g_get_monotonic_time ();
  if (self->state != ROLLCALL_CLIPBOARD_COUNTING || left <= 0)
    return 0;
  return (guint)((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

double
rollcall_secret_clipboard_get_fraction (RollcallSecretClipboard *self)
{
  gint64 left;

  g_return_val_if_fail (ROLLCALL_IS_SECRET_CLIPBOARD (self), 0);

  left = self->end - g_get_monotonic_time ();
  if (self->state != ROLLCALL_CLIPBOARD_COUNTING || left <= 0)
    return 0;
  return (double)left / (double)(self->end - self->begin);
}

char *
rollcall_secret_clipboard_describe (RollcallSecretClipboard *self)
{
  guint left;

  g_return_val_if_fail (ROLLCALL_IS_SECRET_CLIPBOARD (self), NULL);

  switch (self->state)
    {
    case ROLLCALL_CLIPBOARD_COUNTING:
      left = rollcall_secret_clipboard_get_left (self);
      return g_strdup_printf (ngettext ("The clipboard is cleared in %u second",
                                        "The clipboard is cleared in %u seconds", left),
                              left);
    case ROLLCALL_CLIPBOARD_PENDING:
      return g_strdup (_("The clipboard is cleared when you come back to this window"));
    case ROLLCALL_CLIPBOARD_CLEARED:
      return g_strdup (_("The clipboard was cleared"));
    case ROLLCALL_CLIPBOARD_IDLE:
    default:
      return NULL;
    }
}
