/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asked each time the part is shown, in a worker thread. How long the service on this computer
 * lives is ours to choose; of one elsewhere its server decides. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-setup-service.h"

#include <glib/gi18n.h>

#include "base/base-json-member.h"
#include "console/rollcall-application.h"
#include "console/rollcall-copy-button.h"
#include "console/rollcall-login-service.h"
#include "console/rollcall-message.h"
#include "console/rollcall-publish-dialog.h"
#include "console/rollcall-setup-trouble.h"
#include "desk/desk-service.h"

/* What a user's services need to run without anybody logged in (loginctl(1)). */
#define LINGER_COMMAND "loginctl enable-linger"

/* What the worker brings. */
typedef struct
{
  Connection *connection;
  DeskSession *session;
  char *version;
  char *url;
  char *reach_words;
  DeskReach reach;
} ServiceFacts;

struct _RollcallSetupService
{
  RollcallPage parent_instance;

  RollcallSide *side;
  GCancellable *cancellable;
  gboolean known;
  gboolean setting; /* the choice is ours, not a person's */

  GtkStack *states;
  RollcallSetupTrouble *trouble;
  AdwActionRow *where;
  AdwActionRow *address;
  RollcallCopyButton *address_copy;
  AdwActionRow *reach;
  GtkImage *reach_icon;
  GtkWidget *publish;
  AdwActionRow *version;
  GtkWidget *life_group;
  GtkCheckButton *while_open;
  GtkCheckButton *while_logged_in;
  AdwActionRow *login_row;
  AdwActionRow *always_row;
  RollcallCopyButton *always_copy;
};

G_DEFINE_FINAL_TYPE (RollcallSetupService, rollcall_setup_service, ROLLCALL_TYPE_PAGE)

static void
service_facts_free (ServiceFacts *facts)
{
  connection_free (facts->connection);
  g_clear_object (&facts->session);
  g_free (facts->version);
  g_free (facts->url);
  g_free (facts->reach_words);
  g_free (facts);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServiceFacts, service_facts_free)

static gboolean
ask (ServiceFacts  *facts,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr (DeskService) service =
      desk_service_new_for (facts->connection, facts->session, cancellable, error);
  g_autoptr (JsonNode) about = NULL;
  JsonObject *object;

  if (service == NULL)
    return FALSE;
  about = admin_client_get_service (desk_service_get_client (service), cancellable, error);
  if (about == NULL)
    return FALSE;
  object = json_node_get_object (about);
  facts->version = g_strdup (base_json_get_text (object, "version"));
  facts->url = g_strdup (base_json_get_text (object, "public_url"));
  facts->reach = desk_service_lacks_port (service)
                     ? DESK_REACH_NOBODY
                     : desk_reach_from_text (base_json_get_text (object, "reach"));
  facts->reach_words = desk_service_describe_reach (service, cancellable, error);
  return facts->reach_words != NULL;
}

