/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings one attribute's value to the schema's spelling and type: names of sub-attributes in any
   case, null and empty as unassigned (RFC 7643 §2.5), at most one primary (§2.4). What is borne
   beyond the RFC asks scim_tolerates() by name; everything else is refused with the attribute's
   path. It never changes what it was given. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-normalise.h"

#include <math.h>

#include "base/base-json-member.h"
#include "base/base-time.h"
#include "scim/scim-error.h"
#include "scim/scim-json.h"
#include "scim/scim-tolerance.h"

/* What is being normalised, for coercions and messages. */
typedef struct
{
  ScimProfile profile;
  ScimNormaliseFlags flags;
  const ScimAttribute *row;
  const ScimAttribute *parent;
} Place;

static gboolean
fail (const Place  *place,
      const char   *expected,
      JsonNode     *found,
      GError      **error)
{
  g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE, "%s%s%s takes %s, not %s.",
               place->parent != NULL ? place->parent->name : "", place->parent != NULL ? "." : "",
               place->row->name, expected, scim_json_kind (found));
  return FALSE;
}

/* Whether "" unassigns here: an empty externalId is none for anybody. */
static gboolean
is_cleared (const Place *place,
            JsonNode    *node)
{
  const char *text = scim_json_get_text (node);

  if (text == NULL || *text != '\0')
    return FALSE;
  return scim_tolerates (place->profile, SCIM_TOLERATE_EMPTY_STRING_CLEARS) ||
         (place->parent == NULL && g_str_equal (place->row->name, "externalId"));
}

static gboolean
normalise_boolean (const Place  *place,
                   JsonNode     *node,
                   JsonNode    **normal,
                   GError      **error)
{
  const char *text = scim_json_get_text (node);
  gboolean is_true;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    {
      *normal = json_node_copy (node);
      return TRUE;
    }
  if (text == NULL || !scim_tolerates (place->profile, SCIM_TOLERATE_STRING_BOOLEAN))
    return fail (place, "true or false", node, error);
  is_true = g_ascii_strcasecmp (text, "true") == 0;
  if (!is_true && g_ascii_strcasecmp (text, "false") != 0)
    return fail (place, "true or false", node, error);
  *normal = json_node_init_boolean (json_node_alloc (), is_true);
  return TRUE;
}

static gboolean
normalise_number (const Place  *place,
                  JsonNode     *node,
                  JsonNode    **normal,
                  GError      **error)
{
  gboolean whole = place->row->type == SCIM_TYPE_INTEGER;
  GType type = json_node_get_value_type (node);
  double number;

  if (!JSON_NODE_HOLDS_VALUE (node) || (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE))
    return fail (place, whole ? "an integer" : "a number", node, error);
  number = json_node_get_double (node);
  if (whole && type == G_TYPE_DOUBLE && (number != floor (number) || fabs (number) > 9e15))
    return fail (place, "an integer", node, error);
  *normal = whole ? json_node_init_int (json_node_alloc (), json_node_get_int (node))
                  : json_node_copy (node);
  return TRUE;
}

/* Base64 or its URL-safe form (RFC 7643 §2.3.6); blanks between lines are borne. */
static gboolean
is_base64 (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && !g_ascii_isspace (*text) && *text != '+' && *text != '/' &&
        *text != '-' && *text != '_' && *text != '=')
      return FALSE;
  return TRUE;
}

static gboolean
normalise_text (const Place  *place,
                JsonNode     *node,
                JsonNode    **normal,
                GError      **error)
{
  const char *text = scim_json_get_text (node);
  gint64 time;

  if (text == NULL)
    return fail (place, "a string", node, error);
  if (place->row->type == SCIM_TYPE_DATE_TIME && !base_time_parse (text, &time, NULL))
    return fail (place, "a time such as \"2026-01-31T08:00:00Z\"", node, error);
  if (place->row->type == SCIM_TYPE_BINARY && !is_base64 (text))
    return fail (place, "base64", node, error);
  *normal = json_node_copy (node);
  return TRUE;
}

