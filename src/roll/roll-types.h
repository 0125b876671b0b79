/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values a roll gives and takes. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The protocol's values that pass through; who looks into them includes scim's own headers. Rooms
 * that see rolls and not scim (compare, connection) need no more. */
typedef struct _ScimFilter       ScimFilter;
typedef struct _ScimResourceType ScimResourceType;

#define ROLL_ERROR (roll_error_quark ())

/**
 * RollError:
 * @ROLL_ERROR_FAILED: the database refused; the message has why
 * @ROLL_ERROR_FULL: the disk is full; the roll before stays as it was
 * @ROLL_ERROR_BUSY: another program is writing this roll
 * @ROLL_ERROR_NEWER: a newer Rollcall wrote it
 * @ROLL_ERROR_BAD_RESOURCE: a resource can't be taken apart; the message names which and why
 * @ROLL_ERROR_NOT_READ: nothing was read into it yet
 */
typedef enum
{
  ROLL_ERROR_FAILED,
  ROLL_ERROR_FULL,
  ROLL_ERROR_BUSY,
  ROLL_ERROR_NEWER,
  ROLL_ERROR_BAD_RESOURCE,
  ROLL_ERROR_NOT_READ,
} RollError;

GQuark roll_error_quark (void);

/**
 * RollFault:
 *
 * What a side did wrong and was survived: the closed table of codes behind "faults" in JSON.
 */
typedef enum
{
  ROLL_FAULT_DUPLICATE_RESOURCE,   /* "duplicate_resource": the same id on two pages, dropped */
  ROLL_FAULT_WRONG_TOTAL,          /* "wrong_total": totalResults isn't what was counted */
  ROLL_FAULT_NO_TOTAL,             /* "no_total" */
  ROLL_FAULT_IGNORED_PAGING,       /* "ignored_paging": startIndex and count had no effect */
  ROLL_FAULT_RELATIVE_LOCATION,    /* "relative_location": meta.location is no absolute URL */
  ROLL_FAULT_LOWERCASE_KEYS,       /* "lowercase_keys": resources for Resources, odd case */
  ROLL_FAULT_OLD_SCHEMA,           /* "old_schema": SCIM 1.1 */
  ROLL_FAULT_WRONG_CONTENT_TYPE,   /* "wrong_content_type": JSON under another name */
  ROLL_FAULT_WRONG_TYPE,           /* "wrong_type": a string where a boolean or number belongs */
  ROLL_FAULT_MISSING_ID,           /* "missing_id": a resource without id, dropped */
  ROLL_FAULT_MISSING_NAME,         /* "missing_name": no userName, or a group's displayName */
  ROLL_FAULT_UNKNOWN_MEMBER,       /* "unknown_member": a membership of somebody who isn't listed */
  ROLL_FAULT_MEMBERS_LEFT_OUT,     /* "members_left_out": of groups as listed; read one by one */
  ROLL_FAULT_ERROR_WITH_SUCCESS,   /* "error_with_success": an error body under a 2xx status */
  ROLL_N_FAULTS,
} RollFault;

/* "duplicate_resource"; and a sentence for a person, untranslated msgid */
const char *roll_fault_to_code     (RollFault   fault);
const char *roll_fault_to_sentence (RollFault   fault);
gboolean    roll_fault_from_code   (const char *code,
                                    RollFault  *fault);

typedef struct
{
  RollFault  fault;
  gint64     count;
  char      *detail;  /* of the first time, or NULL */
} RollFaultCount;

void        roll_fault_count_free  (RollFaultCount *count);

/**
 * RollEvidenceKind: What is known about somebody from beside the list: the kinds of a jsonl
 * evidence line.
 */
typedef enum
{
  ROLL_EVIDENCE_FAILED,
  ROLL_EVIDENCE_SKIPPED,
  ROLL_EVIDENCE_WAITING,
  ROLL_EVIDENCE_DELETED,
  ROLL_EVIDENCE_OUT_OF_SCOPE,
  ROLL_EVIDENCE_NESTED_ONLY,
} RollEvidenceKind;

const char *roll_evidence_kind_to_string   (RollEvidenceKind  kind);
gboolean    roll_evidence_kind_from_string (const char       *text,
                                            RollEvidenceKind *kind);

/**
 * RollPerson:
 * @row: row number in the views
 * @key: userName or displayName
 * @name: displayName, else name.formatted, else given and family name, else @key
 * @external_id: (nullable)
 * @email: (nullable): primary, else work, else first
 * @members: of a group, how many direct members; of a user, how many groups
 *
 * A user or group as listed. Borrowed: lives until the callback returns.
 */
typedef struct
{
  gint64      row;
  const char *id;
  const char *key;
  const char *name;
  const char *external_id;
  const char *email;
  gboolean    active;
  gint64      members;
  const char *body;
} RollPerson;

/**
 * RollInfo:
 * @kind: of its source ("scim", "csv", …)
 * @read_at: microseconds; when the reading began
 * @counts_only: typed-in numbers: lists don't exist
 * @users_total: people in scope; -1 if unknown (typed-in numbers without users)
 * @users_active: of them active (enabled), which a source's side calls expected; -1 likewise
 * @groups_total: groups in scope; -1 likewise
 * @memberships_total: (group, person) pairs, direct, both in scope; -1 for typed-in numbers
 * @reported: (nullable): JSON text of what the side itself reports, or %NULL
 * @faults: (element-type RollFaultCount)
 */
typedef struct
{
  char      *kind;
  gint64     read_at;
  gboolean   counts_only;
  gint64     users_total;
  gint64     users_active;
  gint64     groups_total;
  gint64     memberships_total;
  char      *reported;
  GPtrArray *faults;
} RollInfo;

void roll_info_free (RollInfo *info);

/* (transfer full): the faults as the JSON array of docs/contracts.md */
char *roll_info_faults_to_json (const RollInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollInfo, roll_info_free)

G_END_DECLS
