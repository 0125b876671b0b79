/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said comes from rollcall-verdict.h, what is counted from the desk's equation; here they
 * are put into widgets, and each number gets its time. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-verdict-card.h"

#include <glib/gi18n.h>

#include "console/rollcall-actionable.h"
#include "console/rollcall-equation.h"
#include "console/rollcall-verdict.h"
#include "desk/desk-words.h"

struct _RollcallVerdictCard
{
  AdwBin parent_instance;

  GtkBox *head;
  RollcallMark *mark;
  GtkImage *icon;
  GtkLabel *headline;
  GtkLabel *details;
  GtkButton *button;
  GtkBox *both;
  GtkWidget *compared_with;
  GtkWidget *source_icon;
  GtkLabel *source_name;
  GtkLabel *source_read;
  GtkWidget *target_icon;
  GtkLabel *target_name;
  GtkLabel *target_read;
  RollcallEquation *equation;
  GtkWidget *one;
  GtkBox *alone;
  GtkLabel *alone_read;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (RollcallVerdictCard, rollcall_verdict_card, ADW_TYPE_BIN)

typedef struct
{
  const char *kind;
  const char *words;
} KindRow;

static const KindRow kinds[] = {
  { "scim", N_ ("SCIM directory") },
  { "csv", N_ ("CSV file") },
  { "jsonl", N_ ("JSON lines") },
  { "counts", N_ ("Typed in") },
};

static const char *
describe_kind (RollcallSide   *side,
               const RollInfo *info)
{
  if (rollcall_side_is_ours (side))
    return _("Rollcall directory");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, info->kind) == 0)
      return _(kinds[i].words);
  return info->kind;
}

static gboolean
is_today (gint64 time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL && g_date_time_get_year (local) == g_date_time_get_year (now) &&
         g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (now);
}

/* (transfer full): "SCIM directory, read at 14:02"; never a number without its time */
static char *
describe_reading (RollcallSide   *side,
                  const RollInfo *info)
{
  const char *kind = describe_kind (side, info);
  gboolean today = is_today (info->read_at);
  g_autofree char *when = NULL;

  if (info->counts_only)
    {
      when = desk_words_short_time (info->read_at, 0);
      return today ? g_strdup (_("Typed in, as of today"))
                   : g_strdup_printf (_("Typed in, as of %s"), when);
    }
  when = today ? desk_words_clock (info->read_at) : desk_words_time (info->read_at, 0);
  /* Translators: what it is, and the time of day: "CSV file, read at 14:02" */
  return g_strdup_printf (today ? _("%s, read at %s")
                                /* Translators: "CSV file, read yesterday at 17:40" */
                                : _("%s, read %s"),
                          kind, when);
}

static void
show_side (RollcallSide *side,
           GtkWidget    *icon,
           GtkLabel     *name,
           GtkLabel     *read)
{
  const RollInfo *info = rollcall_side_get_info (side);
  g_autofree char *words = info != NULL ? describe_reading (side, info) : NULL;
  g_autofree char *full = info != NULL ? desk_words_full_time (info->read_at) : NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), rollcall_side_is_directory (side)
                                                      ? "network-server-symbolic"
                                                      : "rollcall-group-symbolic");
  gtk_label_set_label (name, rollcall_side_get_name (side));
  gtk_widget_set_tooltip_text (GTK_WIDGET (name), rollcall_side_get_name (side));
  gtk_label_set_label (read, words != NULL ? words : _("Not read yet"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (read), full);
}

/* Whether something of @kind differs that isn't as it should be. */
static gboolean
needs_attention (Comparison  *comparison,
                 CompareKind  kind)
{
  for (guint where = 0; where < COMPARE_N_WHERES; where++)
    {
      GPtrArray *entries = comparison_get_entries (comparison, kind, (CompareWhere)where);

      for (guint i = 0; entries != NULL && i < entries->len; i++)
        if (!((CompareEntry *)g_ptr_array_index (entries, i))->explained)
          return TRUE;
    }
  return FALSE;
}

/* The desk's rows come in the order of the kinds. */
static RollcallMarkKind
choose_mark (Comparison            *comparison,
             const DeskEquationRow *row,
             guint                  kind,
             gboolean               coloured)
{
  if (row->equal)
    return coloured ? ROLLCALL_MARK_MATCH : ROLLCALL_MARK_QUIET;
  if (comparison_get_verdict (comparison) == COMPARE_NUMBERS_DIFFER)
    return ROLLCALL_MARK_DIFFERENT;
  if (!coloured || kind >= COMPARE_N_KINDS || !needs_attention (comparison, (CompareKind)kind))
    return ROLLCALL_MARK_EXPLAINED;
  return ROLLCALL_MARK_DIFFERENT;
}

static void
show_equation (RollcallVerdictCard *self,
               Comparison          *comparison,
               gboolean             coloured)
{
  g_autoptr (GArray) rows = desk_verdict_equation (comparison);

  rollcall_equation_clear (self->equation);
  for (guint i = 0; i < rows->len; i++)
    {
      const DeskEquationRow *row = &g_array_index (rows, DeskEquationRow, i);

      if (row->compared || row->source > 0 || row->target > 0)
        rollcall_equation_add (self->equation, row, choose_mark (comparison, row, i, coloured));
    }
}

