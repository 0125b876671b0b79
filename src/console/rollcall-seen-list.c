/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three rows in the order in which they come; the first that hasn't is the one that is awaited. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-seen-list.h"

#include <glib/gi18n.h>

#include "desk/desk-setup.h"
#include "desk/desk-words.h"

enum
{
  ROW_TEST,
  ROW_PERSON,
  ROW_CYCLE,
  N_ROWS,
};

struct _RollcallSeenList
{
  AdwBin parent_instance;

  GtkStack *icons[N_ROWS];
  AdwActionRow *rows[N_ROWS];
  GtkLabel *times[N_ROWS];
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (RollcallSeenList, rollcall_seen_list, ADW_TYPE_BIN)

static void
rollcall_seen_list_class_init (RollcallSeenListClass *class)
{
}

static GtkStack *
make_icon (void)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *done = gtk_image_new_from_icon_name ("emblem-ok-symbolic");
  GtkWidget *awaited = gtk_spinner_new ();

  gtk_widget_add_css_class (done, "success");
  gtk_spinner_start (GTK_SPINNER (awaited));
  gtk_stack_add_named (GTK_STACK (stack), done, "done");
  gtk_stack_add_named (GTK_STACK (stack), awaited, "awaited");
  gtk_stack_add_named (GTK_STACK (stack), gtk_image_new_from_icon_name ("radio-symbolic"), "later");
  gtk_widget_set_valign (stack, GTK_ALIGN_CENTER);
  return GTK_STACK (stack);
}

static void
rollcall_seen_list_init (RollcallSeenList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *heading = gtk_label_new (_("Seen so far"));
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Seen so far"), -1);
  for (guint i = 0; i < N_ROWS; i++)
    {
      self->rows[i] = ADW_ACTION_ROW (adw_action_row_new ());
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->rows[i]), FALSE);
      gtk_widget_set_focusable (GTK_WIDGET (self->rows[i]), FALSE);
      self->icons[i] = make_icon ();
      self->times[i] = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->times[i]), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->times[i]), "numeric");
      adw_action_row_add_prefix (self->rows[i], GTK_WIDGET (self->icons[i]));
      adw_action_row_add_suffix (self->rows[i], GTK_WIDGET (self->times[i]));
      gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->rows[i]));
    }
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "dim-label");

  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  adw_bin_set_child (ADW_BIN (self), box);
}

/* @awaited: (inout): whether the first that hasn't come was met already */
static void
show_row (RollcallSeenList *self,
          guint             row,
          const char       *title,
          gboolean          done,
          gint64            time,
          const char       *detail,
          gboolean         *awaited)
{
  g_autofree char *when = time > 0 ? desk_words_short_time (time, 0) : NULL;
  g_autofree char *full = time > 0 ? desk_words_full_time (time) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[row]), title);
  adw_action_row_set_subtitle (self->rows[row], done ? detail : _("Not yet"));
  gtk_label_set_label (self->times[row], when != NULL ? when : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->times[row]), full);
  gtk_stack_set_visible_child_name (self->icons[row], done       ? "done"
                                                      : *awaited ? "later"
                                                                 : "awaited");
  *awaited |= !done;
}

void
rollcall_seen_list_show (RollcallSeenList          *self,
                         const ConnectionGuide     *guide,
                         const RollcallSetupFacts  *facts,
                         const DeskActivitySummary *summary)
{
  g_autoptr (DeskSetupWords) words = NULL;
  g_autofree char *people = NULL;
  gboolean awaited = FALSE;
  gint64 contact;

  g_return_if_fail (ROLLCALL_IS_SEEN_LIST (self));
  g_return_if_fail (guide != NULL && facts != NULL);

  /* A provider without a test, or with one that isn't recognised, shows itself by any request. */
  contact = facts->test_time > 0 ? facts->test_time : facts->used_time;
  people = desk_words_count (COMPARE_USERS, MAX (facts->people, 0));
  show_row (self, ROW_TEST,
            facts->test_time > 0 && guide->test_button != NULL ? guide->test_button
            : guide->test_button != NULL && contact == 0       ? guide->test_button
                                                               : _("First request"),
            contact > 0 || facts->people > 0, contact,
            facts->test_detail != NULL ? facts->test_detail : _("Address and key are right"),
            &awaited);
  show_row (self, ROW_PERSON, _("First person"), facts->people > 0, facts->first_person, people,
            &awaited);
  show_row (self, ROW_CYCLE, _("First cycle finished"), facts->cycle_end > 0, facts->cycle_end,
            summary != NULL && summary->cycle_sentence != NULL ? summary->cycle_sentence : "",
            &awaited);

  words = desk_setup_words (guide, summary);
  gtk_label_set_label (self->words, words->detail != NULL ? words->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), words->detail != NULL);
}
