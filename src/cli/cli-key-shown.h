/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place where a key's text is printed, for who just made it, once. */

#pragma once

#include "admin/admin-types.h"
#include "cli/cli-run.h"

G_BEGIN_DECLS

/* The key with the names that identity providers give it, its end, and that it is shown once. */
void cli_key_show            (const AdminKey       *key);

/* What the API answered for a new directory, as JSON or CSV; without the secret if it is in the
 * keyring. */
void cli_key_print_directory (CliRun               *run,
                              const AdminDirectory *directory);

/* Likewise for a new key. */
void cli_key_print           (CliRun               *run,
                              const AdminKey       *key);

G_END_DECLS
