/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The closed tables of faults and of evidence, and the values that readers get. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-types.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-json-writer.h"

typedef struct
{
  const char *code;
  const char *sentence;
} FaultRow;

static const FaultRow faults[ROLL_N_FAULTS] = {
  [ROLL_FAULT_DUPLICATE_RESOURCE] = {
    "duplicate_resource",
    N_("The same resource came more than once; the repeats were dropped."),
  },
  [ROLL_FAULT_WRONG_TOTAL] = {
    "wrong_total",
    N_("The total that the server reports is not what it listed; counted rows count."),
  },
  [ROLL_FAULT_NO_TOTAL] = {
    "no_total",
    N_("The server reports no total; the rows were counted."),
  },
  [ROLL_FAULT_IGNORED_PAGING] = {
    "ignored_paging",
    N_("The server ignores startIndex and count; it was read in one page, or by a search."),
  },
  [ROLL_FAULT_RELATIVE_LOCATION] = {
    "relative_location",
    N_("meta.location is not a whole URL."),
  },
  [ROLL_FAULT_LOWERCASE_KEYS] = {
    "lowercase_keys",
    N_("Names are not spelled as the schema spells them."),
  },
  [ROLL_FAULT_OLD_SCHEMA] = {
    "old_schema",
    N_("The server speaks SCIM 1.1."),
  },
  [ROLL_FAULT_WRONG_CONTENT_TYPE] = {
    "wrong_content_type",
    N_("The server sends JSON under another content type."),
  },
  [ROLL_FAULT_WRONG_TYPE] = {
    "wrong_type",
    N_("A value is of another type than the schema says; it was read as what it means."),
  },
  [ROLL_FAULT_MISSING_ID] = {
    "missing_id",
    N_("A resource has no id and was dropped."),
  },
  [ROLL_FAULT_MISSING_NAME] = {
    "missing_name",
    N_("A user has no userName, or a group no displayName."),
  },
  [ROLL_FAULT_UNKNOWN_MEMBER] = {
    "unknown_member",
    N_("A group has a member who is in no list; that membership was dropped."),
  },
  [ROLL_FAULT_MEMBERS_LEFT_OUT] = {
    "members_left_out",
    N_("Groups are listed without their members; they were read one by one."),
  },
  [ROLL_FAULT_ERROR_WITH_SUCCESS] = {
    "error_with_success",
    N_("The server sent an error under a status that says success."),
  },
};

static const char *const evidence_words[] = {
  [ROLL_EVIDENCE_FAILED] = "failed",
  [ROLL_EVIDENCE_SKIPPED] = "skipped",
  [ROLL_EVIDENCE_WAITING] = "waiting",
  [ROLL_EVIDENCE_DELETED] = "deleted",
  [ROLL_EVIDENCE_OUT_OF_SCOPE] = "out_of_scope",
  [ROLL_EVIDENCE_NESTED_ONLY] = "nested_only",
};

const char *
roll_fault_to_code (RollFault fault)
{
  g_return_val_if_fail (fault < ROLL_N_FAULTS, NULL);

  return faults[fault].code;
}

const char *
roll_fault_to_sentence (RollFault fault)
{
  g_return_val_if_fail (fault < ROLL_N_FAULTS, NULL);

  return faults[fault].sentence;
}

gboolean
roll_fault_from_code (const char *code,
                      RollFault  *fault)
{
  g_return_val_if_fail (code != NULL, FALSE);
  g_return_val_if_fail (fault != NULL, FALSE);

  for (guint i = 0; i < ROLL_N_FAULTS; i++)
    if (strcmp (faults[i].code, code) == 0)
      {
        *fault = (RollFault)i;
        return TRUE;
      }
  return FALSE;
}

void
roll_fault_count_free (RollFaultCount *count)
{
  if (count == NULL)
    return;

  g_free (count->detail);
  g_free (count);
}

const char *
roll_evidence_kind_to_string (RollEvidenceKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (evidence_words), NULL);

  return evidence_words[kind];
}

gboolean
roll_evidence_kind_from_string (const char       *text,
                                RollEvidenceKind *kind)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (evidence_words); i++)
    if (strcmp (evidence_words[i], text) == 0)
      {
        *kind = (RollEvidenceKind)i;
        return TRUE;
      }
  return FALSE;
}

void
roll_info_free (RollInfo *info)
{
  if (info == NULL)
    return;

  g_free (info->kind);
  g_free (info->reported);
  g_clear_pointer (&info->faults, g_ptr_array_unref);
  g_free (info);
}

char *
roll_info_faults_to_json (const RollInfo *info)
{
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();

  g_return_val_if_fail (info != NULL, NULL);

  base_json_writer_begin_array (writer);
  for (guint i = 0; i < info->faults->len; i++)
    {
      const RollFaultCount *fault = g_ptr_array_index (info->faults, i);

      base_json_writer_begin_object (writer);
      base_json_writer_add_text (writer, "code", roll_fault_to_code (fault->fault));
      base_json_writer_add_int (writer, "count", fault->count);
      base_json_writer_add_text (writer, "detail", fault->detail);
      base_json_writer_end_object (writer);
    }
  base_json_writer_end_array (writer);
  return base_json_writer_take (writer);
}
