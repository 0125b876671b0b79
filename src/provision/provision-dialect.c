/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialects, as a table. Entra's habits are those of its public documentation: it looks up by
 * userName or displayName before it makes anything, capitalises operations, sends booleans as
 * strings, creates groups without members, and sends members and managers in later PATCHes. */

#define G_LOG_DOMAIN "rollcall-provision"

#include "config.h"

#include "provision/provision-dialect-private.h"

static const ProvisionDialect dialects[] = {
  { .name = "entra",
    .ops = { "Add", "Replace", "Remove" },
    .test_first = TRUE,
    .looks_up = TRUE,
    .string_booleans = TRUE,
    .bare_manager = TRUE,
    .value_paths_create = TRUE,
    .members_by_value = TRUE,
    .null_refs = TRUE,
    .sends_meta = TRUE,
    .group_schema = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group",
    .members_at_once = 100 },
  { .name = "rfc", .ops = { "add", "replace", "remove" }, .members_at_once = 100 },
};

const ProvisionDialect *
provision_dialect_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    if (g_str_equal (dialects[i].name, name))
      return &dialects[i];
  return NULL;
}

const char *
provision_dialect_get_name (const ProvisionDialect *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}
