/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From differences to steps. Which reasons lead to a step is one table; all others are left alone.
 * What a comparison can't see yet, because somebody is still to be made, follows from the source:
 * the members of new groups, and who has a new person as manager. */

#define G_LOG_DOMAIN "rollcall-provision"

#include "config.h"

#include "provision/provision-plan-private.h"

#include "base/base-fold.h"

#define PATH_MANAGER "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value"

typedef struct
{
  CompareKind kind;
  CompareWhere where;
  CompareReason reason;
  ProvisionAction action;
} RepairRow;

static const RepairRow repairs[] = {
  { COMPARE_USERS, COMPARE_MISSING, COMPARE_NEVER_ARRIVED, PROVISION_CREATE_USER },
  { COMPARE_USERS, COMPARE_MISSING, COMPARE_FAILED, PROVISION_CREATE_USER },
  { COMPARE_USERS, COMPARE_MISSING, COMPARE_SKIPPED, PROVISION_CREATE_USER },
  { COMPARE_USERS, COMPARE_MISSING, COMPARE_WAITING, PROVISION_CREATE_USER },
  { COMPARE_USERS, COMPARE_DIFFERENT, COMPARE_ATTRIBUTE, PROVISION_UPDATE_USER },
  { COMPARE_USERS, COMPARE_DIFFERENT, COMPARE_INACTIVE, PROVISION_UPDATE_USER },
  { COMPARE_USERS, COMPARE_DIFFERENT, COMPARE_STILL_ACTIVE, PROVISION_DEACTIVATE_USER },
  { COMPARE_USERS, COMPARE_EXTRA, COMPARE_DELETED_AT_SOURCE, PROVISION_DEACTIVATE_USER },
  { COMPARE_USERS, COMPARE_EXTRA, COMPARE_UNASSIGNED_ACTIVE, PROVISION_DEACTIVATE_USER },
  { COMPARE_GROUPS, COMPARE_MISSING, COMPARE_NEVER_ARRIVED, PROVISION_CREATE_GROUP },
  { COMPARE_GROUPS, COMPARE_MISSING, COMPARE_FAILED, PROVISION_CREATE_GROUP },
  { COMPARE_GROUPS, COMPARE_MISSING, COMPARE_SKIPPED, PROVISION_CREATE_GROUP },
  { COMPARE_GROUPS, COMPARE_MISSING, COMPARE_WAITING, PROVISION_CREATE_GROUP },
  { COMPARE_GROUPS, COMPARE_DIFFERENT, COMPARE_ATTRIBUTE, PROVISION_UPDATE_GROUP },
  { COMPARE_GROUPS, COMPARE_EXTRA, COMPARE_DELETED_AT_SOURCE, PROVISION_DELETE_GROUP },
  { COMPARE_GROUPS, COMPARE_EXTRA, COMPARE_UNASSIGNED_ACTIVE, PROVISION_DELETE_GROUP },
  { COMPARE_MEMBERSHIPS, COMPARE_MISSING, COMPARE_MEMBER_MISSING, PROVISION_ADD_MEMBER },
  { COMPARE_MEMBERSHIPS, COMPARE_MISSING, COMPARE_MEMBER_WAITING, PROVISION_ADD_MEMBER },
  { COMPARE_MEMBERSHIPS, COMPARE_MISSING, COMPARE_MEMBER_UNPROVISIONED, PROVISION_ADD_MEMBER },
  { COMPARE_MEMBERSHIPS, COMPARE_EXTRA, COMPARE_MEMBER_EXTRA, PROVISION_REMOVE_MEMBER },
};

/* Somebody at the source. */
typedef struct
{
  char *key;
  gboolean active;
  gboolean twin; /* another has their name or externalId */
  gboolean made; /* will be created */
  gint64 target; /* matched with, or 0 */
} Known;

typedef struct
{
  ProvisionPlan *plan;
  Comparison *comparison;
  GPtrArray *steps[PROVISION_N_ACTIONS];
  GHashTable *known[2]; /* people, groups: row at the source to Known */
  GHashTable *first;    /* "userName", newline, value: the Known who has it */
  CompareKind kind;     /* of the roll that is being read */
} Making;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->key);
  g_free (known);
}

