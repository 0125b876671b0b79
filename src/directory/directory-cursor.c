/* SPDX-License-Identifier: GPL-3.0-or-later */

/* signature, time of expiry, kind, seq, number, text: base64 with - and _, without padding. The
 * value of the last row is in it (a userName, when that is the order), which the client has read
 * with that row; who doesn't want it in a URI asks with POST .search (RFC 7644 §7.5.2). */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-cursor.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "directory/directory-context.h"
#include "directory/directory-limits.h"
#include "scim/scim-error.h"

#define SIGNATURE 16

typedef struct
{
  gint64 expires;
  gint64 kind;
  gint64 seq;
  gint64 number;
} Head;

static void
sign (DirectoryContext *context,
      const char       *scope,
      const guint8     *data,
      gsize             length,
      guint8           *signature)
{
  GHmac *hmac = g_hmac_new (G_CHECKSUM_SHA256, context->cursor_key, DIRECTORY_CURSOR_KEY);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_hmac_update (hmac, (const guchar *)scope, (gssize)strlen (scope) + 1);
  g_hmac_update (hmac, data, (gssize)length);
  g_hmac_get_digest (hmac, digest, &size);
  g_hmac_unref (hmac);
  memcpy (signature, digest, SIGNATURE);
}

void
directory_cursor_draw_key (guint8 *key)
{
  gsize got = 0;

  g_return_if_fail (key != NULL);

  while (got < DIRECTORY_CURSOR_KEY)
    {
      gssize more = getrandom (key + got, DIRECTORY_CURSOR_KEY - got, 0);

      if (more > 0)
        got += (gsize)more;
      else if (errno != EINTR)
        g_error ("The system has no random numbers: %s", g_strerror (errno));
    }
}

char *
directory_cursor_write (DirectoryExchange *exchange,
                        const char        *scope,
                        const StorePlace  *place)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Head head;
  char *text;

  g_return_val_if_fail (exchange != NULL && scope != NULL && place != NULL, NULL);

  head.expires =
      g_get_monotonic_time () + exchange->context->limits->cursor_seconds * G_USEC_PER_SEC;
  head.kind = place->kind;
  head.seq = place->seq;
  head.number = place->number;
  g_byte_array_set_size (bytes, SIGNATURE);
  g_byte_array_append (bytes, (const guint8 *)&head, sizeof head);
  if (place->text != NULL)
    g_byte_array_append (bytes, (const guint8 *)place->text, (guint)strlen (place->text));
  sign (exchange->context, scope, bytes->data + SIGNATURE, bytes->len - SIGNATURE, bytes->data);

  text = g_base64_encode (bytes->data, bytes->len);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

static gboolean
fail (GError     **error,
      ScimError    code,
      const char  *words)
{
  g_set_error_literal (error, SCIM_ERROR, (int)code, words);
  return FALSE;
}

/* (transfer full) (nullable): the bytes that @text stands for */
static guint8 *
decode (const char *text,
        gsize      *length)
{
  g_autoptr (GString) padded = g_string_new (text);

  if (strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") != strlen (text))
    return NULL;
  g_strdelimit (padded->str, "-", '+');
  g_strdelimit (padded->str, "_", '/');
  while (padded->len % 4 != 0)
    g_string_append_c (padded, '=');
  return g_base64_decode (padded->str, length);
}

gboolean
directory_cursor_read (DirectoryExchange  *exchange,
                       const char         *scope,
                       const char         *text,
                       StorePlace         *place,
                       GError            **error)
{
  g_autofree guint8 *bytes = NULL;
  guint8 signature[SIGNATURE];
  guint8 difference = 0;
  gsize length = 0;
  Head head;

  g_return_val_if_fail (exchange != NULL && scope != NULL && text != NULL, FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  *place = (StorePlace){ 0 };
  if (*text == '\0')
    return TRUE;
  bytes = decode (text, &length);
  if (bytes == NULL || length < SIGNATURE + sizeof head)
    return fail (error, SCIM_ERROR_INVALID_CURSOR,
                 "This is no cursor of this service; begin with an empty one");
  sign (exchange->context, scope, bytes + SIGNATURE, length - SIGNATURE, signature);
  for (guint i = 0; i < SIGNATURE; i++)
    difference |= signature[i] ^ bytes[i];
  if (difference != 0)
    return fail (error, SCIM_ERROR_INVALID_CURSOR,
                 "This cursor isn't of this query, or from before the service was started; keep "
                 "all other parameters as they were, or begin with an empty cursor");

  memcpy (&head, bytes + SIGNATURE, sizeof head);
  if (head.expires < g_get_monotonic_time ())
    return fail (error, SCIM_ERROR_EXPIRED_CURSOR,
                 "This cursor has expired; begin with an empty one");
  place->kind = (StorePlaceKind)head.kind;
  place->seq = head.seq;
  place->number = head.number;
  place->text =
      g_strndup ((const char *)bytes + SIGNATURE + sizeof head, length - SIGNATURE - sizeof head);
  return TRUE;
}
