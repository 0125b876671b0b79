/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A connection tried out before the eyes of a person: a list that grows as the tests finish. The
 * tests run in a worker thread; a newer one ends the one before, and its late news are dropped.
 * Signal `changed` when anything was learnt. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_TEST_LIST (rollcall_test_list_get_type ())
G_DECLARE_FINAL_TYPE (RollcallTestList, rollcall_test_list, ROLLCALL, TEST_LIST, AdwBin)

/**
 * RollcallTestResult:
 * @ROLLCALL_TEST_NONE: nothing is being tested
 * @ROLLCALL_TEST_RUNNING: nothing is known yet
 * @ROLLCALL_TEST_ACCEPTED: the key is accepted, whatever else comes
 * @ROLLCALL_TEST_UNREACHABLE: nobody answered: of the key nothing is known
 * @ROLLCALL_TEST_FAILED: it can't be used like this
 */
typedef enum
{
  ROLLCALL_TEST_NONE,
  ROLLCALL_TEST_RUNNING,
  ROLLCALL_TEST_ACCEPTED,
  ROLLCALL_TEST_UNREACHABLE,
  ROLLCALL_TEST_FAILED,
} RollcallTestResult;

/**
 * rollcall_test_list_start:
 * @self: the list
 * @side: URI of a side
 * @key: its key
 *
 * Ends what runs, empties the list, and tests anew.
 */
void               rollcall_test_list_start      (RollcallTestList *self,
                                                  const char       *side,
                                                  const char       *key);

/* Ends what runs and empties the list. */
void               rollcall_test_list_stop       (RollcallTestList *self);

RollcallTestResult rollcall_test_list_get_result (RollcallTestList *self);

G_END_DECLS
