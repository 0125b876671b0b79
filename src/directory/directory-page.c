/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows' own texts are in memory (at most a page of them); what is read while writing are the
 * groups of the users (one query for the page) and the members of groups (by key, without a read
 * transaction between two pieces). Until the answer passes a bound it is collected whole, and then
 * has a length. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-page.h"

#include <string.h>

#include "directory/directory-context.h"
#include "directory/directory-error.h"
#include "directory/directory-limits.h"
#include "directory/directory-readers.h"
#include "scim/scim-types.h"

typedef struct
{
  DirectoryContext *context;
  DirectoryView *view;
  DirectoryView *other;
  GPtrArray *rows;
  GHashTable *groups; /* seq of a user → GString of the elements of its groups */
  gboolean list;
  guint index;
  gint64 position;  /* in the members of rows[index] */
  gboolean inside;  /* rows[index] has begun */
  gboolean bracket; /* and its members too */
  gboolean ended;
  guint n_members;
  GString *out;
} Page;

static void
free_elements_cb (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
page_free (gpointer data)
{
  Page *page = data;

  directory_view_free (page->view);
  directory_view_free (page->other);
  g_ptr_array_unref (page->rows);
  g_clear_pointer (&page->groups, g_hash_table_unref);
  g_free (page);
}

/* How resources of a type are shown. */
static DirectoryView *
view_of (Page      *page,
         StoreType  type)
{
  return page->other != NULL && directory_view_type (page->other) == type ? page->other
                                                                          : page->view;
}

static void
group_cb (gint64      owner,
          const char *id,
          const char *display,
          StoreType   type,
          gpointer    data)
{
  Page *page = data;
  GString *elements = g_hash_table_lookup (page->groups, &owner);

  if (elements == NULL)
    {
      elements = g_string_new (NULL);
      g_hash_table_insert (page->groups, g_memdup2 (&owner, sizeof owner), elements);
    }
  else
    g_string_append_c (elements, ',');
  directory_view_member (view_of (page, STORE_USER), id, display, type, elements);
}

static void
member_cb (gint64      owner,
           const char *id,
           const char *display,
           StoreType   type,
           gpointer    data)
{
  Page *page = data;

  g_string_append (page->out, page->bracket ? "," : ",\"members\":[");
  page->bracket = TRUE;
  page->n_members++;
  directory_view_member (view_of (page, STORE_GROUP), id, display, type, page->out);
}

static gboolean
read_groups (Page         *page,
             StoreReader  *reader,
             GError      **error)
{
  g_autofree gint64 *seqs = g_new (gint64, MAX (page->rows->len, 1));
  guint n = 0;

  page->groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_elements_cb);
  for (guint i = 0; i < page->rows->len; i++)
    {
      const DirectoryRow *row = g_ptr_array_index (page->rows, i);

      if (row->type == STORE_USER)
        seqs[n++] = row->seq;
    }
  return n == 0 || store_reader_groups_of (reader, seqs, n, group_cb, page, error);
}

static void
append_groups (Page               *page,
               const DirectoryRow *row)
{
  GString *elements = page->groups != NULL ? g_hash_table_lookup (page->groups, &row->seq) : NULL;

  if (elements == NULL)
    return;
  g_string_append (page->out, ",\"groups\":[");
  g_string_append_len (page->out, elements->str, (gssize)elements->len);
  g_string_append_c (page->out, ']');
}

/* Goes on with the row at hand. Returns FALSE if reading failed. */
static gboolean
step (Page         *page,
      StoreReader  *reader,
      GError      **error)
{
  const DirectoryRow *row = g_ptr_array_index (page->rows, page->index);
  DirectoryView *view = view_of (page, row->type);

  if (!page->inside)
    {
      if (page->index > 0)
        g_string_append_c (page->out, ',');
      if (!directory_view_begin (view, row, reader, page->out, error))
        return FALSE;
      page->inside = TRUE;
      page->bracket = FALSE;
      page->position = 0;
    }

  if (directory_view_wants_members (view) && row->type == STORE_GROUP)
    {
      if (!store_reader_members (reader, row->seq, &page->position, member_cb, page, error))
        return FALSE;
      if (page->position != 0)
        return TRUE;
      if (page->bracket)
        g_string_append_c (page->out, ']');
    }
  else
    append_groups (page, row);

  g_string_append_c (page->out, '}');
  page->inside = FALSE;
  page->index++;
  return TRUE;
}

