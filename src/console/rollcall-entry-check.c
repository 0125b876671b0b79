/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of states: icon, colour, and the words when there are none of the caller's. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-entry-check.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *icon;
  const char *style;
  const char *words;
} StateRow;

static const StateRow states[] = {
  [ROLLCALL_ENTRY_EMPTY] = { NULL, NULL, NULL },
  [ROLLCALL_ENTRY_GOOD] = { "emblem-ok-symbolic", "success", N_ ("Looks right") },
  [ROLLCALL_ENTRY_ODD] = { "dialog-warning-symbolic", "warning", N_ ("Unusual") },
  [ROLLCALL_ENTRY_BAD] = { "dialog-error-symbolic", "error", N_ ("Can’t be right") },
};

static void
set_style (GtkWidget  *widget,
           const char *style)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i].style != NULL)
      gtk_widget_remove_css_class (widget, states[i].style);
  if (style != NULL)
    gtk_widget_add_css_class (widget, style);
}

void
rollcall_entry_check_set (AdwEntryRow        *row,
                          GtkImage           *icon,
                          RollcallEntryState  state,
                          const char         *words)
{
  gboolean bad = state == ROLLCALL_ENTRY_BAD;

  g_return_if_fail (ADW_IS_ENTRY_ROW (row));
  g_return_if_fail (GTK_IS_IMAGE (icon));
  g_return_if_fail (state < G_N_ELEMENTS (states));

  gtk_widget_set_visible (GTK_WIDGET (icon), state != ROLLCALL_ENTRY_EMPTY);
  set_style (GTK_WIDGET (icon), states[state].style);
  if (states[state].icon != NULL)
    {
      const char *said = words != NULL ? words : _ (states[state].words);

      gtk_image_set_from_icon_name (icon, states[state].icon);
      gtk_widget_set_tooltip_text (GTK_WIDGET (icon), said);
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, said,
                                      -1);
    }
  set_style (GTK_WIDGET (row), bad ? "error" : NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

void
rollcall_entry_check_say (GtkLabel           *label,
                          RollcallEntryState  state,
                          const char         *words)
{
  g_return_if_fail (GTK_IS_LABEL (label));
  g_return_if_fail (state < G_N_ELEMENTS (states));

  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && *words != '\0');
  set_style (GTK_WIDGET (label), states[state].style);
}
