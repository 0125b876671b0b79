/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the ids out of a list of members: arrays of objects, one object, bare ids, "Value" in any
   case, "$ref" null or a URI. It refuses what it doesn't understand, because a list of members that
   is read as empty empties a group (RFC 7644 §3.5.2.2). */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-members.h"

#include "scim/scim-error.h"
#include "scim/scim-json.h"
#include "scim/scim-normalise.h"
#include "scim/scim-schema-table.h"
#include "scim/scim-tolerance.h"

static gboolean
read_member (ScimProfile           profile,
             const ScimAttribute  *row,
             JsonNode             *member,
             const char          **id,
             JsonNode            **normal,
             GError              **error)
{
  JsonNode *value = NULL;

  if (!scim_normalise_element (profile, row, member, SCIM_NORMALISE_PLAIN, normal, error))
    return FALSE;
  if (*normal != NULL)
    value = json_object_get_member (json_node_get_object (*normal), "value");
  *id = value != NULL ? json_node_get_string (value) : NULL;
  if (*id != NULL && **id != '\0')
    return TRUE;
  g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE,
               "A member is an object whose value is an id; one here has none (%s).",
               scim_json_kind (member));
  return FALSE;
}

GPtrArray *
scim_members_read (ScimProfile   profile,
                   JsonNode     *value,
                   gboolean      single,
                   GError      **error)
{
  const ScimAttribute *row = scim_schema_find (&scim_group_schema, "members", -1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array = NULL;
  guint n = 1;

  g_assert (value != NULL);

  if (JSON_NODE_HOLDS_ARRAY (value))
    {
      array = json_node_get_array (value);
      n = json_array_get_length (array);
    }
  else if (!single && !scim_tolerates (profile, SCIM_TOLERATE_SINGLE_FOR_ARRAY))
    {
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE, "members takes an array, not %s.",
                   scim_json_kind (value));
      return NULL;
    }

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (JsonNode) normal = NULL;
      const char *id;

      if (!read_member (profile, row, array != NULL ? json_array_get_element (array, i) : value,
                        &id, &normal, error))
        return NULL;
      if (g_hash_table_contains (seen, id))
        continue;
      g_ptr_array_add (ids, g_strdup (id));
      g_hash_table_add (seen, g_ptr_array_index (ids, ids->len - 1));
    }
  return g_steal_pointer (&ids);
}

gboolean
scim_path_is_members (const ScimPath *path)
{
  return path->schema == &scim_group_schema && path->attribute != NULL &&
         g_str_equal (path->attribute->name, "members");
}
