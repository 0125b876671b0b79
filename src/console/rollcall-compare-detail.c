/* SPDX-License-Identifier: GPL-3.0-or-later */

/* It looks at its own width, since beside a list it has less room than the window lets guess; the
 * table is made anew when it falls below, or comes above, what columns need. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-compare-detail.h"

#include <glib/gi18n.h>

#include "console/rollcall-compare-row.h"
#include "console/rollcall-excerpt.h"
#include "console/rollcall-history-list.h"
#include "console/rollcall-mark.h"
#include "console/rollcall-pair-table.h"
#include "console/rollcall-text-scale.h"

/* In pixels, with text of the usual size. */
#define COLUMNS_FROM 480
#define MOST_CHANGES 5

struct _RollcallCompareDetail
{
  GtkWidget parent_instance;

  GCancellable *cancellable;
  RollcallPair *pair;
  char *source;
  char *target;
  gboolean narrow;
  guint rebuild_idle;

  GtkWidget *content;
  GtkWidget *scrolled;
  GtkBox *head;
  GtkStack *picture;
  AdwAvatar *avatar;
  RollcallMark *mark;
  GtkLabel *name;
  GtkLabel *about;
  GtkBox *buttons;
  GtkButton *show_user;
  GtkButton *show_group;
  GtkLabel *why;
  GtkLabel *detail;
  AdwBin *table;
  GtkBox *histories;
  GtkLabel *source_title;
  GtkLabel *target_title;
  AdwBin *source_history;
  AdwBin *target_history;
};

G_DEFINE_FINAL_TYPE (RollcallCompareDetail, rollcall_compare_detail, GTK_TYPE_WIDGET)

typedef struct
{
  RollcallCompareItem *item;
  Roll *source;
  Roll *target;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->item);
  g_clear_object (&job->source);
  g_clear_object (&job->target);
  g_free (job);
}

static void
job_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Job *job = data;
  RollcallCompareIndex *index = rollcall_compare_item_get_index (job->item);

  g_task_return_pointer (task,
                         rollcall_pair_new (rollcall_compare_item_get_entry (job->item),
                                            rollcall_compare_index_get_comparison (index),
                                            job->source, job->target),
                         (GDestroyNotify)rollcall_pair_free);
}

/* What depends on the width. */
static void
lay_out (RollcallCompareDetail *self)
{
  GtkOrientation orientation =
      self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->histories), orientation);
  gtk_box_set_homogeneous (self->histories, !self->narrow);
  if (self->pair != NULL)
    adw_bin_set_child (self->table, rollcall_pair_table_new (self->pair, self->source,
                                                             self->target, self->narrow));
}

static gboolean
rebuild_cb (gpointer data)
{
  RollcallCompareDetail *self = data;

  self->rebuild_idle = 0;
  lay_out (self);
  return G_SOURCE_REMOVE;
}

static void
show_target (GtkButton *button,
             guint32    row)
{
  gtk_widget_set_visible (GTK_WIDGET (button), row != 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", row);
}

static void
show_history (AdwBin     *bin,
              GtkLabel   *title,
              const char *side,
              GPtrArray  *changes)
{
  /* Translators: the name of a side: In Entra ID */
  g_autofree char *text = g_strdup_printf (_("In %s"), side);

  gtk_label_set_label (title, text);
  adw_bin_set_child (bin, rollcall_history_list_new (changes, MOST_CHANGES));
}

static void
show_pair (RollcallCompareDetail *self)
{
  RollcallPair *pair = self->pair;
  g_autofree char *name = NULL;
  g_autofree char *about = NULL;
  g_autofree char *detail = NULL;

  gtk_widget_set_visible (self->content, pair != NULL);
  if (pair == NULL)
    return;

  gtk_stack_set_visible_child_name (self->picture,
                                    pair->kind == COMPARE_GROUPS ? "group" : "person");
  name = rollcall_excerpt_new (pair->name, ROLLCALL_EXCERPT_NAME);
  about = rollcall_excerpt_new (pair->about, ROLLCALL_EXCERPT_VALUE);
  detail = rollcall_excerpt_new (pair->detail, ROLLCALL_EXCERPT_VALUE);
  adw_avatar_set_text (self->avatar, pair->name);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->about, about);
  gtk_label_set_label (self->why, pair->why);
  gtk_label_set_label (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), pair->detail != NULL);
  rollcall_mark_set_kind (self->mark, rollcall_compare_mark_kind (pair->where, pair->explained));
  show_target (self->show_user, pair->user_row);
  show_target (self->show_group, pair->group_row);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), pair->user_row != 0 || pair->group_row != 0);
  show_history (self->source_history, self->source_title, self->source, pair->source_changes);
  show_history (self->target_history, self->target_title, self->target, pair->target_changes);
  lay_out (self);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
}

