/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A refusal's words, wherever a server put them. Each shape is a row: where the words stand in the
 * JSON, and where the name of the error does. The first row whose words are there wins, so a row
 * that says more stands before one that says less. What isn't JSON is taken as it is, HTML by its
 * title. */

#define G_LOG_DOMAIN "rollcall-http"

#include "config.h"

#include "http/http-error-shape.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/base-json-check.h"
#include "http/http-error-private.h"

#define MAX_DEPTH 32
#define MAX_BYTES (256 * 1024)

typedef struct
{
  const char *words; /* members and indexes, separated by dots */
  const char *name;  /* likewise; NULL where there is none */
} Shape;

static const Shape shapes[] = {
  { "detail", NULL },                                  /* SCIM 2.0, RFC 9457, GitHub */
  { "Errors.0.description", NULL },                    /* SCIM 1.1 */
  { "error_description", "error" },                    /* OAuth, RFC 6749 §5.2 */
  { "error.message", "error.code" },                   /* Graph, Google */
  { "errorCauses.0.errorSummary", "errorCode" },       /* Okta, where a cause is given */
  { "errorSummary", "errorCode" },                     /* Okta */
  { "errors.0.detail", NULL },                         /* JSON:API */
  { "errors.0.message", NULL },                        /* GitHub, GraphQL */
  { "message", NULL },                                 /* many gateways */
  { "error", NULL },                                   /* Atlassian's gateway */
  { "errorMessage", NULL },
  { "description", NULL },
  { "title", NULL },                                   /* RFC 9457 without a detail */
};

/* The string at @path below @root, or NULL. */
static const char *
find_text (JsonNode   *root,
           const char *path)
{
  g_auto (GStrv) steps = NULL;
  JsonNode *node = root;

  if (path == NULL)
    return NULL;

  steps = g_strsplit (path, ".", -1);
  for (char **step = steps; *step != NULL && node != NULL; step++)
    {
      if (JSON_NODE_HOLDS_OBJECT (node))
        node = json_object_get_member (json_node_get_object (node), *step);
      else if (JSON_NODE_HOLDS_ARRAY (node) && g_str_equal (*step, "0") &&
               json_array_get_length (json_node_get_array (node)) > 0)
        node = json_array_get_element (json_node_get_array (node), 0);
      else
        node = NULL;
    }

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING || *json_node_get_string (node) == '\0')
    return NULL;
  return json_node_get_string (node);
}

static char *
read_json (JsonNode  *root,
           char     **scim_type)
{
  if (JSON_NODE_HOLDS_ARRAY (root) && json_array_get_length (json_node_get_array (root)) > 0)
    root = json_array_get_element (json_node_get_array (root), 0);

  if (scim_type != NULL)
    *scim_type = g_strdup (find_text (root, "scimType"));

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      const char *words = find_text (root, shapes[i].words);
      const char *name = find_text (root, shapes[i].name);

      if (words != NULL && name != NULL)
        return g_strdup_printf ("%s (%s)", words, name);
      if (words != NULL)
        return g_strdup (words);
    }
  return NULL;
}

/* The title of a web page, its few entities undone. */
static char *
read_title (const char *page)
{
  static const char *const entities[][2] = {
    { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" }, { "&amp;", "&" },
  };
  const char *begin = strcasestr (page, "<title");
  const char *end;
  GString *title;

  begin = begin != NULL ? strchr (begin, '>') : NULL;
  end = begin != NULL ? strcasestr (begin, "</title") : NULL;
  if (end == NULL)
    return NULL;

  title = g_string_new_len (begin + 1, end - begin - 1);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (title, entities[i][0], entities[i][1], 0);
  return g_string_free (title, FALSE);
}

static char *
read_any (const char  *text,
          char       **scim_type)
{
  g_autoptr (JsonParser) parser = NULL;
  const char *begin = text + strspn (text, " \t\r\n");

  if (*begin == '<')
    return read_title (begin);
  if (*begin != '{' && *begin != '[')
    return g_strdup (begin);
  if (!base_json_check (begin, strlen (begin), MAX_DEPTH, NULL))
    return NULL;

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, begin, -1, NULL) ||
      json_parser_get_root (parser) == NULL)
    return NULL;
  return read_json (json_parser_get_root (parser), scim_type);
}

char *
http_error_shape_read (const char  *body,
                       gssize       length,
                       char       **scim_type)
{
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  gsize bytes;

  if (scim_type != NULL)
    *scim_type = NULL;
  if (body == NULL)
    return NULL;

  bytes = length >= 0 ? (gsize)length : strlen (body);
  if (bytes > MAX_BYTES || !g_utf8_validate_len (body, bytes, NULL))
    return NULL;

  text = g_strndup (body, bytes);
  words = read_any (text, scim_type);
  return words != NULL ? http_words_clean (words) : NULL;
}
