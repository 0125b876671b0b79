/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The secret stands in locked memory here, in the label's own copy, and for its time in the
 * clipboard's; all three end with the window. The live line follows the directory's activity and
 * speaks of this key alone. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-copy-once-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-secret.h"
#include "base/base-time.h"
#include "console/rollcall-application.h"
#include "console/rollcall-arrival.h"
#include "console/rollcall-copy-button.h"
#include "console/rollcall-guide-row.h"
#include "console/rollcall-key-job.h"
#include "console/rollcall-keyring-question.h"
#include "console/rollcall-message.h"
#include "console/rollcall-publish-dialog.h"
#include "console/rollcall-ring.h"
#include "console/rollcall-secret-label.h"
#include "console/rollcall-setup-evidence.h"
#include "desk/desk-reach.h"

#define WIDTH 580
#define HIGHEST 760
/* For the line about the clipboard that comes with copying, and a shown key of two lines. */
#define SPARE 64

struct _RollcallCopyOnceDialog
{
  AdwWindow parent_instance;

  RollcallSide *side;
  char *key_id;
  char *secret;
  gint64 opened;
  GCancellable *cancellable;
  gboolean closing; /* somebody said yes to it */

  GtkWidget *header;
  GtkWidget *content;
  GtkWidget *footer;
  AdwWindowTitle *window_title;
  RollcallGuideRow *guide_row;
  GtkLabel *url_caption;
  GtkLabel *url_label;
  RollcallCopyButton *url_copy;
  GtkLabel *key_caption;
  RollcallSecretLabel *key_label;
  RollcallCopyButton *key_copy;
  GtkToggleButton *reveal;
  GtkRevealer *clock_revealer;
  GtkStack *clock_icon;
  RollcallRing *ring;
  GtkLabel *clock_label;
  GtkWidget *clear_button;
  GtkLabel *path_label;
  GtkWidget *reach_box;
  GtkLabel *reach_title;
  GtkLabel *reach_detail;
  GtkWidget *live_box;
  GtkStack *live_icon;
  GtkLabel *live_title;
  GtkLabel *live_detail;
  GtkCheckButton *keep;
  GtkCheckButton *stored;
};

G_DEFINE_FINAL_TYPE (RollcallCopyOnceDialog, rollcall_copy_once_dialog, ADW_TYPE_WINDOW)

static RollcallSecretClipboard *
get_clipboard (void)
{
  return rollcall_application_get_clipboard (rollcall_application_get ());
}

static void
set_style (GtkWidget  *widget,
           const char *style,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, style);
  else
    gtk_widget_remove_css_class (widget, style);
}

static void
update_reach (RollcallCopyOnceDialog *self,
              const ConnectionGuide  *guide)
{
  DeskReach reach = desk_reach_of_url (rollcall_side_get_base_url (self->side));
  g_autofree char *words = desk_reach_describe (reach, guide);
  char *detail = words != NULL ? strchr (words, '\n') : NULL;

  gtk_widget_set_visible (self->reach_box, words != NULL);
  if (words == NULL)
    return;
  if (detail != NULL)
    *detail++ = '\0';
  gtk_label_set_label (self->reach_title, words);
  gtk_label_set_label (self->reach_detail, detail != NULL ? detail : "");
}

static void
update_guide (RollcallCopyOnceDialog *self)
{
  const ConnectionGuide *guide = rollcall_guide_row_get_guide (self->guide_row);

  gtk_label_set_label (self->url_caption, guide->url_label);
  gtk_label_set_label (self->key_caption, guide->token_label);
  rollcall_copy_button_set_what (self->url_copy, guide->url_label);
  rollcall_copy_button_set_what (self->key_copy, guide->token_label);
  gtk_label_set_label (self->path_label, guide->path);
  update_reach (self, guide);
}

static void
update_live (RollcallCopyOnceDialog *self)
{
  static const char *const icons[] = { "waiting", "arrived", "trouble" };
  RollcallFeed *feed = rollcall_side_get_feed (self->side);
  const ConnectionGuide *guide = rollcall_guide_row_get_guide (self->guide_row);
  RollcallArrival arrival =
      rollcall_arrival_find (feed != NULL ? rollcall_feed_get_items (feed) : NULL, self->key_id,
                             self->opened, guide);

  gtk_label_set_label (self->live_title, arrival.title);
  gtk_label_set_label (self->live_detail, arrival.detail);
  gtk_stack_set_visible_child_name (self->live_icon, icons[arrival.kind]);
  set_style (self->live_box, "tint-match", arrival.kind == ROLLCALL_ARRIVAL_ARRIVED);
  set_style (self->live_box, "tint-differ", arrival.kind == ROLLCALL_ARRIVAL_TROUBLE);
  set_style (GTK_WIDGET (self->live_title), "success", arrival.kind == ROLLCALL_ARRIVAL_ARRIVED);
  set_style (GTK_WIDGET (self->live_icon), "success", arrival.kind == ROLLCALL_ARRIVAL_ARRIVED);
  set_style (GTK_WIDGET (self->live_detail), "dim-label", arrival.kind == ROLLCALL_ARRIVAL_WAITING);
  rollcall_arrival_clear (&arrival);
}

