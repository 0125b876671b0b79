/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happened in a directory, in words: the items of the administration API, a write's request
 * and its change joined into one. Made of JSON alone; what asks a service is desk-activity-page.h.
 * Every text may hold what a stranger sent: never parse it as markup. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DeskActivityKind:
 * @DESK_ACTIVITY_FAILURE: something was refused
 * @DESK_ACTIVITY_CHANGE: a person or group came, changed or went
 * @DESK_ACTIVITY_LOOKUP: somebody was looked for, or a list was read; also a write without effect
 * @DESK_ACTIVITY_TEST: a recognised connection test
 * @DESK_ACTIVITY_KEY: a key was made, replaced, …, or the directory itself changed
 * @DESK_ACTIVITY_OTHER: what we have no words for
 */
typedef enum
{
  DESK_ACTIVITY_FAILURE,
  DESK_ACTIVITY_CHANGE,
  DESK_ACTIVITY_LOOKUP,
  DESK_ACTIVITY_TEST,
  DESK_ACTIVITY_KEY,
  DESK_ACTIVITY_OTHER,
} DeskActivityKind;

/* What to draw beside it. */
typedef enum
{
  DESK_ACTIVITY_ICON_FAILED,
  DESK_ACTIVITY_ICON_ADDED,
  DESK_ACTIVITY_ICON_CHANGED,
  DESK_ACTIVITY_ICON_DEACTIVATED,
  DESK_ACTIVITY_ICON_REMOVED,
  DESK_ACTIVITY_ICON_GROUP,
  DESK_ACTIVITY_ICON_LOOKUP,
  DESK_ACTIVITY_ICON_TEST,
  DESK_ACTIVITY_ICON_KEY,
  DESK_ACTIVITY_ICON_OTHER,
} DeskActivityIcon;

/**
 * DeskActivityChange:
 * @op: "add", "replace", "remove"
 * @path: the attribute, as SCIM writes it
 * @old_value: (nullable): as text; an object as JSON
 * @new_value: (nullable): likewise
 * @count: of members: how many; else 1
 */
typedef struct
{
  char   *op;
  char   *path;
  char   *old_value;
  char   *new_value;
  gint64  count;
} DeskActivityChange;

/**
 * DeskActivityItem:
 * @time: microseconds
 * @cursor: commit order; of a joined item its newest
 * @sentence: "Omar Said was created", "tomas@… could not be created"
 * @detail: (nullable): why, or more of it: "userName is taken", "3 attributes changed"
 * @status: of HTTP, 0 for none
 * @who: (nullable): the identity provider's short name, else what the client calls itself
 * @client: (nullable): what the client calls itself
 * @idp: (nullable): id of the guide of the recognised identity provider
 * @method: (nullable): of HTTP
 * @path: (nullable): without ids and values
 * @key_id: (nullable): which key was shown
 * @key_name: (nullable): its name, if known
 * @request_id: (nullable): what the service told the client and its own log
 * @resource_type: (nullable): "User" or "Group"
 * @resource_id: (nullable)
 * @resource_name: (nullable): userName or displayName; of a look-up what was looked for
 * @error_detail: (nullable): the service's own words to the client, untranslated
 * @meaning: (nullable): the service's word for it, untranslated: "person created"
 * @changes: (element-type DeskActivityChange): what a write changed
 * @count: how many requests it stands for
 * @folded: (nullable) (element-type DeskActivityItem): the items that a line of a cycle stands for
 *
 * Immutable and counted, so that lists and cycles share it between threads.
 */
typedef struct
{
  gint64            time;
  gint64            cursor;
  DeskActivityKind  kind;
  DeskActivityIcon  icon;
  char             *sentence;
  char             *detail;
  guint             status;
  char             *who;
  char             *client;
  char             *idp;
  char             *method;
  char             *path;
  gint64            duration_ms;
  char             *key_id;
  char             *key_name;
  char             *request_id;
  char             *resource_type;
  char             *resource_id;
  char             *resource_name;
  char             *error_detail;
  char             *meaning;
  GPtrArray        *changes;
  gint64            count;
  GPtrArray        *folded;
} DeskActivityItem;

DeskActivityItem *desk_activity_item_ref   (DeskActivityItem *item);
void              desk_activity_item_unref (DeskActivityItem *item);

/**
 * desk_activity_new_from_json:
 * @item: an item of the administration API
 *
 * Returns: (transfer full): it in words.
 */
DeskActivityItem *desk_activity_new_from_json (JsonObject    *item);

/**
 * desk_activity_read_items:
 * @items: the `items` of an answer, in whichever order
 * @key_names: (nullable) (element-type utf8 utf8): names of keys by id
 *
 * Returns: (transfer full) (element-type DeskActivityItem): newest first, a write's request and its
 *   change joined.
 */
GPtrArray        *desk_activity_read_items    (JsonArray     *items,
                                               GHashTable    *key_names);

/**
 * desk_activity_merge:
 * @newer: (element-type DeskActivityItem): newest first
 * @older: (element-type DeskActivityItem): newest first
 *
 * Returns: (transfer full) (element-type DeskActivityItem): both in one, nothing twice, a request
 *   and its change joined also when a page ended between them.
 */
GPtrArray        *desk_activity_merge         (GPtrArray     *newer,
                                               GPtrArray     *older);

/**
 * desk_activity_is_test:
 * @item: an item
 * @key_id: (nullable): a key; %NULL for any
 *
 * Returns: whether it is a recognised connection test that showed that key and was answered well.
 */
gboolean          desk_activity_is_test       (const DeskActivityItem *item,
                                               const char             *key_id);

/* (transfer none) (nullable): the newest of @items that desk_activity_is_test() */
DeskActivityItem *desk_activity_find_test     (GPtrArray     *items,
                                               const char    *key_id);

/* (transfer full): the request as a `curl` command, with `$KEY` where the key goes; %NULL if
 * @item is no request */
char             *desk_activity_item_to_curl  (const DeskActivityItem *item,
                                               const char             *base_url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskActivityItem, desk_activity_item_unref)

G_END_DECLS
