/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The store by itself, without HTTP: how fast jobs become durable, and what it costs to find
 * things, as figures of this machine and as ratios that should hold on any. bench-store [PEOPLE] */

#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>

#include "scim/scim-filter.h"
#include "scim/scim-patch.h"
#include "scim/scim-resource.h"
#include "store/store-reader.h"
#include "store/store-writer.h"
#include "store/store.h"

#define IN_GROUP_SMALL 10

typedef struct
{
  Store *store;
  StoreReader *reader;
  StoreDirectory *directory;
  guint people;
  StoreWritten *users;
} Bench;

/* One job: a resource made beforehand, since that happens before the queue. */
typedef struct
{
  Bench *bench;
  ScimResource *resource;
  StoreWritten written;
  char replaced[40];
} BenchJob;

typedef struct
{
  Bench *bench;
  const char *group;
  GPtrArray *ids;
} MemberJob;

static gboolean
directory_job (StoreWriter  *writer,
               gpointer      data,
               GError      **error)
{
  Bench *bench = data;

  return store_writer_create_directory (writer, "Bench", &bench->directory, error);
}

static gboolean
write_job (StoreWriter  *writer,
           gpointer      data,
           GError      **error)
{
  BenchJob *job = data;
  gint64 directory = job->bench->directory->seq;

  if (job->replaced[0] != '\0')
    return store_writer_replace (writer, directory, job->replaced, job->resource, 0, &job->written,
                                 error);
  return store_writer_create (writer, directory, job->resource, &job->written, error);
}

static gboolean
member_job (StoreWriter  *writer,
            gpointer      data,
            GError      **error)
{
  MemberJob *job = data;
  ScimMemberChange change = { SCIM_MEMBERS_ADD, job->ids, NULL };
  StoreMemberResult result = { 0 };
  gboolean ok = store_writer_change_members (writer, job->bench->directory->seq, job->group,
                                             &change, FALSE, &result, NULL, error);

  store_member_result_clear (&result);
  return ok;
}

static void
check (gboolean      ok,
       const GError *error)
{
  if (!ok)
    g_error ("%s", error != NULL ? error->message : "failed");
}

static void
run (Bench    *bench,
     StoreJob  job,
     gpointer  data)
{
  g_autoptr (GError) error = NULL;

  check (store_run (bench->store, job, data, &error), error);
}

static double
seconds_since (gint64 begin)
{
  return (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
}

static ScimResource *
make_user (guint       number,
           const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdup_printf (
      "{\"userName\":\"user%07u@example.com\",\"externalId\":\"00u%07u\",\"displayName\":"
      "\"Some Body %u\",\"name\":{\"givenName\":\"Some\",\"familyName\":\"Body %u\"},\"title\":"
      "\"%s\",\"active\":true,\"emails\":[{\"type\":\"work\",\"primary\":true,\"value\":"
      "\"user%07u@example.com\"}],\"addresses\":[{\"type\":\"work\",\"streetAddress\":"
      "\"%u Long Street\",\"locality\":\"Town\",\"country\":\"NO\"}]}",
      number, number, number, number, title, number, number);
  g_autoptr (JsonNode) root = json_from_string (json, &error);
  ScimResource *resource =
      scim_resource_new (scim_resource_type_user (), json_node_get_object (root),
                         SCIM_PROFILE_LENIENT, &error);

  check (resource != NULL, error);
  return resource;
}

/* Submits all jobs and waits; the jobs' resources are ready. */
static double
write_all (Bench    *bench,
           BenchJob *jobs,
           guint     count)
{
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i + 1 < count; i++)
    store_submit (bench->store, write_job, NULL, &jobs[i], 800);
  run (bench, write_job, &jobs[count - 1]);
  return seconds_since (begin);
}

