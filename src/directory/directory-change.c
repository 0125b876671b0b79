/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The job may run twice (a batch done again), so it begins by forgetting what it found before. A
 * lost race is applied again to what the writer sees now; then nobody can be in between. Only what
 * a change says of itself goes into the activity: never a value that is never returned. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-change.h"

#include <string.h>

#include "base/base-json-writer.h"
#include "directory/directory-activity.h"
#include "directory/directory-page.h"
#include "directory/directory-routes.h"
#include "scim/scim-error.h"
#include "scim/scim-tolerance.h"

typedef struct
{
  DirectoryChange *change;
  GError *error;
} Again;

/* RFC 9110 §13.1.1 and §13.1.2. */
static gboolean
check_conditions (DirectoryChange  *self,
                  gint64            version,
                  GError          **error)
{
  if (self->if_none_match != NULL && directory_page_etag_matches (self->if_none_match, version))
    {
      g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_PRECONDITION,
                           "It has the version named in If-None-Match");
      return FALSE;
    }
  if (self->if_match == NULL || directory_page_etag_matches (self->if_match, version))
    return TRUE;
  g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_PRECONDITION,
                       "It has changed since the version named in If-Match; read it again");
  return FALSE;
}

static ScimResource *
make_after (DirectoryChange  *self,
            ScimResource     *before,
            GError          **error)
{
  g_autoptr (ScimResource) after = NULL;

  if (self->kind == DIRECTORY_CHANGE_REPLACE)
    {
      after = scim_resource_copy (self->wanted);
      if (self->type == STORE_USER &&
          scim_tolerates (self->exchange->directory->profile, SCIM_TOLERATE_PUT_WITHOUT_ACTIVE))
        scim_resource_keep_active (after, before);
      return g_steal_pointer (&after);
    }
  after = scim_resource_copy (before);
  if (!scim_patch_apply (self->patch, after, error) || !scim_resource_finish (after, error))
    return NULL;
  return g_steal_pointer (&after);
}

gboolean
directory_change_prepare (DirectoryChange  *self,
                          const StoreRow   *row,
                          GError          **error)
{
  g_autoptr (ScimResource) before = NULL;

  g_return_val_if_fail (self != NULL && row != NULL, FALSE);

  if (!check_conditions (self, row->version, error))
    return FALSE;
  self->read_version = row->version;
  g_clear_pointer (&self->after, scim_resource_free);
  g_clear_pointer (&self->changes, g_free);
  g_free (self->note->resource_name);
  self->note->resource_name = g_strdup (row->name);
  if (self->patch != NULL && !scim_patch_touches_body (self->patch) && !self->shows)
    return TRUE;

  before = scim_resource_new_from_text (store_type_to_scim (self->type), row->body, error);
  if (before == NULL)
    return FALSE;
  self->was_active = scim_resource_is_active (before);
  self->after = make_after (self, before, error);
  if (self->after == NULL)
    return FALSE;
  self->changes = scim_patch_describe (before, self->after);
  return TRUE;
}

static void
again_cb (const StoreRow *row,
          gpointer        data)
{
  Again *again = data;

  directory_change_prepare (again->change, row, &again->error);
}

static gboolean
prepare_again (DirectoryChange  *self,
               StoreWriter      *writer,
               GError          **error)
{
  Again again = { self, NULL };

  if (!store_reader_get (store_writer_get_reader (writer), self->exchange->directory->seq,
                         self->type, self->id, again_cb, &again, error))
    return FALSE;
  if (again.error == NULL)
    return TRUE;
  g_propagate_error (error, again.error);
  return FALSE;
}

static gboolean
write_body (DirectoryChange  *self,
            StoreWriter      *writer,
            GError          **error)
{
  gint64 directory = self->exchange->directory->seq;
  g_autoptr (GError) lost = NULL;

  if (self->after == NULL)
    return (self->if_match == NULL && self->if_none_match == NULL) ||
           prepare_again (self, writer, error);
  if (store_writer_replace (writer, directory, self->id, self->after, self->read_version,
                            &self->written, &lost))
    return TRUE;
  if (!g_error_matches (lost, STORE_ERROR, STORE_ERROR_CHANGED))
    {
      g_propagate_error (error, g_steal_pointer (&lost));
      return FALSE;
    }
  return prepare_again (self, writer, error) &&
         store_writer_replace (writer, directory, self->id, self->after, self->read_version,
                               &self->written, error);
}

static void
ignore_cb (const StoreRow *row,
           gpointer        data)
{
}

/* A member who is nobody's here is the client's mistake, not a missing group. */
static void
say_what_is_missing (DirectoryChange  *self,
                     StoreWriter      *writer,
                     const char       *group,
                     GError          **error)
{
  if (!g_error_matches (*error, STORE_ERROR, STORE_ERROR_NOT_FOUND) ||
      !store_reader_get (store_writer_get_reader (writer), self->exchange->directory->seq,
                         STORE_GROUP, group, ignore_cb, NULL, NULL))
    return;
  g_clear_error (error);
  g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE,
                       "A member is not one of this directory's users or groups");
}

