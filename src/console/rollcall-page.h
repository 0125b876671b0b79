/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window's pages have in common: each shows one side, is told what changes about it, and
 * answers the window's commands. The window swaps the side under all pages at once. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_PAGE (rollcall_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (RollcallPage, rollcall_page, ROLLCALL, PAGE, AdwBin)

/**
 * RollcallPageClass:
 * @update: the side is another (@what is everything then; the side can be %NULL), or changed. Also
 *   called when the page is shown, since hidden pages are left alone.
 * @set_narrow: (nullable): the content became too narrow for two columns, or wide again
 * @search: (nullable): Ctrl+F: put the cursor where one searches
 * @export: (nullable): Ctrl+E
 * @escape: (nullable): Escape: close the details, then clear the search; whether anything was left
 *   to do
 */
struct _RollcallPageClass
{
  AdwBinClass parent_class;

  void     (*update)     (RollcallPage       *self,
                          RollcallSide       *side,
                          RollcallSideChange  what);
  void     (*set_narrow) (RollcallPage       *self,
                          gboolean            narrow);
  void     (*search)     (RollcallPage       *self);
  void     (*export)     (RollcallPage       *self);
  gboolean (*escape)     (RollcallPage       *self);
};

/* (nullable) */
RollcallSide *rollcall_page_get_side   (RollcallPage *self);
void          rollcall_page_set_side   (RollcallPage *self,
                                        RollcallSide *side);
gboolean      rollcall_page_get_narrow (RollcallPage *self);
void          rollcall_page_set_narrow (RollcallPage *self,
                                        gboolean      narrow);
gboolean      rollcall_page_can_search (RollcallPage *self);
void          rollcall_page_search     (RollcallPage *self);
gboolean      rollcall_page_can_export (RollcallPage *self);
void          rollcall_page_export     (RollcallPage *self);
gboolean      rollcall_page_escape     (RollcallPage *self);

G_END_DECLS
