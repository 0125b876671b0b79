/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See store-fixture.h. */

#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *name;
  StoreDirectory *directory;
} NewDirectory;

static gboolean
new_directory_job (StoreWriter  *writer,
                   gpointer      data,
                   GError      **error)
{
  NewDirectory *new = data;

  return store_writer_create_directory (writer, new->name, &new->directory, error);
}

static ScimResource *
resource_of (StoreType   type,
             const char *json)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  ScimResource *resource;

  root = json_from_string (json, &error);
  g_assert_no_error (error);
  resource = scim_resource_new (store_type_to_scim (type), json_node_get_object (root),
                                SCIM_PROFILE_LENIENT, &error);
  g_assert_no_error (error);
  return resource;
}

static gboolean
act_members (StoreWriter  *writer,
             Act          *act,
             GError      **error)
{
  ScimMemberChange change = { act->change, act->members, (char *)act->member_type };

  return store_writer_change_members (writer, act->directory, act->id, &change, !act->strict,
                                      &act->result, &act->written, error);
}

gboolean
act_job (StoreWriter  *writer,
         gpointer      data,
         GError      **error)
{
  Act *act = data;
  g_autoptr (ScimResource) resource = NULL;

  if (act->json != NULL)
    resource = resource_of (act->type, act->json);
  switch (act->kind)
    {
    case ACT_CREATE:
      return store_writer_create (writer, act->directory, resource, &act->written, error);
    case ACT_REPLACE:
      return store_writer_replace (writer, act->directory, act->id, resource, act->expected_version,
                                   &act->written, error);
    case ACT_DELETE:
      return store_writer_delete (writer, act->directory, act->type, act->id, act->expected_version,
                                  error);
    case ACT_MEMBERS:
    default:
      return act_members (writer, act, error);
    }
}

void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
fixture_open (Fixture            *fixture,
              const StoreOptions *options)
{
  g_autoptr (GError) error = NULL;

  fixture->store = store_open (fixture->folder, options, &error);
  g_assert_no_error (error);
  fixture->reader = store_reader_new (fixture->store, &error);
  g_assert_no_error (error);
}

void
fixture_close (Fixture *fixture)
{
  g_clear_pointer (&fixture->reader, store_reader_free);
  g_clear_pointer (&fixture->store, store_close);
}

StoreDirectory *
fixture_add_directory (Fixture    *fixture,
                       const char *name)
{
  g_autoptr (GError) error = NULL;
  NewDirectory new = { name, NULL };

  store_run (fixture->store, new_directory_job, &new, &error);
  g_assert_no_error (error);
  return new.directory;
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("rollcall-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture_open (fixture, NULL);
  fixture->directory = fixture_add_directory (fixture, "Example");
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture_close (fixture);
  g_clear_pointer (&fixture->directory, store_directory_free);
  g_clear_pointer (&fixture->made, store_key_free);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

typedef struct
{
  Fixture *fixture;
  Body body;
} BodyJob;

static gboolean
body_job (StoreWriter  *writer,
          gpointer      data,
          GError      **error)
{
  BodyJob *job = data;

  return job->body (writer, job->fixture, error);
}

void
run (Fixture *fixture,
     Body     body)
{
  g_autoptr (GError) error = NULL;
  BodyJob job = { fixture, body };

  store_run (fixture->store, body_job, &job, &error);
  g_assert_no_error (error);
}

void
run_fails (Fixture    *fixture,
           Body        body,
           StoreError  code)
{
  g_autoptr (GError) error = NULL;
  BodyJob job = { fixture, body };

  g_assert_false (store_run (fixture->store, body_job, &job, &error));
  g_assert_error (error, STORE_ERROR, (int)code);
}

static StoreWritten
run_act (Fixture *fixture,
         Act     *act)
{
  g_autoptr (GError) error = NULL;

  act->directory = fixture->directory->seq;
  store_run (fixture->store, act_job, act, &error);
  g_assert_no_error (error);
  store_member_result_clear (&act->result);
  return act->written;
}

StoreWritten
create (Fixture    *fixture,
        StoreType   type,
        const char *json)
{
  Act act = { .kind = ACT_CREATE, .type = type, .json = json };

  return run_act (fixture, &act);
}

StoreWritten
create_user (Fixture    *fixture,
             const char *user_name)
{
  g_autofree char *json = g_strdup_printf ("{\"userName\":\"%s\"}", user_name);

  return create (fixture, STORE_USER, json);
}

StoreWritten
create_group (Fixture    *fixture,
              const char *display_name)
{
  g_autofree char *json = g_strdup_printf ("{\"displayName\":\"%s\"}", display_name);

  return create (fixture, STORE_GROUP, json);
}

StoreWritten
replace (Fixture    *fixture,
         StoreType   type,
         const char *id,
         const char *json)
{
  Act act = { .kind = ACT_REPLACE, .type = type, .json = json };

  g_strlcpy (act.id, id, sizeof act.id);
  return run_act (fixture, &act);
}

void delete (Fixture *fixture, StoreType type, const char *id)
{
  Act act = { .kind = ACT_DELETE, .type = type };

  g_strlcpy (act.id, id, sizeof act.id);
  run_act (fixture, &act);
}

StoreWritten
change_members (Fixture              *fixture,
                const char           *group,
                ScimMemberChangeKind  kind,
                const char           *first_id,
                ...)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  Act act = { .kind = ACT_MEMBERS, .type = STORE_GROUP, .change = kind, .members = members };
  va_list ids;

  va_start (ids, first_id);
  for (const char *id = first_id; id != NULL; id = va_arg (ids, const char *))
    g_ptr_array_add (members, (gpointer)id);
  va_end (ids);
  g_strlcpy (act.id, group, sizeof act.id);
  return run_act (fixture, &act);
}

GPtrArray *
create_many (Fixture *fixture,
             guint    count)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < count; i++)
    {
      Act *act = g_new0 (Act, 1);

      act->kind = ACT_CREATE;
      act->type = STORE_USER;
      act->directory = fixture->directory->seq;
      act->json =
          g_strdup_printf ("{\"userName\":\"user%u\",\"emails\":[{\"value\":\"u%u@x.org\"}]}", i,
                           i);
      g_ptr_array_add (acts, act);
      store_submit (fixture->store, act_job, NULL, act, 100);
    }
  create_group (fixture, "behind them");
  for (guint i = 0; i < count; i++)
    g_free ((gpointer)((Act *)acts->pdata[i])->json);
  return acts;
}

