/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person's values are read in the order of path, type and value, so that two people are compared
 * by walking both lists once. Strings live in a chunk that is emptied for each pair. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/compare-values.h"

#include <string.h>

typedef struct
{
  const char *path;
  const char *kind;
  const char *compare;
  const char *shown;
} Value;

struct _CompareValues
{
  CompareWork *work;
  GHashTable *paths;
  GStringChunk *strings;
  GArray *values[COMPARE_N_SIDES];
};

static const char *const read_values[COMPARE_N_SIDES] = {
  "SELECT path, kind, compare, shown FROM source.value WHERE row = ?1",
  "SELECT path, kind, compare, shown FROM target.value WHERE row = ?1",
};

static int
compare_places (const Value *a,
                const Value *b)
{
  int order = strcmp (a->path, b->path);

  return order != 0 ? order : strcmp (a->kind, b->kind);
}

static int
compare_values_cb (gconstpointer a,
                   gconstpointer b)
{
  const Value *one = a;
  const Value *other = b;
  int order = compare_places (one, other);

  return order != 0 ? order : strcmp (one->compare, other->compare);
}

static gboolean
read_paths (CompareValues  *self,
            GError        **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  statement = database_prepare (self->work->database, "SELECT path FROM compared", error);
  if (statement == NULL)
    return FALSE;
  while (database_statement_step (statement, &row, error))
    {
      const char *path;

      if (!row)
        return TRUE;
      path = database_statement_column_text (statement, 0);
      /* Compared by who they are: compare-managers.c. */
      if (!g_str_equal (path, COMPARE_PATH_MANAGER))
        g_hash_table_add (self->paths, g_strdup (path));
    }
  return FALSE;
}

static const char *
keep (CompareValues     *self,
      DatabaseStatement *statement,
      int                column)
{
  const char *text = database_statement_column_text (statement, column);

  return g_string_chunk_insert (self->strings, text != NULL ? text : "");
}

static gboolean
read_person (CompareValues  *self,
             CompareSide     side,
             gint64          person,
             GError        **error)
{
  GArray *values = self->values[side];
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  g_array_set_size (values, 0);
  statement = database_prepare (self->work->database, read_values[side], error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, person);
  for (;;)
    {
      const char *path;
      Value value;

      if (!database_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        break;
      path = database_statement_column_text (statement, 0);
      if (!g_hash_table_lookup_extended (self->paths, path, (gpointer *)&value.path, NULL))
        continue;
      value.kind = keep (self, statement, 1);
      value.compare = keep (self, statement, 2);
      value.shown = keep (self, statement, 3);
      g_array_append_val (values, value);
    }
  g_array_sort (values, compare_values_cb);
  return TRUE;
}

/* The first value of another path or type after @begin. */
static guint
find_end (GArray *values,
          guint   begin)
{
  guint end = begin + 1;

  while (end < values->len && compare_places (&g_array_index (values, Value, begin),
                                              &g_array_index (values, Value, end)) == 0)
    end++;
  return end;
}

static gboolean
sets_equal (const Value *a,
            guint        n_a,
            const Value *b,
            guint        n_b)
{
  if (n_a != n_b)
    return FALSE;
  for (guint i = 0; i < n_a; i++)
    if (strcmp (a[i].compare, b[i].compare) != 0)
      return FALSE;
  return TRUE;
}

/* (nullable): the values as written */
static char *
show (const Value *values,
      guint        n)
{
  g_autoptr (GString) text = NULL;

  if (n == 0)
    return NULL;
  text = g_string_new (values[0].shown);
  for (guint i = 1; i < n; i++)
    g_string_append_printf (text, "; %s", values[i].shown);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* `emails.value` of type `work` is `emails[type eq "work"].value`. */
static char *
name_place (const Value *value)
{
  const char *dot = strrchr (value->path, '.');
  g_autoptr (GString) type = NULL;

  if (*value->kind == '\0')
    return g_strdup (value->path);
  if (dot == NULL || strchr (dot, ':') != NULL)
    dot = value->path + strlen (value->path);
  type = g_string_new (value->kind);
  g_string_replace (type, "\\", "\\\\", 0);
  g_string_replace (type, "\"", "\\\"", 0);
  return g_strdup_printf ("%.*s[type eq \"%s\"]%s", (int)(dot - value->path), value->path,
                          type->str, dot);
}

static void
add_difference (GPtrArray   *attributes,
                const Value *a,
                guint        n_a,
                const Value *b,
                guint        n_b)
{
  g_autofree char *place = name_place (n_a > 0 ? a : b);
  g_autofree char *source = show (a, n_a);
  g_autofree char *target = show (b, n_b);

  g_ptr_array_add (attributes, compare_attribute_new (place, source, target));
}

static void
walk (GArray    *source,
      GArray    *target,
      GPtrArray *attributes)
{
  guint i = 0;
  guint j = 0;

  while (i < source->len || j < target->len)
    {
      const Value *a = i < source->len ? &g_array_index (source, Value, i) : NULL;
      const Value *b = j < target->len ? &g_array_index (target, Value, j) : NULL;
      int order = a == NULL ? 1 : b == NULL ? -1 : compare_places (a, b);
      guint n_a = order <= 0 ? find_end (source, i) - i : 0;
      guint n_b = order >= 0 ? find_end (target, j) - j : 0;

      if (!sets_equal (a, n_a, b, n_b))
        add_difference (attributes, a, n_a, b, n_b);
      i += n_a;
      j += n_b;
    }
}

CompareValues *
compare_values_new (CompareWork  *work,
                    GError      **error)
{
  g_autoptr (CompareValues) self = g_new0 (CompareValues, 1);

  self->work = work;
  self->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->strings = g_string_chunk_new (4096);
  for (guint side = 0; side < COMPARE_N_SIDES; side++)
    self->values[side] = g_array_new (FALSE, FALSE, sizeof (Value));
  if (!read_paths (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
compare_values_free (CompareValues *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->paths);
  g_string_chunk_free (self->strings);
  for (guint side = 0; side < COMPARE_N_SIDES; side++)
    g_array_unref (self->values[side]);
  g_free (self);
}

gboolean
compare_values_hold (CompareValues  *self,
                     gint64          source_row,
                     gint64          target_row,
                     GPtrArray      *attributes,
                     GError        **error)
{
  g_string_chunk_clear (self->strings);
  if (!read_person (self, COMPARE_SOURCE, source_row, error) ||
      !read_person (self, COMPARE_TARGET, target_row, error))
    return FALSE;
  walk (self->values[COMPARE_SOURCE], self->values[COMPARE_TARGET], attributes);
  return TRUE;
}
