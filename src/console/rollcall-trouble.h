/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window shows for each kind of trouble, and the way on that it offers: one table for the
 * banner and for whole pages. */

#pragma once

#include <glib.h>

#include "desk/desk-trouble.h"

G_BEGIN_DECLS

/**
 * RollcallTrouble:
 * @icon: name of a symbolic icon
 * @label: untranslated msgid: of the button, with a mnemonic
 * @action: what the button does, an action of the window
 * @style: style class of a tinted background
 */
typedef struct
{
  const char *icon;
  const char *label;
  const char *action;
  const char *style;
} RollcallTrouble;

/* (transfer none): how @trouble is shown */
const RollcallTrouble *rollcall_trouble_get (DeskTrouble trouble);

G_END_DECLS
