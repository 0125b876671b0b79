/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request on its way to its answer. It belongs to the HTTP thread of its connection; while it
 * waits it belongs to whoever will resume it, and to nobody else. */

#pragma once

#include "directory/directory-answer.h"
#include "directory/directory-request.h"

G_BEGIN_DECLS

#define DIRECTORY_MAX_ARGUMENTS 3

/* Goes on with an exchange, on its HTTP thread: makes the answer, or waits again. */
typedef void (*DirectoryContinue) (DirectoryExchange *exchange,
                                   gpointer           data);

/**
 * DirectoryNote:
 * @meaning: (nullable): what the request meant, in a few words
 * @shape: (nullable): the path with every id and value replaced
 * @client: (nullable): the User-Agent, cut to a decent length
 * @idp: (nullable): a constant, which identity provider it seems to be
 * @detail: (nullable): why it was refused, as the client is told
 * @alone: whether it stands alone in the activity though it is a read that went well
 * @written: whether the store job has already appended it
 *
 * What the activity will say about the request.
 */
typedef struct
{
  char       *meaning;
  char       *shape;
  char       *client;
  const char *idp;
  const char *resource_type;
  char       *resource_id;
  char       *resource_name;
  char       *detail;
  gboolean    alone;
  gboolean    written;
} DirectoryNote;

/**
 * DirectoryExchange:
 * @route: (nullable): the row of the table, once found
 * @directory: (nullable): the directory of the path, once its key was seen
 * @key: (nullable): the key that was shown, also one that has ended
 * @arguments: (transfer none): what stands in the path where the route has `{}`, in order
 * @refused: the answer was made before the body came; what comes is thrown away
 * @gone: the client left while it waited: whoever goes on tidies up and must not wait again
 */
struct _DirectoryExchange
{
  DirectoryContext     *context;
  DirectoryRequest     *request;
  DirectoryAnswer      *answer;
  const DirectoryRoute *route;
  StoreDirectory       *directory;
  StoreKey             *key;
  DirectoryNote         note;
  const char           *arguments[DIRECTORY_MAX_ARGUMENTS];
  gboolean              refused;
  gboolean              gone;

  /* The wire's own. */
  DirectoryWire        *wire;
  gpointer              connection;
  gpointer              body;
  gsize                 discarded;
  gboolean              seen;
  gboolean              begun;
  gboolean              waiting;
  gboolean              too_large;
  DirectoryContinue     next;
  gpointer              next_data;
};

DirectoryExchange *directory_exchange_new    (DirectoryContext  *context,
                                              DirectoryWire     *wire,
                                              const char        *target);
void               directory_exchange_free   (DirectoryExchange *self);

/**
 * directory_exchange_wait:
 * @self: an exchange on its HTTP thread
 * @next: what to do when it is resumed
 * @data: for @next
 *
 * Suspends the connection. Call it before handing the exchange to whoever resumes it. Every wait
 * must end: libmicrohttpd does not notice a client that leaves meanwhile.
 */
void               directory_exchange_wait   (DirectoryExchange *self,
                                              DirectoryContinue  next,
                                              gpointer           data);

/* Resumes it, from any thread, once for each wait. The caller must not touch it afterwards. */
void               directory_exchange_resume (DirectoryExchange *self);

G_END_DECLS
