/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading and comparing are two calls, because a failure of the one means that nothing is known and
 * of the other that something is wrong here. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-compare.h"

gboolean
desk_read_both (DeskSide      *source,
                DeskSide      *target,
                gboolean       saved,
                BaseProgress   progress,
                gpointer       progress_data,
                GCancellable  *cancellable,
                GError       **error)
{
  g_return_val_if_fail (DESK_IS_SIDE (source) && DESK_IS_SIDE (target), FALSE);

  if (saved)
    return desk_side_check_saved (source, error) && desk_side_check_saved (target, error);

  return desk_side_read (source, progress, progress_data, cancellable, error) &&
         desk_side_read (target, progress, progress_data, cancellable, error);
}

Comparison *
desk_compare (DeskSide           *source,
              DeskSide           *target,
              const char *const  *match,
              GCancellable       *cancellable,
              GError            **error)
{
  CompareOptions options = { 0 };

  g_return_val_if_fail (DESK_IS_SIDE (source) && DESK_IS_SIDE (target), NULL);

  options.source_name = desk_side_get_name (source);
  options.target_name = desk_side_get_name (target);
  options.match = match;
  return comparison_new (desk_side_get_roll (source), desk_side_get_roll (target), &options,
                         cancellable, error);
}
