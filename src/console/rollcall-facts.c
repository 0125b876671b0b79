/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A handful of short questions to the roll, in a worker so that none of them holds the window; and
 * one walk over the comparison's entries, which it never changes once it is made. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-facts.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "roll/roll-links.h"
#include "scim/scim-schema.h"

typedef struct
{
  Roll *roll;
  Comparison *comparison;
  RollcallDifferences *differences;
  char *side_name;
  char *other_name;
  gint64 read_at;
  guint32 row;
} Job;

typedef struct
{
  const char *urn;
  const char *title;
  const char *subtitle;
} PartRow;

static const PartRow known_parts[] = {
  { "urn:ietf:params:scim:schemas:core:2.0:User", N_ ("User"), N_ ("The core schema of SCIM 2.0") },
  { "urn:ietf:params:scim:schemas:core:2.0:Group", N_ ("Group"),
    N_ ("The core schema of SCIM 2.0") },
  { "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", N_ ("Enterprise user"),
    N_ ("Extension of the core schema") },
};

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->roll);
  g_clear_object (&job->comparison);
  g_clear_pointer (&job->differences, rollcall_differences_unref);
  g_free (job->side_name);
  g_free (job->other_name);
  g_free (job);
}

static void
fact_free (gpointer data)
{
  RollcallFact *fact = data;

  g_free (fact->title);
  g_free (fact->path);
  g_free (fact->value);
  g_free (fact->other);
  g_free (fact->about);
  g_free (fact);
}

static void
part_free (gpointer data)
{
  RollcallFactsPart *part = data;

  g_free (part->title);
  g_free (part->subtitle);
  g_ptr_array_unref (part->facts);
  g_free (part);
}

/* Parts `URN:name.sub` into the URN and what is behind it; a path of the core schema has none. */
static const char *
skip_urn (const char *path, char **urn)
{
  const char *bracket = strchr (path, '[');
  const char *end = bracket != NULL ? bracket : path + strlen (path);
  const char *colon = g_strrstr_len (path, end - path, ":");

  *urn = colon != NULL ? g_strndup (path, (gsize)(colon - path)) : NULL;
  return colon != NULL ? colon + 1 : path;
}

static RollcallFactsPart *
get_part (RollcallFacts *self, const char *urn, const char *core)
{
  const char *wanted = urn != NULL ? urn : core;
  const char *title = wanted;
  const char *subtitle = NULL;
  RollcallFactsPart *part;

  for (guint i = 0; i < G_N_ELEMENTS (known_parts); i++)
    if (g_ascii_strcasecmp (known_parts[i].urn, wanted) == 0)
      {
        title = _ (known_parts[i].title);
        subtitle = _ (known_parts[i].subtitle);
      }
  for (guint i = 0; i < self->parts->len; i++)
    {
      part = g_ptr_array_index (self->parts, i);
      if (strcmp (part->title, title) == 0)
        return part;
    }
  part = g_new0 (RollcallFactsPart, 1);
  part->title = g_strdup (title);
  part->subtitle = g_strdup (subtitle);
  part->facts = g_ptr_array_new_with_free_func (fact_free);
  g_ptr_array_add (self->parts, part);
  return part;
}

/* (transfer full) (nullable): what the schema says of the attribute */
static char *
describe (const ScimResourceType *type, const char *urn, const char *name)
{
  const ScimSchema *schema = urn != NULL ? scim_resource_type_find (type, urn, -1) : type->schema;
  gsize length = strcspn (name, ".[");
  const char *dot = strrchr (name, '.');
  const ScimAttribute *attribute =
      schema != NULL ? scim_schema_find (schema, name, (gssize)length) : NULL;
  const ScimAttribute *sub = attribute != NULL && attribute->sub_attributes != NULL && dot != NULL
                                 ? scim_attribute_find_sub (attribute, dot + 1, -1)
                                 : NULL;

  if (sub != NULL)
    return g_strdup (sub->description);
  return attribute != NULL ? g_strdup (attribute->description) : NULL;
}

