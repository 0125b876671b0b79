/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A database of people in a folder of its own, under a name that a careless URI would trip over. */

#pragma once

#include "database/database.h"

#define PEOPLE "SELECT group_concat (name) FROM (SELECT name FROM person ORDER BY id)"

typedef struct
{
  char     *folder;
  char     *path;
  Database *database;
} Fixture;

extern const char *const people_schema[1];

Database *people_open (const char *path,
                       DatabaseFlags flags);

void people_set_up (Fixture *fixture,
                    gconstpointer data);

void people_tear_down (Fixture *fixture,
                       gconstpointer data);

gboolean people_add (Database *database,
                     const char *name,
                     GError **error);

char *people_read (Database *database,
                   const char *sql);

void people_assert (Database *database,
                    const char *sql,
                    const char *expected);

/* Permission bits. */
guint people_mode_of (const char *path);
