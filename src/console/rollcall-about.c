/* SPDX-License-Identifier: GPL-3.0-or-later */

/* AdwAboutWindow, which is the one that libadwaita 1.2 has. The support text names what a report of
 * a fault needs and no person, connection or address. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-about.h"

#include <glib/gi18n.h>

/* (transfer full) */
static char *
describe_system (void)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  return g_strdup_printf ("Rollcall %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\n%s\n",
                          PACKAGE_VERSION, gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), glib_major_version,
                          glib_minor_version, glib_micro_version,
                          system != NULL ? system : _("System unknown"));
}

void
rollcall_about_present (GtkWindow *parent)
{
  g_autofree char *system = describe_system ();

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  adw_show_about_window (
      parent, "application-name", _("Rollcall"), "application-icon", APPLICATION_ID, "version",
      PACKAGE_VERSION, "developer-name", _("The Rollcall contributors"), "website",
      "https://github.com/rollcall/rollcall", "issue-url",
      "https://github.com/rollcall/rollcall/issues", "license-type", GTK_LICENSE_GPL_3_0,
      "comments",
      _("Shows who an identity provider has provisioned into a SCIM directory, and proves that "
        "both sides match."),
      "debug-info", system, "debug-info-filename", "rollcall.txt",
      /* Translators: your name, and an address if you like, a line each */
      "translator-credits", _("translator-credits"), NULL);
}
