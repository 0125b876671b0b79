/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a tree back as canonical text: the schema's spelling, lower-case operators, parentheses
 * only where they matter, values as JSON. The same walk writes a filter's shape, in which every
 * value is `?`: that is what may stand in a log. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-filter.h"

#include "base/base-json-writer.h"

static const char *const operator_words[] = {
  [SCIM_OP_EQ] = "eq", [SCIM_OP_NE] = "ne", [SCIM_OP_CO] = "co",
  [SCIM_OP_SW] = "sw", [SCIM_OP_EW] = "ew", [SCIM_OP_GT] = "gt",
  [SCIM_OP_GE] = "ge", [SCIM_OP_LT] = "lt", [SCIM_OP_LE] = "le",
};

static void
append_value (GString          *out,
              const ScimFilter *filter,
              gboolean          shape)
{
  if (shape)
    {
      g_string_append_c (out, '?');
      return;
    }
  switch (filter->value_kind)
    {
    case SCIM_VALUE_NULL:
      g_string_append (out, "null");
      break;
    case SCIM_VALUE_STRING:
      base_json_append_string (out, filter->text);
      break;
    case SCIM_VALUE_BOOLEAN:
      g_string_append (out, filter->boolean ? "true" : "false");
      break;
    case SCIM_VALUE_NUMBER:
      g_string_append (out, filter->text);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
append_path (GString        *out,
             const ScimPath *path,
             gboolean        shape)
{
  g_autofree char *text = shape ? scim_path_to_shape (path) : scim_path_to_string (path);

  g_string_append (out, text);
}

/* An or inside an and is the only place where parentheses change anything. */
static void
append_filter (GString          *out,
               const ScimFilter *filter,
               ScimFilterKind    around,
               gboolean          shape)
{
  gboolean parentheses = filter->kind == SCIM_FILTER_OR && around == SCIM_FILTER_AND;

  switch (filter->kind)
    {
    case SCIM_FILTER_AND:
    case SCIM_FILTER_OR:
      if (parentheses)
        g_string_append_c (out, '(');
      append_filter (out, filter->left, filter->kind, shape);
      g_string_append (out, filter->kind == SCIM_FILTER_AND ? " and " : " or ");
      append_filter (out, filter->right, filter->kind, shape);
      if (parentheses)
        g_string_append_c (out, ')');
      break;
    case SCIM_FILTER_NOT:
      g_string_append (out, "not (");
      append_filter (out, filter->left, filter->kind, shape);
      g_string_append_c (out, ')');
      break;
    case SCIM_FILTER_COMPARE:
      append_path (out, filter->path, shape);
      g_string_append_printf (out, " %s ", operator_words[filter->op]);
      append_value (out, filter, shape);
      break;
    case SCIM_FILTER_PRESENT:
      append_path (out, filter->path, shape);
      g_string_append (out, " pr");
      break;
    case SCIM_FILTER_VALUE_PATH:
      append_path (out, filter->path, shape);
      break;
    default:
      g_assert_not_reached ();
    }
}

char *
scim_filter_to_string (const ScimFilter *filter)
{
  GString *out;

  g_return_val_if_fail (filter != NULL, NULL);

  out = g_string_new (NULL);
  append_filter (out, filter, SCIM_FILTER_NOT, FALSE);
  return g_string_free (out, FALSE);
}

char *
scim_filter_to_shape (const ScimFilter *filter)
{
  GString *out;

  g_return_val_if_fail (filter != NULL, NULL);

  out = g_string_new (NULL);
  append_filter (out, filter, SCIM_FILTER_NOT, TRUE);
  return g_string_free (out, FALSE);
}
