/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The index of a comparison is made in a worker once, and asked there whenever chips or search
 * change; the latest wins. Until then what was found before stays. A comparison that is made anew
 * keeps chips, search and the person who is looked at. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-compare-page.h"

#include <glib/gi18n.h>

#include "console/rollcall-compare-chips.h"
#include "console/rollcall-compare-detail.h"
#include "console/rollcall-compare-export.h"
#include "console/rollcall-compare-list.h"
#include "console/rollcall-compare-row.h"
#include "console/rollcall-compare-search.h"
#include "console/rollcall-compare-status.h"
#include "console/rollcall-window.h"
#include "desk/desk-verdict.h"
#include "desk/desk-words.h"
#include "roll/roll-row.h"

struct _RollcallComparePage
{
  RollcallPage parent_instance;

  RollcallSide *shown; /* borrowed; only compared */
  RollcallCompareIndex *index;
  RollcallCompareList *list;
  GtkSingleSelection *selection;
  GCancellable *cancellable;
  char *wanted;
  RollcallCompareItem *current;

  GtkStack *stack;
  RollcallMark *mark;
  GtkLabel *headline;
  GtkLabel *caption;
  RollcallCompareChips *chips;
  GtkSearchEntry *search;
  GtkStack *results;
  GtkListView *view;
  GtkLabel *count;
  GtkWidget *list_pane;
  GtkWidget *separator;
  RollcallCompareDetail *detail;
  RollcallCompareStatus *status;
};

G_DEFINE_FINAL_TYPE (RollcallComparePage, rollcall_compare_page, ROLLCALL_TYPE_PAGE)

static void
show_item (RollcallComparePage *self,
           RollcallCompareItem *item)
{
  g_set_object (&self->current, item);
  if (!rollcall_page_get_narrow (ROLLCALL_PAGE (self)))
    rollcall_compare_detail_show (self->detail, rollcall_page_get_side (ROLLCALL_PAGE (self)),
                                  item);
}

static void
selected_cb (RollcallComparePage *self)
{
  RollcallCompareItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL && item != self->current)
    show_item (self, item);
}

