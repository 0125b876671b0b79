/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The formats stay the same after the wipe: an owner that suddenly offers nothing makes some
 * clipboard managers bring back what they remember. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-secret-provider.h"

#include <string.h>

#include "base/base-secret.h"

struct _RollcallSecretProvider
{
  GdkContentProvider parent_instance;

  char *secret; /* %NULL once wiped */
};

static const char *const text_types[] = { "text/plain;charset=utf-8", "text/plain" };

G_DEFINE_FINAL_TYPE (RollcallSecretProvider, rollcall_secret_provider, GDK_TYPE_CONTENT_PROVIDER)

/* (transfer none) (nullable): what to write for a type */
static const char *
get_answer (RollcallSecretProvider *self,
            const char             *mime_type)
{
  if (g_str_equal (mime_type, ROLLCALL_SECRET_HINT_TYPE))
    return ROLLCALL_SECRET_HINT_VALUE;
  for (guint i = 0; i < G_N_ELEMENTS (text_types); i++)
    if (g_str_equal (mime_type, text_types[i]))
      return self->secret != NULL ? self->secret : "";
  return NULL;
}

/* An empty text needs no write, and what comes with none isn't written to. */
static void
written_cb (GObject      *stream,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static GdkContentFormats *
rollcall_secret_provider_ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_gtype (builder, G_TYPE_STRING);
  for (guint i = 0; i < G_N_ELEMENTS (text_types); i++)
    gdk_content_formats_builder_add_mime_type (builder, text_types[i]);
  gdk_content_formats_builder_add_mime_type (builder, ROLLCALL_SECRET_HINT_TYPE);
  return gdk_content_formats_builder_free_to_formats (builder);
}

static void
rollcall_secret_provider_write_async (GdkContentProvider  *provider,
                                      const char          *mime_type,
                                      GOutputStream       *stream,
                                      int                  io_priority,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  RollcallSecretProvider *self = ROLLCALL_SECRET_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *answer = get_answer (self, mime_type);
  char *copy;

  g_task_set_source_tag (task, rollcall_secret_provider_write_async);
  g_task_set_priority (task, io_priority);
  if (answer == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Nothing to offer as %s",
                               mime_type);
      return;
    }
  if (*answer == '\0')
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* A copy of its own, since a wipe may come while it is being written. */
  copy = base_secret_dup (answer);
  g_task_set_task_data (task, copy, (GDestroyNotify)base_secret_free);
  g_output_stream_write_all_async (stream, copy, strlen (copy), io_priority, cancellable,
                                   written_cb, g_steal_pointer (&task));
}

static gboolean
rollcall_secret_provider_write_finish (GdkContentProvider  *provider,
                                       GAsyncResult        *result,
                                       GError             **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
rollcall_secret_provider_get_value (GdkContentProvider  *provider,
                                    GValue              *value,
                                    GError             **error)
{
  RollcallSecretProvider *self = ROLLCALL_SECRET_PROVIDER (provider);

  if (!G_VALUE_HOLDS_STRING (value))
    return GDK_CONTENT_PROVIDER_CLASS (rollcall_secret_provider_parent_class)
        ->get_value (provider, value, error);
  g_value_set_string (value, self->secret != NULL ? self->secret : "");
  return TRUE;
}

static void
rollcall_secret_provider_finalize (GObject *object)
{
  base_secret_clear (&ROLLCALL_SECRET_PROVIDER (object)->secret);
  G_OBJECT_CLASS (rollcall_secret_provider_parent_class)->finalize (object);
}

static void
rollcall_secret_provider_class_init (RollcallSecretProviderClass *class)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = rollcall_secret_provider_finalize;
  provider_class->ref_formats = rollcall_secret_provider_ref_formats;
  provider_class->write_mime_type_async = rollcall_secret_provider_write_async;
  provider_class->write_mime_type_finish = rollcall_secret_provider_write_finish;
  provider_class->get_value = rollcall_secret_provider_get_value;
}

static void
rollcall_secret_provider_init (RollcallSecretProvider *self)
{
}

GdkContentProvider *
rollcall_secret_provider_new (const char *secret)
{
  RollcallSecretProvider *self;

  g_return_val_if_fail (secret != NULL, NULL);

  self = g_object_new (ROLLCALL_TYPE_SECRET_PROVIDER, NULL);
  self->secret = base_secret_dup (secret);
  return GDK_CONTENT_PROVIDER (self);
}

void
rollcall_secret_provider_wipe (RollcallSecretProvider *self)
{
  g_return_if_fail (ROLLCALL_IS_SECRET_PROVIDER (self));

  base_secret_clear (&self->secret);
}

gboolean
rollcall_secret_provider_is_wiped (RollcallSecretProvider *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SECRET_PROVIDER (self), TRUE);

  return self->secret == NULL;
}
