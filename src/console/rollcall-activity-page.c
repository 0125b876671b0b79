/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happened in the directory, as it happens: of one of ours the feed of its service, of others
 * what changed between readings. While the list is scrolled away, or not live, news are held back
 * and counted, so that nothing moves under the reader's eyes. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-activity-page.h"

#include <glib/gi18n.h>

#include "console/rollcall-actionable.h"
#include "console/rollcall-activity-chips.h"
#include "console/rollcall-activity-details.h"
#include "console/rollcall-activity-export.h"
#include "console/rollcall-activity-lines.h"
#include "console/rollcall-activity-row.h"
#include "console/rollcall-change-history.h"
#include "console/rollcall-window.h"
#include "desk/desk-words.h"

/* Scrolled down by less is still at the top. */
#define TOP 24
/* A cycle that ran has ended after a while without anything new. */
#define REFRESH_SECONDS 60
/* With fewer lines than fill a window older ones are fetched, up to so many items. */
#define FEW_LINES 30
#define MOST_FETCHED 3000

struct _RollcallActivityPage
{
  RollcallPage parent_instance;

  GSignalGroup *feed_signals;
  RollcallChangeHistory *history;
  GListStore *lines;
  GtkSingleSelection *selection;
  gint64 newest; /* cursor of the newest item that is listed */
  gboolean begun;
  guint timer;

  GtkSearchEntry *search;
  GtkToggleButton *live;
  RollcallActivityChips *chips;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkListView *list;
  AdwStatusPage *status;
  GtkButton *status_button;
  GtkButton *news;
  GtkLabel *summary;
  GtkButton *older;
  GtkWidget *details_side;
  RollcallActivityDetails *details;
};

G_DEFINE_FINAL_TYPE (RollcallActivityPage, rollcall_activity_page, ROLLCALL_TYPE_PAGE)

static RollcallSide *
get_side (RollcallActivityPage *self)
{
  return rollcall_page_get_side (ROLLCALL_PAGE (self));
}

static RollcallFeed *
get_feed (RollcallActivityPage *self)
{
  RollcallSide *side = get_side (self);

  return side != NULL ? rollcall_side_get_feed (side) : NULL;
}

static GPtrArray *
get_items (RollcallActivityPage *self)
{
  RollcallFeed *feed = get_feed (self);

  return feed != NULL ? rollcall_feed_get_items (feed)
                      : rollcall_change_history_get_items (self->history);
}

static gboolean
has_older (RollcallActivityPage *self)
{
  RollcallFeed *feed = get_feed (self);

  return feed != NULL ? rollcall_feed_has_older (feed)
                      : rollcall_change_history_has_older (self->history);
}

static gboolean
is_loading (RollcallActivityPage *self)
{
  RollcallFeed *feed = get_feed (self);

  return feed != NULL ? rollcall_feed_is_loading (feed)
                      : rollcall_change_history_is_loading (self->history);
}

static const GError *
get_error (RollcallActivityPage *self)
{
  RollcallFeed *feed = get_feed (self);

  return feed != NULL ? rollcall_feed_get_error (feed)
                      : rollcall_change_history_get_error (self->history);
}

static void
load_older_cb (RollcallActivityPage *self)
{
  RollcallFeed *feed = get_feed (self);

  if (feed != NULL)
    rollcall_feed_load_older (feed);
  else
    rollcall_change_history_load_older (self->history);
}

static const char *
get_search (RollcallActivityPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

static gboolean
is_filtered (RollcallActivityPage *self)
{
  return rollcall_activity_chips_get_chosen (self->chips) != ROLLCALL_ACTIVITY_EVERYTHING ||
         *get_search (self) != '\0';
}

static gboolean
is_at_top (RollcallActivityPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);

  return gtk_adjustment_get_value (adjustment) <= TOP;
}

/* (transfer full): the items to list: without those that are held back */
static GPtrArray *
choose_items (RollcallActivityPage *self,
              GPtrArray            *items,
              gint64               *held)
{
  GPtrArray *listed =
      g_ptr_array_new_with_free_func ((GDestroyNotify)desk_activity_item_unref);
  gboolean hold = self->begun && (!gtk_toggle_button_get_active (self->live) || !is_at_top (self));

  *held = 0;
  for (guint i = 0; i < items->len; i++)
    {
      DeskActivityItem *item = g_ptr_array_index (items, i);

      if (hold && item->cursor > self->newest)
        *held += item->count;
      else
        g_ptr_array_add (listed, desk_activity_item_ref (item));
    }
  return listed;
}

