/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a server answers, what is shown of it is one line of UTF-8, short, and without a key. */

#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "http/http-error-shape.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *scim_type = NULL;
  g_autofree char *words = http_error_shape_read ((const char *)data, (gssize)size, &scim_type);

  if (words == NULL)
    return 0;

  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (words, -1), >, 0);
  g_assert_cmpint (g_utf8_strlen (words, -1), <=, 300);
  g_assert_null (strpbrk (words, "\r\n\t\x1b"));
  g_assert_null (strstr (words, "rcd_00000000000000000000000000000000000000000002CZclj"));
  return 0;
}
