/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lists need of everybody in scope, in one file beside the database: for users and for groups
 * the row numbers in the order of names, columns beside them, the other orders, and the folded text
 * that searches run through. A position is a place in the order of names, from 0.
 *
 * A file belongs to one generation, which is in its name; it is written whole before anybody may
 * look for it, never changed, and can always be made anew from the database. For this room only. */

#pragma once

#include "database/database.h"
#include "roll/roll-order.h"

G_BEGIN_DECLS

/* Nobody's department. */
#define ROLL_INDEX_NONE G_MAXUINT32

#define ROLL_INDEX_ACTIVE 1
#define ROLL_INDEX_LONELY 2

/* How a searched text holds a person: name, key, externalId and e-mail, folded and each ended by
 * this, and after them a NUL. What repeats an earlier one is left empty. */
#define ROLL_INDEX_FIELD_END '\n'

/**
 * RollIndexList: One of the two lists; all arrays by position and of @count elements.
 * @rows: row numbers
 * @positions: positions in the order of rows
 * @orders: positions in ascending order; %NULL for names
 * @starts: where each one's text begins
 * @departments: their rank in the alphabet, or %ROLL_INDEX_NONE
 */
typedef struct
{
  guint32        count;
  guint32        active;
  guint32        lonely;
  const guint32 *rows;
  const guint32 *positions;
  const guint32 *orders[ROLL_N_SORTS];
  const guint32 *starts;
  const guint32 *members;
  const guint32 *departments;
  const gint64  *modified;
  const guint8  *flags;
  const char    *text;
  gsize          length;
} RollIndexList;

typedef struct
{
  gint64        generation;
  RollIndexList lists[2];
  GBytes       *bytes;
} RollIndex;

RollIndex *roll_index_ref    (RollIndex     *self);
void       roll_index_unref  (RollIndex     *self);

/**
 * roll_index_make:
 * @database: where the roll is, best in a transaction
 * @generation: of what it holds
 * @cancellable: (nullable)
 * @error: return location for a #DatabaseError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the file's contents.
 */
GBytes    *roll_index_make   (Database      *database,
                              gint64         generation,
                              GCancellable  *cancellable,
                              GError       **error);

/* (transfer full) (nullable): @bytes as an index; %NULL if they are none, or torn */
RollIndex *roll_index_new    (GBytes        *bytes);

/* (transfer full) (nullable): the file of @generation in the database's folder; %NULL if there is
 * none that is whole */
RollIndex *roll_index_load   (const char    *database_path,
                              gint64         generation);

/* Writes that file. Where it can't be written, others make their own; so failing is no error. */
gboolean   roll_index_save   (const char    *database_path,
                              gint64         generation,
                              GBytes        *bytes);

/* Removes the files of other generations than @generation. */
void       roll_index_sweep  (const char    *database_path,
                              gint64         generation);

/**
 * roll_index_find:
 * @list: a list
 * @row: a row number
 * @near: (inout): 0 at first; for rows in ascending order each is found from the one before
 *
 * Returns: the position of @row, or -1.
 */
gint64     roll_index_find   (const RollIndexList *list,
                              guint32              row,
                              guint32             *near);

/* What @sort compares at a position; ROLL_SORT_NAME and _KEY have none. */
gint64     roll_index_value  (const RollIndexList *list,
                              RollSort             sort,
                              guint32              position);

/* Appends a person's searched text, without the NUL. */
void       roll_index_append_text (GString    *out,
                                   const char *name,
                                   const char *key,
                                   const char *external_id,
                                   const char *email);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollIndex, roll_index_unref)

G_END_DECLS
