/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drawn by cairo in one go. Colours are the theme's own, asked for at each drawing; the style
 * manager says when they are others. The scale doesn't begin at zero, therefore both its ends are
 * always written beside it. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-trend-chart.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "console/rollcall-trend.h"
#include "desk/desk-words.h"

#define PLOT_HEIGHT 76
#define GAP 12
#define SWATCH 18
#define DAYS 30

struct _RollcallTrendChart
{
  GtkWidget parent_instance;

  GArray *points;
  char *source_name;
  char *target_name;
};

typedef struct
{
  cairo_t *cr;
  GArray *points;
  gint64 low;
  gint64 high;
  double left;
  double right;
  double top;
  double bottom;
  GdkRGBA text;
  GdkRGBA accent;
  GdkRGBA gap;
} Plot;

G_DEFINE_FINAL_TYPE (RollcallTrendChart, rollcall_trend_chart, GTK_TYPE_WIDGET)

static const RollcallTrendPoint *
get_point (GArray *points,
           guint   i)
{
  return &g_array_index (points, RollcallTrendPoint, i);
}

static void
look_up_color (GtkWidget  *widget,
               const char *name,
               double      alpha,
               GdkRGBA    *color)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, color))
    gtk_style_context_get_color (context, color);
  color->alpha *= (float)alpha;
}

static PangoLayout *
make_layout (GtkWidget  *widget,
             const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static void
measure_text (GtkWidget  *widget,
              const char *text,
              int        *width,
              int        *height)
{
  g_autoptr (PangoLayout) layout = make_layout (widget, text);

  pango_layout_get_pixel_size (layout, width, height);
}

/* @align: 0 with its left edge at @x, 1 with its right one */
static void
draw_text (GtkWidget     *widget,
           cairo_t       *cr,
           const GdkRGBA *color,
           const char    *text,
           double         x,
           double         y,
           double         align,
           int            most)
{
  g_autoptr (PangoLayout) layout = make_layout (widget, text);
  int width;

  if (most >= 0)
    pango_layout_set_width (layout, most * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &width, NULL);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_move_to (cr, x - align * width, y);
  pango_cairo_show_layout (cr, layout);
}

static double
get_x (const Plot *plot,
       gint64      time)
{
  gint64 from = get_point (plot->points, 0)->time;
  gint64 to = get_point (plot->points, plot->points->len - 1)->time;

  if (to == from)
    return plot->right;
  return plot->left + (plot->right - plot->left) * (double)(time - from) / (double)(to - from);
}

static double
get_y (const Plot *plot,
       gint64      count)
{
  return plot->bottom - (plot->bottom - plot->top) * (double)(count - plot->low) /
                            (double)(plot->high - plot->low);
}

static gint64
get_count (const Plot *plot,
           guint       i,
           gboolean    source)
{
  const RollcallTrendPoint *point = get_point (plot->points, i);

  return source ? point->source : point->target;
}

static void
draw_gap (const Plot *plot)
{
  gdk_cairo_set_source_rgba (plot->cr, &plot->gap);
  for (guint i = 0; i + 1 < plot->points->len; i++)
    {
      const RollcallTrendPoint *point = get_point (plot->points, i);
      double x = get_x (plot, point->time);

      if (point->source < 0 || point->target < 0 || point->source == point->target)
        continue;
      cairo_rectangle (plot->cr, x, get_y (plot, point->source),
                       get_x (plot, get_point (plot->points, i + 1)->time) - x,
                       get_y (plot, point->target) - get_y (plot, point->source));
    }
  cairo_fill (plot->cr);
}

static void
draw_line (const Plot *plot,
           gboolean    source)
{
  static const double dashes[] = { 4, 3 };
  guint last = plot->points->len - 1;
  gboolean begun = FALSE;

  cairo_new_path (plot->cr);
  for (guint i = 0; i <= last; i++)
    {
      gint64 count = get_count (plot, i, source);
      double x = get_x (plot, get_point (plot->points, i)->time);

      if (count < 0)
        {
          begun = FALSE;
          continue;
        }
      if (begun)
        cairo_line_to (plot->cr, x, get_y (plot, get_count (plot, i - 1, source)));
      else
        cairo_move_to (plot->cr, x, get_y (plot, count));
      cairo_line_to (plot->cr, x, get_y (plot, count));
      begun = TRUE;
    }
  gdk_cairo_set_source_rgba (plot->cr, source ? &plot->accent : &plot->text);
  cairo_set_line_width (plot->cr, 2);
  cairo_set_dash (plot->cr, dashes, source ? 0 : G_N_ELEMENTS (dashes), 0);
  cairo_stroke (plot->cr);
  cairo_set_dash (plot->cr, NULL, 0, 0);
}

/* A dot for the source, a ring around it or elsewhere for the directory. */
static void
draw_ends (const Plot *plot)
{
  const RollcallTrendPoint *last = get_point (plot->points, plot->points->len - 1);
  double x = get_x (plot, last->time);

  if (last->source >= 0)
    {
      gdk_cairo_set_source_rgba (plot->cr, &plot->accent);
      cairo_arc (plot->cr, x, get_y (plot, last->source), 4, 0, 2 * G_PI);
      cairo_fill (plot->cr);
    }
  if (last->target >= 0)
    {
      gdk_cairo_set_source_rgba (plot->cr, &plot->text);
      cairo_set_line_width (plot->cr, 1.5);
      cairo_arc (plot->cr, x, get_y (plot, last->target), 6, 0, 2 * G_PI);
      cairo_stroke (plot->cr);
    }
}

static void
draw_grid (const Plot *plot)
{
  GdkRGBA color = plot->text;

  color.alpha *= .12f;
  gdk_cairo_set_source_rgba (plot->cr, &color);
  cairo_set_line_width (plot->cr, 1);
  for (int i = 0; i < 3; i++)
    {
      double y = (int)(plot->top + (plot->bottom - plot->top) * i / 2.0) + .5;

      cairo_move_to (plot->cr, plot->left, y);
      cairo_line_to (plot->cr, plot->right, y);
    }
  cairo_stroke (plot->cr);
}

static double
draw_key (RollcallTrendChart *self,
          const Plot         *plot,
          gboolean            source,
          double              x,
          int                 most,
          int                 height)
{
  static const double dashes[] = { 4, 3 };
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double way = rtl ? -1 : 1;
  const char *name = source ? self->source_name : self->target_name;
  g_autofree char *text = g_strdup_printf (source ? _("%s, expected") : _("%s, active"), name);
  int width;

  gdk_cairo_set_source_rgba (plot->cr, source ? &plot->accent : &plot->text);
  cairo_set_line_width (plot->cr, 2);
  cairo_set_dash (plot->cr, dashes, source ? 0 : G_N_ELEMENTS (dashes), 0);
  cairo_move_to (plot->cr, x, height / 2.0);
  cairo_line_to (plot->cr, x + way * SWATCH, height / 2.0);
  cairo_stroke (plot->cr);
  cairo_set_dash (plot->cr, NULL, 0, 0);
  x += way * (SWATCH + 6);
  draw_text (GTK_WIDGET (self), plot->cr, &plot->text, text, x, 0, rtl ? 1 : 0, most);
  measure_text (GTK_WIDGET (self), text, &width, NULL);
  return x + way * (MIN (width, most) + GAP);
}

static void
draw_legend (RollcallTrendChart *self,
             const Plot         *plot,
             int                 width,
             int                 height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean both = self->source_name != NULL;
  int most = (both ? width / 2 : width) - SWATCH - 6 - GAP;
  double x = rtl ? width : 0;

  if (both)
    x = draw_key (self, plot, TRUE, x, most, height);
  draw_key (self, plot, FALSE, x, most, height);
}

static void
rollcall_trend_chart_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  RollcallTrendChart *self = ROLLCALL_TREND_CHART (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height);
  g_autofree char *high = NULL;
  g_autofree char *low = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  Plot plot = { .points = self->points };
  GdkRGBA dim;
  int high_width, low_width, line;

  if (self->points == NULL || self->points->len < 2)
    return;

  rollcall_trend_range (self->points, &plot.low, &plot.high);
  high = desk_words_number (plot.high);
  low = desk_words_number (plot.low);
  from = desk_words_short_time (get_point (self->points, 0)->time, 0);
  to = desk_words_short_time (get_point (self->points, self->points->len - 1)->time, 0);
  measure_text (widget, high, &high_width, &line);
  measure_text (widget, low, &low_width, NULL);

  plot.left = 0;
  plot.right = width - MAX (high_width, low_width) - GAP;
  plot.top = line + GAP + 2;
  plot.bottom = height - line - 6;
  look_up_color (widget, "window_fg_color", 1, &plot.text);
  look_up_color (widget, "accent_color", 1, &plot.accent);
  look_up_color (widget, "warning_bg_color", .35, &plot.gap);
  dim = plot.text;
  dim.alpha *= .7f;

  plot.cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  draw_legend (self, &plot, width, line);
  draw_grid (&plot);
  draw_gap (&plot);
  draw_line (&plot, TRUE);
  draw_line (&plot, FALSE);
  draw_ends (&plot);
  draw_text (widget, plot.cr, &dim, high, width, plot.top - line / 2.0, 1, -1);
  draw_text (widget, plot.cr, &dim, low, width, plot.bottom - line / 2.0, 1, -1);
  draw_text (widget, plot.cr, &dim, from, plot.left, plot.bottom + 6, 0, -1);
  draw_text (widget, plot.cr, &dim, to, plot.right, plot.bottom + 6, 1, -1);
  cairo_destroy (plot.cr);
}