static void
copy_row_cb (const StoreRow *row,
             gpointer        data)
{
  Copy *copy = data;

  copy->row = *row;
  copy->body = g_strndup (row->body, row->body_length);
  copy->row.body = copy->body;
  copy->row.id = NULL;
  copy->row.name = NULL;
}

Copy
get (Fixture    *fixture,
     StoreType   type,
     const char *id)
{
  g_autoptr (GError) error = NULL;
  Copy copy = { 0 };

  if (!store_reader_get (fixture->reader, fixture->directory->seq, type, id, copy_row_cb, &copy,
                         &error))
    g_assert_error (error, STORE_ERROR, STORE_ERROR_NOT_FOUND);
  return copy;
}

void
copy_clear (Copy *copy)
{
  g_clear_pointer (&copy->body, g_free);
}

StoreDirectory *
get_directory (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  StoreDirectory *directory;

  directory = store_reader_find_directory (fixture->reader, fixture->directory->id, &error);
  g_assert_no_error (error);
  return directory;
}

static void
add_name_cb (const StoreRow *row,
             gpointer        data)
{
  g_ptr_array_add (data, g_strdup (row->name));
}

GPtrArray *
list_names (Fixture    *fixture,
            StoreType   type,
            const char *filter,
            const char *sort,
            gboolean    descending,
            gint64      start_index,
            gint64      count,
            gint64     *total)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimFilter) parsed = NULL;
  g_autoptr (ScimPath) path = NULL;
  g_autoptr (StoreQuery) query = NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  gint64 matching = -1;

  if (filter != NULL)
    parsed = scim_filter_parse (store_type_to_scim (type), filter, SCIM_PROFILE_LENIENT, &error);
  g_assert_no_error (error);
  query = store_query_new (fixture->directory->seq, type, parsed, &error);
  g_assert_no_error (error);
  if (sort != NULL)
    {
      path = scim_path_parse (store_type_to_scim (type), sort, SCIM_PROFILE_LENIENT, &error);
      g_assert_no_error (error);
      g_assert_true (store_query_set_sort (query, path, descending, &error));
    }

  store_reader_list (fixture->reader, query, start_index, count, 0, add_name_cb, names, &matching,
                     &error);
  g_assert_no_error (error);
  g_assert_cmpint (matching, >=, 0);
  if (total != NULL)
    *total = matching;
  return names;
}

void
assert_clean (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  store_check (fixture->folder, &error);
  g_assert_no_error (error);
}
