/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random pairs of sides, compared here and by oracle.py, whose reports must be equal. Sides are
 * drawn from a small world in which names, externalIds and addresses collide often; each source is
 * held against each target, so that a hundred rolls give 2,500 pairs. The rarest reason comes up in
 * a handful of them and now and then in none; then another round is drawn. The seed is the test's
 * (--seed repeats it). */

#include "config.h"

#include "compare-helpers.h"

#include <glib/gstdio.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#define N_SIDES 25
#else
#define N_SIDES 50
#endif

/* A round without the rarest reason is common enough; so many in a row are a fault. */
#define MOST_ROUNDS 12

#define ENTERPRISE "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

static const char *const names[] = { "ada",     "Ada",         "bob",        "BOB", "chi", "straße",
                                     "STRASSE", "e\xcc\x81va", "\xc3\x89va", "dan", "eve", "fay" };
static const char *const external_ids[] = { "x1", "X1", "x2", "x3", "x4", "x5", "" };
static const char *const addresses[] = { "p@x", "P@X", "q@x", "r@x", "s@x", "t@x" };
static const char *const types[] = { "work", "Work", "home", "" };
static const char *const words[] = { "one", "ONE", "two", "" };
static const char *const group_names[] = { "Sales", "sales", "Law", "Ops", "Lab" };
static const char *const evidence_kinds[] = { "failed",  "skipped",      "waiting",
                                              "deleted", "out_of_scope", "nested_only" };
static const char *const paths[] = { "externalId",
                                     "userName",
                                     "emails.value",
                                     "title",
                                     "nickName",
                                     "displayName",
                                     "name.givenName",
                                     ENTERPRISE ":department",
                                     ENTERPRISE ":manager.value",
                                     "phoneNumbers.value",
                                     "profileUrl" };
static const char *const matches[][4] = {
  { "externalId", "userName", "emails" },
  { "externalId", "userName", "emails" },
  { "userName" },
  { "emails", "externalId" },
  { "userName", "emails", "externalId" },
};

#define PICK(array) array[g_test_rand_int_range (0, G_N_ELEMENTS (array))]

static gboolean
chance (int percent)
{
  return g_test_rand_int_range (0, 100) < percent;
}

static void
set_word (JsonObject *object,
          const char *member,
          const char *word,
          int         percent)
{
  if (chance (percent))
    json_object_set_string_member (object, member, word);
}

static void
add_many (JsonObject        *user,
          const char        *attribute,
          const char *const *values,
          int                n_values)
{
  int n = chance (60) ? g_test_rand_int_range (1, 4) : 0;
  gboolean primary = FALSE;
  JsonArray *array;

  if (n == 0)
    return;
  array = json_array_new ();
  for (int i = 0; i < n; i++)
    {
      JsonObject *element = json_object_new ();
      const char *type = PICK (types);

      json_object_set_string_member (element, "value", values[g_test_rand_int_range (0, n_values)]);
      if (*type != '\0')
        json_object_set_string_member (element, "type", type);
      if (!primary && chance (30))
        {
          primary = TRUE;
          json_object_set_boolean_member (element, "primary", TRUE);
        }
      json_array_add_object_element (array, element);
    }
  json_object_set_array_member (user, attribute, array);
}

static void
add_extension (JsonObject *user,
               int         n_users)
{
  JsonObject *extension = json_object_new ();

  set_word (extension, "department", PICK (words), 50);
  if (chance (40))
    {
      JsonObject *manager = json_object_new ();
      /* Sometimes one who isn't there. */
      g_autofree char *id = g_strdup_printf ("u%d", g_test_rand_int_range (0, n_users + 2));

      json_object_set_string_member (manager, "value", id);
      json_object_set_object_member (extension, "manager", manager);
    }
  json_object_set_object_member (user, ENTERPRISE, extension);
}

static JsonArray *
make_users (int n)
{
  JsonArray *users = json_array_new ();

  for (int i = 0; i < n; i++)
    {
      JsonObject *user = json_object_new ();
      JsonObject *name = json_object_new ();
      g_autofree char *id = g_strdup_printf ("u%d", i);

      json_object_set_string_member (user, "id", id);
      json_object_set_string_member (user, "userName", PICK (names));
      set_word (user, "externalId", PICK (external_ids), 60);
      set_word (user, "displayName", PICK (words), 40);
      set_word (user, "title", PICK (words), 40);
      set_word (user, "nickName", PICK (words), 20);
      set_word (user, "profileUrl", PICK (words), 20);
      set_word (name, "givenName", PICK (words), 40);
      set_word (name, "familyName", PICK (words), 20);
      json_object_set_object_member (user, "name", name);
      if (chance (50))
        json_object_set_boolean_member (user, "active", chance (50));
      add_many (user, "emails", addresses, G_N_ELEMENTS (addresses));
      if (chance (30))
        add_many (user, "phoneNumbers", words, 3);
      if (chance (60))
        add_extension (user, n);
      json_array_add_object_element (users, user);
    }
  return users;
}

static JsonArray *
make_groups (int n,
             int n_users)
{
  JsonArray *groups = json_array_new ();

  for (int i = 0; i < n; i++)
    {
      JsonObject *group = json_object_new ();
      JsonArray *members = json_array_new ();
      g_autofree char *id = g_strdup_printf ("g%d", i);

      json_object_set_string_member (group, "id", id);
      json_object_set_string_member (group, "displayName", PICK (group_names));
      set_word (group, "externalId", PICK (external_ids), 40);
      for (int j = g_test_rand_int_range (0, 5); j > 0; j--)
        {
          JsonObject *member = json_object_new ();
          g_autofree char *member_id =
              chance (90) ? g_strdup_printf ("u%d", g_test_rand_int_range (0, n_users + 1))
                          : g_strdup_printf ("g%d", g_test_rand_int_range (0, n));

          json_object_set_string_member (member, "value", member_id);
          json_array_add_object_element (members, member);
        }
      json_object_set_array_member (group, "members", members);
      json_array_add_object_element (groups, group);
    }
  return groups;
}