static void
ask_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (ask (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
show_facts (RollcallSetupService *self,
            const ServiceFacts   *facts)
{
  static const char *const icons[] = {
    [DESK_REACH_UNKNOWN] = "dialog-information-symbolic",
    [DESK_REACH_NOBODY] = "dialog-error-symbolic",
    [DESK_REACH_THIS_COMPUTER] = "computer-symbolic",
    [DESK_REACH_THIS_NETWORK] = "network-server-symbolic",
    [DESK_REACH_INTERNET] = "emblem-ok-symbolic",
  };
  gboolean embedded = desk_service_is_embedded (facts->connection);

  adw_action_row_set_subtitle (self->where, embedded ? _("On this computer, started by Rollcall")
                                                     : facts->connection->service);
  adw_action_row_set_subtitle (self->address, facts->url != NULL ? facts->url : _("None"));
  rollcall_copy_button_set_text (self->address_copy, facts->url);
  gtk_widget_set_visible (GTK_WIDGET (self->address_copy), facts->url != NULL);
  adw_action_row_set_subtitle (self->reach, facts->reach_words);
  gtk_image_set_from_icon_name (self->reach_icon, icons[facts->reach]);
  gtk_widget_set_visible (self->publish, facts->reach != DESK_REACH_INTERNET);
  adw_action_row_set_subtitle (self->version,
                               facts->version != NULL ? facts->version : _("Unknown"));
  gtk_widget_set_visible (self->life_group, embedded);
  self->known = TRUE;
  gtk_stack_set_visible_child_name (self->states, "service");
}

static void
show_life (RollcallSetupService *self)
{
  g_autofree char *obstacle = rollcall_login_service_find_obstacle ();
  gboolean on = rollcall_login_service_is_on ();

  self->setting = TRUE;
  gtk_check_button_set_active (on ? self->while_logged_in : self->while_open, TRUE);
  self->setting = FALSE;
  /* What is on can always be turned off. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->login_row), obstacle == NULL || on);
  /* GTK tells screen readers of a widget's own state only. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->while_logged_in), obstacle == NULL || on);
  adw_action_row_set_subtitle (
      self->login_row, obstacle != NULL ? obstacle
                       : on             ? _("systemd starts it when you log in.")
                            : _("systemd starts it when you log in, from the next time on."));
  adw_action_row_set_subtitle (self->always_row,
                               obstacle != NULL && !on
                                   ? _("On a server, as a service of the system.")
                                   : _("Also while nobody is logged in: choose the line above, and "
                                       "type this command once."));
  rollcall_copy_button_set_text (self->always_copy,
                                 obstacle != NULL && !on ? NULL : LINGER_COMMAND);
  gtk_widget_set_visible (GTK_WIDGET (self->always_copy), obstacle == NULL || on);
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (RollcallSetupService) self = data;
  g_autoptr (GError) error = NULL;
  gboolean asked = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->side == NULL)
    return;
  if (asked)
    {
      show_facts (self, g_task_get_task_data (G_TASK (result)));
      show_life (self);
      return;
    }
  self->known = FALSE;
  rollcall_setup_trouble_set_error (self->trouble, error);
  gtk_stack_set_visible_child_name (self->states, "trouble");
}

static void
reload (RollcallSetupService *self)
{
  g_autoptr (GTask) task = NULL;
  ServiceFacts *facts;

  if (self->side == NULL)
    return;
  facts = g_new0 (ServiceFacts, 1);
  facts->connection = connection_copy (rollcall_side_get_connection (self->side));
  facts->session = g_object_ref (rollcall_application_get_session (rollcall_application_get ()));
  task = g_task_new (NULL, self->cancellable, asked_cb, g_object_ref (self));
  g_task_set_source_tag (task, reload);
  g_task_set_task_data (task, facts, (GDestroyNotify)service_facts_free);
  g_task_run_in_thread (task, ask_thread);
}

static void
retry_cb (RollcallSetupService *self)
{
  gtk_stack_set_visible_child_name (self->states, "loading");
  reload (self);
}

static void
life_cb (RollcallSetupService *self)
{
  gboolean on = gtk_check_button_get_active (self->while_logged_in);
  g_autoptr (GError) error = NULL;

  if (self->setting || on == rollcall_login_service_is_on ())
    return;
  if (!rollcall_login_service_set_on (on, &error))
    rollcall_message_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           _("How long the service lives can’t be changed"), error->message);
  show_life (self);
}

static void
publish_cb (RollcallSetupService *self)
{
  rollcall_publish_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
rollcall_setup_service_update (RollcallPage       *page,
                               RollcallSide       *side,
                               RollcallSideChange  what)
{
  RollcallSetupService *self = ROLLCALL_SETUP_SERVICE (page);
  RollcallSide *ours = side != NULL && rollcall_side_is_ours (side) ? side : NULL;

  if (self->side != ours)
    {
      g_cancellable_cancel (self->cancellable);
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
      g_set_object (&self->side, ours);
      self->known = FALSE;
      gtk_stack_set_visible_child_name (self->states, "loading");
    }
  if ((what & (ROLLCALL_SIDE_CHANGE_STATE | ROLLCALL_SIDE_CHANGE_SETTINGS)) != 0)
    reload (self);
}

static void
rollcall_setup_service_map (GtkWidget *widget)
{
  RollcallSetupService *self = ROLLCALL_SETUP_SERVICE (widget);

  GTK_WIDGET_CLASS (rollcall_setup_service_parent_class)->map (widget);
  if (self->known)
    reload (self);
}

static void
rollcall_setup_service_dispose (GObject *object)
{
  RollcallSetupService *self = ROLLCALL_SETUP_SERVICE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->side);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (rollcall_setup_service_parent_class)->dispose (object);
}

static void
rollcall_setup_service_class_init (RollcallSetupServiceClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_setup_service_dispose;
  widget_class->map = rollcall_setup_service_map;
  ROLLCALL_PAGE_CLASS (class)->update = rollcall_setup_service_update;

  g_type_ensure (ROLLCALL_TYPE_COPY_BUTTON);
  g_type_ensure (ROLLCALL_TYPE_SETUP_TROUBLE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-setup-service.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, states);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, trouble);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, where);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, address);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, address_copy);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, reach);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, reach_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, publish);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, version);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, life_group);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, while_open);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, while_logged_in);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, login_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, always_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupService, always_copy);
  gtk_widget_class_bind_template_callback (widget_class, life_cb);
  gtk_widget_class_bind_template_callback (widget_class, publish_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
rollcall_setup_service_init (RollcallSetupService *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
