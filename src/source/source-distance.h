/* SPDX-License-Identifier: GPL-3.0-or-later */

/* "Did you mean": the candidates that lie nearest to a text. For this room only. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For the stack, with @text set and nothing else. */
typedef struct
{
  const char *text;
  GPtrArray  *candidates;
} SourceDistance;

/* Tries a candidate; @name is its last word, which may be all that somebody wrote. */
void  source_distance_try    (SourceDistance *self,
                              const char     *candidate,
                              const char     *name);

/* (transfer full): the @n nearest, separated by commas; ends @self */
char *source_distance_finish (SourceDistance *self,
                              guint           n);

G_END_DECLS
