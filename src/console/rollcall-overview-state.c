/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One AdwStatusPage for all of them. Its description is markup, so everything put there is escaped.
 */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-overview-state.h"

#include <glib/gi18n.h>

#include "console/rollcall-actionable.h"
#include "console/rollcall-trouble.h"
#include "console/rollcall-verdict.h"
#include "desk/desk-setup.h"
#include "desk/desk-words.h"

/* Before this a guess at the time left is no more than noise. */
#define GUESS_AFTER G_TIME_SPAN_SECOND

struct _RollcallOverviewState
{
  AdwBin parent_instance;

  AdwStatusPage *status;
  GtkProgressBar *progress;
  GtkSpinner *spinner;
  GtkButton *button;
  GtkButton *second;
};

G_DEFINE_FINAL_TYPE (RollcallOverviewState, rollcall_overview_state, ADW_TYPE_BIN)

typedef struct
{
  const char *icon;
  const char *title;
  const char *description;
  const char *button;
  const char *action;
  gboolean suggested;
} StateRow;

static void
set_description (RollcallOverviewState *self,
                 const char            *text)
{
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_status_page_set_description (self->status, markup);
}

/* Texts are translated already. */
static void
show_state (RollcallOverviewState *self,
            const StateRow        *row)
{
  adw_status_page_set_icon_name (self->status, row->icon);
  adw_status_page_set_title (self->status, row->title);
  set_description (self, row->description);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->second), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->button), row->button != NULL);
  if (row->button == NULL)
    return;
  gtk_button_set_label (self->button, row->button);
  rollcall_actionable_set (GTK_ACTIONABLE (self->button), row->action);
  if (row->suggested)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "suggested-action");
}

char *
rollcall_overview_state_describe_progress (const RollcallProgress *progress,
                                           gint64                  now)
{
  gint64 elapsed;
  double share;
  g_autofree char *done = NULL;
  g_autofree char *total = NULL;
  g_autofree char *left = NULL;

  g_return_val_if_fail (progress != NULL, NULL);

  if (progress->done <= 0)
    return g_strdup (progress->message);

  done = desk_words_number (progress->done);
  if (progress->total < progress->done)
    /* Translators: "Reading users: 748" */
    return g_strdup_printf (_("%s: %s"), progress->message, done);

  total = desk_words_number (progress->total);
  elapsed = now - progress->started;
  if (elapsed < GUESS_AFTER)
    /* Translators: "Reading users: 748 of about 1,204" */
    return g_strdup_printf (_("%s: %s of about %s"), progress->message, done, total);

  share = (double)(progress->total - progress->done) / (double)progress->done;
  left = desk_words_span (MAX (G_TIME_SPAN_SECOND, (gint64)((double)elapsed * share)));
  /* Translators: "Reading users: 748 of about 1,204, 8 seconds left" */
  return g_strdup_printf (_("%s: %s of about %s, %s left"), progress->message, done, total, left);
}

