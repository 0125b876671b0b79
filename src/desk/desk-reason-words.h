/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A reason as a part of a sentence that counts: "4 have different attributes". */

#pragma once

#include "compare/compare-reasons.h"

G_BEGIN_DECLS

/**
 * desk_reason_words:
 * @kind: of whom
 * @reason: why they differ
 * @number: how many
 *
 * Returns: (transfer full): "4 have different attributes", "1 group never arrived", "9 memberships
 *   are missing"; people are counted without a word for them, since the sentence is about people.
 */
char *desk_reason_words (CompareKind   kind,
                         CompareReason reason,
                         gint64        number);

G_END_DECLS
