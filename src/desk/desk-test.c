/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps with the words that a dialog shows. What a service with a preset is often given by mistake
 * is said where its key is refused. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-test.h"

#include <glib/gi18n.h>
#include <string.h>

#include "admin/admin-error.h"
#include "connection/connection-presets.h"
#include "desk/desk-key.h"
#include "desk/desk-paste.h"
#include "desk/desk-words.h"
#include "source/source-scim-test.h"

static const char scheme[] = "scim:";

/* What each step is called while it runs, when it went well, and when it failed. */
static const struct
{
  const char *running;
  const char *ok;
  const char *failed;
} titles[DESK_TEST_N_KINDS] = {
  [DESK_TEST_ADDRESS] = { N_ ("Looking for a SCIM service"), N_ ("The address is a SCIM service"),
                          N_ ("The address doesn’t answer as it should") },
  [DESK_TEST_KEY] = { N_ ("Trying the key"), N_ ("The key is accepted"),
                      N_ ("The key is not accepted") },
  [DESK_TEST_PAGE] = { N_ ("Reading one page"), N_ ("One page was read"),
                       N_ ("People and groups can’t be read") },
};

typedef struct
{
  DeskTestFunc func;
  gpointer data;
  const char *url;
  const char *key;
  DeskTestKind kind;
  DeskTrouble trouble;
} Test;

static void
tell (Test          *test,
      DeskTestState  state,
      const char    *title,
      const char    *detail,
      gint64         users,
      gint64         groups)
{
  const DeskTestStep step = { test->kind, state, title, detail, users, groups, test->trouble };

  if (test->func != NULL)
    test->func (&step, test->data);
}

static void
tell_begin (Test         *test,
            DeskTestKind  kind)
{
  test->kind = kind;
  tell (test, DESK_TEST_RUNNING, _ (titles[kind].running), NULL, -1, -1);
}

/* (transfer full): what a page said of the whole */
static char *
count_words (gint64 users,
             gint64 groups)
{
  g_autofree char *people = users >= 0 ? desk_words_count (COMPARE_USERS, users) : NULL;
  g_autofree char *many = groups >= 0 ? desk_words_count (COMPARE_GROUPS, groups) : NULL;

  if (people != NULL && many != NULL)
    return g_strdup_printf (_("One page was read: %s, %s"), people, many);
  if (people != NULL)
    return g_strdup_printf (_("One page was read: %s"), people);
  return g_strdup (_ (titles[DESK_TEST_PAGE].ok));
}

static void
step_cb (SourceScimStep           step,
         const SourceScimFinding *finding,
         gpointer                 data)
{
  static const DeskTestKind kinds[] = {
    [SOURCE_SCIM_STEP_ADDRESS] = DESK_TEST_ADDRESS,
    [SOURCE_SCIM_STEP_KEY] = DESK_TEST_KEY,
    [SOURCE_SCIM_STEP_PAGE] = DESK_TEST_PAGE,
  };
  Test *test = data;
  g_autofree char *counted = NULL;
  const char *title;

  if (finding == NULL)
    {
      tell_begin (test, kinds[step]);
      return;
    }
  title = _ (titles[test->kind].ok);
  if (test->kind == DESK_TEST_PAGE)
    title = counted = count_words (finding->users, finding->groups);
  else if (test->kind == DESK_TEST_KEY && test->key == NULL)
    title = _("No key is needed");
  tell (test, finding->odd != NULL ? DESK_TEST_WARNING : DESK_TEST_OK, title, finding->odd,
        finding->users, finding->groups);
}

/* (transfer full): the error's words, and what is often wrong with this service's key */
static char *
failure_words (Test         *test,
               const GError *why)
{
  g_autoptr (ConnectionPreset) preset = NULL;

  if (test->kind != DESK_TEST_KEY || test->url == NULL)
    return g_strdup (why->message);
  preset = connection_presets_match (test->url);
  if (preset == NULL)
    return g_strdup (why->message);
  if (preset->wrong_key_prefix != NULL && test->key != NULL &&
      g_str_has_prefix (test->key, preset->wrong_key_prefix))
    return g_strdup_printf ("%s\n%s", why->message, preset->wrong_key_words);
  if (preset->refused_words != NULL)
    return g_strdup_printf ("%s\n%s", why->message, preset->refused_words);
  return g_strdup (why->message);
}

/* Tells that the step which runs has failed, and hands on why. */
static gboolean
fail (Test          *test,
      const GError  *why,
      GError       **error)
{
  g_autofree char *words = NULL;

  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (why));
      return FALSE;
    }
  words = failure_words (test, why);
  test->trouble = desk_trouble_of (why);
  tell (test, DESK_TEST_FAILED, _ (titles[test->kind].failed), words, -1, -1);
  g_set_error_literal (error, DESK_ERROR, DESK_ERROR_TEST, words);
  return FALSE;
}

/* A key that isn't whole is told as the key's step, though nothing was sent for it. */
static gboolean
check_values (Test    *test,
              GError **error)
{
  g_autoptr (GError) why = NULL;

  if (!desk_url_check (test->url, &why))
    {
      tell_begin (test, DESK_TEST_ADDRESS);
      return fail (test, why, error);
    }
  if (test->key != NULL && !desk_key_check (test->key, &why))
    {
      tell_begin (test, DESK_TEST_KEY);
      return fail (test, why, error);
    }
  return TRUE;
}

static gboolean
test_scim (Test          *test,
           Source        *source,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GError) why = NULL;

  if (source_scim_test_steps (SOURCE_SCIM (source), step_cb, test, cancellable, &why))
    return TRUE;
  return fail (test, why, error);
}

/* A file is opened and its beginning read; what is in it shows when all of it is read. */
static gboolean
test_file (Test          *test,
           Source        *source,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GError) why = NULL;

  tell_begin (test, DESK_TEST_ADDRESS);
  if (!source_test (source, cancellable, &why))
    return fail (test, why, error);
  tell (test, DESK_TEST_OK, _("It can be read"), NULL, -1, -1);
  return TRUE;
}

gboolean
desk_test_connection (const char    *side,
                      const char    *key,
                      DeskTestFunc   func,
                      gpointer       data,
                      GCancellable  *cancellable,
                      GError       **error)
{
  Test test = { .func = func, .data = data, .key = key, .trouble = DESK_TROUBLE_OTHER };
  g_autoptr (SourceSecrets) secrets = NULL;
  g_autoptr (Source) source = NULL;

  g_return_val_if_fail (side != NULL, FALSE);

  if (g_ascii_strncasecmp (side, scheme, strlen (scheme)) == 0)
    {
      test.url = side + strlen (scheme);
      if (!check_values (&test, error))
        return FALSE;
    }
  secrets = key != NULL ? source_secrets_new_fixed (key) : NULL;
  source = source_new_for_uri (side, secrets, error);
  if (source == NULL)
    return FALSE;
  if (SOURCE_IS_SCIM (source))
    return test_scim (&test, source, cancellable, error);
  return test_file (&test, source, cancellable, error);
}
