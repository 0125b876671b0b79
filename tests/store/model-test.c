/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A store and a simple model of one, held against each other: random writes to both, and after each
 * few the same questions to both, of every kind that an index answers and of kinds that none does.
 * The model knows nothing of SQL, folding tables or counters: it is arrays and loops. */

#include "config.h"

#include <string.h>

#include "store-fixture.h"

#define STEPS (g_test_slow () ? 6000 : 1200)
#define MOST 60
#define NO_MEMBER -1

typedef struct
{
  StoreType type;
  char id[40];
  gint64 seq;
  gint64 version;
  gint64 modified;
  int user_name;
  int external_id;
  int display_name;
  int active; /* -1: doesn't say */
  int title;
  int mails[2];
  int mail_types[2];
  char manager[40];
  GHashTable *members; /* ids */
} Person;

typedef struct
{
  Fixture *fixture;
  GPtrArray *people; /* in the order of seqs */
  gint64 last_version;
} Model;

static const char *const words[] = {
  "anna", "Anna", "ANNE", "bert", "bertA", "cleo", "Cleo-Maria", "dora", "\xc3\x89mile", "e",
};
static const char *const types[] = { "work", "Home", "other" };

static void
person_free (gpointer data)
{
  Person *person = data;

  g_hash_table_unref (person->members);
  g_free (person);
}

/* ASCII is enough but for one letter. */
static char *
lower (const char *text)
{
  GString *out = g_string_new (text);

  g_string_replace (out, "\xc3\x89", "\xc3\xa9", 0);
  g_string_ascii_down (out);
  return g_string_free (out, FALSE);
}

static gboolean
same (int         word,
      const char *text)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (word < 0)
    return FALSE;
  one = lower (words[word]);
  other = lower (text);
  return g_str_equal (one, other);
}

static gboolean
begins (int         word,
        const char *text)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (word < 0)
    return FALSE;
  one = lower (words[word]);
  other = lower (text);
  return g_str_has_prefix (one, other);
}

static gboolean
has (int         word,
     const char *text)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (word < 0)
    return FALSE;
  one = lower (words[word]);
  other = lower (text);
  return strstr (one, other) != NULL;
}

static int
random_word (gboolean or_none)
{
  return g_test_rand_int_range (or_none ? -1 : 0, G_N_ELEMENTS (words));
}

static Person *
find (Model      *model,
      const char *id)
{
  for (guint i = 0; i < model->people->len; i++)
    {
      Person *person = model->people->pdata[i];

      if (g_str_equal (person->id, id))
        return person;
    }
  return NULL;
}

/* (nullable): anybody of the type. */
static Person *
pick (Model     *model,
      StoreType  type)
{
  for (guint i = 0; i < 50 && model->people->len > 0; i++)
    {
      Person *person = model->people->pdata[g_test_rand_int_range (0, model->people->len)];

      if (person->type == type)
        return person;
    }
  return NULL;
}

static void
make_up (Model  *model,
         Person *person)
{
  Person *manager = pick (model, STORE_USER);

  person->user_name = person->type == STORE_USER ? random_word (FALSE) : -1;
  person->external_id = random_word (TRUE);
  person->display_name = random_word (person->type == STORE_USER);
  person->active = person->type == STORE_USER ? g_test_rand_int_range (-1, 2) : -1;
  person->title = person->type == STORE_USER ? random_word (TRUE) : -1;
  person->manager[0] = '\0';
  if (person->type == STORE_USER && manager != NULL && g_test_rand_bit ())
    g_strlcpy (person->manager, manager->id, sizeof person->manager);
  for (guint i = 0; i < 2; i++)
    {
      person->mails[i] = person->type == STORE_USER ? random_word (TRUE) : -1;
      person->mail_types[i] = g_test_rand_int_range (-1, G_N_ELEMENTS (types));
    }
}

static void
append_text (GString    *json,
             const char *name,
             int         word)
{
  if (word >= 0)
    g_string_append_printf (json, "\"%s\":\"%s\",", name, words[word]);
}

