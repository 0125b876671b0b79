/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each line is looked at once for what it is (header, evidence, user or group) and then handed on
 * as it stands. The header says what the file was made from: its kind, its time, its faults are the
 * roll's. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include "source/source-jsonl.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-json-check.h"
#include "base/base-json-member.h"
#include "base/base-json-reader.h"
#include "base/base-json-writer.h"
#include "base/base-time.h"
#include "scim/scim-schema.h"
#include "source/source-lines.h"
#include "source/source-report.h"

#define MAX_DEPTH 64

struct _SourceJsonl
{
  GObject parent_instance;

  char *path;
};

/* What a line's own members tell of it. */
typedef struct
{
  gboolean evidence;
  gboolean format;
  gboolean id;
  gboolean user_name;
  gboolean members;
  gboolean user_urn;
  gboolean group_urn;
} Traits;

static gboolean fail_at (SourceJsonl *self, guint line, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static gboolean
fail_at (SourceJsonl  *self,
         guint         line,
         GError      **error,
         const char   *format,
         ...)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE, _("%s, line %u: %s"), name, line, what);
  return FALSE;
}

static void
look_at_schemas (BaseJsonReader *reader,
                 Traits         *traits)
{
  BaseJsonSlice urn;
  guint n = 0;

  if (base_json_reader_peek (reader) != BASE_JSON_ARRAY)
    {
      base_json_reader_skip (reader, NULL);
      return;
    }
  base_json_reader_enter (reader);
  while (base_json_reader_next_element (reader, &n))
    {
      if (!base_json_reader_text (reader, &urn))
        base_json_reader_skip (reader, NULL);
      else if (base_json_slice_is (&urn, SCIM_URN_USER))
        traits->user_urn = TRUE;
      else if (base_json_slice_is (&urn, SCIM_URN_GROUP))
        traits->group_urn = TRUE;
    }
}

static void
look_at_meta (BaseJsonReader *reader,
              Traits         *traits)
{
  BaseJsonSlice key;
  BaseJsonSlice type;
  guint n = 0;

  if (base_json_reader_peek (reader) != BASE_JSON_OBJECT)
    {
      base_json_reader_skip (reader, NULL);
      return;
    }
  base_json_reader_enter (reader);
  while (base_json_reader_next_member (reader, &n, &key))
    {
      if (!base_json_slice_is (&key, "resourceType") || !base_json_reader_text (reader, &type))
        base_json_reader_skip (reader, NULL);
      else if (base_json_slice_is (&type, "User"))
        traits->user_urn = TRUE;
      else if (base_json_slice_is (&type, "Group"))
        traits->group_urn = TRUE;
    }
}

/* %FALSE if the line is no JSON object, which @reader tells. */
static gboolean
look_at (BaseJsonReader *reader,
         Traits         *traits)
{
  BaseJsonSlice key;
  guint n = 0;

  *traits = (Traits){ 0 };
  if (base_json_reader_peek (reader) != BASE_JSON_OBJECT || !base_json_reader_enter (reader))
    return FALSE;
  while (base_json_reader_next_member (reader, &n, &key))
    {
      if (base_json_slice_is (&key, "schemas"))
        {
          look_at_schemas (reader, traits);
          continue;
        }
      if (base_json_slice_is (&key, "meta"))
        {
          look_at_meta (reader, traits);
          continue;
        }
      traits->evidence |= base_json_slice_is (&key, "evidence");
      traits->format |= base_json_slice_is (&key, "format");
      traits->id |= base_json_slice_is (&key, "id");
      traits->user_name |= base_json_slice_is (&key, "userName");
      traits->members |= base_json_slice_is (&key, "members");
      base_json_reader_skip (reader, NULL);
    }
  return reader->fault == NULL;
}

static const ScimResourceType *
type_of (const Traits *traits)
{
  if (traits->user_urn || traits->group_urn)
    return traits->group_urn ? scim_resource_type_group () : scim_resource_type_user ();
  if (traits->members || !traits->user_name)
    return scim_resource_type_group ();
  return scim_resource_type_user ();
}

static JsonObject *
parse_object (const char  *text,
              gsize        length,
              JsonNode   **node,
              GError     **error)
{
  g_autofree char *ended = g_strndup (text, length);

  *node = json_from_string (ended, error);
  return *node != NULL && JSON_NODE_HOLDS_OBJECT (*node) ? json_node_get_object (*node) : NULL;
}

