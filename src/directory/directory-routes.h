/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every endpoint of the service: one const table that dispatch walks. */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

/**
 * DirectoryRoute:
 * @methods: which it takes
 * @pattern: the path, `{}` for any one segment
 * @access: who may
 * @handler: makes the answer, or waits
 * @type: (nullable): the resource type it is about
 * @shape: (nullable): how the activity names it; %NULL leaves it out of the activity
 */
struct _DirectoryRoute
{
  DirectoryMethod  methods;
  const char      *pattern;
  DirectoryAccess  access;
  void           (*handler) (DirectoryExchange *exchange);
  StoreType        type;
  const char      *shape;
};

/**
 * directory_routes_find:
 * @parts: (element-type utf8): the path's segments, public path and version taken off
 * @method: the request's
 * @arguments: (out): what stood where the pattern has `{}`
 * @allowed: (out): which methods the path takes at all
 *
 * Returns: (nullable) (transfer none): the row; %NULL with @allowed of 0 if there is no such path.
 */
const DirectoryRoute *directory_routes_find (GPtrArray        *parts,
                                             DirectoryMethod   method,
                                             const char      **arguments,
                                             DirectoryMethod  *allowed);

/* (array length=n_routes): the table itself */
const DirectoryRoute *directory_routes_all  (guint            *n_routes);

G_END_DECLS
