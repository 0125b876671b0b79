/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A comparison as a person wants to read it. */

#pragma once

#include "compare/comparison.h"

G_BEGIN_DECLS

/* The verdict as a sentence, the equation, then everybody who differs under their reasons; with
 * @only nobody else and nobody left out. */
void cli_compare_print (Comparison    *comparison,
                        CompareReason  only);

G_END_DECLS
