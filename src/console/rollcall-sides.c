/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The model keeps a side's object as long as its UUID is in the file, so that a page that shows it
 * isn't torn away by a rename. The file's folder may not exist yet: GFileMonitor bears that. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-sides.h"

#include "connection/connection-list.h"

struct _RollcallSides
{
  GObject parent_instance;

  DeskSession *session;
  GPtrArray *sides;
  GFileMonitor *monitor;
};

static GType
get_item_type (GListModel *model)
{
  return ROLLCALL_TYPE_SIDE;
}

static guint
get_n_items (GListModel *model)
{
  return ROLLCALL_SIDES (model)->sides->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  RollcallSides *self = ROLLCALL_SIDES (model);

  if (position >= self->sides->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->sides, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RollcallSides,
                               rollcall_sides,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static int
compare_sides (gconstpointer a,
               gconstpointer b)
{
  RollcallSide *one = *(RollcallSide *const *)a;
  RollcallSide *two = *(RollcallSide *const *)b;
  int order = rollcall_side_is_directory (two) - rollcall_side_is_directory (one);

  return order != 0 ? order
                    : g_utf8_collate (rollcall_side_get_name (one), rollcall_side_get_name (two));
}

/* Each directory is told its other side again, since that one may be new or gone. */
static void
link_sides (RollcallSides *self)
{
  for (guint i = 0; i < self->sides->len; i++)
    {
      RollcallSide *side = g_ptr_array_index (self->sides, i);
      const char *source = rollcall_side_get_connection (side)->source;
      RollcallSide *other = source != NULL ? rollcall_sides_find (self, source) : NULL;

      rollcall_side_set_other (side, other != side ? other : NULL);
    }
}

static void
file_changed_cb (RollcallSides     *self,
                 GFile             *file,
                 GFile             *other,
                 GFileMonitorEvent  event)
{
  g_autoptr (GError) error = NULL;

  /* Somebody else's half-made change is told by the next event; what is shown stays. */
  if (!rollcall_sides_reload (self, &error))
    g_debug ("%s", error->message);
}

static void
rollcall_sides_dispose (GObject *object)
{
  RollcallSides *self = ROLLCALL_SIDES (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->session);
  g_ptr_array_set_size (self->sides, 0);
  G_OBJECT_CLASS (rollcall_sides_parent_class)->dispose (object);
}

static void
rollcall_sides_finalize (GObject *object)
{
  g_ptr_array_unref (ROLLCALL_SIDES (object)->sides);
  G_OBJECT_CLASS (rollcall_sides_parent_class)->finalize (object);
}

static void
rollcall_sides_class_init (RollcallSidesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rollcall_sides_dispose;
  G_OBJECT_CLASS (class)->finalize = rollcall_sides_finalize;
}

static void
rollcall_sides_init (RollcallSides *self)
{
  g_autofree char *path = connection_list_get_path ();
  g_autoptr (GFile) file = g_file_new_for_path (path);

  self->sides = g_ptr_array_new_with_free_func (g_object_unref);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (file_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

RollcallSides *
rollcall_sides_new (DeskSession *session)
{
  RollcallSides *self = g_object_new (ROLLCALL_TYPE_SIDES, NULL);

  self->session = session != NULL ? g_object_ref (session) : NULL;
  return self;
}

/* Tells the stretch between what stayed at the beginning and at the end, so that rows that are
 * still there are left alone. */
static void
tell_change (RollcallSides *self,
             GPtrArray     *before)
{
  GPtrArray *now = self->sides;
  guint shorter = MIN (before->len, now->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && before->pdata[head] == now->pdata[head])
    head++;
  while (tail < shorter - head &&
         before->pdata[before->len - 1 - tail] == now->pdata[now->len - 1 - tail])
    tail++;
  if (before->len != now->len || head + tail < now->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail,
                                now->len - head - tail);
}

static gboolean
is_same (const Connection *one,
         const Connection *two)
{
  return g_strcmp0 (one->name, two->name) == 0 && g_strcmp0 (one->side, two->side) == 0 &&
         g_strcmp0 (one->service, two->service) == 0 &&
         g_strcmp0 (one->directory, two->directory) == 0 &&
         g_strcmp0 (one->source, two->source) == 0 && g_strcmp0 (one->idp, two->idp) == 0 &&
         g_strcmp0 (one->preset, two->preset) == 0 &&
         g_strcmp0 (one->steps_done, two->steps_done) == 0 && one->expires == two->expires;
}

/* (transfer full): the side of @connection, kept if it is there already */
static RollcallSide *
keep_or_make (RollcallSides    *self,
              const Connection *connection,
              GPtrArray        *fresh)
{
  RollcallSide *side = rollcall_sides_find (self, connection->uuid);

  if (side != NULL)
    {
      if (!is_same (connection, rollcall_side_get_connection (side)))
        rollcall_side_set_connection (side, connection);
      return g_object_ref (side);
    }
  side = rollcall_side_new (connection, self->session);
  g_ptr_array_add (fresh, side);
  return side;
}

gboolean
rollcall_sides_reload (RollcallSides  *self,
                       GError        **error)
{
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  GPtrArray *sides;

  g_return_val_if_fail (ROLLCALL_IS_SIDES (self), FALSE);

  connections = connection_list_load (error);
  if (connections == NULL)
    return FALSE;

  sides = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < connections->len; i++)
    g_ptr_array_add (sides, keep_or_make (self, g_ptr_array_index (connections, i), fresh));
  g_ptr_array_sort (sides, compare_sides);

  before = g_steal_pointer (&self->sides);
  self->sides = sides;
  link_sides (self);
  tell_change (self, before);
  for (guint i = 0; i < fresh->len; i++)
    rollcall_side_load (g_ptr_array_index (fresh, i));
  return TRUE;
}

RollcallSide *
rollcall_sides_find (RollcallSides *self,
                     const char    *uuid)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDES (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  for (guint i = 0; i < self->sides->len; i++)
    if (g_str_equal (rollcall_side_get_uuid (g_ptr_array_index (self->sides, i)), uuid))
      return g_ptr_array_index (self->sides, i);
  return NULL;
}

RollcallSide *
rollcall_sides_find_name (RollcallSides *self,
                          const char    *name)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < self->sides->len; i++)
    if (g_str_equal (rollcall_side_get_name (g_ptr_array_index (self->sides, i)), name))
      return g_ptr_array_index (self->sides, i);
  return NULL;
}

char *
rollcall_sides_propose_name (RollcallSides *self,
                             const char    *name)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (rollcall_sides_find_name (self, name) == NULL)
    return g_strdup (name);

  /* There is one among as many numbers as there are sides. */
  for (guint i = 2; i <= self->sides->len + 1; i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s %u", name, i);

      if (rollcall_sides_find_name (self, numbered) == NULL)
        return g_steal_pointer (&numbered);
    }
  return g_strdup (name);
}

gboolean
rollcall_sides_save (RollcallSides     *self,
                     const Connection  *connection,
                     GError           **error)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDES (self), FALSE);
  g_return_val_if_fail (connection != NULL, FALSE);

  return connection_list_update (connection, error) && rollcall_sides_reload (self, error);
}
