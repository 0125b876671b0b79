/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts search, chips and headings into one question to the list, and shows what comes: rows, or in
 * their place why there are none. Typing asks at each letter; a new roll is asked the same
 * question, and who is selected, on screen and in the details stays so. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include <glib/gi18n.h>

#include "console/rollcall-application.h"
#include "console/rollcall-list-page-private.h"
#include "desk/desk-words.h"

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RollcallListPage, rollcall_list_page, ROLLCALL_TYPE_PAGE)

static RollcallListPagePrivate *
get_private (RollcallListPage *self)
{
  return rollcall_list_page_get_instance_private (self);
}

static RollcallSide *
get_side (RollcallListPage *self)
{
  return rollcall_page_get_side (ROLLCALL_PAGE (self));
}

static gboolean
is_narrow (RollcallListPage *self)
{
  return rollcall_page_get_narrow (ROLLCALL_PAGE (self));
}

static CompareKind
get_kind (RollcallListPage *self)
{
  return ROLLCALL_LIST_PAGE_GET_CLASS (self)->kind;
}

static void
update_counts (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);
  const RollListQuery *query = rollcall_roll_list_get_query (priv->list);
  guint listed = g_list_model_get_n_items (G_LIST_MODEL (priv->list));
  guint selected = rollcall_roll_selection_get_size (priv->selection);
  g_autofree char *all = desk_words_count (get_kind (self), listed);
  g_autofree char *text = NULL;

  if (query->search != NULL || rollcall_list_chips_is_set (priv->chips))
    /* Translators: “12 people” of those in the list that are as searched and chosen */
    text = g_strdup_printf (_ ("%s found"), all);
  else
    text = g_strdup (all);
  if (selected > 0)
    {
      g_autofree char *number = desk_words_number (selected);
      /* Translators: “1,246 people”, and how many of them are selected */
      g_autofree char *both = g_strdup_printf (_ ("%s, %s selected"), text, number);

      gtk_label_set_text (priv->counts, both);
    }
  else
    gtk_label_set_text (priv->counts, text);
}

static void
update_age (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);
  RollcallSide *side = get_side (self);
  const RollInfo *info = side != NULL ? rollcall_side_get_info (side) : NULL;
  const RollcallProgress *progress = side != NULL ? rollcall_side_get_progress (side) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *when = NULL;
  g_autofree char *full = NULL;

  if (info != NULL)
    {
      when = desk_words_time (info->read_at, 0);
      full = desk_words_full_time (info->read_at);
    }
  if (info != NULL && progress != NULL && progress->done > 0)
    {
      g_autofree char *done = desk_words_number (progress->done);

      /* Translators: what is being read and how many so far: People: 748 */
      text = g_strdup_printf (_ ("%s: %s"), progress->message, done);
    }
  else if (info != NULL)
    /* Translators: today at 14:02 */
    text = g_strdup_printf (_ ("Read %s"), when);
  gtk_label_set_text (priv->age, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (priv->age), full);
}

static void
update_search (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);
  RollcallSide *side = get_side (self);
  const RollInfo *info = side != NULL ? rollcall_side_get_info (side) : NULL;
  gboolean users = get_kind (self) == COMPARE_USERS;
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  if (info != NULL)
    count = desk_words_count (get_kind (self), users ? info->users_total : info->groups_total);
  /* Translators: “1,246 people” */
  text = count != NULL ? g_strdup_printf (_ ("Search %s"), count) : g_strdup (_ ("Search"));
  g_object_set (priv->search, "placeholder-text", text, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  users ? _ ("Search people") : _ ("Search groups"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->wide), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  users ? _ ("People") : _ ("Groups"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->narrow), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  users ? _ ("People") : _ ("Groups"), -1);
}

static void
update_shown (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);
  gboolean state = rollcall_list_state_update (priv->state, get_side (self), priv->list);
  gboolean some = !state;

  gtk_stack_set_visible_child_name (priv->stack, state              ? "state"
                                                 : is_narrow (self) ? "narrow"
                                                                    : "wide");
  gtk_widget_set_sensitive (GTK_WIDGET (priv->export_button), some);
  gtk_widget_set_visible (GTK_WIDGET (priv->columns_button), !is_narrow (self));
  update_counts (self);
}

static void
ask (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);
  RollListQuery query = { 0 };

  rollcall_list_page_read_sort (self, &query);
  rollcall_list_chips_apply (priv->chips, &query);
  query.search = gtk_editable_get_text (GTK_EDITABLE (priv->search));
  rollcall_roll_list_set_query (priv->list, &query);
  priv->to_top = rollcall_roll_list_is_busy (priv->list);
}

