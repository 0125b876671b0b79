/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The worker gets copies and references, and knows no side. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-overview-facts.h"

#include "base/base-time.h"

#define CHANGES_SHOWN 4

typedef struct
{
  Connection *connection;
  DeskSession *session;
  Roll *source;
  Roll *target;
} FactsQuestion;

static void
facts_question_free (gpointer data)
{
  FactsQuestion *question = data;

  connection_free (question->connection);
  g_clear_object (&question->session);
  g_clear_object (&question->source);
  g_clear_object (&question->target);
  g_free (question);
}

void
rollcall_overview_facts_free (RollcallOverviewFacts *facts)
{
  if (facts == NULL)
    return;
  desk_key_health_free (facts->health);
  g_clear_error (&facts->health_error);
  g_clear_pointer (&facts->source_trend, g_array_unref);
  g_clear_pointer (&facts->target_trend, g_array_unref);
  g_clear_pointer (&facts->changes, g_ptr_array_unref);
  g_free (facts);
}

/* A file has no key. */
static void
find_health (RollcallOverviewFacts *facts,
             const FactsQuestion   *question,
             GCancellable          *cancellable)
{
  g_autoptr (DeskService) service = NULL;

  if (!connection_can_have_keys (question->connection))
    return;
  if (desk_service_can_administer (question->connection))
    {
      service = desk_service_new_for (question->connection, question->session, cancellable,
                                      &facts->health_error);
      if (service == NULL)
        return;
    }
  facts->health = desk_key_health (service, question->connection, cancellable,
                                   &facts->health_error);
}

/* (nullable): a trend that can't be read is a chart that isn't drawn; the roll's own trouble is
 * shown where it is read. */
static GArray *
find_trend (Roll *roll)
{
  g_autoptr (GError) error = NULL;
  GArray *trend;

  if (roll == NULL)
    return NULL;
  trend = roll_get_trend (roll, base_time_now () - ROLLCALL_OVERVIEW_DAYS * G_TIME_SPAN_DAY,
                          &error);
  if (trend == NULL)
    g_debug ("no trend: %s", error->message);
  return trend;
}

static void
find_facts_cb (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  const FactsQuestion *question = data;
  g_autoptr (RollcallOverviewFacts) facts = g_new0 (RollcallOverviewFacts, 1);
  g_autoptr (GError) error = NULL;

  find_health (facts, question, cancellable);
  facts->source_trend = find_trend (question->source);
  facts->target_trend = find_trend (question->target);
  if (question->target != NULL)
    facts->changes =
        roll_get_changes (question->target, ROLL_USERS, NULL, 0, CHANGES_SHOWN, &error);
  if (error != NULL)
    g_debug ("no changes: %s", error->message);
  g_task_return_pointer (task, g_steal_pointer (&facts),
                         (GDestroyNotify)rollcall_overview_facts_free);
}

static Roll *
dup_roll (RollcallSide *side)
{
  Roll *roll = side != NULL ? rollcall_side_get_roll (side) : NULL;

  return roll != NULL ? g_object_ref (roll) : NULL;
}

void
rollcall_overview_facts_load_async (RollcallSide        *side,
                                    DeskSession         *session,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  FactsQuestion *question = g_new0 (FactsQuestion, 1);

  g_return_if_fail (ROLLCALL_IS_SIDE (side));

  question->connection = connection_copy (rollcall_side_get_connection (side));
  question->session = session != NULL ? g_object_ref (session) : NULL;
  question->target = dup_roll (side);
  question->source = dup_roll (rollcall_side_get_other (side));
  g_task_set_source_tag (task, rollcall_overview_facts_load_async);
  g_task_set_task_data (task, question, facts_question_free);
  g_task_run_in_thread (task, find_facts_cb);
}

RollcallOverviewFacts *
rollcall_overview_facts_load_finish (GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
