/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The desktop's text scaling comes as dots per inch, in 1024ths; 96 is the usual. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-text-scale.h"

#define USUAL_DPI (96 * 1024)

int
rollcall_text_scale (GtkWidget *widget,
                     int        pixels)
{
  int dpi = 0;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), pixels);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? (int)((gint64)pixels * dpi / USUAL_DPI) : pixels;
}