static gboolean
normalise_simple (const Place  *place,
                  JsonNode     *node,
                  JsonNode    **normal,
                  GError      **error)
{
  if (is_cleared (place, node))
    return TRUE;
  switch (place->row->type)
    {
    case SCIM_TYPE_BOOLEAN:
      return normalise_boolean (place, node, normal, error);
    case SCIM_TYPE_DECIMAL:
    case SCIM_TYPE_INTEGER:
      return normalise_number (place, node, normal, error);
    case SCIM_TYPE_STRING:
    case SCIM_TYPE_DATE_TIME:
    case SCIM_TYPE_BINARY:
    case SCIM_TYPE_REFERENCE:
      return normalise_text (place, node, normal, error);
    case SCIM_TYPE_COMPLEX:
    default:
      g_assert_not_reached ();
    }
}

/* `$ref` follows from `value` and the base URL, so it is checked and left out. */
static gboolean
check_reference (const Place  *place,
                 JsonNode     *node,
                 GError      **error)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return scim_tolerates (place->profile, SCIM_TOLERATE_NULL_REF) ||
           fail (place, "a URI", node, error);
  return scim_json_get_text (node) != NULL || fail (place, "a URI", node, error);
}

static gboolean
normalise_sub (const Place  *complex_place,
               JsonObject   *object,
               const char   *name,
               JsonNode     *node,
               GError      **error)
{
  Place place = *complex_place;
  JsonNode *normal = NULL;

  place.parent = complex_place->row;
  place.row = scim_attribute_find_sub (place.parent, name, -1);
  if (place.row == NULL)
    {
      if (scim_tolerates (place.profile, SCIM_TOLERATE_UNKNOWN_ATTRIBUTE))
        return TRUE;
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX,
                   "%s has no sub-attribute of the name “%s”.", place.parent->name, name);
      return FALSE;
    }
  if (g_str_equal (place.row->name, "$ref"))
    return check_reference (&place, node, error);
  if (place.row->mutability == SCIM_READ_ONLY)
    return TRUE;
  if (json_object_has_member (object, place.row->name))
    {
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX, "%s.%s is there twice.",
                   place.parent->name, place.row->name);
      return FALSE;
    }

  if (!scim_json_is_unassigned (node) && !normalise_simple (&place, node, &normal, error))
    return FALSE;
  if (normal == NULL && (place.flags & SCIM_NORMALISE_KEEP_NULL) != 0)
    normal = json_node_new (JSON_NODE_NULL);
  if (normal != NULL)
    json_object_set_member (object, place.row->name, normal);
  return TRUE;
}

/* AppRoleAssignmentsComplex: `{"value":"{\"value\":\"Admin\",\"displayName\":\"Admin\"}"}`. */
static void
unpack_role (const Place *place,
             JsonObject  *object)
{
  JsonNode *value = json_object_get_member (object, "value");
  const char *text = scim_json_get_text (value);
  g_autoptr (JsonNode) packed = NULL;
  const char *inner, *display;

  if (text == NULL || *text != '{' || place->parent != NULL ||
      !g_str_equal (place->row->name, "roles") ||
      !scim_tolerates (place->profile, SCIM_TOLERATE_JSON_IN_STRING))
    return;
  packed = scim_json_parse (text);
  if (packed == NULL || !JSON_NODE_HOLDS_OBJECT (packed))
    return;
  inner = scim_json_get_text (base_json_find (json_node_get_object (packed), "value"));
  display = scim_json_get_text (base_json_find (json_node_get_object (packed), "displayName"));
  if (inner == NULL || *inner == '\0')
    return;

  if (display != NULL && *display != '\0')
    json_object_set_string_member (object, "display", display);
  json_object_set_string_member (object, "value", inner);
}

static gboolean
normalise_complex (const Place  *place,
                   JsonNode     *node,
                   JsonNode    **normal,
                   GError      **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (is_cleared (place, node))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        if (!normalise_sub (place, object, name, member, error))
          return FALSE;
    }
  else if (scim_json_get_text (node) == NULL ||
           scim_attribute_find_sub (place->row, "value", -1) == NULL ||
           !scim_tolerates (place->profile, SCIM_TOLERATE_STRING_FOR_COMPLEX))
    return fail (place, "an object", node, error);
  else if (!normalise_sub (place, object, "value", node, error))
    return FALSE;

  if (json_object_get_size (object) == 0)
    return TRUE;
  unpack_role (place, object);
  *normal = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (*normal, g_steal_pointer (&object));
  return TRUE;
}

