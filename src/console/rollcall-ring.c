/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drawn by cairo: GskPath is newer than what we build on. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-ring.h"

#include <adwaita.h>

#define SIZE 16
#define LINE 3.0

struct _RollcallRing
{
  GtkWidget parent_instance;

  double fraction;
};

G_DEFINE_FINAL_TYPE (RollcallRing, rollcall_ring, GTK_TYPE_WIDGET)

static void
rollcall_ring_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
draw_arc (cairo_t       *cr,
          const GdkRGBA *colour,
          double         from,
          double         share)
{
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_arc (cr, 0, 0, (SIZE - LINE) / 2, from, from + share * 2 * G_PI);
  cairo_stroke (cr);
}

static void
rollcall_ring_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  RollcallRing *self = ROLLCALL_RING (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GdkRGBA colour, track;
  cairo_t *cr;

  gtk_style_context_get_color (style, &track);
  if (!gtk_style_context_lookup_color (style, "accent_color", &colour))
    colour = track;
  track.alpha *= 0.15f;

  cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_set_line_width (cr, LINE);
  draw_arc (cr, &track, 0, 1);
  /* The end runs back to twelve o'clock. */
  draw_arc (cr, &colour, -G_PI / 2, self->fraction);
  cairo_destroy (cr);
}

static void
rollcall_ring_class_init (RollcallRingClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->measure = rollcall_ring_measure;
  widget_class->snapshot = rollcall_ring_snapshot;
  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rollcall_ring_init (RollcallRing *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

void
rollcall_ring_set_fraction (RollcallRing *self,
                            double        fraction)
{
  g_return_if_fail (ROLLCALL_IS_RING (self));

  self->fraction = CLAMP (fraction, 0.0, 1.0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
