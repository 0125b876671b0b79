/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See model.h. */

#include "config.h"

#include "model.h"

#include <string.h>

const char *const model_words[] = {
  "anna", "Anna", "ANNE", "bert", "bertA", "cleo", "Cleo-Maria", "dora", "\xc3\x89mile", "e",
};
const char *const model_types[] = { "work", "Home", "other" };

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

gboolean
model_is (int         word,
          const char *text)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (word < 0)
    return FALSE;
  one = lower (model_words[word]);
  other = lower (text);
  return g_str_equal (one, other);
}

gboolean
model_begins (int         word,
              const char *text)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (word < 0)
    return FALSE;
  one = lower (model_words[word]);
  other = lower (text);
  return g_str_has_prefix (one, other);
}

gboolean
model_has (int         word,
           const char *text)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (word < 0)
    return FALSE;
  one = lower (model_words[word]);
  other = lower (text);
  return strstr (one, other) != NULL;
}

int
model_random_word (gboolean or_none)
{
  return g_test_rand_int_range (or_none ? -1 : 0, G_N_ELEMENTS (model_words));
}

Person *
model_find (Model      *model,
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
Person *
model_pick (Model     *model,
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
  Person *manager = model_pick (model, STORE_USER);

  person->user_name = person->type == STORE_USER ? model_random_word (FALSE) : -1;
  person->external_id = model_random_word (TRUE);
  person->display_name = model_random_word (person->type == STORE_USER);
  person->active = person->type == STORE_USER ? g_test_rand_int_range (-1, 2) : -1;
  person->title = person->type == STORE_USER ? model_random_word (TRUE) : -1;
  person->manager[0] = '\0';
  if (person->type == STORE_USER && manager != NULL && g_test_rand_bit ())
    g_strlcpy (person->manager, manager->id, sizeof person->manager);
  for (guint i = 0; i < 2; i++)
    {
      person->mails[i] = person->type == STORE_USER ? model_random_word (TRUE) : -1;
      person->mail_types[i] = g_test_rand_int_range (-1, G_N_ELEMENTS (model_types));
    }
}

static void
append_text (GString    *json,
             const char *name,
             int         word)
{
  if (word >= 0)
    g_string_append_printf (json, "\"%s\":\"%s\",", name, model_words[word]);
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
        g_string_append_printf (json, "\"type\":\"%s\",", model_types[person->mail_types[i]]);
      g_string_append_printf (json, "\"value\":\"%s\"},", model_words[person->mails[i]]);
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
          !g_str_equal (other->id, person->id) &&
          model_is (other->user_name, model_words[person->user_name]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
do_act (Model    *model,
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
  if (!do_act (model, &act, !name_taken (model, person)))
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
  Person *person = model_pick (model, g_test_rand_bit () ? STORE_USER : STORE_GROUP);
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
  if (do_act (model, &act, !name_taken (model, person)))
    note (person, &act.written);
  else
    *person = before;
}

/* Everybody who shows @person, which is going. The job's version is known once another job has run,
 * so it is marked as unknown (0) here. */
static void
do_delete (Model *model)
{
  Person *person = model_pick (model, g_test_rand_bit () ? STORE_USER : STORE_GROUP);
  Act act = { .kind = ACT_DELETE };

  if (person == NULL)
    return;
  act.type = person->type;
  g_strlcpy (act.id, person->id, sizeof act.id);
  do_act (model, &act, TRUE);

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
          if (model_find (model, id)->type == STORE_GROUP)
            g_hash_table_iter_remove (&iter);
        }
    }
  for (guint i = 0; i < act->members->len; i++)
    {
      const char *member = act->members->pdata[i];

      if (act->change == SCIM_MEMBERS_REMOVE)
        g_hash_table_remove (group->members, member);
      else if (act->change == SCIM_MEMBERS_ADD || act->change == SCIM_MEMBERS_REPLACE)
        if (model_find (model, member) != NULL)
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
  Person *group = model_pick (model, STORE_GROUP);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  Act act = { .kind = ACT_MEMBERS, .members = ids, .member_type = "Group" };

  if (group == NULL)
    return;
  act.change = (ScimMemberChangeKind)g_test_rand_int_range (0, SCIM_MEMBERS_REMOVE_TYPE + 1);
  for (int i = g_test_rand_int_range (0, 8); i > 0; i--)
    {
      Person *person =
          model_pick (model, g_test_rand_int_range (0, 4) == 0 ? STORE_GROUP : STORE_USER);

      if (person != NULL && person != group && !g_ptr_array_find (ids, person->id, NULL))
        g_ptr_array_add (ids, person->id);
    }
  /* Not alone: a list of which nobody is known is refused. */
  if (ids->len > 0 && g_test_rand_int_range (0, 4) == 0)
    g_ptr_array_add (ids, (gpointer) "nobody");
  g_strlcpy (act.id, group->id, sizeof act.id);
  do_act (model, &act, TRUE);
  apply_members (model, group, &act);
  note (group, &act.written);
  store_member_result_clear (&act.result);
}

/* Versions, times, counters and the order of everything. */
void
model_compare (Model *model)
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
        g_assert_cmpint (copy.row.version, <=, model->last_version + MODEL_MOST);
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

void
model_init (Model   *model,
            Fixture *fixture)
{
  model->fixture = fixture;
  model->people = g_ptr_array_new_with_free_func (person_free);
  model->last_version = 0;
}

void
model_clear (Model *model)
{
  g_ptr_array_unref (model->people);
}

const char *
model_random_type (void)
{
  return model_types[g_test_rand_int_range (0, G_N_ELEMENTS (model_types))];
}

void
model_step (Model *model)
{
  static void (*const acts[]) (Model *) = { do_create, do_create,  do_create,  do_replace,
                                            do_delete, do_members, do_members, do_members };
  int act = g_test_rand_int_range (0, G_N_ELEMENTS (acts));

  if (model->people->len > MODEL_MOST)
    do_delete (model);
  else
    acts[act](model);
}
