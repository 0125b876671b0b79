/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands here is found at once, people in a worker a moment later; both are shown together, so
 * that the first row doesn't change under somebody's finger. Return while people are still being
 * looked for waits for them. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-quick-switch.h"

#include <glib/gi18n.h>

#include "console/rollcall-person-answer.h"
#include "console/rollcall-switch-row.h"

struct _RollcallQuickSwitch
{
  AdwWindow parent_instance;

  GCancellable *cancellable;
  gboolean searching;
  gboolean go_when_found;

  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *list;
  GtkScrolledWindow *scrolled;
  RollcallPersonAnswer *answer;
};

G_DEFINE_FINAL_TYPE (RollcallQuickSwitch, rollcall_quick_switch, ADW_TYPE_WINDOW)

static RollcallWindow *
get_window (RollcallQuickSwitch *self)
{
  return rollcall_window_of (GTK_WIDGET (self));
}

static const char *
get_text (RollcallQuickSwitch *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
ask (RollcallQuickSwitch *self,
     const char          *text)
{
  RollcallWindow *window = get_window (self);
  RollcallSide *side = window != NULL ? rollcall_window_get_side (window) : NULL;

  if (side == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, "answer");
  rollcall_person_answer_ask (self->answer, side, text);
}

/* Closes, and lets the window of the pages do it. */
static void
leave (RollcallQuickSwitch *self,
       const char          *side,
       const char          *action,
       GVariant            *target)
{
  RollcallWindow *window = get_window (self);
  g_autoptr (GObject) held = window != NULL ? g_object_ref (G_OBJECT (window)) : NULL;
  g_autoptr (GVariant) kept = target != NULL ? g_variant_ref (target) : NULL;
  g_autofree char *uuid = g_strdup (side);
  g_autofree char *name = g_strdup (action);

  if (held == NULL)
    return;
  gtk_window_destroy (GTK_WINDOW (self));
  if (uuid != NULL)
    gtk_widget_activate_action (GTK_WIDGET (held), "win.select-side", "s", uuid);
  gtk_widget_activate_action_variant (GTK_WIDGET (held), name, kept);
}

static void
go (RollcallQuickSwitch *self,
    GtkListBoxRow       *row)
{
  const RollcallSwitchHit *hit = rollcall_switch_row_get_hit (ROLLCALL_SWITCH_ROW (row));

  if (hit->section == ROLLCALL_SWITCH_ASK)
    ask (self, g_variant_get_string (hit->target, NULL));
  else
    leave (self, hit->side, hit->action, hit->target);
}

static void
left_cb (RollcallQuickSwitch *self,
         RollcallSide        *side,
         const char          *action,
         GVariant            *target)
{
  if (g_str_equal (action, "win.ask"))
    ask (self, g_variant_get_string (target, NULL));
  else
    leave (self, rollcall_side_get_uuid (side), action, target);
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       data)
{
  RollcallSwitchSection section =
      rollcall_switch_row_get_hit (ROLLCALL_SWITCH_ROW (row))->section;
  GtkWidget *label;

  if (before != NULL &&
      rollcall_switch_row_get_hit (ROLLCALL_SWITCH_ROW (before))->section == section)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (rollcall_switch_section_get_title (section));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "section");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_header (row, label);
}

/* Keeps what is selected in sight, and its heading with the first. */
static void
scroll_to (RollcallQuickSwitch *self,
           GtkListBoxRow       *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  graphene_rect_t bounds;

  if (gtk_list_box_row_get_index (row) == 0)
    gtk_adjustment_set_value (adjustment, 0);
  else if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
}

