/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What kind of trouble an error of any room is to an administrator, and so what can be done about
 * it. The words of the error itself stay what they are; this gives the headline above them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DeskTrouble:
 * @DESK_TROUBLE_OFFLINE: it can't be reached now; what was read before is still good: try again
 * @DESK_TROUBLE_KEY: the key isn't accepted any more: replace it
 * @DESK_TROUBLE_NO_KEY: there is no key at hand: enter it
 * @DESK_TROUBLE_NO_KEYRING: no keyring answers: start one, or keep the key for this session
 * @DESK_TROUBLE_LOCKED: the keyring is locked: unlock it
 * @DESK_TROUBLE_CERTIFICATE: the server's certificate isn't trusted; nothing was sent
 * @DESK_TROUBLE_DISK: the disk is full; the roll before is still there
 * @DESK_TROUBLE_GONE: the directory was deleted
 * @DESK_TROUBLE_FILE: a file can't be read, or not as what it claims to be
 * @DESK_TROUBLE_OTHER: anything else; the error's words are all there is
 */
typedef enum
{
  DESK_TROUBLE_OFFLINE,
  DESK_TROUBLE_KEY,
  DESK_TROUBLE_NO_KEY,
  DESK_TROUBLE_NO_KEYRING,
  DESK_TROUBLE_LOCKED,
  DESK_TROUBLE_CERTIFICATE,
  DESK_TROUBLE_DISK,
  DESK_TROUBLE_GONE,
  DESK_TROUBLE_FILE,
  DESK_TROUBLE_OTHER,
} DeskTrouble;

/**
 * desk_trouble_of:
 * @error: of any room
 *
 * Returns: what kind of trouble @error is.
 */
DeskTrouble desk_trouble_of       (const GError *error);

/* (transfer none): the headline, translated: "The key is no longer accepted" */
const char *desk_trouble_headline (DeskTrouble   trouble);

G_END_DECLS
