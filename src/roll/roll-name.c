/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A tree of names that grows with what is met: root, attributes, sub-attributes. A spelling is
 * looked up in the schema once, without regard to case; after that it is one hash look-up. A server
 * can't make it grow without bound. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-name.h"

#include <string.h>

#define MAX_CHILDREN 2000
#define MAX_NAME_LENGTH 255

typedef struct
{
  const char *name;
  RollRole role;
} RoleRow;

/* By name at the top of a resource, and inside a complex attribute. */
static const RoleRow top_roles[] = {
  { "id", ROLL_ROLE_ID },
  { "externalId", ROLL_ROLE_EXTERNAL_ID },
  { "userName", ROLL_ROLE_USER_NAME },
  { "displayName", ROLL_ROLE_DISPLAY_NAME },
  { "active", ROLL_ROLE_ACTIVE },
  { "emails", ROLL_ROLE_EMAILS },
  { "members", ROLL_ROLE_MEMBERS },
  { "groups", ROLL_ROLE_CUT },
  { "password", ROLL_ROLE_CUT },
  { "schemas", ROLL_ROLE_SCHEMAS },
  { "title", ROLL_ROLE_TITLE },
};

static const RoleRow sub_roles[] = {
  { "value", ROLL_ROLE_VALUE },
  { "type", ROLL_ROLE_TYPE },
  { "primary", ROLL_ROLE_PRIMARY },
  { "$ref", ROLL_ROLE_REF },
};

static const RoleRow name_roles[] = {
  { "formatted", ROLL_ROLE_FORMATTED_NAME },
  { "givenName", ROLL_ROLE_GIVEN_NAME },
  { "familyName", ROLL_ROLE_FAMILY_NAME },
};

static const RoleRow meta_roles[] = {
  { "location", ROLL_ROLE_LOCATION },
  { "lastModified", ROLL_ROLE_MODIFIED },
};

/* What the `value` view is without (roll-views.h). */
static const char *const never_at_top[] = {
  "id", "externalId", "meta", "schemas", "groups", "active", "password", NULL,
};
static const char *const never_below[] = { "primary", "display", "$ref", "type", NULL };

/* URNs under which others send a schema that we know. */
static const struct
{
  const char *alias;
  const char *urn;
} urn_aliases[] = {
  { "urn:scim:schemas:extension:enterprise:1.0", SCIM_URN_ENTERPRISE },
  { "urn:ietf:params:scim:schemas:extension:enterprise:2.0User", SCIM_URN_ENTERPRISE },
};

static gboolean
is_root (const RollName *self)
{
  return self->parent == NULL;
}

static RollRole
find_role (const RoleRow *rows,
           guint          n_rows,
           const char    *name)
{
  for (guint i = 0; i < n_rows; i++)
    if (strcmp (rows[i].name, name) == 0)
      return rows[i].role;
  return ROLL_ROLE_NONE;
}

static RollRole
role_of (const RollName *parent,
         const char     *name)
{
  if (is_root (parent))
    return find_role (top_roles, G_N_ELEMENTS (top_roles), name);
  if (strcmp (parent->name, SCIM_URN_ENTERPRISE) == 0 && strcmp (name, "department") == 0)
    return ROLL_ROLE_DEPARTMENT;
  if (!is_root (parent->parent) || strchr (parent->name, ':') != NULL)
    return ROLL_ROLE_NONE;
  if (strcmp (parent->name, "name") == 0)
    return find_role (name_roles, G_N_ELEMENTS (name_roles), name);
  if (strcmp (parent->name, "meta") == 0)
    return find_role (meta_roles, G_N_ELEMENTS (meta_roles), name);
  return find_role (sub_roles, G_N_ELEMENTS (sub_roles), name);
}