static JsonArray *
make_evidence (void)
{
  JsonArray *evidence = json_array_new ();

  for (int i = g_test_rand_int_range (0, 12); i > 0; i--)
    {
      JsonArray *line = json_array_new ();
      int about = g_test_rand_int_range (0, 10);

      json_array_add_string_element (line, about > 7 || (about > 5 && chance (40)) ? "waiting"
                                                                     : PICK (evidence_kinds));
      json_array_add_string_element (line, about < 6 ? "User" : about < 8 ? "Group" : "Member");
      json_array_add_string_element (line,
                                     about < 6 || about > 7 ? PICK (names) : PICK (group_names));
      json_array_add_string_element (line, PICK (group_names));
      json_array_add_int_element (line, g_test_rand_int_range (0, 4));
      json_array_add_array_element (evidence, line);
    }
  return evidence;
}

static JsonArray *
make_paths (int percent)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (chance (percent))
      json_array_add_string_element (array, paths[i]);
  return array;
}

static JsonObject *
make_side (void)
{
  JsonObject *side = json_object_new ();
  int n_users = chance (5) ? 0 : g_test_rand_int_range (1, 9);

  json_object_set_string_member (side, "kind", chance (50) ? "entra" : "csv");
  json_object_set_array_member (side, "users", make_users (n_users));
  json_object_set_array_member (side, "groups",
                                make_groups (g_test_rand_int_range (0, 5), n_users));
  json_object_set_array_member (side, "evidence", make_evidence ());
  json_object_set_array_member (side, "carried", make_paths (chance (50) ? 20 : 0));
  json_object_set_array_member (side, "supported", make_paths (chance (50) ? 70 : 0));
  json_object_set_int_member (side, "last_cycle", g_test_rand_int_range (0, 3));
  return side;
}

static void
write_side (FILE       *file,
            const char *name,
            int         number,
            JsonObject *side)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, side);
  text = json_to_string (node, FALSE);
  fprintf (file, "{\"side\": \"%s%d\", \"document\": %s}\n", name, number, text);
}

static void
compare_and_write (FILE *file,
                   Roll *source,
                   int   source_number,
                   Roll *target,
                   int   target_number)
{
  const char *const *match = matches[g_test_rand_int_range (0, G_N_ELEMENTS (matches))];
  CompareOptions options = { .source_name = "a", .target_name = "b", .match = match };
  g_autofree char *rules = g_strjoinv ("\", \"", (char **)match);
  g_autoptr (GError) error = NULL;
  g_autoptr (Comparison) comparison = NULL;
  g_autofree char *report = NULL;

  comparison = comparison_new (source, target, &options, NULL, &error);
  g_assert_no_error (error);
  report = comparison_to_json (comparison, COMPARE_N_REASONS);
  fprintf (file,
           "{\"source\": \"s%d\", \"target\": \"t%d\", \"match\": [\"%s\"], \"report\": %s}\n",
           source_number, target_number, rules, report);
}

/* The oracle must agree with every report. Marks in @seen the reasons that came up. */
static void
ask_oracle (const char *file,
            gboolean   *seen)
{
  g_autofree char *oracle = g_test_build_filename (G_TEST_DIST, "compare", "oracle.py", NULL);
  const char *const argv[] = { "/usr/bin/python3", oracle, file, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_test_message ("%s", output);
  g_assert_no_error (error);
  g_test_message ("differences by reason: %s", output);

  for (guint i = 0; i < COMPARE_N_REASONS; i++)
    {
      g_autofree char *word = g_strdup_printf ("\"%s\":", compare_reason_rows ()[i].code);

      seen[i] |= strstr (output, word) != NULL;
    }
}

static void
draw_round (gboolean *seen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *path = NULL;
  FILE *file;

  g_close (g_file_open_tmp ("rollcall-test-XXXXXX", &path, &error), NULL);
  g_assert_no_error (error);
  file = g_fopen (path, "w");
  for (int i = 0; i < N_SIDES; i++)
    {
      g_autoptr (JsonObject) source = make_side ();
      g_autoptr (JsonObject) target = make_side ();

      write_side (file, "s", i, source);
      write_side (file, "t", i, target);
      g_ptr_array_add (sources, compare_test_roll (source));
      g_ptr_array_add (targets, compare_test_roll (target));
    }
  for (int i = 0; i < N_SIDES; i++)
    for (int j = 0; j < N_SIDES; j++)
      compare_and_write (file, sources->pdata[i], i, targets->pdata[j], j);
  g_assert_cmpint (fclose (file), ==, 0);

  ask_oracle (path, seen);
  g_unlink (path);
}

static const char *
find_unseen (const gboolean *seen)
{
  for (guint i = 0; i < COMPARE_N_REASONS; i++)
    if (!seen[i])
      return compare_reason_rows ()[i].code;
  return NULL;
}

static void
test_random_pairs (void)
{
  gboolean seen[COMPARE_N_REASONS] = { FALSE };
  int rounds = 0;

  do
    draw_round (seen);
  while (find_unseen (seen) != NULL && ++rounds < MOST_ROUNDS);
  g_assert_cmpstr (find_unseen (seen), ==, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/random/pairs", test_random_pairs);
  return g_test_run ();
}
