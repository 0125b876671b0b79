/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folders of rolls that aren't saved. They hold people's data and go with their object; those of a
 * program that was killed go when the next one is made. For this room only. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * roll_temporary_make:
 * @alive: (out): a descriptor whose lock says that somebody uses the folder; to be closed after the
 *   folder is removed
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a new folder of mode 0700.
 */
char    *roll_temporary_make   (int         *alive,
                                GError     **error);

/* Removes @path and what is in it; a link is removed, not followed. What isn't there is no
 * error. */
gboolean roll_temporary_remove (const char  *path,
                                GError     **error);

G_END_DECLS
