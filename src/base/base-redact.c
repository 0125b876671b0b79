/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes secrets out of other people's words. Three kinds are known by their looks: what follows an
 * authentication scheme, Rollcall keys, and JSON web tokens; and values whose name says that
 * they are one ("client_secret": "…"). When in doubt a word is taken out: a sentence with a hole
 * can still be read, a leaked key can't be called back. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-redact.h"

#include <string.h>

#include "base/base-key-text.h"

#define HOLE "…"

/* The longest first, where one begins another. Compared without regard to case. */
static const char *const schemes[] = { "Bearer", "SSWS", "Basic", "Negotiate" };

/* Words that follow "Bearer" or "Basic" in plain sentences and challenges, and are no secret. */
static const char *const plain_words[] = {
  "auth",  "authentication", "authorization", "credentials", "error", "format", "header", "headers",
  "is",    "key",            "keys",          "not",         "or",    "realm",  "scheme", "scope",
  "token", "tokens",         "type",          "was",
};

static const char *const secret_names[] = {
  "access_token", "api_key",       "apikey",       "assertion",    "client_assertion",
  "client_secret", "id_token",     "password",     "private_key",  "refresh_token",
  "secret",       "secret_token",  "secretToken",
};

static gboolean
is_word_char (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_';
}

static gboolean
is_token_char (char byte)
{
  return byte != '\0' && !g_ascii_isspace (byte) && strchr ("\"'`,;<>()[]{}\\", byte) == NULL;
}

static gboolean
begins_with (const char *text,
             const char *word)
{
  return g_ascii_strncasecmp (text, word, strlen (word)) == 0;
}

static gboolean
is_plain_word (const char *token,
               gsize       length)
{
  while (length > 0 && strchr ("=.:!?", token[length - 1]) != NULL)
    length--;

  for (guint i = 0; i < G_N_ELEMENTS (plain_words); i++)
    {
      if (strlen (plain_words[i]) == length && begins_with (token, plain_words[i]))
        return TRUE;
    }
  return FALSE;
}

static gsize
token_length (const char *text)
{
  gsize length = 0;

  while (is_token_char (text[length]))
    length++;
  return length;
}

/* `Bearer TOKEN`: writes the scheme and a hole; returns how much of @text that was, or 0. */
static gsize
redact_scheme (const char *text,
               GString    *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize named = strlen (schemes[i]);
      gsize blanks, token;

      if (!begins_with (text, schemes[i]))
        continue;

      blanks = strspn (text + named, " \t");
      token = token_length (text + named + blanks);
      if (blanks == 0 || token == 0 || is_plain_word (text + named + blanks, token))
        continue;

      g_string_append_len (out, text, named);
      g_string_append (out, " " HOLE);
      return named + blanks + token;
    }
  return 0;
}

/* A Rollcall key, also a part of one that is longer than what may be shown of it. */
static gsize
redact_key (const char *text,
            GString    *out)
{
  gsize length = 0;

  if (!base_key_text_is_ours (text))
    return 0;

  while (is_word_char (text[length]))
    length++;
  if (length <= BASE_KEY_TEXT_PREFIX_LENGTH)
    return 0;

  g_string_append (out, HOLE);
  return length;
}

/* A JSON web token (RFC 7519 §3): `eyJ` is what base64url makes of an opening `{"`. */
static gsize
redact_web_token (const char *text,
                  GString    *out)
{
  gsize length = 0;
  gboolean dot = FALSE;

  if (!g_str_has_prefix (text, "eyJ"))
    return 0;

  while (g_ascii_isalnum (text[length]) || (text[length] != '\0' && strchr ("-_.", text[length])))
    dot |= text[length++] == '.';
  if (!dot)
    return 0;

  g_string_append (out, HOLE);
  return length;
}

/* `"client_secret": "…"`, `client_secret=…`: writes the name and a hole for the value. */
static gsize
redact_named (const char *text,
              GString    *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (secret_names); i++)
    {
      gsize named = strlen (secret_names[i]);
      gsize between, value = 0;
      gboolean quoted;

      if (!begins_with (text, secret_names[i]))
        continue;

      between = strspn (text + named, "\\\"' \t:=");
      if (between == 0 || strcspn (text + named, ":=") >= between)
        continue;

      quoted = strchr ("\"'", text[named + between - 1]) != NULL;
      while (text[named + between + value] != '\0' &&
             (quoted ? strchr ("\"'", text[named + between + value]) == NULL
                     : is_token_char (text[named + between + value]) &&
                           text[named + between + value] != '&'))
        value++;
      if (value == 0)
        continue;

      g_string_append_len (out, text, named + between);
      g_string_append (out, HOLE);
      return named + between + value;
    }
  return 0;
}

char *
base_redact (const char *text)
{
  static gsize (*const rules[]) (const char *, GString *) = {
    redact_scheme,
    redact_web_token,
    redact_named,
  };
  GString *out;
  gboolean word_begins = TRUE;

  if (text == NULL)
    return NULL;

  out = g_string_sized_new (strlen (text));
  while (*text != '\0')
    {
      /* A key is one wherever it begins; the other words mean something else inside of a word. */
      gsize taken = redact_key (text, out);

      for (guint i = 0; word_begins && taken == 0 && i < G_N_ELEMENTS (rules); i++)
        taken = rules[i](text, out);

      if (taken == 0)
        {
          word_begins = !is_word_char (*text);
          g_string_append_c (out, *text++);
        }
      else
        {
          word_begins = TRUE;
          text += taken;
        }
    }
  return g_string_free (out, FALSE);
}
