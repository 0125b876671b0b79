/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How far words are apart. */

#include "config.h"

#include "base/base-distance.h"

static void
test_distance (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    guint distance;
  } rows[] = {
    { "compare", "compare", 0 }, { "compar", "compare", 1 },     { "comapre", "compare", 1 },
    { "", "abc", 3 },            { "kitten", "sitting", 3 },     { "zoe", "zoë", 1 },
    { "łódź", "lodz", 3 },       { "jonsa web", "jonas weber", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpuint (base_distance (rows[i].a, rows[i].b), ==, rows[i].distance);
      g_assert_cmpuint (base_distance (rows[i].b, rows[i].a), ==, rows[i].distance);
    }
}

static void
test_far (void)
{
  g_autofree char *most = g_strnfill (64, 'x');
  g_autofree char *more = g_strnfill (65, 'x');

  g_assert_cmpuint (base_distance (most, ""), ==, 64);
  g_assert_cmpuint (base_distance (more, "x"), ==, G_MAXUINT);
  g_assert_cmpuint (base_distance ("x", "\xff"), ==, G_MAXUINT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/distance", test_distance);
  g_test_add_func ("/base/distance/far", test_far);
  return g_test_run ();
}
