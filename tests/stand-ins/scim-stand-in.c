/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything is computed from the request and the habits; nothing is kept but two counters. */

#include "config.h"

#include "scim-stand-in.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "test-server.h"

#define LIST "urn:ietf:params:scim:api:messages:2.0:ListResponse"
#define ERROR "urn:ietf:params:scim:api:messages:2.0:Error"
#define CORE "urn:ietf:params:scim:schemas:core:2.0:"

struct _ScimStandIn
{
  StandInHabits habits;
  TestServer *server;
  guint lists;
  char *user_agent;
};

static void
answer (ScimStandIn       *self,
        SoupServerMessage *message,
        guint              status,
        char              *body)
{
  const char *type =
      self->habits.content_type != NULL ? self->habits.content_type : "application/scim+json";

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_TAKE, body, strlen (body));
}

static void
refuse (ScimStandIn       *self,
        SoupServerMessage *message,
        guint              status,
        const char        *detail)
{
  if (self->habits.retry_after != NULL)
    soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After",
                                 self->habits.retry_after);
  answer (self, message, status,
          g_strdup_printf ("{\"schemas\":[\"" ERROR "\"],\"status\":\"%u\",\"detail\":\"%s\"}",
                           status, detail));
}

static void
append_location (ScimStandIn *self,
                 GString     *out,
                 const char  *path,
                 guint        n)
{
  g_string_append_printf (out, "\"meta\":{\"location\":\"%s/%s%u\"}",
                          self->habits.relative_location ? "" : test_server_get_url (self->server),
                          path, n);
}

static void
append_user (ScimStandIn *self,
             GString     *out,
             guint        n)
{
  g_string_append_printf (out,
                          "{\"schemas\":[\"%s\"],\"id\":\"u%u\",\"userName\":\"user%u@x.example\","
                          "\"active\":%s,",
                          self->habits.old_schema ? "urn:scim:schemas:core:1.0" : CORE "User", n, n,
                          n % 10 == 0 ? "false" : "true");
  append_location (self, out, "Users/u", n);
  g_string_append_c (out, '}');
}

/* Group n holds the first n users. */
static void
append_group (ScimStandIn *self,
              GString     *out,
              guint        n,
              gboolean     with_members)
{
  g_string_append_printf (out, "{\"schemas\":[\"%s\"],\"id\":\"g%u\",\"displayName\":\"Group %u\",",
                          self->habits.old_schema ? "urn:scim:schemas:core:1.0" : CORE "Group", n,
                          n);
  if (with_members)
    {
      g_string_append (out, "\"members\":[");
      for (guint i = 1; i <= MIN (n, self->habits.users); i++)
        g_string_append_printf (out, "%s{\"value\":\"u%u\"}", i > 1 ? "," : "", i);
      g_string_append (out, "],");
    }
  append_location (self, out, "Groups/g", n);
  g_string_append_c (out, '}');
}

static guint
get_number (GHashTable *query,
            const char *name,
            guint       otherwise)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL && *text != '\0' ? (guint)g_ascii_strtoull (text, NULL, 10) : otherwise;
}

/* Which of @all are on the page: from @first, from 1, up to and without @end. */
static void
find_page (ScimStandIn *self,
           GHashTable  *query,
           guint        all,
           guint       *first,
           guint       *end)
{
  const StandInHabits *habits = &self->habits;
  guint count = get_number (query, "count", G_MAXINT);

  *first = get_number (query, habits->cursor ? "cursor" : "startIndex", 1);
  if (habits->ignores_index && (query == NULL || !g_hash_table_contains (query, "search")))
    *first = 1;
  if (habits->overlap > 0 && *first > habits->overlap)
    *first -= habits->overlap;
  if (habits->ignores_count)
    count = G_MAXINT;
  if (habits->cap > 0)
    count = MIN (count, habits->cap);
  *end = *first > all ? *first : MIN (all + 1, *first + count);
}

