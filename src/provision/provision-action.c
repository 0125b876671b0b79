/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The actions of a plan, by name and in words. */

#define G_LOG_DOMAIN "rollcall-provision"

#include "config.h"

#include "provision/provision-plan.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *name;
  const char *phrase;
} ActionRow;

/* In the order of ProvisionAction. */
static const ActionRow rows[] = {
  { "update_user", N_ ("update user") },     { "create_user", N_ ("create user") },
  { "set_manager", N_ ("set manager") },     { "create_group", N_ ("create group") },
  { "update_group", N_ ("rename group") },   { "add_member", N_ ("add member") },
  { "remove_member", N_ ("remove member") }, { "deactivate_user", N_ ("deactivate user") },
  { "delete_group", N_ ("delete group") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (rows) == PROVISION_N_ACTIONS);

const char *
provision_action_to_string (ProvisionAction action)
{
  g_return_val_if_fail ((guint)action < PROVISION_N_ACTIONS, NULL);

  return rows[action].name;
}

const char *
provision_action_to_phrase (ProvisionAction action)
{
  g_return_val_if_fail ((guint)action < PROVISION_N_ACTIONS, NULL);

  return rows[action].phrase;
}
