/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A SCIM service with the habits of those out there, good and bad, each a member of one struct. It
 * holds users u1… and groups g1…, made up on the fly, on a free port of loopback in its own
 * thread. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StandInHabits:
 * @users: how many it holds; likewise @groups
 * @cap: the most a page has, 0 for no bound
 * @pagination: (nullable): JSON of /ServiceProviderConfig's `pagination`
 * @schemas: whether /Schemas is there
 * @cursor: pages by cursor, without totals
 * @endless_cursor: each page names another one, and all are the same
 * @ignores_index: every page begins with the first user
 * @searches: POST /.search is there, and ignores nothing
 * @ignores_count: every page has everybody from startIndex on
 * @total_is_page: totalResults is the page's size
 * @total_offset: added to totalResults
 * @no_total: without totalResults
 * @text_total: totalResults as text
 * @overlap: each page begins with that many of the page before
 * @lowercase: `resources`
 * @old_schema: SCIM 1.1
 * @relative_location: meta.location is a path
 * @refuses_beyond: 400 behind the last one
 * @refuses_count_above: 400 for a larger count, 0 for none
 * @members_left_out: groups are listed without members
 * @no_groups: /Groups is 404
 * @page: (nullable): answers every list with this text
 * @content_type: (nullable): instead of application/scim+json
 * @status: 0, or what every list is answered with
 * @first_status: 0, or what the first list is answered with; then as usual
 * @error_with_success: the first list is an error under 200
 * @retry_after: (nullable): Retry-After for @status and @first_status
 * @cut: the body ends in the middle
 * @endless: the body never ends
 * @key: (nullable): the only key that is taken
 */
typedef struct
{
  guint       users;
  guint       groups;
  guint       cap;
  const char *pagination;
  gboolean    schemas;
  gboolean    cursor;
  gboolean    endless_cursor;
  gboolean    ignores_index;
  gboolean    ignores_count;
  gboolean    searches;
  gboolean    total_is_page;
  int         total_offset;
  gboolean    no_total;
  gboolean    text_total;
  guint       overlap;
  gboolean    lowercase;
  gboolean    old_schema;
  gboolean    relative_location;
  gboolean    refuses_beyond;
  guint       refuses_count_above;
  gboolean    members_left_out;
  gboolean    no_groups;
  const char *page;
  const char *content_type;
  guint       status;
  guint       first_status;
  gboolean    error_with_success;
  const char *retry_after;
  gboolean    cut;
  gboolean    endless;
  const char *key;
} StandInHabits;

typedef struct _ScimStandIn ScimStandIn;

ScimStandIn *scim_stand_in_new            (const StandInHabits *habits);
void         scim_stand_in_free           (ScimStandIn         *self);

/* Without a trailing slash. */
const char  *scim_stand_in_get_url        (ScimStandIn         *self);

/* How many lists were asked for, and what the last request called its client. */
guint        scim_stand_in_get_lists      (ScimStandIn         *self);
const char  *scim_stand_in_get_user_agent (ScimStandIn         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScimStandIn, scim_stand_in_free)

G_END_DECLS
