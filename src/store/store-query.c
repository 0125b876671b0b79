/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A query: directory, type, filter and order, and whether indexes serve it. It touches no database,
 * so that it can be classed before anybody decides which reader runs it. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-query.h"

StoreQuery *
store_query_new (gint64             directory,
                 StoreType          type,
                 const ScimFilter  *filter,
                 GError           **error)
{
  StoreQuery *self;

  g_return_val_if_fail (type == STORE_USER || type == STORE_GROUP, NULL);

  self = g_new0 (StoreQuery, 1);
  self->directory = directory;
  self->type = type;
  self->filters = g_ptr_array_new ();
  if (filter != NULL)
    {
      g_ptr_array_add (self->filters, (gpointer)filter);
      self->plan = store_plan_new (filter);
    }
  return self;
}

void
store_query_free (StoreQuery *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->other, store_query_free);
  g_clear_pointer (&self->plan, store_plan_free);
  g_ptr_array_unref (self->filters);
  g_free (self);
}

gboolean
store_query_is_scan (const StoreQuery *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  if (self->other != NULL && (self->sort != NULL || store_query_is_scan (self->other)))
    return TRUE;
  if (self->filters->len == 0)
    return self->sort != NULL && !self->indexed_order;
  return self->plan == NULL || store_plan_is_scan (self->plan);
}

gboolean
store_query_set_sort (StoreQuery      *self,
                      const ScimPath  *path,
                      gboolean         descending,
                      GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  /* An order that means nothing is none: nobody has a value. */
  self->by = path;
  self->sort = path->attribute != NULL ? path : NULL;
  self->descending = descending;
  self->indexed_order = self->sort != NULL && store_sort_find_order (path, &self->order);
  return TRUE;
}

void
store_query_set_base_url (StoreQuery *self,
                          const char *base_url)
{
  g_return_if_fail (self != NULL);

  self->base_url = base_url;
}

gboolean
store_query_has_index (const StoreQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->indexed_order && self->filters->len == 0 && self->other == NULL;
}

void
store_query_join (StoreQuery *self,
                  StoreQuery *other)
{
  g_return_if_fail (self != NULL && self->other == NULL);
  g_return_if_fail (other != NULL);

  self->other = other;
  if (other->sort != NULL)
    self->sort = self->by;
}
