/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of libadwaita, and an own one for attributes: the name small above the value, and the other
 * side's value with a mark at the end. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-details-parts.h"

#include <glib/gi18n.h>

#include "console/rollcall-excerpt.h"
#include "desk/desk-words.h"

#define AVATAR 24

static const char *const essentials[] = { "userName", "emails[type eq \"work\"].value",
                                          "emails.value", "externalId" };

static GtkWidget *
new_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  return list;
}

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *shown = rollcall_excerpt_new (title, ROLLCALL_EXCERPT_NAME);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  return row;
}

static GtkWidget *
new_text (const char *text, const char *style)
{
  g_autofree char *shown = rollcall_excerpt_new (text, ROLLCALL_EXCERPT_VALUE);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
make_link (GtkWidget *row, const char *action, guint32 target)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
}

/* (transfer full) (nullable): what the mark of an attribute stands for, and the other value */
static char *
describe_other (const RollcallFact *fact, const char *other_name)
{
  if (fact->other != NULL)
    /* Translators: the name of the other side and the value there */
    return g_strdup_printf (_ ("%s: %s"), other_name, fact->other);
  return g_strdup_printf (_ ("%s: none"), other_name);
}

static GtkWidget *
new_attribute_row (const RollcallFact *fact, const char *other_name)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = new_text (fact->title, "caption");
  GtkWidget *value = new_text (fact->value != NULL ? fact->value : _ ("none"), NULL);

  gtk_widget_add_css_class (row, "fact");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_label_set_selectable (GTK_LABEL (value), fact->value != NULL && fact->link == 0);
  if (fact->value == NULL)
    gtk_widget_add_css_class (value, "dim-label");
  gtk_box_append (GTK_BOX (lines), title);
  gtk_box_append (GTK_BOX (lines), value);
  gtk_box_append (GTK_BOX (box), lines);
  if (fact->differs)
    {
      g_autofree char *words = describe_other (fact, other_name);
      GtkWidget *other = new_text (words, "caption");
      GtkWidget *mark = rollcall_mark_new (ROLLCALL_MARK_DIFFERENT);

      gtk_widget_add_css_class (other, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (other), 1);
      gtk_label_set_justify (GTK_LABEL (other), GTK_JUSTIFY_RIGHT);
      gtk_box_append (GTK_BOX (box), other);
      gtk_box_append (GTK_BOX (box), mark);
    }
  if (fact->link != 0)
    {
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", fact->link);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-user");
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), fact->link != 0);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_tooltip_text (row, fact->about);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
add_plain (GtkWidget *list, const char *title, const char *value)
{
  RollcallFact fact = { .title = (char *)title, .value = (char *)value };

  gtk_list_box_append (GTK_LIST_BOX (list), new_attribute_row (&fact, NULL));
}

/* What the strip says, in two lines: (transfer full). */
typedef struct
{
  char *title;
  char *subtitle;
  RollcallMarkKind mark;
  const char *key; /* whom to compare */
} Verdict;

static void
judge_group (RollcallFacts *facts, Verdict *verdict)
{
  guint missing = facts->missing->len;
  guint extra = facts->extra->len;
  gboolean explained = TRUE;

  for (guint i = 0; i < missing; i++)
    explained &= ((CompareEntry *)g_ptr_array_index (facts->missing, i))->explained;
  for (guint i = 0; i < extra; i++)
    explained &= ((CompareEntry *)g_ptr_array_index (facts->extra, i))->explained;
  if (missing > 0 && extra > 0)
    verdict->title = g_strdup_printf (_ ("%u missing, %u only here"), missing, extra);
  else if (missing > 0)
    verdict->title =
        g_strdup_printf (ngettext ("%u member is missing", "%u members are missing", missing),
                         missing);
  else
    verdict->title =
        g_strdup_printf (ngettext ("%u member is only here", "%u members are only here", extra),
                         extra);
  verdict->mark = explained ? ROLLCALL_MARK_EXPLAINED : ROLLCALL_MARK_DIFFERENT;
  if (facts->source_members >= 0)
    {
      g_autofree char *there = desk_words_number (facts->source_members);
      g_autofree char *here = desk_words_number (facts->row->members);

      /* Translators: 62 in Entra ID, 56 in Slack */
      verdict->subtitle = g_strdup_printf (_ ("%s in %s, %s in %s"), there, facts->other_name, here,
                                           facts->side_name);
    }
}

