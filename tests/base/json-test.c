/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON written, read back by json-glib; and JSON checked before json-glib may see it. */

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/base-error.h"
#include "base/base-json-check.h"
#include "base/base-json-keys.h"
#include "base/base-json-member.h"
#include "base/base-json-writer.h"

static void
test_writer (void)
{
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();
  g_autofree char *text = NULL;
  g_autofree char *next = NULL;

  base_json_writer_begin_object (writer);
  base_json_writer_add_text (writer, "text", "a\"b\\c\n\x01\t\u00e4/");
  base_json_writer_add_text (writer, "none", NULL);
  base_json_writer_add_int (writer, "int", G_MININT64);
  base_json_writer_add_boolean (writer, "yes", TRUE);
  base_json_writer_add_time (writer, "time", 1000);
  base_json_writer_add_time (writer, "never", 0);
  base_json_writer_add_raw (writer, "raw", "{\"x\":[1,2]}");
  base_json_writer_name (writer, "list");
  base_json_writer_begin_array (writer);
  base_json_writer_int (writer, 1);
  base_json_writer_begin_object (writer);
  base_json_writer_end_object (writer);
  base_json_writer_begin_array (writer);
  base_json_writer_end_array (writer);
  base_json_writer_text (writer, "x");
  base_json_writer_boolean (writer, FALSE);
  base_json_writer_null (writer);
  base_json_writer_raw (writer, "2.5");
  base_json_writer_end_array (writer);
  base_json_writer_end_object (writer);

  g_assert_cmpuint (base_json_writer_peek (writer)->len, >, 0);
  text = base_json_writer_take (writer);
  g_assert_cmpstr (text, ==,
                   "{\"text\":\"a\\\"b\\\\c\\n\\u0001\\t\u00e4/\",\"none\":null,"
                   "\"int\":-9223372036854775808,\"yes\":true,"
                   "\"time\":\"1970-01-01T00:00:00.001Z\",\"never\":null,\"raw\":{\"x\":[1,2]},"
                   "\"list\":[1,{},[],\"x\",false,null,2.5]}");

  /* The writer goes on empty, without a comma. */
  base_json_writer_text (writer, "again");
  next = base_json_writer_take (writer);
  g_assert_cmpstr (next, ==, "\"again\"");
}

