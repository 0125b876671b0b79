/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Leaf values of a person, as the `value` view has them, and their hash. For this room only. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RollLeaf:
 * @path: canonical, without filter
 * @kind: the element's folded `type`, or ""
 * @compare: folded, or exact
 * @shown: as written
 */
typedef struct
{
  const char *path;
  const char *kind;
  const char *compare;
  const char *shown;
} RollLeaf;

/* Sorts @leaves (element-type RollLeaf), drops repeats, and hashes path, kind and compare of
 * each; @checksum is empty before and after. */
void roll_leaves_finish (GArray    *leaves,
                         GChecksum *checksum,
                         guint8     hash[16]);

/* The first 16 bytes of @checksum, which is empty afterwards. */
void roll_checksum_take (GChecksum *checksum,
                         guint8     digest[16]);

G_END_DECLS
