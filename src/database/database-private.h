/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the room share: the connection's and the statement's insides, and the one place
 * that turns SQLite's result codes into our errors. For no other room. */

#pragma once

#include <sqlite3.h>

#include "database/database.h"

G_BEGIN_DECLS

struct _Database
{
  sqlite3       *handle;
  char          *name;        /* the file's last part, for messages */
  DatabaseFlags  flags;
  GHashTable    *statements;  /* SQL text to DatabaseStatement; owns both */
  GQueue         recent;      /* of the same statements, the last used first */
  gboolean       transaction; /* between begin and commit or rollback */
  GError        *lost;        /* why SQLite ended that transaction by itself */
  gint64         deadline;
};

struct _DatabaseStatement
{
  sqlite3_stmt *handle;
  Database     *database;
  char         *sql;
  GList         link;         /* in recent */
  gboolean      in_use;       /* prepared and not yet reset */
  int           bind_result;  /* the first that went wrong */
};

/* What the system said, beneath an I/O error or a failed open. */
DatabaseError database_code_from_errno (int number);

/* Sets @error from the connection's last failure, whose result code was @result. Always FALSE. */
gboolean database_fail                 (Database   *self,
                                        int         result,
                                        GError    **error);

/* For a connection that has no Database yet. @handle may be NULL. */
void     database_set_error            (sqlite3    *handle,
                                        const char *name,
                                        int         result,
                                        GError    **error);

/* FALSE with the reason if SQLite has ended the transaction that the caller believes to be in. */
gboolean database_check_transaction    (Database   *self,
                                        GError    **error);

/* Prepares from the cache and runs a statement without parameters. */
gboolean database_run                  (Database   *self,
                                        const char *sql,
                                        GError    **error);

void     database_free_statements      (Database   *self);

gboolean database_add_functions        (Database   *self,
                                        GError    **error);

G_END_DECLS
