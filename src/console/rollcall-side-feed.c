/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A side's feed begins when somebody first asks for it: a connection that is never looked at has
 * nobody waiting at its service. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-side-private.h"

RollcallFeed *
rollcall_side_get_feed (RollcallSide *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDE (self), NULL);

  if (self->feed == NULL && rollcall_side_is_ours (self))
    self->feed = rollcall_feed_new (self->connection, self->session);
  return self->feed;
}
