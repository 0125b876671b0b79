/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One pass that knows strings and brackets. The names of the objects that are open lie behind each
 * other in one array; an object with many gets a table, so that no body makes this quadratic. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-json-keys.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/base-error.h"

/* From so many names on an object has a table. */
#define MANY 32

typedef struct
{
  const char *text;
  gsize length;
} Key;

/**
 * Open:
 * @is_object: whether it is one, or an array
 * @first: where its names begin in the array of all
 * @many: (nullable): its names as texts, from %MANY on
 */
typedef struct
{
  gboolean is_object;
  guint first;
  GHashTable *many;
} Open;

static void
open_clear (gpointer data)
{
  g_clear_pointer (&((Open *)data)->many, g_hash_table_unref);
}

/* (transfer full): the name without escapes */
static char *
decode (const Key *key)
{
  g_autofree char *quoted = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (memchr (key->text, '\\', key->length) == NULL)
    return g_strndup (key->text, key->length);
  quoted = g_strdup_printf ("\"%.*s\"", (int)key->length, key->text);
  node = json_from_string (quoted, NULL);
  return node != NULL ? json_node_dup_string (node) : g_strndup (key->text, key->length);
}

static gboolean
is_plain (const Key *key)
{
  return memchr (key->text, '\\', key->length) == NULL;
}

static gboolean
is_same (const Key *a,
         const Key *b)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (is_plain (a) && is_plain (b))
    return a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
  one = decode (a);
  other = decode (b);
  return g_str_equal (one, other);
}

/* Whether the name is new in the object. */
static gboolean
add_key (GArray    *keys,
         Open      *open,
         const Key *key)
{
  guint n = keys->len - open->first;

  if (n >= MANY && open->many == NULL)
    {
      open->many = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = open->first; i < keys->len; i++)
        g_hash_table_add (open->many, decode (&g_array_index (keys, Key, i)));
    }
  if (open->many != NULL)
    return g_hash_table_add (open->many, decode (key));

  for (guint i = open->first; i < keys->len; i++)
    if (is_same (&g_array_index (keys, Key, i), key))
      return FALSE;
  g_array_append_val (keys, *key);
  return TRUE;
}

/* The closing quote of the string that begins behind @at. */
static const char *
end_of_string (const char *at,
               const char *end)
{
  for (; at < end && *at != '"'; at++)
    if (*at == '\\' && at + 1 < end)
      at++;
  return at;
}

gboolean
base_json_check_keys (const char  *text,
                      gsize        length,
                      GError     **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_autoptr (GArray) stack = g_array_new (FALSE, TRUE, sizeof (Open));
  gboolean name_comes = FALSE;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  g_array_set_clear_func (stack, open_clear);
  for (const char *at = text; at < text + length; at++)
    {
      Open *open = stack->len > 0 ? &g_array_index (stack, Open, stack->len - 1) : NULL;

      if (*at == '"')
        {
          const char *end = end_of_string (at + 1, text + length);
          Key key = { at + 1, (gsize)(end - at - 1) };

          if (name_comes && !add_key (keys, open, &key))
            {
              g_set_error (error, BASE_ERROR, BASE_ERROR_JSON,
                           _("an object has a name twice, at byte %zu"), (gsize)(at - text) + 1);
              return FALSE;
            }
          name_comes = FALSE;
          at = end;
        }
      else if (*at == '{' || *at == '[')
        {
          Open inner = { *at == '{', keys->len, NULL };

          g_array_append_val (stack, inner);
          name_comes = inner.is_object;
        }
      else if ((*at == '}' || *at == ']') && open != NULL)
        {
          g_array_set_size (keys, open->first);
          g_array_set_size (stack, stack->len - 1);
          name_comes = FALSE;
        }
      else if (*at == ',')
        {
          name_comes = open != NULL && open->is_object;
        }
    }
  return TRUE;
}