static const ScimSchema *
find_extension (const ScimResourceType *type,
                const char             *urn)
{
  const ScimSchema *schema;

  for (guint i = 0; i < G_N_ELEMENTS (urn_aliases); i++)
    if (g_ascii_strcasecmp (urn_aliases[i].alias, urn) == 0)
      urn = urn_aliases[i].urn;
  schema = scim_resource_type_find (type, urn, -1);
  return schema != type->schema ? schema : NULL;
}

static const ScimAttribute *
find_attribute (const RollName *parent,
                const char     *name)
{
  if (is_root (parent))
    return scim_schema_find (parent->type->schema, name, -1);
  if (parent->extension != NULL)
    return scim_schema_find (parent->extension, name, -1);
  if (parent->attribute != NULL)
    return scim_attribute_find_sub (parent->attribute, name, -1);
  return NULL;
}

static gboolean
is_compared (const RollName *self)
{
  const RollName *parent = self->parent;
  gboolean urn_below = parent->extension != NULL || strchr (parent->name, ':') != NULL;

  if (!is_root (parent) && !parent->compared)
    return FALSE;
  if (self->attribute != NULL && self->attribute->mutability == SCIM_READ_ONLY)
    return FALSE;
  if (is_root (parent))
    return !g_strv_contains (never_at_top, self->name);
  return urn_below || !g_strv_contains (never_below, self->name);
}

static char *
make_path (const RollName *parent,
           const char     *name)
{
  if (is_root (parent))
    return g_strdup (name);
  return g_strdup_printf (strchr (parent->name, ':') != NULL ? "%s:%s" : "%s.%s", parent->path,
                          name);
}

static RollName *
make_child (RollName   *parent,
            const char *spelled)
{
  RollName *self = g_new0 (RollName, 1);

  self->parent = parent;
  self->type = parent->type;
  if (is_root (parent) && strchr (spelled, ':') != NULL)
    self->extension = find_extension (parent->type, spelled);
  if (self->extension == NULL)
    self->attribute = find_attribute (parent, spelled);

  if (self->extension != NULL)
    self->name = g_strdup (self->extension->urn);
  else
    self->name = g_strdup (self->attribute != NULL ? self->attribute->name : spelled);

  self->path = make_path (parent, self->name);
  self->role = role_of (parent, self->name);
  self->compared = is_compared (self);
  self->exact = self->attribute != NULL && self->attribute->case_exact;
  return self;
}

RollName *
roll_name_new (const ScimResourceType *type)
{
  RollName *self = g_new0 (RollName, 1);

  self->type = type;
  self->name = g_strdup (type->name);
  self->path = g_strdup ("");
  return self;
}

void
roll_name_free (RollName *self)
{
  g_clear_pointer (&self->children, g_hash_table_unref);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

/* Beyond the bound no strange name and no new spelling is remembered; what the schema knows is
 * found under its own. */
static RollName *
find_beyond (RollName   *self,
             const char *spelled)
{
  RollName *child = make_child (self, spelled);
  RollName *known = g_hash_table_lookup (self->children, child->name);

  if (known == NULL && (child->attribute != NULL || child->extension != NULL))
    {
      g_hash_table_insert (self->children, g_strdup (child->name), child);
      return child;
    }
  roll_name_free (child);
  return known;
}

RollName *
roll_name_find (RollName            *self,
                const BaseJsonSlice *key)
{
  char spelled[MAX_NAME_LENGTH + 1];
  RollName *child;

  g_assert (self != NULL);

  if (key->length > MAX_NAME_LENGTH)
    return NULL;
  memcpy (spelled, key->text, key->length);
  spelled[key->length] = '\0';

  if (self->children == NULL)
    self->children =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)roll_name_free);
  child = g_hash_table_lookup (self->children, spelled);
  if (child != NULL)
    return child;
  if (g_hash_table_size (self->children) >= MAX_CHILDREN)
    return find_beyond (self, spelled);

  child = make_child (self, spelled);
  g_hash_table_insert (self->children, g_strdup (spelled), child);
  return child;
}
