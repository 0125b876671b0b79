/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a terminal is given: harmless, and as wide as it is said to be. */

#include "config.h"

#include "cli/cli-secrets.h"
#include "cli/cli-text.h"

static void
test_clean (void)
{
  const struct
  {
    const char *text;
    const char *clean;
  } cases[] = {
    { "Ærlig Ünïcode 日本", "Ærlig Ünïcode 日本" },
    { "a\nb\tc", "a b c" },
    { "\033[31mred\033[0m\a", "\357\277\275[31mred\357\277\275[0m\357\277\275" },
    { "evil\342\200\256txt.exe", "evil\357\277\275txt.exe" },
    { "a\302\233b", "a\357\277\275b" },
    { "broken \377 byte", "broken \357\277\275 byte" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = cli_text_clean (cases[i].text);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
}

static void
test_width (void)
{
  g_assert_cmpuint (cli_text_width (""), ==, 0);
  g_assert_cmpuint (cli_text_width ("Zoë"), ==, 3);
  g_assert_cmpuint (cli_text_width ("Zoe\314\210"), ==, 3);
  g_assert_cmpuint (cli_text_width ("日本"), ==, 4);
}

static void
test_keys_are_told (void)
{
  g_assert_true (cli_secrets_is_key ("rcd_abcdefgh"));
  g_assert_true (cli_secrets_is_key ("--name=rcd_abcdefgh"));
  g_assert_false (cli_secrets_is_key ("rcd_abcd"));
  g_assert_false (cli_secrets_is_key ("--name"));
  g_assert_false (cli_secrets_is_key ("Acme"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/text/clean", test_clean);
  g_test_add_func ("/cli/text/width", test_width);
  g_test_add_func ("/cli/text/keys-are-told", test_keys_are_told);
  return g_test_run ();
}
