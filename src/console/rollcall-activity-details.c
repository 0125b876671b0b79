/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows are made anew for each item. Everything in them may come from a stranger: never markup. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-activity-details.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "console/rollcall-activity-icon.h"
#include "console/rollcall-attributes.h"
#include "console/rollcall-excerpt.h"
#include "console/rollcall-window.h"
#include "desk/desk-words.h"

/* More rows than this help nobody. */
#define MOST_VALUES 40
#define MOST_FOLDED 20

struct _RollcallActivityDetails
{
  AdwBin parent_instance;

  RollcallSide *side;
  DeskActivityItem *item;

  GtkLabel *title;
  GtkLabel *when;
  GtkImage *icon;
  GtkLabel *sentence;
  GtkLabel *detail;
  GtkLabel *advice;
  GtkWidget *show_person;
  GtkWidget *copy;
  AdwPreferencesGroup *request;
  AdwPreferencesGroup *values;
  GPtrArray *request_rows;
  GPtrArray *value_rows;
};

G_DEFINE_FINAL_TYPE (RollcallActivityDetails, rollcall_activity_details, ADW_TYPE_BIN)

typedef struct
{
  guint from;
  guint to;
  const char *words;
} AdviceRow;

static const AdviceRow advice_rows[] = {
  { 401, 401,
    N_ ("Look whether the identity provider shows a key that is still good: Setup, Keys has them. "
        "A key that is lost can be replaced without interrupting provisioning.") },
  { 403, 403,
    N_ ("The key may only read. Give the identity provider one that may write: Setup, Keys.") },
  { 404, 404,
    N_ ("It isn’t in the directory, perhaps not any more. The identity provider notices in its "
        "next cycle and creates it again if it should be there.") },
  { 409, 409,
    N_ ("Somebody else has this value already. Find out who, and change or delete the one that "
        "isn’t used; the identity provider tries again in its next cycle.") },
  { 412, 412, N_ ("It was changed meanwhile. The identity provider reads it again and retries.") },
  { 413, 413, N_ ("The request was too large. Let the identity provider send less at a time.") },
  { 429, 429, N_ ("Too much at once. The identity provider waits and tries again by itself.") },
  { 400, 499,
    N_ ("Mend what the answer names, in the identity provider’s attribute mapping or at the "
        "person; it tries again in its next cycle.") },
  { 507, 507,
    N_ ("The disk of the service is full. Make room there; nothing that was stored is lost.") },
  { 500, 599, N_ ("The fault is the service’s own. Its log has the request ID below.") },
};

const char *
rollcall_activity_details_advise (guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (advice_rows); i++)
    if (status >= advice_rows[i].from && status <= advice_rows[i].to)
      return _ (advice_rows[i].words);
  return NULL;
}

static void
clear_rows (AdwPreferencesGroup *group,
            GPtrArray           *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

/* A small caption above its value. */
static void
add_row (AdwPreferencesGroup *group,
         GPtrArray           *rows,
         const char          *caption,
         const char          *value)
{
  GtkWidget *row;
  GtkWidget *box;
  GtkWidget *labels[2];
  g_autofree char *shown = NULL;

  if (value == NULL || *value == '\0')
    return;

  row = adw_preferences_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  shown = rollcall_excerpt_new (value, ROLLCALL_EXCERPT_VALUE);
  labels[0] = gtk_label_new (caption);
  labels[1] = gtk_label_new (shown);
  gtk_widget_add_css_class (labels[0], "caption");
  gtk_widget_add_css_class (labels[0], "dim-label");
  gtk_widget_add_css_class (labels[1], "numeric");
  gtk_label_set_selectable (GTK_LABEL (labels[1]), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_wrap (GTK_LABEL (labels[i]), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (labels[i]), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), caption);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

static void
show_request (RollcallActivityDetails *self)
{
  const DeskActivityItem *item = self->item;
  g_autofree char *request = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *count = NULL;

  clear_rows (self->request, self->request_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->request), item->method != NULL);
  if (item->method == NULL)
    return;

  request = g_strdup_printf ("%s %s", item->method, item->path != NULL ? item->path : "");
  /* Translators: a number of HTTP, and a length of time in milliseconds */
  answer = g_strdup_printf (_("%u, after %" PRId64 " ms"), item->status,
                            item->duration_ms);
  if (item->count > 1)
    count = desk_words_number (item->count);
  add_row (self->request, self->request_rows, _("Method and path"), request);
  add_row (self->request, self->request_rows, _("Answer"), item->status != 0 ? answer : NULL);
  add_row (self->request, self->request_rows, _("Requests"), count);
  add_row (self->request, self->request_rows, _("Key"),
           item->key_name != NULL ? item->key_name : item->key_id);
  add_row (self->request, self->request_rows, _("Client"), item->client);
  add_row (self->request, self->request_rows, _("Request ID"), item->request_id);
}

static char *
describe_change (const DeskActivityChange *change)
{
  g_autofree char *count = NULL;

  if (change->old_value == NULL && change->new_value == NULL)
    {
      count = desk_words_number (change->count);
      return g_strdup_printf (
          g_strcmp0 (change->op, "remove") == 0
              ? ngettext ("%s value removed", "%s values removed", (gulong)change->count)
              : ngettext ("%s value added", "%s values added", (gulong)change->count),
          count);
    }
  if (change->old_value == NULL)
    return g_strdup (change->new_value);
  /* Translators: a value that was there before and isn't any more */
  return change->new_value == NULL ? g_strdup_printf (_("%s → nothing"), change->old_value)
                                   : g_strdup_printf ("%s → %s", change->old_value,
                                                      change->new_value);
}

static void
show_values (RollcallActivityDetails *self)
{
  GPtrArray *changes = self->item->changes;
  GPtrArray *folded = self->item->folded;

  clear_rows (self->values, self->value_rows);
  adw_preferences_group_set_title (self->values, folded != NULL ? _("The newest of them")
                                                                : _("Sent values"));
  for (guint i = 0; changes != NULL && i < MIN (changes->len, MOST_VALUES); i++)
    {
      const DeskActivityChange *change = g_ptr_array_index (changes, i);
      g_autofree char *title = rollcall_attribute_title (change->path);
      g_autofree char *value = describe_change (change);

      add_row (self->values, self->value_rows, title, value);
    }
  for (guint i = 0; folded != NULL && i < MIN (folded->len, MOST_FOLDED); i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (folded, i);
      g_autofree char *clock = desk_words_clock (item->time);

      add_row (self->values, self->value_rows, clock, item->sentence);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->values), self->value_rows->len > 0);
}

