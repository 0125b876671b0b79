/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Typed-in numbers as a side: it has counts and no lists. They are as old as the day they are of,
 * however often they are read again. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include "source/source-counts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-time.h"

#define MOST 1000000000

struct _SourceCounts
{
  GObject parent_instance;

  gint64 users;
  gint64 groups;
  gint64 date; /* microseconds; 0 for the day of the reading */
};

static const char *
source_counts_get_kind (Source *source)
{
  return "counts";
}

static gboolean
source_counts_read (Source        *source,
                    RollWriter    *writer,
                    BaseProgress   progress,
                    gpointer       progress_data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  SourceCounts *self = SOURCE_COUNTS (source);

  g_autofree char *date = g_strdup_printf ("%" G_GINT64_FORMAT, self->date);

  roll_writer_set_counts (writer, self->users, self->groups);
  if (self->date != 0)
    roll_writer_set_fact (writer, "read_at", date);
  return TRUE;
}

static void
source_counts_iface_init (SourceInterface *iface)
{
  iface->get_kind = source_counts_get_kind;
  iface->read = source_counts_read;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SourceCounts,
                               source_counts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SOURCE_TYPE_SOURCE, source_counts_iface_init))

static void
source_counts_class_init (SourceCountsClass *klass)
{
}

static void
source_counts_init (SourceCounts *self)
{
  self->users = -1;
  self->groups = -1;
}

/* Noon in UTC, which is on the same day nearly everywhere. */
static gboolean
take_date (SourceCounts *self,
           const char   *day)
{
  g_autofree char *noon = g_strconcat (day, "T12:00:00Z", NULL);

  return self->date == 0 && strlen (day) == strlen ("2026-11-02") &&
         base_time_parse (noon, &self->date, NULL);
}

static gboolean
take_number (SourceCounts *self,
             char         *assignment)
{
  char *equals = strchr (assignment, '=');
  gint64 *number = NULL;
  gint64 value;

  if (equals == NULL)
    return FALSE;
  *equals = '\0';
  g_strstrip (assignment);
  if (strcmp (assignment, "date") == 0)
    return take_date (self, g_strstrip (equals + 1));
  if (strcmp (assignment, "users") == 0)
    number = &self->users;
  else if (strcmp (assignment, "groups") == 0)
    number = &self->groups;

  if (number == NULL || *number >= 0 ||
      !g_ascii_string_to_signed (g_strstrip (equals + 1), 10, 0, MOST, &value, NULL))
    return FALSE;
  *number = value;
  return TRUE;
}

Source *
source_counts_new (const char  *text,
                   GError     **error)
{
  g_autoptr (SourceCounts) self = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (SOURCE_TYPE_COUNTS, NULL);
  parts = g_strsplit (text, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!take_number (self, parts[i]))
      {
        g_set_error (
            error, SOURCE_ERROR, SOURCE_ERROR_BAD_SIDE,
            _("“counts:%s” can't be read; write counts:users=120,groups=8, or one of the two"),
            text);
        return NULL;
      }
  return SOURCE_SOURCE (g_steal_pointer (&self));
}
