/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The writer: thousands of jobs from several threads with lost races, batches that form by
 * themselves, a failed job that spoils nobody, a full disk, and what closing does to the queue. */

#include "config.h"

#include <pthread.h>
#include <string.h>

#include "store-fixture.h"

#define THREADS 4
#define JOBS_PER_THREAD 1000
#define COUNTERS 8

/* How many of a number of submitted jobs are done. */
typedef struct
{
  pthread_mutex_t mutex;
  pthread_cond_t wake;
  guint done;
  guint failed;
  int code;
} Tally;

typedef struct
{
  Act act;
  Tally *tally;
  char *json;
  gboolean kept;
} Submitted;

static void
tally_init (Tally *tally)
{
  memset (tally, 0, sizeof *tally);
  pthread_mutex_init (&tally->mutex, NULL);
  pthread_cond_init (&tally->wake, NULL);
}

static void
tally_clear (Tally *tally)
{
  pthread_cond_destroy (&tally->wake);
  pthread_mutex_destroy (&tally->mutex);
}

static void
tally_wait (Tally *tally,
            guint  count)
{
  pthread_mutex_lock (&tally->mutex);
  while (tally->done < count)
    pthread_cond_wait (&tally->wake, &tally->mutex);
  pthread_mutex_unlock (&tally->mutex);
}

static void
done_cb (const GError *error,
         gpointer      data)
{
  Submitted *submitted = data;

  submitted->kept = error == NULL;
  pthread_mutex_lock (&submitted->tally->mutex);
  submitted->tally->done++;
  if (error != NULL)
    {
      submitted->tally->failed++;
      submitted->tally->code = error->domain == STORE_ERROR ? error->code : -1;
    }
  pthread_cond_signal (&submitted->tally->wake);
  pthread_mutex_unlock (&submitted->tally->mutex);
}

static gboolean
submitted_job (StoreWriter  *writer,
               gpointer      data,
               GError      **error)
{
  return act_job (writer, &((Submitted *)data)->act, error);
}

static void
submitted_free (gpointer data)
{
  Submitted *submitted = data;

  g_free (submitted->json);
  g_free (submitted);
}

/* (transfer full): a user named after @name and @number, not yet submitted */
static Submitted *
new_user (Fixture    *fixture,
          Tally      *tally,
          const char *name,
          guint       number,
          guint       padding)
{
  Submitted *submitted = g_new0 (Submitted, 1);
  g_autofree char *title = g_strnfill (padding + 1, 'x');

  submitted->tally = tally;
  submitted->json =
      g_strdup_printf ("{\"userName\":\"%s%u\",\"title\":\"%s\"}", name, number, title);
  submitted->act.kind = ACT_CREATE;
  submitted->act.type = STORE_USER;
  submitted->act.directory = fixture->directory->seq;
  submitted->act.json = submitted->json;
  return submitted;
}

static void
submit (Fixture   *fixture,
        Submitted *submitted)
{
  store_submit (fixture->store, submitted_job, done_cb, submitted, strlen (submitted->json));
}

/* Counts up the title of one of a few users, as the service does: reads, changes, writes against
 * the version it read, and again if it lost the race. */
typedef struct
{
  Fixture *fixture;
  guint number;
  const StoreWritten *users;
  guint lost;
} Racer;

static void
read_title_cb (const StoreRow *row,
               gpointer        data)
{
  const char *title = strstr (row->body, "\"title\":\"");
  gint64 *read = data;

  read[0] = row->version;
  read[1] = g_ascii_strtoll (title + strlen ("\"title\":\""), NULL, 10);
}

