/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is refused because another program on the way could read it differently than we do. */

#pragma once

#include "directory/directory-request.h"

G_BEGIN_DECLS

/**
 * DirectoryWireCheck:
 * @name: of the check, for tests and documentation
 * @fails: whether the request is one of these
 * @status: what it is answered with, before the connection is closed
 * @words: what is wrong
 */
typedef struct
{
  const char *name;
  gboolean  (*fails) (DirectoryRequest *request);
  guint       status;
  const char *words;
} DirectoryWireCheck;

/* (nullable) (transfer none): the first check that fails */
const DirectoryWireCheck *directory_wire_check (DirectoryRequest *request);

G_END_DECLS