static gboolean
write_members (DirectoryChange  *self,
               StoreWriter      *writer,
               GError          **error)
{
  const StoreDirectory *directory = self->exchange->directory;
  gboolean skip = scim_tolerates (directory->profile, SCIM_TOLERATE_UNKNOWN_MEMBER);
  g_autofree char *group = g_strdup (self->id != NULL ? self->id : self->written.id);

  for (guint i = 0; self->members != NULL && i < self->members->len; i++)
    {
      gboolean changed = self->written.changed;

      if (!store_writer_change_members (writer, directory->seq, group,
                                        g_ptr_array_index (self->members, i), skip,
                                        &self->member_result, &self->written, error))
        {
          say_what_is_missing (self, writer, group, error);
          return FALSE;
        }
      self->written.changed |= changed;
    }
  return TRUE;
}

static void
append_members (BaseJsonWriter *json,
                const char     *op,
                gint64          count,
                GPtrArray      *ids)
{
  if (count == 0)
    return;
  base_json_writer_begin_object (json);
  base_json_writer_add_text (json, "op", op);
  base_json_writer_add_text (json, "path", "members");
  base_json_writer_add_int (json, "count", count);
  base_json_writer_name (json, g_str_equal (op, "add") ? "new" : "old");
  base_json_writer_begin_array (json);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    base_json_writer_text (json, g_ptr_array_index (ids, i));
  base_json_writer_end_array (json);
  base_json_writer_end_object (json);
}

/* (transfer full): what differs, body and members together */
static char *
join_changes (DirectoryChange *self)
{
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();
  g_autofree char *members = NULL;
  gsize length = self->changes != NULL ? strlen (self->changes) : 0;

  base_json_writer_begin_array (json);
  append_members (json, "add", self->member_result.added, self->member_result.added_ids);
  append_members (json, "remove", self->member_result.removed, self->member_result.removed_ids);
  base_json_writer_end_array (json);
  members = base_json_writer_take (json);

  if (length <= 2)
    return g_steal_pointer (&members);
  if (strlen (members) <= 2)
    return g_strdup (self->changes);
  return g_strdup_printf ("%.*s,%s", (int)length - 1, self->changes, members + 1);
}

static const char *
meaning_of (DirectoryChange *self)
{
  gboolean user = self->type == STORE_USER;
  gboolean is_active;

  switch (self->kind)
    {
    case DIRECTORY_CHANGE_CREATE:
      return user ? "person created" : "group created";
    case DIRECTORY_CHANGE_DELETE:
      return user ? "person deleted" : "group deleted";
    case DIRECTORY_CHANGE_REPLACE:
    case DIRECTORY_CHANGE_PATCH:
    default:
      break;
    }
  if (!self->written.changed)
    return "nothing changed";
  if (!user)
    return self->member_result.added + self->member_result.removed > 0 ? "members changed"
                                                                       : "group changed";
  is_active = self->after == NULL || scim_resource_is_active (self->after);
  if (is_active == self->was_active)
    return "person changed";
  return is_active ? "person activated" : "person deactivated";
}

guint
directory_change_status (DirectoryChange *self)
{
  g_return_val_if_fail (self != NULL, 500);

  if (self->kind == DIRECTORY_CHANGE_CREATE)
    return 201;
  if (self->kind == DIRECTORY_CHANGE_DELETE)
    return 204;
  return self->shows || self->method != NULL ? 200 : 204;
}

/* The request's line, and one for the change, in the change's own transaction. */
gboolean
directory_change_append_activity (DirectoryChange  *self,
                                  StoreWriter      *writer,
                                  GError          **error)
{
  DirectoryNote *note = self->note;
  g_autofree char *changes = NULL;
  StoreActivity item;

  g_return_val_if_fail (self != NULL && writer != NULL, FALSE);

  g_free (note->meaning);
  note->meaning = g_strdup (meaning_of (self));
  note->resource_type = store_type_to_scim (self->type)->name;
  g_free (note->resource_id);
  note->resource_id = g_strdup (self->id != NULL ? self->id : self->written.id);

  directory_activity_describe (self->exchange, note, directory_change_status (self), &item);
  if (self->method != NULL)
    item.method = self->method;
  if (self->shape != NULL)
    item.path = self->shape;
  if (!store_writer_append_activity (writer, &item, error))
    return FALSE;
  if (!self->written.changed)
    return TRUE;
  changes = join_changes (self);
  item.kind = "change";
  item.changes = changes;
  return store_writer_append_activity (writer, &item, error);
}

static void
version_cb (const StoreRow *row,
            gpointer        data)
{
  DirectoryChange *self = data;

  self->read_version = row->version;
  if (self->type == STORE_GROUP)
    {
      g_free (self->note->resource_name);
      self->note->resource_name = g_strdup (row->name);
    }
}

