/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rolls are handed to the worker with what names them; no side is touched there. Whether an action
 * can be done only a widget that has it can tell, so a button is asked. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-switch-hits.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-fold.h"
#include "desk/desk-words.h"
#include "roll/roll-search.h"

/* Of each side, and of people and groups each. */
#define MOST_OF_A_SIDE 5

typedef struct
{
  const char *title; /* untranslated */
  const char *icon;
  const char *action;
  const char *target; /* a string, or NULL */
  const char *shortcut;
} StaticRow;

static const StaticRow pages[] = {
  { N_ ("Overview"), "go-home-symbolic", "win.show-page", "overview", "<Alt>1" },
  { N_ ("Users"), "avatar-default-symbolic", "win.show-page", "users", "<Alt>2" },
  { N_ ("Groups"), "rollcall-group-symbolic", "win.show-page", "groups", "<Alt>3" },
  { N_ ("Compare"), "view-dual-symbolic", "win.show-page", "compare", "<Alt>4" },
  { N_ ("Activity"), "document-open-recent-symbolic", "win.show-page", "activity", "<Alt>5" },
  { N_ ("Setup"), "emblem-system-symbolic", "win.show-page", "setup", "<Alt>6" },
};

static const StaticRow actions[] = {
  { N_ ("Read both sides again"), "view-refresh-symbolic", "win.refresh", NULL, "<Control>r" },
  { N_ ("Export…"), "document-save-symbolic", "win.export", NULL, "<Control>e" },
  { N_ ("Compare with…"), "view-dual-symbolic", "win.choose-other", NULL, NULL },
  { N_ ("Show base URL"), "network-server-symbolic", "win.show-base-url", NULL, NULL },
  { N_ ("New key…"), "dialog-password-symbolic", "win.new-key", NULL, NULL },
  { N_ ("Replace key…"), "dialog-password-symbolic", "win.replace-key", NULL, NULL },
  { N_ ("Extend key…"), "dialog-password-symbolic", "win.extend-key", NULL, NULL },
  { N_ ("Connect a directory…"), "list-add-symbolic", "win.connect", NULL, "<Control>n" },
  { N_ ("New directory…"), "list-add-symbolic", "win.new-directory", NULL, NULL },
  { N_ ("Open a CSV…"), "x-office-spreadsheet-symbolic", "win.open-csv", NULL, NULL },
  { N_ ("Rename…"), "document-edit-symbolic", "win.rename", NULL, NULL },
  { N_ ("Preferences"), "emblem-system-symbolic", "win.preferences", NULL, "<Control>comma" },
};

static const char *const section_titles[] = {
  [ROLLCALL_SWITCH_PEOPLE] = N_ ("People"), [ROLLCALL_SWITCH_GROUPS] = N_ ("Groups"),
  [ROLLCALL_SWITCH_ASK] = N_ ("Ask"),       [ROLLCALL_SWITCH_PLACES] = N_ ("Go to"),
  [ROLLCALL_SWITCH_ACTIONS] = N_ ("Do"),
};

typedef struct
{
  char    *uuid;
  char    *name;
  Roll    *roll;
  gboolean directory;
} Place;

typedef struct
{
  GPtrArray *places;
  char      *text;
} Job;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->uuid);
  g_free (place->name);
  g_clear_object (&place->roll);
  g_free (place);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->places);
  g_free (job->text);
  g_free (job);
}

static RollcallSwitchHit *
add_hit (GPtrArray             *hits,
         RollcallSwitchSection  section,
         const char            *title,
         const char            *subtitle,
         const char            *icon)
{
  RollcallSwitchHit *hit = g_new0 (RollcallSwitchHit, 1);

  hit->section = section;
  hit->title = g_strdup (title);
  hit->subtitle = g_strdup (subtitle);
  hit->icon = icon;
  g_ptr_array_add (hits, hit);
  return hit;
}

static void
set_target (RollcallSwitchHit *hit,
            const char        *action,
            GVariant          *target)
{
  hit->action = action;
  hit->target = target != NULL ? g_variant_ref_sink (target) : NULL;
}

