/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys are compared by looking up their SHA-256: what an attacker could learn from the time it
 * takes is about a hash. No key is ever logged or echoed. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-auth.h"

#include <string.h>

#include "base/base-key-text.h"
#include "base/base-time.h"
#include "directory/directory-context.h"
#include "directory/directory-error.h"
#include "directory/directory-readers.h"
#include "directory/directory-routes.h"
#include "scim/scim-error.h"
#include "store/store-reader.h"

#define MINUTE (60 * G_USEC_PER_SEC)

/* Addresses remembered at a time; beyond, everything is forgotten and counted anew. */
#define MAX_ADDRESSES 1024

typedef struct
{
  gint64 logged;
  guint count;
} Failure;

struct _DirectoryFailures
{
  GMutex lock;
  GHashTable *addresses;
};

/* (nullable): what stands behind `Bearer ` */
static const char *
find_bearer (DirectoryRequest *request)
{
  const char *header = directory_request_get_header (request, "Authorization");

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer", 6) != 0)
    return NULL;
  if (header[6] != ' ' && header[6] != '\t')
    return NULL;
  header += 6;
  while (*header == ' ' || *header == '\t')
    header++;
  return *header != '\0' ? header : NULL;
}

static void
log_failure (DirectoryExchange *exchange,
             const char        *why)
{
  const char *peer = exchange->request->peer != NULL ? exchange->request->peer : "the socket";
  guint count = directory_failures_count (exchange->context->failures, peer);

  if (count > 0)
    g_message ("%s from %s: %s (%u such failures since the last line about it)",
               exchange->request->id, peer, why, count);
}

/* @error_code: (nullable): of RFC 6750 §3.1 */
static gboolean
refuse (DirectoryExchange *exchange,
        int                code,
        const char        *error_code,
        const char        *words)
{
  g_autofree char *challenge = NULL;

  log_failure (exchange, words);
  directory_exchange_fail_with (exchange, code, words);
  challenge = error_code == NULL ? g_strdup ("Bearer")
                                 : g_strdup_printf ("Bearer error=\"%s\", error_description=\"%s\"",
                                                    error_code, words);
  directory_answer_add_header (exchange->answer, "WWW-Authenticate", challenge);
  return FALSE;
}

static gboolean
refuse_unknown (DirectoryExchange *exchange)
{
  return refuse (exchange, SCIM_ERROR_UNAUTHORIZED, "invalid_token",
                 "This key is not one of this directory's");
}

static gboolean
refuse_ended (DirectoryExchange *exchange,
              const char        *how,
              gint64             when)
{
  g_autofree char *date = base_time_format (when);
  g_autofree char *words =
      g_strdup_printf ("This key %s on %s; make or ask for a new one", how, date);

  return refuse (exchange, SCIM_ERROR_UNAUTHORIZED, "invalid_token", words);
}

static gboolean
find_directory (DirectoryExchange *exchange,
                StoreReader       *reader)
{
  g_autoptr (GError) error = NULL;

  exchange->directory = store_reader_find_directory (reader, exchange->arguments[0], &error);
  if (exchange->directory != NULL)
    return TRUE;
  if (g_error_matches (error, STORE_ERROR, STORE_ERROR_NOT_FOUND))
    directory_exchange_fail_with (exchange, SCIM_ERROR_NOT_FOUND,
                                  "There is no directory under this base URL");
  else
    directory_exchange_fail (exchange, g_steal_pointer (&error));
  return FALSE;
}

/* A refused request is written down where its directory exists, so that the administrator sees
 * it. */
static void
find_directory_quietly (DirectoryExchange *exchange,
                        StoreReader       *reader)
{
  exchange->directory = store_reader_find_directory (reader, exchange->arguments[0], NULL);
}

