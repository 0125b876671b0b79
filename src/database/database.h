/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SQLite, for the rooms that keep something: one connection, its prepared statements, its schema
 * version. The only room that sees <sqlite3.h>. A Database belongs to one thread at a time.
 *
 * Every database we open is WAL with synchronous=FULL, foreign keys on, secure delete on, a busy
 * time-out of five seconds and no memory mapping, and has two functions of ours in SQL: fold(text)
 * and exact(text), which are base_fold() and base_fold_exact().
 *
 * Messages name a file by its last part only. Where SQLite ends a transaction by itself (the
 * disk is full), nothing more runs until the caller has ended it too, with database_rollback()
 * or a database_commit() that fails with the first error: no statement slips out of its
 * transaction. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DATABASE_ERROR (database_error_quark ())

/**
 * DatabaseError:
 * @DATABASE_ERROR_FAILED: SQLite refused; the message has its words
 * @DATABASE_ERROR_FULL: the disk, or the set limit, is full; free some room
 * @DATABASE_ERROR_BUSY: another process holds the database; try again
 * @DATABASE_ERROR_READ_ONLY: the file or its folder may not be written
 * @DATABASE_ERROR_CORRUPT: the file is damaged; restore a backup
 * @DATABASE_ERROR_NEWER: a newer Rollcall wrote it; update this one
 * @DATABASE_ERROR_CONSTRAINT: a unique value is taken
 * @DATABASE_ERROR_NOT_FOUND: there is no such file or folder
 * @DATABASE_ERROR_INTERRUPTED: stopped by database_interrupt() or by its deadline
 */
typedef enum
{
  DATABASE_ERROR_FAILED,
  DATABASE_ERROR_FULL,
  DATABASE_ERROR_BUSY,
  DATABASE_ERROR_READ_ONLY,
  DATABASE_ERROR_CORRUPT,
  DATABASE_ERROR_NEWER,
  DATABASE_ERROR_CONSTRAINT,
  DATABASE_ERROR_NOT_FOUND,
  DATABASE_ERROR_INTERRUPTED,
} DatabaseError;

GQuark database_error_quark (void);

typedef struct _Database Database;
typedef struct _DatabaseStatement DatabaseStatement;

/**
 * DatabaseFlags:
 * @DATABASE_CREATE: make the file (0600) if it isn't there
 * @DATABASE_READ_ONLY: refuse writes
 * @DATABASE_SCRATCH: a temporary database whose loss harms nobody: no syncing, no WAL
 * @DATABASE_OWN_CHECKPOINTS: never checkpoint by itself; the caller does, with
 *   database_checkpoint()
 */
typedef enum
{
  DATABASE_CREATE          = 1 << 0,
  DATABASE_READ_ONLY       = 1 << 1,
  DATABASE_SCRATCH         = 1 << 2,
  DATABASE_OWN_CHECKPOINTS = 1 << 3,
} DatabaseFlags;

/**
 * database_open:
 * @path: a file, or `:memory:`
 * @flags: how
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an open connection, or %NULL with a #DatabaseError.
 */
Database          *database_open                (const char         *path,
                                                 DatabaseFlags       flags,
                                                 GError            **error);
void               database_close               (Database           *self);

/* How much of the file the connection keeps in memory, in KiB; 8192 unless set. */
void               database_set_cache_size      (Database           *self,
                                                 guint               kibibytes);

/**
 * database_set_deadline:
 * @self: a connection
 * @deadline: a g_get_monotonic_time() at which whatever runs is stopped; 0 for none
 *
 * For statements that a stranger's filter may make long. It stays until it is set anew.
 */
void               database_set_deadline        (Database           *self,
                                                 gint64              deadline);

/* Stops what runs on the connection at this moment, with %DATABASE_ERROR_INTERRUPTED. The one call
 * that any thread may make, as long as the connection is open. */
void               database_interrupt           (Database           *self);

/**
 * database_get_version:
 * @self: a connection
 * @name: (nullable): an attached database, or %NULL for the main one
 * @version: (out): the number of migration steps it has seen
 * @error: return location
 */
gboolean           database_get_version         (Database           *self,
                                                 const char         *name,
                                                 guint              *version,
                                                 GError            **error);

/**
 * database_migrate:
 * @self: a connection that may write
 * @steps: (array length=n_steps): SQL scripts; step i brings version i to version i + 1
 * @n_steps: how many, which is the version this program knows
 * @error: return location
 *
 * Runs the steps that are missing, all in one transaction (`PRAGMA user_version`).
 *
 * Returns: %TRUE, or %FALSE with %DATABASE_ERROR_NEWER if the file is ahead of us, untouched.
 */
gboolean           database_migrate             (Database           *self,
                                                 const char * const *steps,
                                                 guint               n_steps,
                                                 GError            **error);

/**
 * database_attach:
 * @self: a connection
 * @path: another database file; `:memory:` for one in memory, "" for one in a temporary file that
 *   nobody else sees and that goes with the connection
 * @name: under which name, letters and `_` alone
 * @read_only: whether to open it for reading alone, which must then exist
 * @error: return location
 *
 * A file that isn't there is made (0600) if the connection was opened with %DATABASE_CREATE. Not
 * inside a transaction.
 */
