/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's actions that lead to one person or group of the shown side. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-details-page.h"
#include "console/rollcall-list-page.h"
#include "console/rollcall-window-private.h"

void
rollcall_window_action_show_details (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);
  guint32 row = g_variant_get_uint32 (parameter);

  if (self->side == NULL || rollcall_side_get_roll (self->side) == NULL || row == 0)
    return;
  rollcall_window_push (self, rollcall_details_page_new (self->side, row));
}

void
rollcall_window_action_show_members (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);
  Roll *roll = self->side != NULL ? rollcall_side_get_roll (self->side) : NULL;
  g_autoptr (RollRow) group = NULL;

  if (roll != NULL)
    group = roll_get_row (roll, g_variant_get_uint32 (parameter), NULL);
  if (group == NULL)
    return;
  rollcall_window_show_page (self, "users");
  rollcall_list_page_show_group (ROLLCALL_LIST_PAGE (rollcall_window_get_page (self, "users")),
                                 group->row, group->name);
}
