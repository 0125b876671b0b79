/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts the parts together: the verdict, the reasons behind it, how the counts went, how the
 * connection is. What needs a query is fetched in a worker thread and shown when it is there; until
 * then what was known before stays. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-overview-page.h"

#include <glib/gi18n.h>

#include "base/base-time.h"
#include "console/rollcall-activity-icon.h"
#include "console/rollcall-application.h"
#include "console/rollcall-columns.h"
#include "console/rollcall-connection-card.h"
#include "console/rollcall-overview-facts.h"
#include "console/rollcall-overview-state.h"
#include "console/rollcall-reason-row.h"
#include "console/rollcall-trend-chart.h"
#include "console/rollcall-trend.h"
#include "console/rollcall-verdict-card.h"
#include "console/rollcall-verdict.h"
#include "desk/desk-activity-change.h"
#include "desk/desk-words.h"

#define ACTIVITY_SHOWN 4

/* A group whose rows are made anew each time. */
typedef struct
{
  AdwPreferencesGroup *group;
  GPtrArray *rows;
} RowList;

struct _RollcallOverviewPage
{
  RollcallPage parent_instance;

  GCancellable *loading;
  GSignalGroup *feed_signals;
  RollcallOverviewFacts *facts;

  GtkStack *stack;
  RollcallOverviewState *state;
  GtkBox *box;
  RollcallVerdictCard *verdict;
  AdwPreferencesGroup *attention_group;
  AdwPreferencesGroup *explained_group;
  AdwPreferencesGroup *uses_group;
  AdwPreferencesGroup *activity_group;
  GtkWidget *left;
  GtkStack *trend;
  RollcallTrendChart *chart;
  RollcallConnectionCard *connection;
  RowList attention;
  RowList explained;
  RowList uses;
  RowList activity;
};

G_DEFINE_FINAL_TYPE (RollcallOverviewPage, rollcall_overview_page, ROLLCALL_TYPE_PAGE)

static void
row_list_clear (RowList *list)
{
  for (guint i = 0; i < list->rows->len; i++)
    adw_preferences_group_remove (list->group, g_ptr_array_index (list->rows, i));
  g_ptr_array_set_size (list->rows, 0);
}

static void
row_list_add (RowList   *list,
              GtkWidget *row)
{
  adw_preferences_group_add (list->group, row);
  g_ptr_array_add (list->rows, row);
}

static void
show_reasons (RollcallOverviewPage *self,
              RollcallSide         *side)
{
  Comparison *comparison = rollcall_side_get_comparison (side);
  g_autoptr (GPtrArray) reasons = comparison != NULL ? rollcall_reasons_of (comparison) : NULL;

  row_list_clear (&self->attention);
  row_list_clear (&self->explained);
  for (guint i = 0; reasons != NULL && i < reasons->len; i++)
    {
      const RollcallReason *reason = g_ptr_array_index (reasons, i);

      row_list_add (reason->explained ? &self->explained : &self->attention,
                    rollcall_reason_row_new (reason));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->attention_group), self->attention.rows->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->explained_group), self->explained.rows->len > 0);
}

static GtkWidget *
make_use_row (RollcallSide *directory)
{
  g_autofree char *counts = rollcall_side_get_info (directory) != NULL
                                ? rollcall_verdict_count (rollcall_side_get_info (directory))
                                : g_strdup (_("Not read yet"));
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                                 rollcall_side_get_name (directory), "subtitle", counts,
                                 "activatable", TRUE, "action-target",
                                 g_variant_new_string (rollcall_side_get_uuid (directory)),
                                 "action-name", "win.select-side", NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  return row;
}

/* Of an identity provider's side: the directories that it is compared with. */
static void
show_uses (RollcallOverviewPage *self,
           RollcallSide         *side)
{
  GListModel *sides =
      G_LIST_MODEL (rollcall_application_get_sides (rollcall_application_get ()));
  guint n = g_list_model_get_n_items (sides);

  row_list_clear (&self->uses);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RollcallSide) directory = g_list_model_get_item (sides, i);

      if (rollcall_side_get_other (directory) == side && !rollcall_side_is_directory (side))
        row_list_add (&self->uses, make_use_row (directory));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->uses_group), self->uses.rows->len > 0);
}

/* A column with nothing in it leaves its room to the other. */
static void
show_left (RollcallOverviewPage *self)
{
  gtk_widget_set_visible (self->left, self->attention.rows->len + self->explained.rows->len +
                                              self->uses.rows->len + self->activity.rows->len >
                                          0);
}