static void
making_clear (Making *self)
{
  for (guint i = 0; i < PROVISION_N_ACTIONS; i++)
    g_clear_pointer (&self->steps[i], g_ptr_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->known); i++)
    g_clear_pointer (&self->known[i], g_hash_table_unref);
  g_clear_pointer (&self->first, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static Known *
find_known (Making      *self,
            CompareKind  kind,
            gint64       row)
{
  return g_hash_table_lookup (self->known[kind], &row);
}

/* Two who would be duplicates at the target. */
static void
note_twins (Making     *self,
            Known      *known,
            const char *rule,
            const char *value)
{
  char *key;
  Known *other;

  if (value == NULL || *value == '\0')
    return;
  key = g_strconcat (rule, "\n", value, NULL);
  other = g_hash_table_lookup (self->first, key);
  if (other == NULL)
    {
      g_hash_table_insert (self->first, key, known);
      return;
    }
  other->twin = TRUE;
  known->twin = TRUE;
  g_free (key);
}

static void
source_cb (const RollPerson *person,
           gpointer          user_data)
{
  Making *self = user_data;
  Known *known = g_new0 (Known, 1);
  g_autofree char *folded = base_fold (person->key);
  g_autofree char *exact = base_fold_exact (person->external_id);

  known->key = g_strdup (person->key);
  known->active = self->kind == COMPARE_GROUPS || person->active;
  known->target = comparison_find_target (self->comparison, self->kind, person->row);
  note_twins (self, known, "key", folded);
  note_twins (self, known, "externalId", exact);
  g_hash_table_insert (self->known[self->kind], g_memdup2 (&person->row, sizeof person->row),
                       known);
}

static gboolean
read_source (Making  *self,
             GError **error)
{
  static const CompareKind kinds[] = { COMPARE_USERS, COMPARE_GROUPS };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      self->kind = kinds[i];
      self->known[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, known_free);
      g_clear_pointer (&self->first, g_hash_table_unref);
      self->first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      if (!(i == 0 ? roll_foreach_user : roll_foreach_group) (self->plan->source, NULL, NULL,
                                                              source_cb, self, error))
        return FALSE;
    }
  return TRUE;
}

static ProvisionStep *
add_step (Making          *self,
          ProvisionAction  action,
          const char      *key,
          gint64           source_row,
          gint64           target_row)
{
  ProvisionStep *step = provision_step_new (action, key, source_row, target_row);

  g_ptr_array_add (self->steps[action], step);
  return step;
}

static void
add_manager (Making     *self,
             const char *key,
             gint64      source_row,
             gint64      manager_row)
{
  Known *known = find_known (self, COMPARE_USERS, source_row);
  Known *manager = manager_row != 0 ? find_known (self, COMPARE_USERS, manager_row) : NULL;
  ProvisionStep *step =
      add_step (self, PROVISION_SET_MANAGER, key, source_row, known != NULL ? known->target : 0);

  if (manager == NULL)
    return;
  step->member = g_strdup (manager->key);
  step->member_source_row = manager_row;
  step->member_target_row = manager->target;
}

static void
take_update (Making             *self,
             const CompareEntry *entry)
{
  g_autoptr (GPtrArray) attributes = compare_attributes_new ();
  ProvisionStep *step;

  if (entry->reason == COMPARE_INACTIVE)
    g_ptr_array_add (attributes, compare_attribute_new ("active", "true", "false"));
  for (guint i = 0; i < entry->attributes->len; i++)
    {
      const CompareAttribute *attribute = g_ptr_array_index (entry->attributes, i);

      if (g_str_equal (attribute->path, PATH_MANAGER))
        add_manager (self, entry->key, entry->source_row,
                     attribute->source != NULL
                         ? comparison_find_source_manager (self->comparison, entry->source_row)
                         : 0);
      else
        g_ptr_array_add (attributes, compare_attribute_new (attribute->path, attribute->source,
                                                            attribute->target));
    }
  if (attributes->len == 0)
    return;
  step = add_step (self, PROVISION_UPDATE_USER, entry->key, entry->source_row, entry->target_row);
  step->attributes = g_steal_pointer (&attributes);
}

static void
add_member (Making          *self,
            ProvisionAction  action,
            const char      *group,
            gint64           group_source,
            gint64           group_target,
            const char      *member,
            gint64           member_source,
            gint64           member_target)
{
  ProvisionStep *step = add_step (self, action, group, group_source, group_target);

  step->member = g_strdup (member);
  step->member_source_row = member_source;
  step->member_target_row = member_target;
}

static void
take_membership (Making             *self,
                 ProvisionAction     action,
                 const CompareEntry *entry)
{
  const Known *member = find_known (self, COMPARE_USERS, entry->member_source_row);

  /* Who is disabled there will be inactive here, and the memberships of such aren't compared. */
  if (member == NULL || !member->active || (member->target == 0 && !member->made))
    return;
  add_member (self, action, entry->key, entry->source_row, entry->target_row, entry->member,
              entry->member_source_row, entry->member_target_row);
}

static void
take_creation (Making             *self,
               ProvisionAction     action,
               const CompareEntry *entry)
{
  Known *known = find_known (self, entry->kind, entry->source_row);

  if (known == NULL || known->twin)
    {
      self->plan->left_alone++;
      return;
    }
  known->made = TRUE;
  add_step (self, action, entry->key, entry->source_row, 0);
}

static void
take_entry (Making             *self,
            ProvisionAction     action,
            const CompareEntry *entry)
{
  switch (action)
    {
    case PROVISION_CREATE_USER:
    case PROVISION_CREATE_GROUP:
      take_creation (self, action, entry);
      break;

    case PROVISION_UPDATE_USER:
      take_update (self, entry);
      break;

    case PROVISION_ADD_MEMBER:
    case PROVISION_REMOVE_MEMBER:
      take_membership (self, action, entry);
      break;

    case PROVISION_UPDATE_GROUP:
      add_step (self, action, entry->key, entry->source_row, entry->target_row)->attributes =
          g_ptr_array_ref (entry->attributes);
      break;

    default:
      add_step (self, action, entry->key, entry->source_row, entry->target_row);
      break;
    }
}

