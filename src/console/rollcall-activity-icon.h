/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is drawn beside an item of activity. */

#pragma once

#include <gtk/gtk.h>

#include "desk/desk-activity.h"

G_BEGIN_DECLS

/* (transfer floating): an image that repeats in shape what the sentence says */
GtkWidget *rollcall_activity_icon_new  (void);
void       rollcall_activity_icon_show (GtkWidget        *image,
                                        DeskActivityIcon  icon);

G_END_DECLS
