/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of evidence. Entra names itself nowhere, but looks for a random GUID as userName or
 * displayName when Test Connection is pressed, sends ADSCIM schemas, and writes operations with a
 * capital; Okta and Google have their own User-Agents. What one request shows is remembered for its
 * key. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-recognise.h"

#include <string.h>

#include "directory/directory-context.h"

#define MEANING_TEST "test connection"
#define MEANING_NOT_FOUND "looked for, not found"

/* Okta's first requests after its integration is enabled ask for at most this many. */
#define OKTA_TEST_COUNT 2

typedef struct
{
  const char *beginning;
  const char *idp;
} AgentRow;

static const AgentRow agent_rows[] = {
  { "Okta SCIM Client", "okta" }, { "Google-Auto-Provisioning", "google" },
  { "OneLogin", "onelogin" },     { "JumpCloud", "jumpcloud" },
  { "PingOne", "ping" },          { "SailPoint", "sailpoint" },
};

/* Query flags that only one identity provider appends to the base URL. */
static const AgentRow flag_rows[] = {
  { "aadOptscim062020", "entra" },
  { "AzureAdScimPatch2017", "entra" },
};

static const AgentRow schema_rows[] = {
  { "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/", "entra" },
  { "urn:scim:schemas:extension:enterprise:2.0", "onelogin" },
};

struct _DirectoryEvidence
{
  GMutex lock;
  GHashTable *keys;
};

static void
remember (DirectoryExchange *exchange,
          const char        *idp)
{
  DirectoryEvidence *evidence = exchange->context->evidence;

  exchange->note.idp = idp;
  if (exchange->key == NULL)
    return;
  g_mutex_lock (&evidence->lock);
  g_hash_table_insert (evidence->keys, g_memdup2 (&exchange->key->seq, sizeof (gint64)),
                       (gpointer)idp);
  g_mutex_unlock (&evidence->lock);
}

static const char *
recall (DirectoryExchange *exchange)
{
  DirectoryEvidence *evidence = exchange->context->evidence;
  const char *idp;

  if (exchange->key == NULL)
    return NULL;
  g_mutex_lock (&evidence->lock);
  idp = g_hash_table_lookup (evidence->keys, &exchange->key->seq);
  g_mutex_unlock (&evidence->lock);
  return idp;
}

static gboolean
is_look_up (const ScimFilter *filter)
{
  return filter != NULL && filter->kind == SCIM_FILTER_COMPARE && filter->op == SCIM_OP_EQ &&
         filter->value_kind == SCIM_VALUE_STRING;
}

static gboolean
is_random_name (const ScimFilter *filter)
{
  return is_look_up (filter) && g_uuid_string_is_valid (filter->text) &&
         (scim_path_is (filter->path, "userName", NULL) ||
          scim_path_is (filter->path, "displayName", NULL));
}

DirectoryEvidence *
directory_evidence_new (void)
{
  DirectoryEvidence *self = g_new0 (DirectoryEvidence, 1);

  g_mutex_init (&self->lock);
  self->keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
directory_evidence_free (DirectoryEvidence *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->keys);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
directory_recognise_is_ours (DirectoryExchange *exchange)
{
  const char *agent = directory_request_get_header (exchange->request, "User-Agent");

  return agent != NULL && g_str_has_prefix (agent, "Rollcall/");
}

void
directory_recognise_request (DirectoryExchange *exchange)
{
  const char *agent;

  g_return_if_fail (exchange != NULL);

  if (exchange->key == NULL || directory_recognise_is_ours (exchange))
    return;

  agent = directory_request_get_header (exchange->request, "User-Agent");
  for (guint i = 0; agent != NULL && i < G_N_ELEMENTS (agent_rows); i++)
    if (g_str_has_prefix (agent, agent_rows[i].beginning))
      {
        exchange->note.idp = agent_rows[i].idp;
        return;
      }
  for (guint i = 0; i < G_N_ELEMENTS (flag_rows); i++)
    if (directory_request_get_query (exchange->request, flag_rows[i].beginning) != NULL)
      {
        remember (exchange, flag_rows[i].idp);
        return;
      }
  exchange->note.idp = recall (exchange);
}

void
directory_recognise_document (DirectoryExchange *exchange,
                              JsonObject        *document)
{
  JsonNode *node;

  g_return_if_fail (exchange != NULL && document != NULL);

  if (exchange->note.idp != NULL || directory_recognise_is_ours (exchange))
    return;

  node = json_object_get_member (document, "schemas");
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          const char *urn = json_node_get_string (json_array_get_element (array, i));

          for (guint j = 0; urn != NULL && j < G_N_ELEMENTS (schema_rows); j++)
            if (g_str_has_prefix (urn, schema_rows[j].beginning))
              {
                remember (exchange, schema_rows[j].idp);
                return;
              }
        }
    }

  node = json_object_get_member (document, "Operations");
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
      json_array_get_length (json_node_get_array (node)) > 0)
    {
      JsonNode *first = json_array_get_element (json_node_get_array (node), 0);
      JsonNode *op = JSON_NODE_HOLDS_OBJECT (first)
                         ? json_object_get_member (json_node_get_object (first), "op")
                         : NULL;
      const char *text = op != NULL ? json_node_get_string (op) : NULL;

      if (text != NULL && g_ascii_isupper (text[0]) && g_ascii_islower (text[1]))
        remember (exchange, "entra");
    }
}

void
directory_recognise_list (DirectoryExchange *exchange,
                          const ScimFilter  *filter,
                          gint64             count,
                          gint64             total)
{
  DirectoryNote *note = &exchange->note;

  g_return_if_fail (exchange != NULL);

  if (directory_recognise_is_ours (exchange))
    return;

  if (is_random_name (filter) && total == 0)
    {
      if (note->idp == NULL)
        remember (exchange, "entra");
      note->meaning = g_strdup (MEANING_TEST);
      note->alone = TRUE;
    }
  else if (filter != NULL && total == 0)
    {
      note->meaning = g_strdup (MEANING_NOT_FOUND);
      note->alone = TRUE;
    }
  else if (filter == NULL && count <= OKTA_TEST_COUNT && g_strcmp0 (note->idp, "okta") == 0)
    {
      note->meaning = g_strdup (MEANING_TEST);
      note->alone = TRUE;
    }
  if (note->alone && is_look_up (filter))
    note->resource_name = g_strdup (filter->text);
}
