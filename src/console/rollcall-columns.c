/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Its children are those of the .ui file, in order; an invisible one leaves its room to the
 * other. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-columns.h"

/* Below this the two stand one above the other. */
#define WIDE_FROM 700
#define COLUMN_GAP 24
#define ROW_GAP 24
/* Of the width, for the second column, and no less than this. */
#define SECOND_SHARE .45
#define SECOND_LEAST 340

struct _RollcallColumns
{
  GtkWidget parent_instance;
};

static GtkBuildableIface *parent_buildable;

static void
rollcall_columns_add_child (GtkBuildable *buildable,
                            GtkBuilder   *builder,
                            GObject      *child,
                            const char   *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
rollcall_columns_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = rollcall_columns_add_child;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RollcallColumns,
                               rollcall_columns,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      rollcall_columns_buildable_init))

static gboolean
is_wide (GtkWidget *first,
         GtkWidget *second,
         int        width)
{
  return width >= WIDE_FROM && gtk_widget_should_layout (first) &&
         gtk_widget_should_layout (second);
}

static int
get_second_width (int width)
{
  return MAX (SECOND_LEAST, (int)((width - COLUMN_GAP) * SECOND_SHARE));
}

static int
measure_child (GtkWidget      *child,
               GtkOrientation  orientation,
               int             for_size,
               int            *natural)
{
  int minimum = 0;

  *natural = 0;
  if (gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, &minimum, natural, NULL, NULL);
  return minimum;
}

static void
rollcall_columns_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_next_sibling (first);
  gboolean wide = orientation == GTK_ORIENTATION_VERTICAL && is_wide (first, second, for_size);
  int second_width = wide ? get_second_width (for_size) : for_size;
  int first_width = wide ? for_size - COLUMN_GAP - second_width : for_size;
  int first_natural, second_natural;
  int first_least = measure_child (first, orientation, first_width, &first_natural);
  int second_least = measure_child (second, orientation, second_width, &second_natural);

  if (orientation == GTK_ORIENTATION_HORIZONTAL || wide)
    {
      *minimum = MAX (first_least, second_least);
      *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                     ? first_natural + COLUMN_GAP + second_natural
                     : MAX (first_natural, second_natural);
      return;
    }
  *minimum = first_least + second_least;
  *natural = first_natural + second_natural;
  if (first_least > 0 && second_least > 0)
    {
      *minimum += ROW_GAP;
      *natural += ROW_GAP;
    }
}

static void
allocate_child (GtkWidget *child,
                int        x,
                int        y,
                int        width,
                int        height)
{
  GtkAllocation allocation = { x, y, width, height };

  if (gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &allocation, -1);
}

static void
rollcall_columns_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_next_sibling (first);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int second_width = get_second_width (width);
  int first_width = width - COLUMN_GAP - second_width;
  int first_height, natural;

  if (is_wide (first, second, width))
    {
      allocate_child (first, rtl ? second_width + COLUMN_GAP : 0, 0, first_width, height);
      allocate_child (second, rtl ? 0 : first_width + COLUMN_GAP, 0, second_width, height);
      return;
    }
  first_height = measure_child (first, GTK_ORIENTATION_VERTICAL, width, &natural);
  allocate_child (first, 0, 0, width, first_height);
  if (first_height > 0)
    first_height += ROW_GAP;
  allocate_child (second, 0, first_height, width, MAX (0, height - first_height));
}

static GtkSizeRequestMode
rollcall_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rollcall_columns_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rollcall_columns_parent_class)->dispose (object);
}

static void
rollcall_columns_class_init (RollcallColumnsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_columns_dispose;
  widget_class->measure = rollcall_columns_measure;
  widget_class->size_allocate = rollcall_columns_size_allocate;
  widget_class->get_request_mode = rollcall_columns_get_request_mode;
}

static void
rollcall_columns_init (RollcallColumns *self)
{
}
