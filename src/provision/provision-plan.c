/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A plan as a list of steps with their counts, and its report. How it is made is
 * provision-plan-make.c. */

#define G_LOG_DOMAIN "rollcall-provision"

#include "config.h"

#include "provision/provision-plan-private.h"

#include <glib/gi18n.h>

#include "base/base-json-writer.h"

G_DEFINE_QUARK (provision - error - quark, provision_error)

G_DEFINE_FINAL_TYPE (ProvisionPlan, provision_plan, G_TYPE_OBJECT)

static void
step_free (gpointer data)
{
  ProvisionStep *step = data;

  g_free (step->key);
  g_free (step->member);
  g_clear_pointer (&step->attributes, g_ptr_array_unref);
  g_free (step);
}

ProvisionStep *
provision_step_new (ProvisionAction  action,
                    const char      *key,
                    gint64           source_row,
                    gint64           target_row)
{
  ProvisionStep *step = g_new0 (ProvisionStep, 1);

  step->action = action;
  step->key = g_strdup (key);
  step->source_row = source_row;
  step->target_row = target_row;
  return step;
}

static void
provision_plan_finalize (GObject *object)
{
  ProvisionPlan *self = PROVISION_PLAN (object);

  g_clear_object (&self->source);
  g_clear_object (&self->target);
  g_ptr_array_unref (self->steps);
  g_hash_table_unref (self->target_ids);
  g_hash_table_unref (self->taken);

  G_OBJECT_CLASS (provision_plan_parent_class)->finalize (object);
}

static void
provision_plan_class_init (ProvisionPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = provision_plan_finalize;
}

static void
provision_plan_init (ProvisionPlan *self)
{
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->target_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

ProvisionPlan *
provision_plan_new (Comparison  *comparison,
                    Roll        *source,
                    Roll        *target,
                    GError     **error)
{
  g_autoptr (ProvisionPlan) self = NULL;

  g_return_val_if_fail (COMPARE_IS_COMPARISON (comparison), NULL);
  g_return_val_if_fail (ROLL_IS_ROLL (source), NULL);
  g_return_val_if_fail (ROLL_IS_ROLL (target), NULL);

  if (comparison_get_source (comparison)->counts_only ||
      comparison_get_target (comparison)->counts_only)
    {
      g_set_error_literal (
          error, PROVISION_ERROR, PROVISION_ERROR_NO_LISTS,
          _("Typed-in numbers say nothing of the people behind them; provision from a "
            "list"));
      return NULL;
    }

  self = g_object_new (PROVISION_TYPE_PLAN, NULL);
  self->source = g_object_ref (source);
  self->target = g_object_ref (target);
  self->people = comparison_get_target (comparison)->users_total;
  if (!provision_plan_fill (self, comparison, error))
    return NULL;
  for (guint i = 0; i < self->steps->len; i++)
    {
      const ProvisionStep *step = g_ptr_array_index (self->steps, i);

      self->counts[step->action]++;
    }
  return g_steal_pointer (&self);
}

GPtrArray *
provision_plan_get_steps (ProvisionPlan *self)
{
  g_return_val_if_fail (PROVISION_IS_PLAN (self), NULL);

  return self->steps;
}

gint64
provision_plan_count (ProvisionPlan   *self,
                      ProvisionAction  action)
{
  g_return_val_if_fail (PROVISION_IS_PLAN (self), 0);
  g_return_val_if_fail ((guint)action < PROVISION_N_ACTIONS, 0);

  return self->counts[action];
}

gint64
provision_plan_count_deletions (ProvisionPlan *self)
{
  g_return_val_if_fail (PROVISION_IS_PLAN (self), 0);

  return self->counts[PROVISION_DEACTIVATE_USER] + self->counts[PROVISION_DELETE_GROUP];
}

gint64
provision_plan_count_left_alone (ProvisionPlan *self)
{
  g_return_val_if_fail (PROVISION_IS_PLAN (self), 0);

  return self->left_alone;
}

Roll *
provision_plan_get_source (ProvisionPlan *self)
{
  g_return_val_if_fail (PROVISION_IS_PLAN (self), NULL);

  return self->source;
}

Roll *
provision_plan_get_target (ProvisionPlan *self)
{
  g_return_val_if_fail (PROVISION_IS_PLAN (self), NULL);

  return self->target;
}

const char *
provision_plan_get_target_id (ProvisionPlan *self,
                              gint64         row)
{
  return g_hash_table_lookup (self->target_ids, &row);
}

char *
provision_plan_to_json (ProvisionPlan *self)
{
  g_autoptr (BaseJsonWriter) writer = NULL;

  g_return_val_if_fail (PROVISION_IS_PLAN (self), NULL);

  writer = base_json_writer_new ();
  base_json_writer_begin_object (writer);
  base_json_writer_name (writer, "counts");
  base_json_writer_begin_object (writer);
  for (guint i = 0; i < PROVISION_N_ACTIONS; i++)
    base_json_writer_add_int (writer, provision_action_to_string (i), self->counts[i]);
  base_json_writer_end_object (writer);
  base_json_writer_add_int (writer, "deletions", provision_plan_count_deletions (self));
  base_json_writer_add_int (writer, "left_alone", self->left_alone);

  base_json_writer_name (writer, "steps");
  base_json_writer_begin_array (writer);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const ProvisionStep *step = g_ptr_array_index (self->steps, i);

      base_json_writer_begin_object (writer);
      base_json_writer_add_text (writer, "action", provision_action_to_string (step->action));
      base_json_writer_add_text (writer, "key", step->key);
      base_json_writer_add_text (writer, "member", step->member);
      compare_attributes_write (step->attributes, writer);
      base_json_writer_end_object (writer);
    }
  base_json_writer_end_array (writer);
  base_json_writer_end_object (writer);
  return base_json_writer_take (writer);
}
