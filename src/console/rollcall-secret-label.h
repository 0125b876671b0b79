/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A key on screen: dots until somebody asks for it. Its text can't be selected, so that it never
 * gets into PRIMARY, and stands in a label only while it is shown. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SECRET_LABEL (rollcall_secret_label_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSecretLabel, rollcall_secret_label, ROLLCALL, SECRET_LABEL, AdwBin)

/* @secret: (nullable): copied into locked memory; %NULL wipes the one from before */
void     rollcall_secret_label_set_secret   (RollcallSecretLabel *self,
                                             const char          *secret);

/* Property `revealed`. */
void     rollcall_secret_label_set_revealed (RollcallSecretLabel *self,
                                             gboolean             revealed);
gboolean rollcall_secret_label_get_revealed (RollcallSecretLabel *self);

G_END_DECLS
