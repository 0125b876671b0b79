/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A connection tried out before it is saved: the address, the key, one page. Each step is told as
 * it finishes. Services that lack discovery are warned of and tried all the same. */

#pragma once

#include <gio/gio.h>

#include "desk/desk-error.h"
#include "desk/desk-trouble.h"

G_BEGIN_DECLS

/**
 * DeskTestKind:
 * @DESK_TEST_ADDRESS: the address answers as SCIM 2.0 does; of a file: it is there and can be read
 * @DESK_TEST_KEY: the key is accepted; not told of a file
 * @DESK_TEST_PAGE: one page of people and groups was read
 */
typedef enum
{
  DESK_TEST_ADDRESS,
  DESK_TEST_KEY,
  DESK_TEST_PAGE,
  DESK_TEST_N_KINDS,
} DeskTestKind;

/**
 * DeskTestState:
 * @DESK_TEST_RUNNING: it begins now
 * @DESK_TEST_OK: as it should be
 * @DESK_TEST_WARNING: it works; @detail says what is odd
 * @DESK_TEST_FAILED: @detail says what was wrong and what to do; no step comes behind it
 */
typedef enum
{
  DESK_TEST_RUNNING,
  DESK_TEST_OK,
  DESK_TEST_WARNING,
  DESK_TEST_FAILED,
} DeskTestState;

/**
 * DeskTestStep:
 * @title: "The key is accepted"
 * @detail: (nullable): more of it
 * @users: of @DESK_TEST_PAGE: people there are, -1 if the service doesn't say
 * @groups: likewise
 * @trouble: of a failed step: what kind of trouble it is, so that one who wasn't reached isn't
 *   taken for one who refused; else %DESK_TROUBLE_OTHER
 *
 * Borrowed: lives until the callback returns.
 */
typedef struct
{
  DeskTestKind   kind;
  DeskTestState  state;
  const char    *title;
  const char    *detail;
  gint64         users;
  gint64         groups;
  DeskTrouble    trouble;
} DeskTestStep;

/* Told in the thread that tests. */
typedef void (*DeskTestFunc) (const DeskTestStep *step,
                              gpointer            data);

/**
 * desk_test_connection:
 * @side: URI of a side: `scim:https://…`, `csv:FILE`, …
 * @key: (nullable): its key
 * @func: told each step twice: when it begins, and how it ended
 * @data: for @func
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: %TRUE if no step failed; else %FALSE with the failed step's words as %DESK_ERROR_TEST,
 *   %G_IO_ERROR_CANCELLED, or a #SourceError for what names no side.
 */
gboolean desk_test_connection (const char    *side,
                               const char    *key,
                               DeskTestFunc   func,
                               gpointer       data,
                               GCancellable  *cancellable,
                               GError       **error);

G_END_DECLS
