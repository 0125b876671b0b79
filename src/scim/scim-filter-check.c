/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What may be compared with what (RFC 7644 §3.4.2.2, Table 3): an attribute's type decides which
 * operators and which values it takes. A complex attribute that is compared stands for its
 * `value`; one without is refused, because no answer to it could be right. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-filter-check.h"

#include "base/base-fold.h"
#include "base/base-time.h"
#include "scim/scim-tolerance.h"

static gboolean
is_order (ScimOp op)
{
  return op == SCIM_OP_GT || op == SCIM_OP_GE || op == SCIM_OP_LT || op == SCIM_OP_LE;
}

static gboolean
is_substring (ScimOp op)
{
  return op == SCIM_OP_CO || op == SCIM_OP_SW || op == SCIM_OP_EW;
}

static gboolean
refuse (ScimFilter  *filter,
        GError     **error,
        const char  *why)
{
  g_autofree char *path = scim_path_to_shape (filter->path);

  g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_FILTER, "The filter can't use %s so: %s.",
               path, why);
  return FALSE;
}

/* The row that a comparison is about; NULL for an unknown name. */
static const ScimAttribute *
get_row (const ScimPath *path)
{
  return path->sub_name != NULL ? path->sub : path->attribute;
}

static gboolean
check_known (ScimScan    *scan,
             ScimFilter  *filter,
             GError     **error)
{
  const ScimPath *path = filter->path;

  if (path->name == NULL)
    return refuse (filter, error, "it names a schema, not an attribute");
  if (get_row (path) == NULL && !scim_tolerates (scan->profile, SCIM_TOLERATE_UNKNOWN_ATTRIBUTE))
    return refuse (filter, error, "there is no such attribute");
  if (path->attribute != NULL && path->attribute->returned == SCIM_RETURNED_NEVER)
    return refuse (filter, error, "it can't be read, so it can't be looked for");
  return TRUE;
}

/* `emails co "x"` is about its value; `manager eq "id"` likewise. */
static gboolean
default_to_value (ScimFilter  *filter,
                  GError     **error)
{
  ScimPath *path = filter->path;

  if (path->sub_name == NULL)
    path->sub = scim_attribute_find_sub (path->attribute, "value", -1);
  if (path->sub == NULL)
    return refuse (filter, error, "it is complex; compare one of its sub-attributes");
  path->sub_name = g_strdup (path->sub->name);
  return TRUE;
}

static gboolean
check_boolean (ScimScan    *scan,
               ScimFilter  *filter,
               GError     **error)
{
  if (is_order (filter->op) || is_substring (filter->op))
    return refuse (filter, error, "a boolean can only be compared by eq and ne");
  if (filter->value_kind == SCIM_VALUE_BOOLEAN)
    return TRUE;
  if (filter->value_kind != SCIM_VALUE_STRING ||
      !scim_tolerates (scan->profile, SCIM_TOLERATE_STRING_BOOLEAN) ||
      (g_ascii_strcasecmp (filter->text, "true") != 0 &&
       g_ascii_strcasecmp (filter->text, "false") != 0))
    return refuse (filter, error, "it is compared with true or false");
  filter->boolean = g_ascii_strcasecmp (filter->text, "true") == 0;
  filter->value_kind = SCIM_VALUE_BOOLEAN;
  g_clear_pointer (&filter->text, g_free);
  return TRUE;
}

static gboolean
check_number (ScimFilter  *filter,
              GError     **error)
{
  if (filter->value_kind != SCIM_VALUE_NUMBER || is_substring (filter->op))
    return refuse (filter, error, "it is compared with a number by eq, ne, gt, ge, lt or le");
  return TRUE;
}

/* A number or true without quotes is a bare word where a string belongs (externalId eq 12345). */
static gboolean
check_text (ScimScan    *scan,
            ScimFilter  *filter,
            GError     **error)
{
  if (filter->value_kind == SCIM_VALUE_STRING)
    return TRUE;
  if (!scim_tolerates (scan->profile, SCIM_TOLERATE_BARE_FILTER_VALUE))
    return refuse (filter, error, "it is compared with a string in quotes");
  if (filter->value_kind == SCIM_VALUE_BOOLEAN)
    filter->text = g_strdup (filter->boolean ? "true" : "false");
  filter->value_kind = SCIM_VALUE_STRING;
  return TRUE;
}

static gboolean
check_time (ScimScan    *scan,
            ScimFilter  *filter,
            GError     **error)
{
  if (!check_text (scan, filter, error))
    return FALSE;
  if (!is_substring (filter->op) && !base_time_parse (filter->text, &filter->time, NULL))
    return refuse (filter, error, "it is compared with a time such as \"2026-01-31T08:00:00Z\"");
  return TRUE;
}

static gboolean
check_type (ScimScan             *scan,
            ScimFilter           *filter,
            const ScimAttribute  *row,
            GError              **error)
{
  switch (row->type)
    {
    case SCIM_TYPE_BOOLEAN:
      return check_boolean (scan, filter, error);
    case SCIM_TYPE_INTEGER:
    case SCIM_TYPE_DECIMAL:
      return check_number (filter, error);
    case SCIM_TYPE_DATE_TIME:
      return check_time (scan, filter, error);
    case SCIM_TYPE_BINARY:
      if (is_order (filter->op))
        return refuse (filter, error, "binary values have no order");
      return check_text (scan, filter, error);
    case SCIM_TYPE_STRING:
    case SCIM_TYPE_REFERENCE:
      return check_text (scan, filter, error);
    case SCIM_TYPE_COMPLEX:
    default:
      g_assert_not_reached ();
    }
}

static void
fold_value (ScimFilter          *filter,
            const ScimAttribute *row)
{
  if (filter->value_kind != SCIM_VALUE_STRING)
    return;
  filter->folded =
      row != NULL && row->case_exact ? base_fold_exact (filter->text) : base_fold (filter->text);
}

gboolean
scim_filter_check (ScimScan    *scan,
                   ScimFilter  *filter,
                   GError     **error)
{
  const ScimAttribute *row;

  g_assert (filter->kind == SCIM_FILTER_COMPARE || filter->kind == SCIM_FILTER_PRESENT);

  if (!check_known (scan, filter, error))
    return FALSE;
  if (filter->kind == SCIM_FILTER_PRESENT)
    return TRUE;

  if (filter->value_kind == SCIM_VALUE_NULL)
    {
      if (filter->op != SCIM_OP_EQ && filter->op != SCIM_OP_NE)
        return refuse (filter, error, "null can only be compared by eq and ne");
      return TRUE;
    }

  row = get_row (filter->path);
  if (row != NULL && row->type == SCIM_TYPE_COMPLEX)
    {
      if (!default_to_value (filter, error))
        return FALSE;
      row = filter->path->sub;
    }
  if (row != NULL && !check_type (scan, filter, row, error))
    return FALSE;
  fold_value (filter, row);
  return TRUE;
}
