/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One walk over a resource's text that does everything at once: it writes the text anew (the
 * schema's spelling, right types, one line, nothing derived, no password), notes what a list shows,
 * and collects leaf values. Strings go into one chunk that is emptied for the next resource. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-resource.h"

#include <string.h>

#include "base/base-fold.h"
#include "base/base-json-writer.h"
#include "roll/roll-leaf.h"
#include "roll/roll-member.h"
#include "roll/roll-name.h"

#define CHUNK_BYTES 8192

struct _RollTaker
{
  RollName *names[2]; /* of users, of groups */
  RollResource resource;
  GStringChunk *chunk;
  GChecksum *checksum;
  BaseJsonReader *reader;
  gboolean collects;

  const char *user_name;
  const char *display_name;
  const char *formatted;
  const char *given;
  const char *family;
  guint email_rank;

  /* of the element that is being read */
  const char *value;
  const char *kind;
  const char *ref;
  gboolean primary;
};

typedef enum
{
  WORD_NONE,
  WORD_TRUE,
  WORD_FALSE,
} Word;

static gboolean walk_value (RollTaker *self, RollName *name);

static const char *
keep (RollTaker           *self,
      const BaseJsonSlice *text)
{
  return g_string_chunk_insert_len (self->chunk, text->text, (gssize)text->length);
}

static void
add_fault (RollTaker  *self,
           RollFault   fault,
           const char *detail)
{
  if (self->resource.faults[fault]++ == 0)
    self->resource.fault_detail[fault] = detail;
}

static Word
read_boolean_word (const char *text)
{
  static const struct
  {
    const char *text;
    Word word;
  } words[] = {
    { "true", WORD_TRUE },    { "false", WORD_FALSE },    { "1", WORD_TRUE },
    { "0", WORD_FALSE },      { "yes", WORD_TRUE },       { "no", WORD_FALSE },
    { "enabled", WORD_TRUE }, { "disabled", WORD_FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i].text, text) == 0)
      return words[i].word;
  return WORD_NONE;
}

static void
add_leaf (RollTaker  *self,
          RollName   *name,
          const char *shown)
{
  g_autofree char *compare = name->exact ? base_fold_exact (shown) : base_fold (shown);
  RollLeaf leaf = { name->path, "", shown, shown };

  if (strcmp (compare, shown) != 0)
    leaf.compare = g_string_chunk_insert (self->chunk, compare);
  name->seen = TRUE;
  g_array_append_val (self->resource.leaves, leaf);
}

/* What a list shows of a resource. */
static void
note (RollTaker  *self,
      RollName   *name,
      const char *text)
{
  switch (name->role)
    {
    case ROLL_ROLE_ID:
      self->resource.id = text;
      break;
    case ROLL_ROLE_EXTERNAL_ID:
      self->resource.external_id = text;
      name->seen = TRUE;
      break;
    case ROLL_ROLE_USER_NAME:
      self->user_name = text;
      break;
    case ROLL_ROLE_DISPLAY_NAME:
      self->display_name = text;
      break;
    case ROLL_ROLE_FORMATTED_NAME:
      self->formatted = text;
      break;
    case ROLL_ROLE_GIVEN_NAME:
      self->given = text;
      break;
    case ROLL_ROLE_FAMILY_NAME:
      self->family = text;
      break;
    case ROLL_ROLE_ACTIVE:
      self->resource.active = read_boolean_word (text) != WORD_FALSE;
      break;
    case ROLL_ROLE_VALUE:
      self->value = text;
      break;
    case ROLL_ROLE_TYPE:
      self->kind = text;
      break;
    case ROLL_ROLE_REF:
      self->ref = text;
      break;
    case ROLL_ROLE_PRIMARY:
      self->primary = read_boolean_word (text) == WORD_TRUE;
      break;
    case ROLL_ROLE_LOCATION:
      if (strstr (text, "://") == NULL)
        add_fault (self, ROLL_FAULT_RELATIVE_LOCATION, text);
      break;
    case ROLL_ROLE_DEPARTMENT:
      self->resource.department = text;
      break;
    case ROLL_ROLE_TITLE:
      self->resource.title = text;
      break;
    case ROLL_ROLE_MODIFIED:
      self->resource.modified = text;
      break;
    case ROLL_ROLE_SCHEMAS:
      if (g_str_has_prefix (text, "urn:scim:schemas:core:1."))
        add_fault (self, ROLL_FAULT_OLD_SCHEMA, text);
      break;
    case ROLL_ROLE_NONE:
    case ROLL_ROLE_EMAILS:
    case ROLL_ROLE_MEMBERS:
    case ROLL_ROLE_CUT:
    default:
      break;
    }
}

