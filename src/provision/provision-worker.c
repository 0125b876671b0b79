/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a step to its requests. Whoever is looked up and found is taken over, unless they are
 * matched with somebody else: then the step fails rather than write two people into one. */

#define G_LOG_DOMAIN "rollcall-provision"

#include "config.h"

#include "provision/provision-worker.h"

#include <glib/gi18n.h>

#include "base/base-json-member.h"

static gboolean
is_group_action (ProvisionAction action)
{
  return action == PROVISION_CREATE_GROUP || action == PROVISION_UPDATE_GROUP ||
         action == PROVISION_DELETE_GROUP;
}

/* (transfer full) (nullable): any answer of status 2xx, or of 409 if @conflict takes it */
static HttpResponse *
send_request (ProvisionWorker  *self,
              const char       *method,
              const char       *path,
              const char       *body,
              const char       *what,
              gboolean         *conflict,
              GError          **error)
{
  g_autoptr (HttpResponse) response = NULL;

  self->requests++;
  response = http_session_send (self->session, method, path, body, NULL, self->cancellable, error);
  if (response == NULL)
    return NULL;
  if (conflict != NULL)
    *conflict = http_response_get_status (response) == 409;
  if (conflict != NULL && *conflict)
    return g_steal_pointer (&response);
  return http_response_check (response, what, error) ? g_steal_pointer (&response) : NULL;
}

/* A request whose answer's body doesn't matter. */
static gboolean
write_request (ProvisionWorker  *self,
               const char       *method,
               const char       *path,
               const char       *body,
               const char       *what,
               GError          **error)
{
  g_autoptr (HttpResponse) response = send_request (self, method, path, body, what, NULL, error);

  return response != NULL;
}

/* (transfer full) (nullable): the id in a resource */
static char *
get_id (JsonNode *node)
{
  JsonNode *id;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  id = base_json_find (json_node_get_object (node), "id");
  return id != NULL && JSON_NODE_HOLDS_VALUE (id) ? g_strdup (json_node_get_string (id)) : NULL;
}

/* (transfer full): the resource behind a row of a roll */
static JsonObject *
read_resource (Roll    *roll,
               gint64   row,
               GError **error)
{
  g_autofree char *text = roll_get_body (roll, row, error);
  g_autoptr (JsonNode) node = NULL;

  if (text == NULL)
    return NULL;
  node = json_from_string (text, error);
  return node != NULL ? json_object_ref (json_node_get_object (node)) : NULL;
}

/* The id behind a row at the target, or of what was made for a row at the source. */
static char *
find_id (ProvisionWorker  *self,
         gint64            source_row,
         gint64            target_row,
         const char       *name,
         GError          **error)
{
  const char *known;
  char *id;

  if (target_row != 0)
    id = g_strdup (provision_plan_get_target_id (self->plan, target_row));
  else
    {
      g_mutex_lock (&self->ledger->lock);
      known = g_hash_table_lookup (self->ledger->made, &source_row);
      id = g_strdup (known);
      g_mutex_unlock (&self->ledger->lock);
    }
  if (id == NULL)
    g_set_error (error, PROVISION_ERROR, PROVISION_ERROR_FAILED,
                 _("“%s” isn't in the directory, because they could not be created"), name);
  return id;
}

/* Looks somebody up by name, as an identity provider does before it makes them. @id stays %NULL if
 * there is nobody. */
static gboolean
look_up (ProvisionWorker  *self,
         gboolean          group,
         const char       *name,
         char            **id,
         GError          **error)
{
  g_autofree char *path = provision_path_look_up (group, name);
  g_autoptr (HttpResponse) response = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonNode *resources;
  guint n;

  response = send_request (self, "GET", path, NULL, _("looking for them"), NULL, error);
  if (response == NULL || (node = http_response_get_json (response, error)) == NULL)
    return FALSE;

  resources = JSON_NODE_HOLDS_OBJECT (node)
                  ? base_json_find (json_node_get_object (node), "Resources")
                  : NULL;
  n = resources != NULL && JSON_NODE_HOLDS_ARRAY (resources)
          ? json_array_get_length (json_node_get_array (resources))
          : 0;
  if (n > 1)
    {
      g_set_error (error, PROVISION_ERROR, PROVISION_ERROR_FAILED,
                   _("the directory has “%s” more than once"), name);
      return FALSE;
    }
  if (n == 1)
    *id = get_id (json_array_get_element (json_node_get_array (resources), 0));
  return TRUE;
}

