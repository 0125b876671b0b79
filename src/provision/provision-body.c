/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents for POST and paths for look-ups. A document holds what the source has and a client may
 * write: nothing derived, nothing empty, no manager and no members, who come in later PATCHes. */

#define G_LOG_DOMAIN "rollcall-provision"

#include "config.h"

#include "provision/provision-dialect-private.h"

#include <string.h>

#include "base/base-json-writer.h"
#include "http/http-url.h"
#include "scim/scim-types.h"

static const char *const derived[] = { "id",      "meta",    "schemas",  "groups",
                                       "members", "manager", "password", NULL };

/* What a document begins with, in the order in which Entra sends it. */
static const char *const first[] = { "externalId", "userName", "active", "displayName", NULL };

static JsonNode *
prune_array (JsonArray *array)
{
  g_autoptr (JsonArray) pruned = json_array_new ();
  JsonNode *node;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = provision_body_prune (json_array_get_element (array, i));

      if (element != NULL)
        json_array_add_element (pruned, element);
    }
  if (json_array_get_length (pruned) == 0)
    return NULL;
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, g_steal_pointer (&pruned));
  return node;
}

static JsonNode *
prune_object (JsonObject *object)
{
  g_autoptr (JsonObject) pruned = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member, *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      JsonNode *value = strcmp (name, "$ref") == 0 ? NULL : provision_body_prune (member);

      if (value != NULL)
        json_object_set_member (pruned, name, value);
    }
  if (json_object_get_size (pruned) == 0)
    return NULL;
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, g_steal_pointer (&pruned));
  return node;
}

JsonNode *
provision_body_prune (JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_ARRAY:
      return prune_array (json_node_get_array (node));

    case JSON_NODE_OBJECT:
      return prune_object (json_node_get_object (node));

    case JSON_NODE_VALUE:
      if (json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) == '\0')
        return NULL;
      return json_node_copy (node);

    default:
      return NULL;
    }
}

static void
copy_member (JsonObject *document,
             const char *name,
             JsonNode   *member)
{
  JsonNode *value = provision_body_prune (member);

  if (value != NULL && g_str_equal (name, SCIM_URN_ENTERPRISE))
    {
      json_object_remove_member (json_node_get_object (value), "manager");
      if (json_object_get_size (json_node_get_object (value)) == 0)
        g_clear_pointer (&value, json_node_unref);
    }
  if (value != NULL)
    json_object_set_member (document, name, value);
}

/* A document with its schemas to come, and everything of @resource that may be written. */
static JsonObject *
copy_resource (JsonObject *resource,
               gboolean    group)
{
  JsonObject *document = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_set_array_member (document, "schemas", json_array_new ());
  for (guint i = 0; first[i] != NULL; i++)
    if (json_object_has_member (resource, first[i]))
      copy_member (document, first[i], json_object_get_member (resource, first[i]));
    else if (!group && g_str_equal (first[i], "active"))
      json_object_set_boolean_member (document, "active", TRUE);

  json_object_iter_init_ordered (&iter, resource);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    if (!json_object_has_member (document, name) && !g_strv_contains (derived, name))
      copy_member (document, name, member);
  return document;
}

static char *
finish (const ProvisionDialect *dialect,
        JsonObject             *document,
        const char             *urn,
        const char             *further,
        const char             *type)
{
  JsonArray *schemas = json_object_get_array_member (document, "schemas");
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GList) names = json_object_get_members (document);

  json_array_add_string_element (schemas, urn);
  for (GList *l = names; l != NULL; l = l->next)
    if (g_str_has_prefix (l->data, "urn:"))
      json_array_add_string_element (schemas, l->data);
  if (further != NULL)
    json_array_add_string_element (schemas, further);
  if (dialect->sends_meta)
    {
      JsonObject *meta = json_object_new ();

      json_object_set_string_member (meta, "resourceType", type);
      json_object_set_object_member (document, "meta", meta);
    }
  json_node_set_object (node, document);
  return base_json_node_to_text (node);
}

char *
provision_body_user (const ProvisionDialect *dialect,
                     JsonObject             *resource)
{
  g_autoptr (JsonObject) document = copy_resource (resource, FALSE);

  return finish (dialect, document, SCIM_URN_USER, NULL, "User");
}

char *
provision_body_group (const ProvisionDialect *dialect,
                      JsonObject             *resource)
{
  g_autoptr (JsonObject) document = copy_resource (resource, TRUE);

  return finish (dialect, document, SCIM_URN_GROUP, dialect->group_schema, "Group");
}

char *
provision_path_look_up (gboolean    group,
                        const char *name)
{
  g_autoptr (GString) filter = g_string_new (group ? "displayName eq " : "userName eq ");
  g_autofree char *escaped = NULL;

  base_json_append_string (filter, name);
  escaped = http_url_escape (filter->str);
  return g_strconcat (group ? "/Groups?excludedAttributes=members&filter=" : "/Users?filter=",
                      escaped, NULL);
}

char *
provision_path_resource (gboolean    group,
                         const char *id)
{
  g_autofree char *escaped = http_url_escape (id);

  return g_strconcat (group ? "/Groups/" : "/Users/", escaped, NULL);
}
