/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who can call a base URL. Under a cloud provider's label an address of lesser reach is shown only
 * with the sentence that says so (docs/contracts.md, Reach). */

#pragma once

#include "connection/connection-guides.h"

G_BEGIN_DECLS

/**
 * DeskReach:
 * @DESK_REACH_UNKNOWN: the service doesn't say
 * @DESK_REACH_NOBODY: it runs on its socket alone, because another program has its port
 * @DESK_REACH_THIS_COMPUTER: a loopback address
 * @DESK_REACH_THIS_NETWORK: a private address, or no https
 * @DESK_REACH_INTERNET: public https
 */
typedef enum
{
  DESK_REACH_UNKNOWN,
  DESK_REACH_NOBODY,
  DESK_REACH_THIS_COMPUTER,
  DESK_REACH_THIS_NETWORK,
  DESK_REACH_INTERNET,
} DeskReach;

/* What the administration API calls it ("computer", "network", "internet"; nullable). */
DeskReach desk_reach_from_text (const char            *text);

/* What the address itself shows; nothing is looked up. */
DeskReach desk_reach_of_url    (const char            *base_url);

/**
 * desk_reach_describe:
 * @reach: of a base URL
 * @guide: (nullable): whom it is meant for
 *
 * Returns: (transfer full) (nullable): headline, a newline, and what to do: "Entra ID can’t reach
 *   this address\nIt works on this computer only. …"; %NULL if @guide can use it.
 */
char     *desk_reach_describe  (DeskReach              reach,
                                const ConnectionGuide *guide);

G_END_DECLS
