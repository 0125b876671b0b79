/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How an IdP speaks SCIM: one row of a table each (`entra`, `rfc`; `okta` comes later). The
 * request bodies are made here and nowhere else. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ProvisionDialect ProvisionDialect;

/* (nullable): the row of that name; %NULL if there is none */
const ProvisionDialect *provision_dialect_find (const char *name);

const char             *provision_dialect_get_name (const ProvisionDialect *self);

G_END_DECLS
