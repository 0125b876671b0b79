/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A group's members as they come: objects, or bare ids. For this room only. */

#pragma once

#include "base/base-json-reader.h"

G_BEGIN_DECLS

/**
 * RollMemberHint: What a member's `type` or `$ref` says it is, for services that give a user and
 * a group the same id.
 */
typedef enum
{
  ROLL_MEMBER_UNKNOWN,
  ROLL_MEMBER_USER,
  ROLL_MEMBER_GROUP,
} RollMemberHint;

typedef struct
{
  const char     *id;
  RollMemberHint  hint;
} RollMember;

/**
 * roll_members_read:
 * @reader: stands before the value of `members`
 * @chunk: where ids are kept
 * @members: (element-type RollMember): added to
 * @bare: (out): how many were bare ids
 *
 * Returns: %FALSE if the text is broken, which @reader tells.
 */
gboolean roll_members_read (BaseJsonReader *reader,
                            GStringChunk   *chunk,
                            GArray         *members,
                            guint          *bare);

G_END_DECLS
