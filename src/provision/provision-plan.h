/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What has to be written so that the target holds what the source holds: made from a comparison,
 * shown, then applied. Order: people before groups before memberships, deactivations and
 * deletions last. */

#pragma once

#include "compare/comparison.h"

G_BEGIN_DECLS

#define PROVISION_ERROR (provision_error_quark ())

/**
 * ProvisionError:
 * @PROVISION_ERROR_FAILED: something could not be written; the message counts what was and what
 *   wasn't
 * @PROVISION_ERROR_DELETIONS: the plan deactivates or deletes more than allowed; nothing was
 *   written
 * @PROVISION_ERROR_NO_LISTS: one side is typed-in numbers
 */
typedef enum
{
  PROVISION_ERROR_FAILED,
  PROVISION_ERROR_DELETIONS,
  PROVISION_ERROR_NO_LISTS,
} ProvisionError;

GQuark provision_error_quark (void);

typedef enum
{
  PROVISION_CREATE_USER,
  PROVISION_UPDATE_USER,
  PROVISION_DEACTIVATE_USER,
  PROVISION_DELETE_USER,
  PROVISION_CREATE_GROUP,
  PROVISION_UPDATE_GROUP,
  PROVISION_DELETE_GROUP,
  PROVISION_ADD_MEMBER,
  PROVISION_REMOVE_MEMBER,
  PROVISION_N_ACTIONS,
} ProvisionAction;

/* "create_user", and a phrase for a person, untranslated msgid */
const char *provision_action_to_string (ProvisionAction  action);
const char *provision_action_to_phrase (ProvisionAction  action);

/**
 * ProvisionStep:
 * @key: userName or displayName of whom or what it is about; of a membership the group's
 * @member: of a membership, the member's
 * @source_row: in the source's roll, or 0
 * @target_row: in the target's roll, or 0 for what is yet to be made
 * @attributes: (nullable) (element-type CompareAttribute): of an update
 */
typedef struct
{
  ProvisionAction  action;
  char            *key;
  char            *member;
  gint64           source_row;
  gint64           target_row;
  gint64           member_source_row;
  gint64           member_target_row;
  GPtrArray       *attributes;
} ProvisionStep;

#define PROVISION_TYPE_PLAN (provision_plan_get_type ())
G_DECLARE_FINAL_TYPE (ProvisionPlan, provision_plan, PROVISION, PLAN, GObject)

/**
 * provision_plan_new:
 * @comparison: of the source with a fresh read of the target
 * @source: the source's roll
 * @target: the target's roll
 * @error: return location
 *
 * Who is ambiguous or a duplicate is left alone. People who aren't at the source are deactivated
 * only if the source knows why (deleted, out of scope); a person the IdP never made (`local`) is
 * left alone.
 */
ProvisionPlan *provision_plan_new      (Comparison     *comparison,
                                        Roll           *source,
                                        Roll           *target,
                                        GError        **error);

/* (transfer none) (element-type ProvisionStep): in the order in which they will be done */
GPtrArray     *provision_plan_get_steps (ProvisionPlan  *self);
gint64         provision_plan_count    (ProvisionPlan  *self,
                                        ProvisionAction action);

/* Deactivations and deletions, of people and of groups. */
gint64         provision_plan_count_deletions (ProvisionPlan *self);

Roll          *provision_plan_get_source (ProvisionPlan *self);
Roll          *provision_plan_get_target (ProvisionPlan *self);

/* (transfer full): counts by action, and every step, as JSON */
char          *provision_plan_to_json  (ProvisionPlan  *self);

G_END_DECLS
