/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three steps, each a sentence and a command to copy, from a table. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-publish-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "console/rollcall-copy-button.h"

typedef struct
{
  const char *title;
  const char *text;
  const char *command; /* as it is typed; not translated */
} PublishStep;

static const PublishStep steps[] = {
  { N_ ("Run the service on a server with a public name"),
    N_ ("Behind the proxy that speaks https there already, which passes the name on to port 8642. "
        "Put your own name where the example’s is."),
    "rollcall-directory serve \\\n  --data /var/lib/rollcall-directory \\\n"
    "  --listen 127.0.0.1:8642 --behind-proxy \\\n"
    "  --public-url https://scim.example.com" },
  { N_ ("Or without a proxy"), N_ ("With a certificate that your identity provider trusts."),
    "rollcall-directory serve \\\n  --data /var/lib/rollcall-directory \\\n"
    "  --listen 0.0.0.0:443 \\\n  --public-url https://scim.example.com \\\n"
    "  --tls-certificate fullchain.pem --tls-key privkey.pem" },
  { N_ ("Make an administrator’s token there"),
    N_ ("It is printed once. With it and the service’s address, New Directory makes directories "
        "there, whose base URL your identity provider can call."),
    "rollcall-directory admin-token \\\n  --data /var/lib/rollcall-directory" },
};

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_command (const char *command)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = make_label (command, "secret");
  GtkWidget *button =
      g_object_new (ROLLCALL_TYPE_COPY_BUTTON, "compact", TRUE, "what", _("the command"), NULL);

  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  rollcall_copy_button_set_text (ROLLCALL_COPY_BUTTON (button), command);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "note");
  gtk_widget_set_margin_top (box, 6);
  return box;
}

static GtkWidget *
make_content (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 24);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      GtkWidget *step = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

      gtk_box_append (GTK_BOX (step), make_label (_ (steps[i].title), "heading"));
      gtk_box_append (GTK_BOX (step), make_label (_ (steps[i].text), NULL));
      gtk_box_append (GTK_BOX (step), make_command (steps[i].command));
      gtk_box_append (GTK_BOX (box), step);
    }
  return box;
}

void
rollcall_publish_dialog_present (GtkWindow *parent)
{
  GtkWidget *window, *box, *scroller;
  GtkEventController *keys;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), _("How to Publish"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, -1);
  gtk_widget_set_size_request (window, 340, -1);

  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 560);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), make_content ());
  gtk_widget_set_vexpand (scroller, TRUE);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), g_object_new (ADW_TYPE_HEADER_BAR, "css-classes",
                                               (const char *const[]){ "flat", NULL }, NULL));
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);

  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape,
                                                                                  0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
