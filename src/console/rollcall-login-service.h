/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service on this computer as a unit of systemd's user manager, so that it runs while one is
 * logged in: we write the unit and what enables it, and remove both. It begins at the next log-in;
 * until then Rollcall starts the service itself, as ever. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full): path of the unit, there or not */
char     *rollcall_login_service_get_path      (void);

/**
 * rollcall_login_service_make_unit:
 * @program: path of rollcall-directory
 * @data_home: (nullable): where $XDG_DATA_HOME points, if it is set
 *
 * Returns: (transfer full): the unit's text.
 */
char     *rollcall_login_service_make_unit     (const char  *program,
                                                const char  *data_home);

/* Whether it is enabled. */
gboolean  rollcall_login_service_is_on         (void);

/* (transfer full) (nullable): why it can't be enabled here, as a sentence; %NULL if it can */
char     *rollcall_login_service_find_obstacle (void);

/**
 * rollcall_login_service_set_on:
 * @on: whether it shall be enabled
 * @error: return location
 *
 * Writes or removes the files; a few milliseconds. What was running goes on.
 *
 * Returns: %TRUE, or %FALSE with a #GIOErrorEnum or #AdminError, and nothing enabled.
 */
gboolean  rollcall_login_service_set_on        (gboolean     on,
                                                GError     **error);

G_END_DECLS
