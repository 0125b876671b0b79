/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the pages of sorted lists ended, for clients that page by index: whoever asks for the rows
 * behind the page it had gets them from there, instead of stepping over all that come before. A
 * place is a key's own and holds for a few minutes; forgetting it costs time only. */

#pragma once

#include "directory/directory-exchange.h"
#include "store/store-reader.h"

G_BEGIN_DECLS

DirectoryPlaces *directory_places_new    (void);
void             directory_places_free   (DirectoryPlaces    *self);

/**
 * directory_places_find:
 * @self: the places
 * @name: of key, query and row, in words of the caller's
 * @place: (out): where that row is, to be cleared; as it is if it isn't known
 */
void             directory_places_find   (DirectoryPlaces    *self,
                                          const char         *name,
                                          StorePlace         *place);

/* Remembers a place. */
void             directory_places_keep   (DirectoryPlaces    *self,
                                          const char         *name,
                                          const StorePlace   *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryPlaces, directory_places_free)

G_END_DECLS
