/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Plans a change on its HTTP thread. What is read here may be another's a moment later: the writer
 * then applies the change once more (directory-change.c). */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-change-plan.h"

#include "base/base-json-member.h"
#include "directory/directory-context.h"
#include "directory/directory-document.h"
#include "directory/directory-readers.h"
#include "directory/directory-recognise.h"
#include "scim/scim-error.h"

typedef struct
{
  DirectoryChange *change;
  GError *error;
} Preparation;

static void
prepare_cb (const StoreRow *row,
            gpointer        data)
{
  Preparation *preparation = data;

  directory_change_prepare (preparation->change, row, &preparation->error);
}

/* Reads what is there and applies the change to it. */
static gboolean
prepare (DirectoryChange  *change,
         GError          **error)
{
  DirectoryExchange *exchange = change->exchange;
  Preparation preparation = { change, NULL };
  StoreReader *reader = directory_readers_take (exchange->context->readers, error);
  gboolean found;

  if (reader == NULL)
    return FALSE;
  found = store_reader_get (reader, exchange->directory->seq, change->type, change->id, prepare_cb,
                            &preparation, error);
  directory_readers_give (exchange->context->readers, reader);
  if (!found)
    return FALSE;
  if (preparation.error == NULL)
    return TRUE;
  g_propagate_error (error, preparation.error);
  return FALSE;
}

static gboolean
choose_view (DirectoryChange  *change,
             GError          **error)
{
  DirectoryRequest *request = change->exchange->request;
  const char *attributes = directory_request_get_query (request, "attributes");
  const char *excluded = directory_request_get_query (request, "excludedAttributes");

  change->shows = change->kind == DIRECTORY_CHANGE_CREATE ||
                  change->kind == DIRECTORY_CHANGE_REPLACE ||
                  (change->kind == DIRECTORY_CHANGE_PATCH &&
                   (change->type == STORE_USER || attributes != NULL || excluded != NULL));
  if (!change->shows)
    return TRUE;
  change->view = directory_view_new (change->exchange->context, change->exchange->directory,
                                     change->type, attributes, excluded, error);
  return change->view != NULL;
}

/* Takes the members off a document: what a PUT says of them is all there are (RFC 7644 §3.5.1). */
static void
plan_members (DirectoryChange *change)
{
  GPtrArray *ids = scim_resource_steal_members (change->wanted);
  ScimMemberChange *members;

  if (change->type != STORE_GROUP ||
      (change->kind == DIRECTORY_CHANGE_CREATE && (ids == NULL || ids->len == 0)))
    {
      g_clear_pointer (&ids, g_ptr_array_unref);
      return;
    }
  members = scim_member_change_new (change->kind == DIRECTORY_CHANGE_CREATE ? SCIM_MEMBERS_ADD
                                                                            : SCIM_MEMBERS_REPLACE);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_ptr_array_add (members->ids, g_strdup (g_ptr_array_index (ids, i)));
  g_clear_pointer (&ids, g_ptr_array_unref);
  change->members = g_ptr_array_new_with_free_func ((GDestroyNotify)scim_member_change_free);
  g_ptr_array_add (change->members, members);
}

/* Whom a document is about, also if it will be refused: the activity says who could not be made,
 * even if it is the userName that is missing. */
static void
note_name (DirectoryChange *change,
           JsonObject      *document)
{
  static const char *const members[] = { "userName", "displayName", "externalId" };

  for (guint i = change->type == STORE_USER ? 0 : 1; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = base_json_find (document, members[i]);

      if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
        continue;
      g_free (change->note->resource_name);
      change->note->resource_name = json_node_dup_string (node);
      return;
    }
}

static gboolean
plan_document (DirectoryChange  *change,
               JsonObject       *document,
               GError          **error)
{
  const ScimResourceType *type = store_type_to_scim (change->type);
  g_autoptr (ScimResource) nothing = NULL;

  change->wanted = scim_resource_new (type, document, change->exchange->directory->profile, error);
  if (change->wanted == NULL)
    return FALSE;
  plan_members (change);
  if (change->kind == DIRECTORY_CHANGE_REPLACE)
    return prepare (change, error);

  nothing = scim_resource_new_from_text (type, "{}", error);
  if (nothing == NULL)
    return FALSE;
  change->after = g_steal_pointer (&change->wanted);
  change->changes = scim_patch_describe (nothing, change->after);
  return TRUE;
}

static gboolean
plan_patch (DirectoryChange  *change,
            JsonObject       *document,
            GError          **error)
{
  GPtrArray *members;

  change->patch = scim_patch_parse (store_type_to_scim (change->type), document,
                                    change->exchange->directory->profile, error);
  if (change->patch == NULL)
    return FALSE;
  members = scim_patch_get_member_changes (change->patch);
  if (members != NULL && members->len > 0)
    change->members = g_ptr_array_ref (members);
  return prepare (change, error);
}

gboolean
directory_change_plan (DirectoryChange  *change,
                       JsonObject       *document,
                       GError          **error)
{
  g_return_val_if_fail (change != NULL && document != NULL, FALSE);

  if (change->kind == DIRECTORY_CHANGE_PATCH)
    return plan_patch (change, document, error);
  note_name (change, document);
  return plan_document (change, document, error);
}

gboolean
directory_change_plan_request (DirectoryChange  *change,
                               GError          **error)
{
  g_autoptr (JsonObject) document = NULL;

  g_return_val_if_fail (change != NULL, FALSE);

  if (!choose_view (change, error))
    return FALSE;
  if (change->kind == DIRECTORY_CHANGE_DELETE)
    return TRUE;
  document = directory_document_parse (change->exchange, error);
  if (document == NULL)
    return FALSE;
  directory_recognise_document (change->exchange, document);
  return directory_change_plan (change, document, error);
}
