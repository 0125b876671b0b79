/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of a list page, from its table. A column view of 4.8 sorts by GtkSorters and can't be
 * asked by which; so each column has a sorter that compares nothing and notes that it was asked,
 * and the view's own sorter, asked about two things, asks the first column first. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include <glib/gi18n.h>

#include "console/rollcall-list-page-private.h"
#include "console/rollcall-name-cell.h"
#include "desk/desk-words.h"

/* What a cell has beside its text. */
#define CELL_PADDING 16

typedef struct
{
  RollcallListPage *page; /* outlives its columns */
  guint number;
} ColumnPlace;

static const RollcallListColumn *
get_table (RollcallListPage *self)
{
  return ROLLCALL_LIST_PAGE_GET_CLASS (self)->columns;
}

static guint
count_columns (RollcallListPage *self)
{
  return ROLLCALL_LIST_PAGE_GET_CLASS (self)->n_columns;
}

static void
show_narrow (RollcallListPage *self, GtkWidget *cell, const RollRow *row)
{
  RollcallListPageClass *class = ROLLCALL_LIST_PAGE_GET_CLASS (self);
  g_autofree char *second = row != NULL ? class->second (self, row) : NULL;
  g_autofree char *words = NULL;
  RollcallMarkKind mark =
      row != NULL && class->mark != NULL ? class->mark (self, row, &words) : ROLLCALL_MARK_NONE;

  rollcall_name_cell_show (ROLLCALL_NAME_CELL (cell), row, second, mark, words);
}

static void
fill_cell (RollcallListPage *self, GtkListItem *item, const RollcallListColumn *column)
{
  const RollRow *row = rollcall_roll_item_get_row (gtk_list_item_get_item (item));
  GtkWidget *cell = gtk_list_item_get_child (item);

  if (column == NULL)
    show_narrow (self, cell, row);
  else
    column->show (self, cell, row);
}

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ColumnPlace *place)
{
  const RollcallListColumn *column = &get_table (place->page)[place->number];

  gtk_list_item_set_child (item, column->make != NULL ? column->make () : make_label ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ColumnPlace *place)
{
  RollcallListPagePrivate *priv = rollcall_list_page_get_private (place->page);
  const RollcallListColumn *column = &get_table (place->page)[place->number];

  g_hash_table_insert (priv->bound, item, (gpointer)column);
  fill_cell (place->page, item, column);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ColumnPlace *place)
{
  g_hash_table_remove (rollcall_list_page_get_private (place->page)->bound, item);
}

static void
setup_narrow_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, rollcall_name_cell_new (TRUE));
}

static void
bind_narrow_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RollcallListPage *self)
{
  g_hash_table_insert (rollcall_list_page_get_private (self)->bound, item, NULL);
  fill_cell (self, item, NULL);
}

static void
unbind_narrow_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RollcallListPage *self)
{
  g_hash_table_remove (rollcall_list_page_get_private (self)->bound, item);
}

/* Says that the first is smaller: whoever turns the order round makes that larger. */
static int
asked_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  ColumnPlace *place = data;

  rollcall_list_page_get_private (place->page)->asked_column = place->number;
  return -1;
}

static void
free_place (gpointer place)
{
  g_free (place);
}

static void
free_place_closure (gpointer place, GClosure *closure)
{
  g_free (place);
}

static ColumnPlace *
new_place (RollcallListPage *self, guint number)
{
  ColumnPlace *place = g_new0 (ColumnPlace, 1);

  place->page = self;
  place->number = number;
  return place;
}

static int
measure_char (RollcallListPage *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);
  return width;
}

/* GTK 4.8 takes room for a hidden column too, if its width is fixed. */
static void
visible_cb (GtkColumnViewColumn *column,
            GParamSpec          *property,
            gpointer             width)
{
  gtk_column_view_column_set_fixed_width (
      column, gtk_column_view_column_get_visible (column) ? GPOINTER_TO_INT (width) : -1);
}

