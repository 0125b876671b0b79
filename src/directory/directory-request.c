/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes a request target apart. Decoding is strict where a proxy might read something else (bad
 * %XX, NUL, dot segments, ill-formed UTF-8), and lenient where clients differ harmlessly (empty
 * segments, a stray `&`, unknown parameters). */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-request.h"

#include <stdio.h>
#include <string.h>

#include "base/base-time.h"
#include "directory/directory-limits.h"
#include "scim/scim-error.h"

typedef struct
{
  const char *name;
  DirectoryMethod method;
} MethodRow;

static const MethodRow method_rows[] = {
  { "GET", DIRECTORY_METHOD_GET },         { "HEAD", DIRECTORY_METHOD_HEAD },
  { "POST", DIRECTORY_METHOD_POST },       { "PUT", DIRECTORY_METHOD_PUT },
  { "PATCH", DIRECTORY_METHOD_PATCH },     { "DELETE", DIRECTORY_METHOD_DELETE },
  { "OPTIONS", DIRECTORY_METHOD_OPTIONS },
};

/* Media types that a request may carry and that an answer may have. */
static const char *const json_types[] = { "application/scim+json", "application/json" };

static void
clear_query_pair_cb (gpointer data)
{
  DirectoryPair *pair = data;

  g_free ((char *)pair->name);
  g_free ((char *)pair->value);
}

/* (transfer full) (nullable): @text decoded, NULL if it can't be */
static char *
decode (const char *text,
        gsize       length,
        gboolean    plus_is_blank)
{
  g_autoptr (GString) out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (c == '%')
        {
          if (i + 2 >= length || !g_ascii_isxdigit (text[i + 1]) || !g_ascii_isxdigit (text[i + 2]))
            return NULL;
          c = (char)(g_ascii_xdigit_value (text[i + 1]) * 16 + g_ascii_xdigit_value (text[i + 2]));
          i += 2;
          if (c == '\0')
            return NULL;
        }
      else if (c == '+' && plus_is_blank)
        c = ' ';
      g_string_append_c (out, c);
    }

  if (!g_utf8_validate (out->str, (gssize)out->len, NULL))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
parse_path (DirectoryRequest  *self,
            const char        *path,
            gsize              length,
            GError           **error)
{
  const char *end = path + length;

  while (path < end)
    {
      const char *slash = memchr (path, '/', (gsize)(end - path));
      gsize part = (gsize)((slash != NULL ? slash : end) - path);

      if (part > 0)
        {
          g_autofree char *segment = decode (path, part, FALSE);

          if (segment == NULL || g_str_equal (segment, ".") || g_str_equal (segment, ".."))
            {
              g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_BAD_REQUEST,
                                   "The path is not well-formed: write each character that is not "
                                   "a letter or digit as %XX of its UTF-8, without dot segments");
              return FALSE;
            }
          g_ptr_array_add (self->segments, g_steal_pointer (&segment));
        }
      path += part + 1;
    }
  return TRUE;
}

static gboolean
parse_query (DirectoryRequest       *self,
             const char             *query,
             const DirectoryLimits  *limits,
             GError                **error)
{
  g_auto (GStrv) parts = g_strsplit (query, "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *equals = strchr (parts[i], '=');
      gsize length = strlen (parts[i]);
      gsize name_length = equals != NULL ? (gsize)(equals - parts[i]) : length;
      DirectoryPair pair = { 0 };

      if (length == 0)
        continue;
      if (self->query->len >= limits->query_parameters)
        {
          g_set_error (error, SCIM_ERROR, SCIM_ERROR_BAD_REQUEST,
                       "The query has more than %u parameters, which is the limit",
                       limits->query_parameters);
          return FALSE;
        }

      pair.name = decode (parts[i], name_length, TRUE);
      pair.value =
          equals != NULL ? decode (equals + 1, length - name_length - 1, TRUE) : g_strdup ("");
      if (pair.name == NULL || pair.value == NULL)
        {
          clear_query_pair_cb (&pair);
          g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_BAD_REQUEST,
                               "The query is not well-formed: write each special character as %XX "
                               "of its UTF-8");
          return FALSE;
        }
      g_array_append_val (self->query, pair);
    }
  return TRUE;
}

/* Whether the media type that @text begins with, without its parameters, is @type. */
static gboolean
is_media_type (const char *text,
               const char *type)
{
  gsize length = strlen (type);

  if (g_ascii_strncasecmp (text, type, length) != 0)
    return FALSE;
  return text[length] == '\0' || strchr ("; \t,", text[length]) != NULL;
}

static gboolean
is_refused_quality (const char *range)
{
  g_auto (GStrv) parameters = g_strsplit (range, ";", -1);

  for (guint i = 1; parameters[0] != NULL && parameters[i] != NULL; i++)
    {
      const char *parameter = g_strstrip (parameters[i]);

      if (g_ascii_strncasecmp (parameter, "q=", 2) == 0)
        return g_ascii_strtod (parameter + 2, NULL) <= 0;
    }
  return FALSE;
}

