/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that can be known without the writer is found out here: JSON, schema, projection, what
 * is there now. Then the change is queued with its connection suspended, and answered when it is
 * durable. Users answer PATCH with 200 and their body, Groups with 204 unless attributes were asked
 * for, since their members may be many (RFC 7644 §3.5.2). */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-scim-write.h"

#include "base/base-json-member.h"
#include "directory/directory-change.h"
#include "directory/directory-context.h"
#include "directory/directory-document.h"
#include "directory/directory-error.h"
#include "directory/directory-page.h"
#include "directory/directory-readers.h"
#include "directory/directory-recognise.h"
#include "directory/directory-routes.h"
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
      g_free (change->exchange->note.resource_name);
      change->exchange->note.resource_name = json_node_dup_string (node);
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

static gboolean
plan (DirectoryChange  *change,
      GError          **error)
{
  g_autoptr (JsonObject) document = NULL;

  if (!choose_view (change, error))
    return FALSE;
  if (change->kind == DIRECTORY_CHANGE_DELETE)
    return TRUE;
  document = directory_document_parse (change->exchange, error);
  if (document == NULL)
    return FALSE;
  directory_recognise_document (change->exchange, document);
  if (change->kind == DIRECTORY_CHANGE_PATCH)
    return plan_patch (change, document, error);
  note_name (change, document);
  return plan_document (change, document, error);
}

static void
fail (DirectoryExchange *exchange,
      GError            *error)
{
  DirectoryNote *note = &exchange->note;

  g_clear_pointer (&note->meaning, g_free);
  note->resource_type = store_type_to_scim (exchange->route->type)->name;
  if (exchange->arguments[1] != NULL)
    {
      g_free (note->resource_id);
      note->resource_id = g_strdup (exchange->arguments[1]);
    }
  else
    g_clear_pointer (&note->resource_id, g_free);
  directory_exchange_fail (exchange, error);
}

static void
answer_change (DirectoryExchange *exchange,
               gpointer           data)
{
  g_autoptr (DirectoryChange) change = data;

  if (change->error != NULL)
    {
      fail (exchange, g_steal_pointer (&change->error));
      return;
    }
  exchange->note.written = TRUE;
  if (change->shows)
    {
      directory_page_answer_one (exchange, change->kind == DIRECTORY_CHANGE_CREATE ? 201 : 200,
                                 g_steal_pointer (&change->view), directory_change_row (change));
      return;
    }
  exchange->answer->status = 204;
  if (change->kind == DIRECTORY_CHANGE_PATCH && change->written.version != 0)
    {
      g_autofree char *etag = directory_page_etag (change->written.version);

      directory_answer_add_header (exchange->answer, "ETag", etag);
    }
}

static void
done_cb (const GError *error,
         gpointer      data)
{
  DirectoryChange *change = data;

  if (error != NULL)
    change->error = g_error_copy (error);
  directory_exchange_resume (change->exchange);
}

static void
run (DirectoryExchange   *exchange,
     DirectoryChangeKind  kind)
{
  g_autoptr (DirectoryChange) change = directory_change_new (exchange, kind);
  g_autoptr (GError) error = NULL;
  DirectoryChange *queued;
  gsize bytes;

  if (!plan (change, &error))
    {
      fail (exchange, g_steal_pointer (&error));
      return;
    }
  bytes = 1024 + (exchange->request->body != NULL ? g_bytes_get_size (exchange->request->body) : 0);
  queued = g_steal_pointer (&change);
  directory_exchange_wait (exchange, answer_change, queued);
  store_submit (exchange->context->store, directory_change_job, done_cb, queued, bytes);
}

void
directory_scim_create (DirectoryExchange *exchange)
{
  run (exchange, DIRECTORY_CHANGE_CREATE);
}

void
directory_scim_replace (DirectoryExchange *exchange)
{
  run (exchange, DIRECTORY_CHANGE_REPLACE);
}

void
directory_scim_patch (DirectoryExchange *exchange)
{
  run (exchange, DIRECTORY_CHANGE_PATCH);
}

void
directory_scim_delete (DirectoryExchange *exchange)
{
  run (exchange, DIRECTORY_CHANGE_DELETE);
}
