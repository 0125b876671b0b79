/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The endpoints, and the search in them. A row is matched segment by segment; the first that fits
 * path and method is taken. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-routes.h"

#include <string.h>

#include "directory/directory-admin-activity.h"
#include "directory/directory-admin-directories.h"
#include "directory/directory-admin-keys.h"
#include "directory/directory-bulk.h"
#include "directory/directory-discovery.h"
#include "directory/directory-metrics.h"
#include "directory/directory-scim-list.h"
#include "directory/directory-scim-read.h"
#include "directory/directory-scim-write.h"

#define GET (DIRECTORY_METHOD_GET | DIRECTORY_METHOD_HEAD)
#define POST DIRECTORY_METHOD_POST
#define PUT DIRECTORY_METHOD_PUT
#define PATCH DIRECTORY_METHOD_PATCH
#define DELETE DIRECTORY_METHOD_DELETE
#define ANY (GET | POST | PUT | PATCH | DELETE)
#define OPEN DIRECTORY_ACCESS_OPEN
#define READ DIRECTORY_ACCESS_READ
#define PROVISION DIRECTORY_ACCESS_PROVISION
#define ADMIN DIRECTORY_ACCESS_ADMIN
#define BASE "/scim/directory/{}"
#define DIRECTORIES "/admin/v1/directories"

static const DirectoryRoute routes[] = {
  { GET, BASE "/Users", READ, directory_scim_list, STORE_USER, "/Users" },
  { GET, BASE "/Users/{}", READ, directory_scim_read, STORE_USER, "/Users/{id}" },
  { POST, BASE "/Users", PROVISION, directory_scim_create, STORE_USER, "/Users" },
  { PATCH, BASE "/Users/{}", PROVISION, directory_scim_patch, STORE_USER, "/Users/{id}" },
  { PUT, BASE "/Users/{}", PROVISION, directory_scim_replace, STORE_USER, "/Users/{id}" },
  { DELETE, BASE "/Users/{}", PROVISION, directory_scim_delete, STORE_USER, "/Users/{id}" },
  { POST, BASE "/Users/.search", READ, directory_scim_search, STORE_USER, "/Users/.search" },

  { GET, BASE "/Groups", READ, directory_scim_list, STORE_GROUP, "/Groups" },
  { GET, BASE "/Groups/{}", READ, directory_scim_read, STORE_GROUP, "/Groups/{id}" },
  { POST, BASE "/Groups", PROVISION, directory_scim_create, STORE_GROUP, "/Groups" },
  { PATCH, BASE "/Groups/{}", PROVISION, directory_scim_patch, STORE_GROUP, "/Groups/{id}" },
  { PUT, BASE "/Groups/{}", PROVISION, directory_scim_replace, STORE_GROUP, "/Groups/{id}" },
  { DELETE, BASE "/Groups/{}", PROVISION, directory_scim_delete, STORE_GROUP, "/Groups/{id}" },
  { POST, BASE "/Groups/.search", READ, directory_scim_search, STORE_GROUP, "/Groups/.search" },

  { GET, BASE "/ServiceProviderConfig", OPEN, directory_discovery_config, 0,
    "/ServiceProviderConfig" },
  { GET, BASE "/Schemas", READ, directory_discovery_schemas, 0, "/Schemas" },
  { GET, BASE "/Schemas/{}", READ, directory_discovery_schema, 0, "/Schemas/{id}" },
  { GET, BASE "/ResourceTypes", READ, directory_discovery_types, 0, "/ResourceTypes" },
  { GET, BASE "/ResourceTypes/{}", READ, directory_discovery_type, 0, "/ResourceTypes/{id}" },
  { ANY, BASE "/Me", READ, directory_discovery_not_offered, 0, "/Me" },
  { POST, BASE "/Bulk", PROVISION, directory_bulk, 0, "/Bulk" },
  { POST, BASE "/.search", READ, directory_scim_search, 0, "/.search" },
  { GET, BASE, READ, directory_scim_list, 0, "/" },

  { GET, "/healthz", OPEN, directory_discovery_alive, 0, NULL },
  { GET, "/readyz", OPEN, directory_discovery_alive, 0, NULL },

  { GET, "/metrics", ADMIN, directory_metrics_show, 0, NULL },

  { GET, "/admin/v1", ADMIN, directory_admin_service, 0, NULL },
  { GET, DIRECTORIES, ADMIN, directory_admin_list, 0, NULL },
  { POST, DIRECTORIES, ADMIN, directory_admin_create, 0, NULL },
  { GET, DIRECTORIES "/{}", ADMIN, directory_admin_show, 0, NULL },
  { PATCH, DIRECTORIES "/{}", ADMIN, directory_admin_rename, 0, NULL },
  { DELETE, DIRECTORIES "/{}", ADMIN, directory_admin_delete, 0, NULL },
  { GET, DIRECTORIES "/{}/keys", ADMIN, directory_admin_list_keys, 0, NULL },
  { POST, DIRECTORIES "/{}/keys", ADMIN, directory_admin_create_key, 0, NULL },
  { PATCH, DIRECTORIES "/{}/keys/{}", ADMIN, directory_admin_update_key, 0, NULL },
  { DELETE, DIRECTORIES "/{}/keys/{}", ADMIN, directory_admin_revoke_key, 0, NULL },
  { POST, DIRECTORIES "/{}/keys/{}/replace", ADMIN, directory_admin_replace_key, 0, NULL },
  { GET, DIRECTORIES "/{}/activity", ADMIN, directory_admin_activity, 0, NULL },
};

static gboolean
matches (const char  *pattern,
         GPtrArray   *parts,
         const char **arguments)
{
  guint n_arguments = 0;
  guint i = 0;

  while (*pattern == '/')
    {
      gsize length = strcspn (++pattern, "/");
      const char *part;

      if (i >= parts->len)
        return FALSE;
      part = g_ptr_array_index (parts, i++);
      if (length == 2 && strncmp (pattern, "{}", 2) == 0)
        {
          g_assert (n_arguments < DIRECTORY_MAX_ARGUMENTS);
          arguments[n_arguments++] = part;
        }
      else if (strlen (part) != length || strncmp (pattern, part, length) != 0)
        return FALSE;
      pattern += length;
    }
  return i == parts->len;
}

const DirectoryRoute *
directory_routes_find (GPtrArray        *parts,
                       DirectoryMethod   method,
                       const char      **arguments,
                       DirectoryMethod  *allowed)
{
  g_return_val_if_fail (parts != NULL, NULL);
  g_return_val_if_fail (arguments != NULL && allowed != NULL, NULL);

  *allowed = DIRECTORY_METHOD_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      const char *found[DIRECTORY_MAX_ARGUMENTS] = { NULL };

      if (!matches (routes[i].pattern, parts, found))
        continue;
      *allowed |= routes[i].methods;
      if ((routes[i].methods & method) == 0)
        continue;
      memcpy (arguments, found, sizeof found);
      return &routes[i];
    }
  return NULL;
}

const DirectoryRoute *
directory_routes_all (guint *n_routes)
{
  g_return_val_if_fail (n_routes != NULL, NULL);

  *n_routes = G_N_ELEMENTS (routes);
  return routes;
}
