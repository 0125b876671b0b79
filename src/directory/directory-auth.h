/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may: a bearer key of the directory in the path, looked up by its hash in the store at each
 * request, so that revoking it is felt at once, also on connections already open; or the
 * administrator. */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

/**
 * directory_auth_admit:
 * @exchange: an exchange whose route is known
 *
 * Sets the exchange's directory and key. The answers are those of `docs/contracts.md`, Keys: no
 * credentials 401 `Bearer` alone; unknown 401 `invalid_token`; expired or revoked 401 with the
 * date; a wrong scope 403.
 *
 * Returns: %TRUE, or %FALSE with the answer made.
 */
gboolean           directory_auth_admit    (DirectoryExchange *exchange);

/* Failures of authentication, logged at most once a minute for each address. */
DirectoryFailures *directory_failures_new  (void);
void               directory_failures_free (DirectoryFailures *self);

/**
 * directory_failures_count:
 * @self: the failures
 * @address: where from
 *
 * Returns: how many there were since the last time that this was not 0; 0 while the minute is not
 * over.
 */
guint              directory_failures_count (DirectoryFailures *self,
                                             const char        *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryFailures, directory_failures_free)

G_END_DECLS
