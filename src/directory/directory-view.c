/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Without a projection no JSON is parsed: `{"id":…,` + stored text + `,"meta":{…}`; a manager's
 * $ref is put into the text where it ends, which is where the schema's order has it. What a
 * projection leaves of the derived attributes is found out once for each answer, by projecting a
 * sample that has them all; stored text is parsed only when something in it is projected (RFC 7644
 * §3.9). */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-view.h"

#include <string.h>

#include "base/base-json-member.h"
#include "base/base-json-writer.h"
#include "base/base-time.h"
#include "directory/directory-context.h"
#include "scim/scim-error.h"
#include "scim/scim-projection.h"
#include "scim/scim-resource.h"
#include "scim/scim-schema.h"

enum
{
  META_TYPE = 1 << 0,
  META_CREATED = 1 << 1,
  META_MODIFIED = 1 << 2,
  META_LOCATION = 1 << 3,
  META_VERSION = 1 << 4,
};

enum
{
  MEMBER_VALUE = 1 << 0,
  MEMBER_REF = 1 << 1,
  MEMBER_DISPLAY = 1 << 2,
  MEMBER_TYPE = 1 << 3,
};

/* The bits above, by name. */
static const char *const meta_names[] = { "resourceType", "created", "lastModified",
                                          "location",     "version", NULL };
static const char *const member_names[] = { "value", "$ref", "display", "type", NULL };

/* What stands outside the stored text, so that excluding it takes no parsing. */
static const char *const derived_names[] = { "groups", "members", "meta", NULL };

struct _DirectoryView
{
  const ScimResourceType *type;
  StoreType store_type;
  char *base_url;
  gint64 directory;
  ScimProjection *projection;
  gboolean manager_name;
  gboolean parses;
  guint meta;
  guint members;
};

static const char *
members_name (DirectoryView *self)
{
  return self->store_type == STORE_GROUP ? "members" : "groups";
}

static JsonObject *
make_sample (const char *const *names)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; names[i] != NULL; i++)
    json_object_set_string_member (object, names[i], "x");
  return object;
}

static guint
read_mask (JsonObject        *object,
           const char *const *names)
{
  guint mask = 0;

  for (guint i = 0; object != NULL && names[i] != NULL; i++)
    if (json_object_has_member (object, names[i]))
      mask |= 1u << i;
  return mask;
}

static void
find_masks (DirectoryView *self)
{
  g_autoptr (JsonObject) sample = NULL;
  JsonArray *array;
  JsonNode *node;

  if (self->projection == NULL)
    {
      self->meta = META_TYPE | META_CREATED | META_MODIFIED | META_LOCATION | META_VERSION;
      self->members = MEMBER_VALUE | MEMBER_REF | MEMBER_DISPLAY | MEMBER_TYPE;
      return;
    }

  sample = json_object_new ();
  array = json_array_new ();
  json_array_add_object_element (array, make_sample (member_names));
  json_object_set_array_member (sample, members_name (self), array);
  json_object_set_object_member (sample, "meta", make_sample (meta_names));
  scim_projection_apply (self->projection, sample);

  node = json_object_get_member (sample, "meta");
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    self->meta = read_mask (json_node_get_object (node), meta_names);
  node = json_object_get_member (sample, members_name (self));
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
      json_array_get_length (json_node_get_array (node)) > 0)
    self->members =
        read_mask (json_array_get_object_element (json_node_get_array (node), 0), member_names);
}

static void
append_time (GString    *out,
             const char *name,
             gint64      time)
{
  g_autofree char *text = base_time_format (time);

  g_string_append_c (out, '"');
  g_string_append (out, name);
  g_string_append (out, "\":\"");
  g_string_append (out, text);
  g_string_append (out, "\",");
}

