/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One table, a singular and a plural for each reason; the number, or the counted noun, takes the
 * place of %s. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-reason-words.h"

#include <glib/gi18n.h>

#include "desk/desk-words.h"

typedef struct
{
  const char *one;
  const char *many;
} Phrase;

/* For xgettext, which knows no plural outside a call. */
#define PLURAL(one, many) { one, many }

static const Phrase phrases[COMPARE_N_REASONS] = {
  [COMPARE_DUPLICATE_AT_SOURCE] = PLURAL ("%s is a duplicate at the source",
                                          "%s are duplicates at the source"),
  [COMPARE_AMBIGUOUS_MATCH] = PLURAL ("%s matches ambiguously", "%s match ambiguously"),
  [COMPARE_NESTED_ONLY] = PLURAL ("%s is only in a nested group", "%s are only in nested groups"),
  [COMPARE_DISABLED_AT_SOURCE] = PLURAL ("%s is disabled at the source",
                                         "%s are disabled at the source"),
  [COMPARE_FAILED] = PLURAL ("%s failed to arrive", "%s failed to arrive"),
  [COMPARE_SKIPPED] = PLURAL ("%s was skipped", "%s were skipped"),
  [COMPARE_WAITING] = PLURAL ("%s waits for the next cycle", "%s wait for the next cycle"),
  [COMPARE_NEVER_ARRIVED] = PLURAL ("%s never arrived", "%s never arrived"),
  [COMPARE_DUPLICATE_IN_DIRECTORY] = PLURAL ("%s is a duplicate in the directory",
                                             "%s are duplicates in the directory"),
  [COMPARE_DELETED_AT_SOURCE] = PLURAL ("%s is deleted at the source, but still active",
                                        "%s are deleted at the source, but still active"),
  [COMPARE_UNASSIGNED_DEACTIVATED] = PLURAL ("%s was deactivated as expected",
                                             "%s were deactivated as expected"),
  [COMPARE_UNASSIGNED_ACTIVE] = PLURAL ("%s is unassigned, but still active",
                                        "%s are unassigned, but still active"),
  [COMPARE_LOCAL] = PLURAL ("%s was made in the directory itself",
                            "%s were made in the directory itself"),
  [COMPARE_UNKNOWN_EXTRA] = PLURAL ("%s is unknown at the source", "%s are unknown at the source"),
  [COMPARE_STILL_ACTIVE] = PLURAL ("%s is disabled at the source, but still active",
                                   "%s are disabled at the source, but still active"),
  [COMPARE_INACTIVE] = PLURAL ("%s is inactive in the directory",
                               "%s are inactive in the directory"),
  [COMPARE_CLEARED_AT_SOURCE] = PLURAL ("%s has a value that was cleared at the source",
                                        "%s have values that were cleared at the source"),
  [COMPARE_ATTRIBUTE] = PLURAL ("%s has different attributes", "%s have different attributes"),
  [COMPARE_MEMBER_UNPROVISIONED] = PLURAL ("%s is of somebody who is missing",
                                           "%s are of people who are missing"),
  [COMPARE_MEMBER_NOT_AT_SOURCE] = PLURAL ("%s is of somebody who isn't at the source",
                                           "%s are of people who aren't at the source"),
  [COMPARE_MEMBER_WAITING] = PLURAL ("%s waits for the next cycle", "%s wait for the next cycle"),
  [COMPARE_MEMBER_MISSING] = PLURAL ("%s is missing", "%s are missing"),
  [COMPARE_MEMBER_EXTRA] = PLURAL ("%s is only in the directory", "%s are only in the directory"),
};

char *
desk_reason_words (CompareKind   kind,
                   CompareReason reason,
                   gint64        number)
{
  const Phrase *phrase;
  g_autofree char *counted = NULL;

  g_return_val_if_fail (reason < COMPARE_N_REASONS, NULL);

  phrase = &phrases[reason];
  counted = kind == COMPARE_USERS ? desk_words_number (number) : desk_words_count (kind, number);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (ngettext (phrase->one, phrase->many, (gulong)number), counted);
#pragma GCC diagnostic pop
}
