/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of an index file (roll-index.h), as this machine has numbers: a header, the sections of
 * users, those of groups, and the magic number again, which a torn file lacks. Only who makes it
 * and who maps it include this. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "rcindex" and the version of this layout; another byte order reads another number. */
#define ROLL_INDEX_MAGIC G_GUINT64_CONSTANT (0x7263696e64657801)

/* In the order in which they lie; each begins at a multiple of eight. */
typedef enum
{
  ROLL_SECTION_MODIFIED,
  ROLL_SECTION_ROWS,
  ROLL_SECTION_POSITIONS,
  ROLL_SECTION_STARTS,
  ROLL_SECTION_MEMBERS,
  ROLL_SECTION_DEPARTMENTS,
  ROLL_SECTION_BY_KEY,
  ROLL_SECTION_BY_DEPARTMENT,
  ROLL_SECTION_BY_ACTIVE,
  ROLL_SECTION_BY_MEMBERS,
  ROLL_SECTION_BY_MODIFIED,
  ROLL_SECTION_FLAGS,
  ROLL_SECTION_TEXT,
  ROLL_N_SECTIONS,
} RollSection;

typedef struct
{
  guint32 count;
  guint32 active;
  guint32 lonely;
  guint32 zero;
  guint64 length; /* of the text */
} RollIndexHeaderList;

typedef struct
{
  guint64             magic;
  gint64              generation;
  RollIndexHeaderList lists[2];
} RollIndexHeader;

/* How many bytes a section has. */
static inline gsize
roll_section_size (RollSection                section,
                   const RollIndexHeaderList *list)
{
  if (section == ROLL_SECTION_TEXT)
    return list->length;
  if (section == ROLL_SECTION_FLAGS)
    return list->count;
  return (gsize)list->count * (section == ROLL_SECTION_MODIFIED ? sizeof (gint64)
                                                                : sizeof (guint32));
}

static inline gsize
roll_section_pad (gsize size)
{
  return (size + 7) & ~(gsize)7;
}

G_END_DECLS
