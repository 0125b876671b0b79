/* SPDX-License-Identifier: GPL-3.0-or-later */

/* PATCH bodies (RFC 7644 §3.5.2) in a dialect's spelling. */

#define G_LOG_DOMAIN "rollcall-provision"

#include "config.h"

#include "provision/provision-dialect-private.h"

#include "base/base-json-writer.h"
#include "scim/scim-types.h"

#define PATH_MANAGER SCIM_URN_ENTERPRISE ":manager"

void
provision_patch_add (const ProvisionDialect *dialect,
                     JsonArray              *operations,
                     ProvisionOp             op,
                     const char             *path,
                     JsonNode               *value)
{
  JsonObject *operation = json_object_new ();

  json_object_set_string_member (operation, "op", dialect->ops[op]);
  json_object_set_string_member (operation, "path", path);
  if (value != NULL)
    json_object_set_member (operation, "value", value);
  json_array_add_object_element (operations, operation);
}

char *
provision_patch_to_text (JsonArray *operations)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *document = json_object_new ();
  JsonArray *schemas = json_array_new ();

  json_array_add_string_element (schemas, SCIM_URN_PATCH);
  json_object_set_array_member (document, "schemas", schemas);
  json_object_set_array_member (document, "Operations", operations);
  json_node_take_object (node, document);
  return base_json_node_to_text (node);
}

static JsonNode *
make_string (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  return node;
}

JsonNode *
provision_patch_boolean (const ProvisionDialect *dialect,
                         gboolean                value)
{
  JsonNode *node;

  if (dialect->string_booleans)
    return make_string (value ? "True" : "False");
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_boolean (node, value);
  return node;
}

char *
provision_patch_active (const ProvisionDialect *dialect,
                        gboolean                active)
{
  JsonArray *operations = json_array_new ();

  provision_patch_add (dialect, operations, PROVISION_OP_REPLACE, "active",
                       provision_patch_boolean (dialect, active));
  return provision_patch_to_text (operations);
}

char *
provision_patch_name (const ProvisionDialect *dialect,
                      const char             *name)
{
  JsonArray *operations = json_array_new ();

  provision_patch_add (dialect, operations, PROVISION_OP_REPLACE, "displayName",
                       make_string (name));
  return provision_patch_to_text (operations);
}

/* {"value": ID}, as a member or a manager */
static JsonNode *
make_reference (const char *id,
                gboolean    null_ref)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *reference = json_object_new ();

  if (null_ref)
    json_object_set_null_member (reference, "$ref");
  json_object_set_string_member (reference, "value", id);
  json_node_take_object (node, reference);
  return node;
}

char *
provision_patch_manager (const ProvisionDialect *dialect,
                         const char             *id)
{
  JsonArray *operations = json_array_new ();

  if (id == NULL)
    provision_patch_add (dialect, operations, PROVISION_OP_REMOVE, PATH_MANAGER, NULL);
  else
    provision_patch_add (dialect, operations,
                         dialect->bare_manager ? PROVISION_OP_ADD : PROVISION_OP_REPLACE,
                         PATH_MANAGER,
                         dialect->bare_manager ? make_string (id) : make_reference (id, FALSE));
  return provision_patch_to_text (operations);
}

char *
provision_patch_members (const ProvisionDialect *dialect,
                         gboolean                add,
                         GPtrArray              *ids)
{
  JsonArray *operations = json_array_new ();
  JsonNode *value;
  JsonArray *members;

  if (!add && !dialect->members_by_value)
    {
      for (guint i = 0; i < ids->len; i++)
        {
          g_autoptr (GString) path = g_string_new ("members[value eq ");

          base_json_append_string (path, g_ptr_array_index (ids, i));
          g_string_append_c (path, ']');
          provision_patch_add (dialect, operations, PROVISION_OP_REMOVE, path->str, NULL);
        }
      return provision_patch_to_text (operations);
    }

  members = json_array_new ();
  for (guint i = 0; i < ids->len; i++)
    json_array_add_element (members,
                            make_reference (g_ptr_array_index (ids, i), dialect->null_refs));
  value = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (value, members);
  provision_patch_add (dialect, operations, add ? PROVISION_OP_ADD : PROVISION_OP_REMOVE, "members",
                       value);
  return provision_patch_to_text (operations);
}
