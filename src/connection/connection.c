/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A connection as a value. Whatever needs a file or the keyring is in the other files of this
 * room. */

#define G_LOG_DOMAIN "rollcall-connection"

#include "config.h"

#include "connection/connection.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-key-text.h"
#include "base/base-time.h"

#define LONGEST_NAME 100

G_DEFINE_QUARK (connection - error - quark, connection_error)

Connection *
connection_new (const char *name,
                const char *side)
{
  Connection *self;

  g_return_val_if_fail (name != NULL && side != NULL, NULL);

  self = g_new0 (Connection, 1);
  self->uuid = g_uuid_string_random ();
  self->name = g_strdup (name);
  self->side = g_strdup (side);
  self->created = base_time_now ();
  return self;
}

Connection *
connection_copy (const Connection *self)
{
  Connection *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (Connection, 1);
  copy->uuid = g_strdup (self->uuid);
  copy->name = g_strdup (self->name);
  copy->side = g_strdup (self->side);
  copy->service = g_strdup (self->service);
  copy->directory = g_strdup (self->directory);
  copy->created = self->created;
  return copy;
}

void
connection_free (Connection *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->side);
  g_free (self->service);
  g_free (self->directory);
  g_free (self);
}

gboolean
connection_check_name (const char  *name,
                       GError     **error)
{
  g_return_val_if_fail (name != NULL, FALSE);

  if (!g_utf8_validate (name, -1, NULL) || *name == '\0' || g_ascii_isspace (*name) ||
      g_utf8_strlen (name, -1) > LONGEST_NAME)
    {
      g_set_error (error, CONNECTION_ERROR, CONNECTION_ERROR_BAD_NAME,
                   _("A connection's name has 1 to %d characters and doesn't begin with a blank"),
                   LONGEST_NAME);
      return FALSE;
    }
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      {
        g_set_error_literal (error, CONNECTION_ERROR, CONNECTION_ERROR_BAD_NAME,
                             _("A connection's name is one line of plain text"));
        return FALSE;
      }
  if (source_is_uri (name))
    {
      g_set_error (error, CONNECTION_ERROR, CONNECTION_ERROR_BAD_NAME,
                   _("“%s” names a side by itself; give the connection a name without a scheme"),
                   name);
      return FALSE;
    }
  if (base_key_text_is_ours (name))
    {
      g_set_error_literal (error, CONNECTION_ERROR, CONNECTION_ERROR_BAD_NAME,
                           _("That looks like a key; a connection's name is kept in the clear"));
      return FALSE;
    }
  return TRUE;
}

gboolean
connection_can_have_keys (const Connection *self)
{
  static const char *const keyless[] = { "csv:", "jsonl:", "counts:", "/" };

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (keyless); i++)
    if (g_ascii_strncasecmp (self->side, keyless[i], strlen (keyless[i])) == 0)
      return FALSE;
  return TRUE;
}

char *
connection_get_roll_folder (const Connection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_build_filename (g_get_user_data_dir (), "rollcall", "rolls", self->uuid, NULL);
}
