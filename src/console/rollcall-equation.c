/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lays its cells out itself: no grid keeps a column in the exact middle while its neighbours are of
 * different lengths. Everything is measured by what the cells want; the width decides which of the
 * two ways is taken, for all rows at once. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-equation.h"

#include <glib/gi18n.h>

#include "desk/desk-words.h"

#define GAP 12
#define MIDDLE_GAP 24
#define NARROW_MIDDLE_GAP 12
#define ROW_GAP 6
#define LINE_GAP 12

enum
{
  SOURCE_LABEL,
  SOURCE_NUMBER,
  MIDDLE,
  TARGET_NUMBER,
  TARGET_LABEL,
  N_CELLS,
};

typedef struct
{
  GtkWidget *cells[N_CELLS];
  GtkWidget *line; /* nullable: above the row */
  gboolean compared;
} EquationRow;

struct _RollcallEquation
{
  GtkWidget parent_instance;

  GArray *rows;
};

G_DEFINE_FINAL_TYPE (RollcallEquation, rollcall_equation, GTK_TYPE_WIDGET)

static int
get_natural (GtkWidget      *widget,
             GtkOrientation  orientation,
             int             for_size)
{
  int natural;

  gtk_widget_measure (widget, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_width (const EquationRow *row,
           guint              cell)
{
  return get_natural (row->cells[cell], GTK_ORIENTATION_HORIZONTAL, -1);
}

static int
get_height (const EquationRow *row,
            guint              cell)
{
  return get_natural (row->cells[cell], GTK_ORIENTATION_VERTICAL, -1);
}

static int
get_gap (gboolean wide)
{
  return wide ? MIDDLE_GAP : NARROW_MIDDLE_GAP;
}

/* With little room that nothing is compared isn't said: the line above has to do. */
static int
get_middle (RollcallEquation *self,
            gboolean          wide)
{
  int middle = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const EquationRow *row = &g_array_index (self->rows, EquationRow, i);

      if (wide || row->compared)
        middle = MAX (middle, get_width (row, MIDDLE));
    }
  return middle + 2 * get_gap (wide);
}

/* Half of what the rows want when each stands on one line. */
static int
get_wide_half (RollcallEquation *self)
{
  int half = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const EquationRow *row = &g_array_index (self->rows, EquationRow, i);

      half = MAX (half, get_width (row, SOURCE_LABEL) + GAP + get_width (row, SOURCE_NUMBER));
      half = MAX (half, get_width (row, TARGET_LABEL) + GAP + get_width (row, TARGET_NUMBER));
    }
  return half;
}

static int
get_narrow_half (RollcallEquation *self)
{
  int half = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const EquationRow *row = &g_array_index (self->rows, EquationRow, i);

      half = MAX (half, get_width (row, SOURCE_NUMBER));
      half = MAX (half, get_width (row, TARGET_NUMBER));
    }
  return half;
}

static gboolean
is_wide (RollcallEquation *self,
         int               width)
{
  return width >= 2 * get_wide_half (self) + get_middle (self, TRUE);
}

static int
get_tallest (const EquationRow *row,
             guint              first,
             guint              last)
{
  int height = 0;

  for (guint i = first; i <= last; i++)
    height = MAX (height, get_height (row, i));
  return height;
}

static int
get_label_height (const EquationRow *row)
{
  return MAX (get_height (row, SOURCE_LABEL), get_height (row, TARGET_LABEL));
}

static int
get_row_height (const EquationRow *row,
                gboolean           wide)
{
  int height = wide ? get_tallest (row, 0, N_CELLS - 1)
                    : get_label_height (row) + get_tallest (row, SOURCE_NUMBER, TARGET_NUMBER);

  return height + (row->line != NULL ? 2 * LINE_GAP : 0);
}

/* Centred in the height of its line; from right to left in languages that do so. */
static void
place (RollcallEquation *self,
       GtkWidget        *child,
       int               x,
       int               y,
       int               width,
       int               line_height)
{
  int height = MIN (line_height, get_natural (child, GTK_ORIENTATION_VERTICAL, -1));
  GtkAllocation allocation = { x, y + (line_height - height) / 2, MAX (0, width), height };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (GTK_WIDGET (self)) - x - allocation.width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
place_row (RollcallEquation  *self,
           const EquationRow *row,
           int                width,
           int                y,
           gboolean           wide)
{
  int middle = get_middle (self, wide);
  int gap = get_gap (wide);
  int half = (width - middle) / 2;
  int right = width - half;
  int source_width = MIN (half, get_width (row, SOURCE_NUMBER));
  int target_width = MIN (half, get_width (row, TARGET_NUMBER));
  int label_height = get_label_height (row);
  int line_height =
      wide ? get_tallest (row, 0, N_CELLS - 1) : get_tallest (row, SOURCE_NUMBER, TARGET_NUMBER);
  int label_width = wide ? half - GAP - source_width : half + gap;
  int far_width = wide ? half - GAP - target_width : half + gap;

  if (row->line != NULL)
    {
      place (self, row->line, 0, y + LINE_GAP - 1, width, 1);
      y += 2 * LINE_GAP;
    }
  place (self, row->cells[SOURCE_LABEL], 0, y, label_width, wide ? line_height : label_height);
  place (self, row->cells[TARGET_LABEL], width - far_width, y, far_width,
         wide ? line_height : label_height);
  if (!wide)
    y += label_height;
  place (self, row->cells[SOURCE_NUMBER], half - source_width, y, source_width, line_height);
  gtk_widget_set_child_visible (row->cells[MIDDLE], wide || row->compared);
  if (wide || row->compared)
    place (self, row->cells[MIDDLE], half + gap, y, middle - 2 * gap, line_height);
  place (self, row->cells[TARGET_NUMBER], right, y, target_width, line_height);
}

static void
rollcall_equation_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  RollcallEquation *self = ROLLCALL_EQUATION (widget);
  gboolean wide = is_wide (self, width);
  int y = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const EquationRow *row = &g_array_index (self->rows, EquationRow, i);

      place_row (self, row, width, y, wide);
      y += get_row_height (row, wide) + ROW_GAP;
    }
}

