/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A comparison: opens a scratch database, attaches both rolls for reading alone, has the other
 * files of the room fill the lists inside one read transaction, and closes it again. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/comparison-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* SQLite's own 2 MB for each database would read a roll's pages again for every membership. */
static const char settings[] = "PRAGMA main.cache_size = -65536;"
                               "PRAGMA source.cache_size = -65536;"
                               "PRAGMA target.cache_size = -65536;";

G_DEFINE_QUARK (compare - error - quark, compare_error)

G_DEFINE_FINAL_TYPE (Comparison, comparison, G_TYPE_OBJECT)

static const char *const default_rules[] = { "externalId", "userName", "emails", NULL };

static int
compare_links_cb (gconstpointer a,
                  gconstpointer b)
{
  const CompareLink *one = a;
  const CompareLink *other = b;

  return one->from < other->from ? -1 : one->from > other->from;
}

/* Where a link from @from leads to, or 0. */
static gint64
find_link (GArray *links,
           gint64  from)
{
  const CompareLink wanted = { .from = from };
  guint index;

  if (!g_array_binary_search (links, &wanted, compare_links_cb, &index))
    return 0;
  return g_array_index (links, CompareLink, index).to;
}

static void
interrupt_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  database_interrupt (user_data);
}

static gboolean
check_rules (const char *const  *rules,
             GError            **error)
{
  for (guint i = 0; rules[i] != NULL; i++)
    {
      gboolean again = FALSE;

      for (guint j = 0; j < i; j++)
        again = again || g_str_equal (rules[i], rules[j]);
      if (again || !g_strv_contains (default_rules, rules[i]))
        {
          g_set_error (error, COMPARE_ERROR, COMPARE_ERROR_BAD_RULE,
                       again ? _("“%s” is named twice among the rules of matching")
                             : _("“%s” is no rule of matching; there are externalId, userName and "
                                 "emails"),
                       rules[i]);
          return FALSE;
        }
    }
  if (rules[0] == NULL)
    g_set_error (error, COMPARE_ERROR, COMPARE_ERROR_BAD_RULE,
                 _("Name at least one rule of matching: externalId, userName or emails"));
  return rules[0] != NULL;
}

static gboolean
read_info (Comparison   *self,
           CompareSide   side,
           Roll         *roll,
           const char   *name,
           GError      **error)
{
  self->name[side] = g_strdup (name);
  if (!roll_is_published (roll))
    {
      g_set_error (error, COMPARE_ERROR, COMPARE_ERROR_NOT_READ,
                   _("%s was never read; read it first"), name);
      return FALSE;
    }
  self->info[side] = roll_get_info (roll, error);
  return self->info[side] != NULL;
}

static gboolean
fill_lists (CompareWork  *work,
            GError      **error)
{
  work->evidence = compare_evidence_read (work, error);
  return work->evidence != NULL && compare_match (work, COMPARE_USERS, error) &&
         compare_match (work, COMPARE_GROUPS, error) &&
         compare_unmatched (work, COMPARE_USERS, error) &&
         compare_unmatched (work, COMPARE_GROUPS, error) &&
         compare_different (work, COMPARE_USERS, error) &&
         compare_different (work, COMPARE_GROUPS, error) && compare_members (work, error);
}

static gboolean
compare_rolls (CompareWork  *work,
               Roll         *source,
               Roll         *target,
               GError      **error)
{
  g_autoptr (Database) database = NULL;
  gulong handler = 0;
  gboolean done;

  database = database_open ("", DATABASE_SCRATCH | DATABASE_CREATE, error);
  if (database == NULL ||
      !database_attach (database, roll_get_path (source), "source", TRUE, error) ||
      !database_attach (database, roll_get_path (target), "target", TRUE, error) ||
      !database_exec (database, settings, error))
    return FALSE;

  work->database = database;
  if (work->cancellable != NULL)
    handler = g_cancellable_connect (work->cancellable, G_CALLBACK (interrupt_cb), database, NULL);
  done = database_begin_read (database, error) && fill_lists (work, error);
  g_cancellable_disconnect (work->cancellable, handler);
  database_rollback (database);
  g_clear_pointer (&work->evidence, compare_evidence_free);
  return done;
}

/* Whatever the database said, in this room's domain; a cancelled one says so. */
static void
take_error (GError       **error,
            GError        *cause,
            GCancellable  *cancellable)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_error_free (cause);
  else if (cause->domain == DATABASE_ERROR)
    {
      g_set_error (error, COMPARE_ERROR, COMPARE_ERROR_FAILED,
                   _("The two sides could not be compared: %s"), cause->message);
      g_error_free (cause);
    }
  else
    g_propagate_error (error, cause);
}

