/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people paste, sorted; what can't be a base URL, refused; who can call one. */

#include "config.h"

#include <string.h>

#include "base/base-key-text.h"
#include "base/base-secret.h"
#include "desk/desk-paste.h"
#include "desk/desk-reach.h"

#define URL "https://api.atlassian.com/scim/directory/1b2c"
#define KEY "ATCTT3xFfGN0abcdef1234"

static void
test_sort (void)
{
  static const struct
  {
    const char *text;
    const char *url;
    const char *key;
  } rows[] = {
    { URL, URL, NULL },
    { "  " URL "/  ", URL, NULL },
    { URL "/Users", URL, NULL },
    { URL "/ServiceProviderConfig/", URL, NULL },
    { KEY, NULL, KEY },
    { "Bearer " KEY, NULL, KEY },
    { "Authorization: Bearer " KEY "\n", NULL, KEY },
    { URL "\n" KEY, URL, KEY },
    { KEY " " URL, URL, KEY },
    { "Tenant URL: " URL "\nSecret Token: " KEY "\n", URL, KEY },
    { "SCIM base URL\n" URL "\n\nAPI key\n" KEY, URL, KEY },
    { "{\"url\": \"" URL "\", \"token\": \"" KEY "\"}", URL, KEY },
    { "BASE_URL=" URL "\nTOKEN=" KEY, URL, KEY },
    { "“" URL "”, ‘" KEY "’", URL, KEY },
    { "hunter2", NULL, "hunter2" },
    { URL " hunter2", URL, "hunter2" },
    { "xoxp-1234-5678-abcdef", NULL, "xoxp-1234-5678-abcdef" },
    { "dGhpcyBpcyBhIGtleQ12==", NULL, "dGhpcyBpcyBhIGtleQ12==" },
    /* Two that could be it: none is taken. */
    { URL " https://other.example/scim", NULL, NULL },
    { KEY " " KEY "5", NULL, NULL },
    { URL " " URL, URL, NULL },
    { "just some words here", NULL, NULL },
    { "ask ann@contoso.example for it", NULL, NULL },
    { "", NULL, NULL },
    { " \n\t", NULL, NULL },
    { "\xff\xfe", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *url = NULL;
      g_auto (BaseSecret) key = NULL;
      gboolean found = desk_paste_sort (rows[i].text, &url, &key);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (url, ==, rows[i].url);
      g_assert_cmpstr (key, ==, rows[i].key);
      g_assert_cmpint (found, ==, rows[i].url != NULL || rows[i].key != NULL);
    }
}

/* Our own keys, whole or cut, are keys wherever they stand. */
static void
test_sort_ours (void)
{
  g_auto (BaseSecret) ours = base_key_text_new (NULL);
  g_autofree char *text = g_strconcat ("Key: ", ours, "\r\nfor ann, see " URL, NULL);
  g_autofree char *cut = g_strndup (ours, 20);
  g_autofree char *url = NULL;
  g_autofree char *none = NULL;
  g_auto (BaseSecret) key = NULL;
  g_auto (BaseSecret) part = NULL;

  g_assert_true (desk_paste_sort (text, &url, &key));
  g_assert_cmpstr (url, ==, URL);
  g_assert_cmpstr (key, ==, ours);
  g_assert_true (desk_paste_sort (cut, &none, &part));
  g_assert_null (none);
  g_assert_cmpstr (part, ==, cut);
}

static void
test_tidy (void)
{
  static const char *const rows[][2] = {
    { " https://x.example/v2/ ", "https://x.example/v2" },
    { "https://x.example/v2/Users/", "https://x.example/v2" },
    { "https://x.example//", "https://x.example" },
    { "https://", "https://" },
    { " not a url / ", "not a url /" },
    { "https://x.example/Usersbase", "https://x.example/Usersbase" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *tidy = desk_url_tidy (rows[i][0]);

      g_assert_cmpstr (tidy, ==, rows[i][1]);
    }
}

static void
test_check (void)
{
  static const struct
  {
    const char *url;
    const char *words;
  } rows[] = {
    { URL, NULL },
    { "http://127.0.0.1:8642/scim", NULL },
    { "http://localhost:8642/scim", NULL },
    { "http://[::1]:8642/scim", NULL },
    { "HTTPS://x.example", NULL },
    { "", "missing" },
    { "x.example/scim", "https://" },
    { "ftp://x.example", "https://" },
    { "https://", "whole web address" },
    { "https:///scim", "whole web address" },
    { "https://ann:secret@x.example", "user name or password" },
    { "http://x.example/scim", "this computer only" },
    { "http://192.168.1.7/scim", "this computer only" },
    { "http://127.0.0.1.x.example/scim", "this computer only" },
    { "https://x.example/a b", "blanks" },
    { "https://x.example/#users", "#" },
    { "rcd_abc", "field below" },
    { "https://x.example/?key=rcd_secret", "field below" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean good = desk_url_check (rows[i].url, &error);

      g_test_message ("%s", rows[i].url);
      g_assert_cmpint (good, ==, rows[i].words == NULL);
      if (good)
        continue;
      g_assert_error (error, DESK_ERROR, DESK_ERROR_BAD_URL);
      g_assert_nonnull (strstr (error->message, rows[i].words));
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_reach (void)
{
  static const struct
  {
    const char *url;
    DeskReach reach;
  } rows[] = {
    { "http://127.0.0.1:8642/scim/directory/x", DESK_REACH_THIS_COMPUTER },
    { "http://localhost:8642", DESK_REACH_THIS_COMPUTER },
    { "https://[::1]/", DESK_REACH_THIS_COMPUTER },
    { "https://192.168.0.9/scim", DESK_REACH_THIS_NETWORK },
    { "https://10.1.2.3/scim", DESK_REACH_THIS_NETWORK },
    { "https://100.64.0.1/scim", DESK_REACH_THIS_NETWORK },
    { "https://[fd00::1]/scim", DESK_REACH_THIS_NETWORK },
    { "https://scim/", DESK_REACH_THIS_NETWORK },
    { "https://scim.contoso.local/", DESK_REACH_THIS_NETWORK },
    { "https://SCIM.Contoso.INTERNAL/", DESK_REACH_THIS_NETWORK },
    { "https://scim.contoso.com/", DESK_REACH_INTERNET },
    { "https://100.128.0.1/", DESK_REACH_INTERNET },
    { "http://scim.contoso.com/", DESK_REACH_THIS_NETWORK },
    { "what", DESK_REACH_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (desk_reach_of_url (rows[i].url), ==, rows[i].reach);
  g_assert_cmpint (desk_reach_from_text ("network"), ==, DESK_REACH_THIS_NETWORK);
  g_assert_cmpint (desk_reach_from_text (NULL), ==, DESK_REACH_UNKNOWN);
}

static void
test_reach_words (void)
{
  g_autoptr (ConnectionGuide) entra = connection_guides_find ("entra");
  g_autoptr (ConnectionGuide) keycloak = connection_guides_find ("keycloak");
  g_autofree char *computer = desk_reach_describe (DESK_REACH_THIS_COMPUTER, entra);
  g_autofree char *network = desk_reach_describe (DESK_REACH_THIS_NETWORK, entra);
  g_autofree char *own = desk_reach_describe (DESK_REACH_THIS_COMPUTER, keycloak);
  g_autofree char *anybody = desk_reach_describe (DESK_REACH_THIS_COMPUTER, NULL);
  g_autofree char *nobody = desk_reach_describe (DESK_REACH_NOBODY, entra);

  g_assert_cmpstr (computer, ==,
                   "Entra ID can’t reach this address\nIt works on this computer only. Publish "
                   "the service, or rehearse with a CSV.");
  g_assert_true (g_str_has_prefix (network, "Entra ID can’t reach this address\nIt works in this "
                                            "network only."));
  g_assert_true (g_str_has_prefix (own, "Keycloak reaches this address only from this computer\n"));
  g_assert_true (g_str_has_prefix (anybody, "An identity provider in the cloud can’t reach"));
  g_assert_nonnull (strstr (nobody, "another program") ?: strstr (nobody, "Another program"));
  g_assert_null (desk_reach_describe (DESK_REACH_INTERNET, entra));
  g_assert_null (desk_reach_describe (DESK_REACH_THIS_NETWORK, keycloak));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/desk/paste/sort", test_sort);
  g_test_add_func ("/desk/paste/sort-ours", test_sort_ours);
  g_test_add_func ("/desk/paste/tidy", test_tidy);
  g_test_add_func ("/desk/paste/check", test_check);
  g_test_add_func ("/desk/reach", test_reach);
  g_test_add_func ("/desk/reach/words", test_reach_words);
  return g_test_run ();
}