/* Writes a scalar as the schema wants it. */
static void
write_scalar (RollTaker    *self,
              RollName     *name,
              BaseJsonKind  kind,
              const char   *text)
{
  GString *body = self->resource.body;
  gboolean is_text = kind == BASE_JSON_STRING;
  gboolean wants_boolean = name->attribute != NULL && name->attribute->type == SCIM_TYPE_BOOLEAN;
  gboolean wants_text = name->attribute != NULL && name->attribute->type != SCIM_TYPE_DECIMAL &&
                        name->attribute->type != SCIM_TYPE_INTEGER && !wants_boolean;
  gboolean is_boolean = kind == BASE_JSON_TRUE || kind == BASE_JSON_FALSE;

  if (kind == BASE_JSON_NULL || (wants_boolean && *text == '\0'))
    {
      g_string_append (body, "null");
      return;
    }

  if ((wants_boolean && !is_boolean) || (wants_text && !is_text))
    add_fault (self, ROLL_FAULT_WRONG_TYPE, name->path);

  if (wants_boolean)
    g_string_append (body, read_boolean_word (text) == WORD_FALSE ? "false" : "true");
  else if (is_text || wants_text)
    base_json_append_string (body, text);
  else
    g_string_append (body, text);
}

static gboolean
walk_scalar (RollTaker *self,
             RollName  *name)
{
  BaseJsonKind kind = base_json_reader_peek (self->reader);
  BaseJsonSlice slice;
  const char *text;

  if (!base_json_reader_scalar (self->reader, &slice))
    return FALSE;

  text = keep (self, &slice);
  write_scalar (self, name, kind, text);
  if (*text == '\0')
    return TRUE;
  note (self, name, text);
  if (self->collects && name->compared)
    add_leaf (self, name, text);
  return TRUE;
}

/* A bare "id" where {"value": "id"} belongs. */
static gboolean
walk_bare_value (RollTaker *self,
                 RollName  *name)
{
  static const BaseJsonSlice value = { "value", 5 };
  RollName *sub = roll_name_find (name, &value);

  if (sub == NULL || base_json_reader_peek (self->reader) == BASE_JSON_NULL)
    return walk_scalar (self, name);

  add_fault (self, ROLL_FAULT_WRONG_TYPE, name->path);
  g_string_append (self->resource.body, "{\"value\":");
  if (!walk_scalar (self, sub))
    return FALSE;
  g_string_append_c (self->resource.body, '}');
  return TRUE;
}

/* Members are kept beside the text, not in it. */
static gboolean
walk_members (RollTaker *self,
              RollName  *name)
{
  guint bare = 0;

  if (!roll_members_read (self->reader, self->chunk, self->resource.members, &bare))
    return FALSE;
  if (bare > 0)
    add_fault (self, ROLL_FAULT_WRONG_TYPE, name->path);
  return TRUE;
}

static gboolean
walk_member (RollTaker           *self,
             RollName            *parent,
             const BaseJsonSlice *key,
             guint               *written)
{
  RollName *name = roll_name_find (parent, key);

  if (name == NULL)
    return base_json_reader_skip (self->reader, NULL);
  if (strlen (name->name) != key->length || memcmp (name->name, key->text, key->length) != 0)
    add_fault (self, ROLL_FAULT_LOWERCASE_KEYS, name->path);
  if (name->role == ROLL_ROLE_CUT)
    return base_json_reader_skip (self->reader, NULL);
  if (name->role == ROLL_ROLE_MEMBERS)
    return walk_members (self, name);

  if ((*written)++ > 0)
    g_string_append_c (self->resource.body, ',');
  base_json_append_string (self->resource.body, name->name);
  g_string_append_c (self->resource.body, ':');
  return walk_value (self, name);
}