static void
append_head (ScimStandIn *self,
             GString     *out,
             guint        all,
             guint        first,
             guint        end)
{
  const StandInHabits *habits = &self->habits;
  int total = habits->total_is_page ? (int)(end - first) : MAX (0, (int)all + habits->total_offset);

  g_string_append_printf (out, "{\"schemas\":[\"%s\"],",
                          habits->old_schema ? "urn:scim:schemas:core:1.0" : LIST);
  if (habits->endless_cursor)
    g_string_append_printf (out, "\"nextCursor\":\"c%u\",", self->lists);
  else if (habits->cursor && end <= all)
    g_string_append_printf (out, "\"nextCursor\":\"%u\",", end);
  if (!habits->no_total && !habits->cursor)
    g_string_append_printf (out,
                            habits->text_total ? "\"totalResults\":\"%d\","
                                               : "\"totalResults\":%d,",
                            total);
  g_string_append_printf (out, "\"startIndex\":%u,\"itemsPerPage\":%u,", first, end - first);
}

static char *
make_list (ScimStandIn *self,
           GHashTable  *query,
           gboolean     groups,
           gboolean    *beyond)
{
  guint all = groups ? self->habits.groups : self->habits.users;
  GString *out = g_string_new (NULL);
  guint first;
  guint end;

  find_page (self, query, all, &first, &end);
  *beyond = first > all && first > 1;
  append_head (self, out, all, first, end);
  g_string_append (out, self->habits.lowercase ? "\"resources\":[" : "\"Resources\":[");
  for (guint n = first; n < end; n++)
    {
      if (n > first)
        g_string_append_c (out, ',');
      if (groups)
        append_group (self, out, n, !self->habits.members_left_out);
      else
        append_user (self, out, n);
    }
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}

/* A body longer than anybody may take, made of blanks. */
static void
answer_endless (SoupServerMessage *message)
{
  gsize length = 300 * 1024 * 1024;
  char *body = g_malloc (length);

  memset (body, ' ', length);
  body[0] = '{';
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/scim+json", SOUP_MEMORY_TAKE, body,
                                    length);
}

static void
answer_list (ScimStandIn       *self,
             SoupServerMessage *message,
             GHashTable        *query,
             gboolean           groups)
{
  const StandInHabits *habits = &self->habits;
  gboolean first = self->lists++ == 0;
  g_autofree char *list = NULL;
  gboolean beyond;

  if (habits->status != 0 || (first && habits->first_status != 0))
    return refuse (self, message, habits->status != 0 ? habits->status : habits->first_status,
                   "as you like it");
  if (groups && habits->no_groups)
    return refuse (self, message, 404, "no groups here");
  if (habits->refuses_count_above > 0 &&
      get_number (query, "count", 0) > habits->refuses_count_above)
    return refuse (self, message, 400, "count too big");
  if (first && habits->error_with_success)
    return answer (self, message, 200, g_strdup ("{\"error\":\"try again\"}"));
  if (habits->page != NULL)
    return answer (self, message, 200, g_strdup (habits->page));
  if (habits->endless)
    return answer_endless (message);

  list = make_list (self, query, groups, &beyond);
  if (beyond && habits->refuses_beyond)
    return refuse (self, message, 400, "Start index too big");
  if (habits->cut)
    list[strlen (list) / 2] = '\0';
  answer (self, message, 200, g_strdup (list));
}

static void
answer_config (ScimStandIn       *self,
               SoupServerMessage *message)
{
  if (self->habits.pagination == NULL)
    refuse (self, message, 404, "not here");
  else
    answer (self, message, 200,
            g_strdup_printf ("{\"patch\":{\"supported\":true},\"pagination\":%s}",
                             self->habits.pagination));
}

static void
answer_schemas (ScimStandIn       *self,
                SoupServerMessage *message)
{
  if (!self->habits.schemas)
    {
      refuse (self, message, 404, "not here");
      return;
    }
  answer (self, message, 200,
          g_strdup ("{\"totalResults\":3,\"Resources\":["
                    "{\"id\":\"urn:ietf:params:scim:schemas:core:2.0:user\",\"attributes\":["
                    "  {\"name\":\"username\"},{\"name\":\"emails\",\"multiValued\":true,"
                    "   \"subAttributes\":[{\"name\":\"value\"},{\"name\":\"type\"}]}]},"
                    "{\"id\":\"urn:x:ext:1.0:User\",\"attributes\":[{\"name\":\"badge\"}]},"
                    "{\"id\":\"urn:ietf:params:scim:schemas:core:2.0:Group\",\"attributes\":["
                    "  {\"name\":\"displayName\"}]}]}"));
}

