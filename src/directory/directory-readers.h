/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The store's readers, kept for whoever reads next. A reader belongs to one thread between take and
 * give; there are never more than threads that read at the same time. */

#pragma once

#include "directory/directory-types.h"

G_BEGIN_DECLS

DirectoryReaders *directory_readers_new  (Store             *store);

/* All readers must have been given back. */
void              directory_readers_free (DirectoryReaders  *self);

/* (transfer full) (nullable): a reader, to be given back with directory_readers_give() */
StoreReader      *directory_readers_take (DirectoryReaders  *self,
                                          GError           **error);
void              directory_readers_give (DirectoryReaders  *self,
                                          StoreReader       *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryReaders, directory_readers_free)

G_END_DECLS