static void
show_news (RollcallActivityPage *self,
           gint64                held)
{
  g_autofree char *number = desk_words_number (held);
  /* Translators: on a button: so many things happened that aren't listed yet */
  g_autofree char *label =
      g_strdup_printf (ngettext ("%s new", "%s new", (gulong)held), number);

  gtk_button_set_label (self->news, label);
  gtk_widget_set_visible (GTK_WIDGET (self->news), held > 0);
}

static void
show_summary (RollcallActivityPage *self,
              GPtrArray            *items)
{
  const GError *error = get_error (self);
  const DeskActivityItem *last = items->len > 0 ? items->pdata[items->len - 1] : NULL;
  g_autofree char *words = NULL;
  g_autofree char *since = NULL;
  g_autofree char *number = NULL;
  gint64 count = 0;

  gtk_widget_set_visible (GTK_WIDGET (self->older), has_older (self));
  if (error != NULL)
    {
      words = g_strdup_printf (_("Nothing new arrives: %s"), error->message);
      gtk_label_set_label (self->summary, words);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), words);
      return;
    }

  for (guint i = 0; i < items->len; i++)
    count += ((DeskActivityItem *)g_ptr_array_index (items, i))->count;
  number = desk_words_number (count);
  since = last != NULL ? desk_words_time (last->time, 0) : NULL;
  if (last != NULL)
    /* Translators: how many, and since when: "1,204 entries since 2 Nov at 09:15" */
    words = g_strdup_printf (
        ngettext ("%s entry since %s", "%s entries since %s", (gulong)count), number, since);
  gtk_label_set_label (self->summary, words != NULL ? words : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), NULL);
}

static void
set_status (RollcallActivityPage *self,
            const char           *icon,
            const char           *title,
            const char           *text,
            const char           *button,
            const char           *action)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (self->status, icon);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->status_button), button != NULL);
  if (button != NULL)
    gtk_button_set_label (self->status_button, button);
  rollcall_actionable_set (GTK_ACTIONABLE (self->status_button), action);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

/* What stands in place of a list with nothing in it. */
static void
show_emptiness (RollcallActivityPage *self,
                GPtrArray            *items)
{
  const GError *error = get_error (self);

  if (items->len == 0 && is_loading (self) && error == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else if (items->len == 0 && error != NULL)
    set_status (self, "dialog-error-symbolic", _("What happened can’t be asked for"),
                error->message, NULL, NULL);
  else if (items->len > 0)
    set_status (self, "system-search-symbolic", _("Nothing found"),
                has_older (self) ? _("Among what is loaded so far nothing is of this kind.")
                                 : _("Nothing that happened is of this kind."),
                _("_Show Everything"), NULL);
  else if (get_feed (self) != NULL)
    set_status (self, "document-open-recent-symbolic", _("Nothing has happened yet"),
                _("Every request of the identity provider appears here as it arrives."),
                _("_Show the Steps"), "win.show-page::setup");
  else
    set_status (self, "document-open-recent-symbolic", _("Nothing has changed yet"),
                _("This service doesn’t tell what happens. What changes from one reading to the "
                  "next appears here."),
                _("_Read Again"), "win.refresh");
}

static void
update_lines (RollcallActivityPage *self)
{
  GPtrArray *items = get_items (self);
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  gboolean top = is_at_top (self);
  gint64 held;

  listed = choose_items (self, items, &held);
  lines = rollcall_activity_lines_new (listed, get_feed (self) == NULL,
                                       rollcall_activity_chips_get_chosen (self->chips),
                                       get_search (self), 0);
  rollcall_activity_lines_put (self->lines, lines);
  if (listed->len > 0 && held == 0)
    self->newest = ((DeskActivityItem *)g_ptr_array_index (listed, 0))->cursor;
  self->begun = !is_loading (self);
  rollcall_activity_chips_count (self->chips, items, get_feed (self) == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->live), get_feed (self) != NULL);
  show_news (self, held);
  show_summary (self, items);

  if (lines->len == 0)
    show_emptiness (self, items);
  else
    gtk_stack_set_visible_child_name (self->stack, "list");
  if (top && lines->len > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
  if (lines->len < FEW_LINES && items->len < MOST_FETCHED && has_older (self))
    load_older_cb (self);
}

static void
changed_cb (RollcallActivityPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && get_side (self) != NULL)
    update_lines (self);
}

