/* SPDX-License-Identifier: GPL-3.0-or-later */

/* URLs are built from the public URL alone, never from what a client sent as Host. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-context.h"

char *
directory_context_base_url (DirectoryContext *self,
                            const char       *directory_id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (directory_id != NULL, NULL);

  return g_strconcat (self->public_url, "/scim/directory/", directory_id, NULL);
}
