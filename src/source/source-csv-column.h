/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A CSV's heading as what it means, and a field as what it puts into a resource. For this room
 * only. */

#pragma once

#include <json-glib/json-glib.h>

#include "scim/scim-schema.h"
#include "source/source-csv-export.h"

G_BEGIN_DECLS

/**
 * SourceColumnRole:
 * @SOURCE_COLUMN_PLAIN: a value of the user
 * @SOURCE_COLUMN_ID: the user's id
 * @SOURCE_COLUMN_GROUPS: names of groups, separated by semicolons
 * @SOURCE_COLUMN_LEFT_OUT: what only a service can say of a user, a password, or what an export
 *   tells besides
 * @SOURCE_COLUMN_UNKNOWN: no SCIM path; an error unless the column is empty
 */
typedef enum
{
  SOURCE_COLUMN_PLAIN,
  SOURCE_COLUMN_ID,
  SOURCE_COLUMN_GROUPS,
  SOURCE_COLUMN_LEFT_OUT,
  SOURCE_COLUMN_UNKNOWN,
} SourceColumnRole;

/**
 * SourceColumn:
 * @heading: as written
 * @path: (nullable): canonical path without filter, as a roll's `carried` has it
 * @kind: (nullable): the `type` in its brackets
 * @states: whether it says with an export's words how somebody is
 */
typedef struct
{
  SourceColumnRole     role;
  char                *heading;
  char                *path;
  char                *kind;
  gboolean             states;
  const ScimSchema    *extension;
  const ScimAttribute *attribute;
  const ScimAttribute *sub;
} SourceColumn;

/**
 * source_column_new:
 * @from: (nullable): whose export it is a column of
 * @heading: as written
 *
 * Returns: (transfer full): what it means.
 */
SourceColumn *source_column_new       (const SourceExport  *from,
                                       const char          *heading);
void          source_column_free      (SourceColumn        *self);

/* Makes it a column that is passed over. */
void          source_column_leave_out (SourceColumn        *self);

/* Whether the two put their values into the same place. */
gboolean      source_column_is_same   (const SourceColumn  *self,
                                       const SourceColumn  *other);

/* Whether it is the attribute of this name, with this sub-attribute or %NULL. */
gboolean      source_column_is        (const SourceColumn  *self,
                                       const char          *attribute,
                                       const char          *sub);

/**
 * source_column_put:
 * @self: a plain column
 * @resource: where to
 * @text: a field, not empty
 *
 * Returns: %FALSE if @text is no yes or no where one belongs.
 */
gboolean      source_column_put       (const SourceColumn  *self,
                                       JsonObject          *resource,
                                       const char          *text);

/* (transfer full): up to three known paths that @heading may be meant for, as a list in words */
char         *source_column_suggest   (const char          *heading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SourceColumn, source_column_free)

G_END_DECLS
