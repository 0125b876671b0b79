/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of a search, and finding them in the searched texts of an index. For this room only. */

#pragma once

#include "roll/roll-index.h"

G_BEGIN_DECLS

typedef struct _RollWords RollWords;

/* (transfer full) (nullable): the words of @search, folded; %NULL if there are none */
RollWords *roll_words_new   (const char          *search);
void       roll_words_free  (RollWords           *self);

/* How many; and one of them, the longest first. */
guint       roll_words_get_count (const RollWords *self);
const char *roll_words_get       (const RollWords *self,
                                  guint            number);

/* Whether each word is in @text, which is folded. */
gboolean   roll_words_match (const RollWords     *self,
                             const char          *text,
                             gsize                length);

/* Sets the bit of every position whose text has each word; %FALSE with %G_IO_ERROR_CANCELLED. */
gboolean   roll_words_mark  (const RollWords     *self,
                             const RollIndexList *list,
                             guint64             *marks,
                             GCancellable        *cancellable,
                             GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollWords, roll_words_free)

G_END_DECLS
