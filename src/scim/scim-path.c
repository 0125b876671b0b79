/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads `[URN:]attribute[valueFilter][.subAttribute]` and resolves it against the schema tables.
 * URNs hold dots, colons and digits, so a name that has a colon is first held against the URNs
 * that are known, and the longest that fits ends where the attribute begins. A name that no
 * schema has is kept as written and is no error here. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-path.h"

#include <string.h>

#include "scim/scim-error.h"
#include "scim/scim-filter.h"
#include "scim/scim-scan.h"
#include "scim/scim-tolerance.h"

/* ATTRNAME of RFC 7644 with the leading `$` of erratum 8924; a URN has more. */
static gboolean
is_name (const char *text,
         gsize       length)
{
  if (length == 0 || !(g_ascii_isalpha (text[0]) || text[0] == '$'))
    return FALSE;
  for (gsize i = 1; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
      return FALSE;
  return TRUE;
}

static gsize
run_length (const char *at)
{
  gsize n = 0;

  if (!g_ascii_isalpha (*at) && *at != '$')
    return 0;
  while (at[n] != '\0' && (g_ascii_isalnum (at[n]) || strchr ("-_$.:/+%#~@", at[n]) != NULL))
    n++;
  return n;
}

/* The longest known URN that @run is or begins with (behind it a colon), or NULL. */
static const ScimSchema *
find_urn (const ScimResourceType *type,
          const char             *run,
          gsize                   length)
{
  const ScimSchema *longest = NULL;
  gsize longest_length = 0;

  for (const ScimSchema *const *schema = scim_schema_all (); *schema != NULL; schema++)
    {
      gsize n = strlen ((*schema)->urn);

      if (n > length || n < longest_length || g_ascii_strncasecmp ((*schema)->urn, run, n) != 0)
        continue;
      if (n < length && run[n] != ':')
        continue;
      if (type != NULL && scim_resource_type_find (type, (*schema)->urn, -1) == NULL)
        continue;
      longest = *schema;
      longest_length = n;
    }
  return longest;
}

static void
resolve_in (ScimPath         *path,
            const ScimSchema *schema,
            const char       *name,
            gsize             length)
{
  if (path->attribute == NULL)
    path->attribute = scim_schema_find (schema, name, length);
  if (path->attribute != NULL && path->schema == NULL)
    path->schema = schema;
}

/* Core first, then extensions, so that a core name is never shadowed. */
static void
resolve_unqualified (ScimScan   *scan,
                     ScimPath   *path,
                     const char *name,
                     gsize       length)
{
  gboolean extensions = scim_tolerates (scan->profile, SCIM_TOLERATE_UNQUALIFIED_EXTENSION);

  if (scan->type != NULL)
    {
      resolve_in (path, scan->type->schema, name, length);
      for (guint i = 0; extensions && scan->type->extensions[i] != NULL; i++)
        resolve_in (path, scan->type->extensions[i], name, length);
      return;
    }
  for (const ScimSchema *const *schema = scim_schema_all (); *schema != NULL; schema++)
    if (extensions || !scim_schema_is_extension (*schema))
      resolve_in (path, *schema, name, length);
}

/* Inside brackets a name is a sub-attribute of what stands before them; of a simple attribute it is
 * `value`, the element itself (RFC 7644 §3.5.2.2). */
static void
resolve_in_brackets (ScimScan   *scan,
                     ScimPath   *path,
                     const char *name,
                     gsize       length)
{
  if (scan->parent == NULL)
    return;
  if (scan->parent->type == SCIM_TYPE_COMPLEX)
    path->attribute = scim_attribute_find_sub (scan->parent, name, length);
  else if (length == strlen ("value") && g_ascii_strncasecmp (name, "value", length) == 0)
    path->attribute = scan->parent;
}

static void
set_sub (ScimPath   *path,
         const char *name,
         gsize       length)
{
  if (path->attribute != NULL)
    path->sub = scim_attribute_find_sub (path->attribute, name, length);
  path->sub_name = path->sub != NULL ? g_strdup (path->sub->name) : g_strndup (name, length);
}

/* @name is `attribute[.sub]`, without URN. */
static gboolean
set_names (ScimScan    *scan,
           ScimPath    *path,
           const char  *name,
           gsize        length,
           GError     **error)
{
  const char *dot = memchr (name, '.', length);
  gsize n = dot != NULL ? (gsize)(dot - name) : length;

  if (!is_name (name, n) || (dot != NULL && !is_name (dot + 1, length - n - 1)))
    return scim_scan_fail (scan, "an attribute's name, with at most one sub-attribute", error);

  if (scan->in_brackets)
    resolve_in_brackets (scan, path, name, n);
  else if (path->schema != NULL)
    resolve_in (path, path->schema, name, n);
  else
    resolve_unqualified (scan, path, name, n);

  if (path->attribute != NULL && path->attribute != scan->parent)
    path->name = g_strdup (path->attribute->name);
  else
    path->name = path->attribute != NULL ? g_strdup ("value") : g_strndup (name, n);
  if (dot != NULL)
    set_sub (path, dot + 1, length - n - 1);
  return TRUE;
}

static gboolean
scan_names (ScimScan  *scan,
            ScimPath  *path,
            GError   **error)
{
  gsize length = run_length (scan->at);
  gsize urn_length;

  if (length == 0)
    return scim_scan_fail (scan, "an attribute's name", error);

  if (memchr (scan->at, ':', length) == NULL)
    {
      if (!set_names (scan, path, scan->at, length, error))
        return FALSE;
    }
  else if (!scan->in_brackets && (path->schema = find_urn (scan->type, scan->at, length)) != NULL)
    {
      urn_length = strlen (path->schema->urn);
      if (length > urn_length &&
          !set_names (scan, path, scan->at + urn_length + 1, length - urn_length - 1, error))
        return FALSE;
    }
  else
    {
      path->name = g_strndup (scan->at, length);
    }
  scan->at += length;
  return TRUE;
}

static gboolean
may_have_brackets (ScimPath *path)
{
  if (path->name == NULL || path->sub_name != NULL)
    return FALSE;
  return path->attribute == NULL || path->attribute->multi_valued ||
         path->attribute->type == SCIM_TYPE_COMPLEX;
}

/* `[valueFilter]` and what may follow it, `.subAttribute`. */
static gboolean
scan_brackets (ScimScan  *scan,
               ScimPath  *path,
               GError   **error)
{
  ScimScan inner = *scan;
  gsize length;

  if (scan->in_brackets)
    return scim_scan_fail (scan, "no brackets inside brackets", error);
  if (!may_have_brackets (path))
    return scim_scan_fail (scan, "brackets only behind a complex attribute", error);

  inner.in_brackets = TRUE;
  inner.parent = path->attribute;
  inner.code = SCIM_ERROR_INVALID_FILTER;
  inner.depth++;
  inner.at++;
  path->filter = scim_scan_filter (&inner, error);
  if (path->filter == NULL)
    return FALSE;
  if (*inner.at != ']')
    return scim_scan_fail (&inner, "and, or, or a closing bracket", error);
  scan->at = inner.at + 1;

  if (*scan->at != '.')
    return TRUE;
  scan->at++;
  length = run_length (scan->at);
  if (!is_name (scan->at, length))
    return scim_scan_fail (scan, "a sub-attribute's name", error);
  set_sub (path, scan->at, length);
  scan->at += length;
  return TRUE;
}

ScimPath *
scim_scan_path (ScimScan  *scan,
                GError   **error)
{
  g_autoptr (ScimPath) path = g_new0 (ScimPath, 1);

  if (!scan_names (scan, path, error))
    return NULL;
  if (*scan->at == '[' && !scan_brackets (scan, path, error))
    return NULL;
  return g_steal_pointer (&path);
}

ScimPath *
scim_path_parse (const ScimResourceType  *type,
                 const char              *text,
                 ScimProfile              profile,
                 GError                 **error)
{
  g_autoptr (ScimPath) path = NULL;
  ScimScan scan;

  g_return_val_if_fail (text != NULL, NULL);

  if (!scim_scan_begin (&scan, type, text, profile, "path", SCIM_ERROR_INVALID_PATH, error))
    return NULL;
  scim_scan_blanks (&scan);
  path = scim_scan_path (&scan, error);
  if (path == NULL)
    return NULL;
  scim_scan_blanks (&scan);
  if (*scan.at != '\0')
    {
      scim_scan_fail (&scan, "the path's end", error);
      return NULL;
    }
  return g_steal_pointer (&path);
}

void
scim_path_free (ScimPath *path)
{
  if (path == NULL)
    return;
  scim_filter_free (path->filter);
  g_free (path->name);
  g_free (path->sub_name);
  g_free (path);
}

static void
append_path (GString        *out,
             const ScimPath *path,
             gboolean        shape)
{
  g_autofree char *filter = NULL;

  if (path->name == NULL)
    {
      g_string_append (out, path->schema->urn);
      return;
    }
  if (path->schema != NULL && (path->attribute == NULL || scim_schema_is_extension (path->schema)))
    g_string_append_printf (out, "%s:", path->schema->urn);
  g_string_append (out, path->name);
  if (path->filter != NULL)
    {
      filter = shape ? scim_filter_to_shape (path->filter) : scim_filter_to_string (path->filter);
      g_string_append_printf (out, "[%s]", filter);
    }
  if (path->sub_name != NULL)
    g_string_append_printf (out, ".%s", path->sub_name);
}

char *
scim_path_to_string (const ScimPath *path)
{
  GString *out;

  g_return_val_if_fail (path != NULL, NULL);

  out = g_string_new (NULL);
  append_path (out, path, FALSE);
  return g_string_free (out, FALSE);
}

char *
scim_path_to_shape (const ScimPath *path)
{
  GString *out;

  g_return_val_if_fail (path != NULL, NULL);

  out = g_string_new (NULL);
  append_path (out, path, TRUE);
  return g_string_free (out, FALSE);
}

gboolean
scim_path_is (const ScimPath *path,
              const char     *attribute,
              const char     *sub)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (attribute != NULL, FALSE);

  if (path->name == NULL || g_ascii_strcasecmp (path->name, attribute) != 0)
    return FALSE;
  if (sub == NULL || path->sub_name == NULL)
    return sub == NULL && path->sub_name == NULL;
  return g_ascii_strcasecmp (path->sub_name, sub) == 0;
}