static gboolean
normalise_one (const Place  *place,
               JsonNode     *node,
               JsonNode    **normal,
               GError      **error)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (place->row->type == SCIM_TYPE_COMPLEX)
    return normalise_complex (place, node, normal, error);
  return normalise_simple (place, node, normal, error);
}

static gboolean
is_primary (JsonNode *element)
{
  JsonNode *primary;

  if (!JSON_NODE_HOLDS_OBJECT (element))
    return FALSE;
  primary = json_object_get_member (json_node_get_object (element), "primary");
  return primary != NULL && JSON_NODE_HOLDS_VALUE (primary) && json_node_get_boolean (primary);
}

static gboolean
add_element (const Place  *place,
             JsonArray    *array,
             JsonNode     *node,
             guint        *n_primary,
             GError      **error)
{
  JsonNode *normal = NULL;

  if (!normalise_one (place, node, &normal, error))
    return FALSE;
  if (normal == NULL)
    return TRUE;
  *n_primary += is_primary (normal);
  json_array_add_element (array, normal);
  if (*n_primary <= 1)
    return TRUE;
  g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE, "Only one value of %s can be primary.",
               place->row->name);
  return FALSE;
}

static gboolean
normalise_multi (const Place  *place,
                 JsonNode     *node,
                 JsonNode    **normal,
                 GError      **error)
{
  g_autoptr (JsonArray) array = json_array_new ();
  guint n_primary = 0;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *from = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (from); i++)
        if (!add_element (place, array, json_array_get_element (from, i), &n_primary, error))
          return FALSE;
    }
  else if ((place->flags & SCIM_NORMALISE_WRAP) == 0 &&
           !scim_tolerates (place->profile, SCIM_TOLERATE_SINGLE_FOR_ARRAY))
    return fail (place, "an array", node, error);
  else if (!add_element (place, array, node, &n_primary, error))
    return FALSE;

  if (json_array_get_length (array) == 0)
    return TRUE;
  *normal = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (*normal, g_steal_pointer (&array));
  return TRUE;
}

/* `[{"value":…}]` for manager. */
static gboolean
unwrap (const Place  *place,
        JsonNode    **node,
        GError      **error)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (*node))
    return TRUE;
  array = json_node_get_array (*node);
  if (json_array_get_length (array) != 1 ||
      !scim_tolerates (place->profile, SCIM_TOLERATE_ARRAY_FOR_SINGULAR))
    return fail (place, "a single value", *node, error);
  *node = json_array_get_element (array, 0);
  return TRUE;
}

gboolean
scim_normalise_value (ScimProfile           profile,
                      const ScimAttribute  *attribute,
                      const ScimAttribute  *parent,
                      JsonNode             *value,
                      ScimNormaliseFlags    flags,
                      JsonNode            **normal,
                      GError              **error)
{
  Place place = { profile, flags, attribute, parent };

  g_assert (attribute != NULL);
  g_assert (normal != NULL);

  *normal = NULL;
  if (scim_json_is_unassigned (value))
    return TRUE;
  if (attribute->multi_valued)
    return normalise_multi (&place, value, normal, error);
  return unwrap (&place, &value, error) && normalise_one (&place, value, normal, error);
}

gboolean
scim_normalise_element (ScimProfile           profile,
                        const ScimAttribute  *attribute,
                        JsonNode             *value,
                        ScimNormaliseFlags    flags,
                        JsonNode            **normal,
                        GError              **error)
{
  Place place = { profile, flags, attribute, NULL };

  g_assert (attribute != NULL);
  g_assert (normal != NULL);

  *normal = NULL;
  if (scim_json_is_unassigned (value))
    return TRUE;
  return unwrap (&place, &value, error) && normalise_one (&place, value, normal, error);
}
