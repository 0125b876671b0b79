/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sentences for items: one table for what the service has a word for, one for what was refused, one
 * for what was read. A name that isn't known any more (its person was deleted) is left out, never
 * made up. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "connection/connection-guides.h"
#include "desk/desk-activity-private.h"
#include "desk/desk-words.h"

#define MOST_NAMED 3

typedef struct
{
  const char *meaning;
  DeskActivityKind kind;
  DeskActivityIcon icon;
  const char *with_name;
  const char *without;
} MeaningRow;

static const MeaningRow meaning_rows[] = {
  { "person created", DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_ADDED, N_ ("%s was created"),
    N_ ("A person was created") },
  { "person changed", DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_CHANGED, N_ ("%s was changed"),
    N_ ("A person was changed") },
  { "person activated", DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_ADDED, N_ ("%s was activated"),
    N_ ("A person was activated") },
  { "person deactivated", DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_DEACTIVATED,
    N_ ("%s was deactivated"), N_ ("A person was deactivated") },
  { "person deleted", DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_REMOVED, N_ ("%s was deleted"),
    N_ ("A person was deleted") },
  { "group created", DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_GROUP,
    N_ ("The group %s was created"), N_ ("A group was created") },
  { "group changed", DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_GROUP,
    N_ ("The group %s was changed"), N_ ("A group was changed") },
  { "members changed", DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_GROUP,
    N_ ("The members of %s changed"), N_ ("The members of a group changed") },
  { "group deleted", DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_REMOVED,
    N_ ("The group %s was deleted"), N_ ("A group was deleted") },
  { "nothing changed", DESK_ACTIVITY_LOOKUP, DESK_ACTIVITY_ICON_LOOKUP,
    N_ ("%s was sent again; nothing changed"), N_ ("Somebody was sent again; nothing changed") },
  { "looked for, not found", DESK_ACTIVITY_LOOKUP, DESK_ACTIVITY_ICON_LOOKUP,
    N_ ("%s was looked for and isn’t here"), N_ ("Somebody was looked for who isn’t here") },
  { "test connection", DESK_ACTIVITY_TEST, DESK_ACTIVITY_ICON_TEST, NULL, NULL },
  { "key created", DESK_ACTIVITY_KEY, DESK_ACTIVITY_ICON_KEY, N_ ("The key “%s” was made"),
    N_ ("A key was made") },
  { "key changed", DESK_ACTIVITY_KEY, DESK_ACTIVITY_ICON_KEY, N_ ("The key “%s” was changed"),
    N_ ("A key was changed") },
  { "key replaced", DESK_ACTIVITY_KEY, DESK_ACTIVITY_ICON_KEY,
    N_ ("The key “%s” is being replaced"), N_ ("A key is being replaced") },
  { "key revoked", DESK_ACTIVITY_KEY, DESK_ACTIVITY_ICON_KEY, N_ ("The key “%s” was revoked"),
    N_ ("A key was revoked") },
};

/* What was tried when it was refused. */
static const struct
{
  const char *method;
  const char *with_name;
  const char *person;
  const char *group;
} refusal_rows[] = {
  { "POST", N_ ("%s could not be created"), N_ ("A person could not be created"),
    N_ ("A group could not be created") },
  { "PUT", N_ ("%s could not be changed"), N_ ("A person could not be changed"),
    N_ ("A group could not be changed") },
  { "PATCH", N_ ("%s could not be changed"), N_ ("A person could not be changed"),
    N_ ("A group could not be changed") },
  { "DELETE", N_ ("%s could not be deleted"), N_ ("A person could not be deleted"),
    N_ ("A group could not be deleted") },
};

/* What people call the attributes that are looked for. */
static const struct
{
  const char *path;
  const char *words;
} attribute_rows[] = {
  { "userName", N_ ("user name") },
  { "externalId", N_ ("external id") },
  { "displayName", N_ ("name") },
  { "emails.value", N_ ("e-mail address") },
  { "emails", N_ ("e-mail address") },
  { "members", N_ ("member") },
  { "members.value", N_ ("member") },
  { "id", N_ ("id") },
  { "emails[type eq ?].value", N_ ("e-mail address") },
};

/* printf with a translated format that has one %s, which isn't a literal here. */
static char *
put_name (const char *format,
          const char *name)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strjoinv (name, parts);
}