static void
show_reading (RollcallOverviewState  *self,
              RollcallSide           *side,
              const RollcallProgress *progress)
{
  g_autofree char *title = g_strdup_printf (_("Reading %s"), rollcall_side_get_name (side));
  g_autofree char *words =
      rollcall_overview_state_describe_progress (progress, g_get_monotonic_time ());
  StateRow row = { "emblem-synchronizing-symbolic", title, words, _("_Cancel"), "win.cancel",
                   FALSE };

  show_state (self, &row);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  if (progress->total > 0)
    gtk_progress_bar_set_fraction (self->progress,
                                   MIN (1.0, (double)progress->done / (double)progress->total));
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
show_error (RollcallOverviewState *self,
            const GError          *error)
{
  DeskTrouble trouble = desk_trouble_of (error);
  const RollcallTrouble *way = rollcall_trouble_get (trouble);
  StateRow row = { way->icon,       desk_trouble_headline (trouble), error->message,
                   _ (way->label),  way->action,                     TRUE };

  show_state (self, &row);
}

static void
show_loading (RollcallOverviewState *self)
{
  StateRow row = { NULL, "", NULL, NULL, NULL, FALSE };

  show_state (self, &row);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_set_spinning (self->spinner, TRUE);
}

static void
show_unread (RollcallOverviewState *self,
             RollcallSide          *side)
{
  g_autofree char *title =
      g_strdup_printf (_("%s was not read yet"), rollcall_side_get_name (side));
  StateRow row = { "document-open-recent-symbolic",
                   title,
                   _("Reading it shows who is there. Nothing is changed."),
                   _("_Read Now"),
                   "win.refresh",
                   TRUE };

  show_state (self, &row);
}

/* (transfer full) (nullable): what the other side has ready */
static char *
describe_other (RollcallSide *side)
{
  RollcallSide *other = rollcall_side_get_other (side);
  const RollInfo *info = other != NULL ? rollcall_side_get_info (other) : NULL;
  g_autofree char *counts = info != NULL ? rollcall_verdict_count (info) : NULL;

  if (counts == NULL)
    return NULL;
  /* Translators: "Contoso holds 1,204 people, 43 groups." */
  return g_strdup_printf (_("%s holds %s."), rollcall_side_get_name (other), counts);
}

static void
show_waiting (RollcallOverviewState *self,
              RollcallSide          *side,
              const DeskSetupWords  *words)
{
  g_autofree char *other = describe_other (side);
  g_autofree char *description = NULL;
  StateRow row = { "avatar-default-symbolic", words->title, NULL, _("_Show the Steps"),
                   "win.show-page::setup", TRUE };

  if (words->detail != NULL && other != NULL)
    description = g_strdup_printf ("%s\n%s", words->detail, other);
  row.description = description != NULL ? description
                    : words->detail != NULL ? words->detail
                                            : other;
  show_state (self, &row);
  gtk_widget_set_visible (GTK_WIDGET (self->second), rollcall_side_get_other (side) == NULL);
}

/* (transfer full) (nullable): what is awaited, if nobody is in the directory yet */
static DeskSetupWords *
find_awaited (RollcallSide *side)
{
  const RollInfo *info = rollcall_side_get_info (side);
  RollcallFeed *feed = rollcall_side_get_feed (side);
  const DeskActivitySummary *summary = feed != NULL ? rollcall_feed_get_summary (feed) : NULL;
  g_autoptr (ConnectionGuide) guide = NULL;
  g_autoptr (DeskSetupWords) words = NULL;

  if (!rollcall_side_is_directory (side) || info->users_total > 0 || info->groups_total > 0)
    return NULL;
  /* Of a service of others nobody can tell whether it is new or was emptied. */
  if (feed == NULL && rollcall_side_get_comparison (side) != NULL)
    return NULL;

  guide = connection_guides_find (rollcall_side_get_connection (side)->idp);
  words = desk_setup_words (guide, summary);
  return words->stage < DESK_SETUP_RUNNING ? g_steal_pointer (&words) : NULL;
}

static void
rollcall_overview_state_class_init (RollcallOverviewStateClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-overview-state.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewState, status);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewState, progress);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewState, spinner);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewState, button);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewState, second);
}

static void
rollcall_overview_state_init (RollcallOverviewState *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
rollcall_overview_state_show (RollcallOverviewState *self,
                              RollcallSide          *side)
{
  g_autoptr (DeskSetupWords) awaited = NULL;

  g_return_val_if_fail (ROLLCALL_IS_OVERVIEW_STATE (self), FALSE);

  if (side == NULL)
    show_loading (self);
  else if (rollcall_side_get_info (side) != NULL)
    {
      awaited = find_awaited (side);
      if (awaited == NULL)
        return FALSE;
      show_waiting (self, side, awaited);
    }
  else if (rollcall_side_get_progress (side) != NULL)
    show_reading (self, side, rollcall_side_get_progress (side));
  else if (rollcall_side_get_error (side) != NULL)
    show_error (self, rollcall_side_get_error (side));
  else if (rollcall_side_is_loading (side))
    show_loading (self);
  else
    show_unread (self, side);
  return TRUE;
}
