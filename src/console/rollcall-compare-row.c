/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People have their initials, groups an icon. Server text is plain and may be cut short; the
 * tooltip has it whole. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-compare-row.h"

#include <glib/gi18n.h>

struct _RollcallCompareRow
{
  AdwBin parent_instance;

  GtkStack *picture;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *caption;
  RollcallMark *mark;
};

G_DEFINE_FINAL_TYPE (RollcallCompareRow, rollcall_compare_row, ADW_TYPE_BIN)

static void
rollcall_compare_row_class_init (RollcallCompareRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ROLLCALL_TYPE_MARK);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-compare-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareRow, picture);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareRow, name);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareRow, caption);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareRow, mark);
}

static void
rollcall_compare_row_init (RollcallCompareRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rollcall_compare_row_new (void)
{
  return g_object_new (ROLLCALL_TYPE_COMPARE_ROW, NULL);
}

char *
rollcall_compare_row_show (RollcallCompareRow  *self,
                           RollcallCompareItem *item)
{
  const CompareEntry *entry;
  g_autofree char *caption = NULL;
  g_autofree char *whole = NULL;
  const char *reason;

  g_return_val_if_fail (ROLLCALL_IS_COMPARE_ROW (self), NULL);
  g_return_val_if_fail (ROLLCALL_IS_COMPARE_ITEM (item), NULL);

  entry = rollcall_compare_item_get_entry (item);
  reason = _(compare_reason_rows ()[entry->reason].title);
  caption = rollcall_compare_item_get_caption (item);
  whole = g_strdup_printf ("%s\n%s\n%s", entry->name, caption, reason);
  gtk_stack_set_visible_child_name (self->picture,
                                    entry->kind == COMPARE_GROUPS ? "group" : "person");
  if (entry->kind != COMPARE_GROUPS)
    adw_avatar_set_text (self->avatar, entry->name);
  gtk_label_set_label (self->name, entry->name);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), whole);
  rollcall_mark_set_kind (self->mark,
                          rollcall_compare_mark_kind (entry->where, entry->explained));
  rollcall_mark_set_label (self->mark, reason);
  return g_strdup_printf ("%s, %s, %s", entry->name, caption, reason);
}

RollcallMarkKind
rollcall_compare_mark_kind (CompareWhere where,
                            gboolean     explained)
{
  if (explained)
    return ROLLCALL_MARK_EXPLAINED;
  return where == COMPARE_MISSING ? ROLLCALL_MARK_MISSING
         : where == COMPARE_EXTRA ? ROLLCALL_MARK_EXTRA
                                  : ROLLCALL_MARK_DIFFERENT;
}
