/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The handler runs in the server's thread; the record is behind a lock. */

#include "config.h"

#include "recording-stand-in.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "test-server.h"

#define EMPTY_LIST                                                                            \
  "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":0," \
  "\"Resources\":[]}"

struct _RecordingStandIn
{
  TestServer *server;
  GMutex lock;
  GString *record;
  GArray *rules;
};

/* (nullable): the userName or displayName in a document */
static char *
find_name (const char *body)
{
  g_autoptr (JsonNode) node = json_from_string (body, NULL);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;

  if (object == NULL)
    return NULL;
  return g_strdup (json_object_get_string_member_with_default (
      object, "userName",
      json_object_get_string_member_with_default (object, "displayName", NULL)));
}

static char *
describe (SoupServerMessage *message,
          const char        *path,
          const char        *body)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autofree char *decoded = query != NULL ? g_uri_unescape_string (query, NULL) : NULL;
  g_autoptr (GRegex) guid = g_regex_new ("[0-9a-f]{8}-[0-9a-f-]{27}", 0, 0, NULL);
  g_autofree char *line = NULL;
  char *hidden;

  line = g_strdup_printf ("%s %s%s%s%s%s", soup_server_message_get_method (message), path,
                          decoded != NULL ? "?" : "", decoded != NULL ? decoded : "",
                          *body != '\0' ? " " : "", body);
  hidden = g_regex_replace_literal (guid, line, -1, 0, "GUID", 0, NULL);
  return g_strdelimit (hidden, "\"", '\'');
}

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, "application/scim+json", SOUP_MEMORY_COPY, body,
                                      strlen (body));
}

/* Lock held. */
static gboolean
answer_by_rule (RecordingStandIn  *self,
                SoupServerMessage *message,
                const char        *line)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      RecordingRule *rule = &g_array_index (self->rules, RecordingRule, i);
      g_autofree char *body = NULL;

      if (!g_str_has_prefix (line, rule->request) || rule->status == 0 ||
          (rule->holds != NULL && strstr (line, rule->holds) == NULL))
        continue;
      body = rule->answer != NULL ? g_strdelimit (g_strdup (rule->answer), "'", '"') : NULL;
      answer (message, rule->status, body);
      if (rule->times > 0 && --rule->times == 0)
        rule->status = 0;
      return TRUE;
    }
  return FALSE;
}

static void
handle_cb (SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  RecordingStandIn *self = user_data;
  g_autoptr (GBytes) bytes =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *line = describe (message, path, body);
  g_autofree char *name = NULL;
  g_autofree char *made = NULL;
  gboolean answered;

  g_mutex_lock (&self->lock);
  g_string_append_printf (self->record, "%s%s", self->record->len > 0 ? "\n" : "", line);
  answered = answer_by_rule (self, message, line);
  g_mutex_unlock (&self->lock);
  if (answered)
    return;

  if (g_str_has_prefix (line, "GET "))
    answer (message, 200, EMPTY_LIST);
  else if (g_str_has_prefix (line, "POST "))
    {
      name = find_name (body);
      if (name != NULL)
        g_strdelimit (name, "\"\\", '-');
      made = g_strdup_printf ("{\"id\":\"id-%s\"}", name);
      answer (message, 201, made);
    }
  else
    answer (message, 204, NULL);
}

RecordingStandIn *
recording_stand_in_new (const RecordingRule *rules)
{
  RecordingStandIn *self = g_new0 (RecordingStandIn, 1);

  g_mutex_init (&self->lock);
  self->record = g_string_new (NULL);
  self->rules = g_array_new (FALSE, FALSE, sizeof (RecordingRule));
  for (; rules != NULL && rules->request != NULL; rules++)
    g_array_append_vals (self->rules, rules, 1);
  self->server = test_server_new (handle_cb, self, NULL, NULL);
  return self;
}

void
recording_stand_in_free (RecordingStandIn *self)
{
  test_server_free (self->server);
  g_string_free (self->record, TRUE);
  g_array_unref (self->rules);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const char *
recording_stand_in_get_url (RecordingStandIn *self)
{
  return test_server_get_url (self->server);
}

char *
recording_stand_in_take (RecordingStandIn *self)
{
  char *record;

  g_mutex_lock (&self->lock);
  record = g_strdup (self->record->str);
  g_string_truncate (self->record, 0);
  g_mutex_unlock (&self->lock);
  return record;
}
