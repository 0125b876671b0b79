/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table gives well-known attributes their titles and their order; a type in brackets has a row
 * of its own where people have a word for it ("Mobile phone"), and is put behind the title where
 * they don't. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-attributes.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

typedef struct
{
  const char *name; /* path without URN and brackets */
  const char *type; /* in the brackets, or NULL */
  const char *title;
} TitleRow;

static const TitleRow titles[] = {
  { "userName", NULL, N_ ("User name") },
  { "displayName", NULL, N_ ("Display name") },
  { "active", NULL, N_ ("Active") },
  { "externalId", NULL, N_ ("External ID") },
  { "id", NULL, N_ ("ID") },
  { "name.formatted", NULL, N_ ("Full name") },
  { "name.givenName", NULL, N_ ("Given name") },
  { "name.middleName", NULL, N_ ("Middle name") },
  { "name.familyName", NULL, N_ ("Family name") },
  { "name.honorificPrefix", NULL, N_ ("Honorific prefix") },
  { "name.honorificSuffix", NULL, N_ ("Honorific suffix") },
  { "nickName", NULL, N_ ("Nickname") },
  { "emails.value", "work", N_ ("Work e-mail") },
  { "emails.value", "home", N_ ("Home e-mail") },
  { "emails.value", NULL, N_ ("E-mail") },
  { "title", NULL, N_ ("Job title") },
  { "userType", NULL, N_ ("User type") },
  { "department", NULL, N_ ("Department") },
  { "division", NULL, N_ ("Division") },
  { "organization", NULL, N_ ("Organization") },
  { "costCenter", NULL, N_ ("Cost center") },
  { "employeeNumber", NULL, N_ ("Employee number") },
  { "manager.value", NULL, N_ ("Manager") },
  { "manager.displayName", NULL, N_ ("Manager’s name") },
  { "phoneNumbers.value", "work", N_ ("Work phone") },
  { "phoneNumbers.value", "mobile", N_ ("Mobile phone") },
  { "phoneNumbers.value", "home", N_ ("Home phone") },
  { "phoneNumbers.value", "fax", N_ ("Fax") },
  { "phoneNumbers.value", NULL, N_ ("Phone") },
  { "addresses.formatted", NULL, N_ ("Address") },
  { "addresses.streetAddress", NULL, N_ ("Street") },
  { "addresses.postalCode", NULL, N_ ("Postal code") },
  { "addresses.locality", NULL, N_ ("Town") },
  { "addresses.region", NULL, N_ ("Region") },
  { "addresses.country", NULL, N_ ("Country") },
  { "preferredLanguage", NULL, N_ ("Language") },
  { "locale", NULL, N_ ("Locale") },
  { "timezone", NULL, N_ ("Time zone") },
  { "profileUrl", NULL, N_ ("Profile") },
  { "photos.value", NULL, N_ ("Photo") },
  { "ims.value", NULL, N_ ("Instant messaging") },
  { "roles.value", NULL, N_ ("Role") },
  { "entitlements.value", NULL, N_ ("Entitlement") },
  { "x509Certificates.value", NULL, N_ ("Certificate") },
};

static const char *const left_out[] = { "schemas", "meta", "members", "groups", "password",
                                        "primary", "display", "$ref", "type" };

static gboolean
is_left_out (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    if (strcmp (left_out[i], name) == 0)
      return TRUE;
  return FALSE;
}

/* Parts `URN:emails[type eq "work"].value` into "emails.value" and "work". */
static void
take_apart (const char  *path,
            char       **name,
            char       **type)
{
  const char *open = strchr (path, '[');
  const char *close = open != NULL ? strrchr (open, ']') : NULL;
  g_autofree char *head = close != NULL ? g_strndup (path, (gsize)(open - path)) : g_strdup (path);
  const char *colon = strrchr (head, ':');
  const char *quote = close != NULL ? strchr (open, '"') : NULL;
  const char *end = quote != NULL ? strchr (quote + 1, '"') : NULL;

  *name = g_strconcat (colon != NULL ? colon + 1 : head, close != NULL ? close + 1 : "", NULL);
  *type = end != NULL ? g_strndup (quote + 1, (gsize)(end - quote - 1)) : NULL;
}

/* (nullable): the row of exactly this type, else the one of none */
static const TitleRow *
find_row (const char *name,
          const char *type)
{
  const TitleRow *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (strcmp (titles[i].name, name) != 0)
        continue;
      if (g_strcmp0 (titles[i].type, type) == 0)
        return &titles[i];
      if (titles[i].type == NULL)
        found = &titles[i];
    }
  return found;
}

static guint
get_rank (const char *path)
{
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;
  const TitleRow *row;

  take_apart (path, &name, &type);
  row = find_row (name, type);
  return row != NULL ? (guint)(row - titles) : G_N_ELEMENTS (titles);
}

