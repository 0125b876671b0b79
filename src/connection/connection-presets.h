/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known of the usual SCIM services: the rows of data/service-presets.json, compiled in,
 * their texts translated. They set placeholders and warn of habits; any other service works
 * without. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Id of the last preset: any SCIM 2.0 service. */
#define CONNECTION_PRESET_OTHER "other"

/**
 * ConnectionPreset:
 * @id: "atlassian", …; what Connection.preset keeps
 * @name: "Atlassian"
 * @connection_name: what to call a connection unless told: "Atlassian Cloud"
 * @url_placeholder: how its base URL looks
 * @url_pattern: (nullable): regular expression (GRegex) of its base URLs
 * @url_label: what it calls the base URL
 * @token_label: what it calls the key
 * @key_hint: (nullable): where the key comes from
 * @key_lifetime_days: how long its keys live unless told otherwise; 0 for unknown
 * @wrong_key_prefix: (nullable): how a key begins that people take by mistake
 * @wrong_key_words: (nullable): what to say then
 * @refused_words: (nullable): what to add when the key is refused: a mistake that many make
 * @note: (nullable): its habits that show in what is read
 *
 * All texts are translated and belong to the program.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *connection_name;
  const char *url_placeholder;
  const char *url_pattern;
  const char *url_label;
  const char *token_label;
  const char *key_hint;
  guint       key_lifetime_days;
  const char *wrong_key_prefix;
  const char *wrong_key_words;
  const char *refused_words;
  const char *note;
} ConnectionPreset;

/* (transfer full) (element-type ConnectionPreset): all of them, in the order to show; the last is
 * CONNECTION_PRESET_OTHER */
GPtrArray        *connection_presets_load  (void);

/* (transfer full): the preset @id (nullable); that for other services if there is none */
ConnectionPreset *connection_presets_find  (const char       *id);

/* (transfer full) (nullable): the preset whose base URLs look like @url; %NULL for none */
ConnectionPreset *connection_presets_match (const char       *url);

void              connection_preset_free   (ConnectionPreset *preset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectionPreset, connection_preset_free)

G_END_DECLS
