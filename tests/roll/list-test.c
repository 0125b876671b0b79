/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of a roll: order, search, filter, bodies. */

#include "config.h"

#include <string.h>

#include "roll-helpers.h"
#include "scim/scim-filter.h"
#include "scim/scim-schema.h"

#define USERS                                                                                  \
  "[{'id':'1','userName':'zoe','displayName':'Zoë Müller','active':false},"                  \
  " {'id':'2','userName':'Ada','externalId':'X-7','emails':[{'value':'Countess@x.example'}]}," \
  " {'id':'3','userName':'bob','title':'Builder'}]"
#define GROUPS                                                                \
  "[{'id':'1','displayName':'beta','members':[{'value':'1'},{'value':'2'}]}," \
  " {'id':'2','displayName':'Alpha','members':[{'value':'2'},{'value':'1','type':'Group'}]}]"

static void
append_cb (const RollPerson *person,
           gpointer          data)
{
  GString *list = data;

  g_string_append_printf (list, "%s%s:%" G_GINT64_FORMAT, list->len > 0 ? " " : "", person->key,
                          person->members);
}

static char *
list (RollFixture *fixture,
      gboolean     groups,
      const char  *search,
      const char  *filter_text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimFilter) filter = NULL;
  GString *found = g_string_new (NULL);

  if (filter_text != NULL)
    filter = scim_filter_parse (groups ? scim_resource_type_group () : scim_resource_type_user (),
                                filter_text, SCIM_PROFILE_LENIENT, &error);
  g_assert_no_error (error);
  if (groups)
    roll_foreach_group (fixture->roll, search, filter, append_cb, found, &error);
  else
    roll_foreach_user (fixture->roll, search, filter, append_cb, found, &error);
  g_assert_no_error (error);
  return g_string_free (found, FALSE);
}

typedef struct
{
  gboolean groups;
  const char *search;
  const char *filter;
  const char *expected;
} Row;

static const Row rows[] = {
  { FALSE, NULL, NULL, "Ada:2 bob:0 zoe:1" },
  { FALSE, "", NULL, "Ada:2 bob:0 zoe:1" },
  { FALSE, "MÜLL", NULL, "zoe:1" },
  { FALSE, "countess", NULL, "Ada:2" },
  { FALSE, "x-7", NULL, "Ada:2" },
  { FALSE, "builder", NULL, "" },
  { FALSE, NULL, "title eq \"builder\"", "bob:0" },
  { FALSE, NULL, "active eq false", "zoe:1" },
  { FALSE, "o", "not (title pr)", "Ada:2 zoe:1" },
  { TRUE, NULL, NULL, "Alpha:1 beta:2" },
  { TRUE, "BET", NULL, "beta:2" },
  { TRUE, NULL, "members.value eq \"1\" and displayName sw \"b\"", "beta:2" },
};

static void
test_rows (RollFixture   *fixture,
           gconstpointer  data)
{
  roll_fixture_fill (fixture, USERS, GROUPS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = list (fixture, rows[i].groups, rows[i].search, rows[i].filter);

      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

static void
body_cb (const RollPerson *person,
         gpointer          data)
{
  RollFixture *fixture = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = roll_get_body (fixture->roll, person->row, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (body, ==, person->body);
}

static void
test_bodies (RollFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  roll_fixture_fill (fixture, USERS, GROUPS);
  roll_foreach_user (fixture->roll, NULL, NULL, body_cb, fixture, &error);
  g_assert_no_error (error);
  g_assert_null (roll_get_body (fixture->roll, 4711, &error));
  g_assert_error (error, ROLL_ERROR, ROLL_ERROR_FAILED);
}

static void
test_never_read (RollFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = list (fixture, FALSE, NULL, NULL);

  g_assert_cmpstr (found, ==, "");
  g_assert_null (roll_get_info (fixture->roll, &error));
  g_assert_error (error, ROLL_ERROR, ROLL_ERROR_NOT_READ);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/roll/list/rows", RollFixture, NULL, roll_fixture_set_up, test_rows,
              roll_fixture_tear_down);
  g_test_add ("/roll/list/bodies", RollFixture, NULL, roll_fixture_set_up, test_bodies,
              roll_fixture_tear_down);
  g_test_add ("/roll/list/never-read", RollFixture, NULL, roll_fixture_set_up, test_never_read,
              roll_fixture_tear_down);

  return g_test_run ();
}
