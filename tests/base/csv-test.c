/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CSV of every tool we know of, broken CSV with its line and column, and the way back. */

#include "config.h"

#include <string.h>

#include "base/base-csv.h"
#include "base/base-error.h"

/* Reads @length bytes to the end: rows as `[a|b][c]`, or what went wrong. */
static char *
read_all (const char *data,
          gsize       length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseCsvReader) reader = base_csv_reader_new (bytes, &error);
  GString *out = g_string_new (NULL);
  GPtrArray *fields;

  while (reader != NULL && base_csv_reader_next (reader, &fields, &error) && fields != NULL)
    {
      g_string_append_c (out, '[');
      for (guint i = 0; i < fields->len; i++)
        g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", (char *)fields->pdata[i]);
      g_string_append_c (out, ']');
    }
  if (error != NULL)
    g_string_append_printf (out, "%d: %s", error->code, error->message);
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *text;
  const char *rows;
} Reading;

static const Reading readings[] = {
  { "", "" },
  { "a", "[a]" },
  { "a,b\r\nc,d\r\n", "[a|b][c|d]" },
  { "a,b\nc,d", "[a|b][c|d]" },
  { "a,b\rc,d\r", "[a|b][c|d]" },
  { "\n\r\n\na,b\n\n\nc,d\n\n", "[a|b][c|d]" },
  { "a;b\nc,c;d", "[a|b][c,c|d]" },
  { "a\tb;b,b\tc\nd\te\tf", "[a|b;b,b|c][d|e|f]" },
  { "\"a;b;c\",d\n1,2", "[a;b;c|d][1|2]" },
  { "sep=;\na,b;c\n", "[a,b|c]" },
  { "sep=;", "" },
  { "sep=x\n", "[sep=x]" },
  { "a,,b,\n,", "[a||b|][|]" },
  { "\"\"\n", "[]" },
  { "\"a \"\"quote\"\"\",\"line\r\nend\"\n", "[a \"quote\"|line\r\nend]" },
  { " a , b \n", "[ a | b ]" },
  { "\xef\xbb\xbfuserName,active\n", "[userName|active]" },
  { "'=1+1,'+49 30,''-x,'plain,O'Brien,'", "[=1+1|+49 30|'-x|'plain|O'Brien|']" },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autofree char *rows = read_all (readings[i].text, strlen (readings[i].text));

      g_assert_cmpstr (rows, ==, readings[i].rows);
    }
}

static const Reading broken[] = {
  { "a,b\n\u00e4,\"open\nand\nopen",
    "line 2, column 3: the quote that opens here is never closed" },
  { "a,b\n\u00e4\u00e4,\"x\"y\n", "line 2, column 7: something stands behind the closing quote" },
  { "a,b\r\n1,2\r\nx,5\" disk\r\n", "line 3, column 4: a quote inside a field" },
  { "a,\"two\nlines\",b\"\n", "line 2, column 9: a quote inside a field" },
  { "a, \"b, c\"", "line 1, column 4: a quote inside a field" },
};

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *rows = read_all (broken[i].text, strlen (broken[i].text));

      g_test_message ("%s", rows);
      g_assert_nonnull (strstr (rows, broken[i].rows));
    }
}

static void
test_utf16 (void)
{
  static const char *const encodings[] = { "UTF-16LE", "UTF-16BE" };
  const char *text = "userName;city\r\n\u00e4nne@example.com;\u5317\u4eac \U0001f600\r\n";

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *marked_text = g_strconcat ("\ufeff", text, NULL);
      g_autofree char *bare = NULL;
      g_autofree char *marked = NULL;
      g_autofree char *bare_rows = NULL;
      g_autofree char *marked_rows = NULL;
      g_autofree char *odd_rows = NULL;
      gsize bare_length, marked_length;

      bare = g_convert (text, -1, encodings[i], "UTF-8", NULL, &bare_length, NULL);
      marked = g_convert (marked_text, -1, encodings[i], "UTF-8", NULL, &marked_length, NULL);
      bare_rows = read_all (bare, bare_length);
      marked_rows = read_all (marked, marked_length);
      odd_rows = read_all (marked, marked_length - 1);

      g_assert_cmpstr (bare_rows,
                       ==,
                       "[userName|city][\u00e4nne@example.com|\u5317\u4eac \U0001f600]");
      g_assert_cmpstr (marked_rows, ==, bare_rows);
      g_assert_nonnull (strstr (odd_rows, "begins as UTF-16 and then breaks it"));
    }
}

