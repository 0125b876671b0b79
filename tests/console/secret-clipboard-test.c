/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A key in the clipboard of a real display, looked at from outside by xclip. */

#include "config.h"

#include "console/rollcall-secret-clipboard.h"

#include <adwaita.h>

#include "console/rollcall-secret-label.h"
#include "console/rollcall-secret-provider.h"

#define KEY "rcd_0123456789012345678901234567890123456789abc1b2c3d"
#define WAIT_SECONDS 15

typedef struct
{
  GtkWidget *window;
  GdkClipboard *clipboard;
  RollcallSecretClipboard *keys;
} Fixture;

static gboolean
ring_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

#define wait_until(condition)                                          \
  G_STMT_START                                                         \
  {                                                                    \
    gboolean late = FALSE;                                             \
    guint bell = g_timeout_add_seconds (WAIT_SECONDS, ring_cb, &late); \
                                                                       \
    while (!late && !(condition))                                      \
      g_main_context_iteration (NULL, TRUE);                           \
    if (!late)                                                         \
      g_source_remove (bell);                                          \
    g_assert_true (condition);                                         \
  }                                                                    \
  G_STMT_END

static void
let_pass (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, ring_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

/* (transfer full) (nullable): what a program pastes, while we answer; %NULL if it gets nothing */
static char *
paste (const char *selection,
       const char *target)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                        "xclip", "-selection", selection, "-out", "-target", target, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, done_cb, &result);
  wait_until (result != NULL);
  g_subprocess_communicate_utf8_finish (process, result, &text, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_clear_pointer (&text, g_free);
  return text;
}

static void
assert_pastes (const char *wanted)
{
  g_autofree char *found = paste ("clipboard", "UTF8_STRING");

  g_assert_cmpstr (found, ==, wanted);
}

/* Another program copies something. */
static void
copy_elsewhere (const char *text)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, "xclip", "-selection",
                              "clipboard", "-in", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, text, NULL, done_cb, &result);
  wait_until (result != NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  fixture->clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  fixture->keys = rollcall_secret_clipboard_new (fixture->clipboard);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->keys);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static char *
written (GdkContentProvider *provider,
         const char         *mime_type)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  gdk_content_provider_write_mime_type_async (provider, mime_type, stream, G_PRIORITY_DEFAULT, NULL,
                                              done_cb, &result);
  wait_until (result != NULL);
  if (!gdk_content_provider_write_mime_type_finish (provider, result, &error))
    return NULL;
  /* Nothing was written for an empty text: there is no buffer then. */
  size = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream));
  return size > 0
             ? g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), size)
             : g_strdup ("");
}

static void
test_provider (void)
{
  g_autoptr (GdkContentProvider) provider = rollcall_secret_provider_new (KEY);
  g_autoptr (GdkContentFormats) formats = gdk_content_provider_ref_formats (provider);
  g_autofree char *text = written (provider, "text/plain;charset=utf-8");
  g_autofree char *hint = written (provider, ROLLCALL_SECRET_HINT_TYPE);
  g_autofree char *picture = written (provider, "image/png");
  g_autofree char *after = NULL;
  g_autofree char *hint_after = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, ROLLCALL_SECRET_HINT_TYPE));
  g_assert_true (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING));
  g_assert_cmpstr (text, ==, KEY);
  g_assert_cmpstr (hint, ==, "secret");
  g_assert_null (picture);

  rollcall_secret_provider_wipe (ROLLCALL_SECRET_PROVIDER (provider));
  g_assert_true (rollcall_secret_provider_is_wiped (ROLLCALL_SECRET_PROVIDER (provider)));
  after = written (provider, "text/plain;charset=utf-8");
  hint_after = written (provider, ROLLCALL_SECRET_HINT_TYPE);
  g_assert_cmpstr (after, ==, "");
  g_assert_cmpstr (hint_after, ==, "secret");
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (provider, &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, "");
}

static void
test_pasted_and_cleared (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *targets = NULL;
  g_autofree char *primary = NULL;
  g_autofree char *words = NULL;
  g_autofree char *cleared = NULL;

  rollcall_secret_clipboard_copy (fixture->keys, KEY, 2);
  g_assert_cmpint (rollcall_secret_clipboard_get_state (fixture->keys), ==,
                   ROLLCALL_CLIPBOARD_COUNTING);
  words = rollcall_secret_clipboard_describe (fixture->keys);
  g_assert_cmpstr (words, ==, "The clipboard is cleared in 2 seconds");
  g_assert_cmpfloat (rollcall_secret_clipboard_get_fraction (fixture->keys), >, 0.5);

  assert_pastes (KEY);
  targets = paste ("clipboard", "TARGETS");
  /* That it is offered is all that GDK lets others see: it hands no value out for a type without a
   * slash (gdk_intern_mime_type()), neither on X nor on Wayland. */
  g_assert_nonnull (strstr (targets, ROLLCALL_SECRET_HINT_TYPE));
  primary = paste ("primary", "UTF8_STRING");
  g_assert_null (primary);

  wait_until (rollcall_secret_clipboard_get_state (fixture->keys) == ROLLCALL_CLIPBOARD_CLEARED);
  assert_pastes ("");
  /* Something is there, so that nobody puts an older copy back. */
  g_assert_nonnull (gdk_clipboard_get_content (fixture->clipboard));
  cleared = rollcall_secret_clipboard_describe (fixture->keys);
  g_assert_cmpstr (cleared, ==, "The clipboard was cleared");
}

