/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The read-only views of a roll's database that another room (`compare`) may name when it has
 * attached roll_get_path(). Nothing else in the file may be named from outside; the tables behind
 * can change.
 *
 *   person (row INTEGER, id, key, key_folded, name, active 0|1, hash BLOB)
 *       users in scope; key is the userName, or, for one without, what names them best
 *   groups (row INTEGER, id, key, key_folded, name, external_id, external_id_exact)
 *       groups in scope; rows are numbered over users and groups together
 *   key (row, rule, value)
 *       rule is 'externalId' (exact), 'userName' (folded), 'emails' (folded: primary, else work,
 *       else first); for groups 'externalId', 'displayName'; only non-empty values
 *   value (row, path, kind, compare, shown)
 *       leaf values of users. path is canonical and has no filter ("emails.value",
 *       "urn:…:enterprise:2.0:User:department"). kind is the element's folded `type`, or ''.
 *       compare is folded or exact as the schema says; shown as written. Without id, externalId,
 *       meta, schemas, groups, active, password, read-only ones, primary, display, $ref, type.
 *       Never empty; each (path, kind, compare) once. By row it is indexed.
 *   member (grp INTEGER, person INTEGER)
 *       direct (group row, person row) pairs, both in scope
 *   evidence (kind, type, key_folded, key, detail, time)
 *       kind as in roll-types.h; type 'User' or 'Group'; time in microseconds, 0 if nobody knows
 *   carried (path)
 *       leaf paths that this side carries: its CSV has the column, or anybody has a value. Also
 *       'externalId'; and of a CSV 'active', 'id', 'groups' if it has such a column
 *   supported (path)
 *       leaf paths that this side's schema has; empty if nobody asked
 *   facts (name, value)
 *       'kind', 'read_at', 'last_cycle' (both in microseconds; when the IdP's last cycle began),
 *       'users_total', 'users_active', 'groups_total', 'memberships_total'; 'counts_only' for
 *       typed-in numbers; 'reported' as JSON. All are text
 *
 * `hash` is over all of a person's (path, kind, compare), order-independent: two people of equal
 * hash need not be opened. */

#pragma once
