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

/**
 * ProvisionAction:
 * @PROVISION_UPDATE_USER: attributes that differ, and active again; first, so that names become
 *   free
 * @PROVISION_CREATE_USER: without their manager, who may not be there yet
 * @PROVISION_SET_MANAGER: or remove it
 * @PROVISION_CREATE_GROUP: without members
 * @PROVISION_UPDATE_GROUP: its name
 * @PROVISION_ADD_MEMBER: one membership
 * @PROVISION_REMOVE_MEMBER: one membership
 * @PROVISION_DEACTIVATE_USER: nobody is ever deleted, as identity providers don't
 * @PROVISION_DELETE_GROUP: only one that the source knows deleted or out of scope
 *
 * In the order in which they are done.
 */
typedef enum
{
  PROVISION_UPDATE_USER,
  PROVISION_CREATE_USER,
  PROVISION_SET_MANAGER,
  PROVISION_CREATE_GROUP,
  PROVISION_UPDATE_GROUP,
  PROVISION_ADD_MEMBER,
  PROVISION_REMOVE_MEMBER,
  PROVISION_DEACTIVATE_USER,
  PROVISION_DELETE_GROUP,
  PROVISION_N_ACTIONS,
} ProvisionAction;

/* "create_user", and a phrase for a person, untranslated msgid: "create user" */
const char *provision_action_to_string (ProvisionAction  action);
const char *provision_action_to_phrase (ProvisionAction  action);

/**
 * ProvisionStep:
 * @key: userName or displayName of whom or what it is about; of a membership the group's
 * @member: (nullable): of a membership, the member's; of a manager theirs, %NULL to remove it
 * @source_row: in the source's roll, or 0
 * @target_row: in the target's roll, or 0 for what is yet to be made
 * @member_source_row: of a membership or a manager, likewise
 * @member_target_row: likewise
 * @attributes: (nullable) (element-type CompareAttribute): of an update; the comparison's, and the
 *   path
 *   `active` for one who becomes active again
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
ProvisionPlan *provision_plan_new       (Comparison     *comparison,
                                         Roll           *source,
                                         Roll           *target,
                                         GError        **error);

/* (transfer none) (element-type ProvisionStep): in the order in which they will be done */
GPtrArray     *provision_plan_get_steps (ProvisionPlan  *self);
gint64         provision_plan_count     (ProvisionPlan  *self,
                                         ProvisionAction action);

/* Deactivations of people and deletions of groups. */
gint64         provision_plan_count_deletions (ProvisionPlan *self);

/* People and groups who differ without an explanation and are left alone all the same: duplicates,
 * ambiguous ones, and who is here without the source knowing why. */
gint64         provision_plan_count_left_alone (ProvisionPlan *self);

Roll          *provision_plan_get_source (ProvisionPlan *self);
Roll          *provision_plan_get_target (ProvisionPlan *self);

/* (transfer full): `{"counts":{ACTION:N,…},"deletions":N,"left_alone":N,
 * "steps":[{"action","key","member","attributes"}]}` */
char          *provision_plan_to_json  (ProvisionPlan  *self);

G_END_DECLS
