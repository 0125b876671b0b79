/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recursive descent over the grammar of RFC 7644 §3.4.2.2, with a bound on how deep parentheses and
 * brackets nest. A chain of ands (or of ors) becomes a balanced tree, so that a filter of a
 * thousand terms is ten levels deep for whoever walks it or turns it into SQL; parentheses that
 * say nothing vanish. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include <string.h>

#include "scim/scim-filter-check.h"
#include "scim/scim-scan.h"
#include "scim/scim-tolerance.h"

typedef struct
{
  const char *word;
  ScimOp op;
} OperatorRow;

static const OperatorRow operators[] = {
  { "eq", SCIM_OP_EQ }, { "ne", SCIM_OP_NE }, { "co", SCIM_OP_CO },
  { "sw", SCIM_OP_SW }, { "ew", SCIM_OP_EW }, { "gt", SCIM_OP_GT },
  { "ge", SCIM_OP_GE }, { "lt", SCIM_OP_LT }, { "le", SCIM_OP_LE },
};

static gboolean
scan_operator (ScimScan *scan,
               ScimOp   *op)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    if (scim_scan_word (scan, operators[i].word))
      {
        *op = operators[i].op;
        return TRUE;
      }
  return FALSE;
}

/* The four digits of \uXXXX at @at, or -1. */
static int
read_hex (const char *at)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* `\uXXXX`, or two of them that are a surrogate pair; @scan stands on the `u`. */
static gboolean
scan_unicode (ScimScan  *scan,
              GString   *out,
              GError   **error)
{
  gunichar c = 0;
  int high = read_hex (scan->at + 1);
  int low = -1;

  if (high >= 0xd800 && high < 0xdc00 && scan->at[5] == '\\' && scan->at[6] == 'u')
    low = read_hex (scan->at + 7);
  if (high > 0 && (high < 0xd800 || high > 0xdfff))
    c = (gunichar)high;
  else if (low >= 0xdc00 && low <= 0xdfff)
    c = 0x10000 + ((gunichar)(high - 0xd800) << 10) + (gunichar)(low - 0xdc00);
  if (c == 0)
    return scim_scan_fail (scan, "u and four hexadecimal digits of a character", error);

  g_string_append_unichar (out, c);
  scan->at += low >= 0 ? 11 : 5;
  return TRUE;
}

static gboolean
scan_escape (ScimScan  *scan,
             GString   *out,
             GError   **error)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  scan->at++;
  if (*scan->at == 'u')
    return scan_unicode (scan, out, error);
  letter = *scan->at != '\0' ? strchr (letters, *scan->at) : NULL;
  if (letter == NULL)
    return scim_scan_fail (scan, "an escape as in JSON", error);
  g_string_append_c (out, meanings[letter - letters]);
  scan->at++;
  return TRUE;
}

/* A JSON string, @scan standing on its first quote. */
static char *
scan_string (ScimScan  *scan,
             GError   **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  scan->at++;
  while (*scan->at != '"')
    {
      if ((guchar)*scan->at < 0x20)
        {
          scim_scan_fail (scan, "a closing quote", error);
          return NULL;
        }
      if (*scan->at == '\\')
        {
          if (!scan_escape (scan, out, error))
            return NULL;
        }
      else
        g_string_append_c (out, *scan->at++);
    }
  scan->at++;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A number as JSON writes it: no plus, no leading zeros, digits on both sides of the point. */
static gboolean
is_number (const char *text)
{
  const char *at = text + (*text == '-');

  if (!g_ascii_isdigit (*at) || (*at == '0' && g_ascii_isdigit (at[1])))
    return FALSE;
  while (g_ascii_isdigit (*at))
    at++;
  if (*at == '.')
    {
      if (!g_ascii_isdigit (*++at))
        return FALSE;
      while (g_ascii_isdigit (*at))
        at++;
    }
  if (*at == 'e' || *at == 'E')
    {
      at++;
      at += *at == '+' || *at == '-';
      if (!g_ascii_isdigit (*at))
        return FALSE;
      while (g_ascii_isdigit (*at))
        at++;
    }
  return *at == '\0';
}

/* true, false, null, a number, or, lenient, a bare word. */
static gboolean
scan_word_value (ScimScan    *scan,
                 ScimFilter  *filter,
                 GError     **error)
{
  gsize n = strcspn (scan->at, " \t\r\n()[]\"");
  g_autofree char *word = g_strndup (scan->at, n);

  if (g_str_equal (word, "null"))
    filter->value_kind = SCIM_VALUE_NULL;
  else if (g_str_equal (word, "true") || g_str_equal (word, "false"))
    {
      filter->value_kind = SCIM_VALUE_BOOLEAN;
      filter->boolean = word[0] == 't';
    }
  else if (is_number (word))
    {
      filter->value_kind = SCIM_VALUE_NUMBER;
      filter->number = g_ascii_strtod (word, NULL);
      filter->text = g_steal_pointer (&word);
    }
  else if (n > 0 && scim_tolerates (scan->profile, SCIM_TOLERATE_BARE_FILTER_VALUE))
    {
      filter->value_kind = SCIM_VALUE_STRING;
      filter->text = g_steal_pointer (&word);
    }
  else
    return scim_scan_fail (scan, "a value: a string in quotes, a number, true, false or null",
                           error);
  scan->at += n;
  return TRUE;
}

static gboolean
scan_value (ScimScan    *scan,
            ScimFilter  *filter,
            GError     **error)
{
  if (*scan->at != '"')
    return scan_word_value (scan, filter, error);
  filter->value_kind = SCIM_VALUE_STRING;
  filter->text = scan_string (scan, error);
  return filter->text != NULL;
}

/* `path op value`, `path pr`, or a value path. */
static ScimFilter *
scan_expression (ScimScan  *scan,
                 GError   **error)
{
  g_autoptr (ScimFilter) filter = g_new0 (ScimFilter, 1);

  filter->path = scim_scan_path (scan, error);
  if (filter->path == NULL)
    return NULL;
  if (filter->path->filter != NULL && filter->path->sub_name == NULL)
    {
      filter->kind = SCIM_FILTER_VALUE_PATH;
      if (filter->path->attribute != NULL ||
          scim_tolerates (scan->profile, SCIM_TOLERATE_UNKNOWN_ATTRIBUTE))
        return g_steal_pointer (&filter);
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_FILTER,
                   "The filter can't use %s: there is no such attribute.", filter->path->name);
      return NULL;
    }

  scim_scan_blanks (scan);
  if (scim_scan_word (scan, "pr"))
    filter->kind = SCIM_FILTER_PRESENT;
  else if (scan_operator (scan, &filter->op))
    {
      filter->kind = SCIM_FILTER_COMPARE;
      scim_scan_blanks (scan);
      if (!scan_value (scan, filter, error))
        return NULL;
    }
  else
    {
      scim_scan_fail (scan, "an operator (eq, ne, co, sw, ew, pr, gt, ge, lt, le)", error);
      return NULL;
    }
  if (!scim_filter_check (scan, filter, error))
    return NULL;
  return g_steal_pointer (&filter);
}

