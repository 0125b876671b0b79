/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folding, times, redaction, secrets and the bounded buffer: the small promises about text. */

#include "config.h"

#include <locale.h>
#include <string.h>
#include <sys/resource.h>

#include "base/base-buffer.h"
#include "base/base-error.h"
#include "base/base-fold.h"
#include "base/base-redact.h"
#include "base/base-secret.h"
#include "base/base-time.h"

typedef struct
{
  const char *text;
  const char *expected;
} Pair;

static const Pair folds[] = {
  { "", "" },
  { "Barbara.JENSEN@Example.COM", "barbara.jensen@example.com" },
  { "  untrimmed ", "  untrimmed " },
  { "STRASSE", "strasse" },
  { "Straße", "strasse" },
  { "\u00c4rger", "\u00e4rger" },
  { "A\u0308rger", "\u00e4rger" },
  { "\u0130", "i\u0307" },
  { "I", "i" },
  { "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2", "\u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c3" },
  { "\u212b", "\u00e5" },
  { "bad\xff""byte", "bad\ufffd""byte" },
};

static void
check_folds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      g_autofree char *folded = base_fold (folds[i].text);
      g_autofree char *again = base_fold (folded);

      g_assert_cmpstr (folded, ==, folds[i].expected);
      g_assert_cmpstr (again, ==, folded);
    }
  g_assert_null (base_fold (NULL));
}

static void
test_fold (void)
{
  check_folds ();

  /* In Turkish, I is not the capital of i; two machines must still agree. */
  if (setlocale (LC_ALL, "tr_TR.UTF-8") != NULL)
    check_folds ();
  setlocale (LC_ALL, "C");
}

static const Pair searches[] = {
  { "Ada", "ada" },
  { "Zoë MÜLLER", "zoe muller" },
  { "Mu\u0308ller", "muller" },
  { "Straße", "strasse" },
  { "Søren Łukasz Þór Đorđe Œuvre Ægir", "soren lukasz thor dorde oeuvre aegir" },
  { "Işık İpek", "isik ipek" },
  { "O\u2019Brien\u2011Ng", "o'brien-ng" },
  { "Nguyễn", "nguyen" },
  { "\u304c\u304d", "\u304b\u3099\u304d" },
  { "한국", "한국" },
  { "bad\xff""byte", "bad\ufffd""byte" },
};

static void
test_search (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *folded = base_fold_search (searches[i].text);
      g_autofree char *again = base_fold_search (folded);
      g_autofree char *expected = g_utf8_normalize (searches[i].expected, -1, G_NORMALIZE_NFC);

      g_assert_cmpstr (folded, ==, expected);
      g_assert_cmpstr (again, ==, folded);
    }
  g_assert_null (base_fold_search (NULL));
}

static void
test_exact (void)
{
  g_autofree char *composed = base_fold_exact ("A\u0308rger");
  g_autofree char *plain = base_fold_exact ("Plain");

  g_assert_cmpstr (composed, ==, "\u00c4rger");
  g_assert_cmpstr (plain, ==, "Plain");
  g_assert_null (base_fold_exact (NULL));
}

typedef struct
{
  const char *text;
  gint64      time;
} Instant;

static const Instant instants[] = {
  { "1970-01-01T00:00:00Z", 0 },
  { "2026-11-23T20:47:47Z", G_GINT64_CONSTANT (1795466867000000) },
  { "2026-11-23T22:47:47+02:00", G_GINT64_CONSTANT (1795466867000000) },
  { "2026-11-23T15:17:47.5-05:30", G_GINT64_CONSTANT (1795466867500000) },
  { "2026-11-23t20:47:47.1234567891z", G_GINT64_CONSTANT (1795466867123456) },
  { "2000-02-29T00:00:00Z", G_GINT64_CONSTANT (951782400000000) },
  { "2016-12-31T23:59:60Z", G_GINT64_CONSTANT (1483228800000000) },
  { "1969-12-31T23:59:59.999Z", -1000 },
  { "0000-01-01T00:00:00Z", G_GINT64_CONSTANT (-62167219200000000) },
  { "9999-12-31T23:59:59.999Z", G_GINT64_CONSTANT (253402300799999000) },
};

