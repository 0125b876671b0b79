/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cursors: every place comes back as it was, for its own query and service alone, and not for
 * ever. */

#include "config.h"

#include <string.h>

#include "directory/directory-context.h"
#include "directory/directory-cursor.h"
#include "directory/directory-limits.h"
#include "scim/scim-error.h"

static void
set_up (DirectoryContext *context,
        DirectoryLimits  *limits)
{
  *limits = *directory_limits_default ();
  memset (context, 0, sizeof *context);
  context->limits = limits;
  directory_cursor_draw_key (context->cursor_key);
}

static void
assert_refused (DirectoryExchange *exchange,
                const char        *scope,
                const char        *text,
                ScimError          code)
{
  g_auto (StorePlace) place = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (directory_cursor_read (exchange, scope, text, &place, &error));
  g_assert_error (error, SCIM_ERROR, (int)code);
  g_assert_cmpint (place.kind, ==, STORE_PLACE_START);
}

static void
test_round (void)
{
  static const StorePlace places[] = {
    { STORE_PLACE_OFFSET, 100, 0, NULL },
    { STORE_PLACE_SEQ, G_MAXINT64, 0, NULL },
    { STORE_PLACE_TEXT, 7, 0, (char *)"a name of \xc3\xa4?>~ some" },
    { STORE_PLACE_TEXT, 8, 0, (char *)"" },
    { STORE_PLACE_NUMBER, 9, G_MININT64, NULL },
    { STORE_PLACE_ABSENT, 10, 0, NULL },
  };
  DirectoryContext context;
  DirectoryLimits limits;
  DirectoryExchange *exchange;

  set_up (&context, &limits);
  exchange = directory_exchange_new (&context, NULL, "/");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *text = directory_cursor_write (exchange, "scope", &places[i]);
      g_auto (StorePlace) place = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_"), ==,
                        strlen (text));
      g_assert_true (directory_cursor_read (exchange, "scope", text, &place, &error));
      g_assert_no_error (error);
      g_assert_cmpint (place.kind, ==, places[i].kind);
      g_assert_cmpint (place.seq, ==, places[i].seq);
      g_assert_cmpint (place.number, ==, places[i].number);
      g_assert_cmpstr (place.text, ==, places[i].text != NULL ? places[i].text : "");

      assert_refused (exchange, "scope2", text, SCIM_ERROR_INVALID_CURSOR);
      for (guint j = 0; text[j] != '\0' && text[j + 1] != '\0'; j++)
        {
          char kept = text[j];

          text[j] = kept == 'x' ? 'y' : 'x';
          assert_refused (exchange, "scope", text, SCIM_ERROR_INVALID_CURSOR);
          text[j] = kept;
        }
      directory_cursor_draw_key (context.cursor_key);
      assert_refused (exchange, "scope", text, SCIM_ERROR_INVALID_CURSOR);
    }
  for (const char *const *odd = (const char *const[]){ "a", "====", "\xff", "%20", "AAAA", NULL };
       *odd != NULL; odd++)
    assert_refused (exchange, "scope", *odd, SCIM_ERROR_INVALID_CURSOR);
  directory_exchange_free (exchange);
}

static void
test_expired (void)
{
  const StorePlace place = { STORE_PLACE_SEQ, 1, 0, NULL };
  DirectoryContext context;
  DirectoryLimits limits;
  DirectoryExchange *exchange;
  g_autofree char *text = NULL;

  set_up (&context, &limits);
  limits.cursor_seconds = 0;
  exchange = directory_exchange_new (&context, NULL, "/");
  text = directory_cursor_write (exchange, "scope", &place);
  g_usleep (2000);
  assert_refused (exchange, "scope", text, SCIM_ERROR_EXPIRED_CURSOR);
  directory_exchange_free (exchange);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/cursor/round", test_round);
  g_test_add_func ("/directory/cursor/expired", test_expired);
  return g_test_run ();
}
