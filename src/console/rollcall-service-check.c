/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three questions one after the other; the first that isn't answered ends it. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-service-check.h"

#include <string.h>

#include "base/base-secret.h"
#include "desk/desk-paste.h"

typedef struct
{
  char *address;
  char *token;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->address);
  base_secret_free (question->token);
  g_free (question);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const AdminDirectory *one = *(AdminDirectory *const *)a;
  const AdminDirectory *two = *(AdminDirectory *const *)b;

  return g_utf8_collate (one->name, two->name);
}

static void
run_check (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  Question *question = data;
  g_autoptr (RollcallService) found = g_new0 (RollcallService, 1);
  GError *error = NULL;

  found->service = desk_service_new (question->address, question->token, cancellable, &error);
  if (found->service != NULL &&
      desk_service_get_reach (found->service, &found->reach, cancellable, &error))
    found->directories = admin_client_list_directories (desk_service_get_client (found->service),
                                                        cancellable, &error);
  if (found->directories == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  found->lacks_port = desk_service_lacks_port (found->service);
  g_ptr_array_sort (found->directories, compare_names);
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify)rollcall_service_free);
}

void
rollcall_service_free (RollcallService *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->service);
  g_clear_pointer (&self->directories, g_ptr_array_unref);
  g_free (self);
}

void
rollcall_service_check_async (const char          *address,
                              const char          *token,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  g_task_set_source_tag (task, rollcall_service_check_async);
  question->address = g_strdup (address);
  question->token = base_secret_dup (token);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, run_check);
}

RollcallService *
rollcall_service_check_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rollcall_service_check_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
rollcall_service_tidy_address (const char *address)
{
  static const char *const tails[] = { "/scim/directory/", "/admin/v1" };
  g_autofree char *tidy = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  tidy = desk_url_tidy (address);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      char *tail = strstr (tidy, tails[i]);

      if (tail != NULL)
        *tail = '\0';
    }
  return g_steal_pointer (&tidy);
}
