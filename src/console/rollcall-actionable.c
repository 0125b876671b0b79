/* SPDX-License-Identifier: GPL-3.0-or-later */

/* No name, then the target, then the name: nothing in between fits wrongly. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-actionable.h"

void
rollcall_actionable_set (GtkActionable *actionable,
                         const char    *detailed)
{
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_ACTIONABLE (actionable));

  if (detailed != NULL && !g_action_parse_detailed_name (detailed, &name, &target, &error))
    {
      g_critical ("%s is no action: %s", detailed, error->message);
      return;
    }
  gtk_actionable_set_action_name (actionable, NULL);
  gtk_actionable_set_action_target_value (actionable, target);
  gtk_actionable_set_action_name (actionable, name);
}