static RollcallFact *
add_fact (RollcallFacts *self, const char *path, const char *value)
{
  const ScimResourceType *type =
      self->row->list == ROLL_USERS ? scim_resource_type_user () : scim_resource_type_group ();
  g_autofree char *urn = NULL;
  const char *name = skip_urn (path, &urn);
  RollcallFactsPart *part = get_part (self, urn, type->schema->urn);
  RollcallFact *fact = g_new0 (RollcallFact, 1);

  fact->path = g_strdup (path);
  fact->title = rollcall_attribute_title (path);
  fact->value = value != NULL ? rollcall_attribute_show (value) : NULL;
  fact->about = describe (type, urn, name);
  g_ptr_array_add (part->facts, fact);
  return fact;
}

/* An id says nothing to a person: the manager is shown by name, as a link. */
static void
link_manager (RollcallFact *fact, Roll *roll, const char *id)
{
  guint32 number = roll_find_row_by_id (roll, ROLL_USERS, id);
  g_autoptr (RollRow) row = number > 0 ? roll_get_row (roll, number, NULL) : NULL;

  if (row == NULL)
    return;
  g_free (fact->value);
  fact->value = g_strdup (row->name);
  fact->link = number;
}

static void
add_facts (RollcallFacts *self, Roll *roll, const char *body)
{
  g_autoptr (GPtrArray) attributes = rollcall_attributes_read (body);

  for (guint i = 0; i < attributes->len; i++)
    {
      const RollcallAttribute *attribute = g_ptr_array_index (attributes, i);
      RollcallFact *fact = add_fact (self, attribute->path, attribute->value);

      if (g_str_has_suffix (attribute->path, ":manager.value"))
        link_manager (fact, roll, attribute->value);
    }
}

static RollcallFact *
find_fact (RollcallFacts *self, const char *path)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      RollcallFactsPart *part = g_ptr_array_index (self->parts, i);

      for (guint j = 0; j < part->facts->len; j++)
        {
          RollcallFact *fact = g_ptr_array_index (part->facts, j);

          if (strcmp (fact->path, path) == 0)
            return fact;
        }
    }
  return NULL;
}

static void
add_difference (RollcallFacts *self, const CompareAttribute *attribute)
{
  RollcallFact *fact = find_fact (self, attribute->path);

  if (fact == NULL)
    fact = add_fact (self, attribute->path, attribute->target);
  fact->differs = TRUE;
  if (attribute->source != NULL)
    fact->other = rollcall_attribute_show (attribute->source);
}

static int
order_facts_cb (gconstpointer a, gconstpointer b)
{
  const RollcallFact *one = *(const RollcallFact *const *)a;
  const RollcallFact *other = *(const RollcallFact *const *)b;

  return rollcall_attribute_order (one->path, other->path);
}

static const CompareEntry *
find_entry (Comparison *comparison, CompareKind kind, guint32 row)
{
  for (CompareWhere where = 0; where < COMPARE_N_WHERES; where++)
    {
      GPtrArray *entries = comparison_get_entries (comparison, kind, where);

      for (guint i = 0; entries != NULL && i < entries->len; i++)
        {
          const CompareEntry *entry = g_ptr_array_index (entries, i);

          if (entry->target_row == row)
            return entry;
        }
    }
  return NULL;
}

static void
add_memberships (RollcallFacts *self, CompareWhere where, GPtrArray *list)
{
  GPtrArray *entries = comparison_get_entries (self->comparison, COMPARE_MEMBERSHIPS, where);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      CompareEntry *entry = g_ptr_array_index (entries, i);

      if (entry->target_row == self->row->row)
        g_ptr_array_add (list, entry);
    }
}

static void
compare (RollcallFacts *self)
{
  CompareKind kind = self->row->list == ROLL_USERS ? COMPARE_USERS : COMPARE_GROUPS;

  self->entry = find_entry (self->comparison, kind, self->row->row);
  for (guint i = 0;
       self->entry != NULL && self->entry->attributes != NULL && i < self->entry->attributes->len;
       i++)
    add_difference (self, g_ptr_array_index (self->entry->attributes, i));
  for (guint i = 0; i < self->parts->len; i++)
    g_ptr_array_sort (((RollcallFactsPart *)g_ptr_array_index (self->parts, i))->facts,
                      order_facts_cb);
  if (kind == COMPARE_GROUPS)
    {
      add_memberships (self, COMPARE_MISSING, self->missing);
      add_memberships (self, COMPARE_EXTRA, self->extra);
    }
}