static void
note_made (ProvisionWorker *self,
           gint64           source_row,
           const char      *id)
{
  g_mutex_lock (&self->ledger->lock);
  g_hash_table_insert (self->ledger->made, g_memdup2 (&source_row, sizeof source_row),
                       g_strdup (id));
  g_hash_table_add (self->ledger->taken, g_strdup (id));
  g_mutex_unlock (&self->ledger->lock);
}

/* Whoever was found under the name becomes this one, if they are nobody else's. */
static gboolean
take_over (ProvisionWorker  *self,
           ProvisionStep    *step,
           JsonObject       *resource,
           const char       *id,
           GError          **error)
{
  gboolean group = is_group_action (step->action);
  g_autofree char *path = provision_path_resource (group, id);
  g_autofree char *body = NULL;
  gboolean taken;

  g_mutex_lock (&self->ledger->lock);
  taken = g_hash_table_contains (self->ledger->taken, id);
  g_mutex_unlock (&self->ledger->lock);
  if (taken)
    {
      g_set_error (
          error, PROVISION_ERROR, PROVISION_ERROR_FAILED,
          _("in the directory “%s” is the name of somebody who is matched with somebody else"),
          step->key);
      return FALSE;
    }

  body = provision_changes_whole (self->dialect, group, resource);
  if (!write_request (self, "PATCH", path, body, _("taking them over"), error))
    return FALSE;
  note_made (self, step->source_row, id);
  return TRUE;
}

static gboolean
note_answer (ProvisionWorker  *self,
             ProvisionStep    *step,
             HttpResponse     *response,
             GError          **error)
{
  g_autoptr (JsonNode) node = http_response_get_json (response, error);
  g_autofree char *id = NULL;

  if (node == NULL)
    return FALSE;
  id = get_id (node);
  if (id == NULL)
    {
      g_set_error_literal (error, PROVISION_ERROR, PROVISION_ERROR_FAILED,
                           _("the directory answered without an id"));
      return FALSE;
    }
  note_made (self, step->source_row, id);
  return TRUE;
}

static gboolean
create (ProvisionWorker  *self,
        ProvisionStep    *step,
        GError          **error)
{
  gboolean group = is_group_action (step->action);
  g_autoptr (JsonObject) resource = NULL;
  g_autoptr (HttpResponse) response = NULL;
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;
  gboolean conflict;

  resource = read_resource (self->plan->source, step->source_row, error);
  if (resource == NULL)
    return FALSE;
  if (self->dialect->looks_up && !look_up (self, group, step->key, &id, error))
    return FALSE;
  if (id != NULL)
    return take_over (self, step, resource, id, error);

  body = group ? provision_body_group (self->dialect, resource)
               : provision_body_user (self->dialect, resource);
  /* A user made twice is refused the second time; a group may be there twice. */
  http_session_set_writes_repeatable (self->session, !group);
  response = send_request (self, "POST", group ? "/Groups" : "/Users", body, _("creating them"),
                           &conflict, error);
  http_session_set_writes_repeatable (self->session, TRUE);
  if (response == NULL)
    return FALSE;
  if (!conflict)
    return note_answer (self, step, response, error);

  /* Somebody else was faster, or the name is another's. */
  if (!look_up (self, group, step->key, &id, error))
    return FALSE;
  if (id == NULL)
    return http_response_check (response, _("creating them"), error);
  return take_over (self, step, resource, id, error);
}