/* Every character up to U+07FF, and broken bytes, come back from json-glib as they went in. */
static void
test_every_character (void)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  for (gunichar c = 1; c < 0x800; c++)
    g_string_append_unichar (all, c);
  base_json_append_string (text, all->str);
  g_string_append_c (text, ',');
  base_json_append_string (text, "a\xc3");
  g_string_append_c (text, ']');

  g_assert_true (base_json_check (text->str, text->len, 1, &error));
  g_assert_true (json_parser_load_from_data (parser, text->str, -1, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (
      json_array_get_string_element (json_node_get_array (json_parser_get_root (parser)), 0), ==,
      all->str);
  g_assert_cmpstr (
      json_array_get_string_element (json_node_get_array (json_parser_get_root (parser)), 1), ==,
      "a\ufffd");
}

/* What json-glib read is written as it stood; U+001F, which its own generator leaves, is
 * escaped. */
static void
test_node (void)
{
  const char *text = "{\"z\":[1,-2,2.5,-0.25,true,null,{},[]],"
                     "\"a\":{\"\\u001f\":\"\\u001f\\\"ä\"}}";
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;
  g_autofree char *nothing = base_json_node_to_text (NULL);

  g_assert_true (json_parser_load_from_data (parser, text, -1, &error));
  g_assert_no_error (error);
  written = base_json_node_to_text (json_parser_get_root (parser));
  g_assert_cmpstr (written, ==, text);
  g_assert_cmpstr (nothing, ==, "null");

  g_clear_pointer (&written, g_free);
  g_assert_true (json_parser_load_from_data (parser, "[1e999]", -1, &error));
  written = base_json_node_to_text (json_parser_get_root (parser));
  g_assert_cmpstr (written, ==, "[null]");
}

/* Nothing of a wrong type is taken, nothing is warned of, and SCIM's names have no case. */
static void
test_member (void)
{
  const char *text = "{\"Text\":\"a\",\"int\":7,\"time\":\"1970-01-01T00:00:01Z\",\"object\":{},"
                     "\"array\":[],\"null\":null,\"float\":1.5}";
  static const char *const names[] = { "Text", "int", "object", "array", "null", "float", "none" };
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *object = json_node_get_object (root);

  g_assert_cmpstr (base_json_get_text (object, "Text"), ==, "a");
  g_assert_null (base_json_get_text (object, "text"));
  g_assert_cmpstr (json_node_get_string (base_json_find (object, "teXT")), ==, "a");
  g_assert_cmpint (base_json_get_int (object, "int", -1), ==, 7);
  g_assert_cmpint (base_json_get_time (object, "time"), ==, 1000000);
  g_assert_nonnull (base_json_get_object (object, "object"));
  g_assert_nonnull (base_json_get_array (object, "array"));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = names[i];

      g_assert_true (g_str_equal (name, "Text") || base_json_get_text (object, name) == NULL);
      g_assert_true (g_str_equal (name, "int") || base_json_get_int (object, name, -1) == -1);
      g_assert_true (g_str_equal (name, "object") || base_json_get_object (object, name) == NULL);
      g_assert_true (g_str_equal (name, "array") || base_json_get_array (object, name) == NULL);
      g_assert_cmpint (base_json_get_time (object, name), ==, 0);
      g_assert_null (base_json_find (NULL, name));
      g_assert_null (base_json_get_text (NULL, name));
    }
}

typedef struct
{
  const char *text;
  int code; /* a BaseError, or -1 for well */
} Check;

static const Check checks[] = {
  { "", -1 },
  { "{}", -1 },
  { "\xef\xbb\xbf{}", -1 },
  { "[[[]]]", -1 },
  { "{\"a\":[{\"b\":[]}]}", BASE_ERROR_TOO_DEEP },
  { "[[[[]]]]", BASE_ERROR_TOO_DEEP },
  { "[\"[[[[\", \"\\\"[[[[\", \"\\\\\"]", -1 },
  { "[\"open]", BASE_ERROR_JSON },
  { "[\"\\", BASE_ERROR_JSON },
  { "[1,2", BASE_ERROR_JSON },
  { "[1]]", BASE_ERROR_JSON },
  { "[\"a\nb\"]", BASE_ERROR_JSON },
  { "[\"a\\\nb\"]", BASE_ERROR_JSON },
  { "[\"\xff\"]", BASE_ERROR_ENCODING },
  { "[true, false, null, -1.5e+10]", -1 },
  { " [1] \n", -1 },
  { " \"a\" ", -1 },
  { "-1.5 ", -1 },
  { "{}{}", BASE_ERROR_JSON },
  { "{}\n[]", BASE_ERROR_JSON },
  { "{} x", BASE_ERROR_JSON },
  { "1{}", BASE_ERROR_JSON },
  { "1 2", BASE_ERROR_JSON },
  { "\"a\"\"b\"", BASE_ERROR_JSON },
  { "[\"a\\u0000b\"]", BASE_ERROR_ENCODING },
  { "[\"a\\\\u0000\", \"\\u00001\"]", BASE_ERROR_ENCODING },
  { "[\"a\\\\u0000b\", \"\\u0001\"]", -1 },
  { "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"]", -1 },
  /* Escapes of C, which json-glib's scanner takes: octal ones make ill-formed UTF-8 and NULs. */
  { "[\"\\770\"]", BASE_ERROR_JSON },
  { "[\"\\0\"]", BASE_ERROR_JSON },
  { "[\"\\q\"]", BASE_ERROR_JSON },
  { "[\"\\u00g0\"]", BASE_ERROR_JSON },
  { "[\"\\u00\"]", BASE_ERROR_JSON },
  { "[\"\\u00", BASE_ERROR_JSON },
  { "[\"\\ud83d\"]", BASE_ERROR_ENCODING },
  { "[\"\\ud83dx\"]", BASE_ERROR_ENCODING },
  { "[\"\\ud83d\\u0041\"]", BASE_ERROR_ENCODING },
  { "[\"\\ude00\"]", BASE_ERROR_ENCODING },
  { "[\"\\ud83d\\u", BASE_ERROR_ENCODING },
  /* What json-glib's scanner would take, and where brackets could hide. */
  { "/* \" */ [[[[]]]] /* \" */", BASE_ERROR_JSON },
  { "// \"\n[[[[]]]]", BASE_ERROR_JSON },
  { "['\"', [[[[]]]], '\"']", BASE_ERROR_JSON },
  { "# \"\n[[[[]]]]", BASE_ERROR_JSON },
};

