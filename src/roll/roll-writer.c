/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one writer of a roll. Each resource is taken apart and looked up by id: if it is as the roll
 * has it already, only that is staged; else the whole. So reading the same again costs a hash each.
 * Nothing of the roll itself is touched before roll_writer_publish(). */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>

#include "base/base-fold.h"
#include "base/base-json-reader.h"
#include "base/base-json-writer.h"
#include "base/base-time.h"
#include "roll/roll-private.h"
#include "roll/roll-resource.h"
#include "roll/roll-stage.h"
#include "scim/scim-schema.h"

struct _RollWriter
{
  GObject parent_instance;

  Roll *roll;
  RollStage stage;
  RollTaker *taker;
  int lock;
  gint64 users;
  gint64 groups;
  gboolean published;
  GHashTable *facts;
  GHashTable *carried;
  GHashTable *supported;
  gint64 fault_counts[ROLL_N_FAULTS];
  char *fault_details[ROLL_N_FAULTS];
};

G_DEFINE_FINAL_TYPE (RollWriter, roll_writer, G_TYPE_OBJECT)

static int
type_number (const ScimResourceType *type)
{
  return type == scim_resource_type_user () ? ROLL_TYPE_NUMBER_USER : ROLL_TYPE_NUMBER_GROUP;
}

static gboolean
take_lock (RollWriter  *self,
           const char  *folder,
           GError     **error)
{
  g_autofree char *path = g_build_filename (folder, ROLL_LOCK_NAME, NULL);

  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock < 0)
    {
      int code = errno;

      g_set_error (error, ROLL_ERROR, code == ENOSPC ? ROLL_ERROR_FULL : ROLL_ERROR_FAILED,
                   _("%s can't be written: %s"), path, g_strerror (code));
      return FALSE;
    }
  if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  g_set_error (error, ROLL_ERROR, ROLL_ERROR_BUSY,
               _("somebody is reading into %s already; wait until that has ended"), folder);
  return FALSE;
}

static void
take_faults (RollWriter         *self,
             const RollResource *resource)
{
  for (guint i = 0; i < ROLL_N_FAULTS; i++)
    {
      g_autofree char *detail = NULL;

      if (resource->faults[i] == 0)
        continue;
      if (self->fault_details[i] == NULL && resource->fault_detail[i] != NULL)
        detail = g_strdup_printf ("%s: %s", resource->key, resource->fault_detail[i]);
      roll_writer_add_fault (self, (RollFault)i, detail != NULL ? detail : resource->key);
    }
}

/* @added tells whether it was new; one without id or with a repeated one is dropped and counted. */
static gboolean
add_resource (RollWriter              *self,
              const ScimResourceType  *type,
              const RollResource      *resource,
              gboolean                *added,
              GError                 **error)
{
  int number = type_number (type);

  *added = FALSE;
  take_faults (self, resource);
  if (resource->id == NULL)
    return TRUE;

  if (!roll_stage_resource (&self->stage, number, resource, added, error))
    return FALSE;
  if (!*added)
    roll_writer_add_fault (self, ROLL_FAULT_DUPLICATE_RESOURCE, resource->key);
  else if (number == ROLL_TYPE_NUMBER_USER)
    self->users++;
  else
    self->groups++;
  return TRUE;
}

/* Says why @type's resource at @number of a page, from 1, or alone, 0, can't be taken. */
static gboolean
refuse (const ScimResourceType  *type,
        guint                    number,
        const char              *why,
        GError                 **error)
{
  if (number == 0)
    g_set_error (error, ROLL_ERROR, ROLL_ERROR_BAD_RESOURCE, _("the %s can't be read: %s"),
                 type->name, why);
  else
    g_set_error (error, ROLL_ERROR, ROLL_ERROR_BAD_RESOURCE,
                 _("%s number %u of the page can't be read: %s"), type->name, number, why);
  return FALSE;
}

