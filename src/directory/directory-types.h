/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forward names of the service's types, and the words that its files share. */

#pragma once

#include <glib.h>

#include "store/store.h"

G_BEGIN_DECLS

typedef struct _DirectoryRequest  DirectoryRequest;
typedef struct _DirectoryAnswer   DirectoryAnswer;
typedef struct _DirectoryExchange DirectoryExchange;
typedef struct _DirectoryWire     DirectoryWire;
typedef struct _DirectoryContext  DirectoryContext;
typedef struct _DirectoryRoute    DirectoryRoute;
typedef struct _DirectoryReaders  DirectoryReaders;
typedef struct _DirectoryActivity DirectoryActivity;
typedef struct _DirectoryWait     DirectoryWait;
typedef struct _DirectoryScan     DirectoryScan;
typedef struct _DirectoryLimits   DirectoryLimits;
typedef struct _DirectoryFailures DirectoryFailures;
typedef struct _DirectoryMetrics  DirectoryMetrics;
typedef struct _DirectoryEvidence DirectoryEvidence;
typedef struct _DirectoryPlaces   DirectoryPlaces;

/**
 * DirectoryMethod:
 *
 * The methods that the wire knows; each is a bit, so that a route can take several.
 */
typedef enum
{
  DIRECTORY_METHOD_NONE    = 0,
  DIRECTORY_METHOD_GET     = 1 << 0,
  DIRECTORY_METHOD_HEAD    = 1 << 1,
  DIRECTORY_METHOD_POST    = 1 << 2,
  DIRECTORY_METHOD_PUT     = 1 << 3,
  DIRECTORY_METHOD_PATCH   = 1 << 4,
  DIRECTORY_METHOD_DELETE  = 1 << 5,
  DIRECTORY_METHOD_OPTIONS = 1 << 6,
} DirectoryMethod;

/**
 * DirectoryAccess:
 * @DIRECTORY_ACCESS_OPEN: anybody
 * @DIRECTORY_ACCESS_READ: a live key of the directory in the path
 * @DIRECTORY_ACCESS_PROVISION: a live key of scope `provision`
 * @DIRECTORY_ACCESS_ADMIN: the administrator, over the socket or with a token
 */
typedef enum
{
  DIRECTORY_ACCESS_OPEN,
  DIRECTORY_ACCESS_READ,
  DIRECTORY_ACCESS_PROVISION,
  DIRECTORY_ACCESS_ADMIN,
} DirectoryAccess;

G_END_DECLS