static void
judge_entry (RollcallFacts *facts, Verdict *verdict)
{
  guint different = rollcall_facts_count_different (facts);
  const char *reason = rollcall_differences_reason (facts->entry->reason);

  verdict->mark = rollcall_differences_mark (facts->entry);
  if (facts->entry->where == COMPARE_DIFFERENT && different > 0)
    verdict->title = g_strdup_printf (ngettext ("Differs from %s in %u attribute",
                                                "Differs from %s in %u attributes", different),
                                      facts->other_name, different);
  else if (facts->entry->where == COMPARE_EXTRA)
    verdict->title = g_strdup_printf (_ ("Not in %s"), facts->other_name);
  else
    verdict->title = g_strdup_printf (_ ("Differs from %s"), facts->other_name);
  verdict->subtitle = g_strdup (reason);
}

static Verdict
judge (RollcallFacts *facts)
{
  Verdict verdict = { .mark = ROLLCALL_MARK_WELL };

  if (facts->row->list == ROLL_USERS)
    verdict.key = facts->entry != NULL ? facts->entry->key : facts->row->key;
  if (facts->entry != NULL)
    judge_entry (facts, &verdict);
  else if (facts->missing->len + facts->extra->len > 0)
    judge_group (facts, &verdict);
  else
    verdict.title = g_strdup_printf (_ ("The same in %s"), facts->other_name);
  return verdict;
}

static void
add_entry_row (GtkWidget *list, const CompareEntry *entry, const char *where)
{
  GtkWidget *row;
  GtkWidget *mark = rollcall_mark_new (entry->explained                  ? ROLLCALL_MARK_EXPLAINED
                                       : entry->where == COMPARE_MISSING ? ROLLCALL_MARK_MISSING
                                                                         : ROLLCALL_MARK_EXTRA);
  g_autofree char *subtitle = NULL;

  /* Translators: where somebody is, and why: Not in Slack: Waiting for the next cycle */
  subtitle = g_strdup_printf (_ ("%s: %s"), where, rollcall_differences_reason (entry->reason));
  row = new_row (entry->name, subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (AVATAR, entry->name, TRUE));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
  if (entry->member != NULL && entry->member_target_row == 0)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", entry->member);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-person-key");
    }
  else if (entry->member_target_row != 0)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u",
                                        (guint32)entry->member_target_row);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-user");
    }
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
add_group_row (GtkWidget *list, const RollRow *group)
{
  g_autofree char *members =
      g_strdup_printf (ngettext ("%u member", "%u members", group->members), group->members);
  GtkWidget *row = new_row (group->name, members);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("rollcall-group-symbolic"));
  make_link (row, "win.show-group", group->row);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static gboolean
is_extra (RollcallFacts *facts, guint32 row)
{
  for (guint i = 0; i < facts->extra->len; i++)
    if (((CompareEntry *)g_ptr_array_index (facts->extra, i))->member_target_row == row)
      return TRUE;
  return FALSE;
}

static void
add_person_row (GtkWidget *list, const RollRow *person)
{
  GtkWidget *row = new_row (person->name, person->active ? NULL : _ ("Inactive"));

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (AVATAR, person->name, TRUE));
  make_link (row, "win.show-user", person->row);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