static void
comparison_finalize (GObject *object)
{
  Comparison *self = COMPARE_COMPARISON (object);

  for (guint side = 0; side < COMPARE_N_SIDES; side++)
    {
      g_free (self->name[side]);
      g_clear_pointer (&self->info[side], roll_info_free);
    }
  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (guint where = 0; where < COMPARE_N_WHERES; where++)
      g_ptr_array_unref (self->entries[kind][where]);
  for (guint kind = 0; kind < COMPARE_N_MATCHED; kind++)
    g_array_unref (self->pairs[kind]);
  g_array_unref (self->managers);
  g_array_unref (self->missing_group_members);

  G_OBJECT_CLASS (comparison_parent_class)->finalize (object);
}

static void
comparison_class_init (ComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = comparison_finalize;
}

static void
comparison_init (Comparison *self)
{
  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (guint where = 0; where < COMPARE_N_WHERES; where++)
      self->entries[kind][where] =
          g_ptr_array_new_with_free_func ((GDestroyNotify)compare_entry_free);
  for (guint kind = 0; kind < COMPARE_N_MATCHED; kind++)
    self->pairs[kind] = g_array_new (FALSE, FALSE, sizeof (CompareLink));
  self->managers = g_array_new (FALSE, FALSE, sizeof (CompareLink));
  self->missing_group_members = g_array_new (FALSE, FALSE, sizeof (CompareLink));
}

Comparison *
comparison_new (Roll                  *source,
                Roll                  *target,
                const CompareOptions  *options,
                GCancellable          *cancellable,
                GError               **error)
{
  g_autoptr (Comparison) self = NULL;
  g_autoptr (GError) cause = NULL;
  CompareWork work = { .cancellable = cancellable };

  g_return_val_if_fail (ROLL_IS_ROLL (source), NULL);
  g_return_val_if_fail (ROLL_IS_ROLL (target), NULL);
  g_return_val_if_fail (options != NULL, NULL);
  g_return_val_if_fail (options->source_name != NULL && options->target_name != NULL, NULL);

  self = g_object_new (COMPARE_TYPE_COMPARISON, NULL);
  work.comparison = self;
  work.rules = options->match != NULL ? options->match : default_rules;
  if (!check_rules (work.rules, error) ||
      !read_info (self, COMPARE_SOURCE, source, options->source_name, error) ||
      !read_info (self, COMPARE_TARGET, target, options->target_name, error))
    return NULL;

  if (!self->info[COMPARE_SOURCE]->counts_only && !self->info[COMPARE_TARGET]->counts_only &&
      !compare_rolls (&work, source, target, &cause))
    {
      take_error (error, g_steal_pointer (&cause), cancellable);
      return NULL;
    }
  return compare_verdict (self, error) ? g_steal_pointer (&self) : NULL;
}

CompareVerdict
comparison_get_verdict (Comparison *self)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), COMPARE_DIFFERS);

  return self->verdict;
}

const RollInfo *
comparison_get_source (Comparison *self)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), NULL);

  return self->info[COMPARE_SOURCE];
}

const RollInfo *
comparison_get_target (Comparison *self)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), NULL);

  return self->info[COMPARE_TARGET];
}

const char *
comparison_get_source_name (Comparison *self)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), NULL);

  return self->name[COMPARE_SOURCE];
}

const char *
comparison_get_target_name (Comparison *self)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), NULL);

  return self->name[COMPARE_TARGET];
}

gint64
comparison_get_matched (Comparison  *self,
                        CompareKind  kind)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), 0);
  g_return_val_if_fail ((guint)kind < COMPARE_N_KINDS, 0);

  return self->matched[kind];
}

gint64
comparison_count (Comparison    *self,
                  CompareKind    kind,
                  CompareWhere   where,
                  CompareReason  reason)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), 0);
  g_return_val_if_fail ((guint)kind < COMPARE_N_KINDS, 0);
  g_return_val_if_fail ((guint)where < COMPARE_N_WHERES, 0);
  g_return_val_if_fail ((guint)reason <= COMPARE_N_REASONS, 0);

  if (reason == COMPARE_N_REASONS)
    return self->entries[kind][where]->len;
  return self->counts[kind][where][reason];
}

GPtrArray *
comparison_get_entries (Comparison   *self,
                        CompareKind   kind,
                        CompareWhere  where)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), NULL);
  g_return_val_if_fail ((guint)kind < COMPARE_N_KINDS, NULL);
  g_return_val_if_fail ((guint)where < COMPARE_N_WHERES, NULL);

  return self->entries[kind][where];
}

gint64
comparison_find_target (Comparison  *self,
                        CompareKind  kind,
                        gint64       source_row)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), 0);
  g_return_val_if_fail ((guint)kind < COMPARE_N_MATCHED, 0);

  return find_link (self->pairs[kind], source_row);
}

gint64
comparison_find_source_manager (Comparison *self,
                                gint64      source_row)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), 0);

  return find_link (self->managers, source_row);
}

GArray *
comparison_get_source_managers (Comparison *self)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), NULL);

  return self->managers;
}

GArray *
comparison_get_missing_group_members (Comparison *self)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (self), NULL);

  return self->missing_group_members;
}
