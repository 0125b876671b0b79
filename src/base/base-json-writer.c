/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A JSON writer over one growing string. It remembers a single thing, whether the next value
 * needs a comma before it: a value or a closing bracket sets that, a name or an opening bracket
 * clears it. Text is always escaped here, and nowhere else in the project. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-json-writer.h"

#include <math.h>
#include <string.h>

#include "base/base-time.h"

struct _BaseJsonWriter
{
  GString  *out;
  gboolean  comma;
};

/* json-glib makes an infinite number of one that is too large, and JSON has none (RFC 8259 §6). */
static void
write_double (BaseJsonWriter *writer,
              double          value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    base_json_writer_raw (writer, g_ascii_dtostr (number, sizeof number, value));
  else
    base_json_writer_null (writer);
}

static void
write_scalar (BaseJsonWriter *writer,
              JsonNode       *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      base_json_writer_text (writer, json_node_get_string (node));
      break;
    case G_TYPE_BOOLEAN:
      base_json_writer_boolean (writer, json_node_get_boolean (node));
      break;
    case G_TYPE_INT64:
      base_json_writer_int (writer, json_node_get_int (node));
      break;
    default:
      write_double (writer, json_node_get_double (node));
      break;
    }
}

static void
write_array (BaseJsonWriter *writer,
             JsonArray      *array)
{
  base_json_writer_begin_array (writer);
  for (guint i = 0; i < json_array_get_length (array); i++)
    base_json_writer_node (writer, json_array_get_element (array, i));
  base_json_writer_end_array (writer);
}

static void
write_object (BaseJsonWriter *writer,
              JsonObject     *object)
{
  JsonObjectIter at;
  const char *name;
  JsonNode *value;

  base_json_writer_begin_object (writer);
  json_object_iter_init_ordered (&at, object);
  while (json_object_iter_next_ordered (&at, &name, &value))
    {
      base_json_writer_name (writer, name);
      base_json_writer_node (writer, value);
    }
  base_json_writer_end_object (writer);
}

static void
append_escaped (GString    *out,
                const char *text)
{
  const char *run = text;

  g_assert (out != NULL);
  g_assert (text != NULL);

  for (const char *at = text;; at++)
    {
      guchar byte = (guchar)*at;

      if (byte >= 0x20 && byte != '"' && byte != '\\')
        continue;

      g_string_append_len (out, run, at - run);

      switch (byte)
        {
        case '\0':
          return;
        case '"':
          g_string_append (out, "\\\"");
          break;
        case '\\':
          g_string_append (out, "\\\\");
          break;
        case '\b':
          g_string_append (out, "\\b");
          break;
        case '\f':
          g_string_append (out, "\\f");
          break;
        case '\n':
          g_string_append (out, "\\n");
          break;
        case '\r':
          g_string_append (out, "\\r");
          break;
        case '\t':
          g_string_append (out, "\\t");
          break;
        default:
          g_string_append_printf (out, "\\u%04x", byte);
          break;
        }

      run = at + 1;
    }
}

/* What stands before every value. */
static void
begin_value (BaseJsonWriter *writer)
{
  g_assert (writer != NULL);

  if (writer->comma)
    g_string_append_c (writer->out, ',');
  writer->comma = TRUE;
}

BaseJsonWriter *
base_json_writer_new (void)
{
  BaseJsonWriter *writer = g_new0 (BaseJsonWriter, 1);

  writer->out = g_string_new (NULL);
  return writer;
}

void
base_json_writer_free (BaseJsonWriter *writer)
{
  g_return_if_fail (writer != NULL);

  g_string_free (writer->out, TRUE);
  g_free (writer);
}

void
base_json_writer_begin_object (BaseJsonWriter *writer)
{
  g_return_if_fail (writer != NULL);

  begin_value (writer);
  g_string_append_c (writer->out, '{');
  writer->comma = FALSE;
}

void
base_json_writer_end_object (BaseJsonWriter *writer)
{
  g_return_if_fail (writer != NULL);

  g_string_append_c (writer->out, '}');
  writer->comma = TRUE;
}

void
base_json_writer_begin_array (BaseJsonWriter *writer)
{
  g_return_if_fail (writer != NULL);

  begin_value (writer);
  g_string_append_c (writer->out, '[');
  writer->comma = FALSE;
}

