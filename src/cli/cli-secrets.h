/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets that a person gives for one run: a file, standard input, the environment; never an
 * argument. */

#pragma once

#include "cli/cli-run.h"
#include "source/source-secrets.h"

G_BEGIN_DECLS

/**
 * cli_secrets_read:
 * @run: a run
 * @option: the option that names a file
 * @variable: the environment variable that is asked if there is no such option
 * @secret: (out) (nullable) (transfer full): the secret, to be ended with base_secret_free(); %NULL
 *   if none was given
 * @error: return location
 *
 * Returns: %FALSE if one was given that can't be read or isn't whole.
 */
gboolean       cli_secrets_read (CliRun        *run,
                                 const char    *option,
                                 const char    *variable,
                                 char         **secret,
                                 GError       **error);

/* The same for a side: (transfer full) (nullable) in @secrets. */
gboolean       cli_secrets_for  (CliRun        *run,
                                 const char    *option,
                                 const char    *variable,
                                 SourceSecrets **secrets,
                                 GError       **error);

/* Whether a word of a command line looks like a whole key, or like the beginning of one that is
 * longer than what lists show. */
gboolean       cli_secrets_is_key (const char  *word);

G_END_DECLS