static void
scroll_to (RollcallComparePage *self,
           guint                position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static void
show_count (RollcallComparePage *self,
            guint                found)
{
  guint total = rollcall_compare_index_count (self->index, COMPARE_N_REASONS, FALSE) +
                rollcall_compare_index_count (self->index, COMPARE_N_REASONS, TRUE);
  g_autofree char *shown = desk_words_number (found);
  g_autofree char *all = desk_words_number (total);
  /* Translators: 4 of 20 differences are shown */
  g_autofree char *text =
      g_strdup_printf (ngettext ("%s of %s difference", "%s of %s differences", total), shown, all);

  gtk_label_set_label (self->count, text);
}

/* Puts what was found on the screen, and on it who was looked at before. */
static void
take_found (RollcallComparePage  *self,
            RollcallCompareFound *found)
{
  g_autoptr (RollcallCompareItem) before =
      self->current != NULL ? g_object_ref (self->current) : NULL;
  const CompareEntry *entry =
      before != NULL ? rollcall_compare_item_get_entry (before) : NULL;
  guint position;

  if (found->person != NULL)
    entry = found->person;
  rollcall_compare_list_set (self->list, found->index, found->entries);
  gtk_stack_set_visible_child_name (self->results, found->entries->len > 0 ? "list" : "nothing");
  show_count (self, found->entries->len);
  position = entry != NULL ? rollcall_compare_list_find (self->list, entry) : G_MAXUINT;
  if (position == G_MAXUINT)
    position = 0;
  if (found->entries->len == 0)
    {
      show_item (self, NULL);
      return;
    }
  gtk_single_selection_set_selected (self->selection, position);
  if (position > 0)
    scroll_to (self, position);
  show_item (self, gtk_single_selection_get_selected_item (self->selection));
}

/* Somebody was wanted who doesn't differ. */
static void
show_elsewhere (RollcallComparePage *self,
                const char          *key)
{
  RollcallSide *side = rollcall_page_get_side (ROLLCALL_PAGE (self));
  Roll *roll = side != NULL ? rollcall_side_get_roll (side) : NULL;
  guint32 row = roll != NULL ? roll_find_row (roll, ROLL_USERS, key) : 0;

  if (row != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-user", "u", row);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.ask", "s", key);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (RollcallComparePage) self = data;
  g_autoptr (RollcallCompareFound) found = rollcall_compare_search_finish (result);

  if (found == NULL)
    return;

  if (self->index != found->index)
    {
      g_clear_pointer (&self->index, rollcall_compare_index_unref);
      self->index = rollcall_compare_index_ref (found->index);
      rollcall_compare_chips_set_index (self->chips, self->index);
    }
  g_clear_pointer (&self->wanted, g_free);
  if (found->person != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      rollcall_compare_chips_set_reasons (self->chips, &found->reasons);
      /* Setting the text asks again in a while; what is found then is the same. */
    }
  take_found (self, found);
  if (found->wanted != NULL && found->person == NULL)
    show_elsewhere (self, found->wanted);
}

static void
stop (RollcallComparePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
find (RollcallComparePage *self)
{
  RollcallSide *side = rollcall_page_get_side (ROLLCALL_PAGE (self));
  Comparison *comparison = side != NULL ? rollcall_side_get_comparison (side) : NULL;
  RollcallReasonSet reasons = rollcall_compare_chips_get_reasons (self->chips);

  stop (self);
  if (comparison == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  rollcall_compare_search_async (comparison, self->index, &reasons,
                                 gtk_editable_get_text (GTK_EDITABLE (self->search)), self->wanted,
                                 self->cancellable, found_cb, g_object_ref (self));
}

static void
clear_search_cb (RollcallComparePage *self)
{
  RollcallReasonSet none = { 0, 0 };

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  rollcall_compare_chips_set_reasons (self->chips, &none);
  find (self);
}

static void
setup_row_cb (RollcallComparePage *self,
              GtkListItem         *item)
{
  gtk_list_item_set_child (item, rollcall_compare_row_new ());
}

static void
bind_row_cb (RollcallComparePage *self,
             GtkListItem         *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *around = gtk_widget_get_parent (row);
  g_autofree char *words = rollcall_compare_row_show (
      ROLLCALL_COMPARE_ROW (row), ROLLCALL_COMPARE_ITEM (gtk_list_item_get_item (item)));

  if (around != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                    -1);
}

/* (transfer floating): one difference as a page of its own, where two columns have no room */
static GtkWidget *
make_subpage (RollcallComparePage *self,
              RollcallCompareItem *item)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/rollcall/Rollcall/rollcall-compare-subpage.ui");
  GtkWidget *page = GTK_WIDGET (gtk_builder_get_object (builder, "page"));
  AdwWindowTitle *title = ADW_WINDOW_TITLE (gtk_builder_get_object (builder, "title"));
  RollcallCompareDetail *detail =
      ROLLCALL_COMPARE_DETAIL (gtk_builder_get_object (builder, "detail"));

  adw_window_title_set_title (title, rollcall_compare_item_get_entry (item)->name);
  rollcall_compare_detail_show (detail, rollcall_page_get_side (ROLLCALL_PAGE (self)), item);
  g_object_ref (page);
  g_object_force_floating (G_OBJECT (page));
  return page;
}

static void
activated_cb (RollcallComparePage *self,
              guint                position)
{
  g_autoptr (RollcallCompareItem) item =
      g_list_model_get_item (G_LIST_MODEL (self->list), position);
  RollcallWindow *window = rollcall_window_of (GTK_WIDGET (self));

  if (item != NULL && window != NULL && rollcall_page_get_narrow (ROLLCALL_PAGE (self)))
    rollcall_window_push (window, make_subpage (self, item));
}

/* N and P; not while somebody types a name with these letters. */
static gboolean
step_cb (GtkWidget *widget,
         GVariant  *steps,
         gpointer   data)
{
  RollcallComparePage *self = ROLLCALL_COMPARE_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint at = gtk_single_selection_get_selected (self->selection);
  gboolean next = g_variant_get_int32 (steps) > 0;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->view)) || n == 0 || GTK_IS_EDITABLE (focus) ||
      GTK_IS_TEXT_VIEW (focus))
    return FALSE;

  if (at == GTK_INVALID_LIST_POSITION)
    at = 0;
  else if (next ? at + 1 < n : at > 0)
    at = next ? at + 1 : at - 1;
  gtk_single_selection_set_selected (self->selection, at);
  scroll_to (self, at);
  return TRUE;
}

