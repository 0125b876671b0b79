/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes back to the client: a status, headers, and a body that is either whole or comes in
 * pieces. */

#pragma once

#include "directory/directory-types.h"

G_BEGIN_DECLS

/**
 * DirectoryStream:
 * @next: appends the next piece to @out, at most what one reading gives; appending nothing ends the
 *   answer. %FALSE breaks the connection off, so that a cut answer can't be taken for a whole one.
 * @free: ends @data
 *
 * Called on an HTTP thread. No read transaction is held between two pieces.
 */
typedef struct
{
  gboolean  (*next) (gpointer   data,
                     GString   *out,
                     GError   **error);
  void      (*free) (gpointer   data);
  gpointer    data;
} DirectoryStream;

/**
 * DirectoryAnswer:
 * @type: (nullable): media type of the body, a constant
 * @body: (nullable): the whole body, or what comes before @stream
 * @secret: wipe the body when it is sent
 * @close: end the connection behind it
 * @sent: how much of @body the wire has taken; its own
 */
struct _DirectoryAnswer
{
  guint            status;
  const char      *type;
  GArray          *headers;
  GString         *body;
  DirectoryStream  stream;
  gboolean         secret;
  gboolean         close;
  gsize            sent;
};

DirectoryAnswer *directory_answer_new        (void);
void             directory_answer_free       (DirectoryAnswer  *self);

/* Forgets everything that was set, for an answer that went wrong halfway. */
void             directory_answer_reset      (DirectoryAnswer  *self);

/* Adds a header; both texts are copied. Control characters in @value become blanks. */
void             directory_answer_add_header (DirectoryAnswer  *self,
                                              const char       *name,
                                              const char       *value);

/* @body: (transfer full): a text */
void             directory_answer_set_text   (DirectoryAnswer  *self,
                                              guint             status,
                                              const char       *type,
                                              char             *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryAnswer, directory_answer_free)

G_END_DECLS
