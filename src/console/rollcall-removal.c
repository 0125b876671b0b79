/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order is desk's: the list first, so that it can be put back as it was; then, when nobody can
 * any more, secrets and roll. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-removal.h"

#include "desk/desk-connection.h"

struct _RollcallRemoval
{
  GObject parent_instance;

  RollcallSides *sides;
  DeskSession *session;
  Connection *connection;
  gboolean pending;
};

G_DEFINE_FINAL_TYPE (RollcallRemoval, rollcall_removal, G_TYPE_OBJECT)

static void
run_finish (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  RollcallRemoval *self = source;
  GError *error = NULL;

  if (desk_connection_remove_finish (self->connection, self->session, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  GApplication *application = data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_info ("What a removed connection left couldn't be removed: %s", error->message);
  if (application != NULL)
    g_application_release (application);
}

static void
rollcall_removal_finalize (GObject *object)
{
  RollcallRemoval *self = ROLLCALL_REMOVAL (object);

  g_clear_object (&self->sides);
  g_clear_object (&self->session);
  g_clear_pointer (&self->connection, connection_free);
  G_OBJECT_CLASS (rollcall_removal_parent_class)->finalize (object);
}

static void
rollcall_removal_class_init (RollcallRemovalClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rollcall_removal_finalize;
}

static void
rollcall_removal_init (RollcallRemoval *self)
{
}

RollcallRemoval *
rollcall_removal_begin (RollcallSides  *sides,
                        RollcallSide   *side,
                        DeskSession    *session,
                        GError        **error)
{
  g_autoptr (RollcallRemoval) self = NULL;

  g_return_val_if_fail (ROLLCALL_IS_SIDES (sides), NULL);
  g_return_val_if_fail (ROLLCALL_IS_SIDE (side), NULL);

  /* Or a reading that ends later would leave its roll behind. */
  rollcall_side_cancel (side);

  self = g_object_new (ROLLCALL_TYPE_REMOVAL, NULL);
  self->sides = g_object_ref (sides);
  self->session = session != NULL ? g_object_ref (session) : NULL;
  self->connection = connection_copy (rollcall_side_get_connection (side));
  if (!desk_connection_remove_begin (self->connection, error) ||
      !rollcall_sides_reload (sides, error))
    return NULL;
  self->pending = TRUE;
  return g_steal_pointer (&self);
}

const Connection *
rollcall_removal_get_connection (RollcallRemoval *self)
{
  g_return_val_if_fail (ROLLCALL_IS_REMOVAL (self), NULL);

  return self->connection;
}

gboolean
rollcall_removal_is_pending (RollcallRemoval *self)
{
  g_return_val_if_fail (ROLLCALL_IS_REMOVAL (self), FALSE);

  return self->pending;
}

gboolean
rollcall_removal_undo (RollcallRemoval  *self,
                       GError          **error)
{
  g_return_val_if_fail (ROLLCALL_IS_REMOVAL (self), FALSE);
  g_return_val_if_fail (self->pending, FALSE);

  if (!desk_connection_remove_undo (self->connection, error))
    return FALSE;
  self->pending = FALSE;
  return rollcall_sides_reload (self->sides, error);
}

void
rollcall_removal_finish_async (RollcallRemoval *self)
{
  g_autoptr (GTask) task = NULL;
  GApplication *application = g_application_get_default ();

  g_return_if_fail (ROLLCALL_IS_REMOVAL (self));

  if (!self->pending)
    return;

  self->pending = FALSE;
  if (application != NULL)
    g_application_hold (application);
  task = g_task_new (self, NULL, finished_cb, application);
  g_task_set_source_tag (task, rollcall_removal_finish_async);
  g_task_run_in_thread (task, run_finish);
}

gboolean
rollcall_removal_finish (RollcallRemoval  *self,
                         GError          **error)
{
  g_return_val_if_fail (ROLLCALL_IS_REMOVAL (self), FALSE);

  if (!self->pending)
    return TRUE;

  self->pending = FALSE;
  return desk_connection_remove_finish (self->connection, self->session, NULL, error);
}
