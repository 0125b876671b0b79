/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The value table: attributes inside bodies that IdPs look people up by, folded as their schema
 * says, each with the folded type of its element. To make another attribute searchable, add a row
 * to the table in store-values.c, and a migration step that fills it. */

#pragma once

#include <json-glib/json-glib.h>

#include "scim/scim-filter.h"
#include "store/store-writer.h"

G_BEGIN_DECLS

/* Kept in the database: never change a number. */
typedef enum
{
  STORE_VALUE_EMAIL   = 1,
  STORE_VALUE_MANAGER = 2,
} StoreValuePath;

/**
 * StoreValue:
 * @kind: the element's type, folded, or ""
 */
typedef struct
{
  StoreValuePath  path;
  char           *value;
  char           *kind;
} StoreValue;

/* (transfer full) (element-type StoreValue): what the table holds for a body, each once, in the
 * table's order */
GPtrArray *store_values_of        (StoreType        type,
                                   JsonObject      *body);

/* Whether @path names the value of an attribute in the table, and which. */
gboolean   store_values_find_path (const ScimPath  *path,
                                   StoreValuePath  *found);

/* Makes the rows of @resource those of @body; %NULL takes them away. */
gboolean   store_values_set       (StoreWriter     *writer,
                                   gint64           directory,
                                   gint64           resource,
                                   StoreType        type,
                                   JsonObject      *body,
                                   GError         **error);

G_END_DECLS
