/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of provisioning share. Sides are written as in compare-helpers.h. */

#pragma once

#include "compare-helpers.h"
#include "provision/provision-apply.h"

/* Both rolls, and the plan of the one for the other. */
ProvisionPlan   *provision_test_plan      (Roll            *source,
                                           Roll            *target);
ProvisionPlan   *provision_test_plan_text (const char      *source,
                                           const char      *target);

/* "create_user anna" and so on, a line a step; of a membership or manager "add_member Sales <
 * anna", of an update the attributes behind. */
char            *provision_test_summarise (ProvisionPlan   *plan);

/* Applies with one worker, or @workers, and a made-up or given key. */
ProvisionResult *provision_test_apply     (ProvisionPlan   *plan,
                                           const char      *base_url,
                                           const char      *dialect,
                                           const char      *key,
                                           guint            workers,
                                           GError         **error);
