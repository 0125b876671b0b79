/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The staging tables as a writer fills them: each resource against what the roll has, memberships
 * by row and id, evidence. For this room only; errors are #DatabaseError's. */

#pragma once

#include "database/database.h"
#include "roll/roll-resource.h"

G_BEGIN_DECLS

/**
 * RollStage:
 * @database: the roll's, with the staging tables attached
 * @next_row: the number that the next new resource gets
 */
typedef struct
{
  Database *database;
  gint64    next_row;
} RollStage;

/* Opens the database at @path and begins staging: one long transaction, which of the roll only
 * reads. */
gboolean roll_stage_open       (RollStage           *self,
                                const char          *path,
                                GError             **error);
void     roll_stage_close      (RollStage           *self);

/* Stages @resource, which has an id, and its members; @added is %FALSE if that id was staged
 * before. */
gboolean roll_stage_resource   (RollStage           *self,
                                int                  type,
                                const RollResource  *resource,
                                gboolean            *added,
                                GError             **error);

gboolean roll_stage_member     (RollStage           *self,
                                gint64               row,
                                const char          *id,
                                RollMemberHint       hint,
                                GError             **error);

/* The row of a staged group by its id, or by its folded name; 0 if there is none. */
gboolean roll_stage_find_group (RollStage           *self,
                                const char          *id,
                                const char          *folded,
                                gint64              *row,
                                GError             **error);

gboolean roll_stage_evidence   (RollStage           *self,
                                RollEvidenceKind     kind,
                                const char          *type,
                                const char          *key,
                                const char          *detail,
                                gint64               time,
                                GError             **error);

G_END_DECLS
