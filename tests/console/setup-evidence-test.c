/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which steps are done, by what is known; and whether a new key has arrived. */

#include "config.h"

#include "console/rollcall-setup-evidence.h"

#include "base/base-time.h"
#include "console/rollcall-arrival.h"
#include "console/rollcall-replacement-card.h"

/* One letter a step: S seen, H ticked by hand, d done without either, N the next, . to come. */
static char *
draw (const char               *idp,
      const char               *ticked,
      const RollcallSetupFacts *facts)
{
  g_autoptr (ConnectionGuide) guide = connection_guides_find (idp);
  g_autoptr (Connection) connection = connection_new ("Practice", "scim:https://scim.example.com");
  g_autoptr (GPtrArray) steps = NULL;
  GString *picture = g_string_new (NULL);

  connection->steps_done = g_strdup (ticked);
  steps = rollcall_setup_evidence_steps (guide, connection, facts);
  g_assert_cmpuint (steps->len, ==, guide->n_steps);
  for (guint i = 0; i < steps->len; i++)
    {
      const RollcallSetupStep *step = g_ptr_array_index (steps, i);

      g_assert_cmpuint (step->number, ==, i + 1);
      g_assert_true (step->done || !(step->seen || step->by_hand));
      g_assert_true (!step->seen || step->detail != NULL);
      g_string_append_c (picture, step->seen      ? 'S'
                                  : step->by_hand ? 'H'
                                  : step->done    ? 'd'
                                  : step->current ? 'N'
                                                  : '.');
    }
  return g_string_free (picture, FALSE);
}

static void
assert_drawn (const char         *idp,
              const char         *ticked,
              RollcallSetupFacts  facts,
              const char         *wanted)
{
  g_autofree char *found = draw (idp, ticked, &facts);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_steps (void)
{
  gint64 now = base_time_now ();

  assert_drawn ("entra", NULL, (RollcallSetupFacts){ 0 }, "N.........");
  assert_drawn ("entra", "1,2", (RollcallSetupFacts){ 0 }, "HHN.......");
  assert_drawn ("entra", "1,2", (RollcallSetupFacts){ .copied = { now, 0 } }, "HHN..S....");
  assert_drawn ("entra", NULL, (RollcallSetupFacts){ .copied = { now, now } }, "N....SS...");
  /* A test proves what stands before it, but not who is assigned. */
  assert_drawn ("entra", NULL, (RollcallSetupFacts){ .test_time = now, .used_time = now },
                "dddNdSSS..");
  assert_drawn ("entra", "4", (RollcallSetupFacts){ .test_time = now, .used_time = now },
                "dddHdSSSN.");
  /* People prove all; what was ticked by hand is no longer needed. */
  assert_drawn (
      "entra", "9",
      (RollcallSetupFacts){ .test_time = now, .used_time = now, .people = 3, .first_person = now },
      "dddSdSSSdS");
  assert_drawn ("google", NULL, (RollcallSetupFacts){ .used_time = now }, "N..SS....");
  assert_drawn ("other", NULL, (RollcallSetupFacts){ .people = -1 }, "N....");
}

static void
test_words (void)
{
  g_autoptr (ConnectionGuide) guide = connection_guides_find ("entra");
  g_autoptr (Connection) connection = connection_new ("Practice", "scim:https://scim.example.com");
  RollcallSetupFacts facts = { .test_time = base_time_now (), .used_time = base_time_now () };
  g_autoptr (GPtrArray) steps = NULL;
  const RollcallSetupStep *test;

  facts.test_key = (char *)"Entra 2026";
  steps = rollcall_setup_evidence_steps (guide, connection, &facts);
  test = g_ptr_array_index (steps, guide->evidence.test - 1);
  g_assert_true (g_str_has_prefix (test->detail, "The test arrived today at "));
  g_assert_true (g_str_has_suffix (test->detail, ", with the key “Entra 2026”"));
}

static DeskActivityItem *
make_item (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);
  return desk_activity_new_from_json (json_node_get_object (node));
}

static RollcallArrivalKind
arrive (const char  *key_id,
        const char  *idp,
        gint64       since,
        const char  *items[],
        char       **title)
{
  g_autoptr (ConnectionGuide) guide = connection_guides_find (idp);
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify)desk_activity_item_unref);
  RollcallArrival arrival;
  RollcallArrivalKind kind;

  for (guint i = 0; items[i] != NULL; i++)
    g_ptr_array_add (list, make_item (items[i]));
  arrival = rollcall_arrival_find (list, key_id, since, guide);
  kind = arrival.kind;
  g_assert_nonnull (arrival.detail);
  *title = g_strdup (arrival.title);
  rollcall_arrival_clear (&arrival);
  return kind;
}

#define TEST_ITEM                                                                            \
  "{\"cursor\":9,\"time\":\"2026-11-24T14:02:11Z\",\"kind\":\"request\",\"method\":\"GET\"," \
  "\"path\":\"/Users?filter=userName eq ?\",\"status\":200,\"idp\":\"entra\","               \
  "\"meaning\":\"test connection\",\"key_id\":\"new\",\"count\":1}"
