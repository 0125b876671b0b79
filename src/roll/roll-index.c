/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Index files as they are mapped, found and put away. A file's sizes are checked when it is mapped;
 * the numbers in it are checked by who follows them, so that a damaged file gives wrong answers at
 * worst, until the next publication. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-index.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/base-fold.h"
#include "roll/roll-index-layout.h"

#define NAME_PREFIX "list-"

static char *
make_path (const char *database_path,
           gint64      generation)
{
  g_autofree char *folder = g_path_get_dirname (database_path);
  g_autofree char *name = g_strdup_printf (NAME_PREFIX "%016" G_GINT64_MODIFIER "x", generation);

  return g_build_filename (folder, name, NULL);
}

static gsize
list_size (const RollIndexHeaderList *list)
{
  gsize size = 0;

  for (guint i = 0; i < ROLL_N_SECTIONS; i++)
    size += roll_section_pad (roll_section_size ((RollSection)i, list));
  return size;
}

/* Whether the header's sizes are those of the file, without trusting any of them. */
static gboolean
is_whole (const guint8 *data,
          gsize         length)
{
  const RollIndexHeader *header = (gconstpointer)data;
  guint64 magic;
  gsize size = sizeof *header + sizeof magic;

  if (length < size || length % 8 != 0 || header->magic != ROLL_INDEX_MAGIC)
    return FALSE;
  memcpy (&magic, data + length - sizeof magic, sizeof magic);
  if (magic != ROLL_INDEX_MAGIC)
    return FALSE;

  for (guint i = 0; i < 2; i++)
    {
      const RollIndexHeaderList *list = &header->lists[i];

      if (list->length > length || list->active > list->count || list->lonely > list->count)
        return FALSE;
      size += list_size (list);
    }
  return size == length;
}

/* Points @list into the file from @at, and returns where the next one begins. */
static const guint8 *
map_list (RollIndexList             *list,
          const RollIndexHeaderList *header,
          const guint8              *at)
{
  const guint8 *sections[ROLL_N_SECTIONS];

  for (guint i = 0; i < ROLL_N_SECTIONS; i++)
    {
      sections[i] = at;
      at += roll_section_pad (roll_section_size ((RollSection)i, header));
    }

  list->count = header->count;
  list->active = header->active;
  list->lonely = header->lonely;
  list->length = header->length;
  list->modified = (gconstpointer)sections[ROLL_SECTION_MODIFIED];
  list->rows = (gconstpointer)sections[ROLL_SECTION_ROWS];
  list->positions = (gconstpointer)sections[ROLL_SECTION_POSITIONS];
  list->starts = (gconstpointer)sections[ROLL_SECTION_STARTS];
  list->members = (gconstpointer)sections[ROLL_SECTION_MEMBERS];
  list->departments = (gconstpointer)sections[ROLL_SECTION_DEPARTMENTS];
  list->orders[ROLL_SORT_KEY] = (gconstpointer)sections[ROLL_SECTION_BY_KEY];
  list->orders[ROLL_SORT_DEPARTMENT] = (gconstpointer)sections[ROLL_SECTION_BY_DEPARTMENT];
  list->orders[ROLL_SORT_ACTIVE] = (gconstpointer)sections[ROLL_SECTION_BY_ACTIVE];
  list->orders[ROLL_SORT_MEMBERS] = (gconstpointer)sections[ROLL_SECTION_BY_MEMBERS];
  list->orders[ROLL_SORT_MODIFIED] = (gconstpointer)sections[ROLL_SECTION_BY_MODIFIED];
  list->flags = sections[ROLL_SECTION_FLAGS];
  list->text = (const char *)sections[ROLL_SECTION_TEXT];
  return at;
}

static void
clear (gpointer data)
{
  RollIndex *self = data;

  g_bytes_unref (self->bytes);
}

