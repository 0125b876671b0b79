/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pieces of what is shown about one person or group, for the pane beside the list and for the page
 * of its own. Whatever came from a server is shown as text, never as markup. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-facts.h"

G_BEGIN_DECLS

/* (transfer full): "Analyst, Finance" of a person; (nullable) if nothing is known */
char      *rollcall_details_subtitle       (RollcallFacts       *facts);

/* (transfer floating) (nullable): a card that says how the two sides stand to each other, with a
 * button to Compare; %NULL without a comparison */
GtkWidget *rollcall_details_new_verdict    (RollcallFacts       *facts);

/* (transfer floating): a list of the attributes of a schema; each with the other side's value if
 * that differs */
GtkWidget *rollcall_details_new_attributes (RollcallFacts       *facts,
                                            RollcallFactsPart   *part);

/* (transfer floating): a list of what one looks for first, where there is a value; and the state */
GtkWidget *rollcall_details_new_essentials (RollcallFacts       *facts);

/* (transfer full): "3 groups", "56 members" */
char      *rollcall_details_links_title    (RollcallFacts       *facts);

/* (transfer floating): of a person the groups, of a group the missing members and then the members,
 * as links */
GtkWidget *rollcall_details_new_links      (RollcallFacts       *facts);

/* (transfer floating): a small label that says active or inactive */
GtkWidget *rollcall_details_new_state      (gboolean             active);

G_END_DECLS
