/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A paste is a text that grew by more than anybody types between two looks, or an address where
 * none is wanted. It is sorted behind the paste itself, which still has to place its cursor, and
 * before anything is drawn, so that a key isn't seen in the clear. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-paste-watch.h"

#include <string.h>

#include "base/base-secret.h"
#include "desk/desk-paste.h"

#define SETTLE_AFTER_MS 600
#define PASTED_AT_LEAST 8

typedef struct
{
  RollcallPasteWatch *watch;
  AdwEntryRow *row;
  gsize length;
  gboolean pasted;
} Watched;

struct _RollcallPasteWatch
{
  GObject parent_instance;

  AdwEntryRow *url_row;
  AdwEntryRow *key_row;
  GPtrArray *rows; /* of Watched */
  guint settling;
  gboolean filling;
};

enum
{
  SETTLED,
  TYPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallPasteWatch, rollcall_paste_watch, G_TYPE_OBJECT)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
has_focus (AdwEntryRow *row)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* Takes what was pasted into @row apart, and puts each value where it belongs. */
static void
sort (RollcallPasteWatch *self,
      AdwEntryRow        *row)
{
  gboolean extra = row != self->url_row && row != self->key_row;
  g_auto (BaseSecret) key = NULL;
  g_autofree char *url = NULL;

  if (!desk_paste_sort (get_text (row), &url, &key) || (extra && url == NULL))
    return;

  if (key != NULL)
    rollcall_paste_watch_set_text (self, self->key_row, key);
  if (url != NULL && self->url_row != NULL)
    rollcall_paste_watch_set_text (self, self->url_row, url);
  if (extra || (row == self->url_row && url == NULL) || (row == self->key_row && key == NULL))
    rollcall_paste_watch_set_text (self, row, "");
  if (key != NULL && row != self->key_row)
    {
      /* Or Ctrl+Z would show it again. */
      gtk_editable_set_enable_undo (GTK_EDITABLE (row), FALSE);
      gtk_editable_set_enable_undo (GTK_EDITABLE (row), TRUE);
    }
}

static gboolean
settle_cb (gpointer data)
{
  RollcallPasteWatch *self = data;

  self->settling = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Watched *watched = g_ptr_array_index (self->rows, i);

      if (watched->pasted)
        sort (self, watched->row);
      watched->pasted = FALSE;
    }
  g_signal_emit (self, signals[SETTLED], 0);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (Watched *watched)
{
  RollcallPasteWatch *self = watched->watch;
  const char *text = get_text (watched->row);
  gsize length = strlen (text);
  gboolean misplaced = watched->row != self->url_row && strstr (text, "://") != NULL;

  if (self->filling)
    return;

  watched->pasted |= length >= watched->length + PASTED_AT_LEAST || misplaced;
  watched->length = length;
  g_clear_handle_id (&self->settling, g_source_remove);
  self->settling = watched->pasted ? g_idle_add_full (G_PRIORITY_DEFAULT, settle_cb, self, NULL)
                                   : g_timeout_add (SETTLE_AFTER_MS, settle_cb, self);
  g_signal_emit (self, signals[TYPED], 0);
}

static void
watched_free (gpointer data)
{
  Watched *watched = data;

  g_signal_handlers_disconnect_by_func (watched->row, changed_cb, watched);
  g_object_unref (watched->row);
  g_free (watched);
}

static void
rollcall_paste_watch_dispose (GObject *object)
{
  RollcallPasteWatch *self = ROLLCALL_PASTE_WATCH (object);

  rollcall_paste_watch_stop (self);
  g_ptr_array_set_size (self->rows, 0);
  G_OBJECT_CLASS (rollcall_paste_watch_parent_class)->dispose (object);
}

static void
rollcall_paste_watch_finalize (GObject *object)
{
  g_ptr_array_unref (ROLLCALL_PASTE_WATCH (object)->rows);
  G_OBJECT_CLASS (rollcall_paste_watch_parent_class)->finalize (object);
}

static void
rollcall_paste_watch_class_init (RollcallPasteWatchClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rollcall_paste_watch_dispose;
  G_OBJECT_CLASS (class)->finalize = rollcall_paste_watch_finalize;

  signals[SETTLED] = g_signal_new ("settled", ROLLCALL_TYPE_PASTE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[TYPED] = g_signal_new ("typed", ROLLCALL_TYPE_PASTE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
rollcall_paste_watch_init (RollcallPasteWatch *self)
{
  self->rows = g_ptr_array_new_with_free_func (watched_free);
}

RollcallPasteWatch *
rollcall_paste_watch_new (AdwEntryRow *url_row,
                          AdwEntryRow *key_row)
{
  RollcallPasteWatch *self;

  g_return_val_if_fail (url_row == NULL || ADW_IS_ENTRY_ROW (url_row), NULL);
  g_return_val_if_fail (ADW_IS_ENTRY_ROW (key_row), NULL);

  self = g_object_new (ROLLCALL_TYPE_PASTE_WATCH, NULL);
  self->url_row = url_row;
  self->key_row = key_row;
  if (url_row != NULL)
    rollcall_paste_watch_add (self, url_row);
  rollcall_paste_watch_add (self, key_row);
  return self;
}

void
rollcall_paste_watch_add (RollcallPasteWatch *self,
                          AdwEntryRow        *row)
{
  Watched *watched;

  g_return_if_fail (ROLLCALL_IS_PASTE_WATCH (self));
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  watched = g_new0 (Watched, 1);
  watched->watch = self;
  watched->row = g_object_ref (row);
  watched->length = strlen (get_text (row));
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), watched);
  g_ptr_array_add (self->rows, watched);
}

void
rollcall_paste_watch_set_text (RollcallPasteWatch *self,
                               AdwEntryRow        *row,
                               const char         *text)
{
  g_return_if_fail (ROLLCALL_IS_PASTE_WATCH (self));
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));
  g_return_if_fail (text != NULL);

  self->filling = TRUE;
  if (!g_str_equal (get_text (row), text))
    {
      gtk_editable_set_text (GTK_EDITABLE (row), text);
      /* The beginning of an address says more, but the cursor stays with who is writing. */
      gtk_editable_set_position (GTK_EDITABLE (row), has_focus (row) ? -1 : 0);
    }
  self->filling = FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Watched *watched = g_ptr_array_index (self->rows, i);

      if (watched->row == row)
        watched->length = strlen (text);
    }
}

void
rollcall_paste_watch_stop (RollcallPasteWatch *self)
{
  g_return_if_fail (ROLLCALL_IS_PASTE_WATCH (self));

  g_clear_handle_id (&self->settling, g_source_remove);
}
