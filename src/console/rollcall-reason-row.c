/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An AdwActionRow with a mark before and a pill behind; names come from strangers and are plain
 * text. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-reason-row.h"

#include <glib/gi18n.h>

#include "desk/desk-words.h"

GtkWidget *
rollcall_reason_row_new (const RollcallReason *reason)
{
  const CompareReasonRow *words;
  g_autofree char *counted = NULL;
  g_autofree char *name = NULL;
  GtkWidget *row;
  GtkWidget *mark;
  GtkWidget *pill;
  GtkWidget *arrow;

  g_return_val_if_fail (reason != NULL, NULL);

  words = &compare_reason_rows ()[reason->reason];
  counted = desk_words_count (reason->kind, reason->count);
  /* Translators: for a screen reader: the reason, and how many: "Never arrived: 3 people" */
  name = g_strdup_printf (_("%s: %s"), _(words->title), counted);
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", _(words->title),
                      "subtitle", reason->names, "subtitle-lines", 1, "activatable", TRUE,
                      "action-target", g_variant_new_string (words->code), "action-name",
                      "win.show-reason", "tooltip-text", _(words->sentence), NULL);

  mark = rollcall_mark_new (reason->mark);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  pill = gtk_label_new (counted);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (pill, "pill-count");
  if (!reason->explained)
    gtk_widget_add_css_class (pill, "differ");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                        GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason->names, -1);
  return row;
}