static void
scroll_to_top (RollcallActivityPage *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static void
news_cb (RollcallActivityPage *self)
{
  self->begun = FALSE;
  scroll_to_top (self);
  update_lines (self);
  scroll_to_top (self);
}

/* Back at the top: what was held back comes now. */
static void
scrolled_cb (RollcallActivityPage *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->news)) && is_at_top (self) &&
      gtk_toggle_button_get_active (self->live))
    update_lines (self);
}

static void
edge_cb (RollcallActivityPage *self,
         GtkPositionType       edge)
{
  if (edge == GTK_POS_BOTTOM)
    load_older_cb (self);
}

static void
live_cb (RollcallActivityPage *self)
{
  if (gtk_toggle_button_get_active (self->live) && get_side (self) != NULL)
    news_cb (self);
}

static void
filter_changed (RollcallActivityPage *self)
{
  scroll_to_top (self);
  if (get_side (self) != NULL)
    update_lines (self);
}

static void
reset_filter (RollcallActivityPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  rollcall_activity_chips_reset (self->chips);
}

/* Its other buttons are actions of the window. */
static void
status_button_cb (RollcallActivityPage *self)
{
  if (gtk_actionable_get_action_name (GTK_ACTIONABLE (self->status_button)) == NULL)
    reset_filter (self);
}

static DeskActivityItem *
get_selected (RollcallActivityPage *self)
{
  RollcallActivityLine *line = gtk_single_selection_get_selected_item (self->selection);

  return line != NULL ? rollcall_activity_line_get_item (line) : NULL;
}

static void
selected_cb (RollcallActivityPage *self)
{
  DeskActivityItem *item = get_selected (self);
  gboolean narrow = rollcall_page_get_narrow (ROLLCALL_PAGE (self));

  gtk_widget_set_visible (self->details_side, item != NULL && !narrow);
  if (item != NULL && !narrow)
    rollcall_activity_details_show (self->details, get_side (self), item);
}

static void
activated_cb (RollcallActivityPage *self,
              guint                 position)
{
  g_autoptr (RollcallActivityLine) line =
      g_list_model_get_item (G_LIST_MODEL (self->lines), position);
  DeskActivityItem *item = line != NULL ? rollcall_activity_line_get_item (line) : NULL;

  if (item != NULL && rollcall_page_get_narrow (ROLLCALL_PAGE (self)))
    rollcall_activity_details_push (rollcall_window_of (GTK_WIDGET (self)), get_side (self), item);
}

static void
close_cb (RollcallActivityPage *self)
{
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
setup_cb (RollcallActivityPage *self,
          GtkListItem          *list_item)
{
  gtk_list_item_set_child (list_item, g_object_new (ROLLCALL_TYPE_ACTIVITY_ROW, NULL));
}

static void
bind_cb (RollcallActivityPage *self,
         GtkListItem          *list_item)
{
  RollcallActivityLine *line = gtk_list_item_get_item (list_item);
  const DeskActivityItem *item = rollcall_activity_line_get_item (line);
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (list_item));
  gboolean header = item == NULL;

  if (row != NULL)
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
        header ? rollcall_activity_line_get_title (line) : item->sentence, -1);
  gtk_list_item_set_selectable (list_item, !header);
  gtk_list_item_set_activatable (list_item, !header);
  rollcall_activity_row_show (ROLLCALL_ACTIVITY_ROW (gtk_list_item_get_child (list_item)), line);
}

static gboolean
timer_cb (gpointer data)
{
  changed_cb (data);
  return G_SOURCE_CONTINUE;
}

static void
rollcall_activity_page_map (GtkWidget *widget)
{
  RollcallActivityPage *self = ROLLCALL_ACTIVITY_PAGE (widget);

  GTK_WIDGET_CLASS (rollcall_activity_page_parent_class)->map (widget);
  self->timer = g_timeout_add_seconds (REFRESH_SECONDS, timer_cb, self);
  changed_cb (self);
}