static const char *const no_times[] = {
  "", "2026-11-23", "2026-11-23T20:47:47", "2026-11-23T20:47Z", "2026-11-23T24:00:00Z",
  "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
  "2026-11-23T20:60:00Z", "2026-11-23T20:47:61Z", "2026-11-23T20:47:47.Z",
  "2026-11-23T20:47:47+2:00",
  "2026-11-23T20:47:47+02", "2026-11-23T20:47:47+0200", "2026-11-23T20:47:47Z ",
  " 2026-11-23T20:47:47Z",
  "2026-W48-1T20:47:47Z", "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
  "2026-11-23T20:47:47+24:00",
};

static void
test_time_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 time = 1;

      g_assert_true (base_time_parse (instants[i].text, &time, &error));
      g_assert_no_error (error);
      g_assert_cmpint (time, ==, instants[i].time);
    }
  for (guint i = 0; i < G_N_ELEMENTS (no_times); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 time = 1;

      if (base_time_parse (no_times[i], &time, &error))
        g_error ("taken for a time: %s", no_times[i]);
      g_assert_error (error, BASE_ERROR, BASE_ERROR_TIME);
      g_assert_cmpint (time, ==, 1);
    }
}

static void
test_time_format (void)
{
  g_autofree char *epoch = base_time_format (0);
  g_autofree char *before = base_time_format (-1);
  g_autofree char *latest = base_time_format (G_MAXINT64);
  g_autofree char *earliest = base_time_format (G_MININT64);

  g_assert_cmpstr (epoch, ==, "1970-01-01T00:00:00.000Z");
  g_assert_cmpstr (before, ==, "1969-12-31T23:59:59.999Z");
  g_assert_cmpstr (latest, ==, "9999-12-31T23:59:59.999Z");
  g_assert_cmpstr (earliest, ==, "0000-01-01T00:00:00.000Z");

  /* Every day of 800 years, against GDateTime. */
  for (gint64 day = -146097; day < 146097; day += 1)
    {
      g_autoptr (GDateTime) known = g_date_time_new_from_unix_utc (day * 86400 + 1);
      g_autofree char *expected = g_date_time_format (known, "%Y-%m-%dT%H:%M:%S.000Z");
      g_autofree char *text = base_time_format ((day * 86400 + 1) * G_USEC_PER_SEC);
      gint64 time;

      g_assert_cmpstr (text, ==, expected);
      g_assert_true (base_time_parse (text, &time, NULL));
      g_assert_cmpint (time, ==, (day * 86400 + 1) * G_USEC_PER_SEC);
    }
}

#define KEY "rcd_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgAAAAAA"
#define TOKEN "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"

static const Pair redactions[] = {
  { "", "" },
  { "nothing to hide", "nothing to hide" },
  { "Authorization: Bearer abc.def-123", "Authorization: Bearer …" },
  { "authorization: bearer   abc, next", "authorization: bearer …, next" },
  { "SSWS 00abcDEF sent", "SSWS … sent" },
  { "Basic dXNlcjpwYXNz", "Basic …" },
  { "The Bearer token is missing", "The Bearer token is missing" },
  { "Bearer realm=\"scim\", error=\"invalid_token\"",
    "Bearer realm=\"scim\", error=\"invalid_token\"" },
  { "unknown key " KEY ".", "unknown key …." },
  { "unknown keyrcd_0123456789ABCDEF", "unknown key…" },
  { "unknown key rcd_0123456789ABCDEF", "unknown key …" },
  { "key rcd_0123 expired", "key rcd_0123 expired" },
  { "{\"token\":\"" TOKEN "\"}", "{\"token\":\"…\"}" },
  { "{\"client_secret\": \"a b, c\", \"x\":1}", "{\"client_secret\": \"…\", \"x\":1}" },
  { "grant?client_secret=abc&x=1", "grant?client_secret=…&x=1" },
  { "Der Schlüssel " KEY, "Der Schlüssel …" },
};

