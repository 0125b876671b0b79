/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Activity as lines: cycles, kinds, the search, and a list that is mended rather than filled
 * anew. */

#include "config.h"

#include <json-glib/json-glib.h>

#include "console/rollcall-activity-details.h"
#include "console/rollcall-activity-export.h"
#include "console/rollcall-activity-lines.h"
#include "desk/desk-activity-change.h"

#define NOW (G_GINT64_CONSTANT (1793620800) * G_USEC_PER_SEC) /* 2026-11-02T12:00:00Z */

static const char cycle[] =
    "[{'cursor':9,'time':'2026-11-02T11:59:07Z','kind':'request','method':'POST','path':'/Users',"
    "'status':409,'key_id':'k','idp':'entra','resource':{'type':'User','name':'tomas@x.example'},"
    "'error_detail':'userName is taken','count':1},"
    "{'cursor':8,'time':'2026-11-02T11:59:06Z','kind':'request','method':'POST','path':'/Users',"
    "'status':201,'key_id':'k','idp':'entra','meaning':'person created','count':1,"
    "'resource':{'type':'User','id':'7','name':'omar@x.example'}},"
    "{'cursor':7,'time':'2026-11-02T11:59:05Z','kind':'request','method':'GET',"
    "'path':'/Users?filter=userName eq ?','status':200,'key_id':'k','idp':'entra','count':1,"
    "'meaning':'looked for, not found','resource':{'type':'User','name':'omar@x.example'}},"
    "{'cursor':6,'time':'2026-11-02T11:59:04Z','kind':'request','method':'GET',"
    "'path':'/Users?filter=userName eq ?','status':200,'key_id':'k','idp':'entra','count':4,"
    "'meaning':'looked for, not found','resource':{'type':'User','name':'Zoë'}},"
    "{'cursor':5,'time':'2026-11-02T10:00:00Z','kind':'request','method':'PATCH',"
    "'path':'/Users/{id}','status':200,'key_id':'k','idp':'entra','count':1,"
    "'meaning':'person deactivated','resource':{'type':'User','id':'8','name':'jonas@x.example'}}]";

static GPtrArray *
read_items (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) text = g_string_new (cycle);
  g_autoptr (GError) error = NULL;

  g_string_replace (text, "'", "\"", 0);
  json_parser_load_from_data (parser, text->str, -1, &error);
  g_assert_no_error (error);
  return desk_activity_read_items (json_node_get_array (json_parser_get_root (parser)), NULL);
}

static char *
to_text (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      RollcallActivityLine *line = g_ptr_array_index (lines, i);
      DeskActivityItem *item = rollcall_activity_line_get_item (line);

      if (item != NULL)
        g_string_append_printf (text, "%s\n", item->sentence);
      else
        g_string_append_printf (text, "# %s, %" G_GINT64_FORMAT " failed\n",
                                rollcall_activity_line_get_subtitle (line),
                                rollcall_activity_line_get_failures (line));
    }
  return g_string_free (text, FALSE);
}

static void
check_lines (RollcallActivityChip  chip,
             const char           *search,
             const char           *wanted)
{
  g_autoptr (GPtrArray) items = read_items ();
  g_autoptr (GPtrArray) lines = rollcall_activity_lines_new (items, FALSE, chip, search, NOW);
  g_autofree char *text = to_text (lines);

  g_assert_cmpstr (text, ==, wanted);
}

#define NEW_CYCLE "# Entra ID, running for 3 seconds, 7 requests, 1 failed\n"
#define OLD_CYCLE "# Entra ID, 1 request, 0 failed\n"

static void
test_lines (void)
{
  check_lines (ROLLCALL_ACTIVITY_EVERYTHING, NULL,
               NEW_CYCLE "tomas@x.example could not be created\n"
                         "omar@x.example was created\n"
                         "5 people looked up by user name\n" OLD_CYCLE
                         "jonas@x.example was deactivated\n");
  check_lines (ROLLCALL_ACTIVITY_FAILURES, NULL,
               NEW_CYCLE "tomas@x.example could not be created\n");
  check_lines (ROLLCALL_ACTIVITY_CREATED, NULL, NEW_CYCLE "omar@x.example was created\n");
  check_lines (ROLLCALL_ACTIVITY_DEACTIVATED, "", OLD_CYCLE "jonas@x.example was deactivated\n");
  check_lines (ROLLCALL_ACTIVITY_CHANGED, NULL, "");
}

static void
test_search (void)
{
  /* Without accents and case; and into what was folded. */
  check_lines (ROLLCALL_ACTIVITY_EVERYTHING, "ZOE",
               NEW_CYCLE "Zoë was looked for and isn’t here\n");
  check_lines (ROLLCALL_ACTIVITY_LOOKUPS, "omar",
               NEW_CYCLE "omar@x.example was looked for and isn’t here\n");
  check_lines (ROLLCALL_ACTIVITY_EVERYTHING, "nobody", "");
}

static void
test_count (void)
{
  g_autoptr (GPtrArray) items = read_items ();
  gint64 counts[ROLLCALL_ACTIVITY_N_CHIPS];

  rollcall_activity_lines_count (items, counts);
  g_assert_cmpint (counts[ROLLCALL_ACTIVITY_EVERYTHING], ==, 8);
  g_assert_cmpint (counts[ROLLCALL_ACTIVITY_FAILURES], ==, 1);
  g_assert_cmpint (counts[ROLLCALL_ACTIVITY_CREATED], ==, 1);
  g_assert_cmpint (counts[ROLLCALL_ACTIVITY_CHANGED], ==, 0);
  g_assert_cmpint (counts[ROLLCALL_ACTIVITY_DEACTIVATED], ==, 1);
  g_assert_cmpint (counts[ROLLCALL_ACTIVITY_LOOKUPS], ==, 5);
}

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            gpointer    data)
{
  g_string_append_printf (data, "%u-%u+%u ", position, removed, added);
}

