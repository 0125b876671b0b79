/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The differences as CSV, one line each, for a spreadsheet. The attributes of a different person
 * stand in one field: `path: source → target`, with nothing for no value. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/comparison-private.h"

#include "base/base-csv.h"

static const char *const columns[] = { "kind",   "where",     "key",    "name",      "member",
                                       "reason", "explained", "detail", "attributes" };

static char *
list_attributes (GPtrArray *attributes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    {
      const CompareAttribute *attribute = g_ptr_array_index (attributes, i);

      g_string_append_printf (text, "%s%s: %s → %s", i > 0 ? "\n" : "", attribute->path,
                              attribute->source != NULL ? attribute->source : "",
                              attribute->target != NULL ? attribute->target : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_entry (BaseCsvWriter      *writer,
           const CompareEntry *entry)
{
  g_autofree char *attributes = list_attributes (entry->attributes);
  g_autofree char *where = NULL;
  const char *fields[G_N_ELEMENTS (columns)];

  where = entry->side == NULL
              ? g_strdup (compare_where_to_string (entry->where))
              : g_strdup_printf ("%s at %s", compare_where_to_string (entry->where), entry->side);
  fields[0] = compare_kind_to_string (entry->kind);
  fields[1] = where;
  fields[2] = entry->key;
  fields[3] = entry->name;
  fields[4] = entry->member;
  fields[5] = compare_reason_rows ()[entry->reason].code;
  fields[6] = entry->explained ? "true" : "false";
  fields[7] = entry->detail;
  fields[8] = attributes;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    base_csv_writer_add (writer, fields[i] != NULL ? fields[i] : "");
  base_csv_writer_end_row (writer);
}

char *
comparison_to_csv (Comparison    *self,
                   CompareReason  only)
{
  g_return_val_if_fail ((guint)only <= COMPARE_N_REASONS, NULL);

  return comparison_to_csv_of (self, only < COMPARE_N_REASONS ? 1u << only : 0);
}

char *
comparison_to_csv_of (Comparison *self,
                      guint32     reasons)
{
  g_autoptr (BaseCsvWriter) writer = NULL;

  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), NULL);

  writer = base_csv_writer_new ();
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    base_csv_writer_add (writer, columns[i]);
  base_csv_writer_end_row (writer);

  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (guint where = 0; where < COMPARE_N_WHERES; where++)
      for (guint i = 0; i < self->entries[kind][where]->len; i++)
        {
          const CompareEntry *entry = g_ptr_array_index (self->entries[kind][where], i);

          if (reasons == 0 || (reasons & 1u << entry->reason) != 0)
            add_entry (writer, entry);
        }
  return base_csv_writer_take (writer);
}
