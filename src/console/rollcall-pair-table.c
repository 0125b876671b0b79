/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list box whose rows share their widths by size groups: one for the titles, one for the values
 * of both sides, which wrap, so that both columns stay equally wide whatever stands in them. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-pair-table.h"

#include <glib/gi18n.h>

#include "console/rollcall-excerpt.h"
#include "console/rollcall-mark.h"

typedef struct
{
  const RollcallPair *pair;
  const char         *source;
  const char         *target;
  GtkSizeGroup       *titles;
  GtkSizeGroup       *values;
  GtkSizeGroup       *marks;
} Table;

/* (nullable): in place of a value of somebody who isn't at that side */
static const char *
get_absence (const RollcallPair *pair,
             gboolean            at_source)
{
  if (pair->kind != COMPARE_MEMBERSHIPS && (at_source ? pair->at_source : pair->at_target))
    return NULL;
  return pair->where == COMPARE_AMBIGUOUS ? _("not matched") : _("not there");
}

static const char *
get_value (const Table           *table,
           const RollcallPairRow *row,
           gboolean               at_source)
{
  const char *value = at_source ? row->source : row->target;
  const char *absence = get_absence (table->pair, at_source);

  if (value != NULL)
    return value;
  return absence != NULL ? absence : _("empty");
}

static GtkWidget *
make_label (const char *text)
{
  g_autofree char *shown = rollcall_excerpt_new (text, ROLLCALL_EXCERPT_VALUE);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static GtkWidget *
make_value (const Table           *table,
            const RollcallPairRow *row,
            gboolean               at_source)
{
  GtkWidget *label = make_label (get_value (table, row, at_source));

  gtk_widget_set_hexpand (label, TRUE);
  if ((at_source ? row->source : row->target) == NULL)
    gtk_widget_add_css_class (label, "dim-label");
  else if (row->differs)
    gtk_widget_add_css_class (label, "heading");
  return label;
}

static GtkWidget *
make_title (const RollcallPairRow *row)
{
  GtkWidget *label = make_label (row->title);

  gtk_widget_add_css_class (label, "dim-label");
  if (row->path != NULL)
    gtk_widget_set_tooltip_text (label, row->path);
  return label;
}

static GtkWidget *
make_mark (const Table           *table,
           const RollcallPairRow *row)
{
  RollcallMarkKind kind = row->differs          ? ROLLCALL_MARK_DIFFERENT
                          : table->pair->single ? ROLLCALL_MARK_NONE
                                                : ROLLCALL_MARK_QUIET;

  if (row->differs && table->pair->explained)
    kind = ROLLCALL_MARK_EXPLAINED;
  return rollcall_mark_new (kind);
}

static void
set_margins (GtkWidget *box)
{
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
}

/* A list box's row around @child, in words for a screen reader. */
static void
append (const Table           *table,
        GtkWidget             *list,
        GtkWidget             *child,
        const RollcallPairRow *row)
{
  GtkWidget *around = gtk_list_box_row_new ();

  set_margins (child);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (around), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (around), FALSE);
  if (row != NULL)
    {
      /* Translators: an attribute, and its values on the two sides: Title: Clerk in Entra ID,
       * Consultant in Slack */
      g_autofree char *words =
          g_strdup_printf (_("%s: %s in %s, %s in %s"), row->title, get_value (table, row, TRUE),
                           table->source, get_value (table, row, FALSE), table->target);

      gtk_accessible_update_property (GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      words, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      row->differs ? _("differs") : "", -1);
      if (row->differs)
        gtk_widget_add_css_class (around, table->pair->explained ? "tint-quiet" : "tint-differ");
    }
  gtk_list_box_append (GTK_LIST_BOX (list), around);
}

static GtkWidget *
make_columns (const Table *table,
              GtkWidget   *title,
              GtkWidget   *source,
              GtkWidget   *mark,
              GtkWidget   *target)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_size_group_add_widget (table->titles, title);
  gtk_size_group_add_widget (table->marks, mark);
  gtk_size_group_add_widget (table->values, source);
  gtk_size_group_add_widget (table->values, target);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), source);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), target);
  return box;
}

static GtkWidget *
make_heading (const char *name)
{
  GtkWidget *label = make_label (name);

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
fill_columns (const Table *table,
              GtkWidget   *list)
{
  append (table, list,
          make_columns (table, gtk_label_new (NULL), make_heading (table->source),
                        rollcall_mark_new (ROLLCALL_MARK_NONE), make_heading (table->target)),
          NULL);
  for (guint i = 0; i < table->pair->rows->len; i++)
    {
      const RollcallPairRow *row = g_ptr_array_index (table->pair->rows, i);

      append (table, list,
              make_columns (table, make_title (row), make_value (table, row, TRUE),
                            make_mark (table, row), make_value (table, row, FALSE)),
              row);
    }
}

static GtkWidget *
make_side (const Table           *table,
           const RollcallPairRow *row,
           gboolean               at_source)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = make_label (at_source ? table->source : table->target);

  gtk_widget_add_css_class (name, "caption");
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_set_valign (name, GTK_ALIGN_BASELINE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 14);
  gtk_size_group_add_widget (table->titles, name);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), make_value (table, row, at_source));
  return box;
}

static void
fill_blocks (const Table *table,
             GtkWidget   *list)
{
  for (guint i = 0; i < table->pair->rows->len; i++)
    {
      const RollcallPairRow *row = g_ptr_array_index (table->pair->rows, i);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *title = make_title (row);

      gtk_widget_set_hexpand (title, TRUE);
      gtk_box_append (GTK_BOX (head), title);
      gtk_box_append (GTK_BOX (head), make_mark (table, row));
      gtk_box_append (GTK_BOX (box), head);
      gtk_box_append (GTK_BOX (box), make_side (table, row, TRUE));
      gtk_box_append (GTK_BOX (box), make_side (table, row, FALSE));
      append (table, list, box, row);
    }
}

GtkWidget *
rollcall_pair_table_new (const RollcallPair *pair,
                         const char         *source,
                         const char         *target,
                         gboolean            narrow)
{
  g_autoptr (GtkSizeGroup) titles = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup) values = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup) marks = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  Table table = { pair, source, target, titles, values, marks };
  GtkWidget *list;

  g_return_val_if_fail (pair != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (target != NULL, NULL);

  list = gtk_list_box_new ();
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Attributes on both sides"), -1);
  if (narrow)
    fill_blocks (&table, list);
  else
    fill_columns (&table, list);
  return list;
}
