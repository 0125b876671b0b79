/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A data directory in a temporary folder with one directory in it, and acts: jobs that tests can
 * run or submit without writing each as a function. */

#pragma once

#include <json-glib/json-glib.h>

#include "scim/scim-filter.h"
#include "scim/scim-patch.h"
#include "scim/scim-resource.h"
#include "store/store-reader.h"
#include "store/store-writer.h"
#include "store/store.h"

/**
 * Fixture:
 * @made: (nullable): the key that a test made last
 */
typedef struct
{
  char           *folder;
  Store          *store;
  StoreReader    *reader;
  StoreDirectory *directory;
  StoreKey       *made;
} Fixture;

typedef enum
{
  ACT_CREATE,
  ACT_REPLACE,
  ACT_DELETE,
  ACT_MEMBERS,
} ActKind;

/**
 * Act:
 * @json: the resource of create and replace
 * @members: (element-type utf8): ids for the member change of kind @change
 * @strict: whether unknown members are an error
 */
typedef struct
{
  ActKind              kind;
  gint64               directory;
  StoreType            type;
  char                 id[40];
  const char          *json;
  gint64               expected_version;
  ScimMemberChangeKind change;
  GPtrArray           *members;
  const char          *member_type;
  gboolean             strict;
  StoreWritten         written;
  StoreMemberResult    result;
} Act;

/* For g_test_add(). */
void            fixture_set_up       (Fixture       *fixture,
                                      gconstpointer  data);
void            fixture_tear_down    (Fixture       *fixture,
                                      gconstpointer  data);

/* Opens and closes store and reader, so that what a test sees is what is on the disk. */
void            fixture_open         (Fixture            *fixture,
                                      const StoreOptions *options);
void            fixture_close        (Fixture            *fixture);

/* Removes a folder of plain files. */
void            remove_folder        (const char         *folder);

StoreDirectory *fixture_add_directory (Fixture           *fixture,
                                       const char        *name);

/* Runs a job of the test's own, which must succeed, or fail with @code. */
typedef gboolean (*Body)             (StoreWriter        *writer,
                                      Fixture            *fixture,
                                      GError            **error);
void            run                  (Fixture            *fixture,
                                      Body                body);
void            run_fails            (Fixture            *fixture,
                                      Body                body,
                                      StoreError          code);

/* A StoreJob that does the Act in @data. */
gboolean        act_job              (StoreWriter        *writer,
                                      gpointer            data,
                                      GError            **error);

/* Each runs one act and fails the test if it doesn't succeed. */
StoreWritten    create               (Fixture            *fixture,
                                      StoreType           type,
                                      const char         *json);
StoreWritten    create_user          (Fixture            *fixture,
                                      const char         *user_name);
StoreWritten    create_group         (Fixture            *fixture,
                                      const char         *display_name);
StoreWritten    replace              (Fixture            *fixture,
                                      StoreType           type,
                                      const char         *id,
                                      const char         *json);
void            delete               (Fixture            *fixture,
                                      StoreType           type,
                                      const char         *id);
StoreWritten    change_members       (Fixture              *fixture,
                                      const char           *group,
                                      ScimMemberChangeKind  kind,
                                      const char           *first_id,
                                      ...) G_GNUC_NULL_TERMINATED;

/* (transfer full) (element-type Act): as many users with an address each, created in few commits,
 * and a group called "behind them" */
GPtrArray      *create_many          (Fixture            *fixture,
                                      guint               count);

/* A row as it is now, with texts of its own; seq 0 if there is none. */
typedef struct
{
  StoreRow row;
  char    *body;
} Copy;

Copy            get                  (Fixture            *fixture,
                                      StoreType           type,
                                      const char         *id);
void            copy_clear           (Copy               *copy);

/* The counters as they are now. */
StoreDirectory *get_directory        (Fixture            *fixture);

/* (transfer full) (element-type utf8): names of what a query lists, "total" in @total */
GPtrArray      *list_names           (Fixture            *fixture,
                                      StoreType           type,
                                      const char         *filter,
                                      const char         *sort,
                                      gboolean            descending,
                                      gint64              start_index,
                                      gint64              count,
                                      gint64             *total);

/* Fails the test if store_check() finds anything. */
void            assert_clean         (Fixture            *fixture);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copy, copy_clear)
