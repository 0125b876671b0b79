/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One table of columns for both formats. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-activity-export.h"

#include <glib/gi18n.h>

#include "base/base-csv.h"
#include "base/base-json-writer.h"
#include "base/base-time.h"
#include "console/rollcall-save.h"

typedef struct
{
  const char *name;
  gsize offset;
} ExportColumn;

static const ExportColumn columns[] = {
  { "what", G_STRUCT_OFFSET (DeskActivityItem, sentence) },
  { "detail", G_STRUCT_OFFSET (DeskActivityItem, detail) },
  { "who", G_STRUCT_OFFSET (DeskActivityItem, who) },
  { "method", G_STRUCT_OFFSET (DeskActivityItem, method) },
  { "path", G_STRUCT_OFFSET (DeskActivityItem, path) },
  { "type", G_STRUCT_OFFSET (DeskActivityItem, resource_type) },
  { "id", G_STRUCT_OFFSET (DeskActivityItem, resource_id) },
  { "name", G_STRUCT_OFFSET (DeskActivityItem, resource_name) },
  { "key", G_STRUCT_OFFSET (DeskActivityItem, key_name) },
  { "request_id", G_STRUCT_OFFSET (DeskActivityItem, request_id) },
};

static const char *
get_text (const DeskActivityItem *item,
          const ExportColumn     *column)
{
  return G_STRUCT_MEMBER (char *, item, column->offset);
}

char *
rollcall_activity_export_to_csv (GPtrArray *items)
{
  g_autoptr (BaseCsvWriter) writer = base_csv_writer_new ();

  g_return_val_if_fail (items != NULL, NULL);

  base_csv_writer_add (writer, "time");
  base_csv_writer_add (writer, "status");
  base_csv_writer_add (writer, "count");
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    base_csv_writer_add (writer, columns[c].name);
  base_csv_writer_end_row (writer);

  for (guint i = 0; i < items->len; i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i);
      g_autofree char *time = base_time_format (item->time);
      g_autofree char *status = item->status != 0 ? g_strdup_printf ("%u", item->status) : NULL;
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, item->count);

      base_csv_writer_add (writer, time);
      base_csv_writer_add (writer, status);
      base_csv_writer_add (writer, count);
      for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
        base_csv_writer_add (writer, get_text (item, &columns[c]));
      base_csv_writer_end_row (writer);
    }
  return base_csv_writer_take (writer);
}

static void
write_changes (BaseJsonWriter         *writer,
               const DeskActivityItem *item)
{
  base_json_writer_name (writer, "changes");
  base_json_writer_begin_array (writer);
  for (guint i = 0; item->changes != NULL && i < item->changes->len; i++)
    {
      const DeskActivityChange *change = g_ptr_array_index (item->changes, i);

      base_json_writer_begin_object (writer);
      base_json_writer_add_text (writer, "op", change->op);
      base_json_writer_add_text (writer, "path", change->path);
      base_json_writer_add_text (writer, "old", change->old_value);
      base_json_writer_add_text (writer, "new", change->new_value);
      base_json_writer_add_int (writer, "count", change->count);
      base_json_writer_end_object (writer);
    }
  base_json_writer_end_array (writer);
}

char *
rollcall_activity_export_to_json (GPtrArray *items)
{
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();

  g_return_val_if_fail (items != NULL, NULL);

  base_json_writer_begin_array (writer);
  for (guint i = 0; i < items->len; i++)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i);

      base_json_writer_begin_object (writer);
      base_json_writer_add_time (writer, "time", item->time);
      base_json_writer_add_int (writer, "status", item->status);
      base_json_writer_add_int (writer, "count", item->count);
      for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
        base_json_writer_add_text (writer, columns[c].name, get_text (item, &columns[c]));
      write_changes (writer, item);
      base_json_writer_end_object (writer);
    }
  base_json_writer_end_array (writer);
  return base_json_writer_take (writer);
}

static char *
make_text (gpointer items,
           gboolean json)
{
  return json ? rollcall_activity_export_to_json (items) : rollcall_activity_export_to_csv (items);
}

void
rollcall_activity_export (RollcallWindow *window,
                          const char     *name,
                          GPtrArray      *items)
{
  RollcallSaveWords words = {
    .title = _("Export Activity"),
    .saved = _("Activity saved as “%s”"),
    .failed = _("The activity wasn’t saved"),
  };
  g_autofree char *proposed = NULL;

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));
  g_return_if_fail (name != NULL && items != NULL);

  /* Translators: the name of a file: "Practice, activity.csv" */
  proposed = g_strdup_printf (_("%s, activity.csv"), name);
  words.name = proposed;
  rollcall_save (window, &words, make_text, g_ptr_array_ref (items),
                 (GDestroyNotify)g_ptr_array_unref);
}
