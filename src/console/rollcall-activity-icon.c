/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-activity-icon.h"

typedef struct
{
  const char *name;
  const char *style;
} IconRow;

static const IconRow rows[] = {
  [DESK_ACTIVITY_ICON_FAILED] = { "dialog-error-symbolic", "error" },
  [DESK_ACTIVITY_ICON_ADDED] = { "contact-new-symbolic", NULL },
  [DESK_ACTIVITY_ICON_CHANGED] = { "document-edit-symbolic", NULL },
  [DESK_ACTIVITY_ICON_DEACTIVATED] = { "action-unavailable-symbolic", NULL },
  [DESK_ACTIVITY_ICON_REMOVED] = { "rollcall-minus-symbolic", NULL },
  [DESK_ACTIVITY_ICON_GROUP] = { "rollcall-group-symbolic", NULL },
  [DESK_ACTIVITY_ICON_LOOKUP] = { "system-search-symbolic", NULL },
  [DESK_ACTIVITY_ICON_TEST] = { "emblem-ok-symbolic", "success" },
  [DESK_ACTIVITY_ICON_KEY] = { "dialog-password-symbolic", NULL },
  [DESK_ACTIVITY_ICON_OTHER] = { "emblem-synchronizing-symbolic", NULL },
};

GtkWidget *
rollcall_activity_icon_new (void)
{
  return g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

void
rollcall_activity_icon_show (GtkWidget        *image,
                             DeskActivityIcon  icon)
{
  g_return_if_fail (GTK_IS_IMAGE (image));
  g_return_if_fail ((guint)icon < G_N_ELEMENTS (rows));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].style != NULL)
      gtk_widget_remove_css_class (image, rows[i].style);
  if (rows[icon].style != NULL)
    gtk_widget_add_css_class (image, rows[icon].style);
  gtk_image_set_from_icon_name (GTK_IMAGE (image), rows[icon].name);
}
