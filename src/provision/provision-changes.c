/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From differing attributes to PATCH operations. One operation a path, as Entra does; an attribute
 * with several values of one type, or with values of no type, is replaced as a whole, since no
 * path can name one of them. */

#define G_LOG_DOMAIN "rollcall-provision"

#include "config.h"

#include "provision/provision-dialect-private.h"

#include <string.h>

#include "base/base-fold.h"
#include "base/base-json-writer.h"
#include "compare/comparison.h"
#include "scim/scim-filter.h"
#include "scim/scim-path.h"

typedef struct
{
  const ProvisionDialect *dialect;
  JsonObject *source;
  JsonObject *target;
  JsonArray *operations;
  GHashTable *done; /* paths that need no further operation */
} Changes;

/* One attribute of the table of schemas, with where it stands. */
typedef struct
{
  const ScimPath *path;
  char *name;       /* with the extension's URN, if it has one */
  JsonNode *source; /* (nullable) */
  JsonNode *target; /* (nullable) */
} Place;

static void
place_clear (Place *self)
{
  g_clear_pointer (&self->name, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static JsonNode *
find_member (JsonObject *object,
             const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

static JsonNode *
find_attribute (JsonObject     *resource,
                const ScimPath *path)
{
  JsonNode *node;

  if (!scim_schema_is_extension (path->schema))
    return find_member (resource, path->attribute->name);
  node = find_member (resource, path->schema->urn);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
             ? find_member (json_node_get_object (node), path->attribute->name)
             : NULL;
}

static JsonNode *
find_sub (JsonNode       *node,
          const ScimPath *path)
{
  if (path->sub == NULL || node == NULL)
    return node;
  return JSON_NODE_HOLDS_OBJECT (node) ? find_member (json_node_get_object (node), path->sub->name)
                                       : NULL;
}

/* (nullable) (transfer full): nothing for what is empty */
static JsonNode *
copy (JsonNode *node)
{
  return node != NULL ? provision_body_prune (node) : NULL;
}

static void
set (Changes    *self,
     const char *path,
     JsonNode   *value,
     gboolean    there)
{
  provision_patch_add (self->dialect, self->operations,
                       value == NULL ? PROVISION_OP_REMOVE
                       : there       ? PROVISION_OP_REPLACE
                                     : PROVISION_OP_ADD,
                       path, value);
}

static gboolean
do_once (Changes    *self,
         const char *path)
{
  return g_hash_table_add (self->done, g_strdup (path));
}

/* The only element of that type, or NULL; how many there are. */
static JsonNode *
find_element (JsonNode   *array,
              const char *type,
              guint      *n)
{
  JsonNode *found = NULL;

  *n = 0;
  if (array == NULL || !JSON_NODE_HOLDS_ARRAY (array))
    return NULL;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (array)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (array), i);
      JsonNode *node = JSON_NODE_HOLDS_OBJECT (element)
                           ? find_member (json_node_get_object (element), "type")
                           : NULL;
      g_autofree char *folded = node != NULL ? base_fold (json_node_get_string (node)) : NULL;

      if (g_strcmp0 (folded, type) != 0)
        continue;
      *n += 1;
      found = element;
    }
  return *n == 1 ? found : NULL;
}

static void
replace_whole (Changes     *self,
               const Place *place)
{
  if (do_once (self, place->name))
    set (self, place->name, copy (place->source), TRUE);
}

static JsonNode *
wrap (JsonNode *element)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_array_add_element (array, element);
  json_node_take_array (node, array);
  return node;
}

