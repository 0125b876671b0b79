/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text made comparable. "Folded" is NFC (casefold (NFC (x))), "exact" is NFC (x): untrimmed, in no
 * locale, so that two machines fold alike (docs/contracts.md, Matching). A search folds further. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_fold:
 * @text: (nullable): UTF-8; ill-formed bytes are replaced by U+FFFD first
 *
 * Returns: (transfer full) (nullable): @text folded, for attributes whose caseExact is false.
 *   ASCII text takes a short way without normalising.
 */
char *base_fold        (const char *text);

/**
 * base_fold_exact:
 * @text: (nullable): UTF-8
 *
 * Returns: (transfer full) (nullable): @text in NFC, for attributes whose caseExact is true.
 */
char *base_fold_exact  (const char *text);

/**
 * base_fold_search:
 * @text: (nullable): UTF-8
 *
 * Returns: (transfer full) (nullable): @text folded further, for finding and sorting, never for
 *   matching: without accents, and letters with a stroke or joined as people type them who lack
 *   them ("Søren", "Łukasz", "Þór" as "soren", "lukasz", "thor").
 */
char *base_fold_search (const char *text);

G_END_DECLS
