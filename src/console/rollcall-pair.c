/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which attributes differ is the comparison's to say, and its values are shown; the two bodies give
 * those that are equal. An attribute that only one side has, and that the comparison doesn't name,
 * wasn't compared: it is left out. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-pair.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-fold.h"
#include "console/rollcall-attributes.h"
#include "desk/desk-words.h"

#define MOST_CHANGES 5

static const char *const identities[] = { "id", "externalId", "active" };

static void
row_free (gpointer data)
{
  RollcallPairRow *row = data;

  g_free (row->title);
  g_free (row->path);
  g_free (row->source);
  g_free (row->target);
  g_free (row);
}

static RollcallPairRow *
add_row (RollcallPair *self,
         char         *title,
         const char   *path,
         const char   *source,
         const char   *target,
         gboolean      differs)
{
  RollcallPairRow *row = g_new0 (RollcallPairRow, 1);

  row->title = title;
  row->path = g_strdup (path);
  row->source = source != NULL ? rollcall_attribute_show (source) : NULL;
  row->target = target != NULL ? rollcall_attribute_show (target) : NULL;
  row->differs = differs;
  g_ptr_array_add (self->rows, row);
  return row;
}

static int
order_rows_cb (gconstpointer a,
               gconstpointer b)
{
  const RollcallPairRow *one = *(const RollcallPairRow *const *)a;
  const RollcallPairRow *other = *(const RollcallPairRow *const *)b;

  return rollcall_attribute_order (one->path, other->path);
}

/* (transfer full) (element-type RollcallAttribute): empty for row 0 */
static GPtrArray *
read_attributes (Roll   *roll,
                 gint64  row)
{
  g_autofree char *body = row > 0 ? roll_get_body (roll, row, NULL) : NULL;

  return rollcall_attributes_read (body != NULL ? body : "{}");
}

static const char *
find_value (GPtrArray  *attributes,
            const char *path)
{
  for (guint i = 0; i < attributes->len; i++)
    {
      const RollcallAttribute *attribute = g_ptr_array_index (attributes, i);

      if (strcmp (attribute->path, path) == 0)
        return attribute->value;
    }
  return NULL;
}

