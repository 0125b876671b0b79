/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asking for a person: here, gone, refused, only at the source, never heard of. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/base-time.h"
#include "desk/desk-activity.h"
#include "desk/desk-person-private.h"
#include "source/source.h"

/* Reads a CSV with @rows into @roll. */
static void
fill (Roll       *roll,
      const char *rows)
{
  g_autofree char *folder = g_dir_make_tmp ("rollcall-person-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "people.csv", NULL);
  g_autofree char *uri = g_strconcat ("csv:", path, NULL);
  g_autofree char *text = g_strconcat ("userName,displayName,active,groups\n", rows, NULL);
  g_autoptr (Source) source = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  source = source_new_for_uri (uri, NULL, &error);
  g_assert_no_error (error);
  source_read (source, roll, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static Roll *
make (const char *rows)
{
  g_autoptr (GError) error = NULL;
  Roll *roll = roll_new_temporary (&error);

  g_assert_no_error (error);
  fill (roll, rows);
  return roll;
}

static DeskPersonAnswer *
ask (const char *text,
     Roll       *target,
     Roll       *source)
{
  const DeskPersonWhere where = { .target_name = "Slack",
                                  .target = target,
                                  .source_name = "Contoso Entra ID",
                                  .source = source };
  g_autoptr (GError) error = NULL;
  DeskPersonAnswer *answer = desk_person_ask (text, &where, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer->sentence);
  return answer;
}

static void
test_here (void)
{
  g_autoptr (Roll) target = make ("ann@x.example,Ann Müller,true,Sales;Lab\n"
                                  "bob@x.example,Bob,false,\n");
  g_autoptr (DeskPersonAnswer) exact = ask ("ANN@x.example", target, NULL);
  g_autoptr (DeskPersonAnswer) part = ask (" muller ", target, NULL);
  g_autoptr (DeskPersonAnswer) off = ask ("Bob", target, NULL);
  g_autoptr (DeskPersonAnswer) several = ask ("x.example", target, NULL);

  g_assert_cmpint (exact->kind, ==, DESK_PERSON_HERE);
  g_assert_cmpstr (exact->sentence, ==, "Ann Müller is in Slack, active, in 2 groups.");
  g_assert_cmpstr (exact->key, ==, "ann@x.example");
  g_assert_cmpint (exact->row, >, 0);
  g_assert_cmpint (part->kind, ==, DESK_PERSON_HERE);
  g_assert_cmpint (part->row, ==, exact->row);
  g_assert_cmpint (off->kind, ==, DESK_PERSON_HERE_INACTIVE);
  g_assert_cmpstr (off->sentence, ==, "Bob is in Slack, deactivated.");
  g_assert_cmpint (several->kind, ==, DESK_PERSON_SEVERAL);
  g_assert_cmpint (several->matches, ==, 2);
  g_assert_cmpint (several->row, ==, 0);
  g_assert_cmpstr (several->sentence, ==, "“x.example” fits 2 people in Slack.");
}

static void
test_at_source (void)
{
  g_autoptr (Roll) target = make ("zoey@x.example,Zoey,true,\n");
  g_autoptr (Roll) source = make ("zoe@x.example,Zoe Adams,true,\nomar@x.example,Omar,false,\n"
                                  "zoey@x.example,Zoey,true,\nsam,Sam Other,true,\n");
  g_autoptr (DeskPersonAnswer) zoe = ask ("zoe adams", target, source);
  g_autoptr (DeskPersonAnswer) omar = ask ("omar@x.example", target, source);
  g_autoptr (DeskPersonAnswer) both = ask ("zoey", target, source);

  g_assert_cmpint (zoe->kind, ==, DESK_PERSON_ONLY_AT_SOURCE);
  g_assert_cmpstr (zoe->sentence, ==, "Zoe Adams isn’t in Slack. Contoso Entra ID has them.");
  g_assert_cmpint (zoe->source_row, >, 0);
  g_assert_nonnull (strstr (zoe->suggestion, "Contoso Entra ID"));
  g_assert_cmpint (omar->kind, ==, DESK_PERSON_DISABLED_AT_SOURCE);
  g_assert_cmpstr (omar->sentence, ==, "Omar isn’t in Slack. Contoso Entra ID has them, disabled.");
  g_assert_null (omar->suggestion);
  g_assert_cmpint (both->kind, ==, DESK_PERSON_HERE);
}

static void
test_unknown (void)
{
  g_autoptr (Roll) target = make ("jonas@x.example,Jonas Weber,true,\n");
  g_autoptr (Roll) source = make ("ann@x.example,Ann,true,\n");
  g_autoptr (Roll) never = roll_new_temporary (NULL);
  g_autoptr (DeskPersonAnswer) near = ask ("jonsa web", target, source);
  g_autoptr (DeskPersonAnswer) far = ask ("nobody at all", target, source);
  g_autoptr (DeskPersonAnswer) unread = ask ("ann", never, source);

  g_assert_cmpint (near->kind, ==, DESK_PERSON_UNKNOWN);
  g_assert_cmpstr (near->near, ==, "Jonas Weber");
  g_assert_cmpstr (near->suggestion, ==, "Did you mean Jonas Weber?");
  g_assert_cmpint (near->near_row, >, 0);
  g_assert_cmpstr (far->sentence, ==,
                   "nobody at all isn’t in Slack. Nor does Contoso Entra ID know that name.");
  g_assert_null (far->near);
  g_assert_cmpint (unread->kind, ==, DESK_PERSON_NOT_READ);
}

static void
test_left (void)
{
  g_autoptr (Roll) target = make ("ann@x.example,Ann,true,\nzoe@x.example,Zoe Adams,true,\n");
  g_autoptr (DeskPersonAnswer) answer = NULL;

  fill (target, "ann@x.example,Ann,true,\n");
  answer = ask ("zoe", target, NULL);
  g_assert_cmpint (answer->kind, ==, DESK_PERSON_LEFT);
  g_assert_true (
      g_str_has_prefix (answer->sentence, "zoe isn’t in Slack. They left between today at "));
}

static void
test_difference (void)
{
  g_autoptr (Roll) target = make ("ann@x.example,Ann,true,\n");
  g_autoptr (Roll) source = make ("ann@x.example,Ann,true,\nzoe@x.example,Zoe,true,\n");
  const CompareOptions options = { .source_name = "Contoso", .target_name = "Slack" };
  g_autoptr (GError) error = NULL;
  g_autoptr (Comparison) comparison = comparison_new (source, target, &options, NULL, &error);
  const DeskPersonWhere where = { .target_name = "Slack",
                                  .target = target,
                                  .source_name = "Contoso",
                                  .source = source,
                                  .comparison = comparison };
  g_autoptr (DeskPersonAnswer) zoe = desk_person_ask ("zoe", &where, NULL, &error);
  g_autoptr (DeskPersonAnswer) ann = desk_person_ask ("ann", &where, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (zoe->difference, ==, compare_reason_rows ()[COMPARE_NEVER_ARRIVED].title);
  g_assert_null (ann->difference);
}

#define AT "2026-11-24T10:00:"

static GPtrArray *
read_items (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  return desk_activity_read_items (json_node_get_array (json_parser_get_root (parser)), NULL);
}

#define ITEM(cursor, seconds, key, method, path, status, more)               \
  "{\"cursor\":" cursor ",\"time\":\"" AT seconds                            \
  "Z\",\"kind\":\"request\",\"request_id\":\"" cursor "\",\"key_id\":\"" key \
  "\",\"method\":\"" method "\",\"path\":\"" path "\",\"status\":" status    \
  ",\"idp\":\"entra\"" more "}"
#define LOOK(cursor, seconds, key, name)                                   \
  ITEM (cursor, seconds, key, "GET", "/Users?filter=userName eq ?", "200", \
        ",\"meaning\":\"looked for, not found\",\"resource\":{\"name\":\"" name "\"}")
#define REFUSED(cursor, seconds, key, more) \
  ITEM (cursor, seconds, key, "POST", "/Users", "400", ",\"detail\":\"userName is required.\"" more)

/* A refusal without a name belongs to the look-up right before it, with the same key. */
static void
test_trace (void)
{
  /* clang-format off */
  static const char text[] =
      "[" LOOK ("1", "01", "k", "zoe@x.example")
      "," REFUSED ("2", "02", "k", "")
      "," LOOK ("3", "03", "k", "zoe@x.example")
      "," LOOK ("4", "04", "other", "bob")
      "," REFUSED ("5", "05", "k", "")
      "," REFUSED ("6", "06", "other", "")
      "," REFUSED ("7", "07", "k", ",\"resource\":{\"type\":\"User\",\"name\":\"Zoe Adams\"}")
      "]";
  /* clang-format on */
  const char *const by_text[] = { "zoe", NULL };
  const char *const by_all[] = { "zoe@x.example", "Zoe Adams" };
  const char *const nobody[] = { "bobby" };
  g_autoptr (GPtrArray) items = read_items (text);
  g_auto (DeskPersonTrace) zoe = { 0 };
  g_auto (DeskPersonTrace) all = { 0 };
  g_auto (DeskPersonTrace) none = { 0 };

  desk_person_read_trace (items, by_text, 2, NULL, &zoe);
  g_assert_cmpint (zoe.tried, ==, 2);
  g_assert_true (zoe.same_reason);
  g_assert_cmpstr (zoe.reason, ==, "userName is required");
  g_assert_cmpstr (zoe.who, ==, "Entra ID");
  g_assert_cmpint (zoe.looked_up, >, 0);
  desk_person_read_trace (items, by_all, 2, NULL, &all);
  g_assert_cmpint (all.tried, ==, 3);
  desk_person_read_trace (items, nobody, 1, NULL, &none);
  g_assert_cmpint (none.tried, ==, 0);
  g_assert_cmpint (none.looked_up, ==, 0);
}

/* What was before somebody was created isn't told of them any more. */
static void
test_trace_ends_with_a_change (void)
{
  /* clang-format off */
  static const char text[] =
      "[" REFUSED ("1", "01", "k", ",\"resource\":{\"type\":\"User\",\"name\":\"zoe\"}")
      "," ITEM ("2", "02", "k", "POST", "/Users", "201",
                ",\"meaning\":\"person created\","
                "\"resource\":{\"type\":\"User\",\"id\":\"7\",\"name\":\"zoe\"}")
      "," ITEM ("3", "03", "k", "DELETE", "/Users/{id}", "204",
                ",\"meaning\":\"person deleted\","
                "\"resource\":{\"type\":\"User\",\"id\":\"7\",\"name\":null}")
      "]";
  /* clang-format on */
  const char *const names[] = { "zoe" };
  g_autoptr (GPtrArray) items = read_items (text);
  g_auto (DeskPersonTrace) by_name = { 0 };
  g_auto (DeskPersonTrace) by_id = { 0 };

  desk_person_read_trace (items, names, 1, NULL, &by_name);
  g_assert_cmpint (by_name.tried, ==, 0);
  g_assert_cmpint (by_name.deleted, ==, 0);
  desk_person_read_trace (items, names, 1, "7", &by_id);
  g_assert_cmpint (by_id.deleted, >, 0);
  g_assert_cmpint (by_id.tried, ==, 0);
}

static void
test_cancelled (void)
{
  g_autoptr (Roll) target = make ("ann@x.example,Ann,true,\n");
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  const DeskPersonWhere where = { .target_name = "Slack", .target = target };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancelled);
  g_assert_null (desk_person_ask ("nobody", &where, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/desk/person/here", test_here);
  g_test_add_func ("/desk/person/at-source", test_at_source);
  g_test_add_func ("/desk/person/unknown", test_unknown);
  g_test_add_func ("/desk/person/left", test_left);
  g_test_add_func ("/desk/person/difference", test_difference);
  g_test_add_func ("/desk/person/trace", test_trace);
  g_test_add_func ("/desk/person/trace-ends-with-a-change", test_trace_ends_with_a_change);
  g_test_add_func ("/desk/person/cancelled", test_cancelled);
  return g_test_run ();
}
