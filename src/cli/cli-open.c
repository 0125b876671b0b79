/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The few steps that most commands begin with. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-open.h"

#include <glib/gi18n.h>

#include "base/base-secret.h"
#include "cli/cli-commands.h"
#include "cli/cli-progress.h"
#include "cli/cli-secrets.h"

DeskService *
cli_open_service (CliRun  *run,
                  CliExit *exit)
{
  g_autoptr (GError) error = NULL;
  g_auto (BaseSecret) token = NULL;
  DeskService *service;

  g_return_val_if_fail (run != NULL && exit != NULL, NULL);

  if (!cli_secrets_read (run, "key-file", "ROLLCALL_ADMIN_TOKEN", &token, &error))
    {
      *exit = cli_run_fail_error (error, CLI_EXIT_UNREACHABLE);
      return NULL;
    }
  service = desk_service_new (cli_run_get_option (run, "service"), token, run->cancellable, &error);
  if (service == NULL)
    *exit = cli_run_fail_error (error, CLI_EXIT_UNREACHABLE);
  return service;
}

AdminDirectory *
cli_open_directory (CliRun       *run,
                    DeskService **service,
                    CliExit      *exit)
{
  g_autoptr (GError) error = NULL;
  AdminDirectory *directory;

  g_return_val_if_fail (run != NULL && service != NULL && exit != NULL, NULL);

  *service = cli_open_service (run, exit);
  if (*service == NULL)
    return NULL;
  directory = admin_client_find_directory (desk_service_get_client (*service),
                                           cli_run_get_argument (run, 0), run->cancellable, &error);
  if (directory == NULL)
    *exit = cli_run_fail_error (error, CLI_EXIT_FAILED);
  return directory;
}

DeskSide *
cli_open_side (CliRun     *run,
               const char *text,
               const char *option,
               const char *variable,
               CliExit    *exit)
{
  g_autoptr (SourceSecrets) secrets = NULL;
  g_autoptr (GError) error = NULL;
  DeskSide *side;

  g_return_val_if_fail (run != NULL && text != NULL && exit != NULL, NULL);

  if (!cli_secrets_for (run, option, variable, &secrets, &error))
    {
      *exit = cli_run_fail_error (error, CLI_EXIT_UNREACHABLE);
      return NULL;
    }
  side = desk_side_new (text, secrets, run->cancellable, &error);
  if (side == NULL)
    *exit = cli_run_fail_error (error, CLI_EXIT_UNREACHABLE);
  return side;
}

CliExit
cli_open_both (CliRun    *run,
               DeskSide **source,
               DeskSide **target)
{
  CliExit exit = CLI_EXIT_WELL;

  g_return_val_if_fail (run != NULL && source != NULL && target != NULL, CLI_EXIT_FAILED);

  *source = cli_open_side (run, cli_run_get_argument (run, 0), "source-key-file",
                           "ROLLCALL_SOURCE_KEY", &exit);
  if (*source != NULL)
    *target = cli_open_side (run, cli_run_get_argument (run, 1), "target-key-file",
                             "ROLLCALL_TARGET_KEY", &exit);
  return exit;
}

/* How @run's command takes keys. */
static const char *
hint_at_keys (CliRun *run)
{
  if (cli_command_find_option (run->command, "target-key-file") != NULL)
    return _("give one with --source-key-file or ROLLCALL_SOURCE_KEY, with --target-key-file or "
             "ROLLCALL_TARGET_KEY, or save the side with its key by “rollcallctl connection add”");
  return _("give one with --key-file or ROLLCALL_KEY, or save the side with its key by "
           "“rollcallctl connection add”");
}

CliExit
cli_fail_read (CliRun       *run,
               const GError *error,
               CliExit       otherwise)
{
  g_return_val_if_fail (run != NULL && error != NULL, otherwise);

  cli_progress_clear ();
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return cli_run_fail (otherwise, "%s",
                         _("Cancelled while reading. What was read before is as it was."));
  if (g_error_matches (error, SOURCE_ERROR, SOURCE_ERROR_NO_KEY))
    return cli_run_fail (otherwise, "%s; %s", error->message, hint_at_keys (run));
  return cli_run_fail_error (error, otherwise);
}

CliExit
cli_read_side (CliRun   *run,
               DeskSide *side)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_return_val_if_fail (run != NULL && DESK_IS_SIDE (side), CLI_EXIT_FAILED);

  if (cli_run_has_option (run, "saved"))
    done = desk_side_check_saved (side, &error);
  else
    done = desk_side_read (side, cli_progress_show, NULL, run->cancellable, &error);
  cli_progress_clear ();
  return done ? CLI_EXIT_WELL : cli_fail_read (run, error, CLI_EXIT_UNREACHABLE);
}
