/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A side written into a SCIM directory as an identity provider would. */

#pragma once

#include "desk/desk-compare.h"
#include "provision/provision-apply.h"

G_BEGIN_DECLS

/**
 * desk_provision_check:
 * @target: where to
 * @dialect: "entra" or "rfc"
 * @cancellable: (nullable)
 * @error: return location
 *
 * Whether @target can be written to at all, before anything is read: it is a SCIM directory, there
 * is a key for writing, and the dialect is known.
 *
 * Returns: %TRUE, or %FALSE with %DESK_ERROR_NOT_SCIM, %DESK_ERROR_NO_KEY, %DESK_ERROR_BAD_KEY,
 *   %DESK_ERROR_NO_DIALECT or a #ConnectionError.
 */
gboolean         desk_provision_check (DeskSide       *target,
                                       const char     *dialect,
                                       GCancellable   *cancellable,
                                       GError        **error);

/* (transfer full) (nullable): what would have to be written; both sides were read */
ProvisionPlan   *desk_provision_plan  (DeskSide       *source,
                                       DeskSide       *target,
                                       GCancellable   *cancellable,
                                       GError        **error);

/**
 * desk_provision_apply:
 * @target: where to
 * @plan: what
 * @dialect: how
 * @allow_deletions: as in #ProvisionOptions
 *
 * Returns: (transfer full) (nullable): what was done, as provision_apply().
 */
ProvisionResult *desk_provision_apply (DeskSide       *target,
                                       ProvisionPlan  *plan,
                                       const char     *dialect,
                                       gint64          allow_deletions,
                                       BaseProgress    progress,
                                       gpointer        progress_data,
                                       GCancellable   *cancellable,
                                       GError        **error);

G_END_DECLS
