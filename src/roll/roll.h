/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A roll: what reading one side gave. One folder, one WAL database, one writer at a time;
 * readers see the old roll until a new one is published. It holds personal data: 0700, and
 * roll_forget() deletes it. */

#pragma once

#include <gio/gio.h>

#include "roll/roll-types.h"

G_BEGIN_DECLS

#define ROLL_TYPE_ROLL (roll_get_type ())
G_DECLARE_FINAL_TYPE (Roll, roll, ROLL, ROLL, GObject)

/**
 * roll_open:
 * @folder: the roll's folder; made with 0700 if it isn't there
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the roll, perhaps never read yet; or %NULL with
 * %ROLL_ERROR_NEWER
 *   for a newer format, or another #RollError.
 */
Roll           *roll_open            (const char     *folder,
                                      GError        **error);

/* (transfer full): a roll in a private folder that goes with the object (a side that isn't
 * saved). */
Roll           *roll_new_temporary   (GError        **error);

/* Deletes the folder and everything in it. */
gboolean        roll_forget          (const char     *folder,
                                      GError        **error);

/* Path of the database file, for attaching it; the views of roll-views.h are all that may be
 * named. */
const char     *roll_get_path        (Roll           *self);

/* Whether anything was ever published. */
gboolean        roll_is_published    (Roll           *self);

/**
 * roll_get_info:
 * @self: a published roll
 * @error: return location
 *
 * Returns: (transfer full) (nullable): counts, time, faults.
 */
RollInfo       *roll_get_info        (Roll           *self,
                                      GError        **error);

typedef void  (*RollPersonFunc)      (const RollPerson *person,
                                      gpointer          data);

/**
 * roll_foreach_user:
 * @self: a roll
 * @search: (nullable): only those in whose userName, name, externalId or e-mail each of these words
 *   is, without regard to case and accents, or whose id this is (roll-search.h)
 * @filter: (nullable): only those whose resource matches; a group's with members, a user's
 *   without groups
 * @func: told each, in the order of their folded userName
 * @data: for @func
 * @error: return location
 */
gboolean        roll_foreach_user    (Roll             *self,
                                      const char       *search,
                                      const ScimFilter *filter,
                                      RollPersonFunc    func,
                                      gpointer          data,
                                      GError          **error);
gboolean        roll_foreach_group   (Roll             *self,
                                      const char       *search,
                                      const ScimFilter *filter,
                                      RollPersonFunc    func,
                                      gpointer          data,
                                      GError          **error);

/* (transfer full) (nullable): the JSON text of a person or group by its row number in the views,
 * in the schema's spelling, without a person's groups, a group's members, and password */
char           *roll_get_body        (Roll             *self,
                                      gint64            row,
                                      GError          **error);

/* In the header line: {"format":"rollcall","version":1,"kind","read_at","faults",…} */
#define ROLL_JSONL_FORMAT "rollcall"
#define ROLL_JSONL_VERSION 1

/**
 * roll_write_jsonl:
 * @self: a published roll
 * @stream: where to
 * @cancellable: (nullable)
 * @error: return location
 *
 * Writes it as JSON lines (docs/contracts.md): a header, one resource a line with members in the
 * groups' lines, then evidence. Read into a roll (`jsonl:`), that writes the same. No secrets in
 * it.
 */
gboolean        roll_write_jsonl     (Roll             *self,
                                      GOutputStream    *stream,
                                      GCancellable     *cancellable,
                                      GError          **error);

G_END_DECLS
