/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The administrator's tasks against a real rollcall-directory and a real keyring: a directory made
 * for the copy-once dialog, its keys, its activity, a person who never arrived, and a session
 * without keyring. */

#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/base-secret.h"
#include "base/base-time.h"
#include "connection/connection-keyring.h"
#include "connection/connection-list.h"
#include "desk/desk-activity-page.h"
#include "desk/desk-connection.h"
#include "desk/desk-directory.h"
#include "desk/desk-error.h"
#include "desk/desk-keys.h"
#include "desk/desk-person.h"
#include "desk/desk-setup.h"
#include "desk/desk-side.h"

#define CORE "urn:ietf:params:scim:schemas:core:2.0:"
#define RANDOM_NAME "2b0f3a52-1111-4222-8333-444455556666"

typedef struct
{
  AdminEmbedded *embedded;
  DeskService *service;
  DeskSession *session;
  DeskNewDirectory *made;
  SoupSession *provider;
} Fixture;

/* Makes a directory saved as @data, and somebody who has its key. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Connection) draft = connection_new (data, "");
  g_autoptr (GError) error = NULL;

  fixture->embedded = admin_embedded_ensure (NULL, &error);
  g_assert_no_error (error);
  fixture->service = desk_service_new (NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->session = desk_session_new ();
  desk_session_set_memory_only (fixture->session, g_str_equal (data, "Memory"));

  draft->idp = g_strdup ("entra");
  fixture->made =
      desk_directory_make (fixture->service, fixture->session, data, draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_no_error (fixture->made->problem);
  /* Our own client's reads count as nobody's. */
  fixture->provider = soup_session_new_with_options ("user-agent", "Azure-AD-SCIM/1.0", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->provider);
  desk_new_directory_free (fixture->made);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->service);
  admin_embedded_stop (fixture->embedded, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->embedded);
}

static void
send (Fixture    *fixture,
      const char *method,
      const char *path,
      const char *body,
      guint       status)
{
  const AdminDirectory *directory = fixture->made->directory;
  g_autofree char *url = g_strconcat (directory->base_url, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", directory->key->secret, NULL);
  g_autofree char *text = body != NULL ? g_strdelimit (g_strdup (body), "'", '"') : NULL;
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  if (bytes != NULL)
    soup_message_set_request_body_from_bytes (message, "application/scim+json", bytes);
  answer = soup_session_send_and_read (fixture->provider, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, status);
}

/* What Entra does for somebody whose userName mapping is broken, and for somebody else. */
static void
provision (Fixture *fixture)
{
  send (fixture, "GET", "/Users?filter=userName%20eq%20%22" RANDOM_NAME "%22", NULL, 200);
  for (guint i = 0; i < 3; i++)
    {
      send (fixture, "GET", "/Users?filter=userName%20eq%20%22zoe@x.example%22", NULL, 200);
      send (fixture, "POST", "/Users", "{'schemas':['" CORE "User'],'active':true}", 400);
    }
  send (fixture, "POST", "/Users",
        "{'schemas':['" CORE "User'],'userName':'omar@x.example','displayName':'Omar Said'}", 201);
}

/* Refusals are written down within a quarter of a second. */
static DeskActivityPage *
wait_for_refusals (Fixture *fixture,
                   guint    n)
{
  const DeskActivityFilter refused = { .min_status = 400 };

  for (guint tries = 0; tries < 200; tries++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DeskActivityPage) page =
          desk_activity_page_before (fixture->service, fixture->made->directory->id, 0, 100,
                                     &refused, NULL, &error);

      g_assert_no_error (error);
      if (page->items->len >= n)
        return g_steal_pointer (&page);
      g_usleep (G_USEC_PER_SEC / 20);
    }
  g_error ("the refusals were not written down");
}

