/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Key texts: drawn, and checked so that a key that was cut off or mistyped is named as such before
 * anything is sent. The checksum is the CRC-32 of IEEE 802.3 (as in zlib and PNG) of the 43 random
 * characters. No message ever holds a character of the key. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-key-text.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/random.h>

#include "base/base-error.h"
#include "base/base-secret.h"

#define BRAND "rcd_"
#define BRAND_LENGTH 4
#define RANDOM_LENGTH 43
#define CHECKSUM_LENGTH 6

G_STATIC_ASSERT (BRAND_LENGTH + RANDOM_LENGTH + CHECKSUM_LENGTH == BASE_KEY_TEXT_LENGTH);

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

static guint32
crc32 (const char *text,
       gsize       length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= (guchar)text[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
  return ~crc;
}

/* Writes the six characters of the checksum of the 43 at @random. */
static void
write_checksum (const char *random,
                char       *out)
{
  guint32 rest = crc32 (random, RANDOM_LENGTH);

  for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--, rest /= 62)
    out[i] = alphabet[rest % 62];
}

/* Fills @out with @length characters, each as likely as any other: a byte of 248 or more is thrown
 * away, since 256 isn't a multiple of 62. */
static gboolean
draw (char    *out,
      gsize    length,
      GError **error)
{
  guint8 bytes[64];
  gsize done = 0;

  while (done < length)
    {
      gssize got = getrandom (bytes, sizeof bytes, 0);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error (error,
                       BASE_ERROR,
                       BASE_ERROR_SYSTEM,
                       _("no key can be made: the system gives no random numbers (%s)"),
                       g_strerror (errno));
          return FALSE;
        }

      for (gssize i = 0; i < got && done < length; i++)
        {
          if (bytes[i] < 248)
            out[done++] = alphabet[bytes[i] % 62];
        }
    }

  explicit_bzero (bytes, sizeof bytes);
  return TRUE;
}

static gboolean
check_length (const char  *text,
              GError     **error)
{
  glong length = g_utf8_validate (text, -1, NULL) ? g_utf8_strlen (text, -1) : (glong)strlen (text);

  if (length == BASE_KEY_TEXT_LENGTH)
    return TRUE;

  if (length < BASE_KEY_TEXT_LENGTH)
    g_set_error (error,
                 BASE_ERROR,
                 BASE_ERROR_KEY_TEXT,
                 ngettext ("the key is %ld character long and should be %d: it was cut off while "
                           "copying; copy the whole key again",
                           "the key is %ld characters long and should be %d: it was cut off while "
                           "copying; copy the whole key again",
                           length),
                 length,
                 BASE_KEY_TEXT_LENGTH);
  else
    g_set_error (error,
                 BASE_ERROR,
                 BASE_ERROR_KEY_TEXT,
                 _("the key is %ld characters long and should be %d: something else was copied "
                   "along with it; copy the key alone"),
                 length,
                 BASE_KEY_TEXT_LENGTH);
  return FALSE;
}

static gboolean
check_alphabet (const char  *text,
                GError     **error)
{
  gsize good = strspn (text + BRAND_LENGTH, alphabet);

  if (text[BRAND_LENGTH + good] == '\0')
    return TRUE;

  g_set_error (error,
               BASE_ERROR,
               BASE_ERROR_KEY_TEXT,
               _("character %zu of the key is neither a letter from A to Z nor a "
                 "digit: it was changed on the way; copy the key again"),
               BRAND_LENGTH + good + 1);
  return FALSE;
}

static gboolean
check_checksum (const char  *text,
                GError     **error)
{
  char expected[CHECKSUM_LENGTH];

  write_checksum (text + BRAND_LENGTH, expected);
  if (memcmp (expected, text + BRAND_LENGTH + RANDOM_LENGTH, CHECKSUM_LENGTH) == 0)
    return TRUE;

  g_set_error_literal (error,
                       BASE_ERROR,
                       BASE_ERROR_KEY_TEXT,
                       _("the key has the right length, but its checksum is wrong: a character was "
                         "mistyped; copy the key again instead of typing it"));
  return FALSE;
}

char *
base_key_text_new (GError **error)
{
  g_auto (BaseSecret) text = base_secret_alloc (BASE_KEY_TEXT_LENGTH);

  memcpy (text, BRAND, BRAND_LENGTH);
  if (!draw (text + BRAND_LENGTH, RANDOM_LENGTH, error))
    return NULL;

  write_checksum (text + BRAND_LENGTH, text + BRAND_LENGTH + RANDOM_LENGTH);
  return g_steal_pointer (&text);
}

gboolean
base_key_text_is_ours (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return g_str_has_prefix (text, BRAND);
}

gboolean
base_key_text_check (const char  *text,
                     GError     **error)
{
  gsize length;

  g_return_val_if_fail (text != NULL, FALSE);

  length = strlen (text);
  if (length == 0)
    {
      g_set_error_literal (error, BASE_ERROR, BASE_ERROR_KEY_TEXT, _("the key is empty"));
      return FALSE;
    }

  if (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1]))
    {
      g_set_error_literal (error,
                           BASE_ERROR,
                           BASE_ERROR_KEY_TEXT,
                           _("a blank or a line end was copied along with the key; leave it out"));
      return FALSE;
    }

  if (!base_key_text_is_ours (text))
    {
      g_set_error (error,
                   BASE_ERROR,
                   BASE_ERROR_KEY_TEXT,
                   _("this is not the key of a Rollcall directory, which begins with %s"),
                   BRAND);
      return FALSE;
    }

  /* A foreign character also makes the text longer or shorter in bytes, so count before
   * comparing. */
  return check_length (text, error) && check_alphabet (text, error) && check_checksum (text, error);
}

char *
base_key_text_prefix (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_strndup (text, BASE_KEY_TEXT_PREFIX_LENGTH);
}

char *
base_key_text_hash (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}