static void
test_check (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean well = base_json_check (checks[i].text, strlen (checks[i].text), 3, &error);

      g_test_message ("%u: %s", i, well ? "well" : error->message);
      g_assert_cmpint (well ? -1 : error->code, ==, checks[i].code);
      g_assert_true (well == (error == NULL));
    }
}

static void
test_check_keys (void)
{
  static const struct
  {
    const char *text;
    gboolean good;
  } texts[] = {
    { "", TRUE },
    { "\"a\"", TRUE },
    { "{}", TRUE },
    { "[{\"a\":1},{\"a\":1}]", TRUE },
    { "{\"a\":\"a\",\"b\":[\"a\",\"a\"],\"c\":{\"a\":{\"a\":1}}}", TRUE },
    { "{\"a\\\"\":1,\"a\":2}", TRUE },
    { "{\"A\":1,\"a\":2}", TRUE },
    { "{\"a\":1,\"a\":1}", FALSE },
    { "{\"a\":{\"b\":1},\"b\":2,\"a\":3}", FALSE },
    { "[[],{\"x\":[{\"a\":1, \"a\" : 2}]}]", FALSE },
    { "{\"a\":1,\"\\u0061\":2}", FALSE },
    { "{\"\\ud83d\\ude00\":1,\"\xf0\x9f\x98\x80\":2}", FALSE },
    { "{\"\":1,\"\":2}", FALSE },
  };
  g_autoptr (GString) many = g_string_new ("{");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i].text);
      g_assert_cmpint (base_json_check_keys (texts[i].text, strlen (texts[i].text), &error), ==,
                       texts[i].good);
      g_assert_true ((error == NULL) == texts[i].good);
    }

  /* Neither many names nor many twice take long, and one among them is found. */
  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (many, "\"k%u\":0,", i);
  g_string_append (many, "\"last\":0}");
  g_assert_true (base_json_check_keys (many->str, many->len, NULL));
  g_string_truncate (many, many->len - 1);
  g_string_append (many, ",\"k\\u0037\":0}");
  g_assert_false (base_json_check_keys (many->str, many->len, NULL));
}

static void
test_check_nul (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (base_json_check ("[\"\0\"]", 5, 3, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_ENCODING);
}

/* json-glib recurses: a text of 10 MB of brackets would end the process. */
static void
test_check_bomb (void)
{
  g_autofree char *bomb = g_strnfill (10 * 1000 * 1000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_false (base_json_check (bomb, 10 * 1000 * 1000, 64, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_TOO_DEEP);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/writer", test_writer);
  g_test_add_func ("/json/every-character", test_every_character);
  g_test_add_func ("/json/node", test_node);
  g_test_add_func ("/json/member", test_member);
  g_test_add_func ("/json/check", test_check);
  g_test_add_func ("/json/check-nul", test_check_nul);
  g_test_add_func ("/json/check-keys", test_check_keys);
  g_test_add_func ("/json/check-bomb", test_check_bomb);
  return g_test_run ();
}
