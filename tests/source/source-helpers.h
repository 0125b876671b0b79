/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of the sources share: reading into a private roll, and looking at what came. */

#pragma once

#include "source/source.h"

G_BEGIN_DECLS

/* (transfer full): a private roll, read from @source, which must do */
Roll   *helper_read        (Source     *source);

/* The same by URI, with a key or %NULL. */
Roll   *helper_read_uri    (const char *uri,
                            const char *key);

/* Reads by URI and wants it to fail; @part must be in the message. */
void    helper_refuse_uri  (const char *uri,
                            GQuark      domain,
                            int         code,
                            const char *part);

/* (transfer full): a file in a private folder that goes with helper_clean() */
char   *helper_write_file  (const char *name,
                            const char *contents,
                            gssize      length);
void    helper_clean       (void);

/* (transfer full): the roll's faults as "code code…", sorted; with how often if @counts */
char   *helper_get_faults  (Roll       *roll,
                            gboolean    counts);

/* (transfer full): the roll as JSON lines */
char   *helper_to_jsonl    (Roll       *roll);

/* (transfer full): "users active groups memberships" */
char   *helper_get_counts  (Roll       *roll);

#define helper_assert_text(call, expected)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found_ = (call);                                                              \
    g_assert_cmpstr (found_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
