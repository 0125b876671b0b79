/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `/admin/v1/directories/{id}/keys` (docs/contracts.md, Administration API and Keys). */

#pragma once

#include "base/base-json-writer.h"
#include "directory/directory-exchange.h"

G_BEGIN_DECLS

void   directory_admin_list_keys      (DirectoryExchange *exchange);
void   directory_admin_create_key     (DirectoryExchange *exchange);
void   directory_admin_update_key     (DirectoryExchange *exchange);
void   directory_admin_replace_key    (DirectoryExchange *exchange);
void   directory_admin_revoke_key     (DirectoryExchange *exchange);

/* Writes a key as the API shows it; @secret: (nullable): only in the answer to its making */
void   directory_admin_write_key      (BaseJsonWriter    *json,
                                       const StoreKey    *key,
                                       const char        *secret);

/* A year after @time, to the second; the day is the same where there is one. */
gint64 directory_admin_default_expiry (gint64             time);

G_END_DECLS