/* "time" as microseconds, 0 if there is none. */
static gboolean
read_time (JsonObject  *object,
           const char  *name,
           gint64      *time,
           GError     **error)
{
  const char *text = base_json_get_text (object, name);

  *time = 0;
  return text == NULL || base_time_parse (text, time, error);
}

static gboolean
add_evidence (SourceJsonl  *self,
              RollWriter   *writer,
              JsonObject   *object,
              guint         line,
              GError      **error)
{
  g_autoptr (GError) cause = NULL;
  const char *word = base_json_get_text (object, "evidence");
  const char *type = base_json_get_text (object, "type");
  const char *key = base_json_get_text (object, "userName");
  RollEvidenceKind kind;
  gint64 time;

  if (word == NULL || !roll_evidence_kind_from_string (word, &kind))
    return fail_at (self, line, error,
                    _("“%s” is no evidence; there are failed, skipped, waiting, deleted, "
                      "out_of_scope and nested_only"),
                    word != NULL ? word : "");
  if (type == NULL)
    type = "User";
  /* A membership, of which nothing but waiting can be known. */
  if (strcmp (type, "User") != 0 && strcmp (type, "Group") != 0 &&
      (strcmp (type, "Member") != 0 || kind != ROLL_EVIDENCE_WAITING))
    return fail_at (self, line, error,
                    _("type “%s” is neither User nor Group, nor Member of one who is waiting"),
                    type);
  if (key == NULL)
    key = base_json_get_text (object, "displayName");
  if (key == NULL || *key == '\0')
    return fail_at (self, line, error, _("evidence without userName"));
  if (!read_time (object, "time", &time, &cause))
    return fail_at (self, line, error, "%s", cause->message);

  return roll_writer_append_evidence (writer, kind, type, key,
                                      base_json_get_text (object, "detail"), time, error);
}

static void
take_paths (JsonArray *paths,
            RollWriter *writer,
            void (*add) (RollWriter *writer, const char *path))
{
  for (guint i = 0; paths != NULL && i < json_array_get_length (paths); i++)
    {
      JsonNode *node = json_array_get_element (paths, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        add (writer, json_node_get_string (node));
    }
}

static void
take_facts (JsonObject *facts,
            RollWriter *writer)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, facts);
  while (json_object_iter_next (&iter, &name, &value))
    if (json_node_get_value_type (value) == G_TYPE_STRING)
      roll_writer_set_fact (writer, name, json_node_get_string (value));
}

static gboolean
take_header (SourceJsonl  *self,
             RollWriter   *writer,
             JsonObject   *header,
             guint         line,
             GError      **error)
{
  g_autoptr (GError) cause = NULL;
  const char *format = base_json_get_text (header, "format");
  JsonNode *reported = json_object_get_member (header, "reported");
  JsonObject *counts = base_json_get_object (header, "counts");
  gint64 read_at;

  if (format != NULL && strcmp (format, ROLL_JSONL_FORMAT) != 0)
    return fail_at (self, line, error, _("the format “%s” is not Rollcall's"), format);
  if (base_json_get_int (header, "version", 1) > ROLL_JSONL_VERSION)
    return fail_at (self, line, error, _("written by a newer Rollcall; update this one"));
  if (!read_time (header, "read_at", &read_at, &cause))
    return fail_at (self, line, error, "%s", cause->message);

  if (base_json_get_text (header, "kind") != NULL)
    roll_writer_set_fact (writer, "kind", base_json_get_text (header, "kind"));
  if (read_at != 0)
    {
      g_autofree char *microseconds = g_strdup_printf ("%" G_GINT64_FORMAT, read_at);

      roll_writer_set_fact (writer, "read_at", microseconds);
    }
  if (reported != NULL && !json_node_is_null (reported))
    {
      g_autofree char *text = base_json_node_to_text (reported);

      roll_writer_set_reported (writer, text);
    }
  if (counts != NULL)
    roll_writer_set_counts (writer, base_json_get_int (counts, "users", -1),
                            base_json_get_int (counts, "groups", -1));
  if (base_json_get_object (header, "facts") != NULL)
    take_facts (base_json_get_object (header, "facts"), writer);
  take_paths (base_json_get_array (header, "carried"), writer, roll_writer_add_carried);
  take_paths (base_json_get_array (header, "supported"), writer, roll_writer_add_supported);
  return TRUE;
}

/* The header's faults, once the lines told theirs: those that a line shows are met again, those
 * that happened on the way aren't. */