static void
answer_group (ScimStandIn       *self,
              SoupServerMessage *message,
              guint              n)
{
  GString *out = g_string_new (NULL);

  append_group (self, out, n, TRUE);
  answer (self, message, 200, g_string_free (out, FALSE));
}

static gboolean
is_allowed (ScimStandIn       *self,
            SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *given = soup_message_headers_get_one (headers, "Authorization");
  g_autofree char *wanted = NULL;

  g_free (self->user_agent);
  self->user_agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  if (self->habits.key == NULL)
    return TRUE;
  wanted = g_strconcat ("Bearer ", self->habits.key, NULL);
  return g_strcmp0 (given, wanted) == 0;
}

/* A search request as the query that it stands for. */
static GHashTable *
read_search (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (JsonNode) node = json_from_string (body->data, NULL);
  JsonObject *request = node != NULL ? json_node_get_object (node) : NULL;
  GHashTable *query = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_assert_nonnull (request);
  g_hash_table_insert (query, (char *)"search", g_strdup (""));
  g_hash_table_insert (query, (char *)"startIndex",
                       g_strdup_printf ("%" G_GINT64_FORMAT,
                                        json_object_get_int_member (request, "startIndex")));
  g_hash_table_insert (query, (char *)"count",
                       g_strdup_printf ("%" G_GINT64_FORMAT,
                                        json_object_get_int_member (request, "count")));
  return query;
}

static void
answer_search (ScimStandIn       *self,
               SoupServerMessage *message,
               gboolean           groups)
{
  g_autoptr (GHashTable) query = NULL;

  if (!self->habits.searches || g_strcmp0 (soup_server_message_get_method (message), "POST") != 0)
    {
      refuse (self, message, 404, "no searching here");
      return;
    }
  query = read_search (message);
  answer_list (self, message, query, groups);
}

static void
handle (SoupServerMessage *message,
        const char        *path,
        gpointer           user_data)
{
  ScimStandIn *self = user_data;
  const char *query_text = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (GHashTable) query = query_text != NULL ? soup_form_decode (query_text) : NULL;

  if (!is_allowed (self, message))
    refuse (self, message, 401, "unknown key");
  else if (g_str_has_suffix (path, "/ServiceProviderConfig"))
    answer_config (self, message);
  else if (g_str_has_suffix (path, "/Schemas"))
    answer_schemas (self, message);
  else if (g_str_has_suffix (path, "/.search"))
    answer_search (self, message, g_str_has_suffix (path, "/Groups/.search"));
  else if (g_str_has_suffix (path, "/Users"))
    answer_list (self, message, query, FALSE);
  else if (g_str_has_suffix (path, "/Groups"))
    answer_list (self, message, query, TRUE);
  else if (strstr (path, "/Groups/g") != NULL)
    answer_group (self, message, (guint)g_ascii_strtoull (strrchr (path, 'g') + 1, NULL, 10));
  else
    refuse (self, message, 404, "nothing here");
}

ScimStandIn *
scim_stand_in_new (const StandInHabits *habits)
{
  ScimStandIn *self = g_new0 (ScimStandIn, 1);

  self->habits = *habits;
  self->server = test_server_new (handle, self, NULL, NULL);
  return self;
}

void
scim_stand_in_free (ScimStandIn *self)
{
  test_server_free (self->server);
  g_free (self->user_agent);
  g_free (self);
}

const char *
scim_stand_in_get_url (ScimStandIn *self)
{
  return test_server_get_url (self->server);
}

guint
scim_stand_in_get_lists (ScimStandIn *self)
{
  return self->lists;
}

const char *
scim_stand_in_get_user_agent (ScimStandIn *self)
{
  return self->user_agent;
}