static void
clipboard_cb (RollcallCopyOnceDialog *self)
{
  static const char *const icons[] = {
    [ROLLCALL_CLIPBOARD_IDLE] = "cleared",
    [ROLLCALL_CLIPBOARD_COUNTING] = "ring",
    [ROLLCALL_CLIPBOARD_PENDING] = "pending",
    [ROLLCALL_CLIPBOARD_CLEARED] = "cleared",
  };
  RollcallSecretClipboard *clipboard = get_clipboard ();
  RollcallClipboardState state = rollcall_secret_clipboard_get_state (clipboard);
  g_autofree char *words = rollcall_secret_clipboard_describe (clipboard);

  rollcall_ring_set_fraction (self->ring, rollcall_secret_clipboard_get_fraction (clipboard));
  gtk_stack_set_visible_child_name (self->clock_icon, icons[state]);
  if (words != NULL)
    gtk_label_set_label (self->clock_label, words);
  set_style (GTK_WIDGET (self->clock_label), "dim-label", state == ROLLCALL_CLIPBOARD_CLEARED);
  gtk_widget_set_visible (self->clear_button, state == ROLLCALL_CLIPBOARD_COUNTING);
  gtk_revealer_set_reveal_child (self->clock_revealer, words != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key.clear",
                                 state == ROLLCALL_CLIPBOARD_COUNTING);
}

static void
guide_cb (RollcallCopyOnceDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->side == NULL)
    return;
  if (!rollcall_guide_row_save (self->guide_row, self->side, &error))
    rollcall_message_show (GTK_WINDOW (self), _("The choice can’t be saved"), error->message);
  update_guide (self);
  update_live (self);
}

static void
reveal_cb (RollcallCopyOnceDialog *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->reveal);
  const char *words = shown ? _("Hide the Key") : _("Show the Key");

  gtk_button_set_icon_name (GTK_BUTTON (self->reveal),
                            shown ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reveal), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reveal), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
copy_key_cb (RollcallCopyOnceDialog *self)
{
  GSettings *settings = rollcall_application_get_settings (rollcall_application_get ());

  rollcall_secret_clipboard_copy (get_clipboard (), self->secret,
                                  g_settings_get_uint (settings, "clipboard-seconds"));
  rollcall_copy_button_tick (self->key_copy);
  rollcall_setup_evidence_note_copied (self->side, ROLLCALL_COPIED_KEY);
}

static void
url_copied_cb (RollcallCopyOnceDialog *self)
{
  rollcall_setup_evidence_note_copied (self->side, ROLLCALL_COPIED_URL);
}

static void
publish_cb (RollcallCopyOnceDialog *self)
{
  rollcall_publish_dialog_present (GTK_WINDOW (self));
}

static void
stored_cb (RollcallCopyOnceDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key.done",
                                 gtk_check_button_get_active (self->stored));
}

static void
close_for_good (RollcallCopyOnceDialog *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
close_anyway_cb (gboolean yes,
                 gpointer data)
{
  if (yes)
    close_for_good (data);
}

static gboolean
rollcall_copy_once_dialog_close_request (GtkWindow *window)
{
  RollcallCopyOnceDialog *self = ROLLCALL_COPY_ONCE_DIALOG (window);

  if (!self->closing)
    {
      rollcall_message_ask (window, _("Close without storing the key?"),
                            _("The key cannot be shown again. You would have to make a new one."),
                            _("_Go Back"), _("_Close Anyway"), TRUE, close_anyway_cb,
                            g_object_ref (self), g_object_unref);
      return TRUE;
    }

  /* Now, while this window is active and may. */
  rollcall_secret_clipboard_clear (get_clipboard ());
  return GTK_WINDOW_CLASS (rollcall_copy_once_dialog_parent_class)->close_request (window);
}

static void
keyring_answer_cb (gboolean yes,
                   gpointer data)
{
  RollcallCopyOnceDialog *self = data;

  if (yes)
    gtk_widget_activate_action (GTK_WIDGET (self), "key.done", NULL);
  else
    gtk_check_button_set_active (self->keep, FALSE);
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (RollcallCopyOnceDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (rollcall_key_job_finish (result, NULL, &error))
    {
      close_for_good (self);
      return;
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (rollcall_keyring_is_error (error))
    rollcall_keyring_ask (GTK_WINDOW (self), error, keyring_answer_cb, g_object_ref (self),
                          g_object_unref);
  else
    rollcall_message_show (GTK_WINDOW (self), _("The key can’t be kept"), error->message);
}

static void
keep_and_close (RollcallCopyOnceDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  rollcall_key_job_keep_async (self->side, "provision-key", self->secret, self->cancellable,
                               kept_cb, g_object_ref (self));
}

static void
done (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  RollcallCopyOnceDialog *self = ROLLCALL_COPY_ONCE_DIALOG (widget);

  if (gtk_check_button_get_active (self->keep))
    keep_and_close (self);
  else
    close_for_good (self);
}

static void
clear_now (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  rollcall_secret_clipboard_clear (get_clipboard ());
}

static void
copy_url (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  g_signal_emit_by_name (ROLLCALL_COPY_ONCE_DIALOG (widget)->url_copy, "clicked");
}

static void
copy_key (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  copy_key_cb (ROLLCALL_COPY_ONCE_DIALOG (widget));
}

static void
rollcall_copy_once_dialog_dispose (GObject *object)
{
  RollcallCopyOnceDialog *self = ROLLCALL_COPY_ONCE_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  base_secret_clear (&self->secret);
  if (self->key_label != NULL)
    rollcall_secret_label_set_secret (self->key_label, NULL);
  g_clear_object (&self->side);
  G_OBJECT_CLASS (rollcall_copy_once_dialog_parent_class)->dispose (object);
}

static void
rollcall_copy_once_dialog_finalize (GObject *object)
{
  RollcallCopyOnceDialog *self = ROLLCALL_COPY_ONCE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->key_id);
  G_OBJECT_CLASS (rollcall_copy_once_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, header);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, content);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, footer);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, guide_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, url_caption);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, url_label);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, url_copy);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, key_caption);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, key_label);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, key_copy);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, reveal);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, clock_revealer);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, clock_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, ring);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, clock_label);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, clear_button);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, path_label);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, reach_box);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, reach_title);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, reach_detail);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, live_box);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, live_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, live_title);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, live_detail);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, keep);
  gtk_widget_class_bind_template_child (widget_class, RollcallCopyOnceDialog, stored);
}