static gboolean
is_identity (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (identities); i++)
    if (strcmp (identities[i], path) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_named (const CompareEntry *entry,
          const char         *path)
{
  for (guint i = 0; entry->attributes != NULL && i < entry->attributes->len; i++)
    {
      const CompareAttribute *attribute = g_ptr_array_index (entry->attributes, i);

      if (strcmp (attribute->path, path) == 0)
        return TRUE;
    }
  return FALSE;
}

/* (transfer full): a manager's name, for the id that the body has; else @value */
static char *
name_manager (Roll       *roll,
              const char *path,
              const char *value)
{
  g_autoptr (RollRow) row = NULL;
  guint32 number;

  if (!g_str_has_suffix (path, ":manager.value"))
    return g_strdup (value);
  number = roll_find_row_by_id (roll, ROLL_USERS, value);
  row = number != 0 ? roll_get_row (roll, number, NULL) : NULL;
  return g_strdup (row != NULL ? row->key : value);
}

/* What both sides have and the comparison doesn't name is equal. */
static void
add_equal (RollcallPair       *self,
           const CompareEntry *entry,
           Roll               *roll,
           GPtrArray          *source,
           GPtrArray          *target)
{
  for (guint i = 0; i < source->len; i++)
    {
      const RollcallAttribute *attribute = g_ptr_array_index (source, i);
      const char *other = find_value (target, attribute->path);
      g_autofree char *shown = NULL;

      if (other == NULL || is_identity (attribute->path) || is_named (entry, attribute->path))
        continue;
      shown = name_manager (roll, attribute->path, attribute->value);
      add_row (self, rollcall_attribute_title (attribute->path), attribute->path, shown,
               g_str_has_suffix (attribute->path, ":manager.value") ? shown : other, FALSE);
    }
}

static void
add_different (RollcallPair       *self,
               const CompareEntry *entry)
{
  for (guint i = 0; entry->attributes != NULL && i < entry->attributes->len; i++)
    {
      const CompareAttribute *attribute = g_ptr_array_index (entry->attributes, i);

      add_row (self, rollcall_attribute_title (attribute->path), attribute->path, attribute->source,
               attribute->target, TRUE);
    }
}

/* Of whom only one side has. */
static void
add_single (RollcallPair *self,
            Roll         *roll,
            GPtrArray    *attributes,
            gboolean      at_source)
{
  for (guint i = 0; i < attributes->len; i++)
    {
      const RollcallAttribute *attribute = g_ptr_array_index (attributes, i);
      g_autofree char *shown = NULL;

      if (strcmp (attribute->path, "id") == 0 || strcmp (attribute->path, "active") == 0)
        continue;
      shown = name_manager (roll, attribute->path, attribute->value);
      add_row (self, rollcall_attribute_title (attribute->path), attribute->path,
               at_source ? shown : NULL, at_source ? NULL : shown, FALSE);
    }
}

/* (transfer full) (nullable) */
static RollRow *
get_row (Roll   *roll,
         gint64  row)
{
  return row > 0 ? roll_get_row (roll, (guint32)row, NULL) : NULL;
}

static const char *
yes_or_no (const RollRow *row)
{
  return row == NULL ? NULL : row->active ? "true" : "false";
}

static void
add_counts (RollcallPair  *self,
            const char    *title,
            const RollRow *source,
            const RollRow *target)
{
  g_autofree char *here = source != NULL ? desk_words_number (source->members) : NULL;
  g_autofree char *there = target != NULL ? desk_words_number (target->members) : NULL;

  add_row (self, g_strdup (title), NULL, here, there,
           source != NULL && target != NULL && source->members != target->members);
}

/* (transfer full): how the two found each other, by the first rule that holds */
static char *
describe_match (const RollRow *source,
                const RollRow *target)
{
  g_autofree char *here = base_fold (source->key);
  g_autofree char *there = base_fold (target->key);

  if (source->external_id != NULL && g_strcmp0 (source->external_id, target->external_id) == 0)
    return g_strdup_printf (_("Matched by external ID “%s”"), source->external_id);
  if (strcmp (here, there) == 0)
    return g_strdup_printf (source->list == ROLL_USERS ? _("Matched by user name “%s”")
                                                       : _("Matched by name “%s”"),
                            source->key);
  if (target->email != NULL)
    return g_strdup_printf (_("Matched by e-mail address “%s”"), target->email);
  return g_strdup (source->key);
}

/* (transfer full): for whom only one side has, or rolls that were read anew since */
static char *
describe_single (const CompareEntry *entry,
                 Comparison         *comparison)
{
  const char *source = comparison_get_source_name (comparison);
  const char *target = comparison_get_target_name (comparison);

  if (entry->where == COMPARE_DIFFERENT)
    return g_strdup (entry->key);
  if (entry->where == COMPARE_MISSING || g_strcmp0 (entry->side, "source") == 0)
    /* Translators: a userName, and the name of the one side that has them */
    return g_strdup_printf (_("%s, only in %s"), entry->key, source);
  return g_strdup_printf (_("%s, only in %s"), entry->key, target);
}

static void
take_changes (GPtrArray     **changes,
              Roll           *roll,
              const RollRow  *row)
{
  if (row != NULL)
    *changes = roll_get_changes (roll, row->list, row->id, 0, MOST_CHANGES, NULL);
  if (*changes == NULL)
    *changes = g_ptr_array_new_with_free_func ((GDestroyNotify)roll_change_free);
}

static void
fill (RollcallPair       *self,
      const CompareEntry *entry,
      Comparison         *comparison,
      Roll               *source,
      Roll               *target)
{
  g_autoptr (GPtrArray) here = read_attributes (source, entry->source_row);
  g_autoptr (GPtrArray) there = read_attributes (target, entry->target_row);
  g_autoptr (RollRow) source_row = get_row (source, entry->source_row);
  g_autoptr (RollRow) target_row = get_row (target, entry->target_row);
  gboolean users = entry->kind == COMPARE_USERS;
  gboolean both = source_row != NULL && target_row != NULL;

  self->single = !self->at_source || !self->at_target;
  self->about =
      both ? describe_match (source_row, target_row) : describe_single (entry, comparison);
  if (self->single)
    add_single (self, self->at_source ? source : target, self->at_source ? here : there,
                self->at_source);
  else
    {
      add_different (self, entry);
      add_equal (self, entry, source, here, there);
    }
  g_ptr_array_sort (self->rows, order_rows_cb);

  if (users && (source_row != NULL || target_row != NULL))
    add_row (self, g_strdup (_("Active")), NULL, yes_or_no (source_row), yes_or_no (target_row),
             both && source_row->active != target_row->active);
  if (source_row != NULL || target_row != NULL)
    add_counts (self, users ? _("Groups") : _("Members"), source_row, target_row);
  take_changes (&self->source_changes, source, source_row);
  take_changes (&self->target_changes, target, target_row);
  if (target_row != NULL)
    *(users ? &self->user_row : &self->group_row) = target_row->row;
}

/* A membership's table is of who, where, and whether. */
static void
fill_membership (RollcallPair       *self,
                 const CompareEntry *entry,
                 Roll               *source,
                 Roll               *target)
{
  g_autoptr (RollRow) source_group = get_row (source, entry->source_row);
  g_autoptr (RollRow) target_group = get_row (target, entry->target_row);
  g_autoptr (RollRow) source_member = get_row (source, entry->member_source_row);
  g_autoptr (RollRow) target_member = get_row (target, entry->member_target_row);
  gboolean missing = entry->where == COMPARE_MISSING;

  self->about = g_strdup_printf (missing ? _("Not a member of “%s” in the directory")
                                         : _("Member of “%s” in the directory only"),
                                 entry->key);
  add_row (self, g_strdup (_("Member")), NULL, source_member != NULL ? source_member->key : NULL,
           target_member != NULL ? target_member->key : NULL,
           (source_member == NULL) != (target_member == NULL));
  add_row (self, g_strdup (_("Group")), NULL, source_group != NULL ? source_group->key : NULL,
           target_group != NULL ? target_group->key : NULL,
           (source_group == NULL) != (target_group == NULL));
  add_row (self, g_strdup (_("In the group")), NULL, missing ? "true" : "false",
           missing ? "false" : "true", TRUE);
  take_changes (&self->source_changes, source, source_member);
  take_changes (&self->target_changes, target, target_member);
  self->user_row = target_member != NULL ? target_member->row : 0;
  self->group_row = target_group != NULL ? target_group->row : 0;
}

RollcallPair *
rollcall_pair_new (const CompareEntry *entry,
                   Comparison         *comparison,
                   Roll               *source,
                   Roll               *target)
{
  RollcallPair *self;

  g_return_val_if_fail (entry != NULL, NULL);
  g_return_val_if_fail (COMPARE_IS_COMPARISON (comparison), NULL);
  g_return_val_if_fail (ROLL_IS_ROLL (source), NULL);
  g_return_val_if_fail (ROLL_IS_ROLL (target), NULL);

  self = g_new0 (RollcallPair, 1);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->kind = entry->kind;
  self->where = entry->where;
  self->name = g_strdup (entry->name);
  self->why = g_strdup (_(compare_reason_rows ()[entry->reason].sentence));
  self->detail = g_strdup (entry->detail);
  self->explained = entry->explained;
  self->at_source = entry->kind == COMPARE_MEMBERSHIPS ? entry->where == COMPARE_MISSING
                                                       : entry->source_row > 0;
  self->at_target = entry->kind == COMPARE_MEMBERSHIPS ? entry->where == COMPARE_EXTRA
                                                       : entry->target_row > 0;
  if (entry->kind == COMPARE_MEMBERSHIPS)
    fill_membership (self, entry, source, target);
  else
    fill (self, entry, comparison, source, target);
  return self;
}

void
rollcall_pair_free (RollcallPair *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->about);
  g_free (self->why);
  g_free (self->detail);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->source_changes, g_ptr_array_unref);
  g_clear_pointer (&self->target_changes, g_ptr_array_unref);
  g_free (self);
}
