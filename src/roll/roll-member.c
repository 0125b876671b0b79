/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads members apart from the rest of a group, so that one with 100,000 of them is never a text of
 * its own. What isn't known of a member (its name, say) is passed over. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-member.h"

#include <string.h>

static RollMemberHint
hint_of (const char *kind,
         const char *ref)
{
  if (kind != NULL && g_ascii_strcasecmp (kind, "Group") == 0)
    return ROLL_MEMBER_GROUP;
  if (kind != NULL && g_ascii_strcasecmp (kind, "User") == 0)
    return ROLL_MEMBER_USER;
  if (ref != NULL && strstr (ref, "/Groups/") != NULL)
    return ROLL_MEMBER_GROUP;
  if (ref != NULL && strstr (ref, "/Users/") != NULL)
    return ROLL_MEMBER_USER;
  return ROLL_MEMBER_UNKNOWN;
}

static gboolean
read_object (BaseJsonReader *reader,
             GStringChunk   *chunk,
             RollMember     *member)
{
  BaseJsonSlice key;
  BaseJsonSlice text;
  const char *kind = NULL;
  const char *ref = NULL;
  guint n = 0;

  base_json_reader_enter (reader);
  while (base_json_reader_next_member (reader, &n, &key))
    {
      const char **place = NULL;

      if (base_json_slice_is (&key, "value"))
        place = &member->id;
      else if (base_json_slice_is (&key, "type"))
        place = &kind;
      else if (base_json_slice_is (&key, "$ref"))
        place = &ref;

      if (place == NULL)
        base_json_reader_skip (reader, NULL);
      else if (base_json_reader_scalar (reader, &text))
        *place = g_string_chunk_insert_len (chunk, text.text, (gssize)text.length);
      else
        return FALSE;
    }
  member->hint = hint_of (kind, ref);
  return reader->fault == NULL;
}

static gboolean
read_member (BaseJsonReader *reader,
             GStringChunk   *chunk,
             GArray         *members,
             guint          *bare)
{
  RollMember member = { NULL, ROLL_MEMBER_UNKNOWN };
  BaseJsonSlice text;

  if (base_json_reader_peek (reader) == BASE_JSON_OBJECT)
    {
      if (!read_object (reader, chunk, &member))
        return FALSE;
    }
  else if (base_json_reader_scalar (reader, &text))
    {
      member.id = g_string_chunk_insert_len (chunk, text.text, (gssize)text.length);
      (*bare)++;
    }
  else
    {
      return FALSE;
    }

  if (member.id != NULL && *member.id != '\0')
    g_array_append_val (members, member);
  return TRUE;
}

gboolean
roll_members_read (BaseJsonReader *reader,
                   GStringChunk   *chunk,
                   GArray         *members,
                   guint          *bare)
{
  guint n = 0;

  switch (base_json_reader_peek (reader))
    {
    case BASE_JSON_ARRAY:
      base_json_reader_enter (reader);
      while (base_json_reader_next_element (reader, &n))
        if (!read_member (reader, chunk, members, bare))
          return FALSE;
      return reader->fault == NULL;
    case BASE_JSON_OBJECT:
      return read_member (reader, chunk, members, bare);
    case BASE_JSON_STRING:
    case BASE_JSON_NUMBER:
    case BASE_JSON_TRUE:
    case BASE_JSON_FALSE:
    case BASE_JSON_NULL:
    case BASE_JSON_NOTHING:
    default:
      return base_json_reader_skip (reader, NULL);
    }
}