/* The next value of @reader; for @number see refuse(). */
static gboolean
add_next (RollWriter              *self,
          const ScimResourceType  *type,
          BaseJsonReader          *reader,
          guint                    number,
          gboolean                *added,
          GError                 **error)
{
  g_autoptr (GError) fault = NULL;
  GError *cause = NULL;
  const RollResource *resource = roll_taker_take (self->taker, type, reader);

  if (resource != NULL)
    return add_resource (self, type, resource, added, &cause) || roll_error_take (error, cause);

  if (base_json_reader_check (reader, &fault))
    return refuse (type, number, _("it is no JSON object"), error);
  return refuse (type, number, fault->message, error);
}

/* Names the resource in which a byte at @offset lies. */
static gboolean
refuse_encoding (const ScimResourceType  *type,
                 const char              *array,
                 gsize                    length,
                 gsize                    offset,
                 GError                 **error)
{
  g_auto (BaseJsonReader) reader = { 0 };
  guint number = 0;

  base_json_reader_init (&reader, array, length);
  if (base_json_reader_enter (&reader))
    while (base_json_reader_next_element (&reader, &number) &&
           base_json_reader_skip (&reader, NULL) && base_json_reader_get_offset (&reader) <= offset)
      continue;

  return refuse (type, MAX (number, 1), _("it has a byte that is not UTF-8"), error);
}

static void
roll_writer_dispose (GObject *object)
{
  RollWriter *self = ROLL_WRITER (object);

  roll_stage_close (&self->stage);
  if (self->lock >= 0)
    g_close (self->lock, NULL);
  self->lock = -1;
  g_clear_object (&self->roll);

  G_OBJECT_CLASS (roll_writer_parent_class)->dispose (object);
}

static void
roll_writer_finalize (GObject *object)
{
  RollWriter *self = ROLL_WRITER (object);

  roll_taker_free (self->taker);
  g_hash_table_unref (self->facts);
  g_hash_table_unref (self->carried);
  g_hash_table_unref (self->supported);
  for (guint i = 0; i < ROLL_N_FAULTS; i++)
    g_free (self->fault_details[i]);

  G_OBJECT_CLASS (roll_writer_parent_class)->finalize (object);
}

static void
roll_writer_class_init (RollWriterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roll_writer_dispose;
  object_class->finalize = roll_writer_finalize;
}

