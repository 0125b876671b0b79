/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The compared values of two people held against each other, path by path and, where an attribute
 * has several, as sets for each `type`. For this room only. */

#pragma once

#include "compare/comparison-private.h"

G_BEGIN_DECLS

typedef struct _CompareValues CompareValues;

/* (transfer full) (nullable): reads which paths are compared from the table `compared` */
CompareValues *compare_values_new  (CompareWork    *work,
                                    GError        **error);
void           compare_values_free (CompareValues  *self);

/**
 * compare_values_hold:
 * @self: values
 * @source_row: a person at the source
 * @target_row: a person at the target
 * @attributes: (element-type CompareAttribute): is given one for each path that differs
 * @error: return location
 */
gboolean       compare_values_hold (CompareValues  *self,
                                    gint64          source_row,
                                    gint64          target_row,
                                    GPtrArray      *attributes,
                                    GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CompareValues, compare_values_free)

G_END_DECLS