gboolean           database_attach              (Database           *self,
                                                 const char         *path,
                                                 const char         *name,
                                                 gboolean            read_only,
                                                 GError            **error);
gboolean           database_detach              (Database           *self,
                                                 const char         *name,
                                                 GError            **error);

/* Runs a script of one or more statements without results. */
gboolean           database_exec                (Database           *self,
                                                 const char         *sql,
                                                 GError            **error);

/* BEGIN IMMEDIATE for writers, BEGIN for readers; COMMIT; ROLLBACK (never fails, also without a
 * transaction). A commit that fails has rolled back. */
gboolean           database_begin               (Database           *self,
                                                 GError            **error);
gboolean           database_begin_read          (Database           *self,
                                                 GError            **error);
gboolean           database_commit              (Database           *self,
                                                 GError            **error);
void               database_rollback            (Database           *self);

/* One savepoint at a time inside a transaction: begin, then release or roll back (never fails). */
gboolean           database_savepoint           (Database           *self,
                                                 GError            **error);
gboolean           database_savepoint_release   (Database           *self,
                                                 GError            **error);
void               database_savepoint_rollback  (Database           *self);

/**
 * database_prepare:
 * @self: a connection
 * @sql: one statement; the text is the cache's key, so let it be constant or of few shapes
 * @error: return location
 *
 * Statements are cached, reset and ready to bind. The same text must not be prepared again while
 * the first is in use, which is refused: end each with database_statement_reset(), best by
 * declaring it g_autoptr (DatabaseStatement), or with database_statement_run().
 *
 * Returns: (transfer none) (nullable): the statement, or %NULL with an error. It is the caller's
 *   until it is reset; the cache keeps the 256 texts that were used last.
 */
DatabaseStatement *database_prepare             (Database           *self,
                                                 const char         *sql,
                                                 GError            **error);

gint64             database_get_last_insert_id  (Database           *self);
gint64             database_get_changes         (Database           *self);

/* Limits the file to @pages pages of 4096 bytes, or to what it has already if that is more; 0 means
 * no limit. For "disk full" in tests. */
void               database_set_page_limit      (Database           *self,
                                                 gint64              pages);

/* `PRAGMA quick_check` or the whole `integrity_check`, and foreign keys: %TRUE if clean, else
 * %FALSE with %DATABASE_ERROR_CORRUPT and the first fault. */
gboolean           database_check               (Database           *self,
                                                 gboolean            whole,
                                                 GError            **error);

/* Copies the whole database as it is at one moment, while others use it, into a new file (0600)
 * that must not be there yet. When it returns the copy is on the disk. */
gboolean           database_backup              (Database           *self,
                                                 const char         *path,
                                                 GError            **error);

/* Moves the WAL into the file as far as no reader stands in the way. */
void               database_checkpoint          (Database           *self);

/* Indexes count from 1 for parameters and from 0 for columns, as in SQLite. Text is UTF-8, copied
 * by bind; %NULL binds SQL's NULL. What column_text and column_blob return lives until the next
 * step or reset. */
void               database_statement_bind_int  (DatabaseStatement  *self,
                                                 int                 index,
                                                 gint64              value);
void               database_statement_bind_text (DatabaseStatement  *self,
                                                 int                 index,
                                                 const char         *text);
void               database_statement_bind_text_length
                                                (DatabaseStatement  *self,
                                                 int                 index,
                                                 const char         *text,
                                                 gssize              length);
void               database_statement_bind_blob (DatabaseStatement  *self,
                                                 int                 index,
                                                 const void         *data,
                                                 gsize               length);
void               database_statement_bind_null (DatabaseStatement  *self,
                                                 int                 index);

/**
 * database_statement_step:
 * @self: a statement
 * @row: (out) (optional): whether there is a row to read
 * @error: return location
 *
 * Returns: %FALSE with a #DatabaseError if it failed (the statement is then reset), else %TRUE.
 */
gboolean           database_statement_step      (DatabaseStatement  *self,
                                                 gboolean           *row,
                                                 GError            **error);

/* Steps a statement that has no rows, and resets it. */
gboolean           database_statement_run       (DatabaseStatement  *self,
                                                 GError            **error);

/* Resets and clears the bindings. */
void               database_statement_reset     (DatabaseStatement  *self);

gint64             database_statement_column_int  (DatabaseStatement *self,
                                                   int                column);
const char        *database_statement_column_text (DatabaseStatement *self,
                                                   int                column);
gsize              database_statement_column_bytes (DatabaseStatement *self,
                                                    int                column);
const void        *database_statement_column_blob (DatabaseStatement *self,
                                                   int                column);
gboolean           database_statement_column_is_null (DatabaseStatement *self,
                                                      int                column);

/* Resets a borrowed statement when its scope ends:
 * `g_autoptr (DatabaseStatement) s = database_prepare (…)`. It is not freed. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Database, database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DatabaseStatement, database_statement_reset)

G_END_DECLS
