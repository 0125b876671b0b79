/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcall: the console. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include <glib/gi18n.h>

#include "base/base-secret.h"
#include "console/rollcall-application.h"

int
main (int    argc,
      char **argv)
{
  const char *locale_folder = g_getenv ("ROLLCALL_LOCALEDIR");
  g_autoptr (RollcallApplication) application = NULL;

  base_secret_protect_process ();
  bindtextdomain (GETTEXT_PACKAGE, locale_folder != NULL ? locale_folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("rollcall");

  application = rollcall_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
