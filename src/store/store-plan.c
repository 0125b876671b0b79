/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a plan of a filter. A leaf that an index serves becomes a look-up; of an `and` every
 * look-up but the ranges is kept and intersected, and the rest checked row by row; of an `or` all
 * parts must be served, else no index helps. A leaf that is served only in part (`emails[value eq
 * "x" and primary eq true]`) is looked up and checked. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-plan-private.h"

#include <string.h>

static StorePlan *
plan_new (StorePlanKind     kind,
          const ScimFilter *source)
{
  StorePlan *plan = g_new0 (StorePlan, 1);

  plan->kind = kind;
  plan->source = source;
  if (kind != STORE_PLAN_LOOK)
    plan->parts = g_ptr_array_new_with_free_func ((GDestroyNotify)store_plan_free);
  if (kind == STORE_PLAN_ALL_OF)
    plan->rest = g_ptr_array_new ();
  return plan;
}

static StorePlan *
look_new (StoreLook         look,
          const ScimFilter *source,
          const char       *text)
{
  StorePlan *plan = plan_new (STORE_PLAN_LOOK, source);

  plan->look = look;
  plan->text = g_strdup (text);
  return plan;
}

/* (transfer full): @plan, whose findings are checked with @filter. */
static StorePlan *
checked_new (StorePlan        *plan,
             const ScimFilter *filter)
{
  StorePlan *checked = plan_new (STORE_PLAN_ALL_OF, filter);

  g_ptr_array_add (checked->parts, plan);
  g_ptr_array_add (checked->rest, (gpointer)filter);
  return checked;
}

/* Whether it finds few, whatever else is in the directory. */
static gboolean
is_selective (const StorePlan *plan)
{
  gboolean all = plan->kind == STORE_PLAN_ANY_OF;

  if (plan->kind == STORE_PLAN_LOOK)
    return plan->look < STORE_LOOK_USER_NAME_RANGE;
  for (guint i = 0; i < plan->parts->len; i++)
    {
      if (is_selective (plan->parts->pdata[i]) != all)
        return !all;
    }
  return all;
}

/* (transfer full) (nullable): the first text behind all that begin with @prefix: its last character
 * made one greater, which in UTF-8 is also the order of the bytes. */
static char *
end_of_prefix (const char *prefix)
{
  const char *last = prefix + strlen (prefix);
  GString *end;

  while (last > prefix)
    {
      gunichar c;

      last = g_utf8_prev_char (last);
      c = g_utf8_get_char (last);
      if (c >= 0x10ffff)
        continue;
      end = g_string_new_len (prefix, last - prefix);
      g_string_append_unichar (end, c == 0xd7ff ? 0xe000 : c + 1);
      return g_string_free (end, FALSE);
    }
  return NULL;
}

static StorePlan *
prefix_plan (StoreLook         look,
             const ScimFilter *filter)
{
  g_autofree char *end = end_of_prefix (filter->folded);
  StorePlan *plan;

  if (end == NULL)
    return NULL;
  plan = look_new (look, filter, filter->folded);
  plan->end = g_steal_pointer (&end);
  return plan;
}

/* What a comparison with meta.lastModified lets through; times are whole milliseconds here, but
 * what they are compared with need not be. */
static gboolean
get_times (const ScimFilter *filter,
           gint64           *low,
           gint64           *high)
{
  *low = G_MININT64;
  *high = G_MAXINT64;
  if (filter->kind != SCIM_FILTER_COMPARE || filter->value_kind != SCIM_VALUE_STRING ||
      filter->path->attribute == NULL || !scim_path_is (filter->path, "meta", "lastModified"))
    return FALSE;

  switch (filter->op)
    {
    case SCIM_OP_EQ:
      *low = *high = filter->time;
      return TRUE;
    case SCIM_OP_GT:
      *low = filter->time + 1;
      return TRUE;
    case SCIM_OP_GE:
      *low = filter->time;
      return TRUE;
    case SCIM_OP_LT:
      *high = filter->time - 1;
      return TRUE;
    case SCIM_OP_LE:
      *high = filter->time;
      return TRUE;
    case SCIM_OP_NE:
    case SCIM_OP_CO:
    case SCIM_OP_SW:
    case SCIM_OP_EW:
    default:
      return FALSE;
    }
}

static StorePlan *
time_plan (const ScimFilter *filter)
{
  StorePlan *plan;
  gint64 low;
  gint64 high;

  if (!get_times (filter, &low, &high))
    return NULL;
  plan = look_new (STORE_LOOK_MODIFIED_RANGE, filter, NULL);
  plan->low = low;
  plan->high = high;
  return plan;
}

static gboolean
is_text_equal (const ScimFilter *filter,
               const char       *attribute)
{
  return filter->kind == SCIM_FILTER_COMPARE && filter->op == SCIM_OP_EQ &&
         filter->value_kind == SCIM_VALUE_STRING && filter->path->attribute != NULL &&
         scim_path_is (filter->path, attribute, NULL);
}

