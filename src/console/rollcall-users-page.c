/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of people. A person has a mark only if something is to be said about them. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-users-page.h"

#include <glib/gi18n.h>

#include "console/rollcall-details-parts.h"

struct _RollcallUsersPage
{
  RollcallListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (RollcallUsersPage, rollcall_users_page, ROLLCALL_TYPE_LIST_PAGE)

static void
show_text (GtkWidget *cell, const char *text)
{
  gtk_label_set_text (GTK_LABEL (cell), text != NULL ? text : "");
}

static void
show_key (RollcallListPage *page, GtkWidget *cell, const RollRow *row)
{
  gtk_widget_add_css_class (cell, "dim-label");
  show_text (cell, row != NULL ? row->key : NULL);
}

static void
show_department (RollcallListPage *page, GtkWidget *cell, const RollRow *row)
{
  show_text (cell, row != NULL ? row->department : NULL);
}

static void
show_title (RollcallListPage *page, GtkWidget *cell, const RollRow *row)
{
  show_text (cell, row != NULL ? row->title : NULL);
}

static void
show_email (RollcallListPage *page, GtkWidget *cell, const RollRow *row)
{
  show_text (cell, row != NULL ? row->email : NULL);
}

static void
show_external_id (RollcallListPage *page, GtkWidget *cell, const RollRow *row)
{
  show_text (cell, row != NULL ? row->external_id : NULL);
}

static void
show_groups (RollcallListPage *page, GtkWidget *cell, const RollRow *row)
{
  g_autofree char *text = row != NULL ? g_strdup_printf ("%u", row->members) : NULL;

  gtk_widget_add_css_class (cell, "numeric");
  show_text (cell, text);
}

static GtkWidget *
make_state (void)
{
  GtkWidget *label = rollcall_details_new_state (TRUE);

  gtk_widget_set_halign (label, GTK_ALIGN_START);
  return label;
}

static void
show_state (RollcallListPage *page, GtkWidget *cell, const RollRow *row)
{
  gboolean active = row != NULL && row->active;

  gtk_widget_set_visible (cell, row != NULL);
  gtk_label_set_text (GTK_LABEL (cell), active ? _ ("Active") : _ ("Inactive"));
  gtk_widget_remove_css_class (cell, active ? "inactive" : "active");
  gtk_widget_add_css_class (cell, active ? "active" : "inactive");
}

static const RollcallListColumn columns[] = {
  { "name", N_ ("Name"), ROLL_SORT_NAME, 23, .fixed = TRUE, .make = rollcall_list_page_make_name,
    .show = rollcall_list_page_show_name },
  { "key", N_ ("User name"), ROLL_SORT_KEY, 0, .show = show_key },
  { "email", N_ ("E-mail"), ROLL_N_SORTS, 28, .hidden = TRUE, .show = show_email },
  { "title", N_ ("Job title"), ROLL_N_SORTS, 16, .hidden = TRUE, .show = show_title },
  { "department", N_ ("Department"), ROLL_SORT_DEPARTMENT, 17, .show = show_department },
  { "external-id", N_ ("External ID"), ROLL_N_SORTS, 16, .hidden = TRUE, .show = show_external_id },
  { "groups", N_ ("Groups"), ROLL_SORT_MEMBERS, 8, .hidden = TRUE, .show = show_groups },
  { "state", N_ ("State"), ROLL_SORT_ACTIVE, 8, .make = make_state, .show = show_state },
  { "modified", N_ ("Changed"), ROLL_SORT_MODIFIED, 8, .show = rollcall_list_page_show_modified },
};

static char *
get_second (RollcallListPage *page, const RollRow *row)
{
  /* Translators: a userName, and that the person is inactive */
  return row->active ? g_strdup (row->key) : g_strdup_printf (_ ("%s, inactive"), row->key);
}

static RollcallMarkKind
get_mark (RollcallListPage *page, const RollRow *row, char **words)
{
  RollcallDifferences *differences = rollcall_list_page_get_differences (page);
  const CompareEntry *entry =
      differences != NULL ? rollcall_differences_find (differences, COMPARE_USERS, row->row) : NULL;

  if (entry == NULL)
    return ROLLCALL_MARK_NONE;
  *words = rollcall_differences_describe (entry);
  return rollcall_differences_mark (entry);
}

static void
rollcall_users_page_class_init (RollcallUsersPageClass *class)
{
  RollcallListPageClass *list_class = ROLLCALL_LIST_PAGE_CLASS (class);

  list_class->list = ROLL_USERS;
  list_class->kind = COMPARE_USERS;
  list_class->columns = columns;
  list_class->n_columns = G_N_ELEMENTS (columns);
  list_class->second = get_second;
  list_class->mark = get_mark;
}

static void
rollcall_users_page_init (RollcallUsersPage *self)
{
}
