/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a row of a form says about the text in it: an icon at the row's end with its words. The
 * dialog shows the words of what is wrong below the group too, since an icon alone is a riddle. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RollcallEntryState:
 * @ROLLCALL_ENTRY_EMPTY: nothing to say yet
 * @ROLLCALL_ENTRY_GOOD: as it should be
 * @ROLLCALL_ENTRY_ODD: it may be right; the words say what is unusual
 * @ROLLCALL_ENTRY_BAD: it can't be right; the words say why
 */
typedef enum
{
  ROLLCALL_ENTRY_EMPTY,
  ROLLCALL_ENTRY_GOOD,
  ROLLCALL_ENTRY_ODD,
  ROLLCALL_ENTRY_BAD,
} RollcallEntryState;

/**
 * rollcall_entry_check_set:
 * @row: the row
 * @icon: the image at its end
 * @state: of the text in it
 * @words: (nullable): plain text; needed unless @state is empty or good
 */
void rollcall_entry_check_set (AdwEntryRow        *row,
                               GtkImage           *icon,
                               RollcallEntryState  state,
                               const char         *words);

/* Shows @words below a group with the colour and icon of @state, or hides the box without words. */
void rollcall_entry_check_say (GtkLabel           *label,
                               RollcallEntryState  state,
                               const char         *words);

G_END_DECLS
