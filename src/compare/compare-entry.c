/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One difference: made from what is known of it, which decides its reason. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/comparison-private.h"

static void
attribute_free (gpointer data)
{
  CompareAttribute *attribute = data;

  g_free (attribute->path);
  g_free (attribute->source);
  g_free (attribute->target);
  g_free (attribute);
}

CompareEntry *
compare_entry_new (CompareKind  kind,
                   CompareWhere where,
                   CompareFacts facts)
{
  const CompareReasonRow *row = compare_reason_find (kind, where, facts);
  CompareEntry *entry = g_new0 (CompareEntry, 1);

  entry->kind = kind;
  entry->where = where;
  entry->reason = row->reason;
  entry->explained = row->explained;
  return entry;
}

void
compare_entry_free (CompareEntry *entry)
{
  if (entry == NULL)
    return;

  g_free (entry->key);
  g_free (entry->name);
  g_free (entry->detail);
  g_free (entry->member);
  g_clear_pointer (&entry->attributes, g_ptr_array_unref);
  g_free (entry);
}

CompareAttribute *
compare_attribute_new (const char *path,
                       const char *source,
                       const char *target)
{
  CompareAttribute *attribute = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  attribute = g_new0 (CompareAttribute, 1);
  attribute->path = g_strdup (path);
  attribute->source = g_strdup (source);
  attribute->target = g_strdup (target);
  return attribute;
}

GPtrArray *
compare_attributes_new (void)
{
  return g_ptr_array_new_with_free_func (attribute_free);
}

void
compare_attributes_write (GPtrArray      *attributes,
                          BaseJsonWriter *writer)
{
  g_return_if_fail (writer != NULL);

  base_json_writer_name (writer, "attributes");
  if (attributes == NULL)
    {
      base_json_writer_null (writer);
      return;
    }

  base_json_writer_begin_array (writer);
  for (guint i = 0; i < attributes->len; i++)
    {
      const CompareAttribute *attribute = g_ptr_array_index (attributes, i);

      base_json_writer_begin_object (writer);
      base_json_writer_add_text (writer, "path", attribute->path);
      base_json_writer_add_text (writer, "source", attribute->source);
      base_json_writer_add_text (writer, "target", attribute->target);
      base_json_writer_end_object (writer);
    }
  base_json_writer_end_array (writer);
}

void
comparison_take_entry (Comparison   *self,
                       CompareEntry *entry)
{
  g_ptr_array_add (self->entries[entry->kind][entry->where], entry);
  self->counts[entry->kind][entry->where][entry->reason]++;
}