static GtkWidget *
make_activity_row (const DeskActivityItem *item)
{
  g_autofree char *time = desk_words_short_time (item->time, 0);
  g_autofree char *full = desk_words_full_time (item->time);
  const char *subtitle = item->detail != NULL ? item->detail : item->who;
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", item->sentence,
                                 "title-lines", 2, "subtitle", subtitle != NULL ? subtitle : "",
                                 "subtitle-lines", 1, NULL);
  GtkWidget *icon = rollcall_activity_icon_new ();
  GtkWidget *label = gtk_label_new (time);

  rollcall_activity_icon_show (icon, item->icon);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_tooltip_text (label, full);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

/* Look-ups say little: they are left to the activity page. */
static void
add_feed_items (RollcallOverviewPage *self,
                RollcallFeed         *feed)
{
  GPtrArray *items = rollcall_feed_get_items (feed);

  for (guint i = 0;
       items != NULL && i < items->len && self->activity.rows->len < ACTIVITY_SHOWN; i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i);

      if (item->kind != DESK_ACTIVITY_LOOKUP)
        row_list_add (&self->activity, make_activity_row (item));
    }
}

static void
add_changes (RollcallOverviewPage *self)
{
  GPtrArray *changes = self->facts != NULL ? self->facts->changes : NULL;

  for (guint i = 0;
       changes != NULL && i < changes->len && self->activity.rows->len < ACTIVITY_SHOWN; i++)
    {
      g_autoptr (DeskActivityItem) item =
          desk_activity_new_from_change (g_ptr_array_index (changes, i));

      row_list_add (&self->activity, make_activity_row (item));
    }
}

/* Only while nothing needs attention: then what happens is of interest. */
static void
show_activity (RollcallOverviewPage *self,
               RollcallSide         *side)
{
  RollcallFeed *feed = rollcall_side_get_feed (side);

  row_list_clear (&self->activity);
  if (self->attention.rows->len == 0)
    {
      if (feed != NULL)
        add_feed_items (self, feed);
      else
        add_changes (self);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->activity_group), self->activity.rows->len > 0);
  show_left (self);
}

static void
show_trend (RollcallOverviewPage *self,
            RollcallSide         *side)
{
  RollcallSide *other = rollcall_side_get_other (side);
  gint64 now = base_time_now ();
  g_autoptr (GArray) points = NULL;

  if (self->facts == NULL)
    return;

  if (!rollcall_trend_is_line (self->facts->source_trend, self->facts->target_trend))
    {
      gtk_stack_set_visible_child_name (self->trend, "none");
      return;
    }
  points = rollcall_trend_join (self->facts->source_trend, self->facts->target_trend,
                                now - ROLLCALL_OVERVIEW_DAYS * G_TIME_SPAN_DAY, now);
  rollcall_trend_chart_set_points (self->chart, points,
                                   other != NULL ? rollcall_side_get_name (other) : NULL,
                                   rollcall_side_get_name (side));
  gtk_stack_set_visible_child_name (self->trend, "chart");
}

static void
facts_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (RollcallOverviewPage) self = data;
  g_autoptr (RollcallOverviewFacts) facts = rollcall_overview_facts_load_finish (result, NULL);
  RollcallSide *side = rollcall_page_get_side (ROLLCALL_PAGE (self));

  /* Another side is shown by now, or nothing any more. */
  if (facts == NULL || side == NULL)
    return;

  g_clear_object (&self->loading);
  rollcall_overview_facts_free (self->facts);
  self->facts = g_steal_pointer (&facts);
  rollcall_connection_card_show (self->connection, side, self->facts);
  show_trend (self, side);
  show_activity (self, side);
}

static void
load_facts (RollcallOverviewPage *self,
            RollcallSide         *side)
{
  DeskSession *session = rollcall_application_get_session (rollcall_application_get ());

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  rollcall_overview_facts_load_async (side, session, self->loading, facts_cb,
                                      g_object_ref (self));
}

static void
show_content (RollcallOverviewPage *self,
              RollcallSide         *side,
              RollcallSideChange    what)
{
  rollcall_verdict_card_show (self->verdict, side);
  if ((what & ROLLCALL_SIDE_CHANGE_COMPARISON) != 0)
    show_reasons (self, side);
  if ((what & (ROLLCALL_SIDE_CHANGE_SETTINGS | ROLLCALL_SIDE_CHANGE_ROLL)) != 0)
    show_uses (self, side);
  rollcall_connection_card_show (self->connection, side, NULL);
  show_activity (self, side);
}

