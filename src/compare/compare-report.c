/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The report as JSON (docs/contracts.md, The comparison). With typed-in numbers there are no
 * lists, and what wasn't given is null. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/comparison-private.h"

#include "base/base-json-writer.h"

/* A number; unknown ones are null. */
static void
add_number (BaseJsonWriter *writer,
            const char     *name,
            gint64          number)
{
  if (number >= 0)
    {
      base_json_writer_add_int (writer, name, number);
      return;
    }
  base_json_writer_name (writer, name);
  base_json_writer_null (writer);
}

static void
add_total (BaseJsonWriter *writer,
           const char     *name,
           gint64          total)
{
  base_json_writer_name (writer, name);
  base_json_writer_begin_object (writer);
  add_number (writer, "total", total);
  base_json_writer_end_object (writer);
}

static void
add_side (BaseJsonWriter *writer,
          Comparison     *self,
          CompareSide     side)
{
  const RollInfo *info = self->info[side];
  gboolean source = side == COMPARE_SOURCE;
  gboolean known = info->users_total >= 0 && info->users_active >= 0;
  g_autofree char *faults = roll_info_faults_to_json (info);

  base_json_writer_name (writer, source ? "source" : "target");
  base_json_writer_begin_object (writer);
  base_json_writer_add_text (writer, "name", self->name[side]);
  base_json_writer_add_text (writer, "kind", info->kind);
  base_json_writer_add_time (writer, "read_at", info->read_at);

  base_json_writer_name (writer, "users");
  base_json_writer_begin_object (writer);
  add_number (writer, "total", info->users_total);
  add_number (writer, source ? "expected" : "active", info->users_active);
  add_number (writer, source ? "disabled" : "inactive",
              known ? info->users_total - info->users_active : -1);
  base_json_writer_end_object (writer);
  add_total (writer, "groups", info->groups_total);
  add_total (writer, "memberships", info->memberships_total);
  base_json_writer_add_raw (writer, "reported", info->reported != NULL ? info->reported : "null");
  base_json_writer_add_raw (writer, "faults", faults);
  base_json_writer_end_object (writer);
}

static void
add_entry (BaseJsonWriter     *writer,
           const CompareEntry *entry)
{
  base_json_writer_begin_object (writer);
  if (entry->kind == COMPARE_MEMBERSHIPS)
    {
      base_json_writer_add_text (writer, "group", entry->key);
      base_json_writer_add_text (writer, "member", entry->member);
    }
  else
    {
      base_json_writer_add_text (writer, "key", entry->key);
      base_json_writer_add_text (writer, "name", entry->name);
    }
  if (entry->side != NULL)
    base_json_writer_add_text (writer, "side", entry->side);
  base_json_writer_add_text (writer, "reason", compare_reason_rows ()[entry->reason].code);
  base_json_writer_add_boolean (writer, "explained", entry->explained);
  if (entry->kind != COMPARE_MEMBERSHIPS && entry->where != COMPARE_DIFFERENT)
    base_json_writer_add_text (writer, "detail", entry->detail);
  if (entry->attributes != NULL)
    compare_attributes_write (entry->attributes, writer);
  base_json_writer_end_object (writer);
}

static void
add_list (BaseJsonWriter *writer,
          Comparison     *self,
          CompareKind     kind,
          CompareWhere    where,
          guint32         reasons)
{
  GPtrArray *entries = self->entries[kind][where];

  base_json_writer_name (writer, compare_where_to_string (where));
  if (self->verdict == COMPARE_NUMBERS_EQUAL || self->verdict == COMPARE_NUMBERS_DIFFER)
    {
      base_json_writer_null (writer);
      return;
    }

  base_json_writer_begin_array (writer);
  for (guint i = 0; i < entries->len; i++)
    {
      const CompareEntry *entry = g_ptr_array_index (entries, i);

      if (reasons == 0 || (reasons & 1u << entry->reason) != 0)
        add_entry (writer, entry);
    }
  base_json_writer_end_array (writer);
}

static void
add_kind (BaseJsonWriter *writer,
          Comparison     *self,
          CompareKind     kind,
          guint32         reasons)
{
  gboolean numbers =
      self->verdict == COMPARE_NUMBERS_EQUAL || self->verdict == COMPARE_NUMBERS_DIFFER;

  base_json_writer_name (writer, compare_kind_to_string (kind));
  base_json_writer_begin_object (writer);
  add_number (writer, "matched", numbers ? -1 : self->matched[kind]);
  for (guint where = 0; where < COMPARE_N_WHERES; where++)
    if (kind != COMPARE_MEMBERSHIPS || where == COMPARE_MISSING || where == COMPARE_EXTRA)
      add_list (writer, self, kind, where, reasons);
  base_json_writer_end_object (writer);
}

static void
add_reasons (BaseJsonWriter *writer,
             Comparison     *self)
{
  base_json_writer_name (writer, "reasons");
  base_json_writer_begin_object (writer);
  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    {
      base_json_writer_name (writer, compare_kind_to_string (kind));
      base_json_writer_begin_object (writer);
      for (guint reason = 0; reason < COMPARE_N_REASONS; reason++)
        {
          gint64 count = 0;

          for (guint where = 0; where < COMPARE_N_WHERES; where++)
            count += self->counts[kind][where][reason];
          if (count > 0)
            base_json_writer_add_int (writer, compare_reason_rows ()[reason].code, count);
        }
      base_json_writer_end_object (writer);
    }
  base_json_writer_end_object (writer);
}

char *
comparison_to_json (Comparison    *self,
                    CompareReason  only)
{
  g_return_val_if_fail ((guint)only <= COMPARE_N_REASONS, NULL);

  return comparison_to_json_of (self, only < COMPARE_N_REASONS ? 1u << only : 0);
}

char *
comparison_to_json_of (Comparison *self,
                       guint32     reasons)
{
  g_autoptr (BaseJsonWriter) writer = NULL;

  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), NULL);

  writer = base_json_writer_new ();
  base_json_writer_begin_object (writer);
  base_json_writer_add_text (writer, "verdict", compare_verdict_to_string (self->verdict));
  add_side (writer, self, COMPARE_SOURCE);
  add_side (writer, self, COMPARE_TARGET);
  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    add_kind (writer, self, kind, reasons);
  add_reasons (writer, self);
  base_json_writer_end_object (writer);
  return base_json_writer_take (writer);
}
