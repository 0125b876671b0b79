/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Short ways to run one statement with its values. @types has a letter for each: `i` a gint64, `b`
 * an int, `t` a text (nullable). Errors are the database's until store_result() makes them ours. */

#pragma once

#include "database/database.h"
#include "store/store-types.h"

G_BEGIN_DECLS

/* (transfer none) (nullable): prepared and bound, to be stepped and reset */
DatabaseStatement *store_sql_bind   (Database    *database,
                                     GError     **error,
                                     const char  *sql,
                                     const char  *types,
                                     ...);

/* Runs a statement without rows. */
gboolean           store_sql_run    (Database    *database,
                                     GError     **error,
                                     const char  *sql,
                                     const char  *types,
                                     ...);

/* The first column of the first row; @found (optional) tells whether there was one, else @value is
 * 0. */
gboolean           store_sql_int    (Database    *database,
                                     gint64      *value,
                                     gboolean    *found,
                                     GError     **error,
                                     const char  *sql,
                                     const char  *types,
                                     ...);

/* Steps @statement (nullable: then %FALSE) through and appends each row's first column to @seqs. */
gboolean           store_sql_gather (DatabaseStatement  *statement,
                                     GArray             *seqs,
                                     GError            **error);

/* Hands @ok on, and makes a database's error in @error one of the store's. */
gboolean           store_result     (gboolean     ok,
                                     GError     **error);

G_END_DECLS