/* Whether each word of @text is in @title or in @subtitle. */
static gboolean
matches (const char *text,
         const char *title,
         const char *subtitle)
{
  g_autofree char *whole = g_strjoin ("\n", title, subtitle, NULL);
  g_autofree char *folded = base_fold_search (whole);
  g_autofree char *sought = base_fold_search (text != NULL ? text : "");
  g_auto (GStrv) words = g_strsplit (sought, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* (transfer full) */
static char *
describe_side (RollcallSide *side)
{
  gint64 attention = rollcall_side_get_attention (side);
  g_autofree char *number = desk_words_number (attention);

  if (!rollcall_side_is_directory (side))
    return g_strdup (_("Identity provider"));
  if (attention > 0)
    return g_strdup_printf (ngettext ("Directory, %s difference needs attention",
                                      "Directory, %s differences need attention",
                                      (gulong)attention),
                            number);
  if (rollcall_side_get_comparison (side) != NULL)
    return g_strdup (_("Directory, both sides match"));
  return g_strdup (_("Directory"));
}

static void
add_sides (GPtrArray  *hits,
           GListModel *sides,
           const char *text)
{
  for (guint i = 0; i < g_list_model_get_n_items (sides); i++)
    {
      g_autoptr (RollcallSide) side = g_list_model_get_item (sides, i);
      g_autofree char *subtitle = describe_side (side);
      RollcallSwitchHit *hit;

      if (!matches (text, rollcall_side_get_name (side), subtitle))
        continue;
      hit = add_hit (hits, ROLLCALL_SWITCH_PLACES, rollcall_side_get_name (side), subtitle,
                     rollcall_side_is_directory (side) ? "network-server-symbolic"
                                                       : "rollcall-group-symbolic");
      if (i < 9)
        hit->shortcut = g_strdup_printf ("<Control>%u", i + 1);
      set_target (hit, "win.select-side", g_variant_new_string (rollcall_side_get_uuid (side)));
    }
}

/* Nothing but a widget that could do it knows whether an action can be done. */
static gboolean
is_enabled (RollcallWindow *window,
            const char     *action)
{
  GtkWidget *button = g_object_ref_sink (gtk_button_new ());
  gboolean enabled;

  gtk_widget_set_parent (button, GTK_WIDGET (window));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  g_object_unref (button);
  return enabled;
}

static void
add_rows (GPtrArray             *hits,
          RollcallWindow        *window,
          RollcallSwitchSection  section,
          const StaticRow       *rows,
          guint                  n,
          const char            *subtitle,
          const char            *text)
{
  for (guint i = 0; i < n; i++)
    {
      RollcallSwitchHit *hit;

      if (!matches (text, _(rows[i].title), subtitle) ||
          (rows[i].target == NULL && !is_enabled (window, rows[i].action)))
        continue;
      hit = add_hit (hits, section, _(rows[i].title), subtitle, rows[i].icon);
      hit->shortcut = g_strdup (rows[i].shortcut);
      set_target (hit, rows[i].action,
                  rows[i].target != NULL ? g_variant_new_string (rows[i].target) : NULL);
    }
}

static void
add_question (GPtrArray  *hits,
              const char *text,
              const char *side)
{
  /* Translators: asks for a person, by what was typed */
  g_autofree char *title = g_strdup_printf (_("Ask about “%s”"), text);
  RollcallSwitchHit *hit =
      add_hit (hits, ROLLCALL_SWITCH_ASK, title, side, "dialog-question-symbolic");

  set_target (hit, "win.ask", g_variant_new_string (text));
}

static void
add_row (GPtrArray     *hits,
         const Place   *place,
         const RollRow *row)
{
  gboolean person = row->list == ROLL_USERS;
  g_autofree char *members = person ? NULL : desk_words_count (COMPARE_USERS, row->members);
  g_autofree char *subtitle =
      !person       ? g_strdup_printf ("%s, %s", place->name, members)
      : row->active ? g_strdup (place->name)
                    : g_strdup_printf ("%s, %s", place->name, _("inactive"));
  RollcallSwitchHit *hit =
      add_hit (hits, person ? ROLLCALL_SWITCH_PEOPLE : ROLLCALL_SWITCH_GROUPS, row->name, subtitle,
               person ? NULL : "rollcall-group-symbolic");

  hit->side = g_strdup (place->uuid);
  set_target (hit, person ? "win.show-user" : "win.show-group", g_variant_new_uint32 (row->row));
}

/* Whom a directory holds is shown there, and not once more at the identity provider. */
static gboolean
is_shown (GHashTable    *shown,
          const Place   *place,
          const RollRow *row)
{
  char *key = base_fold (row->key);

  if (place->directory)
    {
      g_hash_table_add (shown, key);
      return FALSE;
    }
  if (g_hash_table_contains (shown, key))
    {
      g_free (key);
      return TRUE;
    }
  g_free (key);
  return FALSE;
}

static void
search_place (GPtrArray    *hits,
              GHashTable   *shown,
              const Place  *place,
              RollList      list,
              const char   *text,
              GCancellable *cancellable)
{
  RollListQuery query = { .list = list, .search = text };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (roll_list_prepare (place->roll, cancellable, NULL))
    rows = roll_list (place->roll, &query, MOST_OF_A_SIDE, cancellable, NULL);
  if (rows != NULL && rows->len > 0)
    found = roll_get_rows (place->roll, (const guint32 *)(gpointer)rows->data, rows->len, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const RollRow *row = g_ptr_array_index (found, i);

      if (row != NULL && !is_shown (shown, place, row))
        add_row (hits, place, row);
    }
}

static void
search_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Job *job = data;
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify)rollcall_switch_hit_free);

  for (RollList list = ROLL_USERS; list <= ROLL_GROUPS; list++)
    {
      g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint i = 0; i < job->places->len; i++)
        if (!g_cancellable_is_cancelled (cancellable))
          search_place (hits, shown, g_ptr_array_index (job->places, i), list, job->text,
                        cancellable);
    }
  g_task_return_pointer (task, hits, (GDestroyNotify)g_ptr_array_unref);
}

