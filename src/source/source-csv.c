/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A CSV is walked twice: once over the headings and everybody's names, so that a manager given by
 * userName or externalId becomes that person's id, and once to hand everybody to the writer. A row
 * without an id gets one that follows from its userName, so that the next reading finds the same
 * person; the second row of a name is a second person, for the comparison to say so. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include "source/source-csv.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/base-csv.h"
#include "base/base-fold.h"
#include "scim/scim-schema.h"
#include "source/source-csv-column.h"
#include "source/source-report.h"

#define MOST_BYTES (1024 * 1024 * 1024)

struct _SourceCsv
{
  GObject parent_instance;

  char *path;
};

typedef struct
{
  const char *name; /* of the file, for messages */
  BaseCsvReader *reader;
  GPtrArray *columns; /* SourceColumn */
  GHashTable *ids;    /* everybody's ids by folded userName and by externalId */
  GHashTable *seen;   /* how often each folded userName was met */
  int user_name;      /* column, or -1 */
  int id;
  int external_id;
  int manager;
} Table;

static void
table_clear (Table *self)
{
  g_clear_pointer (&self->reader, base_csv_reader_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static const SourceColumn *
get_column (Table *self,
            guint  index)
{
  return g_ptr_array_index (self->columns, index);
}

static gboolean fail_at (Table *self, guint field, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* Names file, line and column of a field of the row that was read last. */
static gboolean
fail_at (Table       *self,
         guint        field,
         GError     **error,
         const char  *format,
         ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE, _("%s, line %u, column %u: %s"),
               self->name, base_csv_reader_get_line (self->reader),
               base_csv_reader_get_column (self->reader, field), what);
  return FALSE;
}

/* @fields is %NULL at the end. */
static gboolean
next_row (Table      *self,
          GPtrArray **fields,
          GError    **error)
{
  g_autoptr (GError) cause = NULL;

  if (base_csv_reader_next (self->reader, fields, &cause))
    return TRUE;
  g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE, _("%s, %s"), self->name, cause->message);
  return FALSE;
}

static gboolean
is_empty_row (GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    if (*(const char *)g_ptr_array_index (fields, i) != '\0')
      return FALSE;
  return TRUE;
}

static const char *
get_field (GPtrArray *fields,
           int        column)
{
  if (column < 0 || (guint)column >= fields->len)
    return "";
  return g_ptr_array_index (fields, column);
}

static gboolean
open_file (Table   *self,
           GBytes  *bytes,
           GError **error)
{
  g_autoptr (GError) cause = NULL;

  g_clear_pointer (&self->reader, base_csv_reader_free);
  self->reader = base_csv_reader_new (bytes, &cause);
  if (self->reader != NULL)
    return TRUE;
  g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE, _("%s: %s"), self->name, cause->message);
  return FALSE;
}

/* Of what an export tells twice, the first is taken; a person who writes it twice is asked. */
static gboolean
check_repeat (Table               *self,
              const SourceExport  *from,
              guint                index,
              GError             **error)
{
  SourceColumn *column = g_ptr_array_index (self->columns, index);

  for (guint i = 0; i < index && column->path != NULL; i++)
    {
      if (column->role == SOURCE_COLUMN_UNKNOWN ||
          !source_column_is_same (get_column (self, i), column))
        continue;
      if (from == NULL)
        return fail_at (self, index, error, _("the column “%s” is there twice; leave one"),
                        column->heading);
      source_column_leave_out (column);
    }
  return TRUE;
}

static gboolean
read_headings (Table   *self,
               GError **error)
{
  const SourceExport *from;
  GPtrArray *fields;

  if (!next_row (self, &fields, error))
    return FALSE;
  if (fields == NULL)
    {
      g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE,
                   _("%s is empty; its first line must name the columns (userName, active, …)"),
                   self->name);
      return FALSE;
    }

  from = source_export_recognise (fields);
  if (from != NULL)
    g_debug ("%s is an export of %s", self->name, source_export_get_name (from));
  for (guint i = 0; i < fields->len; i++)
    {
      SourceColumn *column = source_column_new (from, g_ptr_array_index (fields, i));

      g_ptr_array_add (self->columns, column);
      if (!check_repeat (self, from, i, error))
        return FALSE;
      if (column->role == SOURCE_COLUMN_LEFT_OUT)
        continue;
      if (source_column_is (column, "userName", NULL))
        self->user_name = (int)i;
      else if (column->role == SOURCE_COLUMN_ID)
        self->id = (int)i;
      else if (source_column_is (column, "externalId", NULL))
        self->external_id = (int)i;
      else if (source_column_is (column, "manager", "value"))
        self->manager = (int)i;
    }
  if (self->user_name >= 0)
    return TRUE;
  return fail_at (self, 0, error, _("no column is called userName; each person needs one"));
}

