/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "provision-helpers.h"

ProvisionPlan *
provision_test_plan (Roll *source,
                     Roll *target)
{
  CompareOptions options = { .source_name = "left", .target_name = "right" };
  g_autoptr (GError) error = NULL;
  g_autoptr (Comparison) comparison = comparison_new (source, target, &options, NULL, &error);
  ProvisionPlan *plan;

  g_assert_no_error (error);
  plan = provision_plan_new (comparison, source, target, &error);
  g_assert_no_error (error);
  return plan;
}

ProvisionPlan *
provision_test_plan_text (const char *source,
                          const char *target)
{
  g_autoptr (JsonObject) source_side = compare_test_parse (source);
  g_autoptr (JsonObject) target_side = compare_test_parse (target);
  g_autoptr (Roll) source_roll = compare_test_roll (source_side);
  g_autoptr (Roll) target_roll = compare_test_roll (target_side);

  return provision_test_plan (source_roll, target_roll);
}

char *
provision_test_summarise (ProvisionPlan *plan)
{
  GPtrArray *steps = provision_plan_get_steps (plan);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const ProvisionStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? "\n" : "",
                              provision_action_to_string (step->action), step->key);
      if (step->member != NULL)
        g_string_append_printf (text, " < %s", step->member);
      for (guint j = 0; step->attributes != NULL && j < step->attributes->len; j++)
        {
          const CompareAttribute *attribute = g_ptr_array_index (step->attributes, j);

          g_string_append_printf (text, " %s", attribute->path);
        }
    }
  return g_string_free (text, FALSE);
}

ProvisionResult *
provision_test_apply (ProvisionPlan  *plan,
                      const char     *base_url,
                      const char     *dialect,
                      const char     *key,
                      guint           workers,
                      GError        **error)
{
  g_autoptr (SourceSecrets) secrets = source_secrets_new_fixed (key);
  ProvisionOptions options = { .base_url = base_url,
                               .secrets = secrets,
                               .dialect = provision_dialect_find (dialect),
                               .allow_deletions = -1,
                               .workers = workers };

  return provision_apply (plan, &options, NULL, NULL, NULL, error);
}
