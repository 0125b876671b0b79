/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes an index from the database: one walk over the resources in the order of rows, one over the
 * memberships, then sorting in memory. Texts are compared by their first eight bytes as a number
 * first, which settles most; numbers are sorted by digits, stable on the order of names. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-index.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-fold.h"
#include "roll/roll-index-layout.h"

#define CANCEL_EVERY 4096

/* The table as it lies: an index over scope would fetch each row by itself. */
static const char resources_sql[] =
    "SELECT row, type, active, name, key, external_id, email, department, modified"
    "  FROM main.resource WHERE +scope = 1 ORDER BY row";

static const char memberships_sql[] = "SELECT grp, member FROM main.membership";

/**
 * Entry: One person or group, in the order of rows.
 * @start: where its text begins, ended by NUL
 * @key: where its folded key begins in that
 * @prefix: the first bytes of what is being sorted by
 */
typedef struct
{
  guint64 prefix;
  gint64 modified;
  guint32 start;
  guint32 key;
  guint32 row;
  guint32 department;
  guint32 members;
  guint8 flags;
} Entry;

typedef struct
{
  GArray *entries;
  GString *text;
  guint32 *names;     /* entries in the order of names */
  guint32 *positions; /* each entry's place in that */
} List;

typedef struct
{
  Database *database;
  GCancellable *cancellable;
  List lists[2];
  GHashTable *departments;     /* as written, to its number + 1 */
  GPtrArray *department_names; /* folded, by number */
  guint32 *slots;              /* by row: entry + 1, the highest bit for a group */
  gsize n_slots;
} Maker;

#define GROUP_BIT (G_GUINT64_CONSTANT (1) << 31)

static void
list_init (List *list)
{
  list->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  list->text = g_string_new (NULL);
}

static void
list_clear (List *list)
{
  g_array_unref (list->entries);
  g_string_free (list->text, TRUE);
  g_free (list->names);
  g_free (list->positions);
}

static void
maker_init (Maker        *self,
            Database     *database,
            GCancellable *cancellable)
{
  *self = (Maker){ .database = database, .cancellable = cancellable };
  list_init (&self->lists[ROLL_USERS]);
  list_init (&self->lists[ROLL_GROUPS]);
  self->departments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->department_names = g_ptr_array_new_with_free_func (g_free);
}

static void
maker_clear (Maker *self)
{
  list_clear (&self->lists[ROLL_USERS]);
  list_clear (&self->lists[ROLL_GROUPS]);
  g_hash_table_unref (self->departments);
  g_ptr_array_unref (self->department_names);
  g_free (self->slots);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Maker, maker_clear)

static gboolean
too_much (GError **error)
{
  g_set_error_literal (error, DATABASE_ERROR, DATABASE_ERROR_FAILED,
                       _("more than four gigabytes of names can't be listed"));
  return FALSE;
}

static guint32
number_department (Maker      *self,
                   const char *name)
{
  gsize number;

  if (name == NULL || *name == '\0')
    return ROLL_INDEX_NONE;
  number = GPOINTER_TO_SIZE (g_hash_table_lookup (self->departments, name));
  if (number == 0)
    {
      g_ptr_array_add (self->department_names, base_fold_search (name));
      number = self->department_names->len;
      g_hash_table_insert (self->departments, g_strdup (name), GSIZE_TO_POINTER (number));
    }
  return (guint32)number - 1;
}

/* The second field; the first if that is empty, because the name is the key. */
static guint32
find_key (const GString *text,
          gsize          start)
{
  const char *end = memchr (text->str + start, ROLL_INDEX_FIELD_END, text->len - start);
  gsize key = (gsize)(end + 1 - text->str);

  return (guint32)(text->str[key] == ROLL_INDEX_FIELD_END ? start : key);
}

static gboolean
add_entry (Maker              *self,
           DatabaseStatement  *statement,
           GError            **error)
{
  List *list =
      &self->lists[database_statement_column_int (statement, 1) == 0 ? ROLL_USERS : ROLL_GROUPS];
  Entry entry = {
    .row = (guint32)database_statement_column_int (statement, 0),
    .start = (guint32)list->text->len,
    .flags = database_statement_column_int (statement, 2) != 0 ? ROLL_INDEX_ACTIVE : 0,
    .department = number_department (self, database_statement_column_text (statement, 7)),
    .modified = database_statement_column_int (statement, 8),
  };

  roll_index_append_text (list->text, database_statement_column_text (statement, 3),
                          database_statement_column_text (statement, 4),
                          database_statement_column_text (statement, 5),
                          database_statement_column_text (statement, 6));
  g_string_append_c (list->text, '\0');
  if (list->text->len > G_MAXUINT32 || list->entries->len >= GROUP_BIT - 1)
    return too_much (error);

  entry.key = find_key (list->text, entry.start);
  g_array_append_val (list->entries, entry);
  return TRUE;
}

