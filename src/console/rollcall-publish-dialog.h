/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How to make a directory service that a cloud identity provider can call, in short: what
 * docs/deploy.md says at length. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @parent: above which window */
void rollcall_publish_dialog_present (GtkWindow *parent);

G_END_DECLS
