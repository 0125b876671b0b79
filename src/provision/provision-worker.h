/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One worker's requests: a step, or a bunch of memberships of one group, done by one session. What
 * workers share is the ledger of what was made, behind a lock. For this room only. */

#pragma once

#include "http/http-session.h"
#include "provision/provision-dialect-private.h"
#include "provision/provision-plan-private.h"

G_BEGIN_DECLS

/**
 * ProvisionLedger:
 * @made: rows at the source to the ids that were made for them, or found
 * @taken: ids at the target that are somebody's
 */
typedef struct
{
  GMutex      lock;
  GHashTable *made;
  GHashTable *taken;
} ProvisionLedger;

typedef struct
{
  ProvisionPlan          *plan;
  ProvisionLedger        *ledger;
  const ProvisionDialect *dialect;
  HttpSession            *session;
  GCancellable           *cancellable;
  gint64                  requests;
} ProvisionWorker;

void     provision_ledger_init  (ProvisionLedger  *self,
                                 ProvisionPlan    *plan);
void     provision_ledger_clear (ProvisionLedger  *self);

/* The look-ups of a connection test, if the dialect begins with one. */
gboolean provision_worker_test  (ProvisionWorker  *self,
                                 GError          **error);

/* Does one step that is no membership. */
gboolean provision_worker_do    (ProvisionWorker  *self,
                                 ProvisionStep    *step,
                                 GError          **error);

/* Does memberships of one group and one action together: all or none. */
gboolean provision_worker_do_members
                                (ProvisionWorker  *self,
                                 ProvisionStep   **steps,
                                 guint             n_steps,
                                 GError          **error);

G_END_DECLS
