/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hash is the same for the same set of values, whatever order, case or spelling they came in:
 * two people of equal hash need not be compared value by value. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-leaf.h"

#include <string.h>

static int
compare_leaves (gconstpointer a,
                gconstpointer b)
{
  const RollLeaf *left = a;
  const RollLeaf *right = b;
  int order = strcmp (left->path, right->path);

  if (order == 0)
    order = strcmp (left->kind, right->kind);
  return order != 0 ? order : strcmp (left->compare, right->compare);
}

static void
update_text (GChecksum  *checksum,
             const char *text)
{
  g_checksum_update (checksum, (const guchar *)text, (gssize)strlen (text) + 1);
}

void
roll_checksum_take (GChecksum *checksum,
                    guint8     digest[16])
{
  guint8 whole[32];
  gsize length = sizeof whole;

  g_checksum_get_digest (checksum, whole, &length);
  memcpy (digest, whole, 16);
  g_checksum_reset (checksum);
}

void
roll_leaves_finish (GArray    *leaves,
                    GChecksum *checksum,
                    guint8     hash[16])
{
  guint kept = 0;

  g_array_sort (leaves, compare_leaves);
  for (guint i = 0; i < leaves->len; i++)
    {
      RollLeaf *leaf = &g_array_index (leaves, RollLeaf, i);

      if (kept > 0 && compare_leaves (leaf, &g_array_index (leaves, RollLeaf, kept - 1)) == 0)
        continue;
      update_text (checksum, leaf->path);
      update_text (checksum, leaf->kind);
      update_text (checksum, leaf->compare);
      g_array_index (leaves, RollLeaf, kept++) = *leaf;
    }
  g_array_set_size (leaves, kept);
  roll_checksum_take (checksum, hash);
}
