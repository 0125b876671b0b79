/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The text is cut into words; each is a URL, a label, or perhaps a key. A label is what stands
 * before a colon, and words that only people write. The words lie in secret memory, since one of
 * them may be the key. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-paste.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/base-key-text.h"
#include "base/base-secret.h"
#include "desk/desk-reach.h"

/* The shortest text that is taken for a key when there are other words beside it. */
#define SHORTEST_KEY 16
#define LONGEST_PASTE 16384

#define QUOTES "\"'`“”‘’«»„<>()[]{},;"

/* Paths that stand behind a base URL, longest first. */
static const char *const tails[] = { "/ServiceProviderConfigs",
                                     "/ServiceProviderConfig",
                                     "/ResourceTypes",
                                     "/Schemas",
                                     "/Users",
                                     "/Groups",
                                     "/Me",
                                     "/" };

static gboolean
is_url (const char *word)
{
  return g_ascii_strncasecmp (word, "https://", 8) == 0 ||
         g_ascii_strncasecmp (word, "http://", 7) == 0;
}

/* Takes quotes and commas off both ends, in place; the new beginning. */
static char *
strip_quotes (char *word)
{
  char *end;

  while (*word != '\0' && g_utf8_strchr (QUOTES, -1, g_utf8_get_char (word)) != NULL)
    word = g_utf8_next_char (word);
  end = word + strlen (word);
  while (end > word)
    {
      char *last = g_utf8_prev_char (end);

      if (g_utf8_strchr (QUOTES, -1, g_utf8_get_char (last)) == NULL)
        break;
      *last = '\0';
      end = last;
    }
  return word;
}

/* Whether @word can be a bearer key: one run of the characters of RFC 6750 §2.1, long enough, and
 * not a mere word. */
static gboolean
may_be_key (const char *word)
{
  gboolean digit = FALSE;

  if (base_key_text_is_ours (word))
    return TRUE;
  if (strlen (word) < SHORTEST_KEY || strchr (word, '@') != NULL)
    return FALSE;
  for (const char *c = word; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c) && strchr ("-._~+/=:|", *c) == NULL)
        return FALSE;
      digit |= g_ascii_isdigit (*c);
    }
  return digit;
}

/* Whether the @length bytes at @word name a value, as people and files name them. */
static gboolean
is_label (const char *word,
          gsize       length)
{
  static const char *const names[] = { "url", "token", "key", "secret", "base", "authorization" };
  g_autofree char *label = g_ascii_strdown (word, (gssize)length);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (label, names[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The value behind a label that is glued to it: `TOKEN=abc`, `url:https://…`. */
static char *
behind_label (char *word)
{
  char *url = strstr (word, "http");
  gsize label = strspn (word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-");

  if (url != NULL && url > word && is_url (url) && (url[-1] == ':' || url[-1] == '='))
    return url;
  if (label > 0 && (word[label] == ':' || word[label] == '=') && word[label + 1] != '\0' &&
      is_label (word, label))
    return word + label + 1;
  return word;
}

typedef struct
{
  char *url;
  const char *key;
  const char *only;
  guint urls;
  guint keys;
  guint words;
} Found;

static void
take_word (Found *found,
           char  *word)
{
  gsize length;

  word = strip_quotes (behind_label (strip_quotes (word)));
  length = strlen (word);
  if (length == 0 || word[length - 1] == ':')
    return;

  if (is_url (word))
    {
      g_autofree char *url = desk_url_tidy (word);

      if (g_strcmp0 (found->url, url) != 0)
        found->urls++;
      g_free (found->url);
      found->url = g_steal_pointer (&url);
      return;
    }
  if (g_ascii_strcasecmp (word, "Bearer") == 0 || g_ascii_strcasecmp (word, "Token") == 0)
    return;
  found->words++;
  found->only = word;
  if (may_be_key (word))
    {
      if (g_strcmp0 (found->key, word) != 0)
        found->keys++;
      found->key = word;
    }
}

gboolean
desk_paste_sort (const char  *text,
                 char       **url,
                 char       **key)
{
  g_auto (BaseSecret) copy = NULL;
  Found found = { 0 };
  gboolean labelled;

  g_return_val_if_fail (text != NULL && url != NULL && key != NULL, FALSE);

  *url = NULL;
  *key = NULL;
  if (strlen (text) > LONGEST_PASTE || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  copy = base_secret_dup (text);
  labelled = strchr (text, ':') != NULL;
  for (char *at = copy; *at != '\0';)
    {
      char *end = at + strcspn (at, " \t\r\n\v\f");
      char *next = *end != '\0' ? end + 1 : end;

      *end = '\0';
      take_word (&found, at);
      at = next;
    }

  /* Alone, or alone beside the URL, even a short word is the key that was meant. */
  if (found.keys == 0 && found.words == 1 && (found.urls == 1 || !labelled))
    {
      found.key = found.only;
      found.keys = 1;
    }
  if (found.urls == 1)
    *url = g_steal_pointer (&found.url);
  g_free (found.url);
  if (found.keys == 1)
    *key = base_secret_dup (found.key);
  return *url != NULL || *key != NULL;
}

char *
desk_url_tidy (const char *url)
{
  g_autofree char *tidy = NULL;
  gboolean again = TRUE;

  g_return_val_if_fail (url != NULL, NULL);

  tidy = g_strstrip (g_strdup (url));
  if (!is_url (tidy))
    return g_steal_pointer (&tidy);

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
        if (g_str_has_suffix (tidy, tails[i]) && !g_str_has_suffix (tidy, "://"))
          {
            tidy[strlen (tidy) - strlen (tails[i])] = '\0';
            again = TRUE;
          }
    }
  return g_steal_pointer (&tidy);
}

static gboolean
refuse (GError     **error,
        const char  *words)
{
  g_set_error_literal (error, DESK_ERROR, DESK_ERROR_BAD_URL, words);
  return FALSE;
}

gboolean
desk_url_check (const char  *url,
                GError     **error)
{
  g_autoptr (GUri) uri = NULL;
  const char *scheme;

  g_return_val_if_fail (url != NULL, FALSE);

  if (*url == '\0')
    return refuse (error, _("The base URL is missing."));
  if (base_key_text_is_ours (url))
    return refuse (error, _("This is a key; it belongs in the field below."));
  if (!is_url (url))
    return refuse (error, _("This isn’t a web address: it should begin with https://."));
  if (strpbrk (url, " \t\r\n") != NULL)
    return refuse (error, _("A web address has no blanks in it."));

  uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return refuse (error, _("This isn’t a whole web address."));
  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (error, _("There is a user name or password in this address; give the address "
                            "without it."));
  if (strstr (url, "rcd_") != NULL)
    return refuse (error, _("There is a key in this address; it belongs in the field below."));
  if (g_uri_get_fragment (uri) != NULL)
    return refuse (error, _("A base URL has nothing behind a #."));

  scheme = g_uri_get_scheme (uri);
  if (g_strcmp0 (scheme, "http") == 0 && desk_reach_of_url (url) != DESK_REACH_THIS_COMPUTER)
    return refuse (error, _("Plain http is accepted for this computer only."));
  return TRUE;
}
