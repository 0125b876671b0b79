/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The text of a directory's API key: `rcd_`, 43 characters of base62 from the kernel, and six
 * characters of base62 of their CRC-32. The checksum lets a truncated or mistyped key be named
 * before anything is sent. A key text is a secret: hold it in memory from base_secret_dup() or
 * base_key_text_new() and end it with base_secret_free(), never with g_free(). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BASE_KEY_TEXT_LENGTH 53
#define BASE_KEY_TEXT_PREFIX_LENGTH 8

/**
 * base_key_text_new:
 * @error: return location
 *
 * Draws a new key text from getrandom(2), without bias.
 *
 * Returns: (transfer full) (nullable): the text, to be ended with base_secret_free(), or %NULL with
 *   %BASE_ERROR_SYSTEM when the kernel gives no randomness.
 */
char     *base_key_text_new         (GError     **error);

/**
 * base_key_text_is_ours:
 * @text: any pasted text
 *
 * Returns: whether @text begins as a Rollcall key does (`rcd_`), right or wrong behind that.
 */
gboolean  base_key_text_is_ours     (const char  *text);

/**
 * base_key_text_check:
 * @text: a key text, untrimmed
 * @error: return location
 *
 * Checks length, alphabet and checksum. The message says which of them is wrong ("the key is 40
 * characters long and should be 53: it was cut off while copying") and never repeats the key.
 *
 * Returns: %TRUE if @text is whole; else %FALSE with %BASE_ERROR_KEY_TEXT.
 */
gboolean  base_key_text_check       (const char  *text,
                                     GError     **error);

/**
 * base_key_text_prefix:
 * @text: a whole key text
 *
 * Returns: (transfer full): its first eight characters (%BASE_KEY_TEXT_PREFIX_LENGTH), which may be
 *   shown and stored.
 */
char     *base_key_text_prefix      (const char  *text);

/**
 * base_key_text_hash:
 * @text: any bearer text
 *
 * Returns: (transfer full): the SHA-256 of @text in lower-case hex, as it is stored and looked up.
 */
char     *base_key_text_hash        (const char  *text);

G_END_DECLS