static void
count_up (Racer       *racer,
          StoreReader *reader,
          guint        which)
{
  const StoreWritten *user = &racer->users[which];

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *json = NULL;
      gint64 read[2];
      Act act = { .kind = ACT_REPLACE, .type = STORE_USER };

      g_assert_true (store_reader_get (reader, racer->fixture->directory->seq, STORE_USER, user->id,
                                       read_title_cb, read, NULL));
      json = g_strdup_printf ("{\"userName\":\"u%u\",\"title\":\"%d\"}", which, (int)read[1] + 1);
      act.json = json;
      act.directory = racer->fixture->directory->seq;
      act.expected_version = read[0];
      g_strlcpy (act.id, user->id, sizeof act.id);
      if (store_run (racer->fixture->store, act_job, &act, &error))
        return;
      g_assert_error (error, STORE_ERROR, STORE_ERROR_CHANGED);
      racer->lost++;
    }
}

static gpointer
racer_cb (gpointer data)
{
  Racer *racer = data;
  g_autoptr (StoreReader) reader = store_reader_new (racer->fixture->store, NULL);

  g_assert_nonnull (reader);
  for (guint i = 0; i < JOBS_PER_THREAD; i++)
    count_up (racer, reader, (i * (racer->number + 1)) % COUNTERS);
  return NULL;
}

static void
test_races (Fixture       *fixture,
            gconstpointer  data)
{
  StoreWritten users[COUNTERS];
  Racer racers[THREADS] = { 0 };
  GThread *threads[THREADS];
  gint64 sum = 0;
  guint lost = 0;

  for (guint i = 0; i < COUNTERS; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"userName\":\"u%u\",\"title\":\"0\"}", i);

      users[i] = create (fixture, STORE_USER, json);
    }
  for (guint i = 0; i < THREADS; i++)
    {
      racers[i] = (Racer){ fixture, i, users, 0 };
      threads[i] = g_thread_new ("racer", racer_cb, &racers[i]);
    }
  for (guint i = 0; i < THREADS; i++)
    {
      g_thread_join (threads[i]);
      lost += racers[i].lost;
    }

  for (guint i = 0; i < COUNTERS; i++)
    {
      gint64 read[2];

      g_assert_true (store_reader_get (fixture->reader, fixture->directory->seq, STORE_USER,
                                       users[i].id, read_title_cb, read, NULL));
      sum += read[1];
    }
  g_test_message ("%d increments from %d threads, %u lost races", THREADS * JOBS_PER_THREAD,
                  THREADS, lost);
  g_assert_cmpint (sum, ==, THREADS * JOBS_PER_THREAD);
  assert_clean (fixture);
}

typedef struct
{
  Fixture *fixture;
  GPtrArray *jobs;
} Submitter;

static gpointer
submitter_cb (gpointer data)
{
  Submitter *submitter = data;

  for (guint i = 0; i < submitter->jobs->len; i++)
    submit (submitter->fixture, submitter->jobs->pdata[i]);
  return NULL;
}

/* Many jobs are few commits, each job a version of its own. */
static void
test_batches (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GHashTable) versions = g_hash_table_new (g_int64_hash, g_int64_equal);
  Submitter submitters[THREADS];
  GThread *threads[THREADS];
  guint64 jobs_before, commits_before, jobs, commits;
  Tally tally;

  tally_init (&tally);
  store_get_counts (fixture->store, &jobs_before, &commits_before);
  for (guint i = 0; i < THREADS; i++)
    {
      g_autofree char *name = g_strdup_printf ("thread%u-", i);

      submitters[i].fixture = fixture;
      submitters[i].jobs = g_ptr_array_new_with_free_func (submitted_free);
      for (guint j = 0; j < JOBS_PER_THREAD; j++)
        g_ptr_array_add (submitters[i].jobs, new_user (fixture, &tally, name, j, 100));
      threads[i] = g_thread_new ("submitter", submitter_cb, &submitters[i]);
    }
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  tally_wait (&tally, THREADS * JOBS_PER_THREAD);

  store_get_counts (fixture->store, &jobs, &commits);
  jobs -= jobs_before;
  commits -= commits_before;
  g_test_message ("%d jobs in %d commits", (int)jobs, (int)commits);
  g_assert_cmpuint (jobs, ==, THREADS * JOBS_PER_THREAD);
  g_assert_cmpuint (commits, <, jobs / 4);
  g_assert_cmpuint (commits, >=, jobs / 256);
  g_assert_cmpuint (tally.failed, ==, 0);

  for (guint i = 0; i < THREADS; i++)
    {
      for (guint j = 0; j < JOBS_PER_THREAD; j++)
        {
          Submitted *submitted = submitters[i].jobs->pdata[j];

          g_assert_true (g_hash_table_add (versions, &submitted->act.written.version));
        }
    }
  g_hash_table_remove_all (versions);
  for (guint i = 0; i < THREADS; i++)
    g_ptr_array_unref (submitters[i].jobs);
  assert_clean (fixture);
  tally_clear (&tally);
}

