/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The streaming reader: it reads what JSON is, says where something isn't, and stays there. */

#include "config.h"

#include <string.h>

#include "base/base-error.h"
#include "json-walk.h"

/* @text written anew, or what is wrong with it. */
static char *
rewrite (const char *text)
{
  g_auto (BaseJsonReader) reader;
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();
  g_autoptr (GError) error = NULL;

  base_json_reader_init (&reader, text, strlen (text));
  json_walk (&reader, writer);
  if (base_json_reader_check (&reader, &error))
    return base_json_writer_take (writer);

  g_assert_error (error, BASE_ERROR, BASE_ERROR_JSON);
  g_assert_cmpint (base_json_reader_peek (&reader), ==, BASE_JSON_NOTHING);
  g_assert_false (base_json_reader_enter (&reader));
  g_assert_false (base_json_reader_skip (&reader, NULL));
  return g_strdup (error->message);
}

static const char *const values[][2] = {
  { "{}", "{}" },
  { " [ ] ", "[]" },
  { "\xef\xbb\xbf[1]", "[1]" },
  { "{\"a\" : [ 1 , -2.50e+3 , true,false,null,\"x\" ],\"b\":{\"c\":{}}}",
    "{\"a\":[1,-2.50e+3,true,false,null,\"x\"],\"b\":{\"c\":{}}}" },
  { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"" },
  { "\"\\u00e4\\ud83d\\ude00\"", "\"\u00e4\U0001f600\"" },
  { "\"\\ud83d \\ude00\\ud83d\"", "\"\ufffd \ufffd\ufffd\"" },
  { "\"a\\u0000b\"", "\"a\ufffd""b\"" },
};

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = rewrite (values[i][0]);

      g_assert_cmpstr (text, ==, values[i][1]);
    }
}

static const char *const broken[][2] = {
  { "[1 2]", "neither a comma nor the end of an array" },
  { "{\"a\" 1}", "colon" },
  { "{1:2}", "without its name or colon" },
  { "[\"\\x\"]", "an escape that JSON doesn't know" },
  { "[\"\\u12", "a \\u without four" },
  { "[\"\\u12g4\"]", "a \\u without four" },
  { "[\"open", "never ends" },
  { "[\"open\\", "never ends" },
  { "[?]", "no JSON value" },
  { "[1", "neither a comma nor the end" },
  { "[truth]", "a word that JSON doesn't know" },
};

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *words = rewrite (broken[i][0]);

      g_test_message ("%u: %s", i, words);
      g_assert_nonnull (strstr (words, broken[i][1]));
      g_assert_nonnull (strstr (words, "byte"));
    }
}

/* What is skipped is told as it stood, and what follows is read as if it had been read. */
static void
test_skip (void)
{
  const char *text = "{\"a\":[{\"]\":\"}\\\"\"},[2]] ,\"b\":\"\\\\\",\"Last\":7}";
  g_auto (BaseJsonReader) reader;
  BaseJsonSlice key, raw;
  guint n = 0;

  base_json_reader_init (&reader, text, strlen (text));
  g_assert_true (base_json_reader_enter (&reader));
  g_assert_true (base_json_reader_next_member (&reader, &n, &key));
  g_assert_true (base_json_slice_is (&key, "A"));
  g_assert_true (base_json_reader_skip (&reader, &raw));
  g_assert_cmpmem (raw.text, raw.length, "[{\"]\":\"}\\\"\"},[2]]", 17);
  g_assert_true (base_json_reader_next_member (&reader, &n, &key));
  g_assert_true (base_json_reader_skip (&reader, NULL));
  g_assert_true (base_json_reader_next_member (&reader, &n, &key));
  g_assert_true (base_json_slice_is (&key, "last"));
  g_assert_false (base_json_slice_is (&key, "las"));
  g_assert_false (base_json_reader_text (&reader, &raw));
  g_assert_true (base_json_reader_scalar (&reader, &raw));
  g_assert_cmpmem (raw.text, raw.length, "7", 1);
  g_assert_false (base_json_reader_next_member (&reader, &n, &key));
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (base_json_reader_get_offset (&reader), ==, strlen (text));
  g_assert_true (base_json_reader_check (&reader, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-reader/values", test_values);
  g_test_add_func ("/json-reader/broken", test_broken);
  g_test_add_func ("/json-reader/skip", test_skip);
  return g_test_run ();
}
