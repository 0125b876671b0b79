/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ctrl+C: the first cancels what is running, which then says what was kept; the second ends at
 * once. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CliInterrupt CliInterrupt;

/* Watches SIGINT and SIGTERM in a thread of its own and cancels @cancellable. */
CliInterrupt *cli_interrupt_new  (GCancellable *cancellable);
void          cli_interrupt_free (CliInterrupt *interrupt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliInterrupt, cli_interrupt_free)

G_END_DECLS
