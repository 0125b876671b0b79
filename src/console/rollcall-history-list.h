/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happened to one person or group between readings, as a list in words, newest first. */

#pragma once

#include <adwaita.h>

#include "roll/roll-history.h"

G_BEGIN_DECLS

/* (transfer floating): of @changes (element-type RollChange) at most @limit; in place of none it
 * says so */
GtkWidget *rollcall_history_list_new     (GPtrArray        *changes,
                                          guint             limit);

/* (transfer full): "Family name changed", "Joined Finance" */
char      *rollcall_history_get_title    (const RollChange *change);

/* (transfer full) (nullable): "Demir → Demir-Kaya", or the titles of several attributes */
char      *rollcall_history_get_subtitle (const RollChange *change);

G_END_DECLS
