/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A store and a simple model of one, held against each other: random writes to both, and after each
 * few the same questions to both, of every kind that an index answers and of kinds that none
 * does. */

#include "config.h"

#include <string.h>

#include "model.h"

#define STEPS (g_test_slow () ? 6000 : 1200)

/* The questions: a filter with up to two model_words or an id in it, and how the model answers. */
typedef struct
{
  Model *model;
  const char *word;
  const char *type;
  const char *id;
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
      if (model_is (person->mails[i], value) &&
          (type == NULL || (person->mail_types[i] >= 0 &&
                            g_ascii_strcasecmp (model_types[person->mail_types[i]], type) == 0)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_member_of (const Person *person,
              const Asked  *asked)
{
  const Person *group = model_find (asked->model, asked->id);

  return group != NULL && g_hash_table_contains (group->members, person->id);
}

static gboolean
is_exactly (int         word,
            const char *text)
{
  return word >= 0 && g_str_equal (model_words[word], text);
}

#define ANSWER(name, expression)                         \
  static gboolean name (const Person *p, const Asked *a) \
  {                                                      \
    return (expression);                                 \
  }

ANSWER (user_name_is, model_is (p->user_name, a->word))
ANSWER (external_is, is_exactly (p->external_id, a->word))
ANSWER (display_is, model_is (p->display_name, a->word))
ANSWER (id_is, g_str_equal (p->id, a->id))
ANSWER (any_mail_is, mail_is (p, a->word, NULL))
ANSWER (typed_mail_is, mail_is (p, a->word, a->type))
ANSWER (manager_is, g_str_equal (p->manager, a->id))
ANSWER (has_member, g_hash_table_contains (p->members, a->id))
ANSWER (member_and_name, has_member (p, a) && model_has (p->display_name, a->word))
ANSWER (user_name_begins, model_begins (p->user_name, a->word))
ANSWER (display_begins, model_begins (p->display_name, a->word))
ANSWER (name_or_mail, user_name_is (p, a) || any_mail_is (p, a))
ANSWER (name_and_active, user_name_is (p, a) && p->active == 1)
ANSWER (mail_and_manager, any_mail_is (p, a) && manager_is (p, a))
ANSWER (group_and_title, is_member_of (p, a) && model_has (p->title, a->word))
ANSWER (group_or_external, is_member_of (p, a) || external_is (p, a))
ANSWER (title_has, model_has (p->title, a->word))
ANSWER (title_or_name, model_has (p->title, a->word) || user_name_is (p, a))
ANSWER (not_mail, !any_mail_is (p, a))
ANSWER (is_active, p->active == 1)
ANSWER (no_external, p->external_id < 0)
ANSWER (name_is_not, !user_name_is (p, a))
ANSWER (begins_and_title, model_begins (p->user_name, a->word) && p->title >= 0)
ANSWER (changed_since, p->modified >= a->microseconds)
ANSWER (changed_after, p->modified > a->microseconds)
ANSWER (changed_before, p->modified < a->microseconds)
ANSWER (changed_then, p->modified == a->microseconds)

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
      Person *person = model_pick (model, g_test_rand_bit () ? STORE_USER : STORE_GROUP);
      GString *text = g_string_new (questions[i].filter);
      Asked asked = { .model = model };

      asked.word = model_words[model_random_word (FALSE)];
      asked.type = model_random_type ();
      asked.id = person != NULL ? person->id : "nobody";
      g_string_replace (text, "$w", asked.word, 0);
      g_string_replace (text, "$t", asked.type, 0);
      g_string_replace (text, "$i", asked.id, 0);
      ask (model, questions[i].type, questions[i].scan, text->str, questions[i].answer, &asked);
      g_string_free (text, TRUE);
    }
}

static void
ask_changed_since (Model *model)
{
  static const struct
  {
    const char *name;
    Answer answer;
  } operators[] = {
    { "ge", changed_since },
    { "gt", changed_after },
    { "lt", changed_before },
    { "eq", changed_then },
  };
  Person *person = model_pick (model, STORE_USER);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *seconds = NULL;
  Asked asked = { .model = model };

  if (person == NULL)
    return;
  asked.microseconds = person->modified;
  time = g_date_time_new_from_unix_utc (person->modified / G_USEC_PER_SEC);
  seconds = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("meta.lastModified %s \"%s.%03dZ\"", operators[i].name, seconds,
                           (int)(person->modified / 1000 % 1000));

      ask (model, STORE_USER, FALSE, text, operators[i].answer, &asked);
    }
}

static void
test_model (Fixture       *fixture,
            gconstpointer  data)
{
  Model model;

  model_init (&model, fixture);
  for (int i = 0; i < STEPS; i++)
    {
      model_step (&model);
      if (i % 20 == 0)
        {
          model_compare (&model);
          ask_everything (&model);
          ask_changed_since (&model);
        }
      if (i % 400 == 0)
        assert_clean (fixture);
    }
  fixture_close (fixture);
  fixture_open (fixture, NULL);
  model_compare (&model);
  ask_everything (&model);
  assert_clean (fixture);
  model_clear (&model);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/model", Fixture, NULL, fixture_set_up, test_model, fixture_tear_down);
  return g_test_run ();
}
