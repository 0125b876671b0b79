/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A library that the window's tests put into the console with LD_PRELOAD, for the accessibility
 * tree can't tell whether a label is cut off. At SIGUSR1 it writes a line for each label on screen
 * that can't be read whole to the file that ROLLCALL_LABELS names: why, the text, and where it
 * stands. It changes nothing. */

#include <glib-unix.h>
#include <gtk/gtk.h>

/* Cells of tables and lists may be cut: what they show is whole in the details. */
static gboolean
is_in_cell (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      const char *type = G_OBJECT_TYPE_NAME (widget);

      if (g_str_equal (type, "GtkColumnViewCell") || g_str_equal (type, "GtkListItemWidget") ||
          g_str_equal (type, "GtkColumnViewTitle"))
        return TRUE;
    }
  return FALSE;
}

/* Whether pointing at it, or at the row around it, shows the whole text. */
static gboolean
has_tooltip (GtkWidget *widget)
{
  for (int i = 0; widget != NULL && i < 6; i++, widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

/* What cuts @widget off if it is larger: the next scrolled window or the window. What can be
 * scrolled to is not cut off. */
static gboolean
is_outside (GtkWidget *widget)
{
  GtkWidget *frame = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkPolicyType across = GTK_POLICY_NEVER, down = GTK_POLICY_NEVER;
  graphene_rect_t place, around;

  if (frame != NULL)
    gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (frame), &across, &down);
  else
    frame = GTK_WIDGET (gtk_widget_get_native (widget));
  if (!gtk_widget_compute_bounds (widget, frame, &place) ||
      !gtk_widget_compute_bounds (frame, frame, &around))
    return FALSE;

  if (across == GTK_POLICY_NEVER && (place.origin.x < -1 || place.origin.x + place.size.width >
                                                                around.size.width + 1))
    return TRUE;
  return down == GTK_POLICY_NEVER && (place.origin.y < -1 || place.origin.y + place.size.height >
                                                                 around.size.height + 1);
}

static const char *
find_fault (GtkLabel *label)
{
  GtkWidget *widget = GTK_WIDGET (label);
  PangoLayout *layout = gtk_label_get_layout (label);
  int width, height;

  if (gtk_label_get_text (label)[0] == '\0' || is_in_cell (widget))
    return NULL;
  if (is_outside (widget))
    return "outside";
  if (pango_layout_is_ellipsized (layout))
    return has_tooltip (widget) ? NULL : "shortened";
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > gtk_widget_get_width (widget) + 1)
    return "too wide";
  return height > gtk_widget_get_height (widget) + 1 ? "too high" : NULL;
}

static void
append_place (GString   *report,
              GtkWidget *widget)
{
  g_string_append (report, "\t");
  for (int i = 0; widget != NULL && i < 8; i++, widget = gtk_widget_get_parent (widget))
    g_string_append_printf (report, "%s%s", i > 0 ? " < " : "", G_OBJECT_TYPE_NAME (widget));
  g_string_append_c (report, '\n');
}

static void
look_at (GtkWidget *widget,
         GString   *report)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget) && gtk_widget_get_opacity (widget) > 0)
    {
      const char *fault = find_fault (GTK_LABEL (widget));

      if (fault != NULL)
        {
          g_autofree char *text = g_strescape (gtk_label_get_text (GTK_LABEL (widget)), NULL);

          g_string_append_printf (report, "%s\t%s", fault, text);
          append_place (report, widget);
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_at (child, report);
}

static gboolean
report_cb (gpointer data)
{
  g_autoptr (GString) report = g_string_new (NULL);
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      look_at (window, report);
    }
  g_string_append (report, "end\n");
  g_file_set_contents (data, report->str, -1, NULL);
  return G_SOURCE_CONTINUE;
}

__attribute__ ((constructor)) static void
watch (void)
{
  const char *path = g_getenv ("ROLLCALL_LABELS");

  /* Not in the programs that the console starts. */
  g_unsetenv ("LD_PRELOAD");
  if (path != NULL)
    g_unix_signal_add (SIGUSR1, report_cb, g_strdup (path));
}
