/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A filter as a tree (RFC 7644 §3.4.2.2), with the additions that clients need: a value path
 * followed by a sub-attribute (`emails[type eq "work"].value eq "x"`) and, lenient, a bare word
 * as value. */

#pragma once

#include <json-glib/json-glib.h>

#include "scim/scim-path.h"

G_BEGIN_DECLS

#define SCIM_FILTER_MAX_LENGTH 8192
#define SCIM_FILTER_MAX_DEPTH  50

/**
 * ScimFilterKind:
 * @SCIM_FILTER_AND: @left and @right
 * @SCIM_FILTER_OR: @left or @right
 * @SCIM_FILTER_NOT: not @left
 * @SCIM_FILTER_COMPARE: @path @op @value; @path's own filter, if any, selects the elements
 * @SCIM_FILTER_PRESENT: @path pr
 * @SCIM_FILTER_VALUE_PATH: @path's filter holds for one of its elements
 */
typedef enum
{
  SCIM_FILTER_AND,
  SCIM_FILTER_OR,
  SCIM_FILTER_NOT,
  SCIM_FILTER_COMPARE,
  SCIM_FILTER_PRESENT,
  SCIM_FILTER_VALUE_PATH,
} ScimFilterKind;

typedef enum
{
  SCIM_OP_EQ,
  SCIM_OP_NE,
  SCIM_OP_CO,
  SCIM_OP_SW,
  SCIM_OP_EW,
  SCIM_OP_GT,
  SCIM_OP_GE,
  SCIM_OP_LT,
  SCIM_OP_LE,
} ScimOp;

typedef enum
{
  SCIM_VALUE_NULL,
  SCIM_VALUE_STRING,
  SCIM_VALUE_BOOLEAN,
  SCIM_VALUE_NUMBER,
} ScimValueKind;

/**
 * ScimFilter:
 * @left: of and, or, not
 * @right: of and, or; chains are balanced, so that no tree is deeper than a few levels for each
 *   parenthesis
 * @path: of the others. A comparison with a complex attribute has become one with its `value`
 * @text: of a string, or of a number as written
 * @folded: (nullable): of a string: @text as it is compared, folded unless the attribute is
 *   caseExact
 * @time: of a string that a dateTime is compared with other than by co, sw, ew: microseconds
 *
 * The value has the attribute's type: a boolean attribute is never compared with a string.
 */
struct _ScimFilter
{
  ScimFilterKind  kind;
  ScimFilter     *left;
  ScimFilter     *right;
  ScimPath       *path;
  ScimOp          op;
  ScimValueKind   value_kind;
  char           *text;
  char           *folded;
  gint64          time;
  double          number;
  gboolean        boolean;
};

/**
 * scim_filter_parse:
 * @type: (nullable): the resource type that names are resolved against; %NULL for a filter over all
 *   types
 * @text: the filter, decoded
 * @profile: which tolerances
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the tree, or %NULL with %SCIM_ERROR_INVALID_FILTER, whose
 *   message names the column and what was expected there.
 */
ScimFilter *scim_filter_parse     (const ScimResourceType *type,
                                   const char             *text,
                                   ScimProfile             profile,
                                   GError                **error);
void        scim_filter_free      (ScimFilter             *filter);

/* (transfer full): canonical text; parses to the same tree, unless it has become longer than
 * %SCIM_FILTER_MAX_LENGTH */
char       *scim_filter_to_string (const ScimFilter       *filter);

/* (transfer full): the same with every value replaced by `?`, for logs (RFC 7644 §7.5.2) */
char       *scim_filter_to_shape  (const ScimFilter       *filter);

/**
 * scim_filter_matches:
 * @filter: a tree
 * @resource: a whole resource, derived attributes included if the filter names them
 *
 * Returns: whether it holds. `ne` is not (eq); an unknown attribute has no value.
 */
gboolean    scim_filter_matches   (const ScimFilter       *filter,
                                   JsonObject             *resource);

/* As scim_filter_matches(), for one element of an attribute and the filter in its brackets. */
gboolean    scim_filter_matches_element (const ScimFilter *filter,
                                         JsonNode         *element);

/**
 * scim_filter_is_never:
 * @filter: a filter that was parsed for @type
 * @type: a resource type
 *
 * For a query over all types (RFC 7644 §3.4.2.1): an attribute that a type doesn't have has no
 * value there, and `meta.resourceType` is always its name.
 *
 * Returns: whether no resource of @type can match, whatever is in it; %FALSE if that isn't plain.
 */
gboolean     scim_filter_is_never        (const ScimFilter       *filter,
                                          const ScimResourceType *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScimFilter, scim_filter_free)

G_END_DECLS