/* (transfer full): the id of this row's person */
static char *
make_id (Table      *self,
         GPtrArray  *fields,
         const char *folded)
{
  const char *own = get_field (fields, self->id);
  gsize times = GPOINTER_TO_SIZE (g_hash_table_lookup (self->seen, folded)) + 1;

  g_hash_table_insert (self->seen, g_strdup (folded), GSIZE_TO_POINTER (times));
  if (*own != '\0')
    return g_strdup (own);
  if (times == 1)
    return g_strconcat ("csv:", folded, NULL);
  return g_strdup_printf ("csv:%s#%" G_GSIZE_FORMAT, folded, times);
}

/* Everything that makes a row unreadable, before anybody is told of it. */
static gboolean
check_row (Table      *self,
           GPtrArray  *fields,
           GError    **error)
{
  if (fields->len > self->columns->len)
    return fail_at (self, self->columns->len, error,
                    _("a field too many; the first line names %u columns"), self->columns->len);
  if (*get_field (fields, self->user_name) == '\0')
    return fail_at (self, MIN ((guint)self->user_name, fields->len - 1), error,
                    _("a person without userName"));

  for (guint i = 0; i < fields->len; i++)
    {
      const SourceColumn *column = get_column (self, i);
      g_autofree char *suggestions = NULL;

      if (column->role != SOURCE_COLUMN_UNKNOWN || *get_field (fields, (int)i) == '\0')
        continue;
      suggestions = source_column_suggest (column->heading);
      return fail_at (self, i, error,
                      _("the column “%s” is no SCIM path (did you mean one of %s?); rename it, or "
                        "take it out"),
                      column->heading, suggestions);
    }
  return TRUE;
}

/* The first walk: checks every row and learns everybody's id. */
static gboolean
learn_rows (Table         *self,
            GCancellable  *cancellable,
            GError       **error)
{
  GPtrArray *fields;

  for (;;)
    {
      g_autofree char *folded = NULL;
      g_autofree char *id = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !next_row (self, &fields, error))
        return FALSE;
      if (fields == NULL)
        return TRUE;
      if (is_empty_row (fields))
        continue;
      if (!check_row (self, fields, error))
        return FALSE;
      if (self->manager < 0)
        continue;

      folded = base_fold (get_field (fields, self->user_name));
      id = make_id (self, fields, folded);
      if (*get_field (fields, self->external_id) != '\0')
        g_hash_table_insert (self->ids, g_strdup (get_field (fields, self->external_id)),
                             g_strdup (id));
      g_hash_table_insert (self->ids, g_strdup (id), g_strdup (id));
      g_hash_table_insert (self->ids, g_steal_pointer (&folded), g_steal_pointer (&id));
    }
}

/* A manager as somebody's id, if it is an id, an externalId or a userName of this file. */
static const char *
find_manager (Table      *self,
              const char *text)
{
  const char *id = g_hash_table_lookup (self->ids, text);
  g_autofree char *folded = NULL;

  if (id != NULL)
    return id;
  folded = base_fold (text);
  id = g_hash_table_lookup (self->ids, folded);
  return id != NULL ? id : text;
}

static JsonObject *
make_resource (const char *id)
{
  JsonObject *resource = json_object_new ();
  JsonArray *schemas = json_array_new ();

  json_array_add_string_element (schemas, SCIM_URN_USER);
  json_object_set_array_member (resource, "schemas", schemas);
  json_object_set_string_member (resource, "id", id);
  return resource;
}

static gboolean
put_fields (Table       *self,
            GPtrArray   *fields,
            JsonObject  *resource,
            GError     **error)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const SourceColumn *column = get_column (self, i);
      const char *text = get_field (fields, (int)i);

      if (column->role != SOURCE_COLUMN_PLAIN || *text == '\0')
        continue;
      if ((int)i == self->manager)
        text = find_manager (self, text);
      if (!source_column_put (column, resource, text))
        return fail_at (self, i, error,
                        _("“%s” is neither yes nor no; write true or false (1/0, yes/no and "
                          "enabled/disabled do too)"),
                        text);
    }
  return TRUE;
}

