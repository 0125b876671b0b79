/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One form for three tasks, a table saying what each shows. While it works it can't be closed: a
 * key that is made and not shown would be lost. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-key-dialog.h"

#include <glib/gi18n.h>

#include "console/rollcall-combo-text.h"
#include "console/rollcall-copy-once-dialog.h"
#include "console/rollcall-key-expiry.h"
#include "console/rollcall-key-job.h"
#include "console/rollcall-message.h"
#include "console/rollcall-window.h"
#include "desk/desk-words.h"

#define MOST_LIVE 2

typedef enum
{
  TASK_NEW,
  TASK_EXTEND,
  TASK_REPLACE,
} KeyTask;

typedef struct
{
  const char *title;
  const char *button;
  const char *words;
} TaskRow;

static const TaskRow tasks[] = {
  [TASK_NEW] = { N_ ("New Key"), N_ ("_Make Key"),
                 N_ ("The new key is shown once, right after it is made.") },
  [TASK_EXTEND] = { N_ ("Extend Key"), N_ ("_Extend"),
                    N_ ("The key stays the same: nothing changes at the identity provider.") },
  [TASK_REPLACE] = { N_ ("Replace Key"), N_ ("_Replace"),
                     N_ ("A new key is made and shown once. The old one goes on working for the "
                         "time you choose, so that provisioning isn’t interrupted.") },
};

typedef struct
{
  const char *label;
  gint64 seconds;
} Overlap;

static const Overlap overlaps[] = {
  { N_ ("Seven more days"), 7 * 24 * 60 * 60 },
  { N_ ("One more day"), 24 * 60 * 60 },
  { N_ ("No longer: it ends now"), 0 },
};

static const char *const scopes[] = { "provision", "read" };

struct _RollcallKeyDialog
{
  AdwWindow parent_instance;

  RollcallSide *side;
  KeyTask task;
  char *key_id;
  guint n_live;
  gboolean working;

