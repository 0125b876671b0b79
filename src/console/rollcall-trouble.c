/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table. The words below a headline are always the error's own. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-trouble.h"

#include <glib/gi18n.h>

static const RollcallTrouble rows[] = {
  [DESK_TROUBLE_OFFLINE] = { "network-offline-symbolic", N_ ("_Try Again"), "win.refresh",
                             "tint-differ" },
  [DESK_TROUBLE_KEY] = { "dialog-password-symbolic", N_ ("_Replace Key…"), "win.replace-key",
                         "tint-fail" },
  [DESK_TROUBLE_NO_KEY] = { "dialog-password-symbolic", N_ ("_Enter Key…"), "win.replace-key",
                            "tint-fail" },
  [DESK_TROUBLE_NO_KEYRING] = { "changes-prevent-symbolic", N_ ("_Go On Without…"),
                                "win.without-keyring", "tint-differ" },
  [DESK_TROUBLE_LOCKED] = { "changes-prevent-symbolic", N_ ("_Unlock…"), "win.refresh",
                            "tint-differ" },
  [DESK_TROUBLE_CERTIFICATE] = { "dialog-error-symbolic", N_ ("_Try Again"), "win.refresh",
                                 "tint-fail" },
  [DESK_TROUBLE_DISK] = { "dialog-error-symbolic", N_ ("_Try Again"), "win.refresh", "tint-fail" },
  [DESK_TROUBLE_GONE] = { "dialog-error-symbolic", N_ ("Re_move Connection…"), "win.remove",
                          "tint-fail" },
  [DESK_TROUBLE_FILE] = { "dialog-error-symbolic", N_ ("_Try Again"), "win.refresh", "tint-fail" },
  [DESK_TROUBLE_OTHER] = { "dialog-error-symbolic", N_ ("_Try Again"), "win.refresh",
                           "tint-fail" },
};

const RollcallTrouble *
rollcall_trouble_get (DeskTrouble trouble)
{
  g_return_val_if_fail ((guint)trouble < G_N_ELEMENTS (rows), &rows[DESK_TROUBLE_OTHER]);

  return &rows[trouble];
}