static void
export_cb (RollcallComparePage *self)
{
  rollcall_page_export (ROLLCALL_PAGE (self));
}

static RollcallMarkKind
choose_mark (RollcallSide *side,
             Comparison   *comparison)
{
  if (rollcall_side_is_stale (side))
    return ROLLCALL_MARK_UNKNOWN;

  switch (comparison_get_verdict (comparison))
    {
    case COMPARE_IN_STEP:
      return ROLLCALL_MARK_MATCH;
    case COMPARE_EXPLAINED:
      return ROLLCALL_MARK_EXPLAINED;
    case COMPARE_NUMBERS_EQUAL:
      return ROLLCALL_MARK_QUIET;
    case COMPARE_COUNTS_MATCH:
    case COMPARE_DIFFERS:
    case COMPARE_NUMBERS_DIFFER:
    default:
      return ROLLCALL_MARK_DIFFERENT;
    }
}

/* What the numbers count, whose they are, and how old the older one is. */
static void
show_verdict (RollcallComparePage *self,
              RollcallSide        *side,
              Comparison          *comparison)
{
  const RollInfo *source = comparison_get_source (comparison);
  const RollInfo *target = comparison_get_target (comparison);
  g_autofree char *headline = desk_verdict_headline (comparison);
  g_autofree char *here = desk_words_number (source->users_active);
  g_autofree char *there = desk_words_number (target->users_active);
  g_autofree char *when = desk_words_time (MIN (source->read_at, target->read_at), 0);
  g_autofree char *full = desk_words_full_time (MIN (source->read_at, target->read_at));
  /* Translators: 1,204 expected in Entra ID, 1,204 active in Slack, read today at 14:02 */
  g_autofree char *caption = g_strdup_printf (
      _("%s expected in %s, %s active in %s, read %s"), here,
      comparison_get_source_name (comparison), there, comparison_get_target_name (comparison),
      when);

  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption), full);
  rollcall_mark_set_kind (self->mark, choose_mark (side, comparison));
}

/* Another side begins with everything that needs attention. */
static void
forget (RollcallComparePage *self)
{
  RollcallReasonSet none = { 0, 0 };

  stop (self);
  g_clear_object (&self->current);
  rollcall_compare_list_set (self->list, NULL, NULL);
  g_clear_pointer (&self->index, rollcall_compare_index_unref);
  rollcall_compare_chips_set_index (self->chips, NULL);
  rollcall_compare_chips_set_reasons (self->chips, &none);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  rollcall_compare_detail_show (self->detail, NULL, NULL);
}

static void
rollcall_compare_page_update (RollcallPage       *page,
                              RollcallSide       *side,
                              RollcallSideChange  what)
{
  RollcallComparePage *self = ROLLCALL_COMPARE_PAGE (page);
  Comparison *comparison = side != NULL ? rollcall_side_get_comparison (side) : NULL;

  if (self->shown != side)
    forget (self);
  self->shown = side;
  if (side == NULL)
    return;

  if (!rollcall_compare_status_update (self->status, side))
    {
      gtk_stack_set_visible_child_name (self->stack, "status");
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "list");
  show_verdict (self, side, comparison);
  if (self->index == NULL || rollcall_compare_index_get_comparison (self->index) != comparison)
    find (self);
}

static void
rollcall_compare_page_set_narrow (RollcallPage *page,
                                  gboolean      narrow)
{
  RollcallComparePage *self = ROLLCALL_COMPARE_PAGE (page);

  gtk_widget_set_hexpand (self->list_pane, narrow);
  gtk_widget_set_visible (self->separator, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), !narrow);
  gtk_list_view_set_single_click_activate (self->view, narrow);
  if (!narrow)
    rollcall_compare_detail_show (self->detail, rollcall_page_get_side (page), self->current);
}