static gboolean
admit_key (DirectoryExchange *exchange,
           StoreReader       *reader,
           const char        *bearer)
{
  gint64 now = exchange->request->time;
  g_autofree char *hash = base_key_text_hash (bearer);
  g_autoptr (GError) error = NULL;

  if (!store_reader_admit (reader, hash, exchange->arguments[0], &exchange->key,
                           &exchange->directory, &error))
    {
      find_directory_quietly (exchange, reader);
      if (g_error_matches (error, STORE_ERROR, STORE_ERROR_NOT_FOUND))
        return refuse_unknown (exchange);
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return FALSE;
    }

  if (exchange->directory != NULL && exchange->directory->seq != exchange->key->directory)
    {
      g_clear_pointer (&exchange->key, store_key_free);
      return refuse_unknown (exchange);
    }
  if (exchange->key->revoked != 0)
    return refuse_ended (exchange, "was revoked", exchange->key->revoked);
  if (exchange->key->expires != 0 && exchange->key->expires <= now)
    return refuse_ended (exchange, "expired", exchange->key->expires);
  if (exchange->directory == NULL)
    return find_directory (exchange, reader);
  if (exchange->route->access == DIRECTORY_ACCESS_PROVISION &&
      exchange->key->scope != STORE_SCOPE_PROVISION)
    return refuse (exchange, SCIM_ERROR_FORBIDDEN, "insufficient_scope",
                   "This key may read only; writing needs a key of scope provision");
  return TRUE;
}

static gboolean
admit_directory (DirectoryExchange *exchange)
{
  g_autoptr (GError) error = NULL;
  const char *bearer = find_bearer (exchange->request);
  StoreReader *reader = directory_readers_take (exchange->context->readers, &error);
  gboolean admitted;

  if (reader == NULL)
    {
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return FALSE;
    }

  if (exchange->route->access == DIRECTORY_ACCESS_OPEN)
    admitted = exchange->arguments[0] == NULL || find_directory (exchange, reader);
  else if (bearer == NULL)
    {
      find_directory_quietly (exchange, reader);
      admitted = refuse (exchange, SCIM_ERROR_UNAUTHORIZED, NULL,
                         "This needs a key: send it as Authorization: Bearer KEY");
    }
  else
    admitted = admit_key (exchange, reader, bearer);

  directory_readers_give (exchange->context->readers, reader);
  return admitted;
}

static gboolean
admit_administrator (DirectoryExchange *exchange)
{
  const char *bearer;
  g_autofree char *hash = NULL;

  if (exchange->request->over_socket && exchange->request->peer_is_us)
    return TRUE;

  bearer = find_bearer (exchange->request);
  if (bearer == NULL)
    return refuse (exchange, SCIM_ERROR_UNAUTHORIZED, NULL,
                   "This needs the administrator: use the service's socket, or a token");
  hash = base_key_text_hash (bearer);
  if (store_has_admin_token (exchange->context->store, hash))
    return TRUE;
  return refuse (exchange, SCIM_ERROR_UNAUTHORIZED, "invalid_token",
                 "This is not the administrator's token");
}

gboolean
directory_auth_admit (DirectoryExchange *exchange)
{
  g_return_val_if_fail (exchange != NULL, FALSE);
  g_return_val_if_fail (exchange->route != NULL, FALSE);

  g_clear_pointer (&exchange->key, store_key_free);
  g_clear_pointer (&exchange->directory, store_directory_free);
  if (exchange->route->access == DIRECTORY_ACCESS_ADMIN)
    return admit_administrator (exchange);
  return admit_directory (exchange);
}

DirectoryFailures *
directory_failures_new (void)
{
  DirectoryFailures *self = g_new0 (DirectoryFailures, 1);

  g_mutex_init (&self->lock);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
directory_failures_free (DirectoryFailures *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->addresses);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint
directory_failures_count (DirectoryFailures *self,
                          const char        *address)
{
  gint64 now = g_get_monotonic_time ();
  Failure *failure;
  guint told = 0;

  g_return_val_if_fail (self != NULL && address != NULL, 0);

  g_mutex_lock (&self->lock);
  failure = g_hash_table_lookup (self->addresses, address);
  if (failure == NULL)
    {
      if (g_hash_table_size (self->addresses) >= MAX_ADDRESSES)
        g_hash_table_remove_all (self->addresses);
      failure = g_new0 (Failure, 1);
      failure->logged = now - MINUTE;
      g_hash_table_insert (self->addresses, g_strdup (address), failure);
    }
  failure->count++;
  if (now - failure->logged >= MINUTE)
    {
      told = failure->count;
      failure->count = 0;
      failure->logged = now;
    }
  g_mutex_unlock (&self->lock);
  return told;
}