static void
bench_writes (Bench *bench)
{
  BenchJob *jobs = g_new0 (BenchJob, bench->people);
  const guint alone = MIN (bench->people, 500);
  guint64 jobs_before, commits_before, jobs_after, commits_after;
  double batched, single;
  gint64 begin;

  for (guint i = 0; i < bench->people; i++)
    jobs[i] = (BenchJob){ .bench = bench, .resource = make_user (i, "new") };
  store_get_counts (bench->store, &jobs_before, &commits_before);
  batched = bench->people / write_all (bench, jobs, bench->people);
  store_get_counts (bench->store, &jobs_after, &commits_after);
  g_print ("creates, queued:           %9.0f a second, %.0f a commit\n", batched,
           (double)(jobs_after - jobs_before) / (double)(commits_after - commits_before));

  bench->users = g_new (StoreWritten, bench->people);
  for (guint i = 0; i < bench->people; i++)
    {
      bench->users[i] = jobs[i].written;
      scim_resource_free (jobs[i].resource);
    }

  for (guint i = 0; i < alone; i++)
    {
      jobs[i].resource = make_user (i, "alone");
      g_strlcpy (jobs[i].replaced, bench->users[i].id, sizeof jobs[i].replaced);
    }
  begin = g_get_monotonic_time ();
  for (guint i = 0; i < alone; i++)
    run (bench, write_job, &jobs[i]);
  single = alone / seconds_since (begin);
  for (guint i = 0; i < alone; i++)
    scim_resource_free (jobs[i].resource);

  for (guint i = 0; i < bench->people; i++)
    {
      jobs[i].resource = make_user (i, "replaced");
      g_strlcpy (jobs[i].replaced, bench->users[i].id, sizeof jobs[i].replaced);
    }
  batched = bench->people / write_all (bench, jobs, bench->people);
  for (guint i = 0; i < bench->people; i++)
    scim_resource_free (jobs[i].resource);
  g_print ("replaces, queued:          %9.0f a second\n", batched);
  g_print ("replaces, one at a time:   %9.0f a second; queued is %.1f times that\n", single,
           batched / single);
  g_free (jobs);
}

static double
add_one_member (Bench      *bench,
                const char *group,
                const char *id)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  MemberJob job = { bench, group, ids };
  gint64 begin = g_get_monotonic_time ();

  g_ptr_array_add (ids, (gpointer)id);
  run (bench, member_job, &job);
  return seconds_since (begin);
}

/* A group of the first @size people. */
static StoreWritten
make_group (Bench *bench,
            guint  size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (JsonNode) root = json_from_string ("{\"displayName\":\"Group\"}", NULL);
  BenchJob group = { .bench = bench };
  MemberJob job = { bench, group.written.id, ids };
  gint64 begin;

  group.resource = scim_resource_new (scim_resource_type_group (), json_node_get_object (root),
                                      SCIM_PROFILE_LENIENT, &error);
  check (group.resource != NULL, error);
  run (bench, write_job, &group);
  scim_resource_free (group.resource);
  for (guint i = 0; i < size; i++)
    g_ptr_array_add (ids, bench->users[i].id);
  begin = g_get_monotonic_time ();
  run (bench, member_job, &job);
  if (size > IN_GROUP_SMALL)
    g_print ("memberships, one request:  %9.0f a second\n", size / seconds_since (begin));
  return group.written;
}

static void
bench_members (Bench *bench)
{
  const guint big = bench->people - 200;
  StoreWritten groups[] = { make_group (bench, IN_GROUP_SMALL), make_group (bench, big) };
  double best[] = { 1e9, 1e9 };

  for (guint i = 0; i < 200; i++)
    best[i % 2] = MIN (best[i % 2], add_one_member (bench, groups[i % 2].id,
                                                    bench->users[bench->people - 1 - i].id));
  g_print ("one member more:           %9.0f us in a group of %u, %.2f times that of %u\n",
           best[1] * 1e6, big, best[1] / best[0], IN_GROUP_SMALL);
}

static void
ignore_row_cb (const StoreRow *row,
               gpointer        data)
{
}

