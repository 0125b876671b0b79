/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All pages of one list: by cursor (RFC 9865), or one startIndex after the other (RFC 7644
 * §3.4.2.4). Nothing that a service says of itself ends the reading: at its total one page more is
 * asked for, which shows a total that is really a page's size, and a service that ignores paging.
 * What does end it is an empty page, or one that was seen before. Where the first page comes again
 * and again, though there are more, the rest is asked for by POST (RFC 7644 §3.4.3): SCIMMY under
 * Express 5 hears startIndex and count only there. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "http/http-url.h"
#include "source/source-scim-read.h"
#include "source/source.h"

/* Pages in a row that may bring nobody new, as a cursor's may (RFC 9865 §2). */
#define MOST_FRUITLESS_PAGES 50

/* More than this is no directory but a generator. */
#define MOST_RESOURCES (20 * 1000 * 1000)

#define SEARCH_URN "urn:ietf:params:scim:api:messages:2.0:SearchRequest"

/* What to ask for if the service refuses the size it said itself; 0 is to leave it to the service.
 */
static const guint smaller_sizes[] = { 100, 0 };

/* The ends of a page, by which it is known again. */
typedef struct
{
  char *first;
  char *last;
  guint n;
} Ends;

typedef struct
{
  SourceScimRead *read;
  const ScimResourceType *type;
  const char *progress; /* msgid */
  const char *what;     /* in words, for messages */
  guint size;           /* asked for */
  gint64 total;         /* as last said */
  gint64 start;         /* startIndex of the next page */
  gint64 listed;        /* new ones */
  guint pages;          /* that brought somebody new */
  guint fruitless;      /* pages since then */
  gboolean by_cursor;
  gboolean by_search; /* POST /.search */
  gboolean ignored; /* paging, and that was said */
  gboolean ended;
  char *cursor; /* of the next page */
  Ends first;
  Ends previous;
  GPtrArray *bare;
} List;

static void
ends_clear (Ends *self)
{
  g_clear_pointer (&self->first, g_free);
  g_clear_pointer (&self->last, g_free);
}

static void
ends_take (Ends                 *self,
           const SourceScimPage *page)
{
  ends_clear (self);
  self->first = g_strdup (page->first);
  self->last = g_strdup (page->last);
  self->n = page->n;
}

static gboolean
ends_are (const Ends           *self,
          const SourceScimPage *page)
{
  return self->first != NULL && self->n == page->n && g_strcmp0 (self->first, page->first) == 0 &&
         g_strcmp0 (self->last, page->last) == 0;
}

/* The page before once more, or the list from its beginning. */
static gboolean
is_repeated (List                 *self,
             const SourceScimPage *page)
{
  return ends_are (&self->previous, page) ||
         (self->first.first != NULL && g_strcmp0 (self->first.first, page->first) == 0);
}

