/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes one resource's JSON text apart: what a list shows, its leaf values as the `value` view
 * has them, a group's members, and the text again as a roll keeps it. For this room only. */

#pragma once

#include "base/base-json-reader.h"
#include "roll/roll-leaf.h"
#include "roll/roll-member.h"
#include "roll/roll-types.h"

G_BEGIN_DECLS

/**
 * RollResource:
 * @id: (nullable): %NULL if it has none
 * @key: userName or displayName; if it has none, whatever names it best
 * @named: whether @key is its own
 * @department: (nullable): of the enterprise extension
 * @title: (nullable)
 * @modified: (nullable): meta.lastModified as written
 * @body: in the schema's spelling, on one line, without members, groups and password
 * @leaves: (element-type RollLeaf): of a user: sorted, each once
 * @members: (element-type RollMember): of a group
 * @hash: over @leaves, in no order
 * @digest: over @body
 * @faults: how often each was met
 * @fault_detail: (nullable): path at which the first one was
 *
 * Everything borrowed, until the next resource is taken.
 */
typedef struct
{
  const char *id;
  const char *key;
  gboolean    named;
  const char *name;
  const char *external_id;
  const char *email;
  const char *department;
  const char *title;
  const char *modified;
  gboolean    active;
  GString    *body;
  GArray     *leaves;
  GArray     *members;
  guint8      hash[16];
  guint8      digest[16];
  guint       faults[ROLL_N_FAULTS];
  const char *fault_detail[ROLL_N_FAULTS];
} RollResource;

typedef struct _RollTaker RollTaker;

RollTaker          *roll_taker_new  (void);
void                roll_taker_free (RollTaker              *self);

/**
 * roll_taker_take:
 * @self: a taker
 * @type: what comes
 * @reader: stands before an object
 *
 * Returns: (transfer none) (nullable): the resource; %NULL if the text is broken, which @reader
 * tells, or
 *   if no object comes next.
 */
const RollResource *roll_taker_take (RollTaker              *self,
                                     const ScimResourceType *type,
                                     BaseJsonReader         *reader);

/* Calls @func with each path that any taken user had a value for. */
void                roll_taker_foreach_path (RollTaker      *self,
                                             GFunc           func,
                                             gpointer        data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollTaker, roll_taker_free)

G_END_DECLS