/* (transfer full): as it came if it is no JSON */
static char *
lay_out (const char *body)
{
  g_autoptr (JsonNode) node = json_from_string (body, NULL);

  return node != NULL ? json_to_string (node, TRUE) : g_strdup (body);
}

static gboolean
load (RollcallFacts *self, Job *job, GError **error)
{
  gboolean user = self->row->list == ROLL_USERS;
  g_autofree char *body = roll_get_body (job->roll, job->row, error);

  if (body == NULL)
    return FALSE;
  add_facts (self, job->roll, body);
  self->json = lay_out (body);
  self->links = user ? roll_get_groups (job->roll, job->row, ROLLCALL_FACTS_LINKS, error)
                     : roll_get_members (job->roll, job->row, ROLLCALL_FACTS_LINKS, error);
  if (self->links == NULL)
    return FALSE;
  if (!user)
    self->subgroups = roll_get_member_groups (job->roll, job->row, ROLLCALL_FACTS_LINKS, error);
  if (!user && self->subgroups == NULL)
    return FALSE;
  self->changes = roll_get_changes (job->roll, self->row->list, self->row->id, 0,
                                    ROLLCALL_FACTS_CHANGES, error);
  if (self->changes == NULL)
    return FALSE;
  if (self->comparison != NULL)
    compare (self);
  if (!user && job->differences != NULL)
    self->source_members =
        rollcall_differences_get_group (job->differences, job->row).source_members;
  return TRUE;
}

static void
run_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (RollcallFacts) self = g_new0 (RollcallFacts, 1);
  GError *error = NULL;

  self->row = roll_get_row (job->roll, job->row, &error);
  if (self->row == NULL)
    {
      if (error != NULL)
        g_task_return_error (task, error);
      else
        g_task_return_pointer (task, NULL, NULL);
      return;
    }
  self->side_name = g_strdup (job->side_name);
  self->other_name = g_strdup (job->other_name);
  self->read_at = job->read_at;
  self->source_members = -1;
  self->comparison = job->comparison != NULL ? g_object_ref (job->comparison) : NULL;
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->missing = g_ptr_array_new ();
  self->extra = g_ptr_array_new ();
  if (load (self, job, &error))
    g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify)rollcall_facts_free);
  else
    g_task_return_error (task, error);
}

void
rollcall_facts_free (RollcallFacts *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->row, roll_row_unref);
  g_free (self->side_name);
  g_free (self->other_name);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->subgroups, g_ptr_array_unref);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_pointer (&self->extra, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_free (self->json);
  g_clear_object (&self->comparison);
  g_free (self);
}

void
rollcall_facts_load_async (RollcallSide *side,
                           guint32 row,
                           RollcallDifferences *differences,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  RollcallSide *other;
  Job *job;

  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (rollcall_side_get_roll (side) != NULL);

  other = rollcall_side_get_other (side);
  job = g_new0 (Job, 1);
  job->roll = g_object_ref (rollcall_side_get_roll (side));
  if (rollcall_side_get_comparison (side) != NULL)
    job->comparison = g_object_ref (rollcall_side_get_comparison (side));
  if (differences != NULL)
    job->differences = rollcall_differences_ref (differences);
  job->side_name = g_strdup (rollcall_side_get_name (side));
  job->other_name = other != NULL ? g_strdup (rollcall_side_get_name (other)) : NULL;
  job->read_at = rollcall_side_get_info (side) != NULL ? rollcall_side_get_info (side)->read_at : 0;
  job->row = row;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, rollcall_facts_load_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_cb);
}

RollcallFacts *
rollcall_facts_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

RollcallFact *
rollcall_facts_find (RollcallFacts *self, const char *path)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return find_fact (self, path);
}

guint
rollcall_facts_count_different (RollcallFacts *self)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->parts->len; i++)
    {
      RollcallFactsPart *part = g_ptr_array_index (self->parts, i);

      for (guint j = 0; j < part->facts->len; j++)
        count += ((RollcallFact *)g_ptr_array_index (part->facts, j))->differs;
    }
  return count;
}
