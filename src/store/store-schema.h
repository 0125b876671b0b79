/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The database's tables, and how the file is opened. */

#pragma once

#include "database/database.h"
#include "store/store-types.h"

G_BEGIN_DECLS

/* Resources whose seq differs only in these low bits are counted together (store-blocks.h). */
#define STORE_BLOCK_BITS 10

/* (transfer full): FOLDER/directory.db */
char     *store_schema_path       (const char  *folder);

/* Makes the data directory with 0700, if it isn't there. */
gboolean  store_schema_make_folder (const char *folder,
                                    GError    **error);

/* (transfer full) (nullable): a connection that writes; the file is made and migrated. */
Database *store_schema_open       (const char  *folder,
                                   GError     **error);

/* (transfer full) (nullable): a connection that only reads a file that exists and is of our
 * version. */
Database *store_schema_open_read  (const char  *folder,
                                   GError     **error);

/* The same for any file, such as a backup. */
Database *store_schema_open_file  (const char  *path,
                                   GError     **error);

G_END_DECLS
