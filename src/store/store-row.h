/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A resource's row as every query of this room selects it. */

#pragma once

#include "database/database.h"
#include "store/store-types.h"

G_BEGIN_DECLS

#define STORE_ROW_COLUMNS                                                                     \
  "seq, type, id, name, ifnull (active, 1), created, modified, version, body"

/* Reads the first nine columns of the statement's row, as STORE_ROW_COLUMNS names them. */
static inline void
store_row_read (DatabaseStatement *statement,
                StoreRow          *row)
{
  row->seq = database_statement_column_int (statement, 0);
  row->type = (StoreType)database_statement_column_int (statement, 1);
  row->id = database_statement_column_text (statement, 2);
  row->name = database_statement_column_text (statement, 3);
  row->active = database_statement_column_int (statement, 4) != 0;
  row->created = database_statement_column_int (statement, 5);
  row->modified = database_statement_column_int (statement, 6);
  row->version = database_statement_column_int (statement, 7);
  row->body = database_statement_column_text (statement, 8);
  row->body_length = database_statement_column_bytes (statement, 8);
}

G_END_DECLS
