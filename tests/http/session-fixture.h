/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A session and two servers of different origins that answer by path: what the tests of the session
 * share. The servers note each request that they see. */

#pragma once

#include "http/http-session.h"
#include "test-server.h"

#define KEY "rcd_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg37cCQ0"
#define FOREIGN_KEY "xoxb-0123456789-abc"

typedef struct
{
  TestServer *server;
  TestServer *other;   /* another origin */
  HttpSession *session;
  GMutex lock;
  GPtrArray *seen;     /* "METHOD /path?query key|no key body", of both servers */
  guint hits;
} Fixture;

void session_answer (SoupServerMessage *message,
                     guint status,
                     const char *type,
                     const char *body);

void session_redirect (SoupServerMessage *message,
                       guint status,
                       const char *location);

void session_server_cb (SoupServerMessage *message,
                        const char *path,
                        gpointer user_data);

void session_set_up (Fixture *fixture,
                     gconstpointer data);

void session_tear_down (Fixture *fixture,
                        gconstpointer data);

HttpResponse *session_get (Fixture *fixture,
                           const char *path,
                           GError **error);

char *session_get_text (Fixture *fixture,
                        const char *path);

/* The next request that the servers saw. */
void session_assert_seen (Fixture *fixture,
                          const char *expected);

void session_assert_fails (Fixture *fixture,
                           const char *method,
                           const char *path,
                           const char *body,
                           HttpError code,
                           const char *words);
