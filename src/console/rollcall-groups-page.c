/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of groups. With a comparison the two numbers of members stand beside each other with
 * a sign between, the identity provider's first, as everywhere. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-groups-page.h"

#include <glib/gi18n.h>

#include "desk/desk-words.h"

struct _RollcallGroupsPage
{
  RollcallListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (RollcallGroupsPage, rollcall_groups_page, ROLLCALL_TYPE_LIST_PAGE)

/* How the members of a group stand, for the sign between the numbers. */
static RollcallMarkKind
judge (RollcallGroupSides sides, const CompareEntry *entry)
{
  if (entry != NULL && entry->where != COMPARE_DIFFERENT)
    return rollcall_differences_mark (entry);
  if (sides.missing + sides.extra > 0)
    return sides.attention > 0 ? ROLLCALL_MARK_DIFFERENT : ROLLCALL_MARK_EXPLAINED;
  if (entry != NULL)
    return rollcall_differences_mark (entry);
  return ROLLCALL_MARK_QUIET;
}

/* (transfer full): what the sign stands for, "" for nothing */
static char *
describe (RollcallGroupSides sides, const CompareEntry *entry)
{
  if (entry != NULL && entry->where != COMPARE_DIFFERENT)
    return g_strdup (rollcall_differences_reason (entry->reason));
  if (sides.missing > 0 && sides.extra > 0)
    return g_strdup_printf (_ ("%u missing, %u only here"), sides.missing, sides.extra);
  if (sides.missing > 0)
    return g_strdup_printf (ngettext ("%u missing", "%u missing", sides.missing), sides.missing);
  if (sides.extra > 0)
    return g_strdup_printf (ngettext ("%u only here", "%u only here", sides.extra), sides.extra);
  return g_strdup (entry != NULL ? rollcall_differences_reason (entry->reason) : "");
}

static RollcallMarkKind
get_mark (RollcallListPage *page, const RollRow *row, char **words)
{
  RollcallDifferences *differences = rollcall_list_page_get_differences (page);
  const CompareEntry *entry;
  RollcallGroupSides sides;
  RollcallMarkKind mark;

  if (differences == NULL)
    return ROLLCALL_MARK_NONE;
  entry = rollcall_differences_find (differences, COMPARE_GROUPS, row->row);
  sides = rollcall_differences_get_group (differences, row->row);
  mark = judge (sides, entry);
  *words = mark != ROLLCALL_MARK_QUIET ? describe (sides, entry) : NULL;
  return mark;
}

static GtkWidget *
make_number (gboolean end)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), end ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
make_source (void)
{
  return make_number (TRUE);
}

static GtkWidget *
make_target (void)
{
  return make_number (FALSE);
}

static void
show_source (RollcallListPage *page, GtkWidget *cell, const RollRow *row)
{
  RollcallDifferences *differences = rollcall_list_page_get_differences (page);
  gint64 members = row != NULL && differences != NULL
                       ? rollcall_differences_get_group (differences, row->row).source_members
                       : -1;
  g_autofree char *text = members >= 0 ? desk_words_number (members) : g_strdup ("–");

  gtk_label_set_text (GTK_LABEL (cell), text);
}

static void
show_target (RollcallListPage *page, GtkWidget *cell, const RollRow *row)
{
  g_autofree char *text = row != NULL ? desk_words_number (row->members) : g_strdup ("");

  gtk_label_set_text (GTK_LABEL (cell), text);
}

static GtkWidget *
make_sign (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *mark = rollcall_mark_new (ROLLCALL_MARK_NONE);
  GtkWidget *label = make_number (FALSE);

  gtk_widget_add_css_class (mark, "in-row");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
show_sign (RollcallListPage *page, GtkWidget *cell, const RollRow *row)
{
  GtkWidget *mark = gtk_widget_get_first_child (cell);
  GtkWidget *label = gtk_widget_get_last_child (cell);
  g_autofree char *words = NULL;
  RollcallMarkKind kind = row != NULL ? get_mark (page, row, &words) : ROLLCALL_MARK_NONE;

  rollcall_mark_set_kind (ROLLCALL_MARK (mark), kind);
  rollcall_mark_set_label (ROLLCALL_MARK (mark), words);
  gtk_label_set_text (GTK_LABEL (label), words != NULL ? words : "");
}

static void
show_external_id (RollcallListPage *page, GtkWidget *cell, const RollRow *row)
{
  gtk_label_set_text (GTK_LABEL (cell),
                      row != NULL && row->external_id != NULL ? row->external_id : "");
}

static const RollcallListColumn columns[] = {
  { "name", N_ ("Name"), ROLL_SORT_NAME, 0, .fixed = TRUE, .make = rollcall_list_page_make_name,
    .show = rollcall_list_page_show_name },
  { "external-id", N_ ("External ID"), ROLL_N_SORTS, 20, .hidden = TRUE, .show = show_external_id },
  { "source", "", ROLL_N_SORTS, 13, .hidden = TRUE, .fixed = TRUE, .make = make_source,
    .show = show_source },
  { "sign", "", ROLL_N_SORTS, 22, .hidden = TRUE, .fixed = TRUE, .make = make_sign,
    .show = show_sign },
  { "members", N_ ("Members"), ROLL_SORT_MEMBERS, 14, .fixed = TRUE, .make = make_target,
    .show = show_target },
  { "modified", N_ ("Changed"), ROLL_SORT_MODIFIED, 9, .show = rollcall_list_page_show_modified },
};

static char *
get_second (RollcallListPage *page, const RollRow *row)
{
  RollcallDifferences *differences = rollcall_list_page_get_differences (page);
  RollcallGroupSides sides = { .source_members = -1 };
  g_autofree char *here = desk_words_number (row->members);

  if (differences != NULL)
    sides = rollcall_differences_get_group (differences, row->row);
  if (sides.source_members >= 0)
    {
      g_autofree char *there = desk_words_number (sides.source_members);

      return g_strdup_printf ("%s %s %s", there, sides.missing + sides.extra > 0 ? "≠" : "=", here);
    }
  return g_strdup_printf (ngettext ("%s member", "%s members", row->members), here);
}

static void
rollcall_groups_page_compared (RollcallListPage *page)
{
  RollcallDifferences *differences = rollcall_list_page_get_differences (page);
  GtkColumnViewColumn *source = rollcall_list_page_get_column (page, "source");
  GtkColumnViewColumn *members = rollcall_list_page_get_column (page, "members");
  Comparison *comparison =
      differences != NULL ? rollcall_differences_get_comparison (differences) : NULL;

  gtk_column_view_column_set_visible (source, comparison != NULL);
  gtk_column_view_column_set_visible (rollcall_list_page_get_column (page, "sign"),
                                      comparison != NULL);
  gtk_column_view_column_set_title (source, comparison != NULL
                                                ? comparison_get_source_name (comparison)
                                                : "");
  gtk_column_view_column_set_title (members, comparison != NULL
                                                 ? comparison_get_target_name (comparison)
                                                 : _ ("Members"));
}

static void
rollcall_groups_page_class_init (RollcallGroupsPageClass *class)
{
  RollcallListPageClass *list_class = ROLLCALL_LIST_PAGE_CLASS (class);

  list_class->list = ROLL_GROUPS;
  list_class->kind = COMPARE_GROUPS;
  list_class->columns = columns;
  list_class->n_columns = G_N_ELEMENTS (columns);
  list_class->second = get_second;
  list_class->mark = get_mark;
  list_class->compared = rollcall_groups_page_compared;
}

static void
rollcall_groups_page_init (RollcallGroupsPage *self)
{
}