static void
rollcall_copy_once_dialog_class_init (RollcallCopyOnceDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GdkModifierType shifted = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  G_OBJECT_CLASS (class)->dispose = rollcall_copy_once_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = rollcall_copy_once_dialog_finalize;
  GTK_WINDOW_CLASS (class)->close_request = rollcall_copy_once_dialog_close_request;

  g_type_ensure (ROLLCALL_TYPE_COPY_BUTTON);
  g_type_ensure (ROLLCALL_TYPE_GUIDE_ROW);
  g_type_ensure (ROLLCALL_TYPE_RING);
  g_type_ensure (ROLLCALL_TYPE_SECRET_LABEL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-copy-once-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, copy_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, guide_cb);
  gtk_widget_class_bind_template_callback (widget_class, publish_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
  gtk_widget_class_bind_template_callback (widget_class, stored_cb);
  gtk_widget_class_bind_template_callback (widget_class, url_copied_cb);

  gtk_widget_class_install_action (widget_class, "key.done", NULL, done);
  gtk_widget_class_install_action (widget_class, "key.clear", NULL, clear_now);
  gtk_widget_class_install_action (widget_class, "key.copy-url", NULL, copy_url);
  gtk_widget_class_install_action (widget_class, "key.copy-key", NULL, copy_key);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_u, GDK_CONTROL_MASK, "key.copy-url",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, shifted, "key.copy-key", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_x, shifted, "key.clear", NULL);
}

static void
rollcall_copy_once_dialog_init (RollcallCopyOnceDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->opened = base_time_now ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key.done", FALSE);
}

/* A scrolled window asks for the height that its content has when nothing wraps: too little. */
static void
set_height (RollcallCopyOnceDialog *self)
{
  GtkWidget *const parts[] = { self->header, self->content, self->footer };
  int height = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      int natural = 0;

      gtk_widget_measure (parts[i], GTK_ORIENTATION_VERTICAL, WIDTH, NULL, &natural, NULL, NULL);
      height += natural;
    }
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, MIN (height + SPARE, HIGHEST));
}

void
rollcall_copy_once_dialog_present (GtkWindow      *parent,
                                   RollcallSide   *side,
                                   const AdminKey *key)
{
  RollcallCopyOnceDialog *self;
  const char *base_url;
  RollcallFeed *feed;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (key != NULL && key->secret != NULL);

  base_url = rollcall_side_get_base_url (side);
  g_return_if_fail (base_url != NULL);

  self = g_object_new (ROLLCALL_TYPE_COPY_ONCE_DIALOG, "transient-for", parent, NULL);
  self->key_id = g_strdup (key->id);
  self->secret = base_secret_dup (key->secret);
  rollcall_secret_label_set_secret (self->key_label, self->secret);
  rollcall_guide_row_set_side (self->guide_row, side);
  self->side = g_object_ref (side);

  adw_window_title_set_subtitle (self->window_title, rollcall_side_get_name (side));
  gtk_label_set_label (self->url_label, base_url);
  rollcall_copy_button_set_text (self->url_copy, base_url);
  guide_cb (self);

  feed = rollcall_side_get_feed (side);
  if (feed != NULL)
    g_signal_connect_object (feed, "changed", G_CALLBACK (update_live), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_clipboard (), "changed", G_CALLBACK (clipboard_cb), self,
                           G_CONNECT_SWAPPED);
  clipboard_cb (self);
  set_height (self);
  gtk_window_present (GTK_WINDOW (self));
}
