/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks a person for a file to open or to save: the one place that knows which widget of GTK does
 * that. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RollcallFileKind:
 * @ROLLCALL_FILE_CSV: comma-separated values
 * @ROLLCALL_FILE_JSONL: a JSON object a line
 * @ROLLCALL_FILE_JSON: one JSON document
 *
 * What a file may be, as bits. Which is proposed is the first; *All files* is always offered when
 * opening.
 */
typedef enum
{
  ROLLCALL_FILE_CSV   = 1 << 0,
  ROLLCALL_FILE_JSONL = 1 << 1,
  ROLLCALL_FILE_JSON  = 1 << 2,
} RollcallFileKind;

/**
 * RollcallFileFunc:
 * @file: what was chosen
 * @user_data: the caller's
 */
typedef void (*RollcallFileFunc) (GFile   *file,
                                  gpointer user_data);

/**
 * rollcall_file_chooser_open:
 * @parent: above which window
 * @title: of the dialog
 * @kinds: what can be opened
 * @func: told the file; not told when none was chosen
 * @user_data: for @func
 * @destroy: (nullable): ends @user_data in any case
 */
void rollcall_file_chooser_open (GtkWindow        *parent,
                                 const char       *title,
                                 RollcallFileKind  kinds,
                                 RollcallFileFunc  func,
                                 gpointer          user_data,
                                 GDestroyNotify    destroy);

/**
 * rollcall_file_chooser_save:
 * @parent: above which window
 * @title: of the dialog
 * @name: the suggested name with its ending; a slash in it becomes a dash
 * @kinds: what can be saved
 * @func: told the file; that it may replace one was asked already
 * @user_data: for @func
 * @destroy: (nullable): ends @user_data in any case
 */
void rollcall_file_chooser_save (GtkWindow        *parent,
                                 const char       *title,
                                 const char       *name,
                                 RollcallFileKind  kinds,
                                 RollcallFileFunc  func,
                                 gpointer          user_data,
                                 GDestroyNotify    destroy);

G_END_DECLS
