/* SPDX-License-Identifier: GPL-3.0-or-later */

/* json-glib takes more than JSON (`var x = {…}`), so a body must begin with a brace; its error
 * messages quote what they stumbled over, which may be a password, so they are not passed on. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-document.h"

#include "base/base-json-check.h"
#include "base/base-json-keys.h"
#include "directory/directory-context.h"
#include "directory/directory-limits.h"
#include "scim/scim-error.h"

/* Finds the member @name; @node is NULL if it isn't there or null. Anything but a value of @type is
 * an error that says @wanted. */
static gboolean
find_value (JsonObject  *document,
            const char  *name,
            GType        type,
            const char  *wanted,
            JsonNode   **node,
            GError     **error)
{
  *node = json_object_get_member (document, name);
  if (*node == NULL || JSON_NODE_HOLDS_NULL (*node))
    {
      *node = NULL;
      return TRUE;
    }
  if (JSON_NODE_HOLDS_VALUE (*node) && json_node_get_value_type (*node) == type)
    return TRUE;
  g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE, "%s must be %s", name, wanted);
  return FALSE;
}

JsonObject *
directory_document_parse (DirectoryExchange  *exchange,
                          GError            **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) broken = NULL;
  const char *text;
  gsize length = 0;
  gsize start = 0;

  g_return_val_if_fail (exchange != NULL, NULL);

  text =
      exchange->request->body != NULL ? g_bytes_get_data (exchange->request->body, &length) : NULL;
  while (start < length && g_ascii_isspace (text[start]))
    start++;
  if (start == length || text[start] != '{')
    {
      g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX,
                           "The body must be a JSON object");
      return NULL;
    }
  if (!base_json_check (text, length, exchange->context->limits->json_depth, &broken) ||
      !base_json_check_keys (text, length, &broken))
    {
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX,
                   "The body is not acceptable JSON: %s", broken->message);
      return NULL;
    }

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, (gssize)length, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX,
                   "The body is not JSON: see line %u", json_parser_get_current_line (parser));
      return NULL;
    }
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

gboolean
directory_document_get_text (JsonObject  *document,
                             const char  *name,
                             const char **text,
                             GError     **error)
{
  JsonNode *node;

  if (!find_value (document, name, G_TYPE_STRING, "a string", &node, error))
    return FALSE;
  *text = node != NULL ? json_node_get_string (node) : NULL;
  return TRUE;
}

gboolean
directory_document_get_int (JsonObject  *document,
                            const char  *name,
                            gint64       fallback,
                            gint64      *number,
                            GError     **error)
{
  JsonNode *node;

  if (!find_value (document, name, G_TYPE_INT64, "a whole number", &node, error))
    return FALSE;
  *number = node != NULL ? json_node_get_int (node) : fallback;
  return TRUE;
}

gboolean
directory_document_get_boolean (JsonObject  *document,
                                const char  *name,
                                gboolean     fallback,
                                gboolean    *value,
                                GError     **error)
{
  JsonNode *node;

  if (!find_value (document, name, G_TYPE_BOOLEAN, "true or false", &node, error))
    return FALSE;
  *value = node != NULL ? json_node_get_boolean (node) : fallback;
  return TRUE;
}
