/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chooses what a directory is compared with: another saved connection, a file, numbers read off the
 * identity provider's page, or nothing. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-window.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_OTHER_DIALOG (rollcall_other_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RollcallOtherDialog, rollcall_other_dialog, ROLLCALL, OTHER_DIALOG, AdwWindow)

/* Shows it above @window for @directory. */
void  rollcall_other_dialog_present      (RollcallWindow *window,
                                          RollcallSide   *directory);

/**
 * rollcall_other_dialog_make_uri:
 * @users: as typed; empty for not given
 * @groups: likewise
 * @day: the day that they are of
 *
 * Returns: (transfer full) (nullable): `counts:users=1204,groups=43,date=2026-11-02`; %NULL if
 *   something that isn't a number was typed, or nothing.
 */
char *rollcall_other_dialog_make_uri     (const char     *users,
                                          const char     *groups,
                                          GDateTime      *day);

G_END_DECLS
