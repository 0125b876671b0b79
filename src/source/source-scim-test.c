/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks for what the service says of itself, then for one person and one group. Services that say
 * nothing of themselves, ask for a key even there, or have no groups are all in use: that is odd
 * at most. A web page, or nothing below the address, is a wrong address, whatever the key. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include "source/source-scim-test.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-json-member.h"
#include "http/http-session.h"
#include "source/source-scim-read.h"

/* Somebody waits for it with a dialog open. */
#define TIMEOUT_SECONDS 30
#define RETRIES 1
#define LONGEST_WAIT_SECONDS 10

#define ONE_USER "/Users?startIndex=1&count=1"
#define ONE_GROUP "/Groups?startIndex=1&count=1&excludedAttributes=members"

typedef struct
{
  SourceScimRead read;
  SourceScimTestFunc func;
  gpointer data;
  HttpResponse *users;
} Test;

static void
test_clear (Test *test)
{
  g_clear_object (&test->read.session);
  g_clear_pointer (&test->users, http_response_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Test, test_clear)

static void
begin (Test           *test,
       SourceScimStep  step)
{
  test->func (step, NULL, test->data);
}

static void
tell (Test           *test,
      SourceScimStep  step,
      const char     *odd)
{
  const SourceScimFinding finding = { (char *)odd, -1, -1 };

  test->func (step, &finding, test->data);
}

static HttpResponse *
get (Test        *test,
     const char  *path,
     GError     **error)
{
  return http_session_send (test->read.session, "GET", path, NULL, NULL, test->read.cancellable,
                            error);
}

static gboolean
wants_key (HttpResponse *response)
{
  return http_response_get_status (response) == 401 || http_response_get_status (response) == 403;
}

/* (transfer full) (nullable): the object that a 2xx answer holds */
static JsonNode *
get_object (HttpResponse *response)
{
  g_autoptr (JsonNode) node = NULL;

  if (http_response_get_status (response) / 100 != 2)
    return NULL;
  node = http_response_get_json (response, NULL);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

/* Whether @response is a service's word about itself (RFC 7643 §5). */
static gboolean
is_discovery (HttpResponse *response)
{
  static const char *const members[] = { "patch", "filter", "authenticationSchemes", "bulk" };
  g_autoptr (JsonNode) node = get_object (response);

  for (guint i = 0; node != NULL && i < G_N_ELEMENTS (members); i++)
    if (base_json_find (json_node_get_object (node), members[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_old (HttpResponse *response)
{
  gsize length;
  const char *text = g_bytes_get_data (http_response_get_body (response), &length);

  return text != NULL && g_strstr_len (text, (gssize)length, "urn:scim:schemas:core:1.0") != NULL;
}

/* Whether @response is a list of SCIM, in whatever spelling. */
static gboolean
is_list (HttpResponse *response)
{
  g_autoptr (JsonNode) node = get_object (response);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;

  return object != NULL && (base_json_find (object, "totalResults") != NULL ||
                            base_json_find (object, "Resources") != NULL ||
                            base_json_find (object, "schemas") != NULL);
}

static gboolean
refuse_address (HttpResponse  *response,
                GError       **error)
{
  gsize length;
  const char *body = g_bytes_get_data (http_response_get_body (response), &length);
  const char *type = http_response_get_header (response, "Content-Type");
  guint status = http_response_get_status (response);

  while (length > 0 && g_ascii_isspace (*body))
    {
      body++;
      length--;
    }
  if ((type != NULL && g_str_has_prefix (type, "text/html")) || (length > 0 && *body == '<'))
    g_set_error_literal (error, SOURCE_ERROR, SOURCE_ERROR_BAD_ANSWER,
                         _("This is a web page, not a SCIM service."));
  else if (status == 404)
    g_set_error_literal (error, SOURCE_ERROR, SOURCE_ERROR_BAD_ANSWER,
                         _("A server answers, but there is no SCIM service at this address: look "
                           "at the end of the base URL."));
  else if (status / 100 != 2)
    http_response_check (response, _("asking for one person"), error);
  else
    g_set_error_literal (error, SOURCE_ERROR, SOURCE_ERROR_BAD_ANSWER,
                         _("Something answers, but not as a SCIM service does."));
  return FALSE;
}

static gboolean
test_address (Test    *test,
              GError **error)
{
  g_autoptr (HttpResponse) about = NULL;

  begin (test, SOURCE_SCIM_STEP_ADDRESS);
  about = get (test, "/ServiceProviderConfig", error);
  if (about == NULL)
    return FALSE;
  if (is_discovery (about))
    {
      tell (test, SOURCE_SCIM_STEP_ADDRESS,
            is_old (about) ? _("It speaks an old version of SCIM, 1.1; much may be missing.")
                           : NULL);
      return TRUE;
    }

  test->users = get (test, ONE_USER, error);
  if (test->users == NULL)
    return FALSE;
  if (!wants_key (test->users) && !is_list (test->users))
    return refuse_address (test->users, error);
  /* A key that isn't taken there isn't taken anywhere: then nothing is odd yet. */
  tell (test, SOURCE_SCIM_STEP_ADDRESS,
        wants_key (about) && wants_key (test->users)
            ? NULL
            : _("It doesn’t say what it can do, so Rollcall tries."));
  return TRUE;
}

static gboolean
test_key (Test    *test,
          GError **error)
{
  begin (test, SOURCE_SCIM_STEP_KEY);
  if (test->users == NULL)
    test->users = get (test, ONE_USER, error);
  if (test->users == NULL || !http_response_check (test->users, _("reading one person"), error))
    return FALSE;
  if (!is_list (test->users))
    return refuse_address (test->users, error);
  tell (test, SOURCE_SCIM_STEP_KEY,
        test->read.has_key ? NULL : _("It answers without any key, to everybody."));
  return TRUE;
}

static gint64
get_total (HttpResponse *response)
{
  g_autoptr (JsonNode) node = get_object (response);
  JsonNode *total =
      node != NULL ? base_json_find (json_node_get_object (node), "totalResults") : NULL;

  return total != NULL && json_node_get_value_type (total) == G_TYPE_INT64
             ? json_node_get_int (total)
             : -1;
}

static gboolean
test_page (Test    *test,
           GError **error)
{
  SourceScimFinding finding = { NULL, -1, -1 };
  g_autoptr (HttpResponse) groups = NULL;

  begin (test, SOURCE_SCIM_STEP_PAGE);
  finding.users = get_total (test->users);
  groups = get (test, ONE_GROUP, error);
  if (groups == NULL)
    return FALSE;
  if (is_list (groups))
    finding.groups = get_total (groups);
  else if (http_response_get_status (groups) / 100 == 5)
    return http_response_check (groups, _("reading one group"), error);
  else
    finding.odd = (char *)_("It shows no groups, so memberships can’t be compared.");
  if (finding.odd == NULL && finding.users < 0)
    finding.odd = (char *)_("It doesn’t say how many people there are; they are counted when they "
                            "are read.");
  test->func (SOURCE_SCIM_STEP_PAGE, &finding, test->data);
  return TRUE;
}

gboolean
source_scim_test_steps (SourceScim          *self,
                        SourceScimTestFunc   func,
                        gpointer             data,
                        GCancellable        *cancellable,
                        GError             **error)
{
  g_auto (Test) test = { .func = func, .data = data };

  g_return_val_if_fail (SOURCE_IS_SCIM (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  if (!source_scim_open (self, &test.read, cancellable, error))
    return FALSE;
  http_session_set_timeout (test.read.session, TIMEOUT_SECONDS);
  http_session_set_retries (test.read.session, RETRIES, LONGEST_WAIT_SECONDS);
  return test_address (&test, error) && test_key (&test, error) && test_page (&test, error);
}
