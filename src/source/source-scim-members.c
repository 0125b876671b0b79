/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Some services list groups without their members, and give them only when a group is read alone.
 */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-json-check.h"
#include "http/http-url.h"
#include "source/source-scim-read.h"
#include "source/source.h"

/* @id's members of a group's text; @found counts them. */
static gboolean
append_members (SourceScimRead  *self,
                const char      *id,
                BaseJsonReader  *reader,
                guint           *found,
                GError         **error)
{
  BaseJsonSlice key;
  BaseJsonSlice text;
  guint n = 0;

  if (base_json_reader_peek (reader) != BASE_JSON_ARRAY)
    return base_json_reader_skip (reader, NULL);

  base_json_reader_enter (reader);
  while (base_json_reader_next_element (reader, &n))
    {
      g_autofree char *member = NULL;
      guint k = 0;

      if (base_json_reader_peek (reader) != BASE_JSON_OBJECT)
        {
          if (base_json_reader_scalar (reader, &text))
            member = g_strndup (text.text, text.length);
        }
      else
        {
          base_json_reader_enter (reader);
          while (base_json_reader_next_member (reader, &k, &key))
            if (!base_json_slice_is (&key, "value") || !base_json_reader_scalar (reader, &text))
              base_json_reader_skip (reader, NULL);
            else
              {
                g_free (member);
                member = g_strndup (text.text, text.length);
              }
        }
      if (member == NULL || *member == '\0')
        continue;
      (*found)++;
      if (!roll_writer_append_member (self->writer, id, member, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_group (SourceScimRead  *self,
            const char      *id,
            guint           *found,
            GError         **error)
{
  g_autofree char *escaped = http_url_escape (id);
  g_autofree char *path = g_strconcat ("/Groups/", escaped, NULL);
  g_autoptr (HttpResponse) response = NULL;
  g_autoptr (JsonNode) document = NULL;
  g_auto (BaseJsonReader) reader = { 0 };
  const char *text;
  gsize length;
  BaseJsonSlice key;
  guint n = 0;

  response = source_scim_send (self, path, NULL, _("reading a group"), error);
  if (response == NULL)
    return FALSE;
  text = g_bytes_get_data (http_response_get_body (response), &length);
  if (length == 0 || !base_json_check (text, length, SOURCE_SCIM_MAX_DEPTH, NULL))
    {
      document = http_response_get_json (response, error);
      return FALSE;
    }

  base_json_reader_init (&reader, text, length);
  if (base_json_reader_peek (&reader) != BASE_JSON_OBJECT)
    return TRUE;
  base_json_reader_enter (&reader);
  while (base_json_reader_next_member (&reader, &n, &key))
    {
      if (!base_json_slice_is (&key, "members"))
        base_json_reader_skip (&reader, NULL);
      else if (!append_members (self, id, &reader, found, error))
        return FALSE;
    }
  return base_json_reader_check (&reader, error);
}

gboolean
source_scim_read_members (SourceScimRead  *self,
                          GPtrArray       *ids,
                          GError         **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      g_autoptr (GError) cause = NULL;
      guint found = 0;

      if (!read_group (self, id, &found, &cause))
        {
          /* Gone since it was listed. */
          if (g_error_matches (cause, HTTP_ERROR, HTTP_ERROR_NOT_FOUND))
            continue;
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      if (found > 0)
        source_scim_fault (self, ROLL_FAULT_MEMBERS_LEFT_OUT, id);
      source_report (&self->report, N_ ("Reading members"), i + 1, ids->len);
    }
  return TRUE;
}
