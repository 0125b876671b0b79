/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Errors as answers: SCIM's own below a base URL (RFC 7644 §3.12), problem+json elsewhere (RFC
 * 9457). */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

/* Answers with `application/problem+json`. @detail is shown as it is. */
void    directory_answer_set_problem (DirectoryAnswer   *self,
                                      guint              status,
                                      const char        *detail,
                                      const char        *request_id);

/* (transfer full): @error as one of the SCIM domain; what the store says becomes its counterpart */
GError *directory_error_translate    (const GError      *error);

/**
 * directory_exchange_fail:
 * @self: an exchange
 * @error: (transfer full): why
 *
 * Answers with the error in the words that the route's clients read. An error of ours that isn't
 * theirs to know is logged and answered without its words.
 */
void    directory_exchange_fail      (DirectoryExchange *self,
                                      GError            *error);

/* The same with a code of the SCIM domain and a constant sentence. */
void    directory_exchange_fail_with (DirectoryExchange *self,
                                      int                code,
                                      const char        *words);

/* Whether errors of this request are SCIM's. */
gboolean directory_exchange_is_scim  (DirectoryExchange *self);

G_END_DECLS
