/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A path from outside: what parses is written back to text that parses to the same text. The same
   bytes are also tried as a list of attributes, which must leave what is always returned. */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "scim-test.h"
#include "scim/scim-filter.h"
#include "scim/scim-projection.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define RESOURCE                                                                        \
  "{'schemas':['" SCIM_URN_USER "'],'id':'a','userName':'ada','active':true,"           \
  "'name':{'givenName':'Ada'},'emails':[{'value':'a@b','type':'work','primary':true}]," \
  "'meta':{'lastModified':'2026-01-31T08:00:00Z'},'groups':[{'value':'b'}],"            \
  "'" SCIM_URN_ENTERPRISE "':{'department':'x','manager':{'value':'b'}}}"

static void
check_path (const ScimResourceType *type,
            const char             *text,
            ScimProfile             profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimPath) path = scim_path_parse (type, text, profile, &error);
  g_autoptr (ScimPath) again = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  if (path == NULL)
    {
      g_assert_true (g_error_matches (error, SCIM_ERROR, SCIM_ERROR_INVALID_PATH) ||
                     g_error_matches (error, SCIM_ERROR, SCIM_ERROR_INVALID_FILTER));
      return;
    }
  g_assert_no_error (error);
  g_assert_true (path->name != NULL || path->schema != NULL);
  g_assert_true (path->sub == NULL || path->sub_name != NULL);
  once = scim_path_to_string (path);
  if (strlen (once) > SCIM_FILTER_MAX_LENGTH)
    return;
  again = scim_path_parse (type, once, profile, &error);
  g_assert_no_error (error);
  twice = scim_path_to_string (again);
  g_assert_cmpstr (once, ==, twice);
  g_assert_true (again->attribute == path->attribute && again->sub == path->sub);
}

static void
check_projection (const char *text,
                  gboolean    excluded)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimProjection) projection =
      scim_projection_new (scim_resource_type_user (), excluded ? NULL : text,
                           excluded ? text : NULL, &error);
  g_autoptr (JsonObject) resource = NULL;

  if (projection == NULL)
    {
      g_assert_nonnull (error);
      return;
    }
  resource = test_object (RESOURCE);
  scim_projection_apply (projection, resource);
  g_assert_true (json_object_has_member (resource, "id"));
  g_assert_true (json_object_has_member (resource, "schemas"));
  for (gsize i = 0; i < 3; i++)
    {
      static const char *const derived[] = { "meta", "groups", "userName" };

      g_assert_true (!json_object_has_member (resource, derived[i]) ||
                     scim_projection_wants (projection, derived[i]));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);

  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  for (int profile = SCIM_PROFILE_LENIENT; profile <= SCIM_PROFILE_STRICT; profile++)
    {
      check_path (scim_resource_type_user (), text, profile);
      check_path (scim_resource_type_group (), text, profile);
      check_path (NULL, text, profile);
    }
  check_projection (text, FALSE);
  check_projection (text, TRUE);
  return 0;
}