DirectoryMethod
directory_method_from_string (const char *text)
{
  g_return_val_if_fail (text != NULL, DIRECTORY_METHOD_NONE);

  for (guint i = 0; i < G_N_ELEMENTS (method_rows); i++)
    if (g_str_equal (method_rows[i].name, text))
      return method_rows[i].method;
  return DIRECTORY_METHOD_NONE;
}

char *
directory_method_list (DirectoryMethod methods)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (method_rows); i++)
    if ((methods & method_rows[i].method) != 0)
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", method_rows[i].name);
  return g_string_free (out, FALSE);
}

DirectoryRequest *
directory_request_new (const char *target)
{
  DirectoryRequest *self;

  g_return_val_if_fail (target != NULL, NULL);

  self = g_new0 (DirectoryRequest, 1);
  snprintf (self->id, sizeof self->id, "%08x%08x", g_random_int (), g_random_int ());
  self->target = g_strdup (target);
  self->segments = g_ptr_array_new_with_free_func (g_free);
  self->query = g_array_new (FALSE, FALSE, sizeof (DirectoryPair));
  g_array_set_clear_func (self->query, clear_query_pair_cb);
  self->headers = g_array_new (FALSE, FALSE, sizeof (DirectoryPair));
  self->started = g_get_monotonic_time ();
  self->time = base_time_now ();
  return self;
}

void
directory_request_free (DirectoryRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->method_text);
  g_free (self->version);
  g_free (self->target);
  g_ptr_array_unref (self->segments);
  g_array_unref (self->query);
  g_array_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->peer);
  g_free (self);
}

gboolean
directory_request_parse (DirectoryRequest       *self,
                         const DirectoryLimits  *limits,
                         GError                **error)
{
  const char *question;
  gsize length;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (limits != NULL, FALSE);

  question = strchr (self->target, '?');
  length = question != NULL ? (gsize)(question - self->target) : strlen (self->target);
  if (!parse_path (self, self->target, length, error))
    return FALSE;
  return question == NULL || parse_query (self, question + 1, limits, error);
}

const char *
directory_request_get_header (DirectoryRequest *self,
                              const char       *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->headers->len; i++)
    {
      const DirectoryPair *pair = &g_array_index (self->headers, DirectoryPair, i);

      if (g_ascii_strcasecmp (pair->name, name) == 0)
        return pair->value;
    }
  return NULL;
}

guint
directory_request_count_header (DirectoryRequest *self,
                                const char       *name)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->headers->len; i++)
    if (g_ascii_strcasecmp (g_array_index (self->headers, DirectoryPair, i).name, name) == 0)
      count++;
  return count;
}

const char *
directory_request_get_query (DirectoryRequest *self,
                             const char       *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = self->query->len; i > 0; i--)
    {
      const DirectoryPair *pair = &g_array_index (self->query, DirectoryPair, i - 1);

      if (g_ascii_strcasecmp (pair->name, name) == 0)
        return pair->value;
    }
  return NULL;
}

gboolean
directory_request_get_number (DirectoryRequest  *self,
                              const char        *name,
                              gint64             fallback,
                              gint64            *number,
                              GError           **error)
{
  const char *text;

  g_return_val_if_fail (number != NULL, FALSE);

  *number = fallback;
  text = directory_request_get_query (self, name);
  if (text == NULL || *text == '\0')
    return TRUE;
  if (g_ascii_string_to_signed (text, 10, G_MININT32, G_MAXINT64, number, NULL))
    return TRUE;
  g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE, "%s must be a whole number", name);
  return FALSE;
}

gboolean
directory_request_accepts_json (DirectoryRequest *self)
{
  g_auto (GStrv) ranges = NULL;
  const char *accept = directory_request_get_header (self, "Accept");

  if (accept == NULL || *accept == '\0')
    return TRUE;
  ranges = g_strsplit (accept, ",", -1);
  for (guint i = 0; ranges[i] != NULL; i++)
    {
      const char *range = g_strstrip (ranges[i]);

      if (is_refused_quality (range))
        continue;
      if (is_media_type (range, "*/*") || is_media_type (range, "application/*"))
        return TRUE;
      for (guint j = 0; j < G_N_ELEMENTS (json_types); j++)
        if (is_media_type (range, json_types[j]))
          return TRUE;
    }
  return FALSE;
}

gboolean
directory_request_carries_json (DirectoryRequest *self)
{
  const char *type = directory_request_get_header (self, "Content-Type");

  if (type == NULL || *type == '\0')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (json_types); i++)
    if (is_media_type (type, json_types[i]))
      return TRUE;
  return FALSE;
}
