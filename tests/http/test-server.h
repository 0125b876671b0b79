/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two servers on loopback for the tests of the client: a real HTTP server in a thread of its own,
 * and one that speaks whatever bytes the test wants. Both take a free port and end with their
 * test. */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _TestServer TestServer;
typedef struct _TestWire TestWire;

/* Answers one request, in the server's thread. */
typedef void (*TestHandler) (SoupServerMessage *message,
                             const char        *path,
                             gpointer           user_data);

/* Speaks on one connection, the nth from 0, in the server's thread; it is closed afterwards. */
typedef void (*TestSpeaker) (GSocketConnection *connection,
                             guint              n,
                             gpointer           user_data);

/* @certificate: (nullable): for https; @socket_path: (nullable): listen there instead of on a
 *   port */
TestServer *test_server_new     (TestHandler       handler,
                                 gpointer          user_data,
                                 GTlsCertificate  *certificate,
                                 const char       *socket_path);
void        test_server_free    (TestServer       *self);

/* Without a trailing slash. */
const char *test_server_get_url (TestServer       *self);

TestWire   *test_wire_new       (TestSpeaker       speaker,
                                 gpointer          user_data);
void        test_wire_free      (TestWire         *self);
const char *test_wire_get_url   (TestWire         *self);

/* How many connections were made. */
guint       test_wire_get_count (TestWire         *self);

/* For speakers: reads one request; writes, FALSE when the other side has gone. */
void        test_wire_read      (GSocketConnection *connection);
gboolean    test_wire_write     (GSocketConnection *connection,
                                 const char        *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestServer, test_server_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestWire, test_wire_free)

G_END_DECLS
