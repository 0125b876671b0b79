/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a JSON text value by value, without building a document: for what comes in bulk, where
 * json-glib's 36 MB/s would be most of the time. The caller walks:
 *
 *   base_json_reader_enter (&reader);
 *   for (guint n = 0; base_json_reader_next_member (&reader, &n, &key);)
 *     if (…) base_json_reader_text (&reader, &text); else base_json_reader_skip (&reader, NULL);
 *
 * The first fault sticks: every call after it says "nothing more", and base_json_reader_check()
 * tells it. How deep a text may nest is the business of base_json_check(), which comes first. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BASE_JSON_NOTHING, /* the end, or a fault */
  BASE_JSON_OBJECT,
  BASE_JSON_ARRAY,
  BASE_JSON_STRING,
  BASE_JSON_NUMBER,
  BASE_JSON_TRUE,
  BASE_JSON_FALSE,
  BASE_JSON_NULL,
} BaseJsonKind;

/**
 * BaseJsonSlice:
 * @text: not ended by NUL; inside the text that is read, or inside the reader until its next string
 * @length: bytes
 */
typedef struct
{
  const char *text;
  gsize       length;
} BaseJsonSlice;

/* For the stack; its members are its own business. */
typedef struct
{
  const char *begin;
  const char *at;
  const char *end;
  const char *fault;
  GString    *decoded;
} BaseJsonReader;

/**
 * base_json_reader_init:
 * @self: a reader on the stack, to be ended with base_json_reader_clear()
 * @text: (array length=length): a JSON text; it must outlive the reader
 * @length: bytes
 */
void         base_json_reader_init         (BaseJsonReader  *self,
                                            const char      *text,
                                            gsize            length);
void         base_json_reader_clear        (BaseJsonReader  *self);

/* What comes next. */
BaseJsonKind base_json_reader_peek         (BaseJsonReader  *self);

/* Steps into the object or array that comes next; %FALSE if there is none. */
gboolean     base_json_reader_enter        (BaseJsonReader  *self);

/**
 * base_json_reader_next_element:
 * @self: a reader inside an array
 * @n: (inout): how many elements there were; begin with 0
 *
 * Returns: whether another element comes next, which must then be read or skipped; at the end of
 *   the array steps out of it.
 */
gboolean     base_json_reader_next_element (BaseJsonReader  *self,
                                            guint           *n);

/* The same inside an object; @key is decoded and lives until the next string. */
gboolean     base_json_reader_next_member  (BaseJsonReader  *self,
                                            guint           *n,
                                            BaseJsonSlice   *key);

/* Reads a string, decoded; a lone surrogate or \u0000 becomes U+FFFD. %FALSE if none comes next. */
gboolean     base_json_reader_text         (BaseJsonReader  *self,
                                            BaseJsonSlice   *text);

/* Reads a string, number, true or false as text, a number as written; null is the empty text.
 * %FALSE if something else comes next. */
gboolean     base_json_reader_scalar       (BaseJsonReader  *self,
                                            BaseJsonSlice   *text);

/* Passes over the next value; @raw (nullable) is told its text, of which only brackets and
 * strings were looked at. */
gboolean     base_json_reader_skip         (BaseJsonReader  *self,
                                            BaseJsonSlice   *raw);

/* Whether @slice is @word, in ASCII without regard to case. */
gboolean     base_json_slice_is            (const BaseJsonSlice *slice,
                                            const char          *word);

/* Where the reader stands, in bytes from the beginning. */
gsize        base_json_reader_get_offset   (BaseJsonReader  *self);

/* %TRUE if nothing was wrong so far; else %FALSE with %BASE_ERROR_JSON, what and at which byte. */
gboolean     base_json_reader_check        (BaseJsonReader  *self,
                                            GError         **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BaseJsonReader, base_json_reader_clear)

G_END_DECLS
