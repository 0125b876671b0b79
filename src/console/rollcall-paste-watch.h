/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Watches the rows for an address and a secret: what is pasted into any of them, both values at
 * once and in either order, is put where it belongs; what is typed is waited for. Signals: `typed`,
 * when something changed and isn't settled; `settled`, when it is sorted and nothing came since. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_PASTE_WATCH (rollcall_paste_watch_get_type ())
G_DECLARE_FINAL_TYPE (RollcallPasteWatch, rollcall_paste_watch, ROLLCALL, PASTE_WATCH, GObject)

/**
 * rollcall_paste_watch_new:
 * @url_row: (nullable): for the address; without one, addresses are left out of what is pasted
 * @key_row: for the secret
 *
 * Returns: (transfer full): the watch; it must end before the rows do.
 */
RollcallPasteWatch *rollcall_paste_watch_new      (AdwEntryRow        *url_row,
                                                   AdwEntryRow        *key_row);

/* Another row, which is emptied if both values were pasted into it by mistake. */
void                rollcall_paste_watch_add      (RollcallPasteWatch *self,
                                                   AdwEntryRow        *row);

/* Puts @text into @row as the program's own doing: nothing is signalled. */
void                rollcall_paste_watch_set_text (RollcallPasteWatch *self,
                                                   AdwEntryRow        *row,
                                                   const char         *text);

/* Forgets what isn't settled yet. */
void                rollcall_paste_watch_stop     (RollcallPasteWatch *self);

G_END_DECLS
