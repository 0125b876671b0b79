/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of this room share: opening the database with its schema, errors, and the writer's
 * database for tests of a full disk. For this room and its tests only. */

#pragma once

#include "database/database.h"
#include "roll/roll-writer.h"

G_BEGIN_DECLS

#define ROLL_DATABASE_NAME "roll.db"
#define ROLL_LOCK_NAME "lock"

/* The numbers behind `type` in the tables. */
#define ROLL_TYPE_NUMBER_USER 0
#define ROLL_TYPE_NUMBER_GROUP 1

/**
 * roll_schema_open:
 * @path: the database file
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a connection to a database of our format; %NULL with a
 *   #DatabaseError.
 */
Database   *roll_schema_open       (const char   *path,
                                    GError      **error);

/* Attaches the empty staging tables to @database, in a temporary file of SQLite's. */
gboolean    roll_schema_stage      (Database     *database,
                                    GError      **error);

/**
 * roll_error_take:
 * @error: (nullable): return location
 * @cause: (transfer full): a #DatabaseError
 *
 * Hands a cause on as a #RollError with the same words.
 *
 * Returns: %FALSE.
 */
gboolean    roll_error_take        (GError      **error,
                                    GError       *cause);

/* The generation of the lists as they are, which is that of the last publication that changed any;
 * it names their index (roll-index.h). */
#define ROLL_LISTED_SQL "SELECT listed FROM state"

/**
 * RollPublication: What a writer hands over to be published.
 * @path: of the database
 * @facts: (element-type utf8 utf8)
 * @fault_counts: how often each was met
 * @fault_details: (nullable elements): of the first time
 * @carried: (element-type utf8): a set
 * @supported: (element-type utf8): a set
 */
typedef struct
{
  Database   *database;
  const char *path;
  GHashTable *facts;
  gint64     *fault_counts;
  char      **fault_details;
  GHashTable *carried;
  GHashTable *supported;
} RollPublication;

/* One transaction: what is staged becomes the roll. See roll_writer_publish(). */
gboolean    roll_publish           (RollPublication *publication,
                                    GError         **error);

/* One number from a query without parameters. */
gboolean    roll_query_int         (Database     *database,
                                    const char   *sql,
                                    gint64       *value,
                                    GError      **error);

/* The writer's own connection. */
Database   *roll_writer_get_database (RollWriter  *self);

#define ROLL_KEPT_MICROSECONDS (90 * G_TIME_SPAN_DAY)

/* Notes in the history what publishing at @time will change, before it is changed. */
gboolean    roll_history_note      (Database     *database,
                                    gint64        time,
                                    GError      **error);

/* Notes the counts in the facts at @time, and forgets those older than 90 days. */
gboolean    roll_trend_note      (Database     *database,
                                  gint64        time,
                                  GError      **error);

/* Forgets what is older than 90 days, and the oldest above 100 MB. */
gboolean    roll_history_prune     (Database     *database,
                                    gint64        now,
                                    GError      **error);

G_END_DECLS
