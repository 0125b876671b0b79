/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A key as the clipboard's content: plain text, with the hint by which clipboard managers leave
 * passwords out of their history. It answers only when asked, so that once it is wiped every later
 * paste gets an empty text, whoever still points at it. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What clipboard managers look for (Klipper, CopyQ, wl-paste, GPaste, …), and its only value. GDK
 * offers the type; its value it gives to no other program, for the type has no slash. */
#define ROLLCALL_SECRET_HINT_TYPE "x-kde-passwordManagerHint"
#define ROLLCALL_SECRET_HINT_VALUE "secret"

#define ROLLCALL_TYPE_SECRET_PROVIDER (rollcall_secret_provider_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSecretProvider, rollcall_secret_provider, ROLLCALL, SECRET_PROVIDER,
                      GdkContentProvider)

/**
 * rollcall_secret_provider_new:
 * @secret: the text; copied into locked memory
 *
 * Returns: (transfer full): content for gdk_clipboard_set_content().
 */
GdkContentProvider *rollcall_secret_provider_new       (const char             *secret);

/* Overwrites the text; from now on the content is empty. */
void                rollcall_secret_provider_wipe      (RollcallSecretProvider *self);
gboolean            rollcall_secret_provider_is_wiped  (RollcallSecretProvider *self);

G_END_DECLS