/**
 * read_element_filter:
 * @filter: what stands in brackets
 * @value: (out) (nullable): what `value` must equal
 * @type: (out) (nullable): what `type` must equal
 *
 * Returns: whether that is all it asks for.
 */
static gboolean
read_element_filter (const ScimFilter  *filter,
                     const char       **value,
                     const char       **type)
{
  if (filter->kind == SCIM_FILTER_AND)
    {
      gboolean left = read_element_filter (filter->left, value, type);

      return read_element_filter (filter->right, value, type) && left;
    }
  if (*value == NULL && is_text_equal (filter, "value"))
    *value = filter->folded;
  else if (*type == NULL && is_text_equal (filter, "type") && *filter->folded != '\0')
    *type = filter->folded;
  else
    return FALSE;
  return TRUE;
}

/* The elements of @path whose value is @value and, if given, whose type is @type; %NULL if no index
 * has them.
 * @exact becomes %FALSE if the type could not be looked up. */
static StorePlan *
element_plan (const ScimPath   *path,
              const ScimFilter *source,
              const char       *value,
              const char       *type,
              gboolean         *exact)
{
  StoreValuePath value_path;
  StorePlan *plan;

  if (path->attribute == NULL)
    return NULL;
  if (store_values_find_path (path, &value_path))
    {
      plan = look_new (type != NULL ? STORE_LOOK_VALUE_KIND : STORE_LOOK_VALUE, source, value);
      plan->path = value_path;
      plan->type = g_strdup (type);
      return plan;
    }

  *exact = *exact && type == NULL;
  if (g_str_equal (path->attribute->name, "members"))
    return look_new (STORE_LOOK_MEMBER, source, value);
  if (g_str_equal (path->attribute->name, "groups"))
    return look_new (STORE_LOOK_GROUP, source, value);
  return NULL;
}

/* `emails[type eq "work" and value eq "x"]`, `emails[type eq "work"].value eq "x"`, `emails.value
 * eq "x"` */
static StorePlan *
value_plan (const ScimFilter *filter)
{
  const ScimPath *path = filter->path;
  const char *value = NULL;
  const char *type = NULL;
  gboolean exact = TRUE;
  StorePlan *plan;

  if (path->filter != NULL)
    exact = read_element_filter (path->filter, &value, &type);

  if (filter->kind == SCIM_FILTER_COMPARE)
    {
      if (filter->op != SCIM_OP_EQ || filter->value_kind != SCIM_VALUE_STRING ||
          g_strcmp0 (path->sub_name, "value") != 0)
        return NULL;
      /* Brackets that ask for another value as well find elements that have both. */
      exact = exact && value == NULL;
      value = filter->folded;
    }
  if (value == NULL)
    return NULL;

  plan = element_plan (path, filter, value, type, &exact);
  return plan == NULL || exact ? plan : checked_new (plan, filter);
}

static StorePlan *
compare_plan (const ScimFilter *filter)
{
  static const struct
  {
    const char *attribute;
    ScimOp op;
    StoreLook look;
  } rows[] = {
    { "id", SCIM_OP_EQ, STORE_LOOK_ID },
    { "userName", SCIM_OP_EQ, STORE_LOOK_USER_NAME },
    { "externalId", SCIM_OP_EQ, STORE_LOOK_EXTERNAL_ID },
    { "displayName", SCIM_OP_EQ, STORE_LOOK_DISPLAY_NAME },
    { "userName", SCIM_OP_SW, STORE_LOOK_USER_NAME_RANGE },
    { "displayName", SCIM_OP_SW, STORE_LOOK_DISPLAY_NAME_RANGE },
  };

  if (filter->value_kind != SCIM_VALUE_STRING || filter->path->attribute == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].op != filter->op || !scim_path_is (filter->path, rows[i].attribute, NULL))
        continue;
      return rows[i].op == SCIM_OP_SW ? prefix_plan (rows[i].look, filter)
                                      : look_new (rows[i].look, filter, filter->folded);
    }
  return NULL;
}

static StorePlan *
leaf_plan (const ScimFilter *filter)
{
  StorePlan *plan = NULL;

  if (filter->kind == SCIM_FILTER_COMPARE)
    plan = compare_plan (filter);
  if (plan == NULL && filter->kind == SCIM_FILTER_COMPARE)
    plan = time_plan (filter);
  return plan != NULL ? plan : value_plan (filter);
}

static void
flatten (const ScimFilter *filter,
         ScimFilterKind    kind,
         GPtrArray        *parts)
{
  if (filter->kind == kind)
    {
      flatten (filter->left, kind, parts);
      flatten (filter->right, kind, parts);
      return;
    }
  g_ptr_array_add (parts, (gpointer)filter);
}

static int
compare_plans_cb (gconstpointer a,
                  gconstpointer b)
{
  const StorePlan *one = *(const StorePlan *const *)a;
  const StorePlan *other = *(const StorePlan *const *)b;
  int one_look = one->kind == STORE_PLAN_LOOK ? (int)one->look : (int)STORE_N_LOOKS;
  int other_look = other->kind == STORE_PLAN_LOOK ? (int)other->look : (int)STORE_N_LOOKS;

  if (is_selective (one) != is_selective (other))
    return is_selective (one) ? -1 : 1;
  return one_look - other_look;
}

