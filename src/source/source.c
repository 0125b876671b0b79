/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The interface, and the table of schemes that a side can be named by. Reading publishes only when
 * all of it was read: whatever goes wrong before leaves the roll as it was. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include "source/source.h"

#include <glib/gi18n.h>
#include <string.h>

#include "source/source-counts.h"
#include "source/source-csv.h"
#include "source/source-jsonl.h"
#include "source/source-scim.h"

G_DEFINE_QUARK (source - error - quark, source_error)
G_DEFINE_INTERFACE (Source, source, G_TYPE_OBJECT)

typedef Source *(*MakeFunc) (const char *rest, SourceSecrets *secrets, GError **error);

typedef struct
{
  Roll *roll;
  BaseProgress progress;
  gpointer progress_data;
} ReadTask;

static Source *
make_csv (const char     *rest,
          SourceSecrets  *secrets,
          GError        **error)
{
  return source_csv_new (rest);
}

static Source *
make_jsonl (const char     *rest,
            SourceSecrets  *secrets,
            GError        **error)
{
  return source_jsonl_new (rest);
}

static Source *
make_counts (const char     *rest,
             SourceSecrets  *secrets,
             GError        **error)
{
  return source_counts_new (rest, error);
}

/* A scheme without a maker is known, and comes with a later version. */
static const struct
{
  const char *scheme;
  MakeFunc make;
} schemes[] = {
  { "scim", source_scim_new }, { "csv", make_csv }, { "jsonl", make_jsonl },
  { "counts", make_counts },   { "ldap", NULL },    { "ldaps", NULL },
  { "entra", NULL },           { "okta", NULL },
};

/* The endings by which a plain path is told. */
static const struct
{
  const char *ending;
  MakeFunc make;
} endings[] = {
  { ".csv", make_csv },     { ".tsv", make_csv },      { ".txt", make_csv },
  { ".jsonl", make_jsonl }, { ".ndjson", make_jsonl },
};

static gboolean
is_path (const char *text)
{
  return g_str_has_prefix (text, "./") || g_str_has_prefix (text, "../") || *text == '/';
}

static gboolean
is_web_address (const char *text)
{
  return g_ascii_strncasecmp (text, "https://", 8) == 0 ||
         g_ascii_strncasecmp (text, "http://", 7) == 0;
}

/* The row of @text's scheme, or -1; @rest is what stands behind it. */
static int
find_scheme (const char  *text,
             const char **rest)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize length = strlen (schemes[i].scheme);

      if (g_ascii_strncasecmp (text, schemes[i].scheme, length) == 0 && text[length] == ':')
        {
          *rest = text + length + 1;
          return (int)i;
        }
    }
  return -1;
}

static Source *
make_from_path (const char     *path,
                SourceSecrets  *secrets,
                GError        **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize length = strlen (endings[i].ending);
      gsize whole = strlen (path);

      if (whole > length && g_ascii_strcasecmp (path + whole - length, endings[i].ending) == 0)
        return endings[i].make (path, secrets, error);
    }

  g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_SIDE,
               _("“%s” ends neither in .csv nor in .jsonl; write csv:%s or jsonl:%s"), path, path,
               path);
  return NULL;
}

static void
refuse (const char  *text,
        GError     **error)
{
  if (is_web_address (text))
    g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_SIDE, _("for a SCIM service write scim:%s"),
                 text);
  else
    g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_SIDE,
                 _("“%s” is no side; write scim:https://HOST/BASE, csv:FILE, jsonl:FILE or "
                   "counts:users=120,groups=8"),
                 text);
}

static void
read_task_free (ReadTask *read)
{
  g_object_unref (read->roll);
  g_free (read);
}

static void
read_thread_cb (GTask        *task,
                gpointer      object,
                gpointer      data,
                GCancellable *cancellable)
{
  ReadTask *read = data;
  GError *error = NULL;

  if (source_read (object, read->roll, read->progress, read->progress_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
source_default_init (SourceInterface *iface)
{
}

Source *
source_new_for_uri (const char     *uri,
                    SourceSecrets  *secrets,
                    GError        **error)
{
  const char *rest = NULL;
  int scheme;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (secrets == NULL || SOURCE_IS_SECRETS (secrets), NULL);

  if (is_path (uri))
    return make_from_path (uri, secrets, error);

  scheme = find_scheme (uri, &rest);
  if (scheme < 0 || *rest == '\0')
    {
      refuse (uri, error);
      return NULL;
    }
  if (schemes[scheme].make != NULL)
    return schemes[scheme].make (rest, secrets, error);

  g_set_error (
      error, SOURCE_ERROR, SOURCE_ERROR_NOT_THERE_YET,
      _("reading from %s: is not there yet in this version; export a CSV and read that with "
        "csv:FILE"),
      schemes[scheme].scheme);
  return NULL;
}

gboolean
source_is_uri (const char *text)
{
  const char *rest;

  g_return_val_if_fail (text != NULL, FALSE);

  return is_path (text) || is_web_address (text) || find_scheme (text, &rest) >= 0;
}

const char *
source_get_kind (Source *self)
{
  g_return_val_if_fail (SOURCE_IS_SOURCE (self), NULL);

  return SOURCE_SOURCE_GET_IFACE (self)->get_kind (self);
}

gboolean
source_read (Source        *self,
             Roll          *roll,
             BaseProgress   progress,
             gpointer       progress_data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (RollWriter) writer = NULL;

  g_return_val_if_fail (SOURCE_IS_SOURCE (self), FALSE);
  g_return_val_if_fail (ROLL_IS_ROLL (roll), FALSE);

  writer = roll_writer_new (roll, source_get_kind (self), error);
  if (writer == NULL)
    return FALSE;
  if (!SOURCE_SOURCE_GET_IFACE (self)->read (self, writer, progress, progress_data, cancellable,
                                             error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return roll_writer_publish (writer, error);
}

gboolean
source_test (Source        *self,
             GCancellable  *cancellable,
             GError       **error)
{
  SourceInterface *iface;

  g_return_val_if_fail (SOURCE_IS_SOURCE (self), FALSE);

  iface = SOURCE_SOURCE_GET_IFACE (self);
  return iface->test == NULL || iface->test (self, cancellable, error);
}

void
source_read_async (Source              *self,
                   Roll                *roll,
                   BaseProgress         progress,
                   gpointer             progress_data,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  ReadTask *read;

  g_return_if_fail (SOURCE_IS_SOURCE (self));
  g_return_if_fail (ROLL_IS_ROLL (roll));

  read = g_new0 (ReadTask, 1);
  read->roll = g_object_ref (roll);
  read->progress = progress;
  read->progress_data = progress_data;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, source_read_async);
  g_task_set_task_data (task, read, (GDestroyNotify)read_task_free);
  g_task_run_in_thread (task, read_thread_cb);
}

gboolean
source_read_finish (Source        *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
