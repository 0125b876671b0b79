/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How work that takes a while says how far it has come. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BaseProgress:
 * @message_id: what is being done, as an untranslated msgid ("Reading users")
 * @done: how many so far
 * @total: how many there will be, or -1 if nobody knows
 * @user_data: the caller's
 *
 * Told from the thread that works, at most every 100 ms.
 */
typedef void (*BaseProgress) (const char *message_id,
                              gint64      done,
                              gint64      total,
                              gpointer    user_data);

G_END_DECLS