static void
add_column (RollcallListPage *self, guint number, int char_width)
{
  RollcallListPagePrivate *priv = rollcall_list_page_get_private (self);
  const RollcallListColumn *row = &get_table (self)[number];
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), new_place (self, number),
                         free_place_closure, 0);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), new_place (self, number),
                         free_place_closure, 0);
  g_signal_connect_data (factory, "unbind", G_CALLBACK (unbind_cb), new_place (self, number),
                         free_place_closure, 0);
  column = gtk_column_view_column_new (*row->title != '\0' ? _ (row->title) : "", factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_visible (column, !row->hidden);
  if (row->chars > 0)
    {
      gpointer width = GINT_TO_POINTER ((int)row->chars * char_width + CELL_PADDING);

      g_signal_connect (column, "notify::visible", G_CALLBACK (visible_cb), width);
      visible_cb (column, NULL, width);
    }
  else
    gtk_column_view_column_set_expand (column, TRUE);
  if (row->sort != ROLL_N_SORTS)
    {
      g_autoptr (GtkCustomSorter) sorter =
          gtk_custom_sorter_new (asked_cb, new_place (self, number), free_place);

      gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
    }
  gtk_column_view_append_column (priv->wide, column);
  priv->columns[number] = column;
}

static void
make_menu (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = rollcall_list_page_get_private (self);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < count_columns (self); i++)
    {
      const RollcallListColumn *row = &get_table (self)[i];
      g_autoptr (GPropertyAction) action = NULL;
      g_autofree char *name = g_strconcat ("columns.", row->id, NULL);

      if (row->fixed)
        continue;
      action = g_property_action_new (row->id, priv->columns[i], "visible");
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      g_menu_append (menu, _ (row->title), name);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (priv->columns_button, G_MENU_MODEL (menu));
}

static void
make_narrow (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = rollcall_list_page_get_private (self);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_narrow_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_narrow_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_narrow_cb), self);
  gtk_list_view_set_factory (priv->narrow, factory);
}

void
rollcall_list_page_make_columns (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = rollcall_list_page_get_private (self);
  int char_width = measure_char (self);

  priv->columns = g_new0 (GtkColumnViewColumn *, count_columns (self));
  for (guint i = 0; i < count_columns (self); i++)
    add_column (self, i, char_width);
  make_menu (self);
  make_narrow (self);
  gtk_column_view_sort_by_column (priv->wide, priv->columns[0], GTK_SORT_ASCENDING);
}

void
rollcall_list_page_refill (RollcallListPage *self)
{
  GHashTableIter iter;
  gpointer item;
  gpointer column;

  g_hash_table_iter_init (&iter, rollcall_list_page_get_private (self)->bound);
  while (g_hash_table_iter_next (&iter, &item, &column))
    fill_cell (self, item, column);
}

void
rollcall_list_page_read_sort (RollcallListPage *self, RollListQuery *query)
{
  RollcallListPagePrivate *priv = rollcall_list_page_get_private (self);
  GtkSorter *sorter = gtk_column_view_get_sorter (priv->wide);
  GtkOrdering order;

  priv->asked_column = G_MAXUINT;
  order = gtk_sorter_compare (sorter, self, priv->wide);
  if (priv->asked_column == G_MAXUINT)
    return;
  query->sort = get_table (self)[priv->asked_column].sort;
  query->descending = order == GTK_ORDERING_LARGER;
}

GtkColumnViewColumn *
rollcall_list_page_get_column (RollcallListPage *self, const char *id)
{
  g_return_val_if_fail (ROLLCALL_IS_LIST_PAGE (self), NULL);

  for (guint i = 0; i < count_columns (self); i++)
    if (g_str_equal (get_table (self)[i].id, id))
      return rollcall_list_page_get_private (self)->columns[i];
  return NULL;
}

GtkWidget *
rollcall_list_page_make_name (void)
{
  return rollcall_name_cell_new (FALSE);
}

void
rollcall_list_page_show_name (RollcallListPage *self, GtkWidget *cell, const RollRow *row)
{
  RollcallListPageClass *class = ROLLCALL_LIST_PAGE_GET_CLASS (self);
  g_autofree char *words = NULL;
  RollcallMarkKind mark = ROLLCALL_MARK_NONE;

  if (row != NULL && row->list == ROLL_USERS && class->mark != NULL)
    mark = class->mark (self, row, &words);
  rollcall_name_cell_show (ROLLCALL_NAME_CELL (cell), row, NULL, mark, words);
}

void
rollcall_list_page_show_modified (RollcallListPage *self, GtkWidget *cell, const RollRow *row)
{
  g_autofree char *text =
      row != NULL && row->modified > 0 ? desk_words_short_time (row->modified, 0) : g_strdup ("");

  gtk_widget_add_css_class (cell, "dim-label");
  gtk_widget_add_css_class (cell, "numeric");
  gtk_label_set_text (GTK_LABEL (cell), text);
}
