/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of this room share and no other room sees: the insides of a reader and of the
 * writer, and the store's open database. */

#pragma once

#include <json-glib/json-glib.h>

#include "database/database.h"
#include "store/store-queue.h"
#include "store/store-reader.h"
#include "store/store-writer.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * StoreReader:
 * @database: its connection; the writer's, if it is the writer's reader
 * @in_batch: whether it is the writer's, so that a transaction is open already
 * @parser: (nullable): for bodies that must be looked into
 * @base_url: (nullable): what URLs in documents begin with, of the query that runs
 * @store: (nullable): whose it is; %NULL for the writer's
 * @admissions: (nullable): what store_reader_admit() found, by the hash of the key
 * @admissions_version: of which time that is
 */
struct _StoreReader
{
  Database   *database;
  gboolean    in_batch;
  JsonParser *parser;
  const char *base_url;
  Store      *store;
  GHashTable *admissions;
  guint       admissions_version;
};

/**
 * StoreWriter:
 * @newest_activity: cursor of the last item appended in this batch, 0 if none was
 * @admissions_changed: whether a key or a directory may have become another in this batch
 * @directory_died: whether rows of a dead directory wait for being taken away
 */
struct _StoreWriter
{
  Store       *store;
  Database    *database;
  StoreReader  reader;
  gint64       time;
  gint64       version;
  gint64       newest_activity;
  gboolean     admissions_changed;
  gboolean     directory_died;
};

StoreQueue *store_get_queue  (Store       *self);

/* Which time of the keys and directories it is; another after each commit that changed one, before
 * the job that did is told of it. */
guint       store_get_admissions (Store   *self);
void        store_bump_admissions (Store  *self);

/* Frees what a reader has besides its connection. */
void        store_reader_clear (StoreReader *self);

G_END_DECLS