/* A deleted person's name and values leave the activity with them; their id stays. */
static gboolean
delete_resource (DirectoryChange  *self,
                 StoreWriter      *writer,
                 GError          **error)
{
  gint64 directory = self->exchange->directory->seq;

  if (!store_reader_get (store_writer_get_reader (writer), directory, self->type, self->id,
                         version_cb, self, error) ||
      !check_conditions (self, self->read_version, error) ||
      !store_writer_delete (writer, directory, self->type, self->id, self->read_version, error))
    return FALSE;
  self->written.changed = TRUE;
  return self->type != STORE_USER ||
         store_writer_redact_activity (writer, directory, self->id, error);
}

static gboolean
write_change (DirectoryChange  *self,
              StoreWriter      *writer,
              GError          **error)
{
  switch (self->kind)
    {
    case DIRECTORY_CHANGE_CREATE:
      return store_writer_create (writer, self->exchange->directory->seq, self->after,
                                  &self->written, error) &&
             write_members (self, writer, error);
    case DIRECTORY_CHANGE_REPLACE:
    case DIRECTORY_CHANGE_PATCH:
      return write_body (self, writer, error) && write_members (self, writer, error);
    case DIRECTORY_CHANGE_DELETE:
    default:
      return delete_resource (self, writer, error);
    }
}

gboolean
directory_change_write (DirectoryChange  *self,
                        StoreWriter      *writer,
                        GError          **error)
{
  GError *failed = NULL;

  g_return_val_if_fail (self != NULL && writer != NULL, FALSE);

  memset (&self->written, 0, sizeof self->written);
  store_member_result_clear (&self->member_result);
  if (write_change (self, writer, &failed))
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

/* (transfer full) (nullable): what a creation has set */
static char *
describe_creation (DirectoryChange  *self,
                   ScimResource     *made,
                   GError          **error)
{
  g_autoptr (ScimResource) nothing = NULL;

  nothing = scim_resource_new_from_text (store_type_to_scim (self->type), "{}", error);
  return nothing != NULL ? scim_patch_describe (nothing, made) : NULL;
}

gboolean
directory_change_job (StoreWriter  *writer,
                      gpointer      data,
                      GError      **error)
{
  DirectoryChange *self = data;

  return directory_change_write (self, writer, error) &&
         directory_change_append_activity (self, writer, error);
}

gboolean
directory_change_complete (DirectoryChange  *self,
                           StoreWriter      *writer,
                           ScimResource     *full,
                           GError          **error)
{
  gint64 directory = self->exchange->directory->seq;
  g_autoptr (GPtrArray) ids = NULL;
  ScimMemberChange *members;

  g_return_val_if_fail (self != NULL && writer != NULL && full != NULL, FALSE);

  ids = scim_resource_steal_members (full);
  if (self->type == STORE_USER)
    {
      g_autofree char *id = g_strdup (self->written.id);

      g_clear_pointer (&self->changes, g_free);
      self->changes = describe_creation (self, full, error);
      return self->changes != NULL &&
             store_writer_replace (writer, directory, id, full, 0, &self->written, error);
    }
  if (ids == NULL || ids->len == 0)
    return TRUE;
  members = scim_member_change_new (SCIM_MEMBERS_ADD);
  g_clear_pointer (&members->ids, g_ptr_array_unref);
  members->ids = g_steal_pointer (&ids);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify)scim_member_change_free);
  g_ptr_array_add (self->members, members);
  return write_members (self, writer, error);
}

DirectoryChange *
directory_change_new (DirectoryExchange   *exchange,
                      DirectoryChangeKind  kind,
                      StoreType            type,
                      const char          *id)
{
  DirectoryChange *self = g_new0 (DirectoryChange, 1);

  self->exchange = exchange;
  self->note = &exchange->note;
  self->kind = kind;
  self->type = type;
  self->id = id;
  return self;
}

void
directory_change_free (DirectoryChange *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->patch, scim_patch_free);
  g_clear_pointer (&self->wanted, scim_resource_free);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->after, scim_resource_free);
  g_free (self->changes);
  store_member_result_clear (&self->member_result);
  g_clear_error (&self->error);
  g_clear_pointer (&self->view, directory_view_free);
  g_free (self);
}

DirectoryRow *
directory_change_row (DirectoryChange *self)
{
  DirectoryRow *row;

  g_return_val_if_fail (self != NULL && self->after != NULL, NULL);

  row = g_new0 (DirectoryRow, 1);
  row->seq = self->written.seq;
  row->type = self->type;
  row->id = g_strdup (self->written.id);
  row->created = self->written.created;
  row->modified = self->written.modified;
  row->version = self->written.version;
  row->body = scim_resource_to_text (self->after);
  row->body_length = strlen (row->body);
  return row;
}
