/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The compiled guides and presets are those of data/, and say what the pages need. */

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/base-json-member.h"
#include "connection/connection-guides.h"
#include "connection/connection-presets.h"

static JsonArray *
load (const char  *name,
      JsonParser **parser)
{
  g_autofree char *path = g_build_filename (g_getenv ("SOURCE_ROOT"), "data", name, NULL);
  g_autoptr (GError) error = NULL;

  *parser = json_parser_new ();
  json_parser_load_from_file (*parser, path, &error);
  g_assert_no_error (error);
  return json_node_get_array (json_parser_get_root (*parser));
}

static void
test_guides_are_those_of_data (void)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GPtrArray) guides = connection_guides_load ();
  JsonArray *rows = load ("idp-guides.json", &parser);

  g_assert_cmpuint (guides->len, ==, json_array_get_length (rows));
  for (guint i = 0; i < guides->len; i++)
    {
      const ConnectionGuide *guide = g_ptr_array_index (guides, i);
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonArray *steps = base_json_get_array (row, "steps");
      JsonObject *evidence = json_object_get_object_member (row, "evidence");
      const struct
      {
        const char *name;
        guint step;
      } proven[] = {
        { "url", guide->evidence.url },       { "key", guide->evidence.key },
        { "test", guide->evidence.test },     { "assign", guide->evidence.assign },
        { "start", guide->evidence.start },
      };
      const struct
      {
        const char *name;
        const char *text;
      } texts[] = {
        { "id", guide->id },
        { "name", guide->name },
        { "short_name", guide->short_name },
        { "path", guide->path },
        { "url_label", guide->url_label },
        { "token_label", guide->token_label },
        { "test_button", guide->test_button },
        { "start_button", guide->start_button },
        { "counts_where", guide->counts_where },
        { "cycle", guide->cycle },
        { "first_cycle", guide->first_cycle },
        { "url_hint", guide->url_hint },
        { "note", guide->note },
      };

      for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
        g_assert_cmpstr (texts[t].text, ==, base_json_get_text (row, texts[t].name));
      g_assert_cmpint (guide->is_cloud, ==, json_object_get_boolean_member (row, "is_cloud"));
      g_assert_cmpuint (guide->n_steps, ==, json_array_get_length (steps));
      g_assert_cmpuint (guide->n_steps, >=, 4);
      for (guint s = 0; s < guide->n_steps; s++)
        g_assert_cmpstr (guide->steps[s], ==, json_array_get_string_element (steps, s));
      g_assert_null (guide->steps[guide->n_steps]);
      for (guint e = 0; e < G_N_ELEMENTS (proven); e++)
        {
          g_assert_cmpint (proven[e].step, ==,
                           json_object_get_int_member_with_default (evidence, proven[e].name, 0));
          g_assert_cmpuint (proven[e].step, <=, guide->n_steps);
        }
      g_assert_cmpuint (guide->evidence.url, >, 0);
      g_assert_cmpuint (guide->evidence.key, >, 0);
      g_assert_cmpuint (guide->evidence.start, >, 0);
      g_assert_true ((guide->evidence.test > 0) >= (guide->test_button != NULL));
      g_assert_nonnull (guide->short_name);
      g_assert_nonnull (guide->path);
    }
}

static void
test_guides_found (void)
{
  g_autoptr (ConnectionGuide) entra = connection_guides_find ("entra");
  g_autoptr (ConnectionGuide) none = connection_guides_find (NULL);
  g_autoptr (ConnectionGuide) unknown = connection_guides_find ("sailpoint");
  g_autoptr (GPtrArray) guides = connection_guides_load ();
  const ConnectionGuide *last = g_ptr_array_index (guides, guides->len - 1);
  g_autofree char *ping = connection_guides_name_of ("ping");
  g_autofree char *other = connection_guides_name_of ("sailpoint");

  g_assert_cmpstr (entra->short_name, ==, "Entra ID");
  g_assert_cmpstr (entra->url_label, ==, "Tenant URL");
  g_assert_cmpstr (entra->token_label, ==, "Secret Token");
  g_assert_true (entra->is_cloud);
  g_assert_cmpstr (last->name, ==, "Another identity provider");
  g_assert_cmpstr (none->id, ==, last->id);
  g_assert_cmpstr (unknown->id, ==, CONNECTION_GUIDE_OTHER);
  g_assert_null (none->test_button);
  g_assert_cmpstr (ping, ==, "PingOne");
  g_assert_cmpstr (other, ==, "sailpoint");
}

