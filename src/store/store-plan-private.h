/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tree that store-plan.c makes and store-plan-run.c runs. */

#pragma once

#include "store/store-plan.h"
#include "store/store-values.h"

G_BEGIN_DECLS

typedef enum
{
  STORE_PLAN_LOOK,
  STORE_PLAN_ALL_OF,
  STORE_PLAN_ANY_OF,
} StorePlanKind;

/**
 * StorePlan:
 * @look: of a look-up, with what it looks for: @text, for a range of texts up to (not with) @end;
 *   @path and @type for values; @low to @high for times
 * @source: (nullable): the part of the filter that this stands for
 * @parts: (element-type StorePlan): of all-of and any-of
 * @rest: (element-type ScimFilter): of all-of: what is checked row by row
 */
struct _StorePlan
{
  StorePlanKind     kind;
  StoreLook         look;
  char             *text;
  char             *end;
  StoreValuePath    path;
  char             *type;
  gint64            low;
  gint64            high;
  const ScimFilter *source;
  GPtrArray        *parts;
  GPtrArray        *rest;
};

G_END_DECLS
