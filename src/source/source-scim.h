/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a SCIM service: discovers what it can, pages by cursor or startIndex, distrusts totals,
 * order and shape, and says every fault that it survived. */

#pragma once

#include "admin/admin-client.h"
#include "source/source.h"

G_BEGIN_DECLS

#define SOURCE_TYPE_SCIM (source_scim_get_type ())
G_DECLARE_FINAL_TYPE (SourceScim, source_scim, SOURCE, SCIM, GObject)

/* (transfer full) (nullable): %HTTP_ERROR_BAD_URL or %HTTP_ERROR_INSECURE */
Source *source_scim_new       (const char    *base_url,
                               SourceSecrets *secrets,
                               GError       **error);

/* The Rollcall service behind @self, of which we are the administrator: its recorded failures
 * are read as evidence ("failed"). */
void    source_scim_set_admin (SourceScim    *self,
                               AdminClient   *admin,
                               const char    *directory);

G_END_DECLS
