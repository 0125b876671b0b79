/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The attributes of a pair: one row an attribute, the source's value, a mark, the directory's
 * value; what differs is tinted, bold and marked. Where there is no room for columns, each
 * attribute is a block: its title, then both sides one below the other. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-pair.h"

G_BEGIN_DECLS

/* (transfer floating): @source and @target are the sides' names */
GtkWidget *rollcall_pair_table_new (const RollcallPair *pair,
                                    const char         *source,
                                    const char         *target,
                                    gboolean            narrow);

G_END_DECLS