static gboolean
update_user (ProvisionWorker  *self,
             ProvisionStep    *step,
             const char       *path,
             GError          **error)
{
  g_autoptr (JsonObject) source = NULL;
  g_autoptr (JsonObject) target = NULL;
  g_autofree char *body = NULL;

  source = read_resource (self->plan->source, step->source_row, error);
  if (source == NULL)
    return FALSE;
  target = read_resource (self->plan->target, step->target_row, error);
  if (target == NULL)
    return FALSE;
  body = provision_changes_make (self->dialect, step->attributes, source, target);
  return write_request (self, "PATCH", path, body, _("updating them"), error);
}

static gboolean
set_manager (ProvisionWorker  *self,
             ProvisionStep    *step,
             const char       *path,
             GError          **error)
{
  g_autofree char *id = NULL;
  g_autofree char *body = NULL;

  if (step->member != NULL)
    {
      id = find_id (self, step->member_source_row, step->member_target_row, step->member, error);
      if (id == NULL)
        return FALSE;
    }
  body = provision_patch_manager (self->dialect, id);
  return write_request (self, "PATCH", path, body, _("setting their manager"), error);
}

void
provision_ledger_init (ProvisionLedger *self,
                       ProvisionPlan   *plan)
{
  GHashTableIter iter;
  gpointer id;

  g_mutex_init (&self->lock);
  self->made = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, plan->taken);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (self->taken, g_strdup (id));
}

void
provision_ledger_clear (ProvisionLedger *self)
{
  g_mutex_clear (&self->lock);
  g_hash_table_unref (self->made);
  g_hash_table_unref (self->taken);
}

gboolean
provision_worker_test (ProvisionWorker  *self,
                       GError          **error)
{
  for (guint group = 0; self->dialect->test_first && group < 2; group++)
    {
      g_autofree char *name = g_uuid_string_random ();
      g_autofree char *id = NULL;

      if (!look_up (self, group, name, &id, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
provision_worker_do (ProvisionWorker  *self,
                     ProvisionStep    *step,
                     GError          **error)
{
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  if (step->action == PROVISION_CREATE_USER || step->action == PROVISION_CREATE_GROUP)
    return create (self, step, error);

  id = find_id (self, step->source_row, step->target_row, step->key, error);
  if (id == NULL)
    return FALSE;
  path = provision_path_resource (is_group_action (step->action), id);

  switch (step->action)
    {
    case PROVISION_UPDATE_USER:
      return update_user (self, step, path, error);

    case PROVISION_SET_MANAGER:
      return set_manager (self, step, path, error);

    case PROVISION_UPDATE_GROUP:
      body = provision_patch_name (self->dialect, step->key);
      return write_request (self, "PATCH", path, body, _("renaming the group"), error);

    case PROVISION_DEACTIVATE_USER:
      body = provision_patch_active (self->dialect, FALSE);
      return write_request (self, "PATCH", path, body, _("deactivating them"), error);

    case PROVISION_DELETE_GROUP:
      return write_request (self, "DELETE", path, NULL, _("deleting the group"), error);

    default:
      g_assert_not_reached ();
    }
}

gboolean
provision_worker_do_members (ProvisionWorker  *self,
                             ProvisionStep   **steps,
                             guint             n_steps,
                             GError          **error)
{
  gboolean add = steps[0]->action == PROVISION_ADD_MEMBER;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *group = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  group = find_id (self, steps[0]->source_row, steps[0]->target_row, steps[0]->key, error);
  if (group == NULL)
    return FALSE;
  for (guint i = 0; i < n_steps; i++)
    {
      char *id = find_id (self, steps[i]->member_source_row, steps[i]->member_target_row,
                          steps[i]->member, error);

      if (id == NULL)
        return FALSE;
      g_ptr_array_add (ids, id);
    }

  path = provision_path_resource (TRUE, group);
  body = provision_patch_members (self->dialect, add, ids);
  return write_request (self, "PATCH", path, body,
                        add ? _("adding members") : _("removing members"), error);
}