static void
add_figure (RollcallVerdictCard *self,
            const char          *name,
            gint64               number)
{
  g_autofree char *text = desk_words_number (number);
  GtkWidget *box;
  GtkWidget *figure;
  GtkWidget *label;

  if (number < 0)
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  figure = gtk_label_new (text);
  label = gtk_label_new (name);
  gtk_widget_add_css_class (figure, "figure");
  gtk_widget_add_css_class (figure, "numeric");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), figure);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (self->alone, box);
}

static void
show_alone (RollcallVerdictCard *self,
            RollcallSide        *side)
{
  const RollInfo *info = rollcall_side_get_info (side);
  gboolean directory = rollcall_side_is_directory (side);
  g_autofree char *reading = info != NULL ? describe_reading (side, info) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->alone))) != NULL)
    gtk_box_remove (self->alone, child);
  gtk_label_set_label (self->alone_read, reading != NULL ? reading : "");
  if (info == NULL)
    return;

  add_figure (self, directory ? _("People active") : _("People expected"), info->users_active);
  if (!info->counts_only)
    add_figure (self, directory ? _("People inactive") : _("People disabled"),
                info->users_total - info->users_active);
  add_figure (self, _("Groups"), info->groups_total);
  add_figure (self, _("Memberships"), info->memberships_total);
}

static void
show_head (RollcallVerdictCard   *self,
           const RollcallVerdict *verdict,
           gboolean               directory)
{
  gboolean has_mark = verdict->mark != ROLLCALL_MARK_NONE;

  gtk_widget_set_visible (GTK_WIDGET (self->mark), has_mark);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !has_mark);
  rollcall_mark_set_kind (self->mark, verdict->mark);
  gtk_image_set_from_icon_name (self->icon,
                                directory ? "network-server-symbolic" : "rollcall-group-symbolic");
  gtk_label_set_label (self->headline, verdict->headline);
  gtk_label_set_label (self->details, verdict->details != NULL ? verdict->details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->details), verdict->details != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->button), verdict->button != NULL);
  if (verdict->button == NULL)
    return;
  gtk_button_set_label (self->button, verdict->button);
  rollcall_actionable_set (GTK_ACTIONABLE (self->button), verdict->action);
  if (verdict->suggested)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "suggested-action");
}

static void
rollcall_verdict_card_class_init (RollcallVerdictCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ROLLCALL_TYPE_EQUATION);
  g_type_ensure (ROLLCALL_TYPE_MARK);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-verdict-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, head);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, mark);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, headline);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, details);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, button);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, both);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, compared_with);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, source_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, source_name);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, source_read);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, target_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, target_name);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, target_read);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, equation);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, one);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, alone);
  gtk_widget_class_bind_template_child (widget_class, RollcallVerdictCard, alone_read);
}

static void
rollcall_verdict_card_init (RollcallVerdictCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rollcall_verdict_card_show (RollcallVerdictCard *self,
                            RollcallSide        *side)
{
  g_autoptr (RollcallVerdict) verdict = NULL;
  Comparison *comparison;
  RollcallSide *other;

  g_return_if_fail (ROLLCALL_IS_VERDICT_CARD (self));
  g_return_if_fail (ROLLCALL_IS_SIDE (side));

  verdict = rollcall_verdict_of (side);
  comparison = rollcall_side_get_comparison (side);
  other = rollcall_side_get_other (side);
  show_head (self, verdict, rollcall_side_is_directory (side));

  gtk_widget_set_visible (GTK_WIDGET (self->both), comparison != NULL && other != NULL);
  gtk_widget_set_visible (self->one, comparison == NULL || other == NULL);
  if (comparison == NULL || other == NULL)
    {
      show_alone (self, side);
      return;
    }
  show_side (other, self->source_icon, self->source_name, self->source_read);
  show_side (side, self->target_icon, self->target_name, self->target_read);
  show_equation (self, comparison, verdict->coloured);
}

void
rollcall_verdict_card_set_narrow (RollcallVerdictCard *self,
                                  gboolean             narrow)
{
  GtkLabel *labels[2];

  g_return_if_fail (ROLLCALL_IS_VERDICT_CARD (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head), narrow ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL);
  labels[0] = self->headline;
  labels[1] = self->details;
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (labels[i], narrow ? .5f : 0);
      gtk_label_set_justify (labels[i], narrow ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
    }
  gtk_widget_set_halign (GTK_WIDGET (self->button), narrow ? GTK_ALIGN_CENTER : GTK_ALIGN_END);
  if (narrow)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
      gtk_widget_add_css_class (GTK_WIDGET (self->button), "pill");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
      gtk_widget_remove_css_class (GTK_WIDGET (self->button), "pill");
    }
  gtk_widget_set_visible (self->source_icon, !narrow);
  gtk_widget_set_visible (self->target_icon, !narrow);
  gtk_widget_set_visible (self->compared_with, !narrow);
}
