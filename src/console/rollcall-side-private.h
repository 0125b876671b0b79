/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of a side share. */

#pragma once

#include "console/rollcall-read-job.h"
#include "console/rollcall-side.h"

G_BEGIN_DECLS

struct _RollcallSide
{
  GObject parent_instance;

  Connection *connection;
  RollcallSide *other; /* weak: the list holds all sides */
  DeskSession *session;
  RollcallFeed *feed;
  DeskSide *desk; /* keeps an embedded service running */
  Roll *roll;
  RollInfo *info;
  DeskKeyHealth *key_health;
  GError *error;
  Comparison *comparison;
  gint64 attention;
  GCancellable *job;
  RollcallProgress progress;
  gulong other_changed;
  gboolean taking; /* the other side's news come from our own job */
  gboolean loading;
  gboolean load_next;
  gboolean read_next;
};

G_END_DECLS
