/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is short stays as it is; what is long is cut between characters, and its length said. */

#include "config.h"

#include <string.h>

#include "console/rollcall-excerpt.h"

static void
test_short (void)
{
  g_autofree char *none = rollcall_excerpt_new (NULL, 3);
  g_autofree char *empty = rollcall_excerpt_new ("", 3);
  g_autofree char *umlauts = rollcall_excerpt_new ("äöü", 3);

  g_assert_null (none);
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (umlauts, ==, "äöü");
}

static void
test_long (void)
{
  g_autofree char *umlauts = rollcall_excerpt_new ("äöüß", 3);
  g_autofree char *huge = g_strnfill (20000, 'x');
  g_autofree char *shown = rollcall_excerpt_new (huge, ROLLCALL_EXCERPT_VALUE);

  g_assert_cmpstr (umlauts, ==, "äöü… (4 characters)");
  g_assert_true (g_str_has_suffix (shown, "x… (20,000 characters)"));
  g_assert_cmpuint (strlen (shown), <, ROLLCALL_EXCERPT_VALUE + 40);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/console/excerpt/short", test_short);
  g_test_add_func ("/console/excerpt/long", test_long);
  return g_test_run ();
}
