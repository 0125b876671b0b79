/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One user or group as a list shows it, and getting many of them by their row numbers. A list holds
 * numbers only (roll-order.h) and asks for the rows that are seen. Every call here is short and may
 * be made on the main loop: it waits for no worker's long query. */

#pragma once

#include "roll/roll.h"

G_BEGIN_DECLS

/* Which of a roll's two lists. */
typedef enum
{
  ROLL_USERS,
  ROLL_GROUPS,
} RollList;

/**
 * RollRow:
 * @row: row number in the roll; it stays while the resource keeps its id
 * @list: user or group
 * @id: as the side calls it
 * @key: userName or displayName
 * @name: displayName, else name.formatted, else given and family name, else @key
 * @external_id: (nullable)
 * @email: (nullable): primary, else work, else first
 * @department: (nullable): of the enterprise extension
 * @title: (nullable)
 * @active: of a group always %TRUE
 * @in_scope: %FALSE if the side's evidence says that they are deleted or out of scope; no list has
 *   them then
 * @members: of a group, how many people are directly in it; of a user, in how many groups they
 *   are; all in scope
 * @modified: microseconds, from meta.lastModified; 0 if the side doesn't say
 *
 * Never changed once made; counted, so that a list item, a dialog and a task can hold it.
 */
typedef struct
{
  guint32   row;
  RollList  list;
  char     *id;
  char     *key;
  char     *name;
  char     *external_id;
  char     *email;
  char     *department;
  char     *title;
  gboolean  active;
  gboolean  in_scope;
  guint32   members;
  gint64    modified;
} RollRow;

RollRow   *roll_row_ref      (RollRow        *self);
void       roll_row_unref    (RollRow        *self);

/**
 * roll_get_rows:
 * @self: a roll
 * @rows: (array length=n): row numbers
 * @n: how many; about 200 is a good number for one query
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type RollRow): as many as asked for, in the asked
 *   order, %NULL in place of one that is in the roll no more.
 */
GPtrArray *roll_get_rows     (Roll           *self,
                              const guint32  *rows,
                              gsize           n,
                              GError        **error);

/* (transfer full) (nullable): one of them; %NULL without an error if it is in the roll no more */
RollRow   *roll_get_row      (Roll           *self,
                              guint32         row,
                              GError        **error);

/**
 * roll_find_row:
 * @self: a roll
 * @list: users or groups
 * @key: a userName or displayName, folded before it is compared
 *
 * Returns: the row number, of several the one with the lowest id; 0 if there is none in scope.
 */
guint32    roll_find_row     (Roll           *self,
                              RollList        list,
                              const char     *key);

/* The same by id, in or out of scope. */
guint32    roll_find_row_by_id
                             (Roll           *self,
                              RollList        list,
                              const char     *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollRow, roll_row_unref)

G_END_DECLS
