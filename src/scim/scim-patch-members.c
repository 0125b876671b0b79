/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a PATCH says about a group's members, in every shape that clients send, as changes for SQL
   to make. Everybody is removed only by a remove of `members` that has no value, or null. A value
   or a filter that isn't understood is an error: it must never empty a group (RFC 7644
   §3.5.2.2). */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-patch-private.h"

#include "base/base-json-member.h"
#include "scim/scim-error.h"
#include "scim/scim-filter.h"
#include "scim/scim-json.h"
#include "scim/scim-members.h"
#include "scim/scim-tolerance.h"

static gboolean
fail (ScimError    code,
      const char  *message,
      GError     **error)
{
  g_set_error_literal (error, SCIM_ERROR, (int)code, message);
  return FALSE;
}

/* An empty list changes nothing, unless it is the list of all. */
static void
add_change (ScimPatch            *self,
            ScimMemberChangeKind  kind,
            GPtrArray            *ids)
{
  ScimMemberChange *change;

  if (ids->len == 0 && kind != SCIM_MEMBERS_REPLACE)
    {
      g_ptr_array_unref (ids);
      return;
    }
  change = scim_member_change_new (kind);
  g_ptr_array_unref (change->ids);
  change->ids = ids;
  g_ptr_array_add (self->member_changes, change);
}

/* `value eq "…"`, or several joined by or. */
static gboolean
collect_ids (const ScimFilter *filter,
             GPtrArray        *ids)
{
  if (filter->kind == SCIM_FILTER_OR)
    return collect_ids (filter->left, ids) && collect_ids (filter->right, ids);
  if (filter->kind != SCIM_FILTER_COMPARE || filter->op != SCIM_OP_EQ ||
      filter->value_kind != SCIM_VALUE_STRING || !scim_path_is (filter->path, "value", NULL))
    return FALSE;
  if (*filter->text != '\0' &&
      !g_ptr_array_find_with_equal_func (ids, filter->text, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (filter->text));
  return TRUE;
}

/* `type eq "User"`: the type as it is spelled, "" for one that no member has; NULL for another
   filter. */
static const char *
get_type_term (const ScimFilter *filter)
{
  if (filter->kind != SCIM_FILTER_COMPARE || filter->op != SCIM_OP_EQ ||
      filter->value_kind != SCIM_VALUE_STRING || !scim_path_is (filter->path, "type", NULL))
    return NULL;
  if (g_ascii_strcasecmp (filter->text, "User") == 0)
    return "User";
  return g_ascii_strcasecmp (filter->text, "Group") == 0 ? "Group" : "";
}

/* Whether @value, if it is an object with a `value`, names the one that the path names. */
static gboolean
agrees (GPtrArray *ids,
        JsonNode  *value)
{
  JsonNode *id;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return TRUE;
  id = base_json_find (json_node_get_object (value), "value");
  if (id == NULL || JSON_NODE_HOLDS_NULL (id))
    return TRUE;
  return ids->len == 1 && g_strcmp0 (scim_json_get_text (id), g_ptr_array_index (ids, 0)) == 0;
}

static gboolean
change_selected (ScimPatch       *self,
                 ScimPatchOp      op,
                 const ScimPath  *path,
                 JsonNode        *value,
                 GError         **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  const char *type = get_type_term (path->filter);
  ScimMemberChange *change;

  if (op == SCIM_PATCH_REPLACE)
    return fail (SCIM_ERROR_MUTABILITY, "A member can't be changed: remove it, and add another.",
                 error);
  if (op == SCIM_PATCH_REMOVE && type != NULL)
    {
      if (*type == '\0')
        return TRUE;
      change = scim_member_change_new (SCIM_MEMBERS_REMOVE_TYPE);
      change->resource_type = g_strdup (type);
      g_ptr_array_add (self->member_changes, change);
      return TRUE;
    }
  if (!collect_ids (path->filter, ids))
    return fail (
        SCIM_ERROR_INVALID_FILTER,
        "Members are selected by value eq \"…\", joined by or, or removed by type eq \"…\".",
        error);
  if (op == SCIM_PATCH_ADD && (value == NULL || !agrees (ids, value)))
    return fail (SCIM_ERROR_INVALID_VALUE,
                 "The member to add is not the one that the path selects.", error);
  add_change (self, op == SCIM_PATCH_ADD ? SCIM_MEMBERS_ADD : SCIM_MEMBERS_REMOVE,
              g_steal_pointer (&ids));
  return TRUE;
}

/* No value at all, or null: the client asked for everybody. Anything else must name somebody. */
static gboolean
remove_whole (ScimPatch  *self,
              JsonNode   *value,
              GError    **error)
{
  GPtrArray *ids;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    {
      g_ptr_array_add (self->member_changes, scim_member_change_new (SCIM_MEMBERS_REMOVE_ALL));
      return TRUE;
    }
  if (!scim_tolerates (self->profile, SCIM_TOLERATE_REMOVE_WITH_VALUE))
    return fail (SCIM_ERROR_INVALID_VALUE,
                 "A remove takes no value: name the members in the path, "
                 "members[value eq \"…\"]. Nobody was removed.",
                 error);
  ids = scim_members_read (self->profile, value, TRUE, error);
  if (ids == NULL)
    return FALSE;
  add_change (self, SCIM_MEMBERS_REMOVE, ids);
  return TRUE;
}

static gboolean
change_whole (ScimPatch    *self,
              ScimPatchOp   op,
              JsonNode     *value,
              GError      **error)
{
  GPtrArray *ids;

  if (op == SCIM_PATCH_REMOVE)
    return remove_whole (self, value, error);
  if (value == NULL)
    return fail (SCIM_ERROR_INVALID_VALUE, "An add or replace of members needs a value.", error);
  ids = JSON_NODE_HOLDS_NULL (value) ? g_ptr_array_new_with_free_func (g_free)
                                     : scim_members_read (self->profile, value, TRUE, error);
  if (ids == NULL)
    return FALSE;
  add_change (self, op == SCIM_PATCH_ADD ? SCIM_MEMBERS_ADD : SCIM_MEMBERS_REPLACE, ids);
  return TRUE;
}

gboolean
scim_patch_add_member_change (ScimPatch       *self,
                              ScimPatchOp      op,
                              const ScimPath  *path,
                              JsonNode        *value,
                              GError         **error)
{
  g_assert (scim_path_is_members (path));

  if (path->sub_name != NULL && path->filter == NULL)
    return fail (SCIM_ERROR_INVALID_PATH,
                 "Members are named by members or members[value eq \"…\"].", error);
  if (path->sub_name != NULL && path->sub == NULL)
    return scim_tolerates (self->profile, SCIM_TOLERATE_UNKNOWN_ATTRIBUTE) ||
           fail (SCIM_ERROR_INVALID_PATH, "members has no such sub-attribute.", error);
  if (path->sub_name != NULL)
    return fail (SCIM_ERROR_MUTABILITY,
                 "A member can be added or removed, but nothing of it be changed.", error);
  return path->filter != NULL ? change_selected (self, op, path, value, error)
                              : change_whole (self, op, value, error);
}
