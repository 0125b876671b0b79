/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The answer to “what about zoe?”: a sentence, what to do, and ways on. Put together in a worker
 * from both rolls, the comparison and what the directory's service has seen. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_PERSON_ANSWER (rollcall_person_answer_get_type ())
G_DECLARE_FINAL_TYPE (RollcallPersonAnswer, rollcall_person_answer, ROLLCALL, PERSON_ANSWER, AdwBin)

/**
 * rollcall_person_answer_ask:
 * @self: the widget
 * @side: a directory, or the other side of one
 * @text: a userName, e-mail address, name or externalId, or part of one
 *
 * Asks anew; the latest question is answered. Emits `left` (RollcallSide *side, const char *action,
 * GVariant *target) when a way on is chosen, for the window of the pages to go there.
 */
void rollcall_person_answer_ask    (RollcallPersonAnswer *self,
                                    RollcallSide         *side,
                                    const char           *text);

/* Stops asking. */
void rollcall_person_answer_cancel (RollcallPersonAnswer *self);

G_END_DECLS