/* What stands in parentheses; @scan stands on the opening one. */
static ScimFilter *
scan_group (ScimScan  *scan,
            GError   **error)
{
  g_autoptr (ScimFilter) filter = NULL;

  scan->at++;
  scan->depth++;
  filter = scim_scan_filter (scan, error);
  if (filter == NULL)
    return NULL;
  if (*scan->at != ')')
    {
      scim_scan_fail (scan, "and, or, or a closing parenthesis", error);
      return NULL;
    }
  scan->at++;
  scan->depth--;
  return g_steal_pointer (&filter);
}

static ScimFilter *
scan_term (ScimScan  *scan,
           GError   **error)
{
  ScimFilter *filter, *inner;

  scim_scan_blanks (scan);
  if (*scan->at == '(')
    return scan_group (scan, error);
  if (!scim_scan_word (scan, "not"))
    return scan_expression (scan, error);

  scim_scan_blanks (scan);
  if (*scan->at != '(')
    {
      scim_scan_fail (scan, "a parenthesis behind not", error);
      return NULL;
    }
  inner = scan_group (scan, error);
  if (inner == NULL)
    return NULL;
  filter = g_new0 (ScimFilter, 1);
  filter->kind = SCIM_FILTER_NOT;
  filter->left = inner;
  return filter;
}

/* Adds @filter to a chain of @kind; a chain of the same kind in parentheses joins it. */
static void
add_operand (GPtrArray      *operands,
             ScimFilterKind  kind,
             ScimFilter     *filter)
{
  if (filter->kind != kind)
    {
      g_ptr_array_add (operands, filter);
      return;
    }
  add_operand (operands, kind, g_steal_pointer (&filter->left));
  add_operand (operands, kind, g_steal_pointer (&filter->right));
  scim_filter_free (filter);
}

/* The balanced tree of @operands from @first on, which it takes. */
static ScimFilter *
join (GPtrArray      *operands,
      ScimFilterKind  kind,
      guint           first,
      guint           n)
{
  ScimFilter *filter;

  if (n == 1)
    return g_steal_pointer (&g_ptr_array_index (operands, first));
  filter = g_new0 (ScimFilter, 1);
  filter->kind = kind;
  filter->left = join (operands, kind, first, n / 2);
  filter->right = join (operands, kind, first + n / 2, n - n / 2);
  return filter;
}

/* A chain of @kind: ands of terms, or ors of chains of and. */
static ScimFilter *
scan_chain (ScimScan        *scan,
            ScimFilterKind   kind,
            GError         **error)
{
  g_autoptr (GPtrArray) operands =
      g_ptr_array_new_with_free_func ((GDestroyNotify)scim_filter_free);

  do
    {
      ScimFilter *filter = kind == SCIM_FILTER_OR ? scan_chain (scan, SCIM_FILTER_AND, error)
                                                  : scan_term (scan, error);

      if (filter == NULL)
        return NULL;
      add_operand (operands, kind, filter);
      scim_scan_blanks (scan);
    }
  while (scim_scan_word (scan, kind == SCIM_FILTER_OR ? "or" : "and"));
  return join (operands, kind, 0, operands->len);
}

ScimFilter *
scim_scan_filter (ScimScan  *scan,
                  GError   **error)
{
  if (scan->depth > SCIM_FILTER_MAX_DEPTH)
    {
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_FILTER, "The filter nests deeper than %d.",
                   SCIM_FILTER_MAX_DEPTH);
      return NULL;
    }
  return scan_chain (scan, SCIM_FILTER_OR, error);
}