static void
test_redact (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (redactions); i++)
    {
      g_autofree char *redacted = base_redact (redactions[i].text);

      g_assert_cmpstr (redacted, ==, redactions[i].expected);
    }
  g_assert_null (base_redact (NULL));
}

static void
test_secret (void)
{
  g_auto (BaseSecret) secret = base_secret_dup ("hush");
  g_autofree char *long_text = g_strnfill (100000, 'x');
  char *long_secret = base_secret_dup (long_text);
  char *empty = base_secret_alloc (0);

  g_assert_cmpstr (secret, ==, "hush");
  g_assert_cmpstr (long_secret, ==, long_text);
  g_assert_cmpstr (empty, ==, "");
  g_assert_null (base_secret_dup (NULL));

  base_secret_free (empty);
  base_secret_clear (&long_secret);
  g_assert_null (long_secret);
  base_secret_clear (&long_secret);
}

/* A page that may be dumped carries no `dd` among its flags in smaps (proc(5)). */
static void
test_secret_is_not_dumped (void)
{
  g_auto (BaseSecret) secret = base_secret_dup ("hush");
  g_autofree char *smaps = NULL;
  g_autofree char *range = g_strdup_printf ("%" G_GINTPTR_MODIFIER "x-",
                                            (guintptr)secret & ~(guintptr)4095);
  const char *at, *flags, *end;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &smaps, NULL, NULL));
  at = strstr (smaps, range);
  g_assert_nonnull (at);
  flags = strstr (at, "VmFlags:");
  end = strchr (flags, '\n');
  g_assert_nonnull (g_strstr_len (flags, end - flags, " dd"));
}

static void
test_protect_process (void)
{
  struct rlimit limit;

  if (g_test_subprocess ())
    {
      base_secret_protect_process ();
      g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
      g_assert_cmpuint (limit.rlim_max, ==, 0);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_buffer (void)
{
  BaseBuffer *buffer = base_buffer_new (10000);
  g_autofree char *nine = g_strnfill (9000, 'a');
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *data;
  gsize length;

  g_assert_true (base_buffer_append (buffer, NULL, 0, &error));
  g_assert_true (base_buffer_append (buffer, nine, 9000, &error));
  g_assert_false (base_buffer_append (buffer, nine, 1001, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "10"));
  g_assert_cmpuint (base_buffer_get_length (buffer), ==, 9000);

  g_clear_error (&error);
  g_assert_true (base_buffer_append (buffer, nine, 1000, &error));
  g_assert_false (base_buffer_append (buffer, "x", 1, NULL));
  bytes = base_buffer_to_bytes (buffer);
  data = g_bytes_get_data (bytes, &length);
  g_assert_cmpuint (length, ==, 10000);
  g_assert_cmpint (data[9999], ==, 'a');
  g_assert_cmpint (data[10000], ==, '\0');
}

static void
test_buffer_empty (void)
{
  g_autoptr (BaseBuffer) dropped = base_buffer_new (5);
  g_autoptr (GBytes) bytes = base_buffer_to_bytes (base_buffer_new (0));

  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 0);
  g_assert_true (base_buffer_append (dropped, "12345", 5, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/folded", test_fold);
  g_test_add_func ("/fold/search", test_search);
  g_test_add_func ("/fold/exact", test_exact);
  g_test_add_func ("/time/parse", test_time_parse);
  g_test_add_func ("/time/format", test_time_format);
  g_test_add_func ("/redact", test_redact);
  g_test_add_func ("/secret/life", test_secret);
  g_test_add_func ("/secret/not-dumped", test_secret_is_not_dumped);
  g_test_add_func ("/secret/protect-process", test_protect_process);
  g_test_add_func ("/buffer/bound", test_buffer);
  g_test_add_func ("/buffer/empty", test_buffer_empty);
  return g_test_run ();
}