static void
test_made (Fixture       *fixture,
           gconstpointer  data)
{
  const Connection *connection = fixture->made->connection;
  g_autoptr (Connection) found = NULL;
  g_autoptr (Connection) again = NULL;
  g_autoptr (Connection) taken = NULL;
  g_autoptr (DeskService) service = NULL;
  g_autoptr (DeskNewDirectory) second = NULL;
  g_autoptr (GPtrArray) directories = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (BaseSecret) reading = NULL;
  g_auto (BaseSecret) writing = NULL;
  DeskReach reach;

  g_assert_true (g_str_has_prefix (fixture->made->directory->key->secret, "rcd_"));
  found = connection_list_find (data, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->uuid, ==, connection->uuid);
  g_assert_cmpstr (found->idp, ==, "entra");
  g_assert_true (connection_is_directory (found));
  g_assert_true (desk_service_can_administer (found));
  g_assert_true (desk_service_is_embedded (found));

  /* Our own key is kept, the provider's isn't unless a person asks. */
  reading = desk_session_lookup (fixture->session, found->uuid, "key", NULL, &error);
  writing = desk_session_lookup (fixture->session, found->uuid, "provision-key", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reading);
  g_assert_null (writing);
  g_assert_cmpstr (reading, !=, fixture->made->directory->key->secret);

  service = desk_service_new_for (found, fixture->session, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desk_service_get_reach (service, &reach, NULL, &error));
  g_assert_cmpint (reach, ==, DESK_REACH_THIS_COMPUTER);
  g_assert_cmpint (desk_reach_of_url (fixture->made->directory->base_url), ==, reach);

  /* A name that is taken makes no directory. */
  taken = connection_new (data, "");
  second = desk_directory_make (service, fixture->session, "Second", taken, NULL, &error);
  g_assert_null (second);
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NAME_TAKEN);
  g_clear_error (&error);
  directories = admin_client_list_directories (desk_service_get_client (service), NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < directories->len; i++)
    {
      const AdminDirectory *directory = g_ptr_array_index (directories, i);

      g_assert_cmpstr (directory->name, !=, "Second");
    }

  again = desk_directory_adopt (service, fixture->session, fixture->made->directory, NULL, NULL,
                                &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->uuid, ==, found->uuid);
}

