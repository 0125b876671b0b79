/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The data directory: one SQLite database, one writer thread, any number of readers.
 *
 * Everything that changes is a job. The writer takes what is queued (up to 256 jobs, 8 MB or 20 ms
 * of work, never waiting for more), runs each in a savepoint, commits once, and tells each that it
 * is durable. So a batch forms by itself while the commit before it runs. */

#pragma once

#include "store/store-types.h"

G_BEGIN_DECLS

/**
 * StoreOptions:
 * @page_limit: the most pages of 4096 bytes the database may have, 0 for no limit ("disk full" in
 *   tests)
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
 * Returns: (transfer full) (nullable): the store, or %NULL with %STORE_ERROR_LOCKED,
 *   %STORE_ERROR_NEWER or another.
 */
Store    *store_open          (const char          *folder,
                               const StoreOptions  *options,
                               GError             **error);

/* Ends the writer behind what is queued, checkpoints, closes, gives the lock back. Readers go
 * first. */
void      store_close         (Store               *self);

/* (transfer none): the data directory it was opened with */
const char *store_get_folder  (Store               *self);

/**
 * StoreJob:
 * @writer: valid during the call
 * @data: the submitter's
 * @error: return location; setting it rolls this job, and only this one, back
 *
 * Runs once, on the writer's thread, inside a savepoint. What it leaves in @data is true only after
 * its #StoreDone was called without an error.
 *
 * Returns: %TRUE; or %FALSE with @error set, and nothing of the job is kept.
 */
typedef gboolean (*StoreJob)  (StoreWriter  *writer,
                               gpointer      data,
                               GError      **error);

/**
 * StoreDone:
 * @error: (nullable): %NULL once the job is durable; what the job said; %STORE_ERROR_FULL or
 *   %STORE_ERROR_FAILED when its whole batch could not be committed
 * @data: the submitter's
 *
 * Called on the writer's thread, after the commit. It must not block, nor call store_run(); it may
 * call store_submit().
 */
typedef void     (*StoreDone) (const GError *error,
                               gpointer      data);

/**
 * store_submit:
 * @self: a store; any thread may call
 * @job: what to do
 * @done: (nullable): told how it went, exactly once, also when the store closes before
 * @data: for both; must live until @done
 * @bytes: about what the job will write, for the size of a batch
 *
 * Queues a job. Jobs run in the order in which they came.
 */
void      store_submit        (Store               *self,
                               StoreJob             job,
                               StoreDone            done,
                               gpointer             data,
                               gsize                bytes);

/* Queues a job and waits until it is durable: %FALSE with what a #StoreDone would have been told.
 * Not for HTTP threads under load, never from a job or a StoreDone. */
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

/* Limits the database from now on, in pages of 4096 bytes, 0 for no limit; see #StoreOptions. */
gboolean  store_set_page_limit (Store              *self,
                                gint64              pages,
                                GError            **error);

/* How many jobs were run and how many commits that took, since store_open(). */
void      store_get_counts    (Store               *self,
                               guint64             *jobs,
                               guint64             *commits);

/* A value kept for the service itself ("port", "public-url"): (transfer full), or %NULL without an
 * error if it was never set. Setting %NULL forgets it. Any thread may ask; setting waits as
 * store_run() does. */
char     *store_get_setting   (Store               *self,
                               const char          *name,
                               GError             **error);
gboolean  store_set_setting   (Store               *self,
                               const char          *name,
                               const char          *value,
                               GError             **error);

/* Verifies everything: SQLite's own check, counters against counted rows, columns, value and
 * membership tables against bodies, foreign keys. The message names what is off and where. Takes no
 * lock: a service may be writing meanwhile. */
gboolean  store_check         (const char          *folder,
                               GError             **error);

/* Backup into a new file at @path, while a service may be running; restore of such a file into an
 * empty or absent folder, refused otherwise. */
gboolean  store_backup        (const char          *folder,
                               const char          *path,
                               GError             **error);
gboolean  store_restore       (const char          *folder,
                               const char          *path,
                               GError             **error);

/* Administrator's token: its hash (base_key_text_hash()) is kept. Setting one takes all others away
 * with @replace; without it %STORE_ERROR_TAKEN if there is one. It takes no lock, so that it also
 * works beside a running service. */
gboolean  store_has_admin_token   (Store           *self,
                                   const char      *token_hash);
gboolean  store_set_admin_token   (const char      *folder,
                                   const char      *token_hash,
                                   gboolean         replace,
                                   GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Store, store_close)

G_END_DECLS