static void
rollcall_activity_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&ROLLCALL_ACTIVITY_PAGE (widget)->timer, g_source_remove);
  GTK_WIDGET_CLASS (rollcall_activity_page_parent_class)->unmap (widget);
}

static void
rollcall_activity_page_update (RollcallPage       *page,
                               RollcallSide       *side,
                               RollcallSideChange  what)
{
  RollcallActivityPage *self = ROLLCALL_ACTIVITY_PAGE (page);
  RollcallFeed *feed = side != NULL ? rollcall_side_get_feed (side) : NULL;

  if (what == ROLLCALL_SIDE_CHANGE_ALL)
    {
      self->begun = FALSE;
      g_list_store_remove_all (self->lines);
      g_signal_group_set_target (self->feed_signals, feed);
    }
  if ((what & ROLLCALL_SIDE_CHANGE_ROLL) != 0)
    {
      /* What a new reading saw is what one waits for; a feed may be held back meanwhile. */
      if (feed == NULL)
        self->begun = FALSE;
      rollcall_change_history_set_roll (
          self->history, side != NULL && feed == NULL ? rollcall_side_get_roll (side) : NULL);
    }
  if (side != NULL && (what & ~ROLLCALL_SIDE_CHANGE_PROGRESS) != 0)
    update_lines (self);
}

static void
rollcall_activity_page_set_narrow (RollcallPage *page,
                                   gboolean      narrow)
{
  RollcallActivityPage *self = ROLLCALL_ACTIVITY_PAGE (page);

  gtk_list_view_set_single_click_activate (self->list, narrow);
  selected_cb (self);
}

static void
rollcall_activity_page_search (RollcallPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (ROLLCALL_ACTIVITY_PAGE (page)->search));
}

static void
rollcall_activity_page_export (RollcallPage *page)
{
  RollcallActivityPage *self = ROLLCALL_ACTIVITY_PAGE (page);
  RollcallWindow *window = rollcall_window_of (GTK_WIDGET (self));

  if (window != NULL && get_side (self) != NULL)
    rollcall_activity_export (window, rollcall_side_get_name (get_side (self)), get_items (self));
}

static gboolean
rollcall_activity_page_escape (RollcallPage *page)
{
  RollcallActivityPage *self = ROLLCALL_ACTIVITY_PAGE (page);

  if (gtk_widget_get_visible (self->details_side))
    close_cb (self);
  else if (is_filtered (self))
    reset_filter (self);
  else
    return FALSE;
  return TRUE;
}

static void
rollcall_activity_page_dispose (GObject *object)
{
  RollcallActivityPage *self = ROLLCALL_ACTIVITY_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->feed_signals);
  g_clear_object (&self->history);
  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  G_OBJECT_CLASS (rollcall_activity_page_parent_class)->dispose (object);
}

static void
rollcall_activity_page_class_init (RollcallActivityPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  RollcallPageClass *page_class = ROLLCALL_PAGE_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_activity_page_dispose;
  widget_class->map = rollcall_activity_page_map;
  widget_class->unmap = rollcall_activity_page_unmap;
  page_class->update = rollcall_activity_page_update;
  page_class->set_narrow = rollcall_activity_page_set_narrow;
  page_class->search = rollcall_activity_page_search;
  page_class->export = rollcall_activity_page_export;
  page_class->escape = rollcall_activity_page_escape;

  g_type_ensure (ROLLCALL_TYPE_ACTIVITY_CHIPS);
  g_type_ensure (ROLLCALL_TYPE_ACTIVITY_DETAILS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-activity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, search);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, live);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, chips);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, list);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, status);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, status_button);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, news);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, summary);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, older);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, details_side);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityPage, details);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, live_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_older_cb);
  gtk_widget_class_bind_template_callback (widget_class, news_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_button_cb);
}

static void
rollcall_activity_page_init (RollcallActivityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->history = rollcall_change_history_new ();
  g_signal_connect_object (self->history, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->feed_signals = g_signal_group_new (ROLLCALL_TYPE_FEED);
  g_signal_group_connect_swapped (self->feed_signals, "changed", G_CALLBACK (changed_cb), self);

  self->lines = g_list_store_new (ROLLCALL_TYPE_ACTIVITY_LINE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}
