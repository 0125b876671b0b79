/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one reader of path and filter text, which contain each other (RFC 7644 §3.4.2.2, §3.5.2):
 * where it stands, how deep, and what it said. For this room only. */

#pragma once

#include "scim/scim-error.h"
#include "scim/scim-filter.h"

G_BEGIN_DECLS

/**
 * ScimScan:
 * @type: (nullable): names are resolved against it; %NULL for every type
 * @parent: (nullable): inside brackets, the attribute before them; names are its sub-attributes
 * @parent_schema: (nullable): the schema of @parent
 * @what: "filter" or "path", for messages
 * @code: the code of an error at this place
 */
typedef struct
{
  const ScimResourceType *type;
  ScimProfile             profile;
  const char             *text;
  const char             *at;
  guint                   depth;
  gboolean                in_brackets;
  const ScimAttribute    *parent;
  const ScimSchema       *parent_schema;
  const char             *what;
  ScimError               code;
} ScimScan;

/* Whether @text may be scanned at all: short enough, UTF-8. Sets @scan up. */
gboolean    scim_scan_begin       (ScimScan               *scan,
                                   const ScimResourceType *type,
                                   const char             *text,
                                   ScimProfile             profile,
                                   const char             *what,
                                   ScimError               code,
                                   GError                **error);

/* Skips blanks; returns whether there were any. */
gboolean    scim_scan_blanks      (ScimScan               *scan);

/* Whether the next word is @word, in any case and whole; steps over it then. */
gboolean    scim_scan_word        (ScimScan               *scan,
                                   const char             *word);

/* Sets @error to "…, column N: expected EXPECTED, found …". Returns %FALSE. */
gboolean    scim_scan_fail        (ScimScan               *scan,
                                   const char             *expected,
                                   GError                **error);

/* A path at the current place, its brackets included. */
ScimPath   *scim_scan_path        (ScimScan               *scan,
                                   GError                **error);

/* A filter up to the end or to a closing bracket, which is left where it is. */
ScimFilter *scim_scan_filter      (ScimScan               *scan,
                                   GError                **error);

G_END_DECLS
