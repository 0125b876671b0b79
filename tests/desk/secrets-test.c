/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order in which a secret is looked for, with a real keyring behind it, and which key
 * answers for which task. */

#include "config.h"

#include "base/base-key-text.h"
#include "base/base-secret.h"
#include "connection/connection-keyring.h"
#include "connection/connection-list.h"
#include "desk/desk-connection.h"
#include "desk/desk-error.h"
#include "desk/desk-key.h"
#include "desk/desk-provision.h"
#include "desk/desk-secrets.h"
#include "desk/desk-side.h"

static void
test_order (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (SourceSecrets) given = source_secrets_new_fixed ("given");
  g_autoptr (SourceSecrets) first = desk_secrets_new (given, uuid, "key");
  g_autoptr (SourceSecrets) reading = desk_secrets_new (NULL, uuid, "key");
  g_autoptr (SourceSecrets) writing = desk_secrets_new (NULL, uuid, "provision-key");
  g_autoptr (SourceSecrets) nothing = desk_secrets_new (NULL, NULL, "key");
  g_autoptr (GError) error = NULL;
  g_auto (BaseSecret) from_given = NULL;
  g_auto (BaseSecret) from_reading = NULL;
  g_auto (BaseSecret) from_writing = NULL;

  g_assert_true (connection_keyring_store (uuid, "key", "reads", "Label", NULL, &error));
  g_assert_true (connection_keyring_store (uuid, "provision-key", "writes", "Label", NULL, &error));
  g_assert_no_error (error);

  from_given = source_secrets_lookup (first, "key", NULL, &error);
  g_assert_cmpstr (from_given, ==, "given");
  from_reading = source_secrets_lookup (reading, "key", NULL, &error);
  g_assert_cmpstr (from_reading, ==, "reads");
  from_writing = source_secrets_lookup (writing, "key", NULL, &error);
  g_assert_cmpstr (from_writing, ==, "writes");
  g_assert_null (source_secrets_lookup (reading, "password", NULL, &error));
  g_assert_null (source_secrets_lookup (nothing, "key", NULL, &error));
  g_assert_no_error (error);
}

static void
test_key_check (void)
{
  g_auto (BaseSecret) key = base_key_text_new (NULL);
  g_autofree char *cut = g_strndup (key, 40);
  const char *const bad[] = { "", "two words", "ends with a newline\n", cut };
  g_autoptr (GError) error = NULL;

  g_assert_true (desk_key_check (key, &error));
  g_assert_true (desk_key_check ("somebody-elses.key+text==", &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (desk_key_check (bad[i], &error));
      g_assert_error (error, DESK_ERROR, DESK_ERROR_BAD_KEY);
      g_assert_nonnull (strstr (error->message, "Nothing was sent"));
      g_assert_null (strstr (error->message, cut));
      g_clear_error (&error);
    }
}

static void
test_connection_kept_whole_or_not (void)
{
  g_auto (BaseSecret) key = base_key_text_new (NULL);
  g_autoptr (Connection) connection = NULL;
  g_autoptr (DeskSide) side = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (BaseSecret) kept = NULL;
  g_auto (BaseSecret) gone = NULL;
  g_autofree char *folder = NULL;

  g_assert_null (
      desk_connection_add ("Acme", "scim:https://acme.example/scim", "rcd_cut", NULL, &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_BAD_KEY);
  g_clear_error (&error);
  g_assert_null (connection_list_find ("Acme", NULL));

  connection = desk_connection_add ("Acme", "scim:https://acme.example/scim", key, NULL, &error);
  g_assert_no_error (error);
  kept = connection_keyring_lookup (connection->uuid, "key", NULL, &error);
  g_assert_cmpstr (kept, ==, key);

  side = desk_side_new ("Acme", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (desk_side_get_name (side), ==, "Acme");
  g_assert_cmpstr (desk_side_get_base_url (side), ==, "https://acme.example/scim");
  g_assert_false (desk_side_check_saved (side, &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_NOT_READ);
  g_clear_error (&error);
  g_assert_true (desk_provision_check (side, "entra", NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&side);

  folder = connection_get_roll_folder (connection);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  g_assert_true (desk_connection_remove (connection, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  gone = connection_keyring_lookup (connection->uuid, "key", NULL, &error);
  g_assert_no_error (error);
  g_assert_null (gone);
}

static void
test_what_can_be_written_to (void)
{
  g_autoptr (DeskSide) numbers = desk_side_new ("counts:users=3", NULL, NULL, NULL);
  g_autoptr (DeskSide) keyless = desk_side_new ("SCIM:https://acme.example/scim", NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (desk_side_get_name (keyless), ==, "acme.example");
  g_assert_false (desk_provision_check (numbers, "entra", NULL, &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_NOT_SCIM);
  g_clear_error (&error);
  g_assert_false (desk_provision_check (keyless, "entra", NULL, &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_NO_KEY);
  g_clear_error (&error);
  g_assert_false (desk_provision_check (keyless, "klingon", NULL, &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_NO_DIALECT);
  g_clear_error (&error);
  g_assert_null (desk_side_new ("nobody", NULL, NULL, &error));
  g_assert_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_SIDE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/secrets/order", test_order);
  g_test_add_func ("/desk/secrets/key-check", test_key_check);
  g_test_add_func ("/desk/secrets/connection-kept-whole-or-not", test_connection_kept_whole_or_not);
  g_test_add_func ("/desk/secrets/what-can-be-written-to", test_what_can_be_written_to);
  return g_test_run ();
}
