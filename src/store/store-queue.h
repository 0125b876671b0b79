/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The writer's thread and its queue: jobs in, batches out, each with one commit (store.h says what
 * a job may expect). */

#pragma once

#include "database/database.h"
#include "store/store.h"

G_BEGIN_DECLS

#define STORE_BATCH_JOBS         256
#define STORE_BATCH_BYTES        (8 * 1024 * 1024)
#define STORE_BATCH_MICROSECONDS 20000

typedef struct _StoreQueue StoreQueue;

/* @database: (transfer full): the writer's connection, the queue's from now on */
StoreQueue *store_queue_new          (Store                 *store,
                                      Database              *database,
                                      GError               **error);

/* Refuses what comes from now on, and ends behind what is queued. */
void        store_queue_end          (StoreQueue            *self);

/* After the end. The last connection that writes must be closed last, so that nothing stays in the
 * WAL. */
void        store_queue_free         (StoreQueue            *self);

void        store_queue_push         (StoreQueue            *self,
                                      StoreJob               job,
                                      StoreDone              done,
                                      gpointer               data,
                                      gsize                  bytes);
gboolean    store_queue_is_closing   (StoreQueue            *self);
void        store_queue_set_listener (StoreQueue            *self,
                                      StoreActivityListener  listener,
                                      gpointer               data);
void        store_queue_get_counts   (StoreQueue            *self,
                                      guint64               *jobs,
                                      guint64               *commits);

G_END_DECLS
