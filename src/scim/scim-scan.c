/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What path and filter reading share: blanks, words, and the message that says in which column
 * what was expected. Columns are characters from 1, so that an administrator can count them. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-scan.h"

#include <string.h>

#define FOUND_MAX 24 /* characters of the text that a message repeats */

gboolean
scim_scan_begin (ScimScan                *scan,
                 const ScimResourceType  *type,
                 const char              *text,
                 ScimProfile              profile,
                 const char              *what,
                 ScimError                code,
                 GError                 **error)
{
  g_assert (scan != NULL);
  g_assert (text != NULL);

  *scan = (ScimScan){
    .type = type,
    .profile = profile,
    .text = text,
    .at = text,
    .what = what,
    .code = code,
  };

  if (strlen (text) > SCIM_FILTER_MAX_LENGTH)
    {
      g_set_error (error, SCIM_ERROR, code, "The %s is longer than %d bytes.", what,
                   SCIM_FILTER_MAX_LENGTH);
      return FALSE;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, SCIM_ERROR, code, "The %s is not UTF-8.", what);
      return FALSE;
    }
  return TRUE;
}

gboolean
scim_scan_blanks (ScimScan *scan)
{
  const char *begin = scan->at;

  while (*scan->at == ' ' || *scan->at == '\t' || *scan->at == '\n' || *scan->at == '\r')
    scan->at++;
  return scan->at > begin;
}

gboolean
scim_scan_word (ScimScan   *scan,
                const char *word)
{
  gsize n = strlen (word);

  if (g_ascii_strncasecmp (scan->at, word, n) != 0)
    return FALSE;
  if (g_ascii_isalnum (scan->at[n]) ||
      (scan->at[n] != '\0' && strchr ("-_.:$", scan->at[n]) != NULL))
    return FALSE;
  scan->at += n;
  return TRUE;
}

gboolean
scim_scan_fail (ScimScan    *scan,
                const char  *expected,
                GError     **error)
{
  glong column = g_utf8_pointer_to_offset (scan->text, scan->at) + 1;

  if (*scan->at == '\0')
    g_set_error (error, SCIM_ERROR, (int)scan->code,
                 "The %s is wrong at column %ld: expected %s, found its end.", scan->what, column,
                 expected);
  else
    {
      gboolean is_long = g_utf8_strlen (scan->at, -1) > FOUND_MAX;
      g_autofree char *found =
          g_utf8_substring (scan->at, 0, is_long ? FOUND_MAX : g_utf8_strlen (scan->at, -1));

      g_set_error (error, SCIM_ERROR, (int)scan->code,
                   "The %s is wrong at column %ld: expected %s, found “%s%s”.", scan->what, column,
                   expected, found, is_long ? "…" : "");
    }
  return FALSE;
}