static void
raise_faults (JsonArray  *faults,
              RollWriter *writer)
{
  for (guint i = 0; faults != NULL && i < json_array_get_length (faults); i++)
    {
      JsonNode *node = json_array_get_element (faults, i);
      JsonObject *row = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *code = row != NULL ? base_json_get_text (row, "code") : NULL;
      RollFault fault;

      if (code != NULL && roll_fault_from_code (code, &fault))
        roll_writer_raise_fault (writer, fault, base_json_get_int (row, "count", 1),
                                 base_json_get_text (row, "detail"));
    }
}

static gboolean
add_resource (SourceJsonl             *self,
              RollWriter              *writer,
              const ScimResourceType  *type,
              const char              *text,
              gsize                    length,
              guint                    line,
              GError                 **error)
{
  g_autoptr (GError) cause = NULL;

  if (roll_writer_append_text (writer, type, text, length, NULL, &cause))
    return TRUE;
  if (g_error_matches (cause, ROLL_ERROR, ROLL_ERROR_BAD_RESOURCE))
    return fail_at (self, line, error, "%s", cause->message);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* @header keeps the header's document until all lines were read. */
static gboolean
take_line (SourceJsonl  *self,
           RollWriter   *writer,
           const char   *text,
           gsize         length,
           guint         line,
           JsonNode    **header,
           GError      **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_auto (BaseJsonReader) reader = { 0 };
  JsonObject *object;
  Traits traits;
  gboolean is_header;

  if (!base_json_check (text, length, MAX_DEPTH, &cause))
    return fail_at (self, line, error, "%s", cause->message);
  base_json_reader_init (&reader, text, length);
  if (!look_at (&reader, &traits))
    {
      if (base_json_reader_check (&reader, &cause))
        return fail_at (self, line, error, _("no JSON object"));
      return fail_at (self, line, error, "%s", cause->message);
    }

  is_header = line == 1 && (traits.format || (!traits.id && !traits.user_name && !traits.evidence));
  if (!is_header && !traits.evidence)
    return add_resource (self, writer, type_of (&traits), text, length, line, error);

  object = parse_object (text, length, &node, &cause);
  if (object == NULL)
    return fail_at (self, line, error, "%s", cause != NULL ? cause->message : _("no JSON object"));
  if (!is_header)
    return add_evidence (self, writer, object, line, error);
  *header = g_steal_pointer (&node);
  return take_header (self, writer, object, line, error);
}

static gboolean
is_blank (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

static const char *
source_jsonl_get_kind (Source *source)
{
  return "jsonl";
}

static gboolean
source_jsonl_read (Source        *source,
                   RollWriter    *writer,
                   BaseProgress   progress,
                   gpointer       progress_data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  SourceJsonl *self = SOURCE_JSONL (source);
  g_autoptr (SourceLines) lines = source_lines_new (self->path, error);
  g_autoptr (JsonNode) header = NULL;
  SourceReport report = { progress, progress_data, 0 };
  const char *text;
  gsize length;

  if (lines == NULL)
    return FALSE;

  while (source_lines_next (lines, &text, &length, cancellable, error))
    {
      guint line = source_lines_get_number (lines);

      if (text == NULL)
        {
          if (header != NULL)
            raise_faults (base_json_get_array (json_node_get_object (header), "faults"), writer);
          return TRUE;
        }
      if (is_blank (text, length))
        continue;
      if (!take_line (self, writer, text, length, line, &header, error))
        return FALSE;
      source_report (&report, N_ ("Reading users"), roll_writer_get_users (writer), -1);
    }
  return FALSE;
}

static gboolean
source_jsonl_test (Source        *source,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (SourceLines) lines = source_lines_new (SOURCE_JSONL (source)->path, error);

  return lines != NULL;
}

static void
source_jsonl_iface_init (SourceInterface *iface)
{
  iface->get_kind = source_jsonl_get_kind;
  iface->read = source_jsonl_read;
  iface->test = source_jsonl_test;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SourceJsonl,
                               source_jsonl,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SOURCE_TYPE_SOURCE, source_jsonl_iface_init))

static void
source_jsonl_finalize (GObject *object)
{
  g_free (SOURCE_JSONL (object)->path);

  G_OBJECT_CLASS (source_jsonl_parent_class)->finalize (object);
}

static void
source_jsonl_class_init (SourceJsonlClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = source_jsonl_finalize;
}

static void
source_jsonl_init (SourceJsonl *self)
{
}

Source *
source_jsonl_new (const char *path)
{
  SourceJsonl *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (SOURCE_TYPE_JSONL, NULL);
  self->path = g_strdup (path);
  return SOURCE_SOURCE (self);
}
