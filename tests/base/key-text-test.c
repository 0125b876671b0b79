/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Key texts: what is drawn is whole, and every way in which a key is spoilt on its way is named. */

#include "config.h"

#include <string.h>

#include "base/base-error.h"
#include "base/base-key-text.h"
#include "base/base-secret.h"

/* Made with Python's zlib.crc32, so that our own CRC-32 isn't checked against itself. The last
 * one's checksum begins with the padding. */
static const char *const whole_keys[] = {
  "rcd_00000000000000000000000000000000000000000002CZclj",
  "rcd_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg37cCQ0",
  "rcd_00000000000000000000000000000000000000000010HNUPx",
};

static void
test_known (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (whole_keys); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (base_key_text_check (whole_keys[i], &error));
      g_assert_no_error (error);
    }
}

static void
test_new (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint counts[128] = { 0 };
  const guint n = 2000;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (BaseSecret) key = base_key_text_new (&error);

      g_assert_no_error (error);
      g_assert_cmpuint (strlen (key), ==, BASE_KEY_TEXT_LENGTH);
      g_assert_true (base_key_text_is_ours (key));
      g_assert_true (base_key_text_check (key, &error));
      g_assert_true (g_hash_table_add (seen, g_strdup (key)));
      for (guint c = 4; c < 47; c++)
        counts[(guchar)key[c]]++;
    }

  /* 86,000 draws over 62 characters: 1387 each, with a standard deviation of 37. A bias by modulo
   * 256 would give eight of them a quarter more. */
  for (guint c = 0; c < 128; c++)
    {
      if (g_ascii_isalnum (c))
        {
          g_assert_cmpuint (counts[c], >, 1387 - 250);
          g_assert_cmpuint (counts[c], <, 1387 + 250);
        }
      else
        {
          g_assert_cmpuint (counts[c], ==, 0);
        }
    }
}

typedef struct
{
  const char *text;
  const char *words; /* in the message */
} Spoilt;

static const Spoilt spoilt_keys[] = {
  { "", "empty" },
  { "rcd_", "4 characters long and should be 53: it was cut off" },
  { "rcd_0000000000000000000000000000000000000000000", "47 characters long" },
  { "rcd_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgAAAAAAxyz", "something else was copied" },
  { " rcd_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgAAAAAA", "blank or a line end" },
  { "rcd_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgAAAAAA\n", "blank or a line end" },
  { "rcd_0123456789ABCDEFGHIJKLMNOPQRSTUV-XYZabcdefgAAAAAA", "character 37 of the key" },
  { "rcd_0123456789ABCDEFGHIJKLMNOPQRSTUVÄXYZabcdefgAAAAAA", "character 37 of the key" },
  { "rcd_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgAAAAAA", "checksum is wrong" },
  { "xoxb-0123456789", "begins with rcd_" },
};

static void
test_spoilt (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (spoilt_keys); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (base_key_text_check (spoilt_keys[i].text, &error));
      g_assert_error (error, BASE_ERROR, BASE_ERROR_KEY_TEXT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, spoilt_keys[i].words));
      g_assert_null (strstr (error->message, "0123"));
    }
}

/* Whatever single character is mistyped, and whichever two neighbours are swapped, the checksum
 * tells. */
static void
test_every_slip (void)
{
  g_auto (BaseSecret) key = base_key_text_new (NULL);

  for (guint i = 4; i < BASE_KEY_TEXT_LENGTH; i++)
    {
      g_autofree char *mistyped = g_strdup (key);
      g_autofree char *swapped = g_strdup (key);

      mistyped[i] = key[i] == 'x' ? 'y' : 'x';
      g_assert_false (base_key_text_check (mistyped, NULL));

      if (i + 1 == BASE_KEY_TEXT_LENGTH || key[i] == key[i + 1])
        continue;
      swapped[i] = key[i + 1];
      swapped[i + 1] = key[i];
      g_assert_false (base_key_text_check (swapped, NULL));
    }
}

static void
test_prefix_and_hash (void)
{
  g_autofree char *prefix = base_key_text_prefix (whole_keys[1]);
  g_autofree char *hash = base_key_text_hash ("abc");

  g_assert_cmpstr (prefix, ==, "rcd_0123");

  /* FIPS 180-2, B.1 */
  g_assert_cmpstr (hash,
                   ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-text/known", test_known);
  g_test_add_func ("/key-text/new", test_new);
  g_test_add_func ("/key-text/spoilt", test_spoilt);
  g_test_add_func ("/key-text/every-slip", test_every_slip);
  g_test_add_func ("/key-text/prefix-and-hash", test_prefix_and_hash);
  return g_test_run ();
}