/* The view that isn't shown makes no rows. */
static void
give_model (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (priv->selection);

  gtk_column_view_set_model (priv->wide, is_narrow (self) ? NULL : model);
  gtk_list_view_set_model (priv->narrow, is_narrow (self) ? model : NULL);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RollcallListPage) self = data;
  RollcallListPagePrivate *priv = get_private (self);
  RollcallDifferences *differences = rollcall_differences_new_finish (result);
  RollcallListPageClass *class = ROLLCALL_LIST_PAGE_GET_CLASS (self);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_clear_pointer (&differences, rollcall_differences_unref);
      return;
    }
  g_clear_object (&priv->comparing);
  g_clear_pointer (&priv->differences, rollcall_differences_unref);
  priv->differences = differences;
  if (class->compared != NULL)
    class->compared (self);
  rollcall_list_page_refill (self);
  rollcall_details_pane_reload (priv->pane, get_side (self), priv->differences);
}

static void
update_comparison (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);
  RollcallListPageClass *class = ROLLCALL_LIST_PAGE_GET_CLASS (self);
  RollcallSide *side = get_side (self);
  Comparison *comparison = side != NULL ? rollcall_side_get_comparison (side) : NULL;
  RollcallSide *other = side != NULL ? rollcall_side_get_other (side) : NULL;

  g_cancellable_cancel (priv->comparing);
  g_clear_object (&priv->comparing);
  if (comparison != NULL && other != NULL && rollcall_side_get_roll (other) != NULL &&
      !comparison_get_source (comparison)->counts_only)
    {
      priv->comparing = g_cancellable_new ();
      rollcall_differences_new_async (comparison, rollcall_side_get_roll (other), priv->comparing,
                                      compared_cb, g_object_ref (self));
      return;
    }
  if (priv->differences == NULL)
    return;
  g_clear_pointer (&priv->differences, rollcall_differences_unref);
  if (class->compared != NULL)
    class->compared (self);
  rollcall_list_page_refill (self);
}

static void
search_cb (RollcallListPage *self)
{
  ask (self);
}

/* From the search to what was found. */
static void
search_activate_cb (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);

  if (g_list_model_get_n_items (G_LIST_MODEL (priv->list)) == 0)
    return;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (priv->selection), 0, TRUE);
  gtk_widget_child_focus (gtk_stack_get_visible_child (priv->stack), GTK_DIR_TAB_FORWARD);
}

static void
search_stop_cb (RollcallListPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.escape", NULL);
}

static void
chips_cb (RollcallListPage *self)
{
  ask (self);
}

static void
reset_cb (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);

  rollcall_list_chips_reset (priv->chips);
  gtk_editable_set_text (GTK_EDITABLE (priv->search), "");
  ask (self);
}

static void
activate_cb (RollcallListPage *self, guint position)
{
  RollcallListPagePrivate *priv = get_private (self);
  guint32 row = rollcall_roll_list_get_number (priv->list, position);

  if (row != 0)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                get_kind (self) == COMPARE_USERS ? "win.show-user"
                                                                 : "win.show-group",
                                "u", row);
}

static void
selection_cb (RollcallListPage *self)
{
  update_counts (self);
  rollcall_list_page_show_details (self);
}

static void
scroll_to (RollcallListPage *self, guint position)
{
  RollcallListPagePrivate *priv = get_private (self);
  GtkWidget *view = is_narrow (self) ? GTK_WIDGET (priv->narrow)
                                     : gtk_widget_get_last_child (GTK_WIDGET (priv->wide));

  gtk_widget_activate_action (view, "list.scroll-to-item", "u", position);
}

static void
answered_cb (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);

  if (priv->to_top && g_list_model_get_n_items (G_LIST_MODEL (priv->list)) > 0)
    scroll_to (self, 0);
  priv->to_top = FALSE;
  rollcall_list_chips_set_counts (priv->chips, rollcall_roll_list_get_counts (priv->list));
  rollcall_list_page_refill (self);
  update_shown (self);
}

/* Rows are all as high as each other. */
static void
replacing_cb (RollcallListPage *self, gboolean anew)
{
  RollcallListPagePrivate *priv = get_private (self);
  GtkScrolledWindow *scroller = is_narrow (self) ? priv->narrow_scroller : priv->wide_scroller;
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (scroller);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (priv->list));
  double height = n > 0 ? gtk_adjustment_get_upper (place) / n : 0;

  priv->anchor = 0;
  if (!anew || height <= 0 || gtk_adjustment_get_value (place) <= 0)
    return;
  priv->anchor = rollcall_roll_list_get_number (priv->list,
                                                (guint)(gtk_adjustment_get_value (place) / height));
  priv->anchor_rows = (guint)(gtk_adjustment_get_page_size (place) / height);
}