  AdwWindowTitle *window_title;
  GtkLabel *words;
  GtkWidget *name_list;
  AdwEntryRow *name_row;
  AdwComboRow *scope_row;
  GtkWidget *overlap_list;
  AdwComboRow *overlap_row;
  RollcallKeyExpiry *expiry;
  GtkLabel *trouble;
  GtkStack *button_stack;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (RollcallKeyDialog, rollcall_key_dialog, ADW_TYPE_WINDOW)

static const char *
get_scope (RollcallKeyDialog *self)
{
  return scopes[MIN (adw_combo_row_get_selected (self->scope_row), G_N_ELEMENTS (scopes) - 1)];
}

/* (transfer full) (nullable): why it can't be done as it stands */
static char *
find_trouble (RollcallKeyDialog *self)
{
  if (self->task == TASK_NEW && self->n_live >= MOST_LIVE &&
      g_str_equal (get_scope (self), "provision"))
    return g_strdup (
        _("Two keys provision already, and no more than two can. Revoke one, or replace "
          "one instead."));
  if (self->task == TASK_REPLACE && self->n_live >= MOST_LIVE)
    return g_strdup (
        _("Two keys provision already. Revoke the one that isn’t needed any more first."));
  return NULL;
}

static void
show_trouble (RollcallKeyDialog *self,
              const char        *words)
{
  gtk_label_set_label (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
}

static void
update (RollcallKeyDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *trouble = find_trouble (self);
  gboolean named = self->task != TASK_NEW || *stripped != '\0';
  gboolean dated =
      self->task == TASK_REPLACE || rollcall_key_expiry_get_expires (self->expiry) >= 0;

  show_trouble (self, trouble);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key-dialog.go",
                                 trouble == NULL && named && dated && !self->working);
  gtk_stack_set_visible_child_name (self->button_stack, self->working ? "working" : "button");
}

static void
tell_changed (RollcallKeyDialog *self)
{
  g_signal_emit_by_name (self->side, "changed", ROLLCALL_SIDE_CHANGE_SETTINGS);
}

static void
job_cb (GObject      *object,
        GAsyncResult *async,
        gpointer      data)
{
  g_autoptr (RollcallKeyDialog) self = data;
  g_autoptr (RollcallKeyResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  self->working = FALSE;
  if (!rollcall_key_job_finish (async, &result, &error))
    {
      update (self);
      show_trouble (self, error->message);
      return;
    }

  /* Whatever became of the form meanwhile, a key that was made is shown. */
  if (result->key != NULL)
    rollcall_copy_once_dialog_present (parent, self->side, result->key->key);
  tell_changed (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
go (GtkWidget  *widget,
    const char *name,
    GVariant   *parameter)
{
  RollcallKeyDialog *self = ROLLCALL_KEY_DIALOG (widget);
  gint64 expires = rollcall_key_expiry_get_expires (self->expiry);
  g_autofree char *key_name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  guint overlap = MIN (adw_combo_row_get_selected (self->overlap_row), G_N_ELEMENTS (overlaps) - 1);

  self->working = TRUE;
  update (self);
  switch (self->task)
    {
    case TASK_NEW:
      rollcall_key_job_create_async (self->side, key_name, get_scope (self), expires, NULL, job_cb,
                                     g_object_ref (self));
      break;
    case TASK_EXTEND:
      rollcall_key_job_extend_async (self->side, self->key_id, expires, NULL, job_cb,
                                     g_object_ref (self));
      break;
    case TASK_REPLACE:
      rollcall_key_job_replace_async (self->side, self->key_id, overlaps[overlap].seconds, NULL,
                                      job_cb, g_object_ref (self));
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
rollcall_key_dialog_close_request (GtkWindow *window)
{
  if (ROLLCALL_KEY_DIALOG (window)->working)
    return TRUE;
  return GTK_WINDOW_CLASS (rollcall_key_dialog_parent_class)->close_request (window);
}

static void
rollcall_key_dialog_dispose (GObject *object)
{
  RollcallKeyDialog *self = ROLLCALL_KEY_DIALOG (object);

  g_clear_object (&self->side);
  g_clear_pointer (&self->key_id, g_free);
  G_OBJECT_CLASS (rollcall_key_dialog_parent_class)->dispose (object);
}

static void
rollcall_key_dialog_class_init (RollcallKeyDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_key_dialog_dispose;
  GTK_WINDOW_CLASS (class)->close_request = rollcall_key_dialog_close_request;

  g_type_ensure (ROLLCALL_TYPE_KEY_EXPIRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyDialog, words);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyDialog, name_list);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyDialog, scope_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyDialog, overlap_list);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyDialog, overlap_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyDialog, expiry);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyDialog, button_stack);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyDialog, button);
  gtk_widget_class_bind_template_callback (widget_class, update);

  gtk_widget_class_install_action (widget_class, "key-dialog.go", NULL, go);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rollcall_key_dialog_init (RollcallKeyDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (overlaps); i++)
    gtk_string_list_append (names, _ (overlaps[i].label));
  adw_combo_row_set_model (self->overlap_row, G_LIST_MODEL (names));
  rollcall_combo_text_show_whole (self->overlap_row);
  rollcall_combo_text_show_whole (self->scope_row);
}

/* (transfer none): made, and told what to show */
static RollcallKeyDialog *
make (GtkWindow    *parent,
      RollcallSide *side,
      KeyTask       task,
      const char   *key_name)
{
  RollcallKeyDialog *self = g_object_new (ROLLCALL_TYPE_KEY_DIALOG, "transient-for", parent, NULL);

  self->side = g_object_ref (side);
  self->task = task;
  gtk_window_set_title (GTK_WINDOW (self), _ (tasks[task].title));
  adw_window_title_set_title (self->window_title, _ (tasks[task].title));
  adw_window_title_set_subtitle (self->window_title,
                                 key_name != NULL ? key_name : rollcall_side_get_name (side));
  gtk_label_set_label (self->words, _ (tasks[task].words));
  gtk_button_set_label (self->button, _ (tasks[task].button));
  gtk_widget_set_visible (self->name_list, task == TASK_NEW);
  gtk_widget_set_visible (self->overlap_list, task == TASK_REPLACE);
  gtk_widget_set_visible (GTK_WIDGET (self->expiry), task != TASK_REPLACE);
  return self;
}

static void
present (RollcallKeyDialog *self)
{
  update (self);
  gtk_window_present (GTK_WINDOW (self));
}

guint
rollcall_key_dialog_count_live (GPtrArray *keys)
{
  guint n = 0;

  g_return_val_if_fail (keys != NULL, 0);

  for (guint i = 0; i < keys->len; i++)
    {
      const DeskKey *key = g_ptr_array_index (keys, i);

      n += g_strcmp0 (key->key->scope, "provision") == 0 && key->health->level != DESK_KEY_ENDED;
    }
  return n;
}

void
rollcall_key_dialog_new_key (GtkWindow    *parent,
                             RollcallSide *side,
                             GPtrArray    *keys)
{
  RollcallKeyDialog *self;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (ConnectionGuide) guide = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (keys != NULL);

  self = make (parent, side, TASK_NEW, NULL);
  self->n_live = rollcall_key_dialog_count_live (keys);
  guide = connection_guides_find (rollcall_side_get_connection (side)->idp);
  if (!g_str_equal (guide->id, CONNECTION_GUIDE_OTHER))
    name = g_strdup_printf ("%s %d", guide->short_name, g_date_time_get_year (now));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name != NULL ? name : "");
  if (self->n_live >= MOST_LIVE)
    adw_combo_row_set_selected (self->scope_row, 1);
  present (self);
}