static char *
json_of (const Person *person)
{
  GString *json = g_string_new ("{");

  append_text (json, "userName", person->user_name);
  append_text (json, "externalId", person->external_id);
  append_text (json, "displayName", person->display_name);
  append_text (json, "title", person->title);
  if (person->active >= 0)
    g_string_append_printf (json, "\"active\":%s,", person->active ? "true" : "false");
  if (person->manager[0] != '\0')
    g_string_append_printf (json, "\"" SCIM_URN_ENTERPRISE "\":{\"manager\":{\"value\":\"%s\"}},",
                            person->manager);
  if (person->type == STORE_USER)
    g_string_append (json, "\"emails\":[");
  for (guint i = 0; i < 2 && person->type == STORE_USER; i++)
    {
      if (person->mails[i] < 0)
        continue;
      g_string_append (json, "{");
      if (person->mail_types[i] >= 0)
        g_string_append_printf (json, "\"type\":\"%s\",", types[person->mail_types[i]]);
      g_string_append_printf (json, "\"value\":\"%s\"},", words[person->mails[i]]);
    }
  if (json->str[json->len - 1] == ',')
    g_string_truncate (json, json->len - 1);
  g_string_append (json, person->type == STORE_USER ? "]}" : "}");
  return g_string_free (json, FALSE);
}

