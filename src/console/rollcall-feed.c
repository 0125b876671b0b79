/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The thread shares nothing with the object but a FeedLink: what it needs to ask, and a weak
 * reference to give the answers to through the main loop. A service that can't be reached is asked
 * again after a pause that doubles up to half a minute. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-feed.h"

#define PAGE 500
#define MOST_ITEMS 5000
#define WAIT_SECONDS 25
#define LONGEST_PAUSE_SECONDS 30
/* News are gathered for so long, so that a first cycle doesn't repaint for each request. */
#define GATHER_MS 200

typedef struct
{
  gatomicrefcount count;
  Connection *connection;
  DeskSession *session;
  GCancellable *cancellable;
  GWeakRef feed;
} FeedLink;

/* What the thread has to tell: a page, or an error. */
typedef struct
{
  FeedLink *link;
  DeskActivityPage *page;
  GError *error;
} FeedNews;

struct _RollcallFeed
{
  GObject parent_instance;

  FeedLink *link;
  GPtrArray *items;
  DeskActivitySummary *summary;
  GError *error;
  gint64 oldest;
  gboolean loading;
  gboolean loading_older;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallFeed, rollcall_feed, G_TYPE_OBJECT)

static FeedLink *
feed_link_ref (FeedLink *link)
{
  g_atomic_ref_count_inc (&link->count);
  return link;
}

static void
feed_link_unref (FeedLink *link)
{
  if (!g_atomic_ref_count_dec (&link->count))
    return;

  connection_free (link->connection);
  g_clear_object (&link->session);
  g_clear_object (&link->cancellable);
  g_weak_ref_clear (&link->feed);
  g_free (link);
}

static void
feed_news_free (gpointer data)
{
  FeedNews *news = data;

  feed_link_unref (news->link);
  desk_activity_page_free (news->page);
  g_clear_error (&news->error);
  g_free (news);
}

static void
set_items (RollcallFeed *self,
           GPtrArray    *items)
{
  if (self->items != NULL)
    g_ptr_array_unref (self->items);
  self->items = items;
  desk_activity_summary_free (self->summary);
  self->summary = desk_activity_summarise (items, 0);
}

static void
take_page (RollcallFeed     *self,
           DeskActivityPage *page)
{
  GPtrArray *items;

  if (self->loading || page->lost)
    {
      self->oldest = page->oldest;
      set_items (self, g_ptr_array_ref (page->items));
      return;
    }
  if (page->items->len == 0)
    return;

  items = desk_activity_merge (page->items, self->items);
  if (items->len > MOST_ITEMS && !self->loading_older)
    {
      DeskActivityItem *last = g_ptr_array_index (items, MOST_ITEMS - 1);

      self->oldest = last->cursor;
      g_ptr_array_set_size (items, MOST_ITEMS);
    }
  set_items (self, items);
}

static gboolean
news_cb (gpointer data)
{
  FeedNews *news = data;
  g_autoptr (RollcallFeed) self = g_weak_ref_get (&news->link->feed);
  gboolean changed;

  if (self == NULL || g_cancellable_is_cancelled (news->link->cancellable))
    return G_SOURCE_REMOVE;

  changed = self->error != NULL || news->error != NULL || self->loading ||
            (news->page != NULL && (news->page->items->len > 0 || news->page->lost));
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&news->error);
  if (news->page != NULL)
    {
      take_page (self, news->page);
      self->loading = FALSE;
    }
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
tell (FeedLink         *link,
      DeskActivityPage *page,
      GError           *error)
{
  FeedNews *news = g_new0 (FeedNews, 1);

  news->link = feed_link_ref (link);
  news->page = page;
  news->error = error;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, news_cb, news, feed_news_free);
}

/* Sleeps, or wakes when the feed ends. */
static void
sleep_until_cancelled (GCancellable *cancellable,
                       guint         milliseconds)
{
  GPollFD fd;

  if (!g_cancellable_make_pollfd (cancellable, &fd))
    {
      g_usleep (milliseconds * 1000ul);
      return;
    }
  g_poll (&fd, 1, (int)milliseconds);
  g_cancellable_release_fd (cancellable);
}

/* Asks until it fails: the newest page first, then what is new, again and again. */
static GError *
follow (FeedLink *link,
        gboolean *reached)
{
  const char *directory = link->connection->directory;
  g_autoptr (DeskService) service = NULL;
  GError *error = NULL;
  gint64 cursor = -1;
  gboolean anew = TRUE;

  service = desk_service_new_for (link->connection, link->session, link->cancellable, &error);
  while (service != NULL && !g_cancellable_is_cancelled (link->cancellable))
    {
      DeskActivityPage *page =
          anew ? desk_activity_page_before (service, directory, 0, PAGE, NULL, link->cancellable,
                                            &error)
               : desk_activity_page_after (service, directory, cursor, WAIT_SECONDS, PAGE, NULL,
                                           link->cancellable, &error);
      gboolean some;

      if (page == NULL)
        break;
      *reached = TRUE;
      if (!anew && page->lost)
        {
          desk_activity_page_free (page);
          anew = TRUE;
          continue;
        }
      /* Even an empty history has a beginning to go on from; -1 would be the time of asking. */
      cursor = MAX (page->newest, 0);
      some = page->items->len > 0;
      /* The first page is all there is to show, whatever was shown before. */
      page->lost = anew;
      anew = FALSE;
      tell (link, page, NULL);
      if (some)
        sleep_until_cancelled (link->cancellable, GATHER_MS);
    }
  return error;
}

