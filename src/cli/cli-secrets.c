/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A key is the first line of its file, read straight into secret memory. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-secrets.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/base-key-text.h"
#include "base/base-secret.h"
#include "desk/desk-error.h"
#include "desk/desk-key.h"

#define LONGEST_KEY 16384

/* Fills @secret from @fd up to the first line's end, and takes nothing behind it: the next key may
 * stand there. Returns the length, or -1; a line that is cut off or holds a NUL is no key. */
static gssize
read_first_line (int   fd,
                 char *secret)
{
  gsize length = 0;

  for (;;)
    {
      gssize got = read (fd, secret + length, 1);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return -1;
      if (got == 0 || secret[length] == '\n')
        break;
      if (secret[length] == '\0' || ++length == LONGEST_KEY)
        {
          errno = EINVAL;
          return -1;
        }
    }
  secret[length] = '\0';
  secret[strcspn (secret, "\r")] = '\0';
  return (gssize)strlen (secret);
}

static char *
read_file (const char  *option,
           const char  *path,
           GError     **error)
{
  g_auto (BaseSecret) secret = base_secret_alloc (LONGEST_KEY);
  gboolean standard = strcmp (path, "-") == 0;
  int fd = standard ? STDIN_FILENO : g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize length = fd >= 0 ? read_first_line (fd, secret) : -1;
  int why = errno;
  const char *shown = standard ? _("standard input") : path;

  if (fd >= 0 && !standard)
    close (fd);
  if (length > 0)
    return g_steal_pointer (&secret);

  if (length < 0)
    g_set_error (error, DESK_ERROR, DESK_ERROR_NO_KEY,
                 _("Can't read the key from “%s”, which --%s names: %s"), shown, option,
                 why == EINVAL ? _("it holds no key, but something else") : g_strerror (why));
  else
    g_set_error (error, DESK_ERROR, DESK_ERROR_NO_KEY,
                 _("There is no key in “%s”, which --%s names: its first line is empty"), shown,
                 option);
  return NULL;
}

gboolean
cli_secrets_read (CliRun      *run,
                  const char  *option,
                  const char  *variable,
                  char       **secret,
                  GError     **error)
{
  const char *path;
  const char *text;

  g_return_val_if_fail (run != NULL && option != NULL && variable != NULL, FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);

  *secret = NULL;
  path = cli_run_get_option (run, option);
  text = g_getenv (variable);
  if (path != NULL)
    {
      *secret = read_file (option, path, error);
      if (*secret == NULL)
        return FALSE;
    }
  else if (text != NULL && *text != '\0')
    *secret = base_secret_dup (text);

  if (*secret != NULL && !desk_key_check (*secret, error))
    {
      g_prefix_error (error, "%s: ", path != NULL ? path : variable);
      base_secret_clear (secret);
      return FALSE;
    }
  return TRUE;
}

gboolean
cli_secrets_for (CliRun         *run,
                 const char     *option,
                 const char     *variable,
                 SourceSecrets **secrets,
                 GError        **error)
{
  g_auto (BaseSecret) secret = NULL;

  g_return_val_if_fail (secrets != NULL, FALSE);

  *secrets = NULL;
  if (!cli_secrets_read (run, option, variable, &secret, error))
    return FALSE;
  if (secret != NULL)
    *secrets = source_secrets_new_fixed (secret);
  return TRUE;
}

gboolean
cli_secrets_is_key (const char *word)
{
  const char *value;

  g_return_val_if_fail (word != NULL, FALSE);

  value = g_str_has_prefix (word, "--") ? strchr (word, '=') : NULL;
  value = value != NULL ? value + 1 : word;
  return base_key_text_is_ours (value) && strlen (value) > BASE_KEY_TEXT_PREFIX_LENGTH;
}
