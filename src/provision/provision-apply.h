/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a plan into a SCIM directory as an IdP would. Some workers with a session each; a step
 * that fails is counted and named and the rest goes on; nothing is done twice, since resuming
 * means planning anew from a fresh read. */

#pragma once

#include "base/base-progress.h"
#include "provision/provision-dialect.h"
#include "provision/provision-plan.h"
#include "source/source-secrets.h"

G_BEGIN_DECLS

/**
 * ProvisionFailure:
 * @message: in words, with the server's
 */
typedef struct
{
  ProvisionAction  action;
  char            *key;
  char            *message;
} ProvisionFailure;

/**
 * ProvisionResult:
 * @done: steps done, by action
 * @failed: steps that failed, by action
 * @requests: requests sent
 * @failures: (element-type ProvisionFailure): the first 1,000
 */
typedef struct
{
  gint64     done[PROVISION_N_ACTIONS];
  gint64     failed[PROVISION_N_ACTIONS];
  gint64     requests;
  GPtrArray *failures;
} ProvisionResult;

void             provision_result_free (ProvisionResult        *result);

/**
 * ProvisionOptions:
 * @base_url: of the directory
 * @secrets: whom to ask for its "key"
 * @dialect: how to speak
 * @allow_deletions: the most deactivations and deletions, -1 for the default: 10 or a tenth of the
 *   people at the target, whichever is more
 * @workers: how many at once, 0 for 4
 */
typedef struct
{
  const char             *base_url;
  SourceSecrets          *secrets;
  const ProvisionDialect *dialect;
  gint64                  allow_deletions;
  guint                   workers;
} ProvisionOptions;

/**
 * provision_apply:
 * @plan: what to write; applied once only
 * @options: where to and how
 * @progress: (nullable): told the phrase of the action and how many steps are done, from the
 *   workers'
 *   threads, one at a time
 * @progress_data: for @progress
 * @cancellable: (nullable)
 * @error: return location
 *
 * Takes its time: call it in a worker thread.
 *
 * Returns: (transfer full) (nullable): what was done, also if some steps failed; %NULL with
 *   %PROVISION_ERROR_DELETIONS if nothing may be written, %G_IO_ERROR_CANCELLED, or an #HttpError
 *   that
 *   stops everything (unreachable, unauthorized): what was written until then stays, and the
 *   message says
 *   how much that was.
 */
ProvisionResult *provision_apply       (ProvisionPlan           *plan,
                                        const ProvisionOptions  *options,
                                        BaseProgress             progress,
                                        gpointer                 progress_data,
                                        GCancellable            *cancellable,
                                        GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProvisionResult, provision_result_free)

G_END_DECLS
