/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recycled by the list: every part is set each time. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-activity-row.h"

#include <glib/gi18n.h>

#include "console/rollcall-activity-icon.h"
#include "console/rollcall-excerpt.h"
#include "desk/desk-words.h"

struct _RollcallActivityRow
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *header_title;
  GtkLabel *header_subtitle;
  GtkLabel *header_pill;
  GtkImage *icon;
  GtkLabel *sentence;
  GtkLabel *detail;
  GtkLabel *status;
  GtkLabel *time;
};

G_DEFINE_FINAL_TYPE (RollcallActivityRow, rollcall_activity_row, ADW_TYPE_BIN)

static void
set_fail (GtkLabel *pill,
          gboolean  fail)
{
  if (fail)
    gtk_widget_add_css_class (GTK_WIDGET (pill), "fail");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (pill), "fail");
}

static void
show_header (RollcallActivityRow  *self,
             RollcallActivityLine *line)
{
  gint64 failures = rollcall_activity_line_get_failures (line);
  const char *subtitle = rollcall_activity_line_get_subtitle (line);
  g_autofree char *number = desk_words_number (failures);
  g_autofree char *words =
      failures > 0
          ? g_strdup_printf (ngettext ("%s failure", "%s failures", (gulong)failures), number)
          : g_strdup (_("Nothing to change"));

  gtk_stack_set_visible_child_name (self->stack, "header");
  gtk_label_set_label (self->header_title, rollcall_activity_line_get_title (line));
  gtk_label_set_label (self->header_subtitle, subtitle);
  gtk_label_set_label (self->header_pill, words);
  set_fail (self->header_pill, failures > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->header_pill),
                          failures > 0 || rollcall_activity_line_is_quiet (line));
}

static void
show_item (RollcallActivityRow    *self,
           const DeskActivityItem *item)
{
  g_autofree char *clock = desk_words_clock (item->time);
  g_autofree char *full = desk_words_full_time (item->time);
  g_autofree char *status = g_strdup_printf ("%u", item->status);
  g_autofree char *sentence = rollcall_excerpt_new (item->sentence, ROLLCALL_EXCERPT_VALUE);
  g_autofree char *detail = rollcall_excerpt_new (item->detail, ROLLCALL_EXCERPT_VALUE);

  gtk_stack_set_visible_child_name (self->stack, "item");
  rollcall_activity_icon_show (GTK_WIDGET (self->icon), item->icon);
  gtk_label_set_label (self->sentence, sentence);
  gtk_label_set_label (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), item->detail != NULL);
  gtk_label_set_label (self->status, status);
  gtk_widget_set_visible (GTK_WIDGET (self->status), item->status != 0 && item->folded == NULL);
  set_fail (self->status, item->kind == DESK_ACTIVITY_FAILURE);
  gtk_label_set_label (self->time, clock);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time), full);
}

static void
rollcall_activity_row_class_init (RollcallActivityRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-activity-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityRow, stack);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityRow, header_title);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityRow, header_subtitle);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityRow, header_pill);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityRow, status);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityRow, time);
}

static void
rollcall_activity_row_init (RollcallActivityRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rollcall_activity_row_show (RollcallActivityRow  *self,
                            RollcallActivityLine *line)
{
  const DeskActivityItem *item;

  g_return_if_fail (ROLLCALL_IS_ACTIVITY_ROW (self));
  g_return_if_fail (ROLLCALL_IS_ACTIVITY_LINE (line));

  item = rollcall_activity_line_get_item (line);
  if (item != NULL)
    show_item (self, item);
  else
    show_header (self, line);
}
