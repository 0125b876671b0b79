/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of endpoints: what is found, what is allowed, and that nothing that writes or
 * administers is open by mistake. */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "directory/directory-request.h"
#include "directory/directory-routes.h"

static const DirectoryRoute *
find (const char       *path,
      DirectoryMethod   method,
      DirectoryMethod  *allowed,
      char            **argument)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr (GPtrArray) array = g_ptr_array_new ();
  const char *arguments[DIRECTORY_MAX_ARGUMENTS] = { NULL };
  const DirectoryRoute *route;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (array, parts[i]);
  route = directory_routes_find (array, method, arguments, allowed);
  if (argument != NULL)
    *argument = g_strdup (arguments[1]);
  return route;
}

static void
test_find (void)
{
  const DirectoryRoute *route;
  DirectoryMethod allowed;
  g_autofree char *id = NULL;

  route = find ("/scim/directory/d/Users/u", DIRECTORY_METHOD_PATCH, &allowed, &id);
  g_assert_nonnull (route);
  g_assert_cmpint (route->access, ==, DIRECTORY_ACCESS_PROVISION);
  g_assert_cmpint (route->type, ==, STORE_USER);
  g_assert_cmpstr (id, ==, "u");

  route = find ("/scim/directory/d/Groups/.search", DIRECTORY_METHOD_POST, &allowed, NULL);
  g_assert_nonnull (route);
  g_assert_cmpint (route->access, ==, DIRECTORY_ACCESS_READ);

  g_assert_null (find ("/scim/directory/d/Users", DIRECTORY_METHOD_DELETE, &allowed, NULL));
  g_assert_cmpint (allowed, ==,
                   DIRECTORY_METHOD_GET | DIRECTORY_METHOD_HEAD | DIRECTORY_METHOD_POST);
  g_assert_null (find ("/scim/directory/d/Users/u/x", DIRECTORY_METHOD_GET, &allowed, NULL));
  g_assert_cmpint (allowed, ==, DIRECTORY_METHOD_NONE);
  g_assert_null (find ("/", DIRECTORY_METHOD_GET, &allowed, NULL));
  g_assert_cmpint (allowed, ==, DIRECTORY_METHOD_NONE);
}

static void
test_access (void)
{
  static const char *const open[] = { "/scim/directory/{}/ServiceProviderConfig", "/healthz",
                                      "/readyz" };
  const DirectoryMethod writes = DIRECTORY_METHOD_POST | DIRECTORY_METHOD_PUT |
                                 DIRECTORY_METHOD_PATCH | DIRECTORY_METHOD_DELETE;
  guint n_routes;
  const DirectoryRoute *routes = directory_routes_all (&n_routes);

  g_assert_cmpuint (n_routes, >, 30);
  for (guint i = 0; i < n_routes; i++)
    {
      const DirectoryRoute *route = &routes[i];
      gboolean may_be_open = FALSE;

      g_test_message ("%s", route->pattern);
      g_assert_nonnull (route->handler);
      if (g_str_has_prefix (route->pattern, "/admin/"))
        g_assert_cmpint (route->access, ==, DIRECTORY_ACCESS_ADMIN);
      for (guint j = 0; j < G_N_ELEMENTS (open); j++)
        may_be_open |= g_str_equal (open[j], route->pattern);
      if (!may_be_open)
        g_assert_cmpint (route->access, !=, DIRECTORY_ACCESS_OPEN);
      if (route->type != 0 && (route->methods & writes) != 0 &&
          !g_str_has_suffix (route->pattern, "/.search"))
        g_assert_cmpint (route->access, ==, DIRECTORY_ACCESS_PROVISION);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/routes/find", test_find);
  g_test_add_func ("/directory/routes/access", test_access);
  return g_test_run ();
}
