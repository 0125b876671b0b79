/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A key in the clipboard, for a while. It is replaced by an empty text when its time is over: at
 * once if a window of ours is active, else when one is again, since a Wayland compositor takes a
 * clipboard only from whoever has the keyboard. Meanwhile a paste gets nothing from us. The
 * clipboard is never read, and what somebody copied later is never touched. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RollcallClipboardState:
 * @ROLLCALL_CLIPBOARD_IDLE: no key of ours was copied, or somebody copied something else since
 * @ROLLCALL_CLIPBOARD_COUNTING: the key can be pasted, for rollcall_secret_clipboard_get_left()
 * @ROLLCALL_CLIPBOARD_PENDING: its time is over, it can't be pasted from us any more, and the
 *   clipboard is emptied when a window of ours is active again
 * @ROLLCALL_CLIPBOARD_CLEARED: it was emptied
 */
typedef enum
{
  ROLLCALL_CLIPBOARD_IDLE,
  ROLLCALL_CLIPBOARD_COUNTING,
  ROLLCALL_CLIPBOARD_PENDING,
  ROLLCALL_CLIPBOARD_CLEARED,
} RollcallClipboardState;

#define ROLLCALL_TYPE_SECRET_CLIPBOARD (rollcall_secret_clipboard_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSecretClipboard, rollcall_secret_clipboard, ROLLCALL,
                      SECRET_CLIPBOARD, GObject)

/**
 * rollcall_secret_clipboard_new:
 * @clipboard: the display's; never its PRIMARY
 *
 * Returns: (transfer full): it, idle. Signal `changed` tells of another state or second.
 */
RollcallSecretClipboard *rollcall_secret_clipboard_new          (GdkClipboard *clipboard);

/**
 * rollcall_secret_clipboard_copy:
 * @self: the clipboard
 * @secret: the text; copied into locked memory
 * @seconds: how long it may stay
 */
void                     rollcall_secret_clipboard_copy         (RollcallSecretClipboard *self,
                                                                 const char              *secret,
                                                                 guint                    seconds);

/* Ends it now, as when its time is over. Does nothing while nothing of ours is there. */
void                     rollcall_secret_clipboard_clear        (RollcallSecretClipboard *self);

/* The last moment: empties the clipboard whether or not a window is active, for there is no
 * later. */
void                     rollcall_secret_clipboard_quit         (RollcallSecretClipboard *self);

RollcallClipboardState   rollcall_secret_clipboard_get_state    (RollcallSecretClipboard *self);

/* Whole seconds it may still be pasted, counted up. */
guint                    rollcall_secret_clipboard_get_left     (RollcallSecretClipboard *self);

/* The share of its time that is left, from 1 to 0. */
double                   rollcall_secret_clipboard_get_fraction (RollcallSecretClipboard *self);

/* (transfer full) (nullable): the state in words: "The clipboard is cleared in 47 seconds" */
char                    *rollcall_secret_clipboard_describe     (RollcallSecretClipboard *self);

G_END_DECLS
