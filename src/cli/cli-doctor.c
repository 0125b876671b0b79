/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcallctl doctor: says that this version has none, as the contract of this version wants it. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "cli/cli-commands.h"
#include "cli/cli-run.h"

CliExit
cli_doctor (CliRun *run)
{
  return cli_run_fail (
      CLI_EXIT_USAGE, "%s",
      _("doctor isn't there yet; “rollcallctl connection test” says whether a side "
        "can be read, and “rollcallctl read” what it did wrong"));
}