static void
select_row (RollcallQuickSwitch *self,
            GtkListBoxRow       *row)
{
  gtk_list_box_select_row (self->list, row);
  if (row == NULL)
    return;
  scroll_to (self, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

static int
compare_hits_cb (gconstpointer a,
                 gconstpointer b)
{
  const RollcallSwitchHit *one = *(const RollcallSwitchHit *const *)a;
  const RollcallSwitchHit *other = *(const RollcallSwitchHit *const *)b;

  return (int)one->section - (int)other->section;
}

/* Takes the hits out of both arrays; each is in its order already. */
static void
show_hits (RollcallQuickSwitch *self,
           GPtrArray           *here,
           GPtrArray           *people)
{
  GtkWidget *row;

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                 GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  if (people != NULL)
    g_ptr_array_extend_and_steal (here, g_ptr_array_ref (people));
  g_ptr_array_sort (here, compare_hits_cb);
  while (here->len > 0)
    gtk_list_box_append (self->list,
                         rollcall_switch_row_new (g_ptr_array_steal_index (here, 0)));
  gtk_stack_set_visible_child_name (
      self->stack, gtk_list_box_get_row_at_index (self->list, 0) != NULL ? "list" : "nothing");
  select_row (self, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
stop (RollcallQuickSwitch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->searching = FALSE;
}

static void
people_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (RollcallQuickSwitch) self = data;
  g_autoptr (GPtrArray) people = rollcall_switch_hits_people_finish (result);
  g_autoptr (GPtrArray) here = NULL;
  RollcallWindow *window = get_window (self);
  GtkListBoxRow *row;

  if (people == NULL || window == NULL)
    return;

  self->searching = FALSE;
  here = rollcall_switch_hits_here (window, get_text (self));
  show_hits (self, here, people);
  row = gtk_list_box_get_selected_row (self->list);
  if (self->go_when_found && row != NULL)
    go (self, row);
}

static void
search_cb (RollcallQuickSwitch *self)
{
  RollcallWindow *window = get_window (self);
  const char *text = get_text (self);

  stop (self);
  self->go_when_found = FALSE;
  if (window == NULL)
    return;
  rollcall_person_answer_cancel (self->answer);
  if (*text == '\0')
    {
      g_autoptr (GPtrArray) here = rollcall_switch_hits_here (window, NULL);

      show_hits (self, here, NULL);
      return;
    }
  self->searching = TRUE;
  self->cancellable = g_cancellable_new ();
  rollcall_switch_hits_people_async (
      rollcall_application_get_sides (rollcall_application_get ()),
      rollcall_window_get_side (window), text, self->cancellable, people_cb, g_object_ref (self));
}

/* Something was typed, and the entry waits a moment before it tells. */
static void
changed_cb (RollcallQuickSwitch *self)
{
  self->searching = TRUE;
}

static void
activate_cb (RollcallQuickSwitch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (self->searching)
    {
      search_cb (self);
      self->go_when_found = self->searching;
      row = self->searching ? NULL : gtk_list_box_get_selected_row (self->list);
    }
  if (row != NULL)
    go (self, row);
}

static void
row_cb (RollcallQuickSwitch *self,
        GtkListBoxRow       *row)
{
  go (self, row);
}

/* Escape: from an answer to what was typed, then away. */
static void
escape_cb (RollcallQuickSwitch *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "answer") == 0 &&
      gtk_list_box_get_row_at_index (self->list, 0) != NULL)
    {
      rollcall_person_answer_cancel (self->answer);
      gtk_stack_set_visible_child_name (self->stack, "list");
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
step (RollcallQuickSwitch *self,
      int                  steps)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int at = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (self->list, MAX (at + steps, 0));

  if (next != NULL)
    select_row (self, next);
}

/* The arrows choose while the cursor stays where one types. */
static gboolean
key_cb (RollcallQuickSwitch *self,
        guint                key,
        guint                code,
        GdkModifierType      modifiers)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    step (self, 1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    step (self, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
close_binding_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   data)
{
  escape_cb (ROLLCALL_QUICK_SWITCH (widget));
  return TRUE;
}

static void
rollcall_quick_switch_dispose (GObject *object)
{
  stop (ROLLCALL_QUICK_SWITCH (object));
  G_OBJECT_CLASS (rollcall_quick_switch_parent_class)->dispose (object);
}

static void
rollcall_quick_switch_class_init (RollcallQuickSwitchClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_quick_switch_dispose;
  g_type_ensure (ROLLCALL_TYPE_PERSON_ANSWER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-quick-switch.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallQuickSwitch, entry);
  gtk_widget_class_bind_template_child (widget_class, RollcallQuickSwitch, stack);
  gtk_widget_class_bind_template_child (widget_class, RollcallQuickSwitch, list);
  gtk_widget_class_bind_template_child (widget_class, RollcallQuickSwitch, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RollcallQuickSwitch, answer);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, escape_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_binding_cb, NULL);
}

static void
rollcall_quick_switch_init (RollcallQuickSwitch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
}

void
rollcall_quick_switch_present (RollcallWindow *window,
                               const char     *question)
{
  RollcallQuickSwitch *self;

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));

  self = g_object_new (ROLLCALL_TYPE_QUICK_SWITCH, "transient-for", window, NULL);
  search_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (question == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), question);
  ask (self, question);
}
