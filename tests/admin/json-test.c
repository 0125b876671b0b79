/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers of a service that is newer, older, or none at all. */

#include "config.h"

#include "admin/admin-json.h"
#include "base/base-json-member.h"
#include "admin/admin-types.h"

static JsonObject *
parse (JsonParser *parser,
       const char *text)
{
  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  return json_node_get_object (json_parser_get_root (parser));
}

static void
test_wrong_types (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object =
      parse (parser, "{\"a\":1,\"b\":\"x\",\"c\":null,\"d\":[],\"e\":{},\"f\":true,\"g\":1.5}");

  g_assert_null (base_json_get_text (object, "a"));
  g_assert_null (base_json_get_text (object, "c"));
  g_assert_null (base_json_get_text (object, "d"));
  g_assert_null (base_json_get_text (object, "nothing"));
  g_assert_null (base_json_get_text (NULL, "a"));
  g_assert_cmpstr (base_json_get_text (object, "b"), ==, "x");
  g_assert_cmpint (base_json_get_int (object, "a", 7), ==, 1);
  g_assert_cmpint (base_json_get_int (object, "b", 7), ==, 7);
  g_assert_cmpint (base_json_get_int (object, "g", 7), ==, 7);
  g_assert_cmpint (base_json_get_time (object, "b"), ==, 0);
  g_assert_null (base_json_get_object (object, "d"));
  g_assert_nonnull (base_json_get_object (object, "e"));
}

static void
test_directory (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (AdminDirectory) directory = NULL;
  JsonObject *object;

  object =
      parse (parser, "{\"id\":\"1\",\"name\":7,\"base_url\":\"http://127.0.0.1/x\","
                     "\"created\":\"2026-11-23T10:00:00Z\",\"users\":{\"total\":3,\"active\":2},"
                     "\"groups\":[],\"key\":{\"id\":\"k\",\"secret\":\"rcd_x\",\"expires\":null}}");
  directory = admin_directory_new_from_json (object);
  g_assert_nonnull (directory);
  g_assert_null (directory->name);
  g_assert_cmpint (directory->users_total, ==, 3);
  g_assert_cmpint (directory->users_active, ==, 2);
  g_assert_cmpint (directory->groups_total, ==, 0);
  g_assert_cmpint (directory->created, ==, G_GINT64_CONSTANT (1795428000000000));
  g_assert_cmpstr (directory->key->secret, ==, "rcd_x");
  g_assert_cmpint (directory->key->expires, ==, 0);

  g_assert_null (admin_directory_new_from_json (parse (parser, "{\"name\":\"x\"}")));
  g_assert_null (admin_key_new_from_json (parse (parser, "{\"id\":5}")));
  g_assert_null (admin_key_new_from_json (NULL));
}

static void
test_list (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  parse (parser, "{\"items\":[1,2]}");
  g_assert_cmpuint (json_array_get_length (admin_json_get_list (json_parser_get_root (parser))), ==,
                    2);
  parse (parser, "{\"items\":{}}");
  g_assert_null (admin_json_get_list (json_parser_get_root (parser)));
  g_assert_true (json_parser_load_from_data (parser, "[]", -1, NULL));
  g_assert_nonnull (admin_json_get_list (json_parser_get_root (parser)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/admin/json/wrong-types", test_wrong_types);
  g_test_add_func ("/admin/json/directory", test_directory);
  g_test_add_func ("/admin/json/list", test_list);
  return g_test_run ();
}