static void
test_presets_are_those_of_data (void)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GPtrArray) presets = connection_presets_load ();
  JsonArray *rows = load ("service-presets.json", &parser);

  g_assert_cmpuint (presets->len, ==, json_array_get_length (rows));
  for (guint i = 0; i < presets->len; i++)
    {
      const ConnectionPreset *preset = g_ptr_array_index (presets, i);
      JsonObject *row = json_array_get_object_element (rows, i);
      const struct
      {
        const char *name;
        const char *text;
      } texts[] = {
        { "id", preset->id },
        { "name", preset->name },
        { "connection_name", preset->connection_name },
        { "url_placeholder", preset->url_placeholder },
        { "url_pattern", preset->url_pattern },
        { "url_label", preset->url_label },
        { "token_label", preset->token_label },
        { "key_hint", preset->key_hint },
        { "wrong_key_prefix", preset->wrong_key_prefix },
        { "wrong_key_words", preset->wrong_key_words },
        { "refused_words", preset->refused_words },
        { "note", preset->note },
      };

      for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
        g_assert_cmpstr (texts[t].text, ==, base_json_get_text (row, texts[t].name));
      g_assert_cmpint (preset->key_lifetime_days, ==,
                       base_json_get_int (row, "key_lifetime_days", -1));
      if (preset->url_pattern != NULL)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GRegex) regex = g_regex_new (preset->url_pattern, 0, 0, &error);

          g_assert_no_error (error);
        }
    }
}

static void
test_presets_matched (void)
{
  static const struct
  {
    const char *url;
    const char *id;
  } rows[] = {
    { "https://api.atlassian.com/scim/directory/1b2c3d-4e5f", "atlassian" },
    { " https://API.atlassian.com/scim/directory/1b2c3d/ ", "atlassian" },
    { "https://api.atlassian.com/admin/v1/orgs", NULL },
    { "https://api.slack.com/scim/v2", "slack" },
    { "https://api.slack.com/scim/v1/", "slack" },
    { "https://api.github.com/scim/v2/enterprises/contoso", "github" },
    { "https://ghe.contoso.example/api/v3/scim/v2", "github" },
    { "https://scim.us-east-1.amazonaws.com/abc-123/scim/v2/", "aws" },
    { "https://gitlab.com/api/scim/v2/groups/contoso/platform", "gitlab" },
    { "https://git.contoso.example/api/scim/v2/application", "gitlab" },
    { "https://scim.contoso.example/v2", NULL },
    { "https://evil.example/?https://api.slack.com/scim/v2", NULL },
    { "", NULL },
  };
  g_autoptr (ConnectionPreset) other = connection_presets_find ("no-such");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ConnectionPreset) preset = connection_presets_match (rows[i].url);

      g_assert_cmpstr (preset != NULL ? preset->id : NULL, ==, rows[i].id);
    }
  g_assert_cmpstr (other->id, ==, CONNECTION_PRESET_OTHER);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/connection/guides/those-of-data", test_guides_are_those_of_data);
  g_test_add_func ("/connection/guides/found", test_guides_found);
  g_test_add_func ("/connection/presets/those-of-data", test_presets_are_those_of_data);
  g_test_add_func ("/connection/presets/matched", test_presets_matched);
  return g_test_run ();
}