static void
roll_writer_init (RollWriter *self)
{
  self->lock = -1;
  self->taker = roll_taker_new ();
  self->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->carried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->supported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

RollWriter *
roll_writer_new (Roll        *roll,
                 const char  *kind,
                 GError     **error)
{
  g_autoptr (RollWriter) self = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *now = NULL;
  GError *cause = NULL;

  g_return_val_if_fail (ROLL_IS_ROLL (roll), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  self = g_object_new (ROLL_TYPE_WRITER, NULL);
  self->roll = g_object_ref (roll);
  folder = g_path_get_dirname (roll_get_path (roll));
  if (!take_lock (self, folder, error))
    return NULL;
  if (!roll_stage_open (&self->stage, roll_get_path (roll), &cause))
    {
      roll_error_take (error, cause);
      return NULL;
    }

  now = g_strdup_printf ("%" G_GINT64_FORMAT, base_time_now ());
  roll_writer_set_fact (self, "kind", kind);
  roll_writer_set_fact (self, "read_at", now);
  return g_steal_pointer (&self);
}

Database *
roll_writer_get_database (RollWriter *self)
{
  g_return_val_if_fail (ROLL_IS_WRITER (self), NULL);

  return self->stage.database;
}

gboolean
roll_writer_append_page (RollWriter              *self,
                         const ScimResourceType  *type,
                         const char              *array,
                         gsize                    length,
                         guint                   *appended,
                         GError                 **error)
{
  g_auto (BaseJsonReader) reader = { 0 };
  const char *end;
  gboolean added;
  guint number = 0;

  g_return_val_if_fail (ROLL_IS_WRITER (self), FALSE);
  g_return_val_if_fail (!self->published, FALSE);
  g_return_val_if_fail (type != NULL, FALSE);
  g_return_val_if_fail (array != NULL, FALSE);

  if (appended != NULL)
    *appended = 0;
  if (!g_utf8_validate_len (array, length, &end))
    return refuse_encoding (type, array, length, (gsize)(end - array), error);

  base_json_reader_init (&reader, array, length);
  if (base_json_reader_peek (&reader) != BASE_JSON_ARRAY)
    {
      g_set_error_literal (error, ROLL_ERROR, ROLL_ERROR_BAD_RESOURCE,
                           _("the page holds no list of resources"));
      return FALSE;
    }

  base_json_reader_enter (&reader);
  while (base_json_reader_next_element (&reader, &number))
    {
      if (!add_next (self, type, &reader, number, &added, error))
        return FALSE;
      if (added && appended != NULL)
        (*appended)++;
    }
  if (reader.fault == NULL)
    return TRUE;
  return add_next (self, type, &reader, number + 1, &added, error);
}

gboolean
roll_writer_append (RollWriter              *self,
                    const ScimResourceType  *type,
                    JsonObject              *resource,
                    GError                 **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (resource != NULL, FALSE);

  node = json_node_init_object (json_node_alloc (), resource);
  text = base_json_node_to_text (node);
  return roll_writer_append_text (self, type, text, strlen (text), NULL, error);
}

gboolean
roll_writer_append_text (RollWriter              *self,
                         const ScimResourceType  *type,
                         const char              *text,
                         gsize                    length,
                         gboolean                *added,
                         GError                 **error)
{
  g_auto (BaseJsonReader) reader = { 0 };
  gboolean ignored;

  g_return_val_if_fail (ROLL_IS_WRITER (self), FALSE);
  g_return_val_if_fail (!self->published, FALSE);
  g_return_val_if_fail (type != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  base_json_reader_init (&reader, text, length);
  return add_next (self, type, &reader, 0, added != NULL ? added : &ignored, error);
}

gboolean
roll_writer_append_member (RollWriter  *self,
                           const char  *group_id,
                           const char  *member_id,
                           GError     **error)
{
  GError *cause = NULL;
  gint64 row;

  g_return_val_if_fail (ROLL_IS_WRITER (self), FALSE);
  g_return_val_if_fail (!self->published, FALSE);
  g_return_val_if_fail (group_id != NULL, FALSE);
  g_return_val_if_fail (member_id != NULL, FALSE);

  if (!roll_stage_find_group (&self->stage, group_id, NULL, &row, &cause))
    return roll_error_take (error, cause);
  if (row == 0)
    {
      g_set_error (error, ROLL_ERROR, ROLL_ERROR_BAD_RESOURCE,
                   _("there is no group “%s” to be a member of"), group_id);
      return FALSE;
    }
  return roll_stage_member (&self->stage, row, member_id, ROLL_MEMBER_UNKNOWN, &cause) ||
         roll_error_take (error, cause);
}

/* A group that is known by its name alone. Its id follows from the name, so that it stays the same.
 */
static gboolean
make_group (RollWriter  *self,
            const char  *name,
            const char  *folded,
            GError     **error)
{
  g_autoptr (JsonObject) group = json_object_new ();
  g_autofree char *id = g_strconcat ("group:", folded, NULL);

  json_object_set_string_member (group, "id", id);
  json_object_set_string_member (group, "displayName", name);
  return roll_writer_append (self, scim_resource_type_group (), group, error);
}

gboolean
roll_writer_append_member_by_name (RollWriter  *self,
                                   const char  *group_name,
                                   const char  *member_id,
                                   GError     **error)
{
  g_autofree char *folded = NULL;
  GError *cause = NULL;
  gint64 row;

  g_return_val_if_fail (ROLL_IS_WRITER (self), FALSE);
  g_return_val_if_fail (!self->published, FALSE);
  g_return_val_if_fail (group_name != NULL, FALSE);
  g_return_val_if_fail (member_id != NULL, FALSE);

  folded = base_fold (group_name);
  if (!roll_stage_find_group (&self->stage, NULL, folded, &row, &cause))
    return roll_error_take (error, cause);
  if (row == 0)
    {
      if (!make_group (self, group_name, folded, error))
        return FALSE;
      if (!roll_stage_find_group (&self->stage, NULL, folded, &row, &cause))
        return roll_error_take (error, cause);
    }
  return roll_stage_member (&self->stage, row, member_id, ROLL_MEMBER_USER, &cause) ||
         roll_error_take (error, cause);
}

gboolean
roll_writer_append_evidence (RollWriter        *self,
                             RollEvidenceKind   kind,
                             const char        *type,
                             const char        *key,
                             const char        *detail,
                             gint64             time,
                             GError           **error)
{
  GError *cause = NULL;

  g_return_val_if_fail (ROLL_IS_WRITER (self), FALSE);
  g_return_val_if_fail (!self->published, FALSE);
  g_return_val_if_fail (type != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  return roll_stage_evidence (&self->stage, kind, type, key, detail, time, &cause) ||
         roll_error_take (error, cause);
}

void
roll_writer_add_carried (RollWriter *self,
                         const char *path)
{
  g_return_if_fail (ROLL_IS_WRITER (self));
  g_return_if_fail (path != NULL);

  g_hash_table_add (self->carried, g_strdup (path));
}

void
roll_writer_add_supported (RollWriter *self,
                           const char *path)
{
  g_return_if_fail (ROLL_IS_WRITER (self));
  g_return_if_fail (path != NULL);

  g_hash_table_add (self->supported, g_strdup (path));
}

void
roll_writer_add_fault (RollWriter *self,
                       RollFault   fault,
                       const char *detail)
{
  g_return_if_fail (ROLL_IS_WRITER (self));
  g_return_if_fail (fault < ROLL_N_FAULTS);

  self->fault_counts[fault]++;
  if (self->fault_details[fault] == NULL)
    self->fault_details[fault] = g_strdup (detail);
}

void
roll_writer_raise_fault (RollWriter *self,
                         RollFault   fault,
                         gint64      count,
                         const char *detail)
{
  g_return_if_fail (ROLL_IS_WRITER (self));
  g_return_if_fail (fault < ROLL_N_FAULTS);

  if (self->fault_counts[fault] < count)
    {
      self->fault_counts[fault] = count;
      g_free (self->fault_details[fault]);
      self->fault_details[fault] = g_strdup (detail);
    }
}

void
roll_writer_set_reported (RollWriter *self,
                          const char *json)
{
  roll_writer_set_fact (self, "reported", json);
}

void
roll_writer_set_fact (RollWriter *self,
                      const char *name,
                      const char *value)
{
  g_return_if_fail (ROLL_IS_WRITER (self));
  g_return_if_fail (name != NULL);

  g_hash_table_insert (self->facts, g_strdup (name), g_strdup (value));
}

void
roll_writer_set_counts (RollWriter *self,
                        gint64      users,
                        gint64      groups)
{
  g_autofree char *users_text = g_strdup_printf ("%" G_GINT64_FORMAT, users);
  g_autofree char *groups_text = g_strdup_printf ("%" G_GINT64_FORMAT, groups);

  roll_writer_set_fact (self, "counts_only", "1");
  roll_writer_set_fact (self, "users_total", users_text);
  roll_writer_set_fact (self, "users_active", users_text);
  roll_writer_set_fact (self, "groups_total", groups_text);
  roll_writer_set_fact (self, "memberships_total", "-1");
}

gint64
roll_writer_get_users (RollWriter *self)
{
  g_return_val_if_fail (ROLL_IS_WRITER (self), 0);

  return self->users;
}

gint64
roll_writer_get_groups (RollWriter *self)
{
  g_return_val_if_fail (ROLL_IS_WRITER (self), 0);

  return self->groups;
}

static void
carry_cb (gpointer path,
          gpointer data)
{
  roll_writer_add_carried (data, path);
}

gboolean
roll_writer_publish (RollWriter  *self,
                     GError     **error)
{
  RollPublication publication;
  GError *cause = NULL;

  g_return_val_if_fail (ROLL_IS_WRITER (self), FALSE);
  g_return_val_if_fail (!self->published, FALSE);

  self->published = TRUE;
  roll_taker_foreach_path (self->taker, carry_cb, self);
  publication = (RollPublication){
    .database = self->stage.database,
    .path = roll_get_path (self->roll),
    .facts = self->facts,
    .fault_counts = self->fault_counts,
    .fault_details = self->fault_details,
    .carried = self->carried,
    .supported = self->supported,
  };
  return roll_publish (&publication, &cause) || roll_error_take (error, cause);
}