RollIndex *
roll_index_ref (RollIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
roll_index_unref (RollIndex *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

RollIndex *
roll_index_new (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  const RollIndexHeader *header = (gconstpointer)data;
  RollIndex *self;

  if (!is_whole (data, length))
    return NULL;

  self = g_atomic_rc_box_new0 (RollIndex);
  self->bytes = g_bytes_ref (bytes);
  self->generation = header->generation;
  data += sizeof *header;
  for (guint i = 0; i < 2; i++)
    data = map_list (&self->lists[i], &header->lists[i], data);
  return self;
}

RollIndex *
roll_index_load (const char *database_path,
                 gint64      generation)
{
  g_autofree char *path = make_path (database_path, generation);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RollIndex) self = NULL;

  if (file == NULL)
    return NULL;
  bytes = g_mapped_file_get_bytes (file);
  self = roll_index_new (bytes);
  return self != NULL && self->generation == generation ? g_steal_pointer (&self) : NULL;
}

gboolean
roll_index_save (const char *database_path,
                 gint64      generation,
                 GBytes     *bytes)
{
  g_autofree char *path = make_path (database_path, generation);
  g_autoptr (GError) error = NULL;

  if (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                (gssize)g_bytes_get_size (bytes),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &error))
    return TRUE;
  g_info ("A list isn't kept and will be made anew: %s", error->message);
  return FALSE;
}

void
roll_index_sweep (const char *database_path,
                  gint64      generation)
{
  g_autofree char *own = make_path (database_path, generation);
  g_autofree char *folder = g_path_get_dirname (database_path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;

      if (!g_str_has_prefix (name, NAME_PREFIX))
        continue;
      path = g_build_filename (folder, name, NULL);
      if (strcmp (path, own) != 0 && g_remove (path) != 0 && errno != ENOENT)
        g_info ("%s stays behind: %s", path, g_strerror (errno));
    }
}

/* The row at a place in the order of rows; of a file that was tampered with, any. */
static guint32
row_at (const RollIndexList *list,
        guint32              place)
{
  guint32 position = list->positions[place];

  return position < list->count ? list->rows[position] : G_MAXUINT32;
}

gint64
roll_index_find (const RollIndexList *list,
                 guint32              row,
                 guint32             *near)
{
  guint32 low = *near < list->count && row_at (list, *near) <= row ? *near : 0;
  guint32 high = low;

  for (guint32 step = 1; high < list->count && row_at (list, high) < row; step *= 2)
    {
      low = high;
      high += MIN (step, list->count - high);
    }
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (row_at (list, middle) < row)
        low = middle + 1;
      else
        high = middle;
    }
  *near = low;
  if (low < list->count && row_at (list, low) == row && list->positions[low] < list->count)
    return list->positions[low];
  return -1;
}

gint64
roll_index_value (const RollIndexList *list,
                  RollSort             sort,
                  guint32              position)
{
  switch (sort)
    {
    case ROLL_SORT_DEPARTMENT:
      return list->departments[position];
    case ROLL_SORT_ACTIVE:
      return list->flags[position] & ROLL_INDEX_ACTIVE;
    case ROLL_SORT_MEMBERS:
      return list->members[position];
    case ROLL_SORT_MODIFIED:
      return list->modified[position];
    case ROLL_SORT_NAME:
    case ROLL_SORT_KEY:
    case ROLL_N_SORTS:
    default:
      return 0;
    }
}

/* ASCII goes in without a copy of its own. What would end a field or a person becomes a blank. */
static void
append_field (GString    *out,
              const char *text)
{
  gsize begin = out->len;
  const char *at;

  for (at = text; *at != '\0' && ((guchar)*at & 0x80) == 0; at++)
    g_string_append_c (out, *at == ROLL_INDEX_FIELD_END ? ' ' : g_ascii_tolower (*at));

  if (*at != '\0')
    {
      g_autofree char *folded = base_fold_search (text);

      g_string_truncate (out, begin);
      g_string_append (out, folded);
      for (gsize i = begin; i < out->len; i++)
        if (out->str[i] == ROLL_INDEX_FIELD_END)
          out->str[i] = ' ';
    }
  g_string_append_c (out, ROLL_INDEX_FIELD_END);
}

void
roll_index_append_text (GString    *out,
                        const char *name,
                        const char *key,
                        const char *external_id,
                        const char *email)
{
  append_field (out, name);
  append_field (out, strcmp (key, name) != 0 ? key : "");
  append_field (out, external_id != NULL && strcmp (external_id, key) != 0 ? external_id : "");
  append_field (out, email != NULL && strcmp (email, key) != 0 ? email : "");
}