static gboolean
walk_object (RollTaker *self,
             RollName  *name)
{
  BaseJsonSlice key;
  guint n = 0;
  guint written = 0;

  if (!base_json_reader_enter (self->reader))
    return FALSE;
  g_string_append_c (self->resource.body, '{');
  while (base_json_reader_next_member (self->reader, &n, &key))
    if (!walk_member (self, name, &key, &written))
      return FALSE;
  g_string_append_c (self->resource.body, '}');
  return self->reader->fault == NULL;
}

static void
begin_element (RollTaker *self)
{
  self->value = NULL;
  self->kind = NULL;
  self->ref = NULL;
  self->primary = FALSE;
}

/* Primary, else work, else first. */
static void
note_email (RollTaker *self)
{
  guint rank = 1;

  if (self->value == NULL)
    return;
  if (self->primary)
    rank = 3;
  else if (self->kind != NULL && g_ascii_strcasecmp (self->kind, "work") == 0)
    rank = 2;
  if (rank <= self->email_rank)
    return;
  self->email_rank = rank;
  self->resource.email = self->value;
}

static void
end_element (RollTaker *self,
             RollName  *name,
             guint      first_leaf)
{
  if (name->role == ROLL_ROLE_EMAILS)
    note_email (self);

  if (self->kind != NULL && first_leaf < self->resource.leaves->len)
    {
      g_autofree char *folded = base_fold (self->kind);
      const char *kind = g_string_chunk_insert (self->chunk, folded);

      for (guint i = first_leaf; i < self->resource.leaves->len; i++)
        g_array_index (self->resource.leaves, RollLeaf, i).kind = kind;
    }
}

/* One element of an array, or what stands in its place. */
static gboolean
walk_element (RollTaker *self,
              RollName  *name)
{
  gboolean complex = name->attribute != NULL && name->attribute->type == SCIM_TYPE_COMPLEX;
  guint first_leaf = self->resource.leaves->len;
  gboolean good;

  begin_element (self);
  switch (base_json_reader_peek (self->reader))
    {
    case BASE_JSON_OBJECT:
      good = walk_object (self, name);
      break;
    case BASE_JSON_ARRAY:
      good = walk_value (self, name);
      break;
    case BASE_JSON_STRING:
    case BASE_JSON_NUMBER:
    case BASE_JSON_TRUE:
    case BASE_JSON_FALSE:
    case BASE_JSON_NULL:
    case BASE_JSON_NOTHING:
    default:
      good = complex ? walk_bare_value (self, name) : walk_scalar (self, name);
      break;
    }
  if (good)
    end_element (self, name, first_leaf);
  return good;
}

static gboolean
walk_array (RollTaker *self,
            RollName  *name)
{
  guint n = 0;

  base_json_reader_enter (self->reader);
  g_string_append_c (self->resource.body, '[');
  while (base_json_reader_next_element (self->reader, &n))
    {
      if (n > 1)
        g_string_append_c (self->resource.body, ',');
      if (!walk_element (self, name))
        return FALSE;
    }
  g_string_append_c (self->resource.body, ']');
  return self->reader->fault == NULL;
}

static gboolean
walk_value (RollTaker *self,
            RollName  *name)
{
  BaseJsonKind kind = base_json_reader_peek (self->reader);
  gboolean multi_valued = name->attribute != NULL && name->attribute->multi_valued;

  if (kind == BASE_JSON_ARRAY)
    return walk_array (self, name);
  if (multi_valued && kind != BASE_JSON_NULL)
    return walk_element (self, name);
  if (kind == BASE_JSON_OBJECT)
    return walk_object (self, name);
  if (name->attribute != NULL && name->attribute->type == SCIM_TYPE_COMPLEX)
    return walk_bare_value (self, name);
  return walk_scalar (self, name);
}