static void
feed_changed_cb (RollcallOverviewPage *self)
{
  RollcallSide *side = rollcall_page_get_side (ROLLCALL_PAGE (self));

  if (side == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (rollcall_overview_state_show (self->state, side))
    {
      gtk_stack_set_visible_child_name (self->stack, "state");
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "content");
  show_content (self, side, 0);
}

static void
rollcall_overview_page_update (RollcallPage       *page,
                               RollcallSide       *side,
                               RollcallSideChange  what)
{
  RollcallOverviewPage *self = ROLLCALL_OVERVIEW_PAGE (page);

  /* Another side: nothing of the one before may stay. */
  if (what == ROLLCALL_SIDE_CHANGE_ALL)
    {
      g_clear_pointer (&self->facts, rollcall_overview_facts_free);
      gtk_stack_set_visible_child_name (self->trend, "none");
      g_signal_group_set_target (self->feed_signals,
                                 side != NULL ? rollcall_side_get_feed (side) : NULL);
    }
  if (rollcall_overview_state_show (self->state, side))
    {
      gtk_stack_set_visible_child_name (self->stack, "state");
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "content");
  if ((what & ~ROLLCALL_SIDE_CHANGE_PROGRESS) != 0)
    show_content (self, side, what);
  if ((what & (ROLLCALL_SIDE_CHANGE_SETTINGS | ROLLCALL_SIDE_CHANGE_ROLL |
               ROLLCALL_SIDE_CHANGE_COMPARISON)) != 0)
    load_facts (self, side);
}

static void
rollcall_overview_page_set_narrow (RollcallPage *page,
                                   gboolean      narrow)
{
  RollcallOverviewPage *self = ROLLCALL_OVERVIEW_PAGE (page);
  int margin = narrow ? 12 : 24;

  rollcall_verdict_card_set_narrow (self->verdict, narrow);
  gtk_widget_set_margin_start (GTK_WIDGET (self->box), margin);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), margin);
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), margin);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), margin);
}

static void
rollcall_overview_page_dispose (GObject *object)
{
  RollcallOverviewPage *self = ROLLCALL_OVERVIEW_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->feed_signals);
  g_clear_pointer (&self->facts, rollcall_overview_facts_free);
  g_clear_pointer (&self->attention.rows, g_ptr_array_unref);
  g_clear_pointer (&self->explained.rows, g_ptr_array_unref);
  g_clear_pointer (&self->uses.rows, g_ptr_array_unref);
  g_clear_pointer (&self->activity.rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rollcall_overview_page_parent_class)->dispose (object);
}

static void
rollcall_overview_page_class_init (RollcallOverviewPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_overview_page_dispose;
  ROLLCALL_PAGE_CLASS (class)->update = rollcall_overview_page_update;
  ROLLCALL_PAGE_CLASS (class)->set_narrow = rollcall_overview_page_set_narrow;

  g_type_ensure (ROLLCALL_TYPE_COLUMNS);
  g_type_ensure (ROLLCALL_TYPE_CONNECTION_CARD);
  g_type_ensure (ROLLCALL_TYPE_OVERVIEW_STATE);
  g_type_ensure (ROLLCALL_TYPE_TREND_CHART);
  g_type_ensure (ROLLCALL_TYPE_VERDICT_CARD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewPage, state);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewPage, box);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewPage, attention_group);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewPage, explained_group);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewPage, uses_group);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewPage, activity_group);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewPage, left);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewPage, trend);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewPage, chart);
  gtk_widget_class_bind_template_child (widget_class, RollcallOverviewPage, connection);
}

static void
rollcall_overview_page_init (RollcallOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->attention = (RowList){ self->attention_group, g_ptr_array_new () };
  self->explained = (RowList){ self->explained_group, g_ptr_array_new () };
  self->uses = (RowList){ self->uses_group, g_ptr_array_new () };
  self->activity = (RowList){ self->activity_group, g_ptr_array_new () };
  self->feed_signals = g_signal_group_new (ROLLCALL_TYPE_FEED);
  g_signal_group_connect_swapped (self->feed_signals, "changed", G_CALLBACK (feed_changed_cb),
                                  self);
}
