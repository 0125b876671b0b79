/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. Numbers are written as they stood. */

#include "config.h"

#include "json-walk.h"

static void
walk_object (BaseJsonReader *reader,
             BaseJsonWriter *writer)
{
  BaseJsonSlice key;

  base_json_reader_enter (reader);
  base_json_writer_begin_object (writer);
  for (guint n = 0; base_json_reader_next_member (reader, &n, &key);)
    {
      g_autofree char *name = g_strndup (key.text, key.length);

      base_json_writer_name (writer, name);
      json_walk (reader, writer);
    }
  base_json_writer_end_object (writer);
}

static void
walk_array (BaseJsonReader *reader,
            BaseJsonWriter *writer)
{
  base_json_reader_enter (reader);
  base_json_writer_begin_array (writer);
  for (guint n = 0; base_json_reader_next_element (reader, &n);)
    json_walk (reader, writer);
  base_json_writer_end_array (writer);
}

static void
walk_scalar (BaseJsonReader *reader,
             BaseJsonWriter *writer)
{
  BaseJsonKind kind = base_json_reader_peek (reader);
  g_autofree char *copy = NULL;
  BaseJsonSlice text;

  if (!base_json_reader_scalar (reader, &text))
    return;
  copy = g_strndup (text.text, text.length);
  if (kind == BASE_JSON_STRING)
    base_json_writer_text (writer, copy);
  else if (kind == BASE_JSON_NULL)
    base_json_writer_null (writer);
  else
    base_json_writer_raw (writer, copy);
}

void
json_walk (BaseJsonReader *reader,
           BaseJsonWriter *writer)
{
  switch (base_json_reader_peek (reader))
    {
    case BASE_JSON_OBJECT:
      walk_object (reader, writer);
      break;
    case BASE_JSON_ARRAY:
      walk_array (reader, writer);
      break;
    case BASE_JSON_NOTHING:
      break;
    case BASE_JSON_STRING:
    case BASE_JSON_NUMBER:
    case BASE_JSON_TRUE:
    case BASE_JSON_FALSE:
    case BASE_JSON_NULL:
    default:
      walk_scalar (reader, writer);
      break;
    }
}
