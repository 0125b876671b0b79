/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Paging, order and projection are not looked at here, and a filter is refused (RFC 7644 §4). */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-discovery.h"

#include "base/base-json-writer.h"
#include "directory/directory-context.h"
#include "directory/directory-error.h"
#include "directory/directory-limits.h"
#include "scim/scim-discovery.h"
#include "scim/scim-error.h"

#define SCIM_URN_CONFIG "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"

static gboolean
refuse_filter (DirectoryExchange *exchange)
{
  if (directory_request_get_query (exchange->request, "filter") == NULL)
    return FALSE;
  directory_exchange_fail_with (exchange, SCIM_ERROR_FORBIDDEN,
                                "The discovery documents can't be filtered (RFC 7644 section 4)");
  return TRUE;
}

static void
answer (DirectoryExchange *exchange,
        char              *text)
{
  directory_answer_set_text (exchange->answer, 200, SCIM_CONTENT_TYPE, text);
}

static char *
base_url (DirectoryExchange *exchange)
{
  return directory_context_base_url (exchange->context, exchange->directory->id);
}

static void
add_support (BaseJsonWriter *json,
             const char     *name,
             gboolean        supported)
{
  base_json_writer_name (json, name);
  base_json_writer_begin_object (json);
  base_json_writer_add_boolean (json, "supported", supported);
  base_json_writer_end_object (json);
}

static void
add_bulk (BaseJsonWriter        *json,
          const DirectoryLimits *limits)
{
  base_json_writer_name (json, "bulk");
  base_json_writer_begin_object (json);
  base_json_writer_add_boolean (json, "supported", TRUE);
  base_json_writer_add_int (json, "maxOperations", limits->bulk_operations);
  base_json_writer_add_int (json, "maxPayloadSize", (gint64)limits->bulk_bytes);
  base_json_writer_end_object (json);
}

static void
add_filter (BaseJsonWriter        *json,
            const DirectoryLimits *limits)
{
  base_json_writer_name (json, "filter");
  base_json_writer_begin_object (json);
  base_json_writer_add_boolean (json, "supported", TRUE);
  base_json_writer_add_int (json, "maxResults", limits->page_max);
  base_json_writer_end_object (json);
}

/* RFC 9865 §4. Who says neither gets pages by index, as before there were cursors (§2.4). */
static void
add_paging (BaseJsonWriter        *json,
            const DirectoryLimits *limits)
{
  base_json_writer_name (json, "pagination");
  base_json_writer_begin_object (json);
  base_json_writer_add_boolean (json, "cursor", TRUE);
  base_json_writer_add_boolean (json, "index", TRUE);
  base_json_writer_add_text (json, "defaultPaginationMethod", "index");
  base_json_writer_add_int (json, "defaultPageSize", limits->page);
  base_json_writer_add_int (json, "maxPageSize", limits->page_max);
  base_json_writer_add_int (json, "cursorTimeout", limits->cursor_seconds);
  base_json_writer_end_object (json);
}

static void
add_schemes (BaseJsonWriter *json)
{
  base_json_writer_name (json, "authenticationSchemes");
  base_json_writer_begin_array (json);
  base_json_writer_begin_object (json);
  base_json_writer_add_text (json, "type", "oauthbearertoken");
  base_json_writer_add_text (json, "name", "API key");
  base_json_writer_add_text (json, "description",
                             "The directory's API key, sent as Authorization: Bearer KEY");
  base_json_writer_add_text (json, "specUri", "https://www.rfc-editor.org/info/rfc6750");
  base_json_writer_add_boolean (json, "primary", TRUE);
  base_json_writer_end_object (json);
  base_json_writer_end_array (json);
}

static void
add_meta (BaseJsonWriter *json,
          const char     *base)
{
  g_autofree char *location = g_strconcat (base, "/ServiceProviderConfig", NULL);

  base_json_writer_name (json, "meta");
  base_json_writer_begin_object (json);
  base_json_writer_add_text (json, "resourceType", "ServiceProviderConfig");
  base_json_writer_add_text (json, "location", location);
  base_json_writer_end_object (json);
}

void
directory_discovery_config (DirectoryExchange *exchange)
{
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();
  g_autofree char *base = base_url (exchange);

  if (refuse_filter (exchange))
    return;
  base_json_writer_begin_object (json);
  base_json_writer_name (json, "schemas");
  base_json_writer_begin_array (json);
  base_json_writer_text (json, SCIM_URN_CONFIG);
  base_json_writer_end_array (json);
  add_support (json, "patch", TRUE);
  add_bulk (json, exchange->context->limits);
  add_filter (json, exchange->context->limits);
  add_support (json, "changePassword", FALSE);
  add_support (json, "sort", TRUE);
  add_support (json, "etag", TRUE);
  add_paging (json, exchange->context->limits);
  add_schemes (json);
  add_meta (json, base);
  base_json_writer_end_object (json);
  answer (exchange, base_json_writer_take (json));
}

void
directory_discovery_schemas (DirectoryExchange *exchange)
{
  g_autofree char *base = base_url (exchange);

  if (!refuse_filter (exchange))
    answer (exchange, scim_discovery_schemas (base));
}

void
directory_discovery_schema (DirectoryExchange *exchange)
{
  const ScimSchema *const *schemas = scim_schema_all ();
  g_autofree char *base = base_url (exchange);

  if (refuse_filter (exchange))
    return;
  for (guint i = 0; schemas[i] != NULL; i++)
    if (g_ascii_strcasecmp (schemas[i]->urn, exchange->arguments[1]) == 0)
      {
        answer (exchange, scim_discovery_schema (schemas[i], base));
        return;
      }
  directory_exchange_fail_with (exchange, SCIM_ERROR_NOT_FOUND, "There is no schema of this name");
}

void
directory_discovery_types (DirectoryExchange *exchange)
{
  g_autofree char *base = base_url (exchange);

  if (!refuse_filter (exchange))
    answer (exchange, scim_discovery_resource_types (base));
}

void
directory_discovery_type (DirectoryExchange *exchange)
{
  const ScimResourceType *types[] = { scim_resource_type_user (), scim_resource_type_group () };
  g_autofree char *base = base_url (exchange);

  if (refuse_filter (exchange))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i]->name, exchange->arguments[1]))
      {
        answer (exchange, scim_discovery_resource_type (types[i], base));
        return;
      }
  directory_exchange_fail_with (exchange, SCIM_ERROR_NOT_FOUND,
                                "There is no resource type of this name");
}

void
directory_discovery_not_offered (DirectoryExchange *exchange)
{
  directory_exchange_fail_with (exchange, SCIM_ERROR_NOT_IMPLEMENTED,
                                "This service does not offer that; /Users, /Groups and "
                                "/ServiceProviderConfig are there");
}

void
directory_discovery_alive (DirectoryExchange *exchange)
{
  directory_answer_set_text (exchange->answer, 200, "text/plain; charset=utf-8", g_strdup ("ok\n"));
}
