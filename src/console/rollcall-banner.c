/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Icon and way on come from the table of troubles; the words below the headline are the error's
 * own. A key that ends soon is the least of what is said here. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-banner.h"

#include <glib/gi18n.h>

#include "console/rollcall-trouble.h"
#include "desk/desk-words.h"

struct _RollcallBanner
{
  AdwBin parent_instance;

  GSignalGroup *signals;
  GtkRevealer *revealer;
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (RollcallBanner, rollcall_banner, ADW_TYPE_BIN)

/* What the banner says: all borrowed but @title and @detail. */
typedef struct
{
  char *title;
  char *detail;
  const char *icon;
  const char *style;
  const char *label;
  const char *action;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->title);
  g_free (words->detail);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static void
show_words (RollcallBanner *self,
            const Words    *words)
{
  static const char *const styles[] = { "tint-differ", "tint-fail" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (self->box, styles[i]);
  gtk_widget_add_css_class (self->box, words->style);
  gtk_image_set_from_icon_name (self->icon, words->icon);
  gtk_label_set_label (self->title, words->title);
  gtk_label_set_label (self->detail, words->detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *words->detail != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail), words->detail);
  gtk_button_set_label (self->button, words->label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), words->action);
}

/* (transfer full): the headline, with the age of what is shown while it can't be renewed */
static char *
describe_trouble (RollcallSide *side,
                  DeskTrouble   trouble)
{
  const RollInfo *info = rollcall_side_get_info (side);
  g_autofree char *when = NULL;

  if (trouble != DESK_TROUBLE_OFFLINE)
    return g_strdup (desk_trouble_headline (trouble));
  if (info == NULL)
    return g_strdup (_("Offline: never read"));
  when = desk_words_time (info->read_at, 0);
  /* Translators: %s is when: "yesterday at 17:40" */
  return g_strdup_printf (_("Offline: read %s"), when);
}

/* @other: whether @side isn't the one that is shown, but what that is compared with */
static void
say_error (Words        *words,
           RollcallSide *side,
           const GError *error,
           gboolean      other)
{
  DeskTrouble trouble = desk_trouble_of (error);
  const RollcallTrouble *row = rollcall_trouble_get (trouble);
  g_autofree char *headline = describe_trouble (side, trouble);

  /* Translators: a connection, and what is wrong with it */
  words->title = other ? g_strdup_printf (_("%s: %s"), rollcall_side_get_name (side), headline)
                       : g_steal_pointer (&headline);
  words->detail = g_strdup (error->message);
  words->icon = row->icon;
  words->style = row->style;
  words->label = _ (row->label);
  words->action = row->action;
  /* The other ways on act on the side that is shown. */
  if (other && !g_str_equal (row->action, "win.refresh"))
    {
      words->label = _("_Show It");
      words->action = "win.other-side";
    }
}

static void
say_key (Words               *words,
         RollcallSide        *side,
         const DeskKeyHealth *key)
{
  gboolean ended = key->level == DESK_KEY_ENDED;
  gboolean extend = rollcall_side_is_ours (side) && !ended;

  words->title = g_strdup (key->sentence);
  words->detail = g_strdup (
      ended
          ? _("If your identity provider uses this key, provisioning has stopped.")
          : _("When it ends, your identity provider can’t provision any more, and says so late."));
  words->icon = "dialog-password-symbolic";
  words->style = ended ? "tint-fail" : "tint-differ";
  words->label = extend ? _("_Extend…") : _("_Replace Key…");
  words->action = extend ? "win.extend-key" : "win.replace-key";
}

/* The worst of what there is to say; %FALSE when all is well. */
static gboolean
say_worst (Words        *words,
           RollcallSide *side)
{
  RollcallSide *other = rollcall_side_get_other (side);
  const GError *error = rollcall_side_get_error (side);
  const GError *other_error = other != NULL ? rollcall_side_get_error (other) : NULL;
  const DeskKeyHealth *key = rollcall_side_get_key_health (side);

  if (error != NULL)
    say_error (words, side, error, FALSE);
  else if (key != NULL && key->level == DESK_KEY_ENDED)
    say_key (words, side, key);
  else if (other_error != NULL)
    say_error (words, other, other_error, TRUE);
  else if (key != NULL && key->level >= DESK_KEY_WARNING)
    say_key (words, side, key);
  return words->title != NULL;
}

static void
side_changed_cb (RollcallBanner *self,
                 guint           what,
                 RollcallSide   *side)
{
  g_auto (Words) words = { NULL };
  gboolean said;

  if (what == ROLLCALL_SIDE_CHANGE_PROGRESS)
    return;
  said = say_worst (&words, side);
  if (said)
    show_words (self, &words);
  gtk_revealer_set_reveal_child (self->revealer, said);
  gtk_widget_set_visible (GTK_WIDGET (self), said);
}

static void
rollcall_banner_dispose (GObject *object)
{
  g_clear_object (&ROLLCALL_BANNER (object)->signals);
  G_OBJECT_CLASS (rollcall_banner_parent_class)->dispose (object);
}

static void
rollcall_banner_class_init (RollcallBannerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_banner_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rollcall/Rollcall/rollcall-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, RollcallBanner, box);
  gtk_widget_class_bind_template_child (widget_class, RollcallBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallBanner, title);
  gtk_widget_class_bind_template_child (widget_class, RollcallBanner, detail);
  gtk_widget_class_bind_template_child (widget_class, RollcallBanner, button);
}

static void
rollcall_banner_init (RollcallBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (ROLLCALL_TYPE_SIDE);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (side_changed_cb), self);
}

void
rollcall_banner_set_side (RollcallBanner *self,
                          RollcallSide   *side)
{
  g_return_if_fail (ROLLCALL_IS_BANNER (self));

  g_signal_group_set_target (self->signals, side);
  if (side != NULL)
    side_changed_cb (self, ROLLCALL_SIDE_CHANGE_ALL, side);
  else
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