/* The row that was at the top comes there again: GTK scrolls just so far that the row is in view at
 * the bottom, so it is asked for the one a page further down. */
static void
replaced_cb (RollcallListPage *self, gboolean anew)
{
  RollcallListPagePrivate *priv = get_private (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (priv->list));
  guint position = priv->anchor != 0 ? rollcall_roll_list_find (priv->list, priv->anchor) : n;

  priv->anchor = 0;
  if (position < n && priv->anchor_rows > 0)
    scroll_to (self, MIN (position + priv->anchor_rows - 1, n - 1));
}

static void
close_details_cb (RollcallListPage *self)
{
  get_private (self)->details_wanted = FALSE;
  rollcall_list_page_show_details (self);
}

static void
compact_cb (RollcallListPage *self)
{
  GSettings *settings = rollcall_application_get_settings (rollcall_application_get ());
  GtkWidget *view = GTK_WIDGET (get_private (self)->wide);

  if (g_settings_get_boolean (settings, "compact-rows"))
    gtk_widget_add_css_class (view, "compact");
  else
    gtk_widget_remove_css_class (view, "compact");
}

static void
rollcall_list_page_update (RollcallPage *page, RollcallSide *side, RollcallSideChange what)
{
  RollcallListPage *self = ROLLCALL_LIST_PAGE (page);
  RollcallListPagePrivate *priv = get_private (self);

  if (what == ROLLCALL_SIDE_CHANGE_ALL)
    {
      rollcall_list_page_show_group (self, 0, NULL);
      gtk_editable_set_text (GTK_EDITABLE (priv->search), "");
    }
  if ((what & ROLLCALL_SIDE_CHANGE_ROLL) != 0)
    {
      Roll *roll = side != NULL ? rollcall_side_get_roll (side) : NULL;
      const RollInfo *info = side != NULL ? rollcall_side_get_info (side) : NULL;

      if (info != NULL && info->counts_only)
        roll = NULL;
      rollcall_roll_list_set_roll (priv->list, roll);
      rollcall_list_chips_set_roll (priv->chips, roll);
      update_search (self);
    }
  if ((what & (ROLLCALL_SIDE_CHANGE_COMPARISON | ROLLCALL_SIDE_CHANGE_ROLL)) != 0)
    {
      update_comparison (self);
      rollcall_details_pane_reload (priv->pane, side, priv->differences);
    }
  update_age (self);
  update_shown (self);
}

static void
rollcall_list_page_set_narrow (RollcallPage *page, gboolean narrow)
{
  RollcallListPage *self = ROLLCALL_LIST_PAGE (page);

  give_model (self);
  update_shown (self);
  rollcall_list_page_show_details (self);
}

static void
rollcall_list_page_search (RollcallPage *page)
{
  RollcallListPagePrivate *priv = get_private (ROLLCALL_LIST_PAGE (page));

  gtk_widget_grab_focus (priv->search);
}

static void
rollcall_list_page_export (RollcallPage *page)
{
  rollcall_list_page_ask_export (ROLLCALL_LIST_PAGE (page));
}

static gboolean
rollcall_list_page_escape (RollcallPage *page)
{
  RollcallListPage *self = ROLLCALL_LIST_PAGE (page);
  RollcallListPagePrivate *priv = get_private (self);

  if (gtk_revealer_get_reveal_child (priv->revealer))
    {
      close_details_cb (self);
      return TRUE;
    }
  if (*gtk_editable_get_text (GTK_EDITABLE (priv->search)) == '\0')
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (priv->search), "");
  return TRUE;
}

