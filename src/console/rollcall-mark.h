/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The marks of the whole console: a sign in a disc that says how two sides stand to each other, by
 * shape first and by colour second, with a name for who can't see it. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RollcallMarkKind:
 * @ROLLCALL_MARK_NONE: nothing to say
 * @ROLLCALL_MARK_MATCH: both sides hold the same: =
 * @ROLLCALL_MARK_MISSING: at the source, not in the directory: −
 * @ROLLCALL_MARK_EXTRA: in the directory, not at the source: +
 * @ROLLCALL_MARK_DIFFERENT: on both sides and not the same: ≠
 * @ROLLCALL_MARK_EXPLAINED: differs, rightly: a grey ≠
 * @ROLLCALL_MARK_QUIET: equal where nobody needs telling: = without a disc
 * @ROLLCALL_MARK_FAILED: refused, dead, not trusted
 * @ROLLCALL_MARK_UNKNOWN: old or not read: a clock
 * @ROLLCALL_MARK_WELL: all is as it should be, though not all is the same: a check
 */
typedef enum
{
  ROLLCALL_MARK_NONE,
  ROLLCALL_MARK_MATCH,
  ROLLCALL_MARK_MISSING,
  ROLLCALL_MARK_EXTRA,
  ROLLCALL_MARK_DIFFERENT,
  ROLLCALL_MARK_EXPLAINED,
  ROLLCALL_MARK_QUIET,
  ROLLCALL_MARK_FAILED,
  ROLLCALL_MARK_UNKNOWN,
  ROLLCALL_MARK_WELL,
} RollcallMarkKind;

#define ROLLCALL_TYPE_MARK (rollcall_mark_get_type ())
G_DECLARE_FINAL_TYPE (RollcallMark, rollcall_mark, ROLLCALL, MARK, GtkWidget)

/* Sizes: 24 px in lists; style class `big` for 36, `hero` for 52. */
GtkWidget *rollcall_mark_new      (RollcallMarkKind  kind);

/* Its accessible name follows, unless rollcall_mark_set_label() gave another. */
void       rollcall_mark_set_kind (RollcallMark     *self,
                                   RollcallMarkKind  kind);

/* @label: (nullable): what it says to a screen reader ("missing in Slack"), also its tooltip */
void       rollcall_mark_set_label (RollcallMark    *self,
                                    const char      *label);

G_END_DECLS
