/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Anything people can be read from. A source reads itself into a roll's writer, in a worker
 * thread, tells its progress, and stops when cancelled. It distrusts what it reads: see
 * RollFault. */

#pragma once

#include "base/base-progress.h"
#include "roll/roll-writer.h"
#include "source/source-secrets.h"

G_BEGIN_DECLS

#define SOURCE_ERROR (source_error_quark ())

/**
 * SourceError:
 * @SOURCE_ERROR_BAD_SIDE: the text names no side; the message lists the schemes
 * @SOURCE_ERROR_NOT_THERE_YET: a scheme that a later version will have
 * @SOURCE_ERROR_UNREADABLE: a file can't be opened or read
 * @SOURCE_ERROR_BAD_FILE: a file is broken; the message names line and column
 * @SOURCE_ERROR_BAD_ANSWER: a server answered something that can't be read as SCIM
 * @SOURCE_ERROR_NO_KEY: a key is needed and there is none
 */
typedef enum
{
  SOURCE_ERROR_BAD_SIDE,
  SOURCE_ERROR_NOT_THERE_YET,
  SOURCE_ERROR_UNREADABLE,
  SOURCE_ERROR_BAD_FILE,
  SOURCE_ERROR_BAD_ANSWER,
  SOURCE_ERROR_NO_KEY,
} SourceError;

GQuark source_error_quark (void);

#define SOURCE_TYPE_SOURCE (source_get_type ())
G_DECLARE_INTERFACE (Source, source, SOURCE, SOURCE, GObject)

/**
 * SourceInterface:
 * @kind: "scim", "csv", …
 * @read: fills the writer and sets its facts, not publishing; runs in any thread
 * @test: (nullable): the least that shows that it can be read
 */
struct _SourceInterface
{
  GTypeInterface parent_iface;

  const char *(*get_kind) (Source        *self);
  gboolean    (*read)     (Source        *self,
                           RollWriter    *writer,
                           BaseProgress   progress,
                           gpointer       progress_data,
                           GCancellable  *cancellable,
                           GError       **error);
  gboolean    (*test)     (Source        *self,
                           GCancellable  *cancellable,
                           GError       **error);
};

/**
 * source_new_for_uri:
 * @uri: `scim:https://…`, `csv:FILE`, `jsonl:FILE`, `counts:users=1,groups=2`; a bare path
 *   beginning with `./` or `/` is told by its ending
 * @secrets: (nullable): whom to ask for a key
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the source; %NULL with %SOURCE_ERROR_BAD_SIDE or
 *   %SOURCE_ERROR_NOT_THERE_YET (ldap, entra, okta).
 */
Source     *source_new_for_uri (const char     *uri,
                                SourceSecrets  *secrets,
                                GError        **error);

/* Whether @text has a scheme of a side, or is a plain path, rather than a saved name. */
gboolean    source_is_uri      (const char     *text);

const char *source_get_kind    (Source         *self);

/**
 * source_read:
 * @self: a source
 * @roll: where to
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable)
 * @error: return location
 *
 * Reads everything and publishes it. After an error @roll is as it was.
 */
gboolean    source_read        (Source         *self,
                                Roll           *roll,
                                BaseProgress    progress,
                                gpointer        progress_data,
                                GCancellable   *cancellable,
                                GError        **error);
gboolean    source_test        (Source         *self,
                                GCancellable   *cancellable,
                                GError        **error);

/* The same in a worker thread; @progress is called there. */
void        source_read_async  (Source              *self,
                                Roll                *roll,
                                BaseProgress         progress,
                                gpointer             progress_data,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
gboolean    source_read_finish (Source              *self,
                                GAsyncResult        *result,
                                GError             **error);

G_END_DECLS