static void
add_place (GPtrArray    *places,
           RollcallSide *side)
{
  Place *place;

  if (rollcall_side_get_roll (side) == NULL || rollcall_side_get_info (side) == NULL ||
      rollcall_side_get_info (side)->counts_only)
    return;

  place = g_new0 (Place, 1);
  place->uuid = g_strdup (rollcall_side_get_uuid (side));
  place->name = g_strdup (rollcall_side_get_name (side));
  place->roll = g_object_ref (rollcall_side_get_roll (side));
  place->directory = rollcall_side_is_directory (side);
  g_ptr_array_add (places, place);
}

void
rollcall_switch_hit_free (RollcallSwitchHit *hit)
{
  if (hit == NULL)
    return;

  g_free (hit->title);
  g_free (hit->subtitle);
  g_free (hit->shortcut);
  g_free (hit->side);
  g_clear_pointer (&hit->target, g_variant_unref);
  g_free (hit);
}

const char *
rollcall_switch_section_get_title (RollcallSwitchSection section)
{
  g_return_val_if_fail (section < G_N_ELEMENTS (section_titles), NULL);

  return _(section_titles[section]);
}

GPtrArray *
rollcall_switch_hits_here (RollcallWindow *window,
                           const char     *text)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify)rollcall_switch_hit_free);
  RollcallSide *side;
  const char *name;

  g_return_val_if_fail (ROLLCALL_IS_WINDOW (window), hits);

  side = rollcall_window_get_side (window);
  name = side != NULL ? rollcall_side_get_name (side) : NULL;
  if (text != NULL && *text != '\0' && side != NULL)
    add_question (hits, text, name);
  add_sides (hits,
             G_LIST_MODEL (rollcall_application_get_sides (rollcall_application_get ())), text);
  if (side != NULL)
    add_rows (hits, window, ROLLCALL_SWITCH_PLACES, pages, G_N_ELEMENTS (pages), name, text);
  add_rows (hits, window, ROLLCALL_SWITCH_ACTIONS, actions, G_N_ELEMENTS (actions), NULL, text);
  return hits;
}

void
rollcall_switch_hits_people_async (RollcallSides       *sides,
                                   RollcallSide        *first,
                                   const char          *text,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (ROLLCALL_IS_SIDES (sides));
  g_return_if_fail (first == NULL || ROLLCALL_IS_SIDE (first));
  g_return_if_fail (text != NULL);

  job = g_new0 (Job, 1);
  job->text = g_strdup (text);
  job->places = g_ptr_array_new_with_free_func (place_free);
  if (first != NULL)
    add_place (job->places, first);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sides)); i++)
    {
      g_autoptr (RollcallSide) side = g_list_model_get_item (G_LIST_MODEL (sides), i);

      if (side != first)
        add_place (job->places, side);
    }
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, rollcall_switch_hits_people_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, search_thread);
}

GPtrArray *
rollcall_switch_hits_people_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