/* Seconds of the best of several lists. */
static double
list (Bench      *bench,
      const char *filter,
      const char *sort,
      gint64      start_index)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimFilter) parsed = NULL;
  g_autoptr (ScimPath) path = NULL;
  g_autoptr (StoreQuery) query = NULL;
  double best = 1e9;

  if (filter != NULL)
    parsed = scim_filter_parse (scim_resource_type_user (), filter, SCIM_PROFILE_LENIENT, &error);
  query = store_query_new (bench->directory->seq, STORE_USER, parsed, &error);
  if (sort != NULL)
    {
      path = scim_path_parse (scim_resource_type_user (), sort, SCIM_PROFILE_LENIENT, &error);
      check (store_query_set_sort (query, path, FALSE, &error), error);
    }
  for (guint i = 0; i < 5; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      gint64 total;

      check (store_reader_list (bench->reader, query, start_index, 100, 0, ignore_row_cb, NULL,
                                &total, &error),
             error);
      best = MIN (best, seconds_since (begin));
    }
  return best;
}

static void
bench_reads (Bench *bench)
{
  const guint reads = 100000;
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree char *equal = NULL;
  g_autofree char *begins = NULL;
  double first, last, found;

  for (guint i = 0; i < reads; i++)
    store_reader_get (bench->reader, bench->directory->seq, STORE_USER,
                      bench->users[g_rand_int_range (rand, 0, (int)bench->people)].id,
                      ignore_row_cb, NULL, NULL);
  g_print ("reads by id, one thread:   %9.0f a second\n", reads / seconds_since (begin));

  first = list (bench, NULL, NULL, 1);
  last = list (bench, NULL, NULL, bench->people - 100);
  g_print ("pages of 100:              %9.0f us, the last one %.2f times that\n", first * 1e6,
           last / first);
  last = list (bench, NULL, "userName", bench->people - 100);
  g_print ("pages by userName:         %9.0f us, the last one %.2f times that\n",
           list (bench, NULL, "userName", 1) * 1e6, last / list (bench, NULL, "userName", 1));

  equal = g_strdup_printf ("emails[type eq \"work\"].value eq \"user%07u@example.com\"",
                           bench->people / 2);
  begins = g_strdup_printf ("userName sw \"user%05u\"", bench->people / 200);
  found = list (bench, equal, NULL, 1);
  g_print ("%-26s %9.0f us\n", "emails.value eq:", found * 1e6);
  g_print ("%-26s %9.0f us\n", "userName sw, 100 hits:", list (bench, begins, NULL, 1) * 1e6);
  g_print ("%-26s %9.0f us\n",
           "scan of columns:", list (bench, "userName ew \"99@example.com\"", NULL, 1) * 1e6);
  last = list (bench, "title eq \"nobody\"", NULL, 1);
  g_print ("%-26s %9.0f us, %.0f times an index\n", "scan of bodies:", last * 1e6, last / found);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rollcall-bench-XXXXXX", &error);
  Bench bench = { 0 };
  gint64 begin;

  check (folder != NULL, error);
  bench.people = argc > 1 ? (guint)MAX (strtoul (argv[1], NULL, 10), 1000) : 100000;
  bench.store = store_open (folder, NULL, &error);
  check (bench.store != NULL, error);
  bench.reader = store_reader_new (bench.store, &error);
  check (bench.reader != NULL, error);
  run (&bench, directory_job, &bench);

  g_print ("%u people\n", bench.people);
  bench_writes (&bench);
  bench_reads (&bench);
  bench_members (&bench);

  store_reader_free (bench.reader);
  store_close (bench.store);
  begin = g_get_monotonic_time ();
  check (store_check (folder, &error), error);
  g_print ("check of everything:       %9.1f s\n", seconds_since (begin));
  remove_folder (folder);
  store_directory_free (bench.directory);
  g_free (bench.users);
  return 0;
}
