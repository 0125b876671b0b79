/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing needs the `provision` key of a Rollcall directory, or the one key of any other SCIM
 * service; reading for the plan uses the side's reading key as ever. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-provision.h"

#include <glib/gi18n.h>

#include "base/base-secret.h"
#include "desk/desk-error.h"
#include "desk/desk-key.h"

static gboolean
check_key (DeskSide      *target,
           GCancellable  *cancellable,
           GError       **error)
{
  const Connection *connection = desk_side_get_connection (target);
  g_auto (BaseSecret) key = NULL;
  g_autoptr (GError) why = NULL;

  key = source_secrets_lookup (desk_side_get_provision_secrets (target), "key", cancellable, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (key != NULL)
    return desk_key_check (key, error);

  if (connection != NULL && connection->directory != NULL)
    g_set_error (
        error, DESK_ERROR, DESK_ERROR_NO_KEY,
        _("There is no key to write to “%s” with: give one with --target-key-file or "
          "ROLLCALL_TARGET_KEY, or let “rollcallctl key new --connection” put one into the "
          "keyring"),
        desk_side_get_name (target));
  else
    g_set_error (error, DESK_ERROR, DESK_ERROR_NO_KEY,
                 _("There is no key to write to “%s” with: give one with --target-key-file or "
                   "ROLLCALL_TARGET_KEY"),
                 desk_side_get_name (target));
  return FALSE;
}

gboolean
desk_provision_check (DeskSide      *target,
                      const char    *dialect,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_return_val_if_fail (DESK_IS_SIDE (target), FALSE);
  g_return_val_if_fail (dialect != NULL, FALSE);

  if (provision_dialect_find (dialect) == NULL)
    {
      g_set_error (error, DESK_ERROR, DESK_ERROR_NO_DIALECT,
                   _("There is no dialect “%s”; there are entra and rfc"), dialect);
      return FALSE;
    }
  if (desk_side_get_base_url (target) == NULL)
    {
      g_set_error (error, DESK_ERROR, DESK_ERROR_NOT_SCIM,
                   _("“%s” is no SCIM directory, and only such a one can be provisioned into: give "
                     "scim:URL, or the name of a saved one"),
                   desk_side_get_name (target));
      return FALSE;
    }
  return check_key (target, cancellable, error);
}

ProvisionPlan *
desk_provision_plan (DeskSide      *source,
                     DeskSide      *target,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (Comparison) comparison = NULL;

  g_return_val_if_fail (DESK_IS_SIDE (source) && DESK_IS_SIDE (target), NULL);

  comparison = desk_compare (source, target, NULL, cancellable, error);
  if (comparison == NULL)
    return NULL;
  return provision_plan_new (comparison, desk_side_get_roll (source), desk_side_get_roll (target),
                             error);
}

ProvisionResult *
desk_provision_apply (DeskSide       *target,
                      ProvisionPlan  *plan,
                      const char     *dialect,
                      gint64          allow_deletions,
                      BaseProgress    progress,
                      gpointer        progress_data,
                      GCancellable   *cancellable,
                      GError        **error)
{
  ProvisionOptions options = { 0 };

  g_return_val_if_fail (DESK_IS_SIDE (target), NULL);
  g_return_val_if_fail (PROVISION_IS_PLAN (plan), NULL);

  options.base_url = desk_side_get_base_url (target);
  options.secrets = desk_side_get_provision_secrets (target);
  options.dialect = provision_dialect_find (dialect);
  options.allow_deletions = allow_deletions;
  return provision_apply (plan, &options, progress, progress_data, cancellable, error);
}
