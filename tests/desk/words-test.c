/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Times and keys' lives in words. */

#include "config.h"

#include <string.h>

#include "base/base-time.h"
#include "desk/desk-keys.h"
#include "desk/desk-words.h"

static gint64
at (const char *text)
{
  gint64 time;

  g_assert_true (base_time_parse (text, &time, NULL));
  return time;
}

static void
test_times (void)
{
  static const struct
  {
    const char *time;
    const char *ago;
    const char *words;
    const char *brief;
  } rows[] = {
    { "2026-11-24T10:00:00Z", "just now", "today at 10:00", "10:00" },
    { "2026-11-24T10:00:40Z", "just now", "today at 10:00", "10:00" },
    { "2026-11-24T09:59:00Z", "1 minute ago", "today at 09:59", "09:59" },
    { "2026-11-24T09:14:00Z", "46 minutes ago", "today at 09:14", "09:14" },
    { "2026-11-24T00:10:00Z", "9 hours ago", "today at 00:10", "00:10" },
    { "2026-11-23T23:50:00Z", "yesterday", "yesterday at 23:50", "23 Nov" },
    { "2026-11-23T00:00:00Z", "yesterday", "yesterday at 00:00", "23 Nov" },
    { "2026-11-20T17:40:00Z", "4 days ago", "20 Nov at 17:40", "20 Nov" },
    { "2026-11-02T17:40:00Z", "2 Nov", "2 Nov at 17:40", "2 Nov" },
    { "2025-11-02T17:40:00Z", "2 Nov 2025", "2 Nov 2025", "2 Nov 2025" },
    { "2026-11-25T14:00:00Z", "tomorrow at 14:00", "tomorrow at 14:00", "25 Nov" },
    { "2027-01-05T14:00:00Z", "5 Jan 2027", "5 Jan 2027", "5 Jan 2027" },
  };
  gint64 now = at ("2026-11-24T10:00:10Z");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *ago = desk_words_ago (at (rows[i].time), now);
      g_autofree char *words = desk_words_time (at (rows[i].time), now);
      g_autofree char *brief = desk_words_short_time (at (rows[i].time), now);

      g_assert_cmpstr (ago, ==, rows[i].ago);
      g_assert_cmpstr (words, ==, rows[i].words);
      g_assert_cmpstr (brief, ==, rows[i].brief);
    }
}

/* Shortly after midnight, a little while ago is told in hours though it was yesterday. */
static void
test_never_and_midnight (void)
{
  g_autofree char *never = desk_words_ago (0, 0);
  g_autofree char *full = desk_words_full_time (0);
  g_autofree char *night =
      desk_words_ago (at ("2026-11-23T23:00:00Z"), at ("2026-11-24T01:00:00Z"));
  g_autofree char *far = desk_words_time (G_MAXINT64, 0);

  g_assert_cmpstr (never, ==, "never");
  g_assert_cmpstr (full, ==, "never");
  g_assert_cmpstr (night, ==, "2 hours ago");
  g_assert_cmpstr (far, ==, "never");
}