static void
rollcall_list_page_constructed (GObject *object)
{
  RollcallListPage *self = ROLLCALL_LIST_PAGE (object);
  RollcallListPagePrivate *priv = get_private (self);
  RollcallListPageClass *class = ROLLCALL_LIST_PAGE_GET_CLASS (self);
  GSettings *settings = rollcall_application_get_settings (rollcall_application_get ());

  G_OBJECT_CLASS (rollcall_list_page_parent_class)->constructed (object);

  priv->list = rollcall_roll_list_new (class->list);
  priv->selection = rollcall_roll_selection_new (priv->list);
  rollcall_list_chips_set_list (priv->chips, class->list);
  rollcall_list_page_make_columns (self);
  rollcall_list_page_add_actions (self);
  g_signal_connect_object (priv->list, "answered", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->list, "replacing", G_CALLBACK (replacing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->list, "replaced", G_CALLBACK (replaced_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->selection, "selection-changed", G_CALLBACK (selection_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (priv->wide), "changed", G_CALLBACK (ask),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::compact-rows", G_CALLBACK (compact_cb), self,
                           G_CONNECT_SWAPPED);
  compact_cb (self);
  give_model (self);
  update_search (self);
}

static void
rollcall_list_page_dispose (GObject *object)
{
  RollcallListPagePrivate *priv = get_private (ROLLCALL_LIST_PAGE (object));

  g_cancellable_cancel (priv->comparing);
  g_clear_object (&priv->comparing);
  g_cancellable_cancel (priv->exporting);
  if (priv->wide != NULL)
    {
      /* The sorter changes once more while the column view goes, after the chips. */
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (priv->wide), object);
      gtk_column_view_set_model (priv->wide, NULL);
    }
  if (priv->narrow != NULL)
    gtk_list_view_set_model (priv->narrow, NULL);
  G_OBJECT_CLASS (rollcall_list_page_parent_class)->dispose (object);
}

static void
rollcall_list_page_finalize (GObject *object)
{
  RollcallListPagePrivate *priv = get_private (ROLLCALL_LIST_PAGE (object));

  g_clear_object (&priv->selection);
  g_clear_object (&priv->list);
  g_clear_object (&priv->exporting);
  g_clear_pointer (&priv->differences, rollcall_differences_unref);
  g_clear_pointer (&priv->bound, g_hash_table_unref);
  g_free (priv->columns);
  G_OBJECT_CLASS (rollcall_list_page_parent_class)->finalize (object);
}

static void
rollcall_list_page_class_init (RollcallListPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  RollcallPageClass *page_class = ROLLCALL_PAGE_CLASS (class);

  object_class->constructed = rollcall_list_page_constructed;
  object_class->dispose = rollcall_list_page_dispose;
  object_class->finalize = rollcall_list_page_finalize;
  page_class->update = rollcall_list_page_update;
  page_class->set_narrow = rollcall_list_page_set_narrow;
  page_class->search = rollcall_list_page_search;
  page_class->export = rollcall_list_page_export;
  page_class->escape = rollcall_list_page_escape;

  g_type_ensure (ROLLCALL_TYPE_LIST_CHIPS);
  g_type_ensure (ROLLCALL_TYPE_LIST_STATE);
  g_type_ensure (ROLLCALL_TYPE_DETAILS_PANE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-list-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, search);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, columns_button);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, export_button);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, chips);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, wide_scroller);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, narrow_scroller);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, wide);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, narrow);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, state);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, counts);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, age);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, revealer);
  gtk_widget_class_bind_template_child_private (widget_class, RollcallListPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, chips_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_details_cb);
}

static void
rollcall_list_page_init (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);

  priv->bound = g_hash_table_new (NULL, NULL);
  priv->exporting = g_cancellable_new ();
  priv->details_wanted = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

RollcallListPagePrivate *
rollcall_list_page_get_private (RollcallListPage *self)
{
  return get_private (self);
}

RollcallDifferences *
rollcall_list_page_get_differences (RollcallListPage *self)
{
  g_return_val_if_fail (ROLLCALL_IS_LIST_PAGE (self), NULL);

  return get_private (self)->differences;
}

void
rollcall_list_page_show_group (RollcallListPage *self, guint32 group, const char *name)
{
  RollcallListPagePrivate *priv;

  g_return_if_fail (ROLLCALL_IS_LIST_PAGE (self));

  priv = get_private (self);
  rollcall_list_chips_reset (priv->chips);
  rollcall_list_chips_set_group (priv->chips, group, name);
  gtk_editable_set_text (GTK_EDITABLE (priv->search), "");
  ask (self);
}

void
rollcall_list_page_show_details (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);
  guint32 row = rollcall_roll_selection_get_only (priv->selection);
  guint selected = rollcall_roll_selection_get_size (priv->selection);
  gboolean shown = priv->details_wanted && !is_narrow (self) && selected > 0;

  gtk_revealer_set_reveal_child (priv->revealer, shown);
  if (!shown)
    return;
  if (selected == 1)
    rollcall_details_pane_show (priv->pane, get_side (self), row, priv->differences);
  else
    rollcall_details_pane_show_many (priv->pane, get_kind (self), selected);
}

void
rollcall_list_page_toggle_details (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = get_private (self);
  guint32 row = rollcall_roll_selection_get_only (priv->selection);

  if (is_narrow (self) && row != 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self),
                                  get_kind (self) == COMPARE_USERS ? "win.show-user"
                                                                   : "win.show-group",
                                  "u", row);
      return;
    }
  priv->details_wanted = !gtk_revealer_get_reveal_child (priv->revealer);
  rollcall_list_page_show_details (self);
}
