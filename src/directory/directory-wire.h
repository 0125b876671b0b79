/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place that knows libmicrohttpd: a daemon on a listening socket, requests taken apart and
 * checked, bodies collected up to a bound, connections suspended and resumed, answers sent. */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

/**
 * DirectoryWireOptions:
 * @listen_fd: (transfer full): a listening socket
 * @over_socket: whether it is the Unix socket, whose peers' uids are looked at
 * @threads: how many serve it
 * @certificate: (nullable): PEM; with @certificate_key the listener speaks TLS
 * @admit: told when the headers are there; makes an answer and returns %FALSE to refuse
 * @handle: told when the body is there; makes the answer, or waits
 * @finish: told when the answer is made, before it is sent
 * @clients: (nullable): told how many connections there are, from any thread
 * @data: for @clients
 */
typedef struct
{
  int                   listen_fd;
  gboolean              over_socket;
  guint                 threads;
  const char           *certificate;
  const char           *certificate_key;
  gboolean            (*admit)   (DirectoryExchange *exchange);
  void                (*handle)  (DirectoryExchange *exchange);
  void                (*finish)  (DirectoryExchange *exchange);
  void                (*clients) (int                count,
                                  gpointer           data);
  gpointer              data;
} DirectoryWireOptions;

/**
 * directory_wire_new:
 * @context: given to every exchange
 * @options: what to listen on and whom to ask
 * @error: return location
 *
 * Starts to answer.
 *
 * Returns: (transfer full) (nullable): the daemon, or %NULL with %G_IO_ERROR_FAILED.
 */
DirectoryWire *directory_wire_new     (DirectoryContext           *context,
                                       const DirectoryWireOptions *options,
                                       GError                    **error);

/* Takes no more connections; those there are go on. */
void           directory_wire_quiesce (DirectoryWire              *self);

/* Ends it. No connection may be suspended. */
void           directory_wire_free    (DirectoryWire              *self);

/* For directory-exchange.c. */
void           directory_wire_suspend (gpointer                    connection);
void           directory_wire_resume  (gpointer                    connection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryWire, directory_wire_free)

G_END_DECLS
