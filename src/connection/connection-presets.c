/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table's rows with their texts translated, which belong to gettext. */

#define G_LOG_DOMAIN "rollcall-connection"

#include "config.h"

#include "connection/connection-presets.h"

#include <glib/gi18n.h>
#include <string.h>

#include "connection/connection-tables.h"

/* (nullable) */
static const char *
translate (const char *text)
{
  return text != NULL ? _ (text) : NULL;
}

static ConnectionPreset *
preset_new (const ConnectionPreset *row)
{
  ConnectionPreset *preset = g_memdup2 (row, sizeof *row);

  preset->name = translate (row->name);
  preset->connection_name = translate (row->connection_name);
  preset->url_label = translate (row->url_label);
  preset->token_label = translate (row->token_label);
  preset->key_hint = translate (row->key_hint);
  preset->wrong_key_words = translate (row->wrong_key_words);
  preset->refused_words = translate (row->refused_words);
  preset->note = translate (row->note);
  return preset;
}

/* (nullable) */
static const ConnectionPreset *
find_row (const char *id)
{
  guint n;
  const ConnectionPreset *rows = connection_tables_presets (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (rows[i].id, id) == 0)
      return &rows[i];
  return NULL;
}

void
connection_preset_free (ConnectionPreset *preset)
{
  g_free (preset);
}

GPtrArray *
connection_presets_load (void)
{
  GPtrArray *presets = g_ptr_array_new_with_free_func ((GDestroyNotify)connection_preset_free);
  guint n;
  const ConnectionPreset *rows = connection_tables_presets (&n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (presets, preset_new (&rows[i]));
  return presets;
}

ConnectionPreset *
connection_presets_find (const char *id)
{
  const ConnectionPreset *row = find_row (id);

  return preset_new (row != NULL ? row : find_row (CONNECTION_PRESET_OTHER));
}

ConnectionPreset *
connection_presets_match (const char *url)
{
  guint n;
  const ConnectionPreset *rows = connection_tables_presets (&n);
  g_autofree char *bare = NULL;
  gsize length;

  g_return_val_if_fail (url != NULL, NULL);

  bare = g_strstrip (g_strdup (url));
  length = strlen (bare);
  if (length > 0 && bare[length - 1] == '/')
    bare[length - 1] = '\0';
  for (guint i = 0; i < n; i++)
    if (rows[i].url_pattern != NULL &&
        g_regex_match_simple (rows[i].url_pattern, bare, G_REGEX_CASELESS, 0))
      return preset_new (&rows[i]);
  return NULL;
}