static void
rollcall_compare_page_search (RollcallPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (ROLLCALL_COMPARE_PAGE (page)->search));
}

static void
rollcall_compare_page_export (RollcallPage *page)
{
  RollcallComparePage *self = ROLLCALL_COMPARE_PAGE (page);
  RollcallSide *side = rollcall_page_get_side (page);
  RollcallWindow *window = rollcall_window_of (GTK_WIDGET (page));
  Comparison *comparison = side != NULL ? rollcall_side_get_comparison (side) : NULL;
  RollcallReasonSet reasons = rollcall_compare_chips_get_reasons (self->chips);

  if (window == NULL)
    return;
  if (comparison == NULL)
    rollcall_window_toast (window, _("There is nothing to export before both sides are compared"));
  else
    rollcall_compare_export (window, comparison, reasons.attention | reasons.explained);
}

static gboolean
rollcall_compare_page_escape (RollcallPage *page)
{
  RollcallComparePage *self = ROLLCALL_COMPARE_PAGE (page);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  return TRUE;
}

static void
rollcall_compare_page_dispose (GObject *object)
{
  RollcallComparePage *self = ROLLCALL_COMPARE_PAGE (object);

  stop (self);
  g_clear_object (&self->current);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_pointer (&self->index, rollcall_compare_index_unref);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (rollcall_compare_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, mark);
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, headline);
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, caption);
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, chips);
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, search);
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, results);
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, view);
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, count);
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, separator);
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, detail);
  gtk_widget_class_bind_template_child (widget_class, RollcallComparePage, status);
}

static void
rollcall_compare_page_class_init (RollcallComparePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  RollcallPageClass *page_class = ROLLCALL_PAGE_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_compare_page_dispose;
  page_class->update = rollcall_compare_page_update;
  page_class->set_narrow = rollcall_compare_page_set_narrow;
  page_class->search = rollcall_compare_page_search;
  page_class->export = rollcall_compare_page_export;
  page_class->escape = rollcall_compare_page_escape;

  g_type_ensure (ROLLCALL_TYPE_COMPARE_CHIPS);
  g_type_ensure (ROLLCALL_TYPE_COMPARE_DETAIL);
  g_type_ensure (ROLLCALL_TYPE_COMPARE_STATUS);
  g_type_ensure (ROLLCALL_TYPE_MARK);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-compare-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, find);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
}

static void
add_key (GtkShortcutController *controller,
         guint                  key,
         int                    steps)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, 0),
                                            gtk_callback_action_new (step_cb, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (steps));
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

static void
add_keys (RollcallComparePage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  add_key (GTK_SHORTCUT_CONTROLLER (controller), GDK_KEY_n, 1);
  add_key (GTK_SHORTCUT_CONTROLLER (controller), GDK_KEY_p, -1);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
rollcall_compare_page_init (RollcallComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list = rollcall_compare_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                           self, G_CONNECT_SWAPPED);
  add_keys (self);
}

void
rollcall_compare_page_show_reason (RollcallComparePage *self,
                                   const char          *code)
{
  RollcallReasonSet reasons = { 0, 0 };
  CompareReason reason;

  g_return_if_fail (ROLLCALL_IS_COMPARE_PAGE (self));
  g_return_if_fail (code != NULL);

  if (compare_reason_from_string (code, &reason))
    reasons.attention = reasons.explained = 1u << reason;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  rollcall_compare_chips_set_reasons (self->chips, &reasons);
  find (self);
}

void
rollcall_compare_page_show_person (RollcallComparePage *self,
                                   const char          *key)
{
  RollcallSide *side;

  g_return_if_fail (ROLLCALL_IS_COMPARE_PAGE (self));
  g_return_if_fail (key != NULL);

  side = rollcall_page_get_side (ROLLCALL_PAGE (self));
  g_free (self->wanted);
  self->wanted = g_strdup (key);
  if (side != NULL && rollcall_side_get_comparison (side) != NULL)
    find (self);
  else
    show_elsewhere (self, key);
}