static void
test_spans (void)
{
  static const struct
  {
    gint64 span;
    const char *words;
  } rows[] = {
    { -5, "0 seconds" },
    { G_TIME_SPAN_SECOND, "1 second" },
    { 59 * G_TIME_SPAN_SECOND, "59 seconds" },
    { G_TIME_SPAN_MINUTE, "1 minute" },
    { 119 * G_TIME_SPAN_MINUTE, "1 hour" },
    { 26 * G_TIME_SPAN_DAY, "26 days" },
    { 1204 * G_TIME_SPAN_DAY, "1,204 days" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = desk_words_span (rows[i].span);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_clients (void)
{
  g_autofree char *entra = desk_words_client ("Azure-AD-SCIM/1.0 (x; y)");
  g_autofree char *odd = desk_words_client ("/");
  g_autofree char *broken = desk_words_client ("a\xff b");
  g_autofree char *long_name = g_strnfill (500, 'x');
  g_autofree char *cut = desk_words_client (long_name);

  g_assert_cmpstr (entra, ==, "Azure-AD-SCIM");
  g_assert_cmpstr (odd, ==, "/");
  g_assert_true (g_utf8_validate (broken, -1, NULL));
  g_assert_cmpuint (strlen (cut), ==, 40);
}

static void
test_key_health (void)
{
  static const struct
  {
    gint64 days;
    DeskKeyLevel level;
    guint threshold;
    gint64 left;
  } rows[] = {
    { 365, DESK_KEY_WELL, 0, 365 },   { 61, DESK_KEY_WELL, 0, 61 },
    { 60, DESK_KEY_NOTICE, 60, 60 },  { 30, DESK_KEY_WARNING, 30, 30 },
    { 26, DESK_KEY_WARNING, 30, 26 }, { 14, DESK_KEY_WARNING, 14, 14 },
    { 7, DESK_KEY_URGENT, 7, 7 },     { 1, DESK_KEY_URGENT, 1, 1 },
    { 0, DESK_KEY_ENDED, 0, 0 },      { -3, DESK_KEY_ENDED, 0, 0 },
  };
  gint64 now = at ("2026-11-24T10:00:00Z");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AdminKey key = { .created = now - 100 * G_TIME_SPAN_DAY,
                       .expires = now + rows[i].days * G_TIME_SPAN_DAY };
      g_autoptr (DeskKeyHealth) health = desk_key_health_new (&key, now);

      g_assert_cmpint (health->level, ==, rows[i].level);
      g_assert_cmpuint (health->threshold, ==, rows[i].threshold);
      g_assert_cmpint (health->days_left, ==, rows[i].left);
      g_assert_cmpfloat (health->fraction, >, 0.2);
      g_assert_cmpfloat (health->fraction, <=, 1.0);
      g_assert_cmpstr (health->detail, ==, "Not used yet");
    }
}

static void
test_key_words (void)
{
  gint64 now = at ("2026-11-24T10:00:00Z");
  AdminKey used = { .created = now - G_TIME_SPAN_DAY,
                    .expires = now + 26 * G_TIME_SPAN_DAY,
                    .last_used = now - 3 * G_TIME_SPAN_MINUTE,
                    .last_client = (char *)"Azure-AD-SCIM/1.0" };
  AdminKey never = { .created = now };
  AdminKey soon = { .created = now - G_TIME_SPAN_DAY, .expires = now + G_TIME_SPAN_DAY };
  Connection foreign = { .expires = now + 10 * G_TIME_SPAN_DAY };
  Connection silent = { 0 };
  g_autoptr (DeskKeyHealth) a = desk_key_health_new (&used, now);
  g_autoptr (DeskKeyHealth) b = desk_key_health_new (&never, now);
  g_autoptr (DeskKeyHealth) c = desk_key_health_new (&soon, now);
  g_autoptr (DeskKeyHealth) d = desk_key_health_new (NULL, now);
  g_autoptr (DeskKeyHealth) e = desk_key_health_new_for_foreign (&foreign, now);
  g_autoptr (DeskKeyHealth) f = desk_key_health_new_for_foreign (&silent, now);

  g_assert_cmpstr (a->sentence, ==, "Key expires in 26 days");
  g_assert_cmpstr (a->detail, ==, "Last used 3 minutes ago by Azure-AD-SCIM");
  g_assert_cmpstr (b->sentence, ==, "Key never expires");
  g_assert_cmpint (b->days_left, ==, -1);
  g_assert_cmpint (b->level, ==, DESK_KEY_WELL);
  g_assert_cmpstr (c->sentence, ==, "Key expires tomorrow at 10:00");
  g_assert_cmpint (d->level, ==, DESK_KEY_ENDED);
  g_assert_cmpstr (e->sentence, ==, "Key expires in 10 days");
  g_assert_null (e->detail);
  g_assert_false (f->known);
  g_assert_cmpint (f->level, ==, DESK_KEY_WELL);
}

/* The key whose end would stop provisioning. */
static void
test_pick (void)
{
  AdminKey rows[] = {
    { .id = (char *)"read", .scope = (char *)"read", .last_used = 900 },
    { .id = (char *)"old", .scope = (char *)"provision", .expires = 50, .last_used = 500 },
    { .id = (char *)"new", .scope = (char *)"provision", .expires = 500 },
  };
  DeskKey keys[] = { { .key = &rows[0] }, { .key = &rows[1] }, { .key = &rows[2] } };
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  g_assert_null (desk_keys_pick (list));
  g_ptr_array_add (list, &keys[0]);
  g_assert_null (desk_keys_pick (list));
  g_ptr_array_add (list, &keys[1]);
  g_ptr_array_add (list, &keys[2]);
  g_assert_cmpstr (desk_keys_pick (list)->key->id, ==, "old");
  rows[1].last_used = 0;
  g_assert_cmpstr (desk_keys_pick (list)->key->id, ==, "new");
  rows[1].expires = 0;
  g_assert_cmpstr (desk_keys_pick (list)->key->id, ==, "old");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/desk/words/times", test_times);
  g_test_add_func ("/desk/words/never-and-midnight", test_never_and_midnight);
  g_test_add_func ("/desk/words/spans", test_spans);
  g_test_add_func ("/desk/words/clients", test_clients);
  g_test_add_func ("/desk/keys/health", test_key_health);
  g_test_add_func ("/desk/keys/words", test_key_words);
  g_test_add_func ("/desk/keys/pick", test_pick);
  return g_test_run ();
}
