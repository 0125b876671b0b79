/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one sees before there is a connection: the ways in. A file dropped here is opened. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_WELCOME_PAGE (rollcall_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (RollcallWelcomePage, rollcall_welcome_page, ROLLCALL, WELCOME_PAGE, AdwBin)

/* Stacks the cards, or puts them beside each other; can be called while sizes are given out. */
void rollcall_welcome_page_set_narrow (RollcallWelcomePage *self,
                                       gboolean             narrow);

G_END_DECLS
