/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A resource and a PATCH in one input, apart by a newline or a NUL. A PATCH that fails leaves the
   original as it was; what it makes is a whole resource that goes through its text and comes back;
   and nobody removes everybody but by a remove that has no value. */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "base/base-json-check.h"
#include "scim-test.h"
#include "scim/scim-patch.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* (nullable): the object that the text is */
static JsonObject *
read_object (const char *text)
{
  g_autoptr (JsonNode) node = NULL;

  if (!base_json_check (text, strlen (text), 32, NULL))
    return NULL;
  node = json_from_string (text, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  return json_node_dup_object (node);
}

static JsonNode *
find (JsonObject *object,
      const char *name)
{
  g_autoptr (GList) names = json_object_get_members (object);

  if (json_object_has_member (object, name))
    return json_object_get_member (object, name);
  for (GList *key = names; key != NULL; key = key->next)
    if (g_ascii_strcasecmp (key->data, name) == 0)
      return json_object_get_member (object, key->data);
  return NULL;
}

/* How many operations ask to remove something whole. */
static guint
count_whole_removes (JsonObject *document)
{
  JsonNode *operations = find (document, "Operations");
  JsonArray *array = json_node_get_array (operations);
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *operation = json_array_get_object_element (array, i);
      JsonNode *value = find (operation, "value");

      n += g_ascii_strcasecmp (json_node_get_string (find (operation, "op")), "remove") == 0 &&
           (value == NULL || JSON_NODE_HOLDS_NULL (value));
    }
  return n;
}

static void
check_members (ScimPatch  *patch,
               JsonObject *document)
{
  GPtrArray *changes = scim_patch_get_member_changes (patch);
  guint n_all = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const ScimMemberChange *change = g_ptr_array_index (changes, i);
      gboolean names_ids = change->kind == SCIM_MEMBERS_ADD || change->kind == SCIM_MEMBERS_REMOVE;

      n_all += change->kind == SCIM_MEMBERS_REMOVE_ALL;
      g_assert_true (!names_ids || change->ids->len > 0);
      g_assert_true ((change->kind == SCIM_MEMBERS_REMOVE_TYPE) == (change->resource_type != NULL));
      for (guint j = 0; j < change->ids->len; j++)
        g_assert_cmpstr (g_ptr_array_index (change->ids, j), !=, "");
    }
  g_assert_cmpint (n_all, <=, count_whole_removes (document));
}

static void
check_round_trip (ScimResource *resource)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (ScimResource) read = NULL;

  scim_resource_finish (resource, &error);
  g_assert_no_error (error);
  text = scim_resource_to_text (resource);
  read = scim_resource_new_from_text (scim_resource_get_type (resource), text, &error);
  g_assert_no_error (error);
  again = scim_resource_to_text (read);
  g_assert_cmpstr (text, ==, again);
  g_assert_true (scim_resource_equal (resource, read));
}

static void
check (const ScimResourceType *type,
       JsonObject             *body,
       JsonObject             *document,
       ScimProfile             profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimResource) resource = scim_resource_new (type, body, profile, &error);
  g_autoptr (ScimResource) copy = NULL;
  g_autoptr (ScimPatch) patch = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *told = NULL;

  if (resource == NULL)
    {
      g_assert_true (error != NULL && error->domain == SCIM_ERROR);
      return;
    }
  check_round_trip (resource);
  if (document == NULL)
    return;
  patch = scim_patch_parse (type, document, profile, &error);
  if (patch == NULL)
    {
      g_assert_true (error != NULL && error->domain == SCIM_ERROR);
      return;
    }
  check_members (patch, document);

  before = scim_resource_to_text (resource);
  copy = scim_resource_copy (resource);
  if (!scim_patch_apply (patch, copy, &error))
    g_assert_true (error != NULL && error->domain == SCIM_ERROR);
  else
    {
      g_assert_no_error (error);
      check_round_trip (copy);
      told = scim_patch_describe (resource, copy);
      g_assert_true (base_json_check (told, strlen (told), 32, NULL));
      g_assert_true (!scim_resource_equal (resource, copy) || g_str_equal (told, "[]"));
    }
  after = scim_resource_to_text (resource);
  g_assert_cmpstr (before, ==, after);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  size_t n = strcspn (text, "\n");
  g_autofree char *rest = n < size ? g_strndup ((const char *)data + n + 1, size - n - 1) : NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (JsonObject) document = NULL;

  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  text[n] = '\0';
  body = read_object (text);
  if (body == NULL)
    return 0;
  document = rest != NULL ? read_object (rest) : NULL;
  for (int profile = SCIM_PROFILE_LENIENT; profile <= SCIM_PROFILE_STRICT; profile++)
    {
      check (scim_resource_type_user (), body, document, profile);
      check (scim_resource_type_group (), body, document, profile);
    }
  return 0;
}
