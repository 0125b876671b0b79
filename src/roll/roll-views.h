/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The read-only views of a roll's database that another room (`compare`) may name when it has
 * attached roll_get_path(). Nothing else in the file may be named from outside; the tables behind
 * can change.
 *
 *   person   (row INTEGER, id, key, key_folded, name, active 0|1, hash BLOB)        users in scope
 *   groups   (row INTEGER, id, key, key_folded, name, external_id, external_id_exact) groups in
 *   scope
 *   key      (row, rule, value)       rule: 'externalId' (exact), 'userName' (folded), 'emails'
 *   (folded: primary,
 *                                     else work, else first); for groups: 'externalId',
 *                                     'displayName';
 *                                     only non-empty values
 *   value    (row, path, kind, compare, shown)
 *                                     leaf values of users: path is canonical and has no filter
 *                                     ("emails.value",
 *                                     "urn:…:enterprise:2.0:User:department"); kind is the
 *                                     element's folded `type`,
 *                                     or '' ; compare is folded or exact as the schema says; shown
 *                                     as written.
 *                                     Without id, externalId, meta, schemas, groups, active,
 *                                     password, read-only
 *                                     ones, primary, display, $ref, type. Never empty.
 *   member   (grp INTEGER, person INTEGER)      direct (group row, person row) pairs, both in scope
 *   evidence (kind, type, key_folded, key, detail, time)   kind as in roll-types.h; type 'User' |
 *   'Group'
 *   carried  (path)                   leaf paths that this side carries: its CSV has the column, or
 *   anybody has a value
 *   supported (path)                  leaf paths that this side's schema has; empty if nobody asked
 *   facts    (name, value)            'kind', 'read_at', 'last_cycle' (microseconds the IdP's last
 *   cycle began), …
 *
 * `hash` is over all of a person's (path, kind, compare), order-independent: two people of equal
 * hash need not be opened. */

#pragma once