static gboolean
add_groups (const char  *names,
            const char  *id,
            RollWriter  *writer,
            GError     **error)
{
  g_auto (GStrv) parts = g_strsplit (names, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0' &&
        !roll_writer_append_member_by_name (writer, parts[i], id, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_row (Table       *self,
         GPtrArray   *fields,
         RollWriter  *writer,
         GError     **error)
{
  g_autofree char *folded = base_fold (get_field (fields, self->user_name));
  g_autofree char *id = make_id (self, fields, folded);
  g_autoptr (JsonObject) resource = make_resource (id);

  if (!put_fields (self, fields, resource, error) ||
      !roll_writer_append (writer, scim_resource_type_user (), resource, error))
    return FALSE;
  for (guint i = 0; i < fields->len; i++)
    if (get_column (self, i)->role == SOURCE_COLUMN_GROUPS &&
        !add_groups (get_field (fields, (int)i), id, writer, error))
      return FALSE;
  return TRUE;
}

/* The second walk. */
static gboolean
add_rows (Table         *self,
          RollWriter    *writer,
          SourceReport  *report,
          GCancellable  *cancellable,
          GError       **error)
{
  GPtrArray *fields;

  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !next_row (self, &fields, error))
        return FALSE;
      if (fields == NULL)
        return TRUE;
      if (is_empty_row (fields))
        continue;
      if (!add_row (self, fields, writer, error))
        return FALSE;
      source_report (report, N_ ("Reading users"), roll_writer_get_users (writer), -1);
    }
}

static GBytes *
load (SourceCsv  *self,
      GError    **error)
{
  g_autoptr (GError) cause = NULL;
  GStatBuf information;
  char *contents;
  gsize length;

  if (g_stat (self->path, &information) == 0 && information.st_size > MOST_BYTES)
    {
      g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_UNREADABLE,
                   _("%s is larger than a gigabyte; split it"), self->path);
      return NULL;
    }
  if (g_file_get_contents (self->path, &contents, &length, &cause))
    return g_bytes_new_take (contents, length);

  g_set_error_literal (error, SOURCE_ERROR, SOURCE_ERROR_UNREADABLE, cause->message);
  return NULL;
}

static const char *
source_csv_get_kind (Source *source)
{
  return "csv";
}

static gboolean
source_csv_read (Source        *source,
                 RollWriter    *writer,
                 BaseProgress   progress,
                 gpointer       progress_data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  SourceCsv *self = SOURCE_CSV (source);
  g_autoptr (GBytes) bytes = load (self, error);
  g_autofree char *name = g_path_get_basename (self->path);
  SourceReport report = { progress, progress_data, 0 };
  g_auto (Table)
      table = { .name = name, .user_name = -1, .id = -1, .external_id = -1, .manager = -1 };
  GPtrArray *headings;

  if (bytes == NULL)
    return FALSE;

  table.columns = g_ptr_array_new_with_free_func ((GDestroyNotify)source_column_free);
  table.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  table.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!open_file (&table, bytes, error) || !read_headings (&table, error) ||
      !learn_rows (&table, cancellable, error))
    return FALSE;

  for (guint i = 0; i < table.columns->len; i++)
    if (get_column (&table, i)->path != NULL &&
        get_column (&table, i)->role != SOURCE_COLUMN_LEFT_OUT)
      roll_writer_add_carried (writer, get_column (&table, i)->path);

  g_hash_table_remove_all (table.seen);
  return open_file (&table, bytes, error) && next_row (&table, &headings, error) &&
         add_rows (&table, writer, &report, cancellable, error);
}

static gboolean
source_csv_test (Source        *source,
                 GCancellable  *cancellable,
                 GError       **error)
{
  SourceCsv *self = SOURCE_CSV (source);
  g_autoptr (GBytes) bytes = load (self, error);

  return bytes != NULL;
}

static void
source_csv_iface_init (SourceInterface *iface)
{
  iface->get_kind = source_csv_get_kind;
  iface->read = source_csv_read;
  iface->test = source_csv_test;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SourceCsv,
                               source_csv,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SOURCE_TYPE_SOURCE, source_csv_iface_init))

static void
source_csv_finalize (GObject *object)
{
  g_free (SOURCE_CSV (object)->path);

  G_OBJECT_CLASS (source_csv_parent_class)->finalize (object);
}

static void
source_csv_class_init (SourceCsvClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = source_csv_finalize;
}

static void
source_csv_init (SourceCsv *self)
{
}

Source *
source_csv_new (const char *path)
{
  SourceCsv *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (SOURCE_TYPE_CSV, NULL);
  self->path = g_strdup (path);
  return SOURCE_SOURCE (self);
}
