/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is old goes: the activity is kept 90 days. */

#pragma once

#include "directory/directory-types.h"

G_BEGIN_DECLS

typedef struct _DirectoryRetention DirectoryRetention;

/**
 * directory_retention_new:
 * @context: store and readers
 * @keep_seconds: how long an item is kept
 *
 * Looks through all directories now and then on the main loop, and has the writer take what is
 * older in slices that let other writes in between.
 */
DirectoryRetention *directory_retention_new  (DirectoryContext   *context,
                                              gint64              keep_seconds);

/* Before the readers and the store go. */
void                directory_retention_free (DirectoryRetention *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryRetention, directory_retention_free)

G_END_DECLS
