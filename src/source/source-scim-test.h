/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A SCIM service tried out step by step, so that a person sees which of address and key is wrong.
 * Four requests at most; nothing is kept. */

#pragma once

#include "source/source-scim.h"

G_BEGIN_DECLS

/**
 * SourceScimStep:
 * @SOURCE_SCIM_STEP_ADDRESS: whether a SCIM service answers there
 * @SOURCE_SCIM_STEP_KEY: whether it takes the key
 * @SOURCE_SCIM_STEP_PAGE: whether it shows people and groups
 */
typedef enum
{
  SOURCE_SCIM_STEP_ADDRESS,
  SOURCE_SCIM_STEP_KEY,
  SOURCE_SCIM_STEP_PAGE,
} SourceScimStep;

/**
 * SourceScimFinding:
 * @odd: (nullable): what is odd and doesn't hinder, in words
 * @users: of the last step: how many people it says there are; -1 if it doesn't
 * @groups: likewise; -1 also if it has no groups
 */
typedef struct
{
  char   *odd;
  gint64  users;
  gint64  groups;
} SourceScimFinding;

/* @finding: (nullable): %NULL when the step begins, else what it found; borrowed */
typedef void (*SourceScimTestFunc) (SourceScimStep           step,
                                    const SourceScimFinding *finding,
                                    gpointer                 data);

/**
 * source_scim_test_steps:
 * @self: a service
 * @func: told when a step begins and when it went well
 * @data: for @func
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with why the step that began last failed: an #HttpError, or
 *   %SOURCE_ERROR_BAD_ANSWER.
 */
gboolean source_scim_test_steps (SourceScim          *self,
                                 SourceScimTestFunc   func,
                                 gpointer             data,
                                 GCancellable        *cancellable,
                                 GError             **error);

G_END_DECLS
