/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A JSON text to read and to copy, in colours that follow dark mode. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_JSON_VIEW (rollcall_json_view_get_type ())
G_DECLARE_FINAL_TYPE (RollcallJsonView, rollcall_json_view, ROLLCALL, JSON_VIEW, AdwBin)

/* @caption says where it is from; plain text */
void rollcall_json_view_set_text (RollcallJsonView *self,
                                  const char       *caption,
                                  const char       *json);

G_END_DECLS