static gboolean
read_resources (Maker   *self,
                GError **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (self->database, resources_sql, error);
  gboolean found;
  guint n = 0;

  if (statement == NULL)
    return FALSE;
  while (database_statement_step (statement, &found, error))
    {
      if (!found)
        return TRUE;
      if (!add_entry (self, statement, error) ||
          (++n % CANCEL_EVERY == 0 &&
           g_cancellable_set_error_if_cancelled (self->cancellable, error)))
        return FALSE;
    }
  return FALSE;
}

/* Rows are few more than there are entries; what is never touched of the table costs nothing. */
static void
fill_slots (Maker *self)
{
  for (guint i = 0; i < 2; i++)
    {
      const GArray *entries = self->lists[i].entries;

      if (entries->len > 0)
        self->n_slots =
            MAX (self->n_slots, (gsize)g_array_index (entries, Entry, entries->len - 1).row + 1);
    }
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < self->lists[i].entries->len; j++)
      self->slots[g_array_index (self->lists[i].entries, Entry, j).row] =
          (j + 1) | (i == ROLL_GROUPS ? (guint32)GROUP_BIT : 0);
}

static guint32
find_slot (const Maker *self,
           gint64       row)
{
  return row >= 0 && (gsize)row < self->n_slots ? self->slots[row] : 0;
}

