/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of this room share. Documents are written with ' for ", to be readable in C. */

#pragma once

#include <json-glib/json-glib.h>

#include "scim/scim-error.h"
#include "scim/scim-resource.h"

G_BEGIN_DECLS

/* (transfer full): @text with every ' as " */
char       *test_quote        (const char *text);

/* (transfer full): the object that @text is */
JsonObject *test_json         (const char *text);

/* (transfer full): the object that @text, quoted as above, is */
JsonObject *test_object       (const char *text);

/* (transfer full): the object in a file of tests/data/scim */
JsonObject *test_file         (const char *name);

/* Fails unless @error is a SCIM error with @code and a message; clears it. */
void        test_expect_error (GError   **error,
                               int        code,
                               const char *what);

/* (transfer full): the text of what scim_resource_new() makes of @text; fails if it makes nothing
   */
char       *test_resource_text (const ScimResourceType *type,
                                const char             *text,
                                ScimProfile             profile);

G_END_DECLS