static void
test_adopt (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (DeskNewDirectory) bare = NULL;
  g_autoptr (Connection) adopted = NULL;
  g_autoptr (DeskSide) side = NULL;
  g_autoptr (GError) error = NULL;

  bare = desk_directory_make (fixture->service, NULL, "Bare", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (bare->connection);
  adopted = desk_directory_adopt (fixture->service, fixture->session, bare->directory, NULL, NULL,
                                  &error);
  g_assert_no_error (error);
  g_assert_cmpstr (adopted->name, ==, "Bare");
  side = desk_side_new_for (adopted, fixture->session, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desk_side_read (side, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  const Connection *connection = fixture->made->connection;
  const char *first = fixture->made->directory->key->id;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (DeskKey) replaced = NULL;
  g_autoptr (DeskKeyHealth) fresh = NULL;
  g_autoptr (DeskKeyHealth) health = NULL;
  g_autoptr (GError) error = NULL;
  const DeskKey *key;

  keys = desk_keys_list (fixture->service, connection, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 2);
  key = g_ptr_array_index (keys, 0);
  g_assert_cmpstr (key->key->id, ==, first);
  g_assert_false (key->is_ours);
  g_assert_null (key->key->secret);
  key = g_ptr_array_index (keys, 1);
  g_assert_true (key->is_ours);
  g_assert_true (key->is_this_computers);
  fresh = desk_key_health (fixture->service, connection, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fresh->level, ==, DESK_KEY_WELL);
  g_assert_cmpint (fresh->days_left, >, 360);
  g_assert_cmpstr (fresh->detail, ==, "Not used yet");

  g_assert_true (desk_keys_extend (fixture->service, connection, first,
                                   base_time_now () + 26 * G_TIME_SPAN_DAY, NULL, &error));
  g_assert_no_error (error);
  health = desk_key_health (fixture->service, connection, NULL, &error);
  g_assert_cmpint (health->days_left, ==, 26);
  g_assert_cmpint (health->level, ==, DESK_KEY_WARNING);

  replaced = desk_keys_replace (fixture->service, connection, first, 3600, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (replaced->key->secret);
  g_assert_null (
      desk_keys_create (fixture->service, connection, "Third", "provision", -1, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (desk_keys_revoke (fixture->service, connection, first, NULL, &error));
  g_assert_no_error (error);
  after = desk_keys_list (fixture->service, connection, NULL, &error);
  g_assert_cmpuint (after->len, ==, 2);
  key = g_ptr_array_index (after, 0);
  g_assert_cmpstr (key->key->id, ==, replaced->key->id);
}

static void
test_activity (Fixture       *fixture,
               gconstpointer  data)
{
  const char *directory = fixture->made->directory->id;
  const char *key = fixture->made->directory->key->id;
  g_autoptr (ConnectionGuide) guide = connection_guides_find ("entra");
  g_autoptr (DeskActivityPage) before = NULL;
  g_autoptr (DeskActivityPage) news = NULL;
  g_autoptr (DeskActivityPage) failures = NULL;
  g_autoptr (DeskActivityPage) only = NULL;
  g_autoptr (DeskActivityPage) small = NULL;
  g_autoptr (DeskActivityPage) older = NULL;
  g_autoptr (DeskActivitySummary) nothing = NULL;
  g_autoptr (DeskActivitySummary) summary = NULL;
  g_autoptr (DeskSetupWords) waiting = NULL;
  g_autoptr (DeskSetupWords) running = NULL;
  g_autoptr (GError) error = NULL;
  DeskActivityFilter one = { 0 };
  const DeskActivityItem *item;

  before = desk_activity_page_before (fixture->service, directory, 0, 100, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (before->oldest, ==, 0);
  nothing = desk_activity_summary (fixture->service, directory, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (nothing->anything);
  waiting = desk_setup_words (guide, nothing);
  g_assert_cmpint (waiting->stage, ==, DESK_SETUP_WAITING_FOR_TEST);

  send (fixture, "GET", "/Users?filter=userName%20eq%20%22" RANDOM_NAME "%22", NULL, 200);
  news = desk_activity_page_after (fixture->service, directory, before->newest, 10, 100, NULL, NULL,
                                   &error);
  g_assert_no_error (error);
  g_assert_cmpint (news->newest, >, before->newest);
  g_assert_false (news->lost);
  g_assert_nonnull (desk_activity_find_test (news->items, key));
  item = g_ptr_array_index (news->items, 0);
  g_assert_cmpstr (item->sentence, ==, "Test Connection arrived from Entra ID");
  g_assert_cmpstr (item->key_name, ==, fixture->made->directory->key->name);

  provision (fixture);
  failures = wait_for_refusals (fixture, 3);
  g_assert_cmpuint (failures->items->len, ==, 3);
  item = g_ptr_array_index (failures->items, 0);
  g_assert_cmpstr (item->sentence, ==, "A person could not be created");
  g_assert_cmpstr (item->detail, ==, "userName is required");

  summary = desk_activity_summary (fixture->service, directory, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (summary->anything);
  g_assert_cmpint (summary->last_cycle->failures, ==, 3);
  g_assert_cmpstr (summary->last_change->sentence, ==, "omar@x.example was created");
  g_assert_nonnull (summary->last_test);
  one.resource = summary->last_change->resource_id;
  only = desk_activity_page_before (fixture->service, directory, 0, 100, &one, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (only->items->len, ==, 1);
  item = g_ptr_array_index (only->items, 0);
  g_assert_cmpstr (item->resource_id, ==, one.resource);
  g_assert_cmpuint (item->changes->len, >, 0);
  running = desk_setup_words (guide, summary);
  g_assert_cmpint (running->stage, ==, DESK_SETUP_FIRST_CYCLE);

  /* Page by page all of it comes, and nothing twice. */
  small = desk_activity_page_before (fixture->service, directory, 0, 3, NULL, NULL, &error);
  g_assert_cmpint (small->oldest, >, 0);
  older =
      desk_activity_page_before (fixture->service, directory, small->oldest, 3, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < older->items->len; i++)
    g_assert_cmpint (((DeskActivityItem *)g_ptr_array_index (older->items, i))->cursor, <,
                     small->oldest);
}

static void
test_person (Fixture       *fixture,
             gconstpointer  data)
{
  const Connection *connection = fixture->made->connection;
  g_autoptr (DeskSide) side = NULL;
  g_autoptr (DeskPersonAnswer) zoe = NULL;
  g_autoptr (DeskPersonAnswer) omar = NULL;
  g_autoptr (DeskActivityPage) refusals = NULL;
  g_autoptr (GError) error = NULL;
  DeskPersonWhere where = { .target_name = "Practice",
                            .service = fixture->service,
                            .directory = connection->directory };

  provision (fixture);
  refusals = wait_for_refusals (fixture, 3);
  side = desk_side_new_for (connection, fixture->session, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desk_side_read (side, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  where.target = desk_side_get_roll (side);
  zoe = desk_person_ask ("zoe", &where, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (zoe->kind, ==, DESK_PERSON_FAILED);
  g_test_message ("%s", zoe->sentence);
  g_assert_true (g_str_has_prefix (zoe->sentence,
                                   "zoe isn’t in Practice. Entra ID looked for them today at "));
  g_assert_true (
      g_str_has_suffix (zoe->sentence,
                        " and tried to create them 3 times; each failed: userName is required."));
  omar = desk_person_ask ("omar said", &where, NULL, &error);
  g_assert_cmpint (omar->kind, ==, DESK_PERSON_HERE);
  g_assert_cmpstr (omar->sentence, ==, "Omar Said is in Practice, active, in 0 groups.");
}

/* Without a keyring everything works as long as the program runs, and nothing is left behind. */
static void
test_memory (Fixture       *fixture,
             gconstpointer  data)
{
  const Connection *connection = fixture->made->connection;
  g_autoptr (DeskSession) other = desk_session_new ();
  g_autoptr (DeskSide) side = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (BaseSecret) kept = NULL;

  kept = connection_keyring_lookup (connection->uuid, "key", NULL, &error);
  g_assert_no_error (error);
  g_assert_null (kept);
  g_assert_true (desk_session_holds (fixture->session, connection->uuid, "key"));
  g_assert_false (desk_session_holds (fixture->session, connection->uuid, "provision-key"));
  side = desk_side_new_for (connection, fixture->session, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desk_side_read (side, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  g_assert_true (desk_session_clear (fixture->session, connection, NULL, &error));
  g_assert_false (desk_session_holds (fixture->session, connection->uuid, "key"));
  g_assert_false (desk_session_holds (other, connection->uuid, "key"));
}

/* Taken away, put back, and taken away for good. */
static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  const Connection *connection = fixture->made->connection;
  g_autofree char *folder = connection_get_roll_folder (connection);
  g_autoptr (DeskSide) side = NULL;
  g_autoptr (Connection) back = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (BaseSecret) kept = NULL;
  g_auto (BaseSecret) gone = NULL;

  side = desk_side_new_for (connection, fixture->session, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desk_side_read (side, NULL, NULL, NULL, &error));
  g_clear_object (&side);

  g_assert_true (desk_connection_remove_begin (connection, &error));
  g_assert_null (connection_list_find_by_uuid (connection->uuid, NULL));
  kept = connection_keyring_lookup (connection->uuid, "key", NULL, NULL);
  g_assert_nonnull (kept);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  g_assert_true (desk_connection_remove_undo (connection, &error));
  g_assert_no_error (error);
  back = connection_list_find_by_uuid (connection->uuid, NULL);
  g_assert_cmpstr (back->name, ==, connection->name);

  g_assert_true (desk_connection_remove_begin (connection, &error));
  g_assert_true (desk_connection_remove_finish (connection, fixture->session, NULL, &error));
  g_assert_no_error (error);
  gone = connection_keyring_lookup (connection->uuid, "key", NULL, NULL);
  g_assert_null (gone);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* (transfer full): an administrator's token of the service that runs */
static char *
draw_token (void)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                        g_getenv ("ROLLCALL_DIRECTORY_PROGRAM"), "admin-token", "--replace", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return g_strstrip (text);
}

/* A service by URL: its administrator's token is kept with the directory that was made there. */
static void
test_by_url (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *token = draw_token ();
  g_autoptr (Connection) draft = connection_new ("Elsewhere", "");
  g_autoptr (Connection) silent = NULL;
  g_autoptr (DeskService) service = NULL;
  g_autoptr (DeskService) again = NULL;
  g_autoptr (DeskNewDirectory) made = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GError) error = NULL;

  service = desk_service_new (admin_embedded_get_url (fixture->embedded), token, NULL, &error);
  g_assert_no_error (error);
  made = desk_directory_make (service, fixture->session, "There", draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_no_error (made->problem);
  g_assert_false (desk_service_is_embedded (made->connection));

  again = desk_service_new_for (made->connection, fixture->session, NULL, &error);
  g_assert_no_error (error);
  keys = desk_keys_list (again, made->connection, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 2);

  silent = connection_copy (made->connection);
  g_free (silent->uuid);
  silent->uuid = g_uuid_string_random ();
  g_assert_null (desk_service_new_for (silent, fixture->session, NULL, &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_NOT_ADMINISTRATOR);
  g_clear_error (&error);
  g_clear_pointer (&silent->directory, g_free);
  g_assert_null (desk_service_new_for (silent, fixture->session, NULL, &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_NOT_ADMINISTRATOR);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *program =
      g_build_filename (g_getenv ("BUILD_ROOT"), "src", "rollcall-directory", NULL);
  g_autoptr (AdminEmbedded) service = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);

  /* One for all: started anew it could find its port taken by another test's. */
  g_setenv ("ROLLCALL_DIRECTORY_PROGRAM", program, TRUE);
  service = admin_embedded_ensure (NULL, &error);
  g_assert_no_error (error);

#define ADD(path, name, func) g_test_add (path, Fixture, name, set_up, func, tear_down)
  ADD ("/desk/service/made", "Made", test_made);
  ADD ("/desk/service/adopt", "Adopter", test_adopt);
  ADD ("/desk/service/keys", "Keys", test_keys);
  ADD ("/desk/service/activity", "Activity", test_activity);
  ADD ("/desk/service/person", "Person", test_person);
  ADD ("/desk/service/memory", "Memory", test_memory);
  ADD ("/desk/service/remove", "Remove", test_remove);
  ADD ("/desk/service/by-url", "By URL", test_by_url);
  result = g_test_run ();
  admin_embedded_stop (service, &error);
  g_assert_no_error (error);
  return result;
}