static gboolean
wait_job (StoreWriter  *writer,
          gpointer      data,
          GError      **error)
{
  g_usleep (50000);
  return TRUE;
}

/* Among jobs that succeed, some write and then fail; all are of one batch. */
static gboolean
failing_job (StoreWriter  *writer,
             gpointer      data,
             GError      **error)
{
  if (!submitted_job (writer, data, error))
    return FALSE;
  g_set_error_literal (error, STORE_ERROR, STORE_ERROR_CHANGED, "on purpose");
  return FALSE;
}

static void
test_savepoints (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (submitted_free);
  g_autoptr (StoreDirectory) directory = NULL;
  guint64 before, after;
  Tally tally;
  const guint count = 60;

  tally_init (&tally);
  store_get_counts (fixture->store, NULL, &before);
  store_submit (fixture->store, wait_job, NULL, NULL, 0);
  for (guint i = 0; i < count; i++)
    {
      /* Every third name is there already. */
      Submitted *submitted = new_user (fixture, &tally, "u", i % 3 == 2 ? i - 1 : i, 10);

      g_ptr_array_add (jobs, submitted);
      store_submit (fixture->store, i % 3 == 0 ? failing_job : submitted_job, done_cb, submitted,
                    100);
    }
  tally_wait (&tally, count);
  store_get_counts (fixture->store, NULL, &after);
  g_assert_cmpuint (after - before, <, 10);

  for (guint i = 0; i < count; i++)
    g_assert_cmpint (((Submitted *)jobs->pdata[i])->kept, ==, i % 3 == 1);
  directory = get_directory (fixture);
  g_assert_cmpint (directory->users_total, ==, count / 3);
  assert_clean (fixture);
  tally_clear (&tally);
}

/* A batch of which nothing is kept needs no commit. */
static void
test_nothing_to_commit (Fixture       *fixture,
                        gconstpointer  data)
{
  guint64 before, after;
  Tally tally;
  Submitted *submitted;

  tally_init (&tally);
  submitted = new_user (fixture, &tally, "u", 1, 1);
  store_run (fixture->store, wait_job, NULL, NULL);
  store_get_counts (fixture->store, NULL, &before);
  store_submit (fixture->store, failing_job, done_cb, submitted, 10);
  tally_wait (&tally, 1);
  store_get_counts (fixture->store, NULL, &after);
  g_assert_cmpuint (before, ==, after);
  g_assert_cmpint (tally.code, ==, STORE_ERROR_CHANGED);
  submitted_free (submitted);
  tally_clear (&tally);
}

static void
assert_there (Fixture   *fixture,
              GPtrArray *jobs)
{
  for (guint i = 0; i < jobs->len; i++)
    {
      Submitted *submitted = jobs->pdata[i];
      g_auto (Copy) copy = { 0 };

      if (submitted->act.written.id[0] != '\0')
        copy = get (fixture, STORE_USER, submitted->act.written.id);
      g_assert_cmpint (copy.row.seq != 0, ==, submitted->kept);
    }
}