static void
test_put (void)
{
  g_autoptr (GListStore) store = g_list_store_new (ROLLCALL_TYPE_ACTIVITY_LINE);
  g_autoptr (GPtrArray) items = read_items ();
  g_autoptr (GPtrArray) all =
      rollcall_activity_lines_new (items, FALSE, ROLLCALL_ACTIVITY_EVERYTHING, NULL, NOW);
  g_autoptr (GPtrArray) again =
      rollcall_activity_lines_new (items, FALSE, ROLLCALL_ACTIVITY_EVERYTHING, NULL, NOW);
  g_autoptr (GPtrArray) fewer =
      rollcall_activity_lines_new (items, FALSE, ROLLCALL_ACTIVITY_FAILURES, NULL, NOW);
  g_autoptr (GString) text = g_string_new (NULL);

  g_signal_connect (store, "items-changed", G_CALLBACK (changed_cb), text);
  rollcall_activity_lines_put (store, all);
  rollcall_activity_lines_put (store, again);
  rollcall_activity_lines_put (store, fewer);
  rollcall_activity_lines_put (store, all);
  g_assert_cmpstr (text->str, ==, "0-0+6 2-4+0 2-0+4 ");
}

static void
test_readings (void)
{
  RollChangeValue title = { (char *)"title", (char *)"Engineer", (char *)"Lead" };
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  RollChange changes[] = {
    { 3, NOW - 60, ROLL_CHANGE_JOINED, ROLL_USERS, (char *)"1", (char *)"ada", (char *)"Ada",
      (char *)"Finance", NULL, NULL },
    { 2, NOW - 60, ROLL_CHANGE_CHANGED, ROLL_USERS, (char *)"1", (char *)"ada", (char *)"Ada",
      NULL, NULL, values },
    { 2, NOW - 60, ROLL_CHANGE_CAME, ROLL_USERS, (char *)"3", (char *)"bob", (char *)"Bob", NULL,
      NULL, NULL },
    { 1, NOW - 90, ROLL_CHANGE_LEFT, ROLL_GROUPS, (char *)"2", (char *)"Sales", (char *)"Sales",
      NULL, NULL, NULL },
  };
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify)desk_activity_item_unref);
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *text = NULL;
  gint64 counts[ROLLCALL_ACTIVITY_N_CHIPS];

  g_ptr_array_add (values, &title);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_ptr_array_add (items, desk_activity_new_from_change (&changes[i]));
  lines = rollcall_activity_lines_new (items, TRUE, ROLLCALL_ACTIVITY_EVERYTHING, NULL, NOW);
  text = to_text (lines);

  g_assert_cmpstr (text, ==,
                   "# 3 changes, 0 failed\nAda joined Finance\nAda was changed\nBob came\n"
                   "# 1 change, 0 failed\nThe group Sales is gone\n");
  g_assert_cmpstr (((DeskActivityItem *)g_ptr_array_index (items, 1))->detail, ==,
                   "title: Engineer → Lead");
  rollcall_activity_lines_count (items, counts);
  g_assert_cmpint (counts[ROLLCALL_ACTIVITY_CREATED], ==, 1);
  g_assert_cmpint (counts[ROLLCALL_ACTIVITY_CHANGED], ==, 2);
  g_assert_cmpint (counts[ROLLCALL_ACTIVITY_DEACTIVATED], ==, 1);
}

static void
test_export (void)
{
  g_autoptr (GPtrArray) items = read_items ();
  g_autofree char *csv = rollcall_activity_export_to_csv (items);
  g_autofree char *json = rollcall_activity_export_to_json (items);
  g_auto (GStrv) rows = g_strsplit (csv, "\r\n", -1);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *first = json_array_get_object_element (json_node_get_array (root), 0);

  g_assert_cmpuint (g_strv_length (rows), ==, items->len + 2);
  g_assert_true (g_str_has_prefix (rows[1], "2026-11-02T11:59:07.000Z,409,1,"
                                            "tomas@x.example could not be created,"));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, items->len);
  g_assert_cmpint (json_object_get_int_member (first, "status"), ==, 409);
  g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "tomas@x.example");
}

/* What went well needs no advice; every refusal has some. */
static void
test_advice (void)
{
  g_assert_null (rollcall_activity_details_advise (0));
  g_assert_null (rollcall_activity_details_advise (204));
  for (guint status = 400; status < 600; status++)
    g_assert_nonnull (rollcall_activity_details_advise (status));
  g_assert_cmpstr (rollcall_activity_details_advise (409), !=,
                   rollcall_activity_details_advise (400));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/console/activity-lines/lines", test_lines);
  g_test_add_func ("/console/activity-lines/search", test_search);
  g_test_add_func ("/console/activity-lines/count", test_count);
  g_test_add_func ("/console/activity-lines/put", test_put);
  g_test_add_func ("/console/activity-lines/readings", test_readings);
  g_test_add_func ("/console/activity-lines/export", test_export);
  g_test_add_func ("/console/activity-lines/advice", test_advice);
  return g_test_run ();
}