void
base_json_writer_end_array (BaseJsonWriter *writer)
{
  g_return_if_fail (writer != NULL);

  g_string_append_c (writer->out, ']');
  writer->comma = TRUE;
}

void
base_json_writer_name (BaseJsonWriter *writer,
                       const char     *name)
{
  g_return_if_fail (writer != NULL);
  g_return_if_fail (name != NULL);

  begin_value (writer);
  base_json_append_string (writer->out, name);
  g_string_append_c (writer->out, ':');
  writer->comma = FALSE;
}

void
base_json_writer_text (BaseJsonWriter *writer,
                       const char     *text)
{
  g_return_if_fail (writer != NULL);

  begin_value (writer);
  if (text == NULL)
    g_string_append (writer->out, "null");
  else
    base_json_append_string (writer->out, text);
}

void
base_json_writer_int (BaseJsonWriter *writer,
                      gint64          value)
{
  g_return_if_fail (writer != NULL);

  begin_value (writer);
  g_string_append_printf (writer->out, "%" G_GINT64_FORMAT, value);
}

void
base_json_writer_boolean (BaseJsonWriter *writer,
                          gboolean        value)
{
  g_return_if_fail (writer != NULL);

  begin_value (writer);
  g_string_append (writer->out, value ? "true" : "false");
}

void
base_json_writer_null (BaseJsonWriter *writer)
{
  base_json_writer_text (writer, NULL);
}

void
base_json_writer_raw (BaseJsonWriter *writer,
                      const char     *json)
{
  g_return_if_fail (writer != NULL);
  g_return_if_fail (json != NULL && *json != '\0');

  begin_value (writer);
  g_string_append (writer->out, json);
}

void
base_json_writer_node (BaseJsonWriter *writer,
                       JsonNode       *node)
{
  g_return_if_fail (writer != NULL);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    base_json_writer_null (writer);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    write_object (writer, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    write_array (writer, json_node_get_array (node));
  else
    write_scalar (writer, node);
}

void
base_json_writer_add_text (BaseJsonWriter *writer,
                           const char     *name,
                           const char     *text)
{
  base_json_writer_name (writer, name);
  base_json_writer_text (writer, text);
}

void
base_json_writer_add_int (BaseJsonWriter *writer,
                          const char     *name,
                          gint64          value)
{
  base_json_writer_name (writer, name);
  base_json_writer_int (writer, value);
}

void
base_json_writer_add_boolean (BaseJsonWriter *writer,
                              const char     *name,
                              gboolean        value)
{
  base_json_writer_name (writer, name);
  base_json_writer_boolean (writer, value);
}

void
base_json_writer_add_time (BaseJsonWriter *writer,
                           const char     *name,
                           gint64          time)
{
  g_autofree char *text = time != 0 ? base_time_format (time) : NULL;

  base_json_writer_add_text (writer, name, text);
}

void
base_json_writer_add_raw (BaseJsonWriter *writer,
                          const char     *name,
                          const char     *json)
{
  base_json_writer_name (writer, name);
  base_json_writer_raw (writer, json);
}

char *
base_json_writer_take (BaseJsonWriter *writer)
{
  GString *out;

  g_return_val_if_fail (writer != NULL, NULL);

  out = writer->out;
  writer->out = g_string_new (NULL);
  writer->comma = FALSE;
  return g_string_free (out, FALSE);
}

char *
base_json_node_to_text (JsonNode *node)
{
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();

  base_json_writer_node (writer, node);
  return base_json_writer_take (writer);
}

GString *
base_json_writer_peek (BaseJsonWriter *writer)
{
  g_return_val_if_fail (writer != NULL, NULL);

  return writer->out;
}

void
base_json_append_string (GString    *out,
                         const char *text)
{
  g_return_if_fail (out != NULL);
  g_return_if_fail (text != NULL);

  g_string_append_c (out, '"');
  if (g_utf8_validate (text, -1, NULL))
    {
      append_escaped (out, text);
    }
  else
    {
      g_autofree char *mended = g_utf8_make_valid (text, -1);

      append_escaped (out, mended);
    }
  g_string_append_c (out, '"');
}