static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (submitted_free);
  g_autoptr (GError) error = NULL;
  StoreOptions options = { .page_limit = 400 };
  Submitted *first;
  Tally tally;
  guint kept;
  const guint count = 1500;

  tally_init (&tally);
  fixture_close (fixture);
  fixture_open (fixture, &options);
  for (guint i = 0; i < count; i++)
    {
      Submitted *submitted = new_user (fixture, &tally, "u", i, 1000);

      g_ptr_array_add (jobs, submitted);
      submit (fixture, submitted);
    }
  tally_wait (&tally, count);
  kept = count - tally.failed;
  g_test_message ("%u of %u kept on a disk of %d pages", kept, count, (int)options.page_limit);
  g_assert_cmpuint (tally.failed, >, 0);
  g_assert_cmpuint (kept, >, 100);
  g_assert_cmpint (tally.code, ==, STORE_ERROR_FULL);
  assert_there (fixture, jobs);
  assert_clean (fixture);

  /* With room again it goes on, without being opened anew. */
  g_assert_true (store_set_page_limit (fixture->store, 0, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < count; i++)
    {
      Submitted *submitted = jobs->pdata[i];

      if (!submitted->kept)
        submit (fixture, submitted);
    }
  tally_wait (&tally, count + count - kept);
  g_assert_cmpuint (tally.failed, ==, count - kept);
  assert_there (fixture, jobs);

  /* What it says is there is there after it was closed, too. */
  fixture_close (fixture);
  fixture_open (fixture, NULL);
  assert_there (fixture, jobs);
  first = jobs->pdata[0];
  g_assert_true (first->kept);
  assert_clean (fixture);
  tally_clear (&tally);
}

/* Closing first does what is queued. */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (submitted_free);
  Tally tally;

  tally_init (&tally);
  for (guint i = 0; i < 500; i++)
    {
      Submitted *submitted = new_user (fixture, &tally, "u", i, 1);

      g_ptr_array_add (jobs, submitted);
      submit (fixture, submitted);
    }
  fixture_close (fixture);
  g_assert_cmpuint (tally.done, ==, 500);
  g_assert_cmpuint (tally.failed, ==, 0);
  fixture_open (fixture, NULL);
  assert_there (fixture, jobs);
  tally_clear (&tally);
}

typedef struct
{
  Store *store;
  Tally *tally;
  guint left;
} Chain;

static void
chain_done_cb (const GError *error,
               gpointer      data)
{
  Chain *chain = data;

  if (error == NULL && --chain->left > 0)
    {
      store_submit (chain->store, wait_job, chain_done_cb, chain, 0);
      return;
    }
  pthread_mutex_lock (&chain->tally->mutex);
  chain->tally->done++;
  chain->tally->failed += error != NULL ? 1 : 0;
  pthread_cond_signal (&chain->tally->wake);
  pthread_mutex_unlock (&chain->tally->mutex);
}

/* What is done may submit more; once the store closes it hears so. */
static void
test_submit_when_done (Fixture       *fixture,
                       gconstpointer  data)
{
  Tally tally;
  Chain chain = { fixture->store, &tally, 3 };

  tally_init (&tally);
  store_submit (fixture->store, wait_job, chain_done_cb, &chain, 0);
  tally_wait (&tally, 1);
  g_assert_cmpuint (tally.failed, ==, 0);
  g_assert_cmpuint (chain.left, ==, 0);

  chain.left = 1000;
  store_submit (fixture->store, wait_job, chain_done_cb, &chain, 0);
  fixture_close (fixture);
  g_assert_cmpuint (tally.done, ==, 2);
  g_assert_cmpuint (tally.failed, ==, 1);
  tally_clear (&tally);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("/store/writer/races", test_races);
  ADD ("/store/writer/batches", test_batches);
  ADD ("/store/writer/savepoints", test_savepoints);
  ADD ("/store/writer/nothing-to-commit", test_nothing_to_commit);
  ADD ("/store/writer/full-disk", test_full_disk);
  ADD ("/store/writer/close", test_close);
  ADD ("/store/writer/submit-when-done", test_submit_when_done);
  return g_test_run ();
}