static gboolean
count_memberships (Maker   *self,
                   GError **error)
{
  g_autoptr (DatabaseStatement) statement =
      database_prepare (self->database, memberships_sql, error);
  Entry *users = (Entry *)(gpointer)self->lists[ROLL_USERS].entries->data;
  Entry *groups = (Entry *)(gpointer)self->lists[ROLL_GROUPS].entries->data;
  gboolean found;
  guint n = 0;

  if (statement == NULL)
    return FALSE;
  while (database_statement_step (statement, &found, error))
    {
      guint32 group;
      guint32 member;

      if (!found)
        return TRUE;
      if (++n % CANCEL_EVERY == 0 &&
          g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;

      group = find_slot (self, database_statement_column_int (statement, 0));
      member = find_slot (self, database_statement_column_int (statement, 1));
      if (group == 0 || member == 0 || (member & GROUP_BIT) != 0)
        continue;
      groups[(group & ~GROUP_BIT) - 1].members++;
      users[member - 1].members++;
    }
  return FALSE;
}

static guint64
read_prefix (const char *text)
{
  guint64 prefix = 0;

  for (guint i = 0; i < 8; i++)
    {
      prefix = prefix << 8 | (guchar)*text;
      if (*text != '\0')
        text++;
    }
  return prefix;
}

static int
compare_prefixes (const Entry *a,
                  const Entry *b)
{
  return (a->prefix > b->prefix) - (a->prefix < b->prefix);
}

static int
compare_names_cb (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  const List *list = data;
  const Entry *first = &g_array_index (list->entries, Entry, *(const guint32 *)a);
  const Entry *second = &g_array_index (list->entries, Entry, *(const guint32 *)b);
  int order = compare_prefixes (first, second);

  if (order == 0)
    order = strcmp (list->text->str + first->start, list->text->str + second->start);
  return order != 0 ? order : (first->row > second->row) - (first->row < second->row);
}

/* Here @a and @b are positions. */
static int
compare_keys_cb (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  const List *list = data;
  guint32 first_position = *(const guint32 *)a;
  guint32 second_position = *(const guint32 *)b;
  const Entry *first = &g_array_index (list->entries, Entry, list->names[first_position]);
  const Entry *second = &g_array_index (list->entries, Entry, list->names[second_position]);
  int order = compare_prefixes (first, second);

  if (order == 0)
    order = strcmp (list->text->str + first->key, list->text->str + second->key);
  return order != 0 ? order
                    : (first_position > second_position) - (first_position < second_position);
}

static void
set_prefixes (List     *list,
              gboolean  keys)
{
  for (guint i = 0; i < list->entries->len; i++)
    {
      Entry *entry = &g_array_index (list->entries, Entry, i);

      entry->prefix = read_prefix (list->text->str + (keys ? entry->key : entry->start));
    }
}

static void
sort_names (List *list)
{
  guint n = list->entries->len;

  list->names = g_new (guint32, n);
  list->positions = g_new (guint32, n);
  for (guint32 i = 0; i < n; i++)
    list->names[i] = i;
  set_prefixes (list, FALSE);
  g_qsort_with_data (list->names, (int)n, sizeof *list->names, compare_names_cb, list);
  for (guint32 i = 0; i < n; i++)
    list->positions[list->names[i]] = i;
}

static int
compare_texts_cb (gconstpointer a,
                  gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Departments' numbers become their ranks; two spellings that fold alike have the same. */
static void
rank_departments (Maker *self)
{
  g_autoptr (GHashTable) ranks = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GArray *users = self->lists[ROLL_USERS].entries;

  g_ptr_array_extend (sorted, self->department_names, NULL, NULL);
  g_ptr_array_sort (sorted, compare_texts_cb);
  for (guint i = 0; i < sorted->len; i++)
    if (!g_hash_table_contains (ranks, g_ptr_array_index (sorted, i)))
      g_hash_table_insert (ranks, g_ptr_array_index (sorted, i), GSIZE_TO_POINTER (i));

  for (guint i = 0; i < users->len; i++)
    {
      Entry *entry = &g_array_index (users, Entry, i);

      if (entry->department != ROLL_INDEX_NONE)
        entry->department = (guint32)GPOINTER_TO_SIZE (
            g_hash_table_lookup (ranks,
                                 g_ptr_array_index (self->department_names, entry->department)));
    }
}

/* Writes into @order the positions by ascending value, equals by position: a radix sort that skips
 * digits in which all are equal. */
static void
sort_values (const guint64 *values,
             guint32        n,
             guint32       *order,
             guint32       *spare)
{
  guint32 *from = order;
  guint32 *to = spare;

  for (guint32 i = 0; i < n; i++)
    order[i] = i;
  for (guint shift = 0; n > 0 && shift < 64; shift += 8)
    {
      guint32 counts[257] = { 0 };
      guint32 *swap = from;

      for (guint32 i = 0; i < n; i++)
        counts[(values[i] >> shift & 0xff) + 1]++;
      if (counts[(values[0] >> shift & 0xff) + 1] == n)
        continue;
      for (guint i = 1; i < 256; i++)
        counts[i] += counts[i - 1];
      for (guint32 i = 0; i < n; i++)
        to[counts[values[from[i]] >> shift & 0xff]++] = from[i];
      from = to;
      to = swap;
    }
  if (from != order)
    memcpy (order, from, n * sizeof *order);
}

static void
fill_columns (List                *list,
              RollIndexList       *out,
              RollIndexHeaderList *header)
{
  char *text = (char *)out->text;
  gsize length = 0;

  for (guint32 i = 0; i < out->count; i++)
    {
      const Entry *entry = &g_array_index (list->entries, Entry, list->names[i]);
      const char *own = list->text->str + entry->start;
      gsize own_length = strlen (own) + 1;
      gboolean lonely = entry->members == 0;

      ((guint32 *)out->rows)[i] = entry->row;
      ((guint32 *)out->positions)[i] = list->positions[i];
      ((guint32 *)out->starts)[i] = (guint32)length;
      ((guint32 *)out->members)[i] = entry->members;
      ((guint32 *)out->departments)[i] = entry->department;
      ((gint64 *)out->modified)[i] = entry->modified;
      ((guint8 *)out->flags)[i] = entry->flags | (lonely ? ROLL_INDEX_LONELY : 0);
      memcpy (text + length, own, own_length);
      length += own_length;
      header->active += (entry->flags & ROLL_INDEX_ACTIVE) != 0;
      header->lonely += lonely;
    }
}

static void
fill_orders (List          *list,
             RollIndexList *out)
{
  g_autofree guint32 *spare = g_new (guint32, out->count);
  g_autofree guint64 *values = g_new (guint64, out->count);
  guint32 *by_key = (guint32 *)out->orders[ROLL_SORT_KEY];

  for (guint sort = ROLL_SORT_DEPARTMENT; sort < ROLL_N_SORTS; sort++)
    {
      for (guint32 i = 0; i < out->count; i++)
        values[i] = (guint64)roll_index_value (out, (RollSort)sort, i);
      sort_values (values, out->count, (guint32 *)out->orders[sort], spare);
    }

  for (guint32 i = 0; i < out->count; i++)
    by_key[i] = i;
  set_prefixes (list, TRUE);
  g_qsort_with_data (by_key, (int)out->count, sizeof *by_key, compare_keys_cb, list);
}

/* The file with its sizes set and all else zero. */
static GBytes *
make_empty (const Maker *self,
            gint64       generation)
{
  RollIndexHeader header = { .magic = ROLL_INDEX_MAGIC, .generation = generation };
  gsize size = sizeof header + sizeof header.magic;
  guint8 *data;

  for (guint i = 0; i < 2; i++)
    {
      header.lists[i].count = self->lists[i].entries->len;
      header.lists[i].length = self->lists[i].text->len;
      for (guint j = 0; j < ROLL_N_SECTIONS; j++)
        size += roll_section_pad (roll_section_size ((RollSection)j, &header.lists[i]));
    }
  data = g_malloc0 (size);
  memcpy (data, &header, sizeof header);
  memcpy (data + size - sizeof header.magic, &header.magic, sizeof header.magic);
  return g_bytes_new_take (data, size);
}

GBytes *
roll_index_make (Database      *database,
                 gint64         generation,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_auto (Maker) self = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RollIndex) index = NULL;
  RollIndexHeader *header;

  maker_init (&self, database, cancellable);
  if (!read_resources (&self, error))
    return NULL;
  fill_slots (&self);
  if (!count_memberships (&self, error))
    return NULL;
  rank_departments (&self);

  bytes = make_empty (&self, generation);
  index = roll_index_new (bytes);
  header = (RollIndexHeader *)g_bytes_get_data (bytes, NULL);
  for (guint i = 0; i < 2; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      sort_names (&self.lists[i]);
      fill_columns (&self.lists[i], &index->lists[i], &header->lists[i]);
      fill_orders (&self.lists[i], &index->lists[i]);
    }
  return g_steal_pointer (&bytes);
}