static void
rollcall_equation_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  RollcallEquation *self = ROLLCALL_EQUATION (widget);
  gboolean wide;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 2 * get_narrow_half (self) + get_middle (self, FALSE);
      *natural = 2 * get_wide_half (self) + get_middle (self, TRUE);
      return;
    }

  wide = for_size < 0 || is_wide (self, for_size);
  *minimum = 0;
  for (guint i = 0; i < self->rows->len; i++)
    *minimum += get_row_height (&g_array_index (self->rows, EquationRow, i), wide) +
                (i > 0 ? ROW_GAP : 0);
  *natural = *minimum;
}

static GtkSizeRequestMode
rollcall_equation_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rollcall_equation_dispose (GObject *object)
{
  RollcallEquation *self = ROLLCALL_EQUATION (object);

  if (self->rows != NULL)
    rollcall_equation_clear (self);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (rollcall_equation_parent_class)->dispose (object);
}

static void
rollcall_equation_class_init (RollcallEquationClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_equation_dispose;
  widget_class->measure = rollcall_equation_measure;
  widget_class->size_allocate = rollcall_equation_size_allocate;
  widget_class->get_request_mode = rollcall_equation_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "equation");
}

static void
rollcall_equation_init (RollcallEquation *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (EquationRow));
}

static GtkWidget *
make_label (RollcallEquation *self,
            const char       *text,
            float             align,
            const char       *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), align);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, gtk_label_get_label (GTK_LABEL (label)));
  gtk_widget_add_css_class (label, "dim-label");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static GtkWidget *
make_number (RollcallEquation *self,
             gint64            number,
             float             align,
             const char       *style)
{
  g_autofree char *text = number >= 0 ? desk_words_number (number) : g_strdup ("–");
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), align);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static GtkWidget *
make_middle (RollcallEquation *self,
             gboolean          compared,
             RollcallMarkKind  mark,
             gboolean          hero)
{
  GtkWidget *middle;

  if (!compared)
    {
      middle = gtk_label_new (_("not compared"));
      gtk_widget_add_css_class (middle, "caption");
      gtk_widget_add_css_class (middle, "dim-label");
    }
  else
    {
      middle = rollcall_mark_new (mark);
      if (hero)
        gtk_widget_add_css_class (middle, "big");
    }
  gtk_widget_set_parent (middle, GTK_WIDGET (self));
  return middle;
}

void
rollcall_equation_clear (RollcallEquation *self)
{
  g_return_if_fail (ROLLCALL_IS_EQUATION (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      EquationRow *row = &g_array_index (self->rows, EquationRow, i);

      for (guint c = 0; c < N_CELLS; c++)
        gtk_widget_unparent (row->cells[c]);
      g_clear_pointer (&row->line, gtk_widget_unparent);
    }
  g_array_set_size (self->rows, 0);
}

void
rollcall_equation_add (RollcallEquation      *self,
                       const DeskEquationRow *row,
                       RollcallMarkKind       mark)
{
  gboolean hero;
  gboolean first_small;
  EquationRow added = { .compared = row->compared };
  const char *label_style = row->compared ? NULL : "caption";
  const char *style;

  g_return_if_fail (ROLLCALL_IS_EQUATION (self));

  hero = self->rows->len == 0;
  first_small = !row->compared && !hero &&
                g_array_index (self->rows, EquationRow, self->rows->len - 1).compared;
  style = hero ? "hero-number" : row->compared ? "figure" : "caption";
  if (first_small)
    {
      added.line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_set_parent (added.line, GTK_WIDGET (self));
    }
  added.cells[SOURCE_LABEL] = make_label (self, row->source_label, 0, label_style);
  added.cells[SOURCE_NUMBER] = make_number (self, row->source, 1, style);
  added.cells[MIDDLE] = make_middle (self, row->compared, mark, hero);
  added.cells[TARGET_NUMBER] = make_number (self, row->target, 0, style);
  added.cells[TARGET_LABEL] = make_label (self, row->target_label, 1, label_style);
  if (!row->compared)
    {
      gtk_widget_add_css_class (added.cells[SOURCE_NUMBER], "dim-label");
      gtk_widget_add_css_class (added.cells[TARGET_NUMBER], "dim-label");
    }
  g_array_append_val (self->rows, added);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