void
rollcall_key_dialog_extend (GtkWindow     *parent,
                            RollcallSide  *side,
                            const DeskKey *key)
{
  RollcallKeyDialog *self;

  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (key != NULL);

  self = make (parent, side, TASK_EXTEND, key->key->name);
  self->key_id = g_strdup (key->key->id);
  if (key->key->expires > 0)
    rollcall_key_expiry_set_day (self->expiry, key->key->expires);
  present (self);
}

void
rollcall_key_dialog_replace (GtkWindow     *parent,
                             RollcallSide  *side,
                             GPtrArray     *keys,
                             const DeskKey *key)
{
  RollcallKeyDialog *self;

  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (keys != NULL && key != NULL);

  self = make (parent, side, TASK_REPLACE, key->key->name);
  if (g_strcmp0 (key->key->scope, "provision") == 0)
    self->n_live = rollcall_key_dialog_count_live (keys);
  self->key_id = g_strdup (key->key->id);
  present (self);
}

typedef struct
{
  GtkWindow *parent;
  RollcallSide *side;
  char *key_id;
} Revocation;

static void
revocation_free (gpointer data)
{
  Revocation *revocation = data;

  g_clear_object (&revocation->parent);
  g_clear_object (&revocation->side);
  g_free (revocation->key_id);
  g_free (revocation);
}

static void
revoked_cb (GObject      *object,
            GAsyncResult *async,
            gpointer      data)
{
  Revocation *revocation = data;
  g_autoptr (GError) error = NULL;

  if (!rollcall_key_job_finish (async, NULL, &error) &&
      gtk_widget_get_mapped (GTK_WIDGET (revocation->parent)))
    rollcall_message_show (revocation->parent, _("The key wasn’t revoked"), error->message);
  g_signal_emit_by_name (revocation->side, "changed", ROLLCALL_SIDE_CHANGE_SETTINGS);
  revocation_free (revocation);
}

static void
revoke_cb (gboolean yes,
           gpointer data)
{
  Revocation *revocation = data;
  Revocation *copy;

  if (!yes)
    return;
  copy = g_new0 (Revocation, 1);
  copy->parent = g_object_ref (revocation->parent);
  copy->side = g_object_ref (revocation->side);
  copy->key_id = g_strdup (revocation->key_id);
  rollcall_key_job_revoke_async (copy->side, copy->key_id, NULL, revoked_cb, copy);
}

/* (transfer full): what follows, in sentences */
static char *
say_consequence (const DeskKey *key,
                 gboolean       old)
{
  const char *stop = _("It stops working at once.");

  if (old)
    return g_strdup_printf (_("%s. %s Its replacement goes on working."), key->health->detail,
                            stop);
  if (g_strcmp0 (key->key->scope, "provision") != 0)
    return g_strdup_printf ("%s. %s", key->health->detail, stop);
  if (key->key->last_used == 0)
    return g_strdup_printf (_("%s. %s If your identity provider has it, it can’t provision any "
                              "more until it gets another."),
                            key->health->detail, stop);
  return g_strdup_printf (_("%s. %s If your identity provider still uses it, provisioning stops "
                            "until it gets another key."),
                          key->health->detail, stop);
}

void
rollcall_key_dialog_revoke (GtkWindow     *parent,
                            RollcallSide  *side,
                            const DeskKey *key,
                            gboolean       old)
{
  Revocation *revocation;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (key != NULL);

  revocation = g_new0 (Revocation, 1);
  revocation->parent = g_object_ref (parent);
  revocation->side = g_object_ref (side);
  revocation->key_id = g_strdup (key->key->id);
  title = g_strdup_printf (old ? _("Stop “%s” now?") : _("Revoke “%s”?"), key->key->name);
  body = say_consequence (key, old);
  rollcall_message_ask (parent, title, body, _("_Cancel"), old ? _("_Stop Key") : _("_Revoke"),
                        TRUE, revoke_cb, revocation, revocation_free);
}
