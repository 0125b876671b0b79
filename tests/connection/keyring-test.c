/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A real keyring on a private bus: kept, found, cleared; locked; none at all. */

#include "config.h"

#include "base/base-secret.h"
#include "connection/connection-keyring.h"

#define COLLECTION "/org/freedesktop/secrets/collection/login"

static void
test_kept_found_cleared (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *other = g_uuid_string_random ();
  g_autoptr (SourceSecrets) secrets = connection_keyring_secrets_new (uuid);
  g_autoptr (GError) error = NULL;
  g_auto (BaseSecret) key = NULL;
  g_auto (BaseSecret) provision = NULL;
  g_auto (BaseSecret) none = NULL;

  none = connection_keyring_lookup (uuid, "key", NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none);

  g_assert_true (connection_keyring_store (uuid, "key", "first", "Label", NULL, &error));
  g_assert_true (connection_keyring_store (uuid, "key", "second", "Label", NULL, &error));
  g_assert_true (connection_keyring_store (uuid, "provision-key", "thïrd", "Label", NULL, &error));
  g_assert_true (connection_keyring_store (other, "key", "other", "Label", NULL, &error));
  g_assert_no_error (error);
  key = connection_keyring_lookup (uuid, "key", NULL, &error);
  g_assert_cmpstr (key, ==, "second");
  provision = source_secrets_lookup (secrets, "provision-key", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (provision, ==, "thïrd");

  g_assert_true (connection_keyring_clear (uuid, NULL, &error));
  g_assert_no_error (error);
  base_secret_clear (&key);
  key = connection_keyring_lookup (uuid, "key", NULL, &error);
  g_assert_no_error (error);
  g_assert_null (key);
  key = connection_keyring_lookup (other, "key", NULL, &error);
  g_assert_cmpstr (key, ==, "other");
}

static void
lock (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;
  const char *paths[] = { COLLECTION, NULL };

  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                        "org.freedesktop.Secret.Service", "Lock",
                                        g_variant_new ("(^ao)", paths), NULL,
                                        G_DBUS_CALL_FLAGS_NONE, 5000, NULL, &error);
  g_assert_no_error (error);
}

/* Nobody is there to type the keyring's password, so a prompt fails by itself. */
static void
test_locked (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;

  g_assert_true (connection_keyring_store (uuid, "key", "verysecret", "Label", NULL, &error));
  g_assert_no_error (error);
  lock ();

  g_assert_null (connection_keyring_lookup (uuid, "key", NULL, &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (connection_keyring_store (uuid, "key", "verysecret", "Label", NULL, &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_LOCKED);
  g_assert_null (strstr (error->message, "verysecret"));
  g_clear_error (&error);
  g_assert_false (connection_keyring_clear (uuid, NULL, &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_LOCKED);
}

static void
test_no_keyring (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, 0);
      g_test_trap_assert_passed ();
      return;
    }

  {
    g_autoptr (GError) error = NULL;

    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
    g_assert_false (connection_keyring_store ("u", "key", "verysecret", "Label", NULL, &error));
    g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NO_KEYRING);
    g_assert_null (strstr (error->message, "verysecret"));
    g_assert_nonnull (strstr (error->message, "never in a file"));
    g_clear_error (&error);
    g_assert_null (connection_keyring_lookup ("u", "key", NULL, &error));
    g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NO_KEYRING);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/keyring/kept-found-cleared", test_kept_found_cleared);
  g_test_add_func ("/connection/keyring/no-keyring", test_no_keyring);
  g_test_add_func ("/connection/keyring/locked", test_locked);
  return g_test_run ();
}
