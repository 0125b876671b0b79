/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes JSON text member by member, for answers and reports that need no document: commas and
 * escapes are its business, nesting is the caller's. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _BaseJsonWriter BaseJsonWriter;

BaseJsonWriter *base_json_writer_new          (void);
void            base_json_writer_free         (BaseJsonWriter *writer);

void            base_json_writer_begin_object (BaseJsonWriter *writer);
void            base_json_writer_end_object   (BaseJsonWriter *writer);
void            base_json_writer_begin_array  (BaseJsonWriter *writer);
void            base_json_writer_end_array    (BaseJsonWriter *writer);

/* The name of the next value, inside an object. */
void            base_json_writer_name         (BaseJsonWriter *writer,
                                               const char     *name);

/* A value; %NULL as text is null. Ill-formed UTF-8 is replaced. */
void            base_json_writer_text         (BaseJsonWriter *writer,
                                               const char     *text);
void            base_json_writer_int          (BaseJsonWriter *writer,
                                               gint64          value);
void            base_json_writer_boolean      (BaseJsonWriter *writer,
                                               gboolean        value);
void            base_json_writer_null         (BaseJsonWriter *writer);

/* A value that is JSON text already and is spliced in as it stands. */
void            base_json_writer_raw          (BaseJsonWriter *writer,
                                               const char     *json);

/* A value that is a document, or a part of one, with its members in their order; %NULL is null, and
 * so is a number that is too large. What json-glib's own generator writes is not always JSON: it
 * leaves U+001F unescaped and writes "inf". */
void            base_json_writer_node         (BaseJsonWriter *writer,
                                               JsonNode       *node);

/* Name and value in one. base_json_writer_add_time() writes microseconds as RFC 3339, 0 as null. */
void            base_json_writer_add_text     (BaseJsonWriter *writer,
                                               const char     *name,
                                               const char     *text);
void            base_json_writer_add_int      (BaseJsonWriter *writer,
                                               const char     *name,
                                               gint64          value);
void            base_json_writer_add_boolean  (BaseJsonWriter *writer,
                                               const char     *name,
                                               gboolean        value);
void            base_json_writer_add_time     (BaseJsonWriter *writer,
                                               const char     *name,
                                               gint64          time);
void            base_json_writer_add_raw      (BaseJsonWriter *writer,
                                               const char     *name,
                                               const char     *json);

/**
 * base_json_writer_take:
 * @writer: a writer whose objects and arrays are all closed
 *
 * Returns: (transfer full): the text; the writer goes on empty.
 */
char           *base_json_writer_take         (BaseJsonWriter *writer);

/**
 * base_json_writer_peek:
 *
 * Returns: (transfer none): the text so far, with its length for writing in pieces.
 */
GString        *base_json_writer_peek         (BaseJsonWriter *writer);

/**
 * base_json_node_to_text:
 * @node: (nullable): a document or a part of one
 *
 * Returns: (transfer full): its JSON text, as base_json_writer_node() writes it.
 */
char           *base_json_node_to_text        (JsonNode       *node);

/**
 * base_json_append_string:
 * @out: where to
 * @text: UTF-8
 *
 * Appends @text as a JSON string with its quotes. The one place that knows JSON's escapes.
 */
void            base_json_append_string       (GString        *out,
                                               const char     *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseJsonWriter, base_json_writer_free)

G_END_DECLS