static void
pair_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  RollcallCompareDetail *self = ROLLCALL_COMPARE_DETAIL (object);
  RollcallPair *pair = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      rollcall_pair_free (pair);
      return;
    }
  g_clear_pointer (&self->pair, rollcall_pair_free);
  self->pair = pair;
  show_pair (self);
}

static void
stop (RollcallCompareDetail *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
rollcall_compare_detail_measure (GtkWidget      *widget,
                                 GtkOrientation  orientation,
                                 int             for_size,
                                 int            *minimum,
                                 int            *natural,
                                 int            *minimum_baseline,
                                 int            *natural_baseline)
{
  gtk_widget_measure (ROLLCALL_COMPARE_DETAIL (widget)->scrolled, orientation, for_size, minimum,
                      natural, NULL, NULL);
}

static void
rollcall_compare_detail_size_allocate (GtkWidget *widget,
                                       int        width,
                                       int        height,
                                       int        baseline)
{
  RollcallCompareDetail *self = ROLLCALL_COMPARE_DETAIL (widget);
  gboolean narrow = width < rollcall_text_scale (widget, COLUMNS_FROM);

  gtk_widget_allocate (self->scrolled, width, height, baseline, NULL);
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (self->rebuild_idle == 0)
    self->rebuild_idle = g_idle_add (rebuild_cb, self);
}

static void
rollcall_compare_detail_dispose (GObject *object)
{
  RollcallCompareDetail *self = ROLLCALL_COMPARE_DETAIL (object);

  stop (self);
  g_clear_handle_id (&self->rebuild_idle, g_source_remove);
  g_clear_pointer (&self->pair, rollcall_pair_free);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (rollcall_compare_detail_parent_class)->dispose (object);
}

static void
rollcall_compare_detail_finalize (GObject *object)
{
  RollcallCompareDetail *self = ROLLCALL_COMPARE_DETAIL (object);

  g_free (self->source);
  g_free (self->target);
  G_OBJECT_CLASS (rollcall_compare_detail_parent_class)->finalize (object);
}

static void
rollcall_compare_detail_class_init (RollcallCompareDetailClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = rollcall_compare_detail_dispose;
  object_class->finalize = rollcall_compare_detail_finalize;
  widget_class->measure = rollcall_compare_detail_measure;
  widget_class->size_allocate = rollcall_compare_detail_size_allocate;

  g_type_ensure (ROLLCALL_TYPE_MARK);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-compare-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, content);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, head);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, picture);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, avatar);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, mark);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, name);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, about);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, buttons);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, show_user);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, show_group);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, why);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, detail);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, table);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, histories);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, source_title);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, target_title);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, source_history);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareDetail, target_history);
}

static void
rollcall_compare_detail_init (RollcallCompareDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rollcall_compare_detail_new (void)
{
  return g_object_new (ROLLCALL_TYPE_COMPARE_DETAIL, NULL);
}

void
rollcall_compare_detail_show (RollcallCompareDetail *self,
                              RollcallSide          *side,
                              RollcallCompareItem   *item)
{
  RollcallSide *other;
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (ROLLCALL_IS_COMPARE_DETAIL (self));
  g_return_if_fail (side == NULL || ROLLCALL_IS_SIDE (side));
  g_return_if_fail (item == NULL || ROLLCALL_IS_COMPARE_ITEM (item));

  stop (self);
  other = side != NULL ? rollcall_side_get_other (side) : NULL;
  if (item == NULL || other == NULL || rollcall_side_get_roll (side) == NULL ||
      rollcall_side_get_roll (other) == NULL)
    {
      g_clear_pointer (&self->pair, rollcall_pair_free);
      show_pair (self);
      return;
    }

  g_free (self->source);
  g_free (self->target);
  self->source = g_strdup (rollcall_side_get_name (other));
  self->target = g_strdup (rollcall_side_get_name (side));
  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->item = g_object_ref (item);
  job->source = g_object_ref (rollcall_side_get_roll (other));
  job->target = g_object_ref (rollcall_side_get_roll (side));
  task = g_task_new (self, self->cancellable, pair_cb, NULL);
  g_task_set_source_tag (task, rollcall_compare_detail_show);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, job_thread);
}
