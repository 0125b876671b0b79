/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Readers of the activity who wait for something to happen. Each is a suspended connection with a
 * time at which it is answered in any case. */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

DirectoryWait *directory_wait_new         (void);
void           directory_wait_free        (DirectoryWait     *self);

/* Whether anybody waits. */
gboolean       directory_wait_has_readers (DirectoryWait     *self);

/* The newest cursor told, to be read before looking for items. */
gint64         directory_wait_get_newest  (DirectoryWait     *self);

/**
 * directory_wait_add:
 * @self: the waiting
 * @exchange: who waits
 * @seen: what directory_wait_get_newest() said before the caller found nothing
 * @until: monotonic time at which it is resumed anyway
 * @next: goes on
 * @data: for @next
 *
 * Returns: %FALSE if something was committed since @seen, or the service ends: look again.
 */
gboolean       directory_wait_add         (DirectoryWait     *self,
                                           DirectoryExchange *exchange,
                                           gint64             seen,
                                           gint64             until,
                                           DirectoryContinue  next,
                                           gpointer           data);

/* Something was committed: resumes everybody. From any thread; the store's activity listener. */
void           directory_wait_tell        (gint64             newest,
                                           gpointer           data);

/* Resumes everybody, and nobody waits from now on. */
void           directory_wait_stop        (DirectoryWait     *self);
gboolean       directory_wait_is_stopped  (DirectoryWait     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryWait, directory_wait_free)

G_END_DECLS