static void
append_meta (DirectoryView      *self,
             const DirectoryRow *row,
             GString            *out)
{
  if (self->meta == 0)
    return;
  g_string_append (out, ",\"meta\":{");
  if ((self->meta & META_TYPE) != 0)
    {
      g_string_append (out, "\"resourceType\":\"");
      g_string_append (out, self->type->name);
      g_string_append (out, "\",");
    }
  if ((self->meta & META_CREATED) != 0)
    append_time (out, "created", row->created);
  if ((self->meta & META_MODIFIED) != 0)
    append_time (out, "lastModified", row->modified);
  if ((self->meta & META_LOCATION) != 0)
    {
      g_autofree char *location = directory_view_location (self, row->id);

      g_string_append (out, "\"location\":");
      base_json_append_string (out, location);
      g_string_append_c (out, ',');
    }
  if ((self->meta & META_VERSION) != 0)
    g_string_append_printf (out, "\"version\":\"W/\\\"%" G_GINT64_FORMAT "\\\"\",", row->version);
  g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '}');
}

static char *
reference (DirectoryView *self,
           StoreType      type,
           const char    *id)
{
  return g_strconcat (self->base_url, store_type_to_scim (type)->endpoint, "/", id, NULL);
}

/* Whether @id can stand in a URL as it is: a manager may be anybody's id, also nobody's here. */
static gboolean
is_plain (const char *id,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (id[i]) && strchr ("-._~", id[i]) == NULL)
      return FALSE;
  return length > 0;
}

static void
read_name_cb (const StoreRow *row,
              gpointer        data)
{
  char **name = data;
  g_autoptr (ScimResource) manager =
      scim_resource_new_from_text (scim_resource_type_user (), row->body, NULL);

  if (manager != NULL)
    *name = g_strdup (scim_resource_get_string (manager, "displayName"));
}

/* Adds what is derived of a manager (RFC 7643 §4.3). */
static gboolean
complete_manager (DirectoryView  *self,
                  StoreReader    *reader,
                  JsonObject     *resource,
                  GError        **error)
{
  JsonObject *manager =
      base_json_get_object (base_json_get_object (resource, SCIM_URN_ENTERPRISE), "manager");
  const char *id = base_json_get_text (manager, "value");
  g_autofree char *name = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GError) unknown = NULL;

  if (id == NULL || !is_plain (id, strlen (id)))
    return TRUE;
  url = reference (self, STORE_USER, id);
  json_object_set_string_member (manager, "$ref", url);
  if (self->manager_name &&
      !store_reader_get (reader, self->directory, STORE_USER, id, read_name_cb, &name, &unknown) &&
      !g_error_matches (unknown, STORE_ERROR, STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&unknown));
      return FALSE;
    }
  if (name != NULL)
    json_object_set_string_member (manager, "displayName", name);
  return TRUE;
}

/* (transfer full): the stored text with the projection applied */
static char *
project (DirectoryView       *self,
         const DirectoryRow  *row,
         StoreReader         *reader,
         GError             **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, row->body, (gssize)row->body_length, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INTERNAL, "The stored text of %s is no object",
                   row->id);
      return NULL;
    }
  if (row->type == STORE_USER &&
      !complete_manager (self, reader, json_node_get_object (root), error))
    return NULL;
  scim_projection_apply (self->projection, json_node_get_object (root));
  return base_json_node_to_text (root);
}

/* Appends what stands between the braces of @text, behind a comma if there is anything. */
static void
splice (GString    *out,
        const char *text,
        gsize       length)
{
  if (length <= 2)
    return;
  g_string_append_c (out, ',');
  g_string_append_len (out, text + 1, (gssize)length - 2);
}

/* The same for a text as it is stored, with the manager's $ref if it ends in a manager. That text
 * can't be part of a string: quotes in strings are escaped. */
static void
splice_stored (DirectoryView      *self,
               const DirectoryRow *row,
               GString            *out)
{
  static const char key[] = "\"manager\":{\"value\":\"";
  static const char tail[] = "\"}}}";
  const char *end = NULL;
  const char *start = NULL;
  gsize length;

  if (row->type == STORE_USER && g_str_has_suffix (row->body, tail))
    {
      end = row->body + row->body_length - strlen (tail);
      for (start = end; start > row->body && start[-1] != '"'; start--)
        ;
      if (start - row->body <= (gssize)strlen (key) ||
          memcmp (start - strlen (key), key, strlen (key)) != 0 ||
          !is_plain (start, (gsize)(end - start)))
        start = NULL;
    }
  if (start == NULL)
    {
      splice (out, row->body, row->body_length);
      return;
    }

  length = (gsize)(end - start);
  g_string_append_c (out, ',');
  g_string_append_len (out, row->body + 1, end - row->body);
  g_string_append (out, ",\"$ref\":\"");
  g_string_append (out, self->base_url);
  g_string_append (out, "/Users/");
  g_string_append_len (out, start, (gssize)length);
  g_string_append (out, "\"}}");
}

