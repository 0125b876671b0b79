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
#define MOST_STEPS 100

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
  copy->source = g_strdup (self->source);
  copy->expires = self->expires;
  copy->idp = g_strdup (self->idp);
  copy->preset = g_strdup (self->preset);
  copy->steps_done = g_strdup (self->steps_done);
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
  g_free (self->source);
  g_free (self->idp);
  g_free (self->preset);
  g_free (self->steps_done);
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

gboolean
connection_is_directory (const Connection *self)
{
  static const char scheme[] = "scim:";

  g_return_val_if_fail (self != NULL, FALSE);

  return g_ascii_strncasecmp (self->side, scheme, strlen (scheme)) == 0;
}

/* (transfer full) (element-type guint): the steps in @text, in order; what is no number is left
 * out */
static GArray *
read_steps (const char *text)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", MOST_STEPS);

  for (char **part = parts; *part != NULL; part++)
    {
      guint64 number;

      if (g_ascii_string_to_unsigned (g_strstrip (*part), 10, 1, MOST_STEPS, &number, NULL))
        {
          guint step = (guint)number;

          g_array_append_val (steps, step);
        }
    }
  return steps;
}

gboolean
connection_has_step (const Connection *self,
                     guint             step)
{
  g_autoptr (GArray) steps = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  steps = read_steps (self->steps_done);
  for (guint i = 0; i < steps->len; i++)
    if (g_array_index (steps, guint, i) == step)
      return TRUE;
  return FALSE;
}

void
connection_set_step (Connection *self,
                     guint       step,
                     gboolean    done)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) steps = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (step > 0 && step <= MOST_STEPS);

  steps = read_steps (self->steps_done);
  for (guint i = 0; i < steps->len; i++)
    if (g_array_index (steps, guint, i) != step)
      g_string_append_printf (text, "%s%u", text->len > 0 ? "," : "",
                              g_array_index (steps, guint, i));
  if (done)
    g_string_append_printf (text, "%s%u", text->len > 0 ? "," : "", step);

  g_free (self->steps_done);
  self->steps_done = text->len > 0 ? g_strdup (text->str) : NULL;
}

char *
connection_get_roll_folder (const Connection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_build_filename (g_get_user_data_dir (), "rollcall", "rolls", self->uuid, NULL);
}