static gboolean
name_taken (Model        *model,
            const Person *person)
{
  for (guint i = 0; i < model->people->len; i++)
    {
      const Person *other = model->people->pdata[i];

      if (other->type == STORE_USER && person->type == STORE_USER &&
          !g_str_equal (other->id, person->id) && same (other->user_name, words[person->user_name]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
run (Model    *model,
     Act      *act,
     gboolean  expected)
{
  g_autoptr (GError) error = NULL;
  gboolean ok;

  act->directory = model->fixture->directory->seq;
  ok = store_run (model->fixture->store, act_job, act, &error);
  if (ok != expected)
    g_error ("act %d: %s", act->kind, error != NULL ? error->message : "should have failed");
  if (!ok)
    g_assert_error (error, STORE_ERROR, STORE_ERROR_TAKEN);
  if (ok && act->written.changed)
    {
      g_assert_cmpint (act->written.version, >, model->last_version);
      model->last_version = act->written.version;
    }
  return ok;
}

static void
note (Person             *person,
      const StoreWritten *written)
{
  person->version = written->version;
  person->modified = written->modified;
}

static void
do_create (Model *model)
{
  Person *person = g_new0 (Person, 1);
  g_autofree char *json = NULL;
  Act act = { .kind = ACT_CREATE };

  person->type = g_test_rand_int_range (0, 3) == 0 ? STORE_GROUP : STORE_USER;
  person->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  make_up (model, person);
  json = json_of (person);
  act.type = person->type;
  act.json = json;
  if (!run (model, &act, !name_taken (model, person)))
    {
      person_free (person);
      return;
    }
  g_strlcpy (person->id, act.written.id, sizeof person->id);
  person->seq = act.written.seq;
  note (person, &act.written);
  g_ptr_array_add (model->people, person);
}

static void
do_replace (Model *model)
{
  Person *person = pick (model, g_test_rand_bit () ? STORE_USER : STORE_GROUP);
  g_autofree char *json = NULL;
  Act act = { .kind = ACT_REPLACE };
  Person before;

  if (person == NULL)
    return;
  before = *person;
  make_up (model, person);
  json = json_of (person);
  act.type = person->type;
  act.json = json;
  g_strlcpy (act.id, person->id, sizeof act.id);
  if (run (model, &act, !name_taken (model, person)))
    note (person, &act.written);
  else
    *person = before;
}

/* Everybody who shows @person, which is going. The job's version is known once another job has run,
 * so it is marked as unknown (0) here. */
static void
do_delete (Model *model)
{
  Person *person = pick (model, g_test_rand_bit () ? STORE_USER : STORE_GROUP);
  Act act = { .kind = ACT_DELETE };

  if (person == NULL)
    return;
  act.type = person->type;
  g_strlcpy (act.id, person->id, sizeof act.id);
  run (model, &act, TRUE);

  for (guint i = 0; i < model->people->len; i++)
    {
      Person *other = model->people->pdata[i];

      if (g_hash_table_remove (other->members, person->id))
        other->version = other->modified = 0;
      if (g_hash_table_contains (person->members, other->id) && other->type == STORE_USER)
        other->version = 0;
      if (g_str_equal (other->manager, person->id))
        {
          other->manager[0] = '\0';
          other->version = other->modified = 0;
        }
    }
  g_ptr_array_remove (model->people, person);
}

static void
apply_members (Model     *model,
               Person    *group,
               const Act *act)
{
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, group->members);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (before, g_strdup (id));

  if (act->change == SCIM_MEMBERS_REPLACE || act->change == SCIM_MEMBERS_REMOVE_ALL)
    g_hash_table_remove_all (group->members);
  if (act->change == SCIM_MEMBERS_REMOVE_TYPE)
    {
      g_hash_table_iter_init (&iter, group->members);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        {
          if (find (model, id)->type == STORE_GROUP)
            g_hash_table_iter_remove (&iter);
        }
    }
  for (guint i = 0; i < act->members->len; i++)
    {
      const char *member = act->members->pdata[i];

      if (act->change == SCIM_MEMBERS_REMOVE)
        g_hash_table_remove (group->members, member);
      else if (act->change == SCIM_MEMBERS_ADD || act->change == SCIM_MEMBERS_REPLACE)
        if (find (model, member) != NULL)
          g_hash_table_add (group->members, g_strdup (member));
    }

  for (guint i = 0; i < model->people->len; i++)
    {
      Person *person = model->people->pdata[i];

      if (person->type == STORE_USER && g_hash_table_contains (before, person->id) !=
                                            g_hash_table_contains (group->members, person->id))
        person->version = act->written.version;
    }
}

static void
do_members (Model *model)
{
  Person *group = pick (model, STORE_GROUP);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  Act act = { .kind = ACT_MEMBERS, .members = ids, .member_type = "Group" };

  if (group == NULL)
    return;
  act.change = (ScimMemberChangeKind)g_test_rand_int_range (0, SCIM_MEMBERS_REMOVE_TYPE + 1);
  for (int i = g_test_rand_int_range (0, 8); i > 0; i--)
    {
      Person *person = pick (model, g_test_rand_int_range (0, 4) == 0 ? STORE_GROUP : STORE_USER);

      if (person != NULL && person != group && !g_ptr_array_find (ids, person->id, NULL))
        g_ptr_array_add (ids, person->id);
    }
  if (g_test_rand_int_range (0, 4) == 0)
    g_ptr_array_add (ids, (gpointer) "nobody");
  g_strlcpy (act.id, group->id, sizeof act.id);
  run (model, &act, TRUE);
  apply_members (model, group, &act);
  note (group, &act.written);
  store_member_result_clear (&act.result);
}

/* The questions: a filter with up to two words or an id in it, and how the model answers. */
typedef struct
{
  Model *model;
  const char *word;
  const char *type;
  const char *id;
  char time[40];
  gint64 microseconds;
} Asked;

typedef gboolean (*Answer) (const Person *person, const Asked *asked);

static gboolean
mail_is (const Person *person,
         const char   *value,
         const char   *type)
{
  for (guint i = 0; i < 2; i++)
    {
      if (same (person->mails[i], value) &&
          (type == NULL || (person->mail_types[i] >= 0 &&
                            g_ascii_strcasecmp (types[person->mail_types[i]], type) == 0)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_member_of (const Person *person,
              const Asked  *asked)
{
  const Person *group = find (asked->model, asked->id);

  return group != NULL && g_hash_table_contains (group->members, person->id);
}

static gboolean
is_exactly (int         word,
            const char *text)
{
  return word >= 0 && g_str_equal (words[word], text);
}

#define ANSWER(name, expression)                         \
  static gboolean name (const Person *p, const Asked *a) \
  {                                                      \
    return (expression);                                 \
  }

ANSWER (user_name_is, same (p->user_name, a->word))
ANSWER (external_is, is_exactly (p->external_id, a->word))
ANSWER (display_is, same (p->display_name, a->word))
ANSWER (id_is, g_str_equal (p->id, a->id))
ANSWER (any_mail_is, mail_is (p, a->word, NULL))
ANSWER (typed_mail_is, mail_is (p, a->word, a->type))
ANSWER (manager_is, g_str_equal (p->manager, a->id))
ANSWER (has_member, g_hash_table_contains (p->members, a->id))
ANSWER (member_and_name, has_member (p, a) && has (p->display_name, a->word))
ANSWER (user_name_begins, begins (p->user_name, a->word))
ANSWER (display_begins, begins (p->display_name, a->word))
ANSWER (name_or_mail, user_name_is (p, a) || any_mail_is (p, a))
ANSWER (name_and_active, user_name_is (p, a) && p->active == 1)
ANSWER (mail_and_manager, any_mail_is (p, a) && manager_is (p, a))
ANSWER (group_and_title, is_member_of (p, a) && has (p->title, a->word))
ANSWER (group_or_external, is_member_of (p, a) || external_is (p, a))
ANSWER (title_has, has (p->title, a->word))
ANSWER (title_or_name, has (p->title, a->word) || user_name_is (p, a))
ANSWER (not_mail, !any_mail_is (p, a))
ANSWER (is_active, p->active == 1)
ANSWER (no_external, p->external_id < 0)
ANSWER (name_is_not, !user_name_is (p, a))
ANSWER (begins_and_title, begins (p->user_name, a->word) && p->title >= 0)
ANSWER (changed_since, p->modified == 0 || p->modified >= a->microseconds)

static const struct
{
  StoreType type;
  gboolean scan;
  const char *filter; /* $w a word, $t a type, $i an id, $m a time */
  Answer answer;
} questions[] = {
  { STORE_USER, FALSE, "userName eq \"$w\"", user_name_is },
  { STORE_USER, FALSE, "externalId eq \"$w\"", external_is },
  { STORE_GROUP, FALSE, "externalId eq \"$w\"", external_is },
  { STORE_USER, FALSE, "displayName eq \"$w\"", display_is },
  { STORE_GROUP, FALSE, "displayName eq \"$w\"", display_is },
  { STORE_USER, FALSE, "id eq \"$i\"", id_is },
  { STORE_GROUP, FALSE, "id eq \"$i\"", id_is },
  { STORE_USER, FALSE, "emails.value eq \"$w\"", any_mail_is },
  { STORE_USER, FALSE, "emails[value eq \"$w\"]", any_mail_is },
  { STORE_USER, FALSE, "emails[type eq \"$t\"].value eq \"$w\"", typed_mail_is },
  { STORE_USER, FALSE, "emails[value eq \"$w\" and type eq \"$t\"]", typed_mail_is },
  { STORE_USER, FALSE, "manager.value eq \"$i\"", manager_is },
  { STORE_USER, FALSE, "groups.value eq \"$i\"", is_member_of },
  { STORE_GROUP, FALSE, "members eq \"$i\"", has_member },
  { STORE_GROUP, FALSE, "members[value eq \"$i\"]", has_member },
  { STORE_GROUP, FALSE, "members.value eq \"$i\" and displayName co \"$w\"", member_and_name },
  { STORE_USER, FALSE, "userName sw \"$w\"", user_name_begins },
  { STORE_GROUP, FALSE, "displayName sw \"$w\"", display_begins },
  { STORE_USER, FALSE, "userName eq \"$w\" or emails.value eq \"$w\"", name_or_mail },
  { STORE_USER, FALSE, "userName eq \"$w\" and active eq true", name_and_active },
  { STORE_USER, FALSE, "emails.value eq \"$w\" and manager.value eq \"$i\"", mail_and_manager },
  { STORE_USER, FALSE, "groups.value eq \"$i\" and title co \"$w\"", group_and_title },
  { STORE_USER, FALSE, "groups.value eq \"$i\" or externalId eq \"$w\"", group_or_external },
  { STORE_USER, TRUE, "title co \"$w\"", title_has },
  { STORE_USER, TRUE, "title co \"$w\" or userName eq \"$w\"", title_or_name },
  { STORE_USER, TRUE, "not (emails.value eq \"$w\")", not_mail },
  { STORE_USER, TRUE, "active eq true", is_active },
  { STORE_USER, TRUE, "not (externalId pr)", no_external },
  { STORE_USER, TRUE, "userName ne \"$w\"", name_is_not },
  { STORE_USER, TRUE, "userName sw \"$w\" and title pr", begins_and_title },
};

static void
read_seq_cb (const StoreRow *row,
             gpointer        data)
{
  gint64 seq = row->seq;

  g_array_append_val (data, seq);
}

static void
ask (Model      *model,
     StoreType   type,
     gboolean    scan,
     const char *text,
     Answer      answer,
     Asked      *asked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimFilter) filter =
      scim_filter_parse (store_type_to_scim (type), text, SCIM_PROFILE_LENIENT, &error);
  g_autoptr (StoreQuery) query = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint expected = 0;
  gint64 total;

  g_assert_no_error (error);
  query = store_query_new (model->fixture->directory->seq, type, filter, &error);
  if (store_query_is_scan (query) != scan)
    g_error ("%s: %s", text, scan ? "indexed" : "a scan");
  store_reader_list (model->fixture->reader, query, 1, G_MAXINT64, 0, read_seq_cb, found, &total,
                     &error);
  g_assert_no_error (error);
  g_assert_cmpint (total, ==, found->len);

  for (guint i = 0; i < model->people->len; i++)
    {
      const Person *person = model->people->pdata[i];

      if (person->type != type || !answer (person, asked))
        continue;
      if (expected >= found->len || g_array_index (found, gint64, expected) != person->seq)
        g_error ("%s: %s is not found", text, person->id);
      expected++;
    }
  if (expected != found->len)
    g_error ("%s: %u too many", text, found->len - expected);
}

static void
ask_everything (Model *model)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      Person *person = pick (model, g_test_rand_bit () ? STORE_USER : STORE_GROUP);
      GString *text = g_string_new (questions[i].filter);
      Asked asked = { .model = model };

      asked.word = words[random_word (FALSE)];
      asked.type = types[g_test_rand_int_range (0, G_N_ELEMENTS (types))];
      asked.id = person != NULL ? person->id : "nobody";
      g_string_replace (text, "$w", asked.word, 0);
      g_string_replace (text, "$t", asked.type, 0);
      g_string_replace (text, "$i", asked.id, 0);
      ask (model, questions[i].type, questions[i].scan, text->str, questions[i].answer, &asked);
      g_string_free (text, TRUE);
    }
}

/* Versions, times, counters and the order of everything. */
static void
compare_all (Model *model)
{
  g_autoptr (StoreDirectory) directory = get_directory (model->fixture);
  gint64 users = 0, active = 0, groups = 0, memberships = 0;

  for (guint i = 0; i < model->people->len; i++)
    {
      Person *person = model->people->pdata[i];
      g_auto (Copy) copy = get (model->fixture, person->type, person->id);

      g_assert_cmpint (copy.row.seq, ==, person->seq);
      if (person->version != 0)
        g_assert_cmpint (copy.row.version, ==, person->version);
      else
        g_assert_cmpint (copy.row.version, <=, model->last_version + MOST);
      if (person->modified != 0)
        g_assert_cmpint (copy.row.modified, ==, person->modified);
      person->version = copy.row.version;
      person->modified = copy.row.modified;

      users += person->type == STORE_USER ? 1 : 0;
      active += person->type == STORE_USER && person->active != 0 ? 1 : 0;
      groups += person->type == STORE_GROUP ? 1 : 0;
      memberships += g_hash_table_size (person->members);
    }
  g_assert_cmpint (directory->users_total, ==, users);
  g_assert_cmpint (directory->users_active, ==, active);
  g_assert_cmpint (directory->groups_total, ==, groups);
  g_assert_cmpint (directory->memberships_total, ==, memberships);
}

static void
ask_changed_since (Model *model)
{
  Person *person = pick (model, STORE_USER);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *seconds = NULL;
  g_autofree char *text = NULL;
  Asked asked = { .model = model };

  if (person == NULL)
    return;
  asked.microseconds = person->modified;
  time = g_date_time_new_from_unix_utc (person->modified / G_USEC_PER_SEC);
  seconds = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  text = g_strdup_printf ("meta.lastModified ge \"%s.%03dZ\"", seconds,
                          (int)(person->modified / 1000 % 1000));
  ask (model, STORE_USER, FALSE, text, changed_since, &asked);
}

static void
test_model (Fixture       *fixture,
            gconstpointer  data)
{
  static void (*const acts[]) (Model *) = { do_create, do_create,  do_create,  do_replace,
                                            do_delete, do_members, do_members, do_members };
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (person_free);
  Model model = { fixture, people, 0 };

  for (int i = 0; i < STEPS; i++)
    {
      int act = g_test_rand_int_range (0, G_N_ELEMENTS (acts));

      acts[people->len > MOST ? 4 : act](&model);
      if (i % 20 == 0)
        {
          compare_all (&model);
          ask_everything (&model);
          ask_changed_since (&model);
        }
      if (i % 400 == 0)
        assert_clean (fixture);
    }
  fixture_close (fixture);
  fixture_open (fixture, NULL);
  compare_all (&model);
  ask_everything (&model);
  assert_clean (fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/model", Fixture, NULL, fixture_set_up, test_model, fixture_tear_down);
  return g_test_run ();
}
