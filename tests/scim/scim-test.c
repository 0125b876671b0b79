/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents for the tests, and the check that an error is the one that was meant. */

#include "config.h"

#include "scim-test.h"

char *
test_quote (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

JsonObject *
test_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_true (node != NULL && JSON_NODE_HOLDS_OBJECT (node));
  return json_node_dup_object (node);
}

JsonObject *
test_object (const char *text)
{
  g_autofree char *quoted = test_quote (text);

  return test_json (quoted);
}

JsonObject *
test_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "scim", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return test_json (text);
}

void
test_expect_error (GError     **error,
                   int          code,
                   const char  *what)
{
  g_test_message ("%s: %s", what, *error != NULL ? (*error)->message : "no error");
  g_assert_error (*error, SCIM_ERROR, code);
  g_assert_cmpstr ((*error)->message, !=, "");
  g_clear_error (error);
}

char *
test_resource_text (const ScimResourceType *type,
                    const char             *text,
                    ScimProfile             profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = test_object (text);
  g_autoptr (ScimResource) resource = scim_resource_new (type, document, profile, &error);

  g_assert_no_error (error);
  g_assert_nonnull (resource);
  return scim_resource_to_text (resource);
}
