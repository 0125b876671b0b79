/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A status page whose words and button follow the side. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-compare-status.h"

#include <glib/gi18n.h>

#include "desk/desk-verdict.h"
#include "desk/desk-words.h"

struct _RollcallCompareStatus
{
  AdwBin parent_instance;

  AdwStatusPage *page;
  GtkButton *button;
  GtkWidget *spinner;
};

G_DEFINE_FINAL_TYPE (RollcallCompareStatus, rollcall_compare_status, ADW_TYPE_BIN)

static void
show_status (RollcallCompareStatus *self,
             const char          *icon,
             const char          *title,
             const char          *description,
             const char          *button,
             const char          *action)
{
  g_autofree char *escaped = description != NULL ? g_markup_escape_text (description, -1) : NULL;

  adw_status_page_set_icon_name (self->page, icon);
  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, escaped);
  gtk_widget_set_visible (self->spinner, icon == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  if (button == NULL)
    return;
  gtk_button_set_label (self->button, button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
}

static void
show_reading (RollcallCompareStatus *self,
              RollcallSide        *side)
{
  const RollcallProgress *progress = rollcall_side_get_progress (side);
  g_autofree char *done = NULL;
  g_autofree char *text = NULL;

  if (progress == NULL)
    {
      show_status (self, NULL, _("Opening what was read"), NULL, NULL, NULL);
      return;
    }
  done = desk_words_number (progress->done);
  text = progress->done > 0 ? g_strdup_printf ("%s: %s", progress->message, done)
                            : g_strdup (progress->message);
  show_status (self, NULL, _("Reading both sides"), text, _("_Cancel"), "win.cancel");
}

/* Why there is nothing to compare, and what to do. */
static void
show_missing (RollcallCompareStatus *self,
              RollcallSide        *side)
{
  RollcallSide *other = rollcall_side_get_other (side);
  const GError *error = rollcall_side_get_error (side);

  if (error == NULL && other != NULL)
    error = rollcall_side_get_error (other);

  if (!rollcall_side_is_directory (side))
    show_status (self, "view-dual-symbolic", _("This is the other side of a comparison"),
                 _("Choose the directory that it is compared with; the comparison stands there."),
                 NULL, NULL);
  else if (rollcall_side_is_loading (side) || rollcall_side_get_progress (side) != NULL)
    show_reading (self, side);
  else if (other == NULL)
    show_status (self, "view-dual-symbolic", _("Nothing to compare with"),
                 _("Add an identity provider to compare."), _("_Add…"), "win.choose-other");
  else if (error != NULL)
    show_status (self, "dialog-error-symbolic", desk_trouble_headline (desk_trouble_of (error)),
                 error->message, _("_Try Again"), "win.refresh");
  else
    show_status (self, "view-dual-symbolic", _("Not compared yet"),
                 _("Both sides have to be read first."), _("_Read Both Sides"), "win.refresh");
}

static gboolean
has_entries (Comparison *comparison)
{
  for (CompareKind kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (CompareWhere where = 0; where < COMPARE_N_WHERES; where++)
      {
        GPtrArray *entries = comparison_get_entries (comparison, kind, where);

        if (entries != NULL && entries->len > 0)
          return TRUE;
      }
  return FALSE;
}

static void
rollcall_compare_status_class_init (RollcallCompareStatusClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-compare-status.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareStatus, page);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareStatus, button);
  gtk_widget_class_bind_template_child (widget_class, RollcallCompareStatus, spinner);
}

static void
rollcall_compare_status_init (RollcallCompareStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
rollcall_compare_status_update (RollcallCompareStatus *self,
                                RollcallSide          *side)
{
  Comparison *comparison;
  g_autofree char *headline = NULL;
  g_autofree char *details = NULL;

  g_return_val_if_fail (ROLLCALL_IS_COMPARE_STATUS (self), FALSE);
  g_return_val_if_fail (ROLLCALL_IS_SIDE (side), FALSE);

  comparison = rollcall_side_get_comparison (side);
  if (comparison == NULL)
    {
      show_missing (self, side);
      return FALSE;
    }
  if (has_entries (comparison))
    return TRUE;

  headline = desk_verdict_headline (comparison);
  details = desk_verdict_details (comparison);
  if (comparison_get_source (comparison)->counts_only ||
      comparison_get_target (comparison)->counts_only)
    show_status (self, "view-dual-symbolic", headline, details, NULL, NULL);
  else
    show_status (self, "emblem-ok-symbolic", _("Nothing to look at"), headline, NULL, NULL);
  return FALSE;
}