static const char *
join_names (RollTaker *self)
{
  g_autofree char *joined = NULL;

  if (self->given == NULL || self->family == NULL)
    return self->given != NULL ? self->given : self->family;
  joined = g_strdup_printf ("%s %s", self->given, self->family);
  return g_string_chunk_insert (self->chunk, joined);
}

static const char *
first_of (const char *const *texts,
          guint              n_texts)
{
  for (guint i = 0; i < n_texts; i++)
    if (texts[i] != NULL)
      return texts[i];
  return "";
}

static void
finish_names (RollTaker *self)
{
  RollResource *resource = &self->resource;
  const char *own = self->collects ? self->user_name : self->display_name;
  const char *keys[] = { own, self->display_name, resource->email, resource->id };
  const char *names[] = { self->display_name, self->formatted, join_names (self), NULL };

  resource->named = own != NULL;
  resource->key = first_of (keys, G_N_ELEMENTS (keys));
  names[3] = resource->key;
  resource->name = first_of (names, G_N_ELEMENTS (names));
  if (!resource->named)
    add_fault (self, ROLL_FAULT_MISSING_NAME, NULL);
  if (resource->id == NULL)
    add_fault (self, ROLL_FAULT_MISSING_ID, NULL);
}

static void
begin (RollTaker              *self,
       const ScimResourceType *type,
       BaseJsonReader         *reader)
{
  GString *body = self->resource.body;
  GArray *leaves = self->resource.leaves;
  GArray *members = self->resource.members;

  g_string_truncate (body, 0);
  g_array_set_size (leaves, 0);
  g_array_set_size (members, 0);
  g_string_chunk_clear (self->chunk);

  self->resource = (RollResource){ .body = body, .leaves = leaves, .members = members };
  self->resource.active = TRUE;
  self->reader = reader;
  self->collects = type == scim_resource_type_user ();
  self->user_name = self->display_name = self->formatted = self->given = self->family = NULL;
  self->email_rank = 0;
  begin_element (self);
}

RollTaker *
roll_taker_new (void)
{
  RollTaker *self = g_new0 (RollTaker, 1);

  self->names[0] = roll_name_new (scim_resource_type_user ());
  self->names[1] = roll_name_new (scim_resource_type_group ());
  self->resource.body = g_string_new (NULL);
  self->resource.leaves = g_array_new (FALSE, FALSE, sizeof (RollLeaf));
  self->resource.members = g_array_new (FALSE, FALSE, sizeof (RollMember));
  self->chunk = g_string_chunk_new (CHUNK_BYTES);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  return self;
}

void
roll_taker_free (RollTaker *self)
{
  if (self == NULL)
    return;

  roll_name_free (self->names[0]);
  roll_name_free (self->names[1]);
  g_string_free (self->resource.body, TRUE);
  g_array_unref (self->resource.leaves);
  g_array_unref (self->resource.members);
  g_string_chunk_free (self->chunk);
  g_checksum_free (self->checksum);
  g_free (self);
}

const RollResource *
roll_taker_take (RollTaker              *self,
                 const ScimResourceType *type,
                 BaseJsonReader         *reader)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (reader != NULL, NULL);

  begin (self, type, reader);
  if (base_json_reader_peek (reader) != BASE_JSON_OBJECT ||
      !walk_object (self, self->names[self->collects ? 0 : 1]))
    return NULL;

  finish_names (self);
  roll_leaves_finish (self->resource.leaves, self->checksum, self->resource.hash);
  g_checksum_update (self->checksum, (const guchar *)self->resource.body->str,
                     (gssize)self->resource.body->len);
  roll_checksum_take (self->checksum, self->resource.digest);
  return &self->resource;
}

static void
foreach_seen (RollName *name,
              GFunc     func,
              gpointer  data)
{
  GHashTableIter iter;
  gpointer child;

  if (name->seen)
    func (name->path, data);
  if (name->children == NULL)
    return;
  g_hash_table_iter_init (&iter, name->children);
  while (g_hash_table_iter_next (&iter, NULL, &child))
    foreach_seen (child, func, data);
}

void
roll_taker_foreach_path (RollTaker *self,
                         GFunc      func,
                         gpointer   data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  foreach_seen (self->names[0], func, data);
}