/* (nullable): what @entry leads to */
static const RepairRow *
find_repair (CompareKind         kind,
             CompareWhere        where,
             const CompareEntry *entry)
{
  for (guint i = 0; i < G_N_ELEMENTS (repairs); i++)
    if (repairs[i].kind == kind && repairs[i].where == where && repairs[i].reason == entry->reason)
      return &repairs[i];
  return NULL;
}

static void
take_list (Making       *self,
           CompareKind   kind,
           CompareWhere  where)
{
  GPtrArray *entries = comparison_get_entries (self->comparison, kind, where);

  for (guint i = 0; i < entries->len; i++)
    {
      const CompareEntry *entry = g_ptr_array_index (entries, i);
      const RepairRow *repair = find_repair (kind, where, entry);

      if (repair != NULL)
        take_entry (self, repair->action, entry);
      else if (kind != COMPARE_MEMBERSHIPS && !entry->explained)
        self->plan->left_alone++;
    }
}

static void
take_members_of_new_groups (Making *self)
{
  GArray *links = comparison_get_missing_group_members (self->comparison);

  for (guint i = 0; i < links->len; i++)
    {
      const CompareLink *link = &g_array_index (links, CompareLink, i);
      const Known *group = find_known (self, COMPARE_GROUPS, link->from);
      const Known *member = find_known (self, COMPARE_USERS, link->to);

      if (group != NULL && group->made && member != NULL && member->active &&
          (member->made || member->target != 0))
        add_member (self, PROVISION_ADD_MEMBER, group->key, link->from, 0, member->key, link->to,
                    member->target);
    }
}

/* New people's managers, and everybody's whose manager is new: those weren't compared. */
static void
take_new_managers (Making *self)
{
  GArray *links = comparison_get_source_managers (self->comparison);

  for (guint i = 0; i < links->len; i++)
    {
      const CompareLink *link = &g_array_index (links, CompareLink, i);
      const Known *person = find_known (self, COMPARE_USERS, link->from);
      const Known *manager = find_known (self, COMPARE_USERS, link->to);

      if (person == NULL || manager == NULL || !person->active)
        continue;
      if ((person->made && (manager->made || manager->target != 0)) ||
          (person->target != 0 && manager->made))
        add_manager (self, person->key, link->from, link->to);
    }
}

static void
want_row (GHashTable *rows,
          gint64      row)
{
  if (row != 0)
    g_hash_table_add (rows, g_memdup2 (&row, sizeof row));
}

typedef struct
{
  ProvisionPlan *plan;
  GHashTable *wanted;  /* rows that steps name */
  GHashTable *matched; /* rows that are somebody's */
} TargetReading;

static void
target_cb (const RollPerson *person,
           gpointer          user_data)
{
  TargetReading *reading = user_data;

  if (g_hash_table_contains (reading->wanted, &person->row))
    g_hash_table_insert (reading->plan->target_ids, g_memdup2 (&person->row, sizeof person->row),
                         g_strdup (person->id));
  if (g_hash_table_contains (reading->matched, &person->row))
    g_hash_table_add (reading->plan->taken, g_strdup (person->id));
}

/* What a step needs of the target: ids, and whose they are. */
static gboolean
read_target (Making  *self,
             GError **error)
{
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (GHashTable) matched = NULL;
  TargetReading reading = { .plan = self->plan };

  wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  matched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < self->plan->steps->len; i++)
    {
      const ProvisionStep *step = g_ptr_array_index (self->plan->steps, i);

      want_row (wanted, step->target_row);
      want_row (wanted, step->member_target_row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->known); i++)
    {
      GHashTableIter iter;
      gpointer known;

      g_hash_table_iter_init (&iter, self->known[i]);
      while (g_hash_table_iter_next (&iter, NULL, &known))
        want_row (matched, ((Known *)known)->target);
    }
  reading.wanted = wanted;
  reading.matched = matched;
  return roll_foreach_user (self->plan->target, NULL, NULL, target_cb, &reading, error) &&
         roll_foreach_group (self->plan->target, NULL, NULL, target_cb, &reading, error);
}

gboolean
provision_plan_fill (ProvisionPlan  *self,
                     Comparison     *comparison,
                     GError        **error)
{
  g_auto (Making) making = { .plan = self, .comparison = comparison };

  if (!read_source (&making, error))
    return FALSE;
  for (guint i = 0; i < PROVISION_N_ACTIONS; i++)
    making.steps[i] = g_ptr_array_new ();

  /* People before memberships, which ask who will be made. */
  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (guint where = 0; where < COMPARE_N_WHERES; where++)
      take_list (&making, kind, where);
  take_members_of_new_groups (&making);
  take_new_managers (&making);

  for (guint i = 0; i < PROVISION_N_ACTIONS; i++)
    for (guint j = 0; j < making.steps[i]->len; j++)
      g_ptr_array_add (self->steps, g_ptr_array_index (making.steps[i], j));
  return self->steps->len == 0 || read_target (&making, error);
}