static gpointer
feed_thread (gpointer data)
{
  FeedLink *link = data;
  guint pause = 1;

  while (!g_cancellable_is_cancelled (link->cancellable))
    {
      gboolean reached = FALSE;
      GError *error = follow (link, &reached);

      if (g_cancellable_is_cancelled (link->cancellable))
        {
          g_clear_error (&error);
          break;
        }
      if (reached)
        pause = 1;
      if (error != NULL)
        tell (link, NULL, error);
      sleep_until_cancelled (link->cancellable, pause * 1000);
      pause = MIN (pause * 2, LONGEST_PAUSE_SECONDS);
    }
  feed_link_unref (link);
  return NULL;
}

static void
older_thread (GTask        *task,
              gpointer      source_object,
              gpointer      data,
              GCancellable *cancellable)
{
  FeedLink *link = data;
  gint64 before = (gint64)(gintptr)g_object_get_data (G_OBJECT (task), "before");
  g_autoptr (DeskService) service = NULL;
  DeskActivityPage *page = NULL;
  GError *error = NULL;

  service = desk_service_new_for (link->connection, link->session, cancellable, &error);
  if (service != NULL)
    page = desk_activity_page_before (service, link->connection->directory, before, PAGE, NULL,
                                      cancellable, &error);
  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify)desk_activity_page_free);
  else
    g_task_return_error (task, error);
}

static void
older_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  RollcallFeed *self = ROLLCALL_FEED (object);
  g_autoptr (DeskActivityPage) page = g_task_propagate_pointer (G_TASK (result), NULL);

  self->loading_older = FALSE;
  /* A failure is told by the waiting thread, which meets it too. */
  if (page == NULL || self->items == NULL)
    return;
  self->oldest = page->oldest;
  set_items (self, desk_activity_merge (self->items, page->items));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
rollcall_feed_dispose (GObject *object)
{
  RollcallFeed *self = ROLLCALL_FEED (object);

  if (self->link != NULL)
    g_cancellable_cancel (self->link->cancellable);
  g_clear_pointer (&self->link, feed_link_unref);
  G_OBJECT_CLASS (rollcall_feed_parent_class)->dispose (object);
}

static void
rollcall_feed_finalize (GObject *object)
{
  RollcallFeed *self = ROLLCALL_FEED (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->summary, desk_activity_summary_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (rollcall_feed_parent_class)->finalize (object);
}

static void
rollcall_feed_class_init (RollcallFeedClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rollcall_feed_dispose;
  G_OBJECT_CLASS (class)->finalize = rollcall_feed_finalize;

  signals[CHANGED] = g_signal_new ("changed", ROLLCALL_TYPE_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rollcall_feed_init (RollcallFeed *self)
{
  self->loading = TRUE;
  set_items (self, g_ptr_array_new_with_free_func ((GDestroyNotify)desk_activity_item_unref));
}

RollcallFeed *
rollcall_feed_new (const Connection *connection,
                   DeskSession      *session)
{
  RollcallFeed *self;
  FeedLink *link;

  g_return_val_if_fail (connection != NULL && desk_service_can_administer (connection), NULL);

  self = g_object_new (ROLLCALL_TYPE_FEED, NULL);
  link = g_new0 (FeedLink, 1);
  g_atomic_ref_count_init (&link->count);
  link->connection = connection_copy (connection);
  link->session = session != NULL ? g_object_ref (session) : NULL;
  link->cancellable = g_cancellable_new ();
  g_weak_ref_init (&link->feed, self);
  self->link = link;
  g_thread_unref (g_thread_new ("feed", feed_thread, feed_link_ref (link)));
  return self;
}

GPtrArray *
rollcall_feed_get_items (RollcallFeed *self)
{
  g_return_val_if_fail (ROLLCALL_IS_FEED (self), NULL);

  return self->items;
}

const DeskActivitySummary *
rollcall_feed_get_summary (RollcallFeed *self)
{
  g_return_val_if_fail (ROLLCALL_IS_FEED (self), NULL);

  return self->summary;
}

gboolean
rollcall_feed_is_loading (RollcallFeed *self)
{
  g_return_val_if_fail (ROLLCALL_IS_FEED (self), FALSE);

  return self->loading;
}

const GError *
rollcall_feed_get_error (RollcallFeed *self)
{
  g_return_val_if_fail (ROLLCALL_IS_FEED (self), NULL);

  return self->error;
}

gboolean
rollcall_feed_has_older (RollcallFeed *self)
{
  g_return_val_if_fail (ROLLCALL_IS_FEED (self), FALSE);

  return self->oldest > 0;
}

void
rollcall_feed_load_older (RollcallFeed *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ROLLCALL_IS_FEED (self));

  if (self->loading_older || self->oldest <= 0 || self->link == NULL)
    return;

  self->loading_older = TRUE;
  task = g_task_new (self, self->link->cancellable, older_cb, NULL);
  g_task_set_source_tag (task, rollcall_feed_load_older);
  g_object_set_data (G_OBJECT (task), "before", (gpointer)(gintptr)self->oldest);
  g_task_set_task_data (task, feed_link_ref (self->link), (GDestroyNotify)feed_link_unref);
  g_task_run_in_thread (task, older_thread);
}
