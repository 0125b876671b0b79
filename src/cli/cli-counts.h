/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What reading a side gave, as a row. */

#pragma once

#include "cli/cli-run.h"
#include "cli/cli-table.h"
#include "roll/roll.h"

G_BEGIN_DECLS

/* A table of sides with their counts; @single for one. */
CliTable *cli_counts_table_new   (CliRun         *run,
                                  gboolean        single);
void      cli_counts_add         (CliTable       *table,
                                  const char     *name,
                                  const RollInfo *info);

/* What the side did wrong and was survived, in sentences on standard output; nothing if all was
 * well. */
void      cli_counts_print_faults (const char     *name,
                                   const RollInfo *info);

G_END_DECLS