static gboolean
is_group (const DeskActivityItem *item)
{
  return g_strcmp0 (item->resource_type, "Group") == 0 ||
         (item->path != NULL && g_str_has_prefix (item->path, "/Groups"));
}

/* (transfer full): the service's words as the end of a sentence of ours */
static char *
without_stop (const char *words)
{
  gsize length = strlen (words);

  return g_strndup (words, length > 0 && words[length - 1] == '.' ? length - 1 : length);
}

static const char *
attribute_words (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (attribute_rows); i++)
    if (g_ascii_strcasecmp (attribute_rows[i].path, path) == 0)
      return _ (attribute_rows[i].words);
  return path;
}

/* (transfer full): the last part of a path behind its schema: "department" */
static char *
short_path (const char *path)
{
  const char *colon = g_str_has_prefix (path, "urn:") ? strrchr (path, ':') : NULL;

  return g_strdup (attribute_words (colon != NULL ? colon + 1 : path));
}

static char *
members_detail (const DeskActivityItem *item)
{
  g_autofree char *added = NULL;
  g_autofree char *removed = NULL;
  gint64 n_added = 0;
  gint64 n_removed = 0;

  for (guint i = 0; i < item->changes->len; i++)
    {
      const DeskActivityChange *change = g_ptr_array_index (item->changes, i);

      if (g_strcmp0 (change->path, "members") != 0)
        continue;
      if (g_strcmp0 (change->op, "remove") == 0)
        n_removed += change->count;
      else
        n_added += change->count;
    }
  added = desk_words_number (n_added);
  removed = desk_words_number (n_removed);
  if (n_added > 0 && n_removed > 0)
    return g_strdup_printf (_("%s added, %s removed"), added, removed);
  if (n_added > 0)
    return g_strdup_printf (ngettext ("%s member added", "%s members added", (gulong)n_added),
                            added);
  return n_removed > 0 ? g_strdup_printf (ngettext ("%s member removed", "%s members removed",
                                                    (gulong)n_removed),
                                          removed)
                       : NULL;
}

