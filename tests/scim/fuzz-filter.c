/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A filter from outside, against each resource type and in each profile: what parses is written
   back to text that parses to the same text, and can be evaluated over a whole resource. */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "scim-test.h"
#include "scim/scim-filter.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define RESOURCE                                                                            \
  "{'schemas':['" SCIM_URN_USER "'],'id':'a','userName':'ada','active':true,'title':'',"    \
  "'name':{'givenName':'Ada'},'emails':[{'value':'a@b','type':'work','primary':true},{}],"  \
  "'meta':{'lastModified':'2026-01-31T08:00:00Z'},'members':[{'value':'b','type':'User'}]," \
  "'" SCIM_URN_ENTERPRISE "':{'department':'x','manager':{'value':'b'}}}"

static void
check (const ScimResourceType *type,
       const char             *text,
       ScimProfile             profile,
       JsonObject             *resource)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimFilter) filter = scim_filter_parse (type, text, profile, &error);
  g_autoptr (ScimFilter) again = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;
  g_autofree char *shape = NULL;

  if (filter == NULL)
    {
      g_assert_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_FILTER);
      return;
    }
  g_assert_no_error (error);
  once = scim_filter_to_string (filter);
  shape = scim_filter_to_shape (filter);
  g_assert_true (g_utf8_validate (once, -1, NULL) && g_utf8_validate (shape, -1, NULL));
  if (strlen (once) <= SCIM_FILTER_MAX_LENGTH)
    {
      again = scim_filter_parse (type, once, profile, &error);
      g_assert_no_error (error);
      twice = scim_filter_to_string (again);
      g_assert_cmpstr (once, ==, twice);
      g_assert_cmpint (scim_filter_matches (filter, resource), ==,
                       scim_filter_matches (again, resource));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (JsonObject) resource = test_object (RESOURCE);

  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  for (int profile = SCIM_PROFILE_LENIENT; profile <= SCIM_PROFILE_STRICT; profile++)
    {
      check (scim_resource_type_user (), text, profile, resource);
      check (scim_resource_type_group (), text, profile, resource);
      check (NULL, text, profile, resource);
    }
  return 0;
}