static void
list_clear (List *self)
{
  ends_clear (&self->first);
  ends_clear (&self->previous);
  g_clear_pointer (&self->cursor, g_free);
  g_clear_pointer (&self->bare, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static char *
make_path (List *self)
{
  g_autofree char *cursor = self->cursor != NULL ? http_url_escape (self->cursor) : NULL;
  GString *path = g_string_new (self->type->endpoint);

  if (cursor != NULL)
    g_string_append_printf (path, "?cursor=%s", cursor);
  else if (self->by_cursor)
    g_string_append (path, "?cursor");
  else if (self->size > 0 || self->start > 1)
    g_string_append_printf (path, "?startIndex=%" G_GINT64_FORMAT, self->start);
  if (self->size > 0)
    g_string_append_printf (path, "&count=%u", self->size);
  return g_string_free (path, FALSE);
}

static char *
make_search (List *self)
{
  g_autofree char *count =
      self->size > 0 ? g_strdup_printf (",\"count\":%u", self->size) : g_strdup ("");

  return g_strdup_printf ("{\"schemas\":[\"" SEARCH_URN "\"],"
                          "\"startIndex\":%" G_GINT64_FORMAT "%s}",
                          self->start, count);
}

static gboolean
get_page (List            *self,
          SourceScimPage  *page,
          GError         **error)
{
  g_autofree char *path =
      self->by_search ? g_strconcat (self->type->endpoint, "/.search", NULL) : make_path (self);
  g_autofree char *search = self->by_search ? make_search (self) : NULL;

  return source_scim_get_page (self->read, path, search, self->what, page, error);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, HTTP_ERROR, HTTP_ERROR_REFUSED) ||
         g_error_matches (error, HTTP_ERROR, HTTP_ERROR_NOT_FOUND);
}

/* The first page, of a smaller size if the one that we ask for is refused. */
static gboolean
get_first_page (List            *self,
                SourceScimPage  *page,
                GError         **error)
{
  g_autoptr (GError) cause = NULL;

  if (get_page (self, page, &cause))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (smaller_sizes); i++)
    {
      if (!g_error_matches (cause, HTTP_ERROR, HTTP_ERROR_REFUSED) ||
          smaller_sizes[i] >= self->size)
        continue;
      source_scim_page_clear (page);
      g_clear_error (&cause);
      self->size = smaller_sizes[i];
      if (get_page (self, page, &cause))
        return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* Said once a list. */
static void
say_ignored (List *self)
{
  if (!self->ignored)
    source_scim_fault (self->read, ROLL_FAULT_IGNORED_PAGING, self->type->endpoint);
  self->ignored = TRUE;
}

static gboolean
fail (List        *self,
      GError     **error,
      const char  *message)
{
  g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_ANSWER,
               _("%s while %s: %" PRId64 " could be read; nothing was changed"), message,
               self->what, self->listed);
  return FALSE;
}

static gboolean
append (List            *self,
        SourceScimPage  *page,
        guint           *added,
        GError         **error)
{
  *added = 0;
  if (page->n == 0)
    return TRUE;
  if (!roll_writer_append_page (self->read->writer, self->type, page->resources.text,
                                page->resources.length, added, error))
    return FALSE;

  for (guint i = 0; i < page->bare->len; i++)
    g_ptr_array_add (self->bare, g_strdup (g_ptr_array_index (page->bare, i)));
  self->listed += *added;
  if (*added > 0)
    {
      self->pages++;
      self->fruitless = 0;
    }
  source_report (&self->read->report, self->progress, self->listed, self->total);
  if (self->listed > MOST_RESOURCES)
    return fail (self, error, _("the server never comes to an end"));
  return TRUE;
}

/* A page that was there before, or brought nobody: paging has no effect, or no effect any more.
 * Where more is to come, a search request may page. */
static gboolean
end_repeated (List    *self,
              GError **error)
{
  if (self->pages <= 1 && !self->by_search)
    say_ignored (self);
  if (self->total > self->listed && !self->by_search)
    {
      self->by_search = TRUE;
      self->start = self->listed + 1;
      return TRUE;
    }

  self->ended = TRUE;
  return self->total <= self->listed ||
         fail (self, error, _("the server sends the same page again and again"));
}

static gboolean
go_on_by_cursor (List            *self,
                 SourceScimPage  *page,
                 GError         **error)
{
  if (page->next_cursor == NULL)
    {
      self->ended = TRUE;
      return TRUE;
    }
  if (g_strcmp0 (page->next_cursor, self->cursor) == 0 || ++self->fruitless > MOST_FRUITLESS_PAGES)
    return fail (self, error, _("the server's cursor never comes to an end"));

  self->by_cursor = TRUE;
  g_free (self->cursor);
  self->cursor = g_steal_pointer (&page->next_cursor);
  return TRUE;
}

static gboolean
go_on_by_index (List            *self,
                SourceScimPage  *page,
                guint            added,
                GError         **error)
{
  if (page->n == 0)
    {
      self->ended = TRUE;
      return TRUE;
    }
  if (added == 0)
    return end_repeated (self, error);

  self->start += page->n;
  if (self->size == 0 || page->n <= self->size)
    return TRUE;

  /* More than was asked for: all there is, unless the service says otherwise. */
  say_ignored (self);
  self->ended = self->total >= 0 && self->total <= self->listed;
  return TRUE;
}

static gboolean
take_page (List            *self,
           SourceScimPage  *page,
           GError         **error)
{
  gboolean repeated = is_repeated (self, page);
  guint added = 0;

  if (page->total >= 0)
    self->total = page->total;
  if (!repeated && !append (self, page, &added, error))
    return FALSE;
  if (self->first.first == NULL)
    ends_take (&self->first, page);
  ends_take (&self->previous, page);

  if (self->by_cursor || page->next_cursor != NULL)
    return go_on_by_cursor (self, page, error);
  return go_on_by_index (self, page, added, error);
}

/* Behind the total some services refuse the page (SCIM 1.1: "Start index too big"). That is an end
 * too. A service that has no search either can't be read to its end. */
static gboolean
next_page (List            *self,
           SourceScimPage  *page,
           GError         **error)
{
  g_autoptr (GError) cause = NULL;

  if (get_page (self, page, &cause))
    return take_page (self, page, error);
  if (!self->by_cursor && is_refusal (cause) && self->listed >= self->total)
    {
      self->ended = TRUE;
      return TRUE;
    }
  if (self->by_search && is_refusal (cause))
    return end_repeated (self, error);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static void
check_total (List *self)
{
  g_autofree char *detail = NULL;

  if (self->total < 0 && !self->by_cursor)
    source_scim_fault (self->read, ROLL_FAULT_NO_TOTAL, self->type->endpoint);
  if (self->total < 0 || self->total == self->listed)
    return;
  detail = g_strdup_printf ("%s: totalResults %" G_GINT64_FORMAT ", listed %" G_GINT64_FORMAT,
                            self->type->endpoint, self->total, self->listed);
  source_scim_fault (self->read, ROLL_FAULT_WRONG_TOTAL, detail);
}

gboolean
source_scim_read_list (SourceScimRead          *self,
                       const ScimResourceType  *type,
                       gint64                  *total,
                       GPtrArray              **bare,
                       GError                 **error)
{
  gboolean users = type == scim_resource_type_user ();
  g_auto (List) list = {
    .read = self,
    .type = type,
    .progress = users ? N_ ("Reading users") : N_ ("Reading groups"),
    .what = users ? _("reading users") : _("reading groups"),
    .size = self->page_size,
    .total = -1,
    .start = 1,
    .by_cursor = self->cursor,
  };
  g_auto (SourceScimPage) first = { 0 };

  list.bare = g_ptr_array_new_with_free_func (g_free);
  if (!get_first_page (&list, &first, error) || !take_page (&list, &first, error))
    return FALSE;
  while (!list.ended)
    {
      g_auto (SourceScimPage) page = { 0 };

      if (!next_page (&list, &page, error))
        return FALSE;
    }

  check_total (&list);
  *total = list.total;
  *bare = g_steal_pointer (&list.bare);
  return TRUE;
}
