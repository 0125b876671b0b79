/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was found before is taken away before what is found now is put in: as one change, the list
 * view would ask for every new item to find the old ones among them. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-compare-list.h"

#include <glib/gi18n.h>

#include "console/rollcall-attributes.h"

/* More names than these don't fit into a row. */
#define MOST_TITLES 4

struct _RollcallCompareItem
{
  GObject parent_instance;

  RollcallCompareIndex *index;
  const CompareEntry *entry;
};

G_DEFINE_FINAL_TYPE (RollcallCompareItem, rollcall_compare_item, G_TYPE_OBJECT)

struct _RollcallCompareList
{
  GObject parent_instance;

  RollcallCompareIndex *index;
  GPtrArray *entries;
};

static void
rollcall_compare_item_finalize (GObject *object)
{
  rollcall_compare_index_unref (ROLLCALL_COMPARE_ITEM (object)->index);
  G_OBJECT_CLASS (rollcall_compare_item_parent_class)->finalize (object);
}

static void
rollcall_compare_item_class_init (RollcallCompareItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rollcall_compare_item_finalize;
}

static void
rollcall_compare_item_init (RollcallCompareItem *self)
{
}

const CompareEntry *
rollcall_compare_item_get_entry (RollcallCompareItem *self)
{
  g_return_val_if_fail (ROLLCALL_IS_COMPARE_ITEM (self), NULL);

  return self->entry;
}

RollcallCompareIndex *
rollcall_compare_item_get_index (RollcallCompareItem *self)
{
  g_return_val_if_fail (ROLLCALL_IS_COMPARE_ITEM (self), NULL);

  return self->index;
}

/* (transfer full): "Family name, Department" */
static char *
list_titles (GPtrArray *attributes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (attributes->len, MOST_TITLES); i++)
    {
      const CompareAttribute *attribute = g_ptr_array_index (attributes, i);
      g_autofree char *title = rollcall_attribute_title (attribute->path);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", title);
    }
  if (attributes->len > MOST_TITLES)
    g_string_append (text, "…");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
rollcall_compare_item_get_caption (RollcallCompareItem *self)
{
  const CompareEntry *entry;

  g_return_val_if_fail (ROLLCALL_IS_COMPARE_ITEM (self), NULL);

  entry = self->entry;
  if (entry->kind == COMPARE_MEMBERSHIPS)
    /* Translators: the name of the group that somebody is or isn't a member of */
    return g_strdup_printf (_("Group: %s"), entry->key);
  if (entry->attributes != NULL && entry->attributes->len > 0)
    return list_titles (entry->attributes);
  if (entry->kind == COMPARE_GROUPS)
    return g_strdup (_("Group"));
  return g_strdup (entry->key);
}

static GType
rollcall_compare_list_get_item_type (GListModel *model)
{
  return ROLLCALL_TYPE_COMPARE_ITEM;
}

static guint
rollcall_compare_list_get_n_items (GListModel *model)
{
  RollcallCompareList *self = ROLLCALL_COMPARE_LIST (model);

  return self->entries != NULL ? self->entries->len : 0;
}

static gpointer
rollcall_compare_list_get_item (GListModel *model,
                                guint       position)
{
  RollcallCompareList *self = ROLLCALL_COMPARE_LIST (model);
  RollcallCompareItem *item;

  if (self->entries == NULL || position >= self->entries->len)
    return NULL;

  item = g_object_new (ROLLCALL_TYPE_COMPARE_ITEM, NULL);
  item->index = rollcall_compare_index_ref (self->index);
  item->entry = g_ptr_array_index (self->entries, position);
  return item;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = rollcall_compare_list_get_item_type;
  interface->get_n_items = rollcall_compare_list_get_n_items;
  interface->get_item = rollcall_compare_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RollcallCompareList, rollcall_compare_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
rollcall_compare_list_finalize (GObject *object)
{
  RollcallCompareList *self = ROLLCALL_COMPARE_LIST (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->index, rollcall_compare_index_unref);
  G_OBJECT_CLASS (rollcall_compare_list_parent_class)->finalize (object);
}

static void
rollcall_compare_list_class_init (RollcallCompareListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rollcall_compare_list_finalize;
}

static void
rollcall_compare_list_init (RollcallCompareList *self)
{
}

RollcallCompareList *
rollcall_compare_list_new (void)
{
  return g_object_new (ROLLCALL_TYPE_COMPARE_LIST, NULL);
}

void
rollcall_compare_list_set (RollcallCompareList  *self,
                           RollcallCompareIndex *index,
                           GPtrArray            *entries)
{
  g_autoptr (GPtrArray) old_entries = NULL;
  g_autoptr (RollcallCompareIndex) old_index = NULL;

  g_return_if_fail (ROLLCALL_IS_COMPARE_LIST (self));
  g_return_if_fail ((index == NULL) == (entries == NULL));

  old_entries = g_steal_pointer (&self->entries);
  old_index = g_steal_pointer (&self->index);
  if (old_entries != NULL && old_entries->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old_entries->len, 0);
  if (entries == NULL)
    return;

  self->index = rollcall_compare_index_ref (index);
  self->entries = g_ptr_array_ref (entries);
  if (entries->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, entries->len);
}

guint
rollcall_compare_list_find (RollcallCompareList *self,
                            const CompareEntry  *entry)
{
  g_return_val_if_fail (ROLLCALL_IS_COMPARE_LIST (self), G_MAXUINT);
  g_return_val_if_fail (entry != NULL, G_MAXUINT);

  for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
    {
      const CompareEntry *other = g_ptr_array_index (self->entries, i);

      if (other == entry ||
          (other->kind == entry->kind && g_strcmp0 (other->key, entry->key) == 0 &&
           g_strcmp0 (other->member, entry->member) == 0 &&
           g_strcmp0 (other->side, entry->side) == 0))
        return i;
    }
  return G_MAXUINT;
}
