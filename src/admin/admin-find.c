/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds what a person named, among what the service lists: the id decides at once, a name only if
 * one has it, and whoever found nothing is told what there is. */

#define G_LOG_DOMAIN "rollcall-admin"

#include "config.h"

#include "admin/admin-client.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *id;
  const char *name;
  const char *prefix;
} Candidate;

static Candidate
candidate_of (GPtrArray *list,
              guint      i,
              gboolean   keys)
{
  const AdminDirectory *directory = g_ptr_array_index (list, i);
  const AdminKey *key = g_ptr_array_index (list, i);

  if (keys)
    return (Candidate){ key->id, key->name, key->prefix };
  return (Candidate){ directory->id, directory->name, NULL };
}

/* (transfer full): “A” (1), “B” (2) */
static char *
describe_candidates (GPtrArray *list,
                     gboolean   keys)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      Candidate candidate = candidate_of (list, i, keys);

      g_string_append_printf (text, "%s“%s” (%s)", i > 0 ? ", " : "",
                              candidate.name != NULL ? candidate.name : "", candidate.id);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* (transfer full): the one of @list that @wanted names, taken out of it */
static gpointer
find (GPtrArray   *list,
      gboolean     keys,
      const char  *wanted,
      GError     **error)
{
  g_autofree char *names = NULL;
  guint found = 0;
  guint n_found = 0;

  for (guint i = 0; i < list->len; i++)
    {
      Candidate candidate = candidate_of (list, i, keys);

      if (g_strcmp0 (candidate.id, wanted) == 0)
        return g_ptr_array_steal_index (list, i);
      if (g_strcmp0 (candidate.name, wanted) == 0 || g_strcmp0 (candidate.prefix, wanted) == 0)
        {
          found = i;
          n_found++;
        }
    }
  if (n_found == 1)
    return g_ptr_array_steal_index (list, found);

  names = describe_candidates (list, keys);
  if (list->len == 0)
    g_set_error (error, ADMIN_ERROR, ADMIN_ERROR_NOT_FOUND,
                 keys ? _("There is no key “%s”, nor any other for this directory")
                      : _("There is no directory “%s”, nor any other in this service yet"),
                 wanted);
  else if (n_found == 0)
    g_set_error (error, ADMIN_ERROR, ADMIN_ERROR_NOT_FOUND,
                 keys ? _("There is no key “%s” for this directory; there are: %s")
                      : _("There is no directory “%s” in this service; there are: %s"),
                 wanted, names);
  else
    g_set_error (error, ADMIN_ERROR, ADMIN_ERROR_AMBIGUOUS,
                 keys ? _("Several keys are called “%s”: give the id instead; there are: %s")
                      : _("Several directories are called “%s”: give the id instead; "
                          "there are: %s"),
                 wanted, names);
  return NULL;
}

AdminDirectory *
admin_client_find_directory (AdminClient   *self,
                             const char    *id_or_name,
                             GCancellable  *cancellable,
                             GError       **error)
{
  g_autoptr (GPtrArray) directories = NULL;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), NULL);
  g_return_val_if_fail (id_or_name != NULL, NULL);

  directories = admin_client_list_directories (self, cancellable, error);
  return directories != NULL ? find (directories, FALSE, id_or_name, error) : NULL;
}

AdminKey *
admin_client_find_key (AdminClient   *self,
                       const char    *directory,
                       const char    *id_or_name,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (GPtrArray) keys = NULL;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), NULL);
  g_return_val_if_fail (directory != NULL && id_or_name != NULL, NULL);

  keys = admin_client_list_keys (self, directory, cancellable, error);
  return keys != NULL ? find (keys, TRUE, id_or_name, error) : NULL;
}