/* An older encoding is refused where it shows, not guessed at. */
static void
test_windows_1252 (void)
{
  const char *text = "userName,name\r\n\u00e4@x,J\xfcrgen\r\n";
  g_autofree char *rows = read_all (text, strlen (text));
  g_autofree char *nul = read_all ("a,b\nc,\0d\n", 9);

  g_assert_nonnull (strstr (rows, "line 2, column 6: this is not UTF-8"));
  g_assert_nonnull (strstr (nul, "line 2, column 3: this is not UTF-8"));
}

static void
test_places (void)
{
  const char *text = "\na,b\n\n\u00e4,\"x\ny\",c\nd\n";
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (BaseCsvReader) reader = base_csv_reader_new (bytes, NULL);
  GPtrArray *fields;

  g_assert_true (base_csv_reader_next (reader, &fields, NULL));
  g_assert_cmpuint (base_csv_reader_get_line (reader), ==, 2);
  g_assert_cmpuint (base_csv_reader_get_column (reader, 1), ==, 3);

  g_assert_true (base_csv_reader_next (reader, &fields, NULL));
  g_assert_cmpuint (fields->len, ==, 3);
  g_assert_cmpuint (base_csv_reader_get_line (reader), ==, 4);
  g_assert_cmpuint (base_csv_reader_get_column (reader, 0), ==, 1);
  g_assert_cmpuint (base_csv_reader_get_column (reader, 1), ==, 3);
  g_assert_cmpuint (base_csv_reader_get_field_line (reader, 1), ==, 4);
  g_assert_cmpuint (base_csv_reader_get_field_line (reader, 2), ==, 5);
  g_assert_cmpuint (base_csv_reader_get_column (reader, 2), ==, 4);

  g_assert_true (base_csv_reader_next (reader, &fields, NULL));
  g_assert_cmpuint (base_csv_reader_get_line (reader), ==, 6);
  g_assert_true (base_csv_reader_next (reader, &fields, NULL));
  g_assert_null (fields);
}

static void
test_write (void)
{
  static const char *const rows[][3] = {
    { "plain", "a,b", "say \"x\"" },
    { "=1+1", "-1", "@x" },
    { "\t", "two\r\nlines", "'=quoted" },
    { "\u00e4", "a;b", "" },
  };
  g_autoptr (BaseCsvWriter) writer = base_csv_writer_new ();
  g_autofree char *text = NULL;
  g_autofree char *next = NULL;
  g_autofree char *back = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      for (guint j = 0; j < 3; j++)
        base_csv_writer_add (writer, rows[i][j]);
      base_csv_writer_end_row (writer);
    }

  text = base_csv_writer_take (writer);
  g_assert_cmpstr (text,
                   ==,
                   "plain,\"a,b\",\"say \"\"x\"\"\"\r\n'=1+1,'-1,'@x\r\n"
                   "\"'\t\",\"two\r\nlines\",''=quoted\r\n\u00e4,\"a;b\",\r\n");

  back = read_all (text, strlen (text));
  g_assert_cmpstr (back,
                   ==,
                   "[plain|a,b|say \"x\"][=1+1|-1|@x][\t|two\r\nlines|'=quoted][\u00e4|a;b|]");

  /* Taken, the writer goes on; NULL is empty, and a lone empty field is still a row. */
  base_csv_writer_add (writer, NULL);
  base_csv_writer_end_row (writer);
  next = base_csv_writer_take (writer);
  g_assert_cmpstr (next, ==, "\"\"\r\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/read", test_read);
  g_test_add_func ("/csv/broken", test_broken);
  g_test_add_func ("/csv/utf16", test_utf16);
  g_test_add_func ("/csv/windows-1252", test_windows_1252);
  g_test_add_func ("/csv/places", test_places);
  g_test_add_func ("/csv/write", test_write);
  return g_test_run ();
}