static char *
name_element (const Place *place,
              const char  *type)
{
  g_autoptr (GString) text = g_string_new (place->name);

  g_string_append (text, "[type eq ");
  base_json_append_string (text, type);
  g_string_append_c (text, ']');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* An element of its own type: `emails[type eq "work"].value`. */
static void
change_element (Changes     *self,
                const Place *place,
                const char  *type)
{
  guint n_source, n_target;
  JsonNode *source = find_element (place->source, type, &n_source);
  JsonNode *target = find_element (place->target, type, &n_target);
  g_autofree char *element = name_element (place, type);
  g_autofree char *path = NULL;
  JsonNode *value;

  if (n_source > 1 || n_target > 1)
    {
      replace_whole (self, place);
      return;
    }
  if (source == NULL)
    {
      if (do_once (self, element))
        set (self, element, NULL, TRUE);
      return;
    }
  if (target == NULL && !self->dialect->value_paths_create)
    {
      value = copy (source);
      if (do_once (self, element) && value != NULL)
        set (self, place->name, wrap (value), FALSE);
      else
        g_clear_pointer (&value, json_node_unref);
      return;
    }
  path = g_strdup_printf ("%s.%s", element, place->path->sub->name);
  value = copy (find_sub (source, place->path));
  set (self, path, value, target != NULL && find_sub (target, place->path) != NULL);
}

/* (nullable): the type in `[type eq "…"]` as the comparison writes it */
static const char *
get_type (const ScimPath *path)
{
  const ScimFilter *filter = path->filter;

  if (filter == NULL || filter->kind != SCIM_FILTER_COMPARE || filter->op != SCIM_OP_EQ)
    return NULL;
  return filter->text;
}

/* An attribute that no schema of ours knows: as the comparison shows it. */
static void
change_unknown (Changes                *self,
                const CompareAttribute *attribute)
{
  JsonNode *value = NULL;

  if (attribute->source != NULL)
    {
      value = json_node_new (JSON_NODE_VALUE);
      json_node_set_string (value, attribute->source);
    }
  set (self, attribute->path, value, attribute->target != NULL);
}

static void
change (Changes                *self,
        const CompareAttribute *attribute)
{
  g_autoptr (ScimPath) path = NULL;
  g_auto (Place) place = { 0 };
  g_autofree char *text = NULL;

  if (g_str_equal (attribute->path, "active"))
    {
      provision_patch_add (self->dialect, self->operations, PROVISION_OP_REPLACE, "active",
                           provision_patch_boolean (self->dialect, attribute->source != NULL));
      return;
    }

  path = scim_path_parse (scim_resource_type_user (), attribute->path, SCIM_PROFILE_LENIENT, NULL);
  if (path == NULL || path->attribute == NULL || path->schema == NULL)
    {
      change_unknown (self, attribute);
      return;
    }

  place.path = path;
  place.name = scim_schema_is_extension (path->schema)
                   ? g_strconcat (path->schema->urn, ":", path->attribute->name, NULL)
                   : g_strdup (path->attribute->name);
  place.source = find_attribute (self->source, path);
  place.target = find_attribute (self->target, path);

  if (!path->attribute->multi_valued)
    {
      text = path->sub != NULL ? g_strconcat (place.name, ".", path->sub->name, NULL)
                               : g_strdup (place.name);
      set (self, text, copy (find_sub (place.source, path)), attribute->target != NULL);
    }
  else if (get_type (path) != NULL && path->sub != NULL &&
           !g_hash_table_contains (self->done, place.name))
    change_element (self, &place, get_type (path));
  else
    replace_whole (self, &place);
}

/* Attributes that can only be replaced as a whole go first: nothing else is said of them then. */
static int
compare_attributes_cb (gconstpointer a,
                       gconstpointer b)
{
  const CompareAttribute *const *one = a;
  const CompareAttribute *const *other = b;
  gboolean one_typed = strchr ((*one)->path, '[') != NULL;
  gboolean other_typed = strchr ((*other)->path, '[') != NULL;

  return one_typed != other_typed ? one_typed - other_typed : strcmp ((*one)->path, (*other)->path);
}

char *
provision_changes_make (const ProvisionDialect *dialect,
                        GPtrArray              *attributes,
                        JsonObject             *source,
                        JsonObject             *target)
{
  Changes changes = { .dialect = dialect, .source = source, .target = target };
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (attributes, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_attributes_cb);
  changes.operations = json_array_new ();
  changes.done = done;
  for (guint i = 0; i < sorted->len; i++)
    change (&changes, g_ptr_array_index (sorted, i));
  return provision_patch_to_text (changes.operations);
}

/* Every member of @object as an operation; those of `name` and of an extension one by one. */
static void
replace_members (const ProvisionDialect *dialect,
                 JsonArray              *operations,
                 JsonObject             *object,
                 const char             *prefix)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_autofree char *path = g_strconcat (prefix, name, NULL);
      gboolean extension = *prefix == '\0' && g_str_has_prefix (name, "urn:");

      if (g_str_equal (path, "schemas") || g_str_equal (path, "meta"))
        continue;
      if (JSON_NODE_HOLDS_OBJECT (member) && (extension || g_str_equal (path, "name")))
        {
          g_autofree char *inner = g_strconcat (path, extension ? ":" : ".", NULL);

          replace_members (dialect, operations, json_node_get_object (member), inner);
        }
      else if (g_str_equal (path, "active"))
        provision_patch_add (dialect, operations, PROVISION_OP_REPLACE, path,
                             provision_patch_boolean (dialect, json_node_get_boolean (member)));
      else
        provision_patch_add (dialect, operations, PROVISION_OP_REPLACE, path,
                             json_node_copy (member));
    }
}

char *
provision_changes_whole (const ProvisionDialect *dialect,
                         gboolean                group,
                         JsonObject             *source)
{
  JsonArray *operations = json_array_new ();
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) document = NULL;

  /* What a POST would have held. */
  text = group ? provision_body_group (dialect, source) : provision_body_user (dialect, source);
  document = json_from_string (text, NULL);
  replace_members (dialect, operations, json_node_get_object (document), "");
  return provision_patch_to_text (operations);
}