static void
test_cleared_on_return (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *words = NULL;

  rollcall_secret_clipboard_copy (fixture->keys, KEY, 60);
  gtk_window_minimize (GTK_WINDOW (fixture->window));
  wait_until (!gtk_window_is_active (GTK_WINDOW (fixture->window)));
  rollcall_secret_clipboard_clear (fixture->keys);

  g_assert_cmpint (rollcall_secret_clipboard_get_state (fixture->keys), ==,
                   ROLLCALL_CLIPBOARD_PENDING);
  words = rollcall_secret_clipboard_describe (fixture->keys);
  g_assert_cmpstr (words, ==, "The clipboard is cleared when you come back to this window");
  g_assert_true (ROLLCALL_IS_SECRET_PROVIDER (gdk_clipboard_get_content (fixture->clipboard)));
  assert_pastes ("");

  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (rollcall_secret_clipboard_get_state (fixture->keys) == ROLLCALL_CLIPBOARD_CLEARED);
  g_assert_false (ROLLCALL_IS_SECRET_PROVIDER (gdk_clipboard_get_content (fixture->clipboard)));
  assert_pastes ("");
}

static void
test_others_copy_stays (Fixture       *fixture,
                        gconstpointer  data)
{
  rollcall_secret_clipboard_copy (fixture->keys, KEY, 2);
  copy_elsewhere ("theirs");
  wait_until (rollcall_secret_clipboard_get_state (fixture->keys) == ROLLCALL_CLIPBOARD_IDLE);
  let_pass (2500);
  rollcall_secret_clipboard_clear (fixture->keys);
  rollcall_secret_clipboard_quit (fixture->keys);
  assert_pastes ("theirs");

  rollcall_secret_clipboard_copy (fixture->keys, KEY, 60);
  gdk_clipboard_set_text (fixture->clipboard, "https://scim.example.com");
  g_assert_cmpint (rollcall_secret_clipboard_get_state (fixture->keys), ==,
                   ROLLCALL_CLIPBOARD_IDLE);
  rollcall_secret_clipboard_quit (fixture->keys);
  assert_pastes ("https://scim.example.com");
}

static void
test_lost_while_away (Fixture       *fixture,
                      gconstpointer  data)
{
  rollcall_secret_clipboard_copy (fixture->keys, KEY, 60);
  gtk_window_minimize (GTK_WINDOW (fixture->window));
  wait_until (!gtk_window_is_active (GTK_WINDOW (fixture->window)));
  rollcall_secret_clipboard_clear (fixture->keys);
  copy_elsewhere ("theirs");
  wait_until (rollcall_secret_clipboard_get_state (fixture->keys) == ROLLCALL_CLIPBOARD_IDLE);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  let_pass (300);
  assert_pastes ("theirs");
}

static void
test_quit (Fixture       *fixture,
           gconstpointer  data)
{
  rollcall_secret_clipboard_copy (fixture->keys, KEY, 60);
  gtk_window_minimize (GTK_WINDOW (fixture->window));
  wait_until (!gtk_window_is_active (GTK_WINDOW (fixture->window)));
  rollcall_secret_clipboard_quit (fixture->keys);
  g_assert_cmpint (rollcall_secret_clipboard_get_state (fixture->keys), ==,
                   ROLLCALL_CLIPBOARD_CLEARED);
  assert_pastes ("");
}

/* (nullable): the text of the first label in @widget */
static const char *
find_text (GtkWidget *widget)
{
  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (widget)));
}

static void
test_label (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *widget = g_object_new (ROLLCALL_TYPE_SECRET_LABEL, NULL);
  RollcallSecretLabel *label = ROLLCALL_SECRET_LABEL (widget);

  gtk_window_set_child (GTK_WINDOW (fixture->window), widget);
  rollcall_secret_label_set_secret (label, KEY);
  g_assert_true (g_str_has_prefix (find_text (widget), "rcd_••••"));
  g_assert_null (strstr (find_text (widget), "0123"));
  g_assert_false (gtk_label_get_selectable (GTK_LABEL (gtk_widget_get_first_child (widget))));

  rollcall_secret_label_set_revealed (label, TRUE);
  g_assert_cmpstr (find_text (widget), ==, KEY);
  g_assert_false (gtk_label_get_selectable (GTK_LABEL (gtk_widget_get_first_child (widget))));
  rollcall_secret_label_set_revealed (label, FALSE);
  g_assert_null (strstr (find_text (widget), "0123"));

  rollcall_secret_label_set_revealed (label, TRUE);
  rollcall_secret_label_set_secret (label, NULL);
  g_assert_null (strstr (find_text (widget), "0123"));
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/console/secret-provider", test_provider);
#define add(name, func) \
  g_test_add ("/console/secret-clipboard/" name, Fixture, NULL, set_up, func, tear_down)
  add ("pasted-and-cleared", test_pasted_and_cleared);
  add ("cleared-on-return", test_cleared_on_return);
  add ("others-copy-stays", test_others_copy_stays);
  add ("lost-while-away", test_lost_while_away);
  add ("quit", test_quit);
  add ("label", test_label);
#undef add
  return g_test_run ();
}
