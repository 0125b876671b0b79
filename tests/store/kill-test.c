/* SPDX-License-Identifier: GPL-3.0-or-later */

/* kill -9 in mid-write: a child process writes as fast as it can and tells through a pipe each job
 * that it was told is durable; it is killed at a random moment (by the test's seed). Whatever was
 * told must be there afterwards, and nothing may be half there. The next child goes on in the same
 * folder.
 *
 * The child is forked while this process has no thread but its first. */

#include "config.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"

#define KILLS (g_test_slow () ? 60 : 12)
#define OUTSTANDING 400

/* What the child tells: a line each, short enough that a pipe keeps it whole. A deletion is told
 * twice, before it is submitted (so that its absence later is no surprise) and when it is done. */
#define TOLD_WRITTEN 'w'
#define TOLD_DELETING 'd'
#define TOLD_DELETED 'D'
#define TOLD_MEMBER 'm'

typedef struct
{
  int pipe;
  gint64 directory;
  Store *store;
  char group[40];
  pthread_mutex_t mutex;
  pthread_cond_t wake;
  guint outstanding;
  guint next;
  GPtrArray *ids;
} Child;

typedef struct
{
  Child *child;
  Act act;
  char *json;
  GPtrArray *members;
} ChildJob;

/* What the parent was told about an id. */
typedef struct
{
  gint64 version;
  gboolean deleting;
  gboolean deleted;
  gboolean member;
} Told;

static void
tell (int         pipe,
      char        what,
      const char *id,
      gint64      version)
{
  char line[80];
  int length = g_snprintf (line, sizeof line, "%c %s %" G_GINT64_FORMAT "\n", what, id, version);

  if (write (pipe, line, (size_t)length) != length)
    _exit (1);
}

static void
child_done_cb (const GError *error,
               gpointer      data)
{
  ChildJob *job = data;
  Child *child = job->child;

  if (error != NULL)
    _exit (2);

  pthread_mutex_lock (&child->mutex);
  child->outstanding--;
  if (job->act.kind == ACT_CREATE)
    g_ptr_array_add (child->ids, g_strdup (job->act.written.id));
  pthread_cond_signal (&child->wake);
  pthread_mutex_unlock (&child->mutex);

  if (job->act.kind == ACT_DELETE)
    tell (child->pipe, TOLD_DELETED, job->act.id, 0);
  else if (job->act.kind == ACT_MEMBERS)
    tell (child->pipe, TOLD_MEMBER, job->members->pdata[0], 0);
  else
    tell (child->pipe, TOLD_WRITTEN, job->act.written.id, job->act.written.version);
  store_member_result_clear (&job->act.result);
  g_ptr_array_unref (job->members);
  g_free (job->json);
  g_free (job);
}

static gboolean
child_job (StoreWriter  *writer,
           gpointer      data,
           GError      **error)
{
  return act_job (writer, &((ChildJob *)data)->act, error);
}

/* A made-up job; (nullable) @id is somebody who is there and known to nobody else but the child. */
static ChildJob *
child_make_job (Child *child,
                char  *id)
{
  ChildJob *job = g_new0 (ChildJob, 1);

  job->child = child;
  job->members = g_ptr_array_new_with_free_func (g_free);
  job->json = g_strdup_printf ("{\"userName\":\"%d-%u\",\"emails\":[{\"value\":\"%u@x.org\"}]}",
                               (int)getpid (), child->next, child->next);
  child->next++;
  job->act.directory = child->directory;
  job->act.type = STORE_USER;
  job->act.members = job->members;
  job->act.kind = ACT_CREATE;
  if (id != NULL)
    job->act.kind = child->next % 5 == 0   ? ACT_DELETE
                    : child->next % 5 == 1 ? ACT_REPLACE
                                           : ACT_MEMBERS;
  if (job->act.kind != ACT_DELETE && job->act.kind != ACT_MEMBERS)
    job->act.json = job->json;
  if (job->act.kind == ACT_MEMBERS)
    g_ptr_array_add (job->members, g_strdup (id));
  if (id != NULL)
    g_strlcpy (job->act.id, job->act.kind == ACT_MEMBERS ? child->group : id, sizeof job->act.id);
  return job;
}

