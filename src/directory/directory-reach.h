/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How far a URL reaches, judged by its host alone (docs/contracts.md, Reach). */

#pragma once

#include "directory/directory-types.h"

G_BEGIN_DECLS

/* "computer" (loopback), "network", or "internet" (https with a public name or address) */
const char *directory_reach_of_url      (const char *url);

/* Whether a host name or address is this computer alone. */
gboolean    directory_reach_is_loopback (const char *host);

G_END_DECLS
