/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the list page share. */

#pragma once

#include "console/rollcall-details-pane.h"
#include "console/rollcall-list-chips.h"
#include "console/rollcall-list-page.h"
#include "console/rollcall-list-state.h"
#include "console/rollcall-roll-selection.h"

G_BEGIN_DECLS

typedef struct
{
  RollcallRollList *list;
  RollcallRollSelection *selection;
  RollcallDifferences *differences;
  GCancellable *comparing;
  GCancellable *exporting;
  GHashTable *bound;        /* GtkListItem on screen → its RollcallListColumn, or NULL */
  GtkColumnViewColumn **columns;
  guint asked_column;       /* while the sorter is asked which column it sorts by */
  gboolean details_wanted;  /* by the person, who can close them */
  gboolean to_top;          /* another question was asked: its answer is shown from the top */
  guint32 anchor;           /* row at the top, while the rows are replaced */
  guint anchor_rows;        /* how many are in view */

  GtkWidget *search;
  GtkMenuButton *columns_button;
  GtkMenuButton *export_button;
  RollcallListChips *chips;
  GtkStack *stack;
  GtkScrolledWindow *wide_scroller;
  GtkScrolledWindow *narrow_scroller;
  GtkColumnView *wide;
  GtkListView *narrow;
  RollcallListState *state;
  GtkLabel *counts;
  GtkLabel *age;
  GtkRevealer *revealer;
  RollcallDetailsPane *pane;
} RollcallListPagePrivate;

RollcallListPagePrivate *rollcall_list_page_get_private (RollcallListPage *self);

/* Makes the columns of the class's table, their menu, and the rows for where it is narrow
 * (rollcall-list-columns.c). */
void rollcall_list_page_make_columns (RollcallListPage *self);

/* Fills every cell on screen again. */
void rollcall_list_page_refill       (RollcallListPage *self);

/* Which sort the headings ask for. */
void rollcall_list_page_read_sort    (RollcallListPage *self,
                                      RollListQuery    *query);

/* The page's actions: columns, copying, exporting, details (rollcall-list-actions.c). */
void rollcall_list_page_add_actions  (RollcallListPage *self);
void rollcall_list_page_ask_export   (RollcallListPage *self);

/* Shows the details of who is selected beside the list, or hides them. */
void rollcall_list_page_show_details (RollcallListPage *self);
void rollcall_list_page_toggle_details
                                     (RollcallListPage *self);

G_END_DECLS
