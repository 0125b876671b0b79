/* SPDX-License-Identifier: GPL-3.0-or-later */

/* print-secret UUID KIND: what the keyring holds for a connection, on standard output, so that a
 * test can search for it everywhere else. Not installed. */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "base/base-secret.h"
#include "connection/connection-keyring.h"

int
main (int    argc,
      char **argv)
{
  g_auto (BaseSecret) secret = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    return 2;
  secret = connection_keyring_lookup (argv[1], argv[2], NULL, &error);
  if (secret == NULL)
    return 1;
  return write (STDOUT_FILENO, secret, strlen (secret)) == (gssize)strlen (secret) ? 0 : 1;
}