/* Writes until it is killed. */
static void
child_run (const char *folder,
           gint64      directory,
           const char *group,
           int         pipe)
{
  Child child = { .pipe = pipe, .directory = directory };

  /* Forked, it would draw the ids that its parent draws. */
  g_random_set_seed ((guint32)getpid ());
  child.store = store_open (folder, NULL, NULL);
  if (child.store == NULL)
    _exit (3);
  g_strlcpy (child.group, group, sizeof child.group);
  child.ids = g_ptr_array_new ();
  pthread_mutex_init (&child.mutex, NULL);
  pthread_cond_init (&child.wake, NULL);

  for (;;)
    {
      g_autofree char *id = NULL;
      ChildJob *job;

      pthread_mutex_lock (&child.mutex);
      while (child.outstanding >= OUTSTANDING)
        pthread_cond_wait (&child.wake, &child.mutex);
      child.outstanding++;
      if (child.ids->len > 20 && child.next % 2 == 0)
        id = g_ptr_array_remove_index_fast (child.ids, child.next % child.ids->len);
      pthread_mutex_unlock (&child.mutex);

      job = child_make_job (&child, id);
      if (job->act.kind == ACT_DELETE)
        tell (pipe, TOLD_DELETING, job->act.id, 0);
      store_submit (child.store, child_job, child_done_cb, job, strlen (job->json));
    }
}

static void
read_line (GHashTable *told,
           gint64     *newest,
           const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  Told *one = g_hash_table_lookup (told, words[1]);

  if (one == NULL)
    {
      one = g_new0 (Told, 1);
      g_hash_table_insert (told, g_strdup (words[1]), one);
    }
  one->version = MAX (one->version, g_ascii_strtoll (words[2], NULL, 10));
  *newest = MAX (*newest, one->version);
  one->deleting = one->deleting || *words[0] == TOLD_DELETING;
  one->deleted = one->deleted || *words[0] == TOLD_DELETED;
  one->member = one->member || *words[0] == TOLD_MEMBER;
}

/* Reads what the child tells, kills it on the way, and returns how many lines came. */
static guint
listen_and_kill (int         pipe,
                 pid_t       child,
                 guint       enough,
                 GHashTable *told,
                 gint64     *newest)
{
  FILE *stream = fdopen (pipe, "r");
  char line[100];
  guint lines = 0;
  gulong pause = (gulong)g_test_rand_int_range (0, 15000);

  while (fgets (line, sizeof line, stream) != NULL)
    {
      /* The last line may have been cut short by the death of its writer, but pipes keep lines. */
      g_assert_true (g_str_has_suffix (line, "\n"));
      read_line (told, newest, line);
      lines++;
      if (lines != enough)
        continue;
      g_usleep (pause);
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
    }
  fclose (stream);
  return lines;
}

static guint
run_child (Fixture    *fixture,
           const char *group,
           GHashTable *told,
           gint64     *newest)
{
  int ends[2];
  pid_t child;
  int status;
  guint lines;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      child_run (fixture->folder, fixture->directory->seq, group, ends[1]);
      _exit (0);
    }
  close (ends[1]);
  lines = listen_and_kill (ends[0], child, (guint)g_test_rand_int_range (1, 3000), told, newest);
  while (waitpid (child, &status, 0) < 0 && errno == EINTR)
    continue;
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  return lines;
}

static void
note_group_cb (gint64      owner,
               const char *id,
               const char *display,
               StoreType   type,
               gpointer    data)
{
  *(gboolean *)data = TRUE;
}

static void
assert_told (Fixture    *fixture,
             GHashTable *told)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, told);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const Told *one = value;
      g_auto (Copy) copy = get (fixture, STORE_USER, id);
      gboolean member = FALSE;

      if (one->deleted)
        g_assert_cmpint (copy.row.seq, ==, 0);
      else if (!one->deleting)
        g_assert_cmpint (copy.row.seq, !=, 0);
      if (copy.row.seq == 0)
        continue;
      g_assert_cmpint (copy.row.version, >=, one->version);
      g_assert_true (
          store_reader_groups_of (fixture->reader, &copy.row.seq, 1, note_group_cb, &member, NULL));
      if (one->member)
        g_assert_true (member);
    }
}

static void
test_kill (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  StoreWritten group = create_group (fixture, "Staff");
  gint64 newest = 0;
  guint lines = 0;

  for (int i = 0; i < KILLS; i++)
    {
      StoreWritten after;
      g_autofree char *name = g_strdup_printf ("after%d", i);

      fixture_close (fixture);
      lines += run_child (fixture, group.id, told, &newest);
      assert_clean (fixture);
      fixture_open (fixture, NULL);
      assert_told (fixture, told);

      /* No version that anybody was told of comes again. */
      after = create_user (fixture, name);
      g_assert_cmpint (after.version, >, newest);
      newest = after.version;
    }
  g_test_message ("%d kills, %u lines told, %u people", KILLS, lines, g_hash_table_size (told));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/kill", Fixture, NULL, fixture_set_up, test_kill, fixture_tear_down);
  return g_test_run ();
}
