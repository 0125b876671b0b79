/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The data directory: one SQLite database, one writer thread, any number of readers.
 *
 * Everything that changes is a job. The writer takes what is queued (up to 256 jobs, 8 MB or 20 ms of
 * work, never waiting for more), runs each in a savepoint, commits once, and tells each that it is durable.
 * So a batch forms by itself while the commit before it runs. */

#pragma once

#include "store/store-types.h"

G_BEGIN_DECLS

/**
 * StoreOptions:
 * @page_limit: the most pages of 4096 bytes the database may have, 0 for no limit ("disk full" in tests)
 */
typedef struct
{
  gint64 page_limit;
} StoreOptions;

/**
 * store_open:
 * @folder: the data directory; made with 0700 if it isn't there
 * @options: (nullable): see #StoreOptions
 * @error: return location
 *
 * Takes the lock (`flock` on FOLDER/lock), opens and migrates the database, starts the writer.
 *
 * Returns: (transfer full) (nullable): the store, or %NULL with %STORE_ERROR_LOCKED, %STORE_ERROR_NEWER or another.
 */
Store    *store_open          (const char          *folder,
                               const StoreOptions  *options,
                               GError             **error);

/* Ends the writer behind what is queued, checkpoints, closes, gives the lock back. Readers go first. */
void      store_close         (Store               *self);

/**
 * StoreJob:
 * @writer: valid during the call
 * @data: the submitter's
 * @error: return location; setting it rolls this job, and only this one, back
 *
 * Runs on the writer's thread inside a savepoint. It may run twice, if a batch has to be done again.
 */
typedef gboolean (*StoreJob)  (StoreWriter  *writer,
                               gpointer      data,
                               GError      **error);

/**
 * StoreDone:
 * @error: (nullable): %NULL once the job is durable; %STORE_ERROR_FULL when the commit failed
 * @data: the submitter's
 *
 * Called on the writer's thread, after the commit. It must not block.
 */
typedef void     (*StoreDone) (const GError *error,
                               gpointer      data);

/* Queues a job; @bytes is about what it holds. @done is called exactly once, also at store_close(). */
void      store_submit        (Store               *self,
                               StoreJob             job,
                               StoreDone            done,
                               gpointer             data,
                               gsize                bytes);

/* Queues a job and waits until it is durable. Not for HTTP threads under load. */
gboolean  store_run           (Store               *self,
                               StoreJob             job,
                               gpointer             data,
                               GError             **error);

/* Called on the writer's thread after each commit that added activity, with the newest cursor. */
typedef void (*StoreActivityListener) (gint64       cursor,
                                       gpointer     data);
void      store_set_activity_listener (Store                 *self,
                                       StoreActivityListener  listener,
                                       gpointer               data);

/* A value kept for the service itself ("port", "public-url"). */
char     *store_get_setting   (Store               *self,
                               const char          *name,
                               GError             **error);
gboolean  store_set_setting   (Store               *self,
                               const char          *name,
                               const char          *value,
                               GError             **error);

/* Verifies everything: SQLite's own check, counters against counted rows, value and membership tables
 * against bodies, foreign keys. The message names what is off and where. Needs no writer. */
gboolean  store_check         (const char          *folder,
                               GError             **error);

/* Online backup into @path; restore into an empty or absent folder. */
gboolean  store_backup        (const char          *folder,
                               const char          *path,
                               GError             **error);
gboolean  store_restore       (const char          *folder,
                               const char          *path,
                               GError             **error);

/* Administrator's token: its hash is kept. */
gboolean  store_has_admin_token   (Store           *self,
                                   const char      *token_hash);
gboolean  store_set_admin_token   (Store           *self,
                                   const char      *token_hash,
                                   gboolean         replace,
                                   GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Store, store_close)

G_END_DECLS
