/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of the comparison share: rolls made from a few words of JSON, and a comparison as
 * lines of text.
 *
 * A side is written as {"kind","users","groups","evidence","carried","supported","last_cycle"}:
 * users and groups are SCIM resources, an evidence line is [kind, type, key, detail, time]; all
 * are optional. */

#pragma once

#include <json-glib/json-glib.h>

#include "compare/comparison.h"

/* JSON with single quotes for double ones. */
JsonObject *compare_test_parse     (const char         *text);

/* A published roll in a temporary folder. */
Roll       *compare_test_roll      (JsonObject         *side);

/* Compares two sides written as for compare_test_parse(); @match as in CompareOptions. */
Comparison *compare_test_compare   (const char         *source,
                                    const char         *target,
                                    const char * const *match);

/* "in_step; matched 1 0 0" and a line for each difference: "users missing anna never_arrived
 * explained detail", of a different one with "path=source|target". */
char       *compare_test_summarise (Comparison         *comparison);

/* Both in one. */
char       *compare_test           (const char         *source,
                                    const char         *target);
