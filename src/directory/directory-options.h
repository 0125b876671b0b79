/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How `serve` was asked to run, and whether that makes sense (docs/contracts.md,
 * rollcall-directory). */

#pragma once

#include <gio/gio.h>

#include "directory/directory-types.h"

G_BEGIN_DECLS

#define DIRECTORY_OPTIONS_ERROR (directory_options_error_quark ())

/**
 * DirectoryOptionsError:
 * @DIRECTORY_OPTIONS_ERROR_USAGE: the options don't fit each other; the message says how to mend it
 */
typedef enum
{
  DIRECTORY_OPTIONS_ERROR_USAGE,
} DirectoryOptionsError;

GQuark directory_options_error_quark (void);

/**
 * DirectoryOptions:
 * @data: (nullable): the data directory
 * @listen: (nullable): ADDR:PORT; without it 127.0.0.1 and a port that is chosen once
 * @public_url: (nullable): begins every base URL
 * @threads: that answer requests
 * @page_limit: of the database, for tests of a full disk; 0 for none
 * @keep_seconds: of the activity, for tests; 0 for the limit's days
 * @address: set by directory_options_check()
 * @port: likewise; 0 if it is to be chosen
 * @is_loopback: likewise
 */
typedef struct
{
  char         *data;
  char         *listen;
  char         *public_url;
  char         *certificate;
  char         *certificate_key;
  gboolean      behind_proxy;
  gboolean      until_unused;
  int           threads;
  gint64        page_limit;
  gint64        keep_seconds;
  GInetAddress *address;
  guint16       port;
  gboolean      is_loopback;
} DirectoryOptions;

DirectoryOptions *directory_options_new   (void);
void              directory_options_free  (DirectoryOptions  *self);

/* Returns: %TRUE, or %FALSE with %DIRECTORY_OPTIONS_ERROR_USAGE. */
gboolean          directory_options_check (DirectoryOptions  *self,
                                           GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryOptions, directory_options_free)

G_END_DECLS
