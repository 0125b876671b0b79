/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pages of users and of groups have in common: search, chips, a list in columns, or in
 * rows of two lines where it is narrow, the details of who is selected, and export. What the
 * columns are is a table of the page's own. */

#pragma once

#include "console/rollcall-differences.h"
#include "console/rollcall-page.h"
#include "roll/roll-order.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_LIST_PAGE (rollcall_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (RollcallListPage, rollcall_list_page, ROLLCALL, LIST_PAGE, RollcallPage)

/**
 * RollcallListColumn:
 * @id: what it is called in actions
 * @title: untranslated msgid; "" for none
 * @sort: what its heading sorts by; %ROLL_N_SORTS for nothing
 * @chars: how many characters wide; 0 takes the rest
 * @hidden: not shown until chosen in the menu of columns
 * @fixed: not in that menu
 * @make: (nullable): makes a cell; %NULL for a label
 * @show: fills it for a row
 */
typedef struct
{
  const char *id;
  const char *title;
  RollSort    sort;
  guint       chars;
  gboolean    hidden;
  gboolean    fixed;
  GtkWidget  *(*make) (void);
  void        (*show) (RollcallListPage *page,
                       GtkWidget        *cell,
                       const RollRow    *row);
} RollcallListColumn;

/**
 * RollcallListPageClass:
 * @list: users or groups
 * @kind: the same as comparisons call it
 * @columns: (array length=n_columns): the first one is what the list is sorted by at first
 * @second: fills the second line of a narrow row: (transfer full) (nullable)
 * @mark: (nullable): which mark a row has, and (out) (transfer full) (nullable) its words
 * @compared: (nullable): there is a comparison, or none any more: titles and columns may change
 */
struct _RollcallListPageClass
{
  RollcallPageClass parent_class;

  RollList                  list;
  CompareKind               kind;
  const RollcallListColumn *columns;
  guint                     n_columns;
  char             *(*second)   (RollcallListPage  *self,
                                 const RollRow     *row);
  RollcallMarkKind  (*mark)     (RollcallListPage  *self,
                                 const RollRow     *row,
                                 char             **words);
  void              (*compared) (RollcallListPage  *self);
};

/* (transfer none) (nullable): of the comparison that is shown */
RollcallDifferences *rollcall_list_page_get_differences (RollcallListPage *self);

/* (transfer none): the column of that id */
GtkColumnViewColumn *rollcall_list_page_get_column      (RollcallListPage *self,
                                                         const char       *id);

/* Shows everybody who is directly in a group of that name; nothing else is asked for. */
void                 rollcall_list_page_show_group      (RollcallListPage *self,
                                                         guint32           group,
                                                         const char       *name);

/* Cells that several pages have: a name with picture and mark; a time. */
GtkWidget           *rollcall_list_page_make_name       (void);
void                 rollcall_list_page_show_name       (RollcallListPage *self,
                                                         GtkWidget        *cell,
                                                         const RollRow    *row);
void                 rollcall_list_page_show_modified   (RollcallListPage *self,
                                                         GtkWidget        *cell,
                                                         const RollRow    *row);

G_END_DECLS
