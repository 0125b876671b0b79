/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes are walked, and stay within their bounds. Where the check lets them pass and json-glib
 * makes a document of them, the document's text must come through the reader as it is. */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "base/base-json-check.h"
#include "json-walk.h"

#define DEPTH 16

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static char *
rewrite (const char *text,
         gsize       length)
{
  g_auto (BaseJsonReader) reader;
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();

  base_json_reader_init (&reader, text, length);
  json_walk (&reader, writer);
  g_assert_cmpuint (base_json_reader_get_offset (&reader), <=, length);
  return base_json_reader_check (&reader, NULL) ? base_json_writer_take (writer) : NULL;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *bytes = (const char *) data;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *walked = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  /* The check comes first, as the reader's header asks: it bounds the depth. */
  if (!base_json_check (bytes, size, DEPTH, NULL))
    return 0;

  walked = rewrite (bytes, size);
  if (!json_parser_load_from_data (parser, bytes, (gssize) size, NULL) ||
      json_parser_get_root (parser) == NULL)
    return 0;

  text = base_json_node_to_text (json_parser_get_root (parser));
  again = rewrite (text, strlen (text));
  g_assert_cmpstr (again, ==, text);
  return 0;
}