static gboolean
page_next (gpointer   data,
           GString   *out,
           GError   **error)
{
  Page *page = data;
  StoreReader *reader;
  gboolean read = TRUE;

  if (page->ended)
    return TRUE;
  reader = directory_readers_take (page->context->readers, error);
  if (reader == NULL)
    return FALSE;

  page->out = out;
  page->n_members = 0;
  if (page->index == 0 && !page->inside && page->groups == NULL && page->rows->len > 0 &&
      directory_view_type (view_of (page, STORE_USER)) == STORE_USER &&
      directory_view_wants_members (view_of (page, STORE_USER)))
    read = read_groups (page, reader, error);
  while (read && page->index < page->rows->len && page->n_members < page->context->limits->piece)
    read = step (page, reader, error);
  directory_readers_give (page->context->readers, reader);

  if (read && page->index == page->rows->len)
    {
      page->ended = TRUE;
      if (page->list)
        g_string_append (out, "]}");
    }
  return read;
}

/* Collects the answer; what is longer than the bound goes on as a stream. */
static void
answer (DirectoryExchange *exchange,
        Page              *page,
        GString           *begun)
{
  g_autoptr (GError) error = NULL;

  while (!page->ended && begun->len < exchange->context->limits->whole_answer)
    if (!page_next (page, begun, &error))
      {
        page_free (page);
        g_string_free (begun, TRUE);
        directory_exchange_fail (exchange, g_steal_pointer (&error));
        return;
      }

  exchange->answer->type = SCIM_CONTENT_TYPE;
  exchange->answer->body = begun;
  if (page->ended)
    page_free (page);
  else
    exchange->answer->stream = (DirectoryStream){ page_next, page_free, page };
}

static Page *
page_new (DirectoryExchange *exchange,
          DirectoryView     *view,
          GPtrArray         *rows)
{
  Page *page = g_new0 (Page, 1);

  page->context = exchange->context;
  page->view = view;
  page->rows = rows;
  return page;
}

char *
directory_page_etag (gint64 version)
{
  return g_strdup_printf ("W/\"%" G_GINT64_FORMAT "\"", version);
}

gboolean
directory_page_etag_matches (const char *tags,
                             gint64      version)
{
  g_autofree char *wanted = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", version);
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (tags != NULL, FALSE);

  parts = g_strsplit (tags, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *tag = g_strstrip (parts[i]);

      if (g_str_has_prefix (tag, "W/"))
        tag += 2;
      if (g_str_equal (tag, "*") || g_str_equal (tag, wanted))
        return TRUE;
    }
  return FALSE;
}

void
directory_page_answer_one (DirectoryExchange *exchange,
                           guint              status,
                           DirectoryView     *view,
                           DirectoryRow      *row)
{
  g_autofree char *etag = NULL;
  g_autofree char *location = NULL;
  GPtrArray *rows;

  g_return_if_fail (exchange != NULL && view != NULL && row != NULL);

  etag = directory_page_etag (row->version);
  location = directory_view_location (view, row->id);
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify)directory_row_free);
  g_ptr_array_add (rows, row);

  exchange->answer->status = status;
  directory_answer_add_header (exchange->answer, "ETag", etag);
  if (status == 201)
    directory_answer_add_header (exchange->answer, "Location", location);
  answer (exchange, page_new (exchange, view, rows), g_string_sized_new (1024));
}

void
directory_page_answer_list (DirectoryExchange       *exchange,
                            const DirectoryPageList *list)
{
  g_autofree char *next = NULL;
  Page *page;
  GString *out;

  g_return_if_fail (exchange != NULL && list != NULL);
  g_return_if_fail (list->view != NULL && list->rows != NULL);

  next = list->next;
  page = page_new (exchange, list->view, list->rows);
  page->other = list->other;
  page->list = TRUE;
  out = g_string_sized_new (1024 * (list->rows->len + 1));
  g_string_append (out, "{\"schemas\":[\"" SCIM_URN_LIST "\"]");
  if (list->total >= 0)
    g_string_append_printf (out, ",\"totalResults\":%" G_GINT64_FORMAT, list->total);
  if (list->start_index > 0)
    g_string_append_printf (out, ",\"startIndex\":%" G_GINT64_FORMAT, list->start_index);
  if (next != NULL)
    g_string_append_printf (out, ",\"nextCursor\":\"%s\"", next);
  g_string_append_printf (out, ",\"itemsPerPage\":%u,\"Resources\":[", list->rows->len);
  exchange->answer->status = 200;
  answer (exchange, page, out);
}