DirectoryRow *
directory_row_copy (const StoreRow *row)
{
  DirectoryRow *self;

  g_return_val_if_fail (row != NULL, NULL);

  self = g_new0 (DirectoryRow, 1);
  self->seq = row->seq;
  self->type = row->type;
  self->id = g_strdup (row->id);
  self->name = g_strdup (row->name);
  self->created = row->created;
  self->modified = row->modified;
  self->version = row->version;
  self->body = g_strndup (row->body, row->body_length);
  self->body_length = row->body_length;
  return self;
}

void
directory_row_free (DirectoryRow *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->body);
  g_free (self);
}

DirectoryView *
directory_view_new (DirectoryContext  *context,
                    StoreDirectory    *directory,
                    StoreType          type,
                    const char        *attributes,
                    const char        *excluded,
                    GError           **error)
{
  g_autoptr (DirectoryView) self = NULL;
  g_autoptr (GError) wrong = NULL;

  g_return_val_if_fail (context != NULL && directory != NULL, NULL);

  self = g_new0 (DirectoryView, 1);
  self->store_type = type;
  self->type = store_type_to_scim (type);
  self->directory = directory->seq;
  self->base_url = directory_context_base_url (context, directory->id);
  self->projection = scim_projection_new (self->type, attributes, excluded, &wrong);
  if (wrong != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return NULL;
    }
  self->manager_name = scim_projection_names_sub (self->projection, "manager", "displayName");
  self->parses =
      self->projection != NULL && !scim_projection_is_only (self->projection, derived_names);
  find_masks (self);
  return g_steal_pointer (&self);
}

void
directory_view_free (DirectoryView *self)
{
  if (self == NULL)
    return;
  g_free (self->base_url);
  g_clear_pointer (&self->projection, scim_projection_free);
  g_free (self);
}

StoreType
directory_view_type (DirectoryView *self)
{
  g_return_val_if_fail (self != NULL, STORE_USER);

  return self->store_type;
}

gboolean
directory_view_wants_members (DirectoryView *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->members != 0;
}

gboolean
directory_view_begin (DirectoryView       *self,
                      const DirectoryRow  *row,
                      StoreReader         *reader,
                      GString             *out,
                      GError             **error)
{
  g_return_val_if_fail (self != NULL && row != NULL && out != NULL, FALSE);

  g_string_append (out, "{\"id\":");
  base_json_append_string (out, row->id);
  if (self->parses)
    {
      g_autofree char *text = project (self, row, reader, error);

      if (text == NULL)
        return FALSE;
      splice (out, text, strlen (text));
    }
  else
    splice_stored (self, row, out);
  append_meta (self, row, out);
  return TRUE;
}

void
directory_view_member (DirectoryView *self,
                       const char    *id,
                       const char    *display,
                       StoreType      type,
                       GString       *out)
{
  g_string_append_c (out, '{');
  if ((self->members & MEMBER_VALUE) != 0)
    g_string_append_printf (out, "\"value\":\"%s\",", id);
  if ((self->members & MEMBER_REF) != 0)
    {
      g_autofree char *url = reference (self, type, id);

      g_string_append (out, "\"$ref\":");
      base_json_append_string (out, url);
      g_string_append_c (out, ',');
    }
  if ((self->members & MEMBER_DISPLAY) != 0 && display != NULL)
    {
      g_string_append (out, "\"display\":");
      base_json_append_string (out, display);
      g_string_append_c (out, ',');
    }
  if ((self->members & MEMBER_TYPE) != 0)
    g_string_append_printf (out, "\"type\":\"%s\",",
                            self->store_type == STORE_USER ? "direct"
                                                           : store_type_to_scim (type)->name);
  if (out->str[out->len - 1] == ',')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '}');
}

char *
directory_view_location (DirectoryView *self,
                         const char    *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return reference (self, self->store_type, id);
}
