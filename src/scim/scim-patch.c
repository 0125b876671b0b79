/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A PATCH as a value: steps on the document, changes of members. Reading it is scim-patch-parse.c
   and scim-patch-members.c, applying it scim-patch-apply.c, telling what it did
   scim-patch-describe.c. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-patch-private.h"

void
scim_patch_free (ScimPatch *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->member_changes, g_ptr_array_unref);
  g_free (self);
}

GPtrArray *
scim_patch_get_member_changes (ScimPatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->member_changes;
}

gboolean
scim_patch_touches_body (ScimPatch *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->steps->len > 0;
}

ScimMemberChange *
scim_member_change_new (ScimMemberChangeKind kind)
{
  ScimMemberChange *change = g_new0 (ScimMemberChange, 1);

  change->kind = kind;
  change->ids = g_ptr_array_new_with_free_func (g_free);
  return change;
}

void
scim_member_change_free (ScimMemberChange *change)
{
  if (change == NULL)
    return;
  g_ptr_array_unref (change->ids);
  g_free (change->resource_type);
  g_free (change);
}
