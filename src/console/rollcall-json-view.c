/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A GtkSourceView that can't be written in. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-json-view.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "console/rollcall-window.h"

struct _RollcallJsonView
{
  AdwBin parent_instance;

  GtkLabel *caption;
  GtkSourceView *view;
};

G_DEFINE_FINAL_TYPE (RollcallJsonView, rollcall_json_view, ADW_TYPE_BIN)

static GtkSourceBuffer *
get_buffer (RollcallJsonView *self)
{
  return GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)));
}

static void
dark_cb (RollcallJsonView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  const char *name = adw_style_manager_get_dark (style) ? "Adwaita-dark" : "Adwaita";

  gtk_source_buffer_set_style_scheme (get_buffer (self),
                                      gtk_source_style_scheme_manager_get_scheme (schemes, name));
}

static void
copy_cb (RollcallJsonView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (get_buffer (self));
  RollcallWindow *window = rollcall_window_of (GTK_WIDGET (self));
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  if (window != NULL)
    rollcall_window_toast (window, _ ("Copied"));
}

static void
rollcall_json_view_class_init (RollcallJsonViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-json-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallJsonView, caption);
  gtk_widget_class_bind_template_child (widget_class, RollcallJsonView, view);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
rollcall_json_view_init (RollcallJsonView *self)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_source_buffer_set_language (get_buffer (self),
                                  gtk_source_language_manager_get_language (languages, "json"));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (dark_cb),
                           self, G_CONNECT_SWAPPED);
  dark_cb (self);
}

void
rollcall_json_view_set_text (RollcallJsonView *self, const char *caption, const char *json)
{
  GtkTextIter start;

  g_return_if_fail (ROLLCALL_IS_JSON_VIEW (self));
  g_return_if_fail (json != NULL);

  gtk_label_set_text (self->caption, caption);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (get_buffer (self)), json, -1);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (get_buffer (self)), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (get_buffer (self)), &start);
}
