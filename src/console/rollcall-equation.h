/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Both sides' numbers as an equation: label, number, sign, number, label, mirrored around the sign
 * in the middle, so that the two numbers to compare stand next to each other. With little room the
 * labels go above the numbers. */

#pragma once

#include "console/rollcall-mark.h"
#include "desk/desk-verdict.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_EQUATION (rollcall_equation_get_type ())
G_DECLARE_FINAL_TYPE (RollcallEquation, rollcall_equation, ROLLCALL, EQUATION, GtkWidget)

/* Takes all rows away. */
void rollcall_equation_clear (RollcallEquation      *self);

/**
 * rollcall_equation_add:
 * @self: the equation
 * @row: what both sides hold
 * @mark: how they stand to each other; not drawn of what isn't compared
 *
 * The first row is the largest; what isn't compared stands small below a line.
 */
void rollcall_equation_add   (RollcallEquation      *self,
                              const DeskEquationRow *row,
                              RollcallMarkKind       mark);

G_END_DECLS
