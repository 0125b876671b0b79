/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table's rows with their texts translated. What gettext gives belongs to it, so a guide holds
 * borrowed texts and owns only its list of steps. */

#define G_LOG_DOMAIN "rollcall-connection"

#include "config.h"

#include "connection/connection-guides.h"

#include <glib/gi18n.h>

#include "connection/connection-tables.h"

/* (nullable) */
static const char *
translate (const char *text)
{
  return text != NULL ? _ (text) : NULL;
}

static ConnectionGuide *
guide_new (const ConnectionGuide *row)
{
  ConnectionGuide *guide = g_memdup2 (row, sizeof *row);
  const char **steps = g_new0 (const char *, row->n_steps + 1);

  guide->name = translate (row->name);
  guide->short_name = translate (row->short_name);
  guide->path = translate (row->path);
  guide->url_label = translate (row->url_label);
  guide->token_label = translate (row->token_label);
  guide->test_button = translate (row->test_button);
  guide->start_button = translate (row->start_button);
  guide->counts_where = translate (row->counts_where);
  guide->cycle = translate (row->cycle);
  guide->first_cycle = translate (row->first_cycle);
  guide->url_hint = translate (row->url_hint);
  guide->note = translate (row->note);
  for (guint i = 0; i < row->n_steps; i++)
    steps[i] = translate (row->steps[i]);
  guide->steps = steps;
  return guide;
}

/* (nullable) */
static const ConnectionGuide *
find_row (const char *id)
{
  guint n;
  const ConnectionGuide *rows = connection_tables_guides (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (rows[i].id, id) == 0)
      return &rows[i];
  return NULL;
}

void
connection_guide_free (ConnectionGuide *guide)
{
  if (guide == NULL)
    return;
  g_free ((gpointer)guide->steps);
  g_free (guide);
}

GPtrArray *
connection_guides_load (void)
{
  GPtrArray *guides = g_ptr_array_new_with_free_func ((GDestroyNotify)connection_guide_free);
  guint n;
  const ConnectionGuide *rows = connection_tables_guides (&n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (guides, guide_new (&rows[i]));
  return guides;
}

ConnectionGuide *
connection_guides_find (const char *id)
{
  const ConnectionGuide *row = find_row (id);

  return guide_new (row != NULL ? row : find_row (CONNECTION_GUIDE_OTHER));
}

char *
connection_guides_name_of (const char *id)
{
  const ConnectionGuide *row = find_row (id);

  g_return_val_if_fail (id != NULL, NULL);

  return g_strdup (row != NULL ? translate (row->short_name) : id);
}
