/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever passes the check is taken apart or refused; and what comes out is JSON that is taken
 * apart to the same. */

#include "config.h"

#include <stdint.h>
#include <string.h>

#include "base/base-json-check.h"
#include "roll/roll-resource.h"
#include "scim/scim-schema.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
try_type (const ScimResourceType *type,
          const char             *text,
          size_t                  size)
{
  g_autoptr (RollTaker) taker = roll_taker_new ();
  g_autofree char *body = NULL;
  g_auto (BaseJsonReader) reader = { 0 };
  g_auto (BaseJsonReader) again = { 0 };
  const RollResource *resource;
  guint8 hash[16];

  base_json_reader_init (&reader, text, size);
  resource = roll_taker_take (taker, type, &reader);
  if (resource == NULL)
    return;

  body = g_strdup (resource->body->str);
  memcpy (hash, resource->hash, sizeof hash);
  base_json_reader_init (&again, body, strlen (body));
  resource = roll_taker_take (taker, type, &again);
  g_assert_nonnull (resource);
  g_assert_cmpstr (resource->body->str, ==, body);
  g_assert_cmpmem (resource->hash, sizeof hash, hash, sizeof hash);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = (const char *)data;

  if (!base_json_check (text, size, 64, NULL))
    return 0;
  try_type (scim_resource_type_user (), text, size);
  try_type (scim_resource_type_group (), text, size);
  return 0;
}