#define USE_ITEM                                                                             \
  "{\"cursor\":8,\"time\":\"2026-11-24T14:02:10Z\",\"kind\":\"request\",\"method\":\"GET\"," \
  "\"path\":\"/Users\",\"status\":200,\"key_id\":\"new\",\"count\":1}"
#define REFUSED_ITEM                                                                         \
  "{\"cursor\":7,\"time\":\"2026-11-24T14:02:09Z\",\"kind\":\"request\",\"method\":\"GET\"," \
  "\"path\":\"/Users\",\"status\":401,\"count\":1}"
#define MADE_ITEM                                                                                 \
  "{\"cursor\":6,\"time\":\"2026-11-24T14:02:08Z\",\"kind\":\"key\",\"meaning\":\"key created\"," \
  "\"key_id\":\"new\",\"count\":1}"

static void
test_arrival (void)
{
  const char *nothing[] = { MADE_ITEM, NULL };
  const char *tested[] = { TEST_ITEM, REFUSED_ITEM, MADE_ITEM, NULL };
  const char *used[] = { USE_ITEM, MADE_ITEM, NULL };
  const char *refused[] = { REFUSED_ITEM, MADE_ITEM, NULL };
  g_autofree char *waiting = NULL;
  g_autofree char *waiting_google = NULL;
  g_autofree char *arrived = NULL;
  g_autofree char *in_use = NULL;
  g_autofree char *trouble = NULL;
  g_autofree char *older = NULL;
  g_autofree char *other_key = NULL;

  g_assert_cmpint (arrive ("new", "entra", 0, nothing, &waiting), ==, ROLLCALL_ARRIVAL_WAITING);
  g_assert_cmpstr (waiting, ==, "Waiting for Test Connection from Entra ID");
  arrive ("new", "google", 0, nothing, &waiting_google);
  g_assert_cmpstr (waiting_google, ==, "Waiting for the first request from Google Workspace");

  g_assert_cmpint (arrive ("new", "entra", 0, tested, &arrived), ==, ROLLCALL_ARRIVAL_ARRIVED);
  g_assert_cmpstr (arrived, ==, "Test Connection arrived from Entra ID");
  g_assert_cmpint (arrive ("new", "google", 0, used, &in_use), ==, ROLLCALL_ARRIVAL_ARRIVED);
  g_assert_cmpint (arrive ("new", "entra", 0, refused, &trouble), ==, ROLLCALL_ARRIVAL_TROUBLE);
  /* A refusal from before the key was made isn't about it, nor is another key's test. */
  g_assert_cmpint (arrive ("new", "entra", G_MAXINT64, refused, &older), ==,
                   ROLLCALL_ARRIVAL_WAITING);
  g_assert_cmpint (arrive ("other", "entra", G_MAXINT64, tested, &other_key), ==,
                   ROLLCALL_ARRIVAL_WAITING);
}

static DeskKey *
make_key (const char *id,
          const char *scope,
          gint64      created,
          gint64      expires)
{
  DeskKey *key = g_new0 (DeskKey, 1);

  key->key = g_new0 (AdminKey, 1);
  key->key->id = g_strdup (id);
  key->key->scope = g_strdup (scope);
  key->key->created = created;
  key->key->expires = expires;
  key->health = desk_key_health_new (key->key, 0);
  return key;
}

static void
test_replacement (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify)desk_key_free);
  gint64 now = base_time_now ();
  gint64 day = G_TIME_SPAN_DAY;
  const DeskKey *old = NULL;
  const DeskKey *fresh = NULL;

  g_ptr_array_add (keys, make_key ("new", "provision", now, now + 365 * day));
  g_assert_false (rollcall_replacement_find (keys, &old, &fresh));
  g_ptr_array_add (keys, make_key ("old", "provision", now - 300 * day, now + 7 * day));
  g_ptr_array_add (keys, make_key ("ours", "read", now, now + 365 * day));
  g_assert_true (rollcall_replacement_find (keys, &old, &fresh));
  g_assert_cmpstr (old->key->id, ==, "old");
  g_assert_cmpstr (fresh->key->id, ==, "new");

  /* Two keys that live side by side are no replacement, nor is one that has ended. */
  g_ptr_array_remove_index (keys, 1);
  g_ptr_array_insert (keys, 1, make_key ("other", "provision", now - day, now + 300 * day));
  g_assert_false (rollcall_replacement_find (keys, &old, &fresh));
  g_ptr_array_remove_index (keys, 1);
  g_ptr_array_insert (keys, 1, make_key ("ended", "provision", now - 300 * day, now - day));
  g_assert_false (rollcall_replacement_find (keys, &old, &fresh));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/console/setup-evidence/steps", test_steps);
  g_test_add_func ("/console/setup-evidence/words", test_words);
  g_test_add_func ("/console/arrival", test_arrival);
  g_test_add_func ("/console/replacement", test_replacement);
  return g_test_run ();
}