/* Two ranges of times become one: most such filters are a pair. */
static void
merge_times (GPtrArray *parts)
{
  StorePlan *first = NULL;

  for (guint i = 0; i < parts->len;)
    {
      StorePlan *plan = parts->pdata[i];

      if (plan->kind != STORE_PLAN_LOOK || plan->look != STORE_LOOK_MODIFIED_RANGE)
        {
          i++;
        }
      else if (first == NULL)
        {
          first = plan;
          i++;
        }
      else
        {
          first->low = MAX (first->low, plan->low);
          first->high = MIN (first->high, plan->high);
          g_ptr_array_remove_index (parts, i);
        }
    }
}

/* Ranges are only good for lack of something better, and one is enough. */
static void
drop_ranges (StorePlan *plan)
{
  guint kept = 0;

  g_ptr_array_sort (plan->parts, compare_plans_cb);
  for (guint i = 0; i < plan->parts->len; i++)
    {
      if (is_selective (plan->parts->pdata[i]))
        kept++;
    }
  if (kept == 0)
    kept = 1;

  while (plan->parts->len > kept)
    {
      const StorePlan *range = plan->parts->pdata[plan->parts->len - 1];

      g_ptr_array_add (plan->rest, (gpointer)range->source);
      g_ptr_array_set_size (plan->parts, (int)plan->parts->len - 1);
    }
}

/* A merged range stands for several conjuncts, so it can only be dropped for all of them: they are
 * all added to what is checked. */
static void
check_dropped_times (StorePlan       *plan,
                     const GPtrArray *conjuncts)
{
  gint64 low;
  gint64 high;

  for (guint i = 0; i < plan->parts->len; i++)
    {
      const StorePlan *part = plan->parts->pdata[i];

      if (part->kind == STORE_PLAN_LOOK && part->look == STORE_LOOK_MODIFIED_RANGE)
        return;
    }
  for (guint i = 0; i < conjuncts->len; i++)
    {
      if (get_times (conjuncts->pdata[i], &low, &high) &&
          !g_ptr_array_find (plan->rest, conjuncts->pdata[i], NULL))
        g_ptr_array_add (plan->rest, conjuncts->pdata[i]);
    }
}

static StorePlan *
and_plan (const ScimFilter *filter)
{
  g_autoptr (StorePlan) plan = plan_new (STORE_PLAN_ALL_OF, filter);
  g_autoptr (GPtrArray) conjuncts = g_ptr_array_new ();

  flatten (filter, SCIM_FILTER_AND, conjuncts);
  for (guint i = 0; i < conjuncts->len; i++)
    {
      StorePlan *part = store_plan_new (conjuncts->pdata[i]);

      if (part != NULL)
        g_ptr_array_add (plan->parts, part);
      else
        g_ptr_array_add (plan->rest, conjuncts->pdata[i]);
    }
  if (plan->parts->len == 0)
    return NULL;

  merge_times (plan->parts);
  drop_ranges (plan);
  check_dropped_times (plan, conjuncts);
  return g_steal_pointer (&plan);
}

static StorePlan *
or_plan (const ScimFilter *filter)
{
  g_autoptr (StorePlan) plan = plan_new (STORE_PLAN_ANY_OF, filter);
  g_autoptr (GPtrArray) disjuncts = g_ptr_array_new ();

  flatten (filter, SCIM_FILTER_OR, disjuncts);
  for (guint i = 0; i < disjuncts->len; i++)
    {
      StorePlan *part = store_plan_new (disjuncts->pdata[i]);

      if (part == NULL)
        return NULL;
      g_ptr_array_add (plan->parts, part);
    }
  return g_steal_pointer (&plan);
}

StorePlan *
store_plan_new (const ScimFilter *filter)
{
  g_assert (filter != NULL);

  switch (filter->kind)
    {
    case SCIM_FILTER_AND:
      return and_plan (filter);
    case SCIM_FILTER_OR:
      return or_plan (filter);
    case SCIM_FILTER_COMPARE:
    case SCIM_FILTER_VALUE_PATH:
      return leaf_plan (filter);
    case SCIM_FILTER_NOT:
    case SCIM_FILTER_PRESENT:
    default:
      return NULL;
    }
}

void
store_plan_free (StorePlan *self)
{
  g_assert (self != NULL);

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  g_free (self->text);
  g_free (self->end);
  g_free (self->type);
  g_free (self);
}

gboolean
store_plan_is_scan (const StorePlan *self)
{
  g_assert (self != NULL);

  if (self->kind == STORE_PLAN_LOOK)
    return FALSE;
  if (self->rest != NULL && self->rest->len > 0 && !is_selective (self))
    return TRUE;
  for (guint i = 0; i < self->parts->len; i++)
    {
      if (store_plan_is_scan (self->parts->pdata[i]))
        return TRUE;
    }
  return FALSE;
}