static void
rollcall_trend_chart_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  int line;

  measure_text (widget, "0", NULL, &line);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 160;
      *natural = 360;
      return;
    }
  *minimum = *natural = PLOT_HEIGHT + 2 * line + GAP + 8;
}

static void
rollcall_trend_chart_dispose (GObject *object)
{
  RollcallTrendChart *self = ROLLCALL_TREND_CHART (object);

  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->source_name, g_free);
  g_clear_pointer (&self->target_name, g_free);
  G_OBJECT_CLASS (rollcall_trend_chart_parent_class)->dispose (object);
}

static void
rollcall_trend_chart_class_init (RollcallTrendChartClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_trend_chart_dispose;
  widget_class->snapshot = rollcall_trend_chart_snapshot;
  widget_class->measure = rollcall_trend_chart_measure;
  gtk_widget_class_set_css_name (widget_class, "trendchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rollcall_trend_chart_init (RollcallTrendChart *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}

void
rollcall_trend_chart_set_points (RollcallTrendChart *self,
                                 GArray             *points,
                                 const char         *source_name,
                                 const char         *target_name)
{
  g_autofree char *words = NULL;

  g_return_if_fail (ROLLCALL_IS_TREND_CHART (self));

  g_clear_pointer (&self->points, g_array_unref);
  self->points = points != NULL ? g_array_ref (points) : NULL;
  g_free (self->source_name);
  self->source_name = g_strdup (source_name);
  g_free (self->target_name);
  self->target_name = g_strdup (target_name);
  if (points != NULL && points->len > 0)
    words = rollcall_trend_describe (points, source_name, target_name, DAYS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("People, last 30 days"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "", -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
