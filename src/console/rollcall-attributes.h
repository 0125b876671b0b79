/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The attributes of a person or group as one reads them: a resource's JSON text as rows of a title
 * ("Family name", "Work e-mail") and a value. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RollcallAttribute:
 * @path: as a column is named: `name.givenName`, `emails[type eq "work"].value`
 * @value: as written, several joined by "; "
 */
typedef struct
{
  char *path;
  char *value;
} RollcallAttribute;

/**
 * rollcall_attributes_read:
 * @body: JSON text of a resource, in the schema's spelling
 *
 * Leaves out what says nothing about a person: schemas, meta, `primary`, `display`, `$ref`.
 *
 * Returns: (transfer full) (element-type RollcallAttribute): the well-known ones in the order in
 *   which a person looks for them, then the others by path; empty for a broken text.
 */
GPtrArray  *rollcall_attributes_read   (const char *body);

/* (transfer full): what the attribute at @path is called, translated; the last part of the path
 * itself for one that isn't well known */
char       *rollcall_attribute_title   (const char *path);

/* <0, 0, >0: which of two paths comes first in a list of attributes */
int         rollcall_attribute_order   (const char *a,
                                        const char *b);

/* (transfer full): @value as shown: true and false as words in the person's language; a list of
 * several on one line */
char       *rollcall_attribute_show    (const char *value);

void        rollcall_attribute_free    (RollcallAttribute *attribute);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallAttribute, rollcall_attribute_free)

G_END_DECLS
