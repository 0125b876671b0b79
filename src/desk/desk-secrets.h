/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a side's secret comes from, in this order: what the person gave for this one run (a key
 * file, the environment), then the keyring. Nothing else is asked. */

#pragma once

#include "source/source-secrets.h"

G_BEGIN_DECLS

/**
 * desk_secrets_new:
 * @given: (nullable): asked first
 * @uuid: (nullable): a saved connection, whose secrets are in the keyring
 * @key_kind: the kind in the keyring that answers for "key": "key" for reading, "provision-key" for
 *   writing
 *
 * Returns: (transfer full): the chain.
 */
SourceSecrets *desk_secrets_new (SourceSecrets *given,
                                 const char    *uuid,
                                 const char    *key_kind);

G_END_DECLS