static int
order_cb (gconstpointer a,
          gconstpointer b)
{
  const RollcallAttribute *one = *(const RollcallAttribute *const *)a;
  const RollcallAttribute *other = *(const RollcallAttribute *const *)b;

  return rollcall_attribute_order (one->path, other->path);
}

/* Several values of one place stand in one row. */
static void
add (GPtrArray  *attributes,
     const char *path,
     const char *value)
{
  RollcallAttribute *attribute;

  for (guint i = 0; i < attributes->len; i++)
    {
      attribute = g_ptr_array_index (attributes, i);
      if (strcmp (attribute->path, path) == 0)
        {
          char *joined = g_strconcat (attribute->value, "; ", value, NULL);

          g_free (attribute->value);
          attribute->value = joined;
          return;
        }
    }
  attribute = g_new0 (RollcallAttribute, 1);
  attribute->path = g_strdup (path);
  attribute->value = g_strdup (value);
  g_ptr_array_add (attributes, attribute);
}

static void
add_scalar (GPtrArray  *attributes,
            const char *path,
            JsonNode   *node)
{
  g_autofree char *number = NULL;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      if (*json_node_get_string (node) != '\0')
        add (attributes, path, json_node_get_string (node));
      return;
    }
  number = json_to_string (node, FALSE);
  add (attributes, path, number);
}

/* The members of one element of a multi-valued attribute, or of a complex one: nothing that is
 * complex holds anything complex (RFC 7643, 2.3.8). */
static void
read_members (GPtrArray  *attributes,
              const char *path,
              JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *sub = g_strconcat (path, ".", name, NULL);

      if (!is_left_out (name))
        add_scalar (attributes, sub, node);
    }
}

static void
read_elements (GPtrArray  *attributes,
               const char *path,
               JsonArray  *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *type =
          object != NULL ? json_object_get_string_member_with_default (object, "type", NULL) : NULL;
      g_autofree char *folded = type != NULL ? g_utf8_casefold (type, -1) : NULL;
      g_autofree char *place = folded != NULL && *folded != '\0'
                                   ? g_strdup_printf ("%s[type eq \"%s\"]", path, folded)
                                   : g_strdup (path);

      if (object != NULL)
        read_members (attributes, place, object);
      else
        add_scalar (attributes, place, node);
    }
}

static void
read_node (GPtrArray  *attributes,
           const char *path,
           JsonNode   *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    read_members (attributes, path, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    read_elements (attributes, path, json_node_get_array (node));
  else
    add_scalar (attributes, path, node);
}

/* An extension's attributes stand under its URN, and a colon parts the two. */
static void
read_extension (GPtrArray  *attributes,
                const char *urn,
                JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *path = g_strconcat (urn, ":", name, NULL);

      read_node (attributes, path, node);
    }
}

GPtrArray *
rollcall_attributes_read (const char *body)
{
  GPtrArray *attributes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)rollcall_attribute_free);
  g_autoptr (JsonNode) root = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_return_val_if_fail (body != NULL, attributes);

  root = json_from_string (body, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return attributes;

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &node))
    {
      if (is_left_out (name))
        continue;
      if (strchr (name, ':') != NULL && JSON_NODE_HOLDS_OBJECT (node))
        read_extension (attributes, name, json_node_get_object (node));
      else
        read_node (attributes, name, node);
    }
  g_ptr_array_sort (attributes, order_cb);
  return attributes;
}

char *
rollcall_attribute_title (const char *path)
{
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;
  const TitleRow *row;

  g_return_val_if_fail (path != NULL, NULL);

  take_apart (path, &name, &type);
  row = find_row (name, type);
  if (row == NULL && type == NULL)
    return g_steal_pointer (&name);
  if (row != NULL && (type == NULL || row->type != NULL))
    return g_strdup (_(row->title));
  /* Translators: an attribute and its type, as in: Phone (pager) */
  return g_strdup_printf (_("%s (%s)"), row != NULL ? _(row->title) : name, type);
}

int
rollcall_attribute_order (const char *a,
                          const char *b)
{
  guint one;
  guint other;

  g_return_val_if_fail (a != NULL, 0);
  g_return_val_if_fail (b != NULL, 0);

  one = get_rank (a);
  other = get_rank (b);
  return one != other ? (one < other ? -1 : 1) : strcmp (a, b);
}

char *
rollcall_attribute_show (const char *value)
{
  g_autofree char *line = NULL;

  g_return_val_if_fail (value != NULL, NULL);

  if (strcmp (value, "true") == 0)
    return g_strdup (_("Yes"));
  if (strcmp (value, "false") == 0)
    return g_strdup (_("No"));
  line = g_strdup (value);
  return g_strdup (g_strdelimit (line, "\n\r\t", ' '));
}

void
rollcall_attribute_free (RollcallAttribute *attribute)
{
  if (attribute == NULL)
    return;

  g_free (attribute->path);
  g_free (attribute->value);
  g_free (attribute);
}