/* The rest is a list of its own: everybody in the group. */
static void
add_more (GtkWidget *list, RollcallFacts *facts)
{
  guint more = facts->row->members - MIN (facts->row->members, facts->links->len);
  g_autofree char *number = desk_words_number (more);
  g_autofree char *title = g_strdup_printf (ngettext ("and %s more", "and %s more", more), number);
  GtkWidget *row;

  if (more == 0)
    return;
  row = new_row (title, NULL);
  if (facts->row->list == ROLL_GROUPS)
    make_link (row, "win.show-members", facts->row->row);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
add_members (GtkWidget *list, RollcallFacts *facts)
{
  g_autofree char *not_here = g_strdup_printf (_ ("Not in %s"), facts->side_name);
  g_autofree char *only_here = g_strdup_printf (_ ("Only in %s"), facts->side_name);
  guint shown = MIN (facts->missing->len, ROLLCALL_FACTS_LINKS);

  for (guint i = 0; i < shown; i++)
    add_entry_row (list, g_ptr_array_index (facts->missing, i), not_here);
  for (guint i = 0; i < MIN (facts->extra->len, ROLLCALL_FACTS_LINKS); i++)
    add_entry_row (list, g_ptr_array_index (facts->extra, i), only_here);
  for (guint i = 0; i < facts->subgroups->len; i++)
    add_group_row (list, g_ptr_array_index (facts->subgroups, i));
  for (guint i = 0; i < facts->links->len; i++)
    {
      const RollRow *person = g_ptr_array_index (facts->links, i);

      if (!is_extra (facts, person->row))
        add_person_row (list, person);
    }
}

char *
rollcall_details_subtitle (RollcallFacts *facts)
{
  const RollRow *row;

  g_return_val_if_fail (facts != NULL, NULL);

  row = facts->row;
  if (row->title != NULL && row->department != NULL)
    /* Translators: a person’s title and department */
    return g_strdup_printf (_ ("%s, %s"), row->title, row->department);
  return g_strdup (row->title != NULL ? row->title : row->department);
}

GtkWidget *
rollcall_details_new_verdict (RollcallFacts *facts)
{
  GtkWidget *list;
  GtkWidget *row;
  GtkWidget *button;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  Verdict verdict;

  g_return_val_if_fail (facts != NULL, NULL);

  if (facts->comparison == NULL || facts->other_name == NULL ||
      comparison_get_source (facts->comparison)->counts_only)
    return NULL;

  verdict = judge (facts);
  title = verdict.title;
  subtitle = verdict.subtitle;
  list = new_list ();
  row = new_row (title, subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), rollcall_mark_new (verdict.mark));
  if (verdict.key != NULL && facts->entry != NULL)
    {
      button = gtk_button_new_with_label (_ ("Compare"));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", verdict.key);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-person-key");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return list;
}

GtkWidget *
rollcall_details_new_attributes (RollcallFacts *facts, RollcallFactsPart *part)
{
  GtkWidget *list;

  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail (part != NULL, NULL);

  list = new_list ();
  for (guint i = 0; i < part->facts->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         new_attribute_row (g_ptr_array_index (part->facts, i), facts->other_name));
  return list;
}

GtkWidget *
rollcall_details_new_essentials (RollcallFacts *facts)
{
  GtkWidget *list;
  const RollRow *row;

  g_return_val_if_fail (facts != NULL, NULL);

  row = facts->row;
  list = new_list ();
  for (guint i = 0; i < G_N_ELEMENTS (essentials); i++)
    {
      const RollcallFact *fact = rollcall_facts_find (facts, essentials[i]);

      if (fact != NULL)
        gtk_list_box_append (GTK_LIST_BOX (list), new_attribute_row (fact, facts->other_name));
    }
  if (row->list == ROLL_USERS)
    add_plain (list, _ ("State"), row->active ? _ ("Active") : _ ("Inactive"));
  if (row->modified > 0)
    {
      g_autofree char *when = desk_words_time (row->modified, 0);

      add_plain (list, _ ("Changed"), when);
    }
  return list;
}

char *
rollcall_details_links_title (RollcallFacts *facts)
{
  guint members;

  g_return_val_if_fail (facts != NULL, NULL);

  members = facts->row->members;
  if (facts->row->list == ROLL_USERS)
    return desk_words_count (COMPARE_GROUPS, members);
  return g_strdup_printf (ngettext ("%u member", "%u members", members), members);
}

GtkWidget *
rollcall_details_new_links (RollcallFacts *facts)
{
  GtkWidget *list;

  g_return_val_if_fail (facts != NULL, NULL);

  list = new_list ();
  if (facts->row->list == ROLL_GROUPS)
    add_members (list, facts);
  else
    for (guint i = 0; i < facts->links->len; i++)
      add_group_row (list, g_ptr_array_index (facts->links, i));
  add_more (list, facts);
  if (gtk_widget_get_first_child (list) == NULL)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         new_row (facts->row->list == ROLL_USERS ? _ ("In no group")
                                                                 : _ ("Nobody is in this group"),
                                  NULL));
  return list;
}

GtkWidget *
rollcall_details_new_state (gboolean active)
{
  GtkWidget *label = gtk_label_new (active ? _ ("Active") : _ ("Inactive"));

  gtk_widget_add_css_class (label, "state");
  gtk_widget_add_css_class (label, active ? "active" : "inactive");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}
