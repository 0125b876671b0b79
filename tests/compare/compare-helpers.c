/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rolls are filled through the roll's own writer, so that what is compared is what reading
 * gives. */

#include "config.h"

#include "compare-helpers.h"

#include <string.h>

#include "roll/roll-writer.h"
#include "scim/scim-schema.h"

JsonObject *
compare_test_parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static void
append_page (RollWriter             *writer,
             const ScimResourceType *type,
             JsonObject             *side,
             const char             *member)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  if (!json_object_has_member (side, member))
    return;
  page = json_to_string (json_object_get_member (side, member), FALSE);
  roll_writer_append_page (writer, type, page, strlen (page), NULL, &error);
  g_assert_no_error (error);
}

static void
append_evidence (RollWriter *writer,
                 JsonArray  *line)
{
  g_autoptr (GError) error = NULL;
  RollEvidenceKind kind;

  g_assert_true (roll_evidence_kind_from_string (json_array_get_string_element (line, 0), &kind));
  roll_writer_append_evidence (writer, kind, json_array_get_string_element (line, 1),
                               json_array_get_string_element (line, 2),
                               json_array_get_string_element (line, 3),
                               json_array_get_int_element (line, 4), &error);
  g_assert_no_error (error);
}

static JsonArray *
get_array (JsonObject *side,
           const char *member)
{
  if (json_object_has_member (side, member))
    return json_array_ref (json_object_get_array_member (side, member));
  return json_array_new ();
}

static void
append_the_rest (RollWriter *writer,
                 JsonObject *side)
{
  g_autoptr (JsonArray) evidence = get_array (side, "evidence");
  g_autoptr (JsonArray) carried = get_array (side, "carried");
  g_autoptr (JsonArray) supported = get_array (side, "supported");

  for (guint i = 0; i < json_array_get_length (evidence); i++)
    append_evidence (writer, json_array_get_array_element (evidence, i));
  for (guint i = 0; i < json_array_get_length (carried); i++)
    roll_writer_add_carried (writer, json_array_get_string_element (carried, i));
  for (guint i = 0; i < json_array_get_length (supported); i++)
    roll_writer_add_supported (writer, json_array_get_string_element (supported, i));
  if (json_object_has_member (side, "last_cycle"))
    {
      g_autofree char *time =
          g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (side, "last_cycle"));

      roll_writer_set_fact (writer, "last_cycle", time);
    }
}

Roll *
compare_test_roll (JsonObject *side)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Roll) roll = roll_new_temporary (&error);
  g_autoptr (RollWriter) writer = NULL;

  g_assert_no_error (error);
  writer =
      roll_writer_new (roll, json_object_get_string_member_with_default (side, "kind", "jsonl"),
                       &error);
  g_assert_no_error (error);
  if (json_object_has_member (side, "counts"))
    {
      JsonArray *counts = json_object_get_array_member (side, "counts");

      roll_writer_set_counts (writer, json_array_get_int_element (counts, 0),
                              json_array_get_int_element (counts, 1));
    }
  append_page (writer, scim_resource_type_user (), side, "users");
  append_page (writer, scim_resource_type_group (), side, "groups");
  append_the_rest (writer, side);
  roll_writer_publish (writer, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&roll);
}

Comparison *
compare_test_compare (const char        *source,
                      const char        *target,
                      const char *const *match)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) source_side = compare_test_parse (source);
  g_autoptr (JsonObject) target_side = compare_test_parse (target);
  g_autoptr (Roll) source_roll = compare_test_roll (source_side);
  g_autoptr (Roll) target_roll = compare_test_roll (target_side);
  CompareOptions options = { .source_name = "left", .target_name = "right", .match = match };
  Comparison *comparison = comparison_new (source_roll, target_roll, &options, NULL, &error);

  g_assert_no_error (error);
  return comparison;
}

static void
summarise_entry (GString            *text,
                 const CompareEntry *entry)
{
  g_string_append_printf (text, "\n%s %s", compare_kind_to_string (entry->kind),
                          compare_where_to_string (entry->where));
  if (entry->side != NULL)
    g_string_append_printf (text, " at %s", entry->side);
  g_string_append_printf (text, " %s", entry->key);
  if (entry->member != NULL)
    g_string_append_printf (text, " < %s", entry->member);
  g_string_append_printf (text, " %s", compare_reason_rows ()[entry->reason].code);
  if (entry->explained)
    g_string_append (text, " explained");
  if (entry->detail != NULL)
    g_string_append_printf (text, " (%s)", entry->detail);
  for (guint i = 0; entry->attributes != NULL && i < entry->attributes->len; i++)
    {
      const CompareAttribute *attribute = g_ptr_array_index (entry->attributes, i);

      g_string_append_printf (text, " %s=%s|%s", attribute->path,
                              attribute->source != NULL ? attribute->source : "-",
                              attribute->target != NULL ? attribute->target : "-");
    }
}

char *
compare_test_summarise (Comparison *comparison)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s; matched %d %d %d",
                          compare_verdict_to_string (comparison_get_verdict (comparison)),
                          (int)comparison_get_matched (comparison, COMPARE_USERS),
                          (int)comparison_get_matched (comparison, COMPARE_GROUPS),
                          (int)comparison_get_matched (comparison, COMPARE_MEMBERSHIPS));
  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (guint where = 0; where < COMPARE_N_WHERES; where++)
      {
        GPtrArray *entries = comparison_get_entries (comparison, kind, where);

        for (guint i = 0; i < entries->len; i++)
          summarise_entry (text, g_ptr_array_index (entries, i));
      }
  return g_string_free (text, FALSE);
}

char *
compare_test (const char *source,
              const char *target)
{
  g_autoptr (Comparison) comparison = compare_test_compare (source, target, NULL);

  return compare_test_summarise (comparison);
}