char *
desk_activity_words_of_changes (const DeskActivityItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = item->changes->len;

  if (n == 0)
    return NULL;
  if (n == 1)
    {
      const DeskActivityChange *change = g_ptr_array_index (item->changes, 0);
      g_autofree char *path = short_path (change->path);

      if (change->old_value == NULL && change->new_value == NULL)
        return g_steal_pointer (&path);
      return g_strdup_printf ("%s: %s → %s", path,
                              change->old_value != NULL ? change->old_value : "–",
                              change->new_value != NULL ? change->new_value : "–");
    }
  for (guint i = 0; i < MIN (n, MOST_NAMED); i++)
    {
      const DeskActivityChange *change = g_ptr_array_index (item->changes, i);
      g_autofree char *path = short_path (change->path);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", path);
    }
  if (n > MOST_NAMED)
    {
      g_autofree char *more = desk_words_number (n - MOST_NAMED);

      g_string_append_c (text, ' ');
      g_string_append_printf (text, ngettext ("and %s more", "and %s more", n - MOST_NAMED), more);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
say_refusal (DeskActivityItem *item)
{
  item->kind = DESK_ACTIVITY_FAILURE;
  item->icon = DESK_ACTIVITY_ICON_FAILED;
  if (item->error_detail != NULL)
    item->detail = without_stop (item->error_detail);
  else
    item->detail = g_strdup_printf (_("The service answered %u"), item->status);

  if (item->status == 401)
    {
      item->sentence =
          g_strdup (item->key_id != NULL ? _("A key that isn’t accepted any more was shown")
                                         : _("A request without a right key was refused"));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (refusal_rows); i++)
    if (g_strcmp0 (refusal_rows[i].method, item->method) == 0 &&
        !g_str_has_suffix (item->path != NULL ? item->path : "", "/.search"))
      {
        item->sentence = item->resource_name != NULL
                             ? put_name (_ (refusal_rows[i].with_name), item->resource_name)
                             : g_strdup (is_group (item) ? _ (refusal_rows[i].group)
                                                         : _ (refusal_rows[i].person));
        return;
      }
  if (item->status == 404)
    item->sentence = g_strdup (is_group (item) ? _("A group was asked for that isn’t here")
                                               : _("A person was asked for who isn’t here"));
  else
    item->sentence = g_strdup (_("A look-up was refused"));
}

/* (transfer full) (nullable): the attribute that the shape of a filter compares */
static char *
filter_attribute (const char *path)
{
  const char *filter = strstr (path, "filter=");
  const char *end;

  if (filter == NULL)
    return NULL;
  filter += strlen ("filter=");
  end = strstr (filter, " eq ?");
  if (end == NULL || strstr (end + 1, " eq ") != NULL)
    return NULL;
  return g_strndup (filter, (gsize)(end - filter));
}

char *
desk_activity_words_of_lookups (const char *path,
                                gint64      n)
{
  g_autofree char *attribute = filter_attribute (path);
  g_autofree char *number = desk_words_number (n);
  gboolean groups = g_str_has_prefix (path, "/Groups");
  gulong count = (gulong)n;

  if (attribute != NULL && groups)
    return g_strdup_printf (ngettext ("%s group looked up by %s", "%s groups looked up by %s",
                                      count),
                            number, attribute_words (attribute));
  if (attribute != NULL)
    return g_strdup_printf (ngettext ("%s person looked up by %s", "%s people looked up by %s",
                                      count),
                            number, attribute_words (attribute));
  if (g_str_equal (path, "/Users/{id}"))
    return g_strdup_printf (ngettext ("%s person read", "%s people read", count), number);
  if (g_str_equal (path, "/Groups/{id}"))
    return g_strdup_printf (ngettext ("%s group read", "%s groups read", count), number);
  if (g_str_has_prefix (path, "/Users"))
    return g_strdup_printf (ngettext ("%s page of people read", "%s pages of people read", count),
                            number);
  if (groups)
    return g_strdup_printf (ngettext ("%s page of groups read", "%s pages of groups read", count),
                            number);
  return g_strdup_printf (ngettext ("Asked %s time what the directory can do",
                                    "Asked %s times what the directory can do", count),
                          number);
}

static void
say_test (DeskActivityItem *item)
{
  g_autoptr (ConnectionGuide) guide = connection_guides_find (item->idp);
  const char *button = guide->test_button;

  if (button != NULL && item->who != NULL)
    item->sentence = g_strdup_printf (_("%s arrived from %s"), button, item->who);
  else if (item->who != NULL)
    item->sentence = g_strdup_printf (_("A connection test arrived from %s"), item->who);
  else
    item->sentence = g_strdup (_("A connection test arrived"));
}

static gboolean
say_meaning (DeskActivityItem *item)
{
  for (guint i = 0; item->meaning != NULL && i < G_N_ELEMENTS (meaning_rows); i++)
    {
      const MeaningRow *row = &meaning_rows[i];

      if (!g_str_equal (row->meaning, item->meaning))
        continue;
      item->kind = row->kind;
      item->icon = row->icon;
      if (row->with_name == NULL)
        say_test (item);
      else
        item->sentence = item->resource_name != NULL
                             ? put_name (_ (row->with_name), item->resource_name)
                             : g_strdup (_ (row->without));
      if (g_str_equal (item->meaning, "members changed"))
        item->detail = members_detail (item);
      else if (g_str_has_suffix (item->meaning, " changed") && row->kind == DESK_ACTIVITY_CHANGE)
        item->detail = desk_activity_words_of_changes (item);
      return TRUE;
    }
  return FALSE;
}

void
desk_activity_put_in_words (DeskActivityItem *item)
{
  g_return_if_fail (item != NULL);

  item->icon = DESK_ACTIVITY_ICON_OTHER;
  item->kind = DESK_ACTIVITY_OTHER;
  if (item->status >= 400)
    {
      say_refusal (item);
      return;
    }
  if (say_meaning (item))
    return;
  if (item->method != NULL && item->path != NULL &&
      (g_str_equal (item->method, "GET") || g_str_has_suffix (item->path, "/.search")))
    {
      item->kind = DESK_ACTIVITY_LOOKUP;
      item->icon = DESK_ACTIVITY_ICON_LOOKUP;
      item->sentence = desk_activity_words_of_lookups (item->path, item->count);
      return;
    }
  item->sentence = g_strdup (item->meaning != NULL ? item->meaning : _("Something happened"));
}