static void
show_head (RollcallActivityDetails *self)
{
  const DeskActivityItem *item = self->item;
  const char *advice = item->kind == DESK_ACTIVITY_FAILURE
                           ? rollcall_activity_details_advise (item->status)
                           : NULL;
  g_autofree char *time = desk_words_full_time (item->time);
  g_autofree char *when =
      /* Translators: a time, and who called: "2 November 2026 14:32:07, from Entra ID" */
      item->who != NULL ? g_strdup_printf (_("%s, from %s"), time, item->who) : g_strdup (time);

  g_autofree char *title =
      rollcall_excerpt_new (item->resource_name != NULL ? item->resource_name : item->sentence,
                            ROLLCALL_EXCERPT_NAME);
  g_autofree char *sentence = rollcall_excerpt_new (item->sentence, ROLLCALL_EXCERPT_VALUE);
  g_autofree char *detail = rollcall_excerpt_new (item->detail, ROLLCALL_EXCERPT_VALUE);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->when, when);
  rollcall_activity_icon_show (GTK_WIDGET (self->icon), item->icon);
  gtk_label_set_label (self->sentence, sentence);
  gtk_label_set_label (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), item->detail != NULL);
  gtk_label_set_label (self->advice, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice), advice != NULL);
}

static char *
make_curl (RollcallActivityDetails *self)
{
  const char *uri = rollcall_side_get_connection (self->side)->side;

  if (!rollcall_side_is_directory (self->side))
    return NULL;
  return desk_activity_item_to_curl (self->item, uri + strlen ("scim:"));
}

static void
copy_cb (RollcallActivityDetails *self)
{
  g_autofree char *curl = make_curl (self);
  RollcallWindow *window = rollcall_window_of (GTK_WIDGET (self));

  if (curl == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), curl);
  if (window != NULL)
    rollcall_window_toast (window, _("Copied; put the key where $KEY stands"));
}

static void
show_person_cb (RollcallActivityDetails *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.ask", "s", self->item->resource_name);
}

static void
rollcall_activity_details_dispose (GObject *object)
{
  RollcallActivityDetails *self = ROLLCALL_ACTIVITY_DETAILS (object);

  g_clear_object (&self->side);
  g_clear_pointer (&self->item, desk_activity_item_unref);
  g_clear_pointer (&self->request_rows, g_ptr_array_unref);
  g_clear_pointer (&self->value_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rollcall_activity_details_parent_class)->dispose (object);
}

static void
rollcall_activity_details_class_init (RollcallActivityDetailsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_activity_details_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-activity-details.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityDetails, title);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityDetails, when);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityDetails, icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityDetails, sentence);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityDetails, detail);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityDetails, advice);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityDetails, show_person);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityDetails, copy);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityDetails, request);
  gtk_widget_class_bind_template_child (widget_class, RollcallActivityDetails, values);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_person_cb);
}

static void
rollcall_activity_details_init (RollcallActivityDetails *self)
{
  self->request_rows = g_ptr_array_new ();
  self->value_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rollcall_activity_details_show (RollcallActivityDetails *self,
                                RollcallSide            *side,
                                DeskActivityItem        *item)
{
  g_autofree char *curl = NULL;

  g_return_if_fail (ROLLCALL_IS_ACTIVITY_DETAILS (self));
  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (item != NULL);

  if (self->item == item)
    return;

  g_set_object (&self->side, side);
  g_clear_pointer (&self->item, desk_activity_item_unref);
  self->item = desk_activity_item_ref (item);
  show_head (self);
  show_request (self);
  show_values (self);
  curl = make_curl (self);
  gtk_widget_set_visible (self->copy, curl != NULL);
  gtk_widget_set_visible (self->show_person, item->resource_name != NULL &&
                                                 g_strcmp0 (item->resource_type, "User") == 0);
}

void
rollcall_activity_details_push (RollcallWindow   *window,
                                RollcallSide     *side,
                                DeskActivityItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *details = g_object_new (ROLLCALL_TYPE_ACTIVITY_DETAILS, NULL);

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "win.back");
  gtk_widget_set_tooltip_text (back, _("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back"),
                                  -1);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), back);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_("Details"), ""));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), details);
  rollcall_activity_details_show (ROLLCALL_ACTIVITY_DETAILS (details), side, item);
  rollcall_window_push (window, box);
}
