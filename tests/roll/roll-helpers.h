/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of the roll share: a folder of its own for each, and ways to fill a roll in one
 * line. */

#pragma once

#include "roll/roll-writer.h"

typedef struct
{
  char *folder;
  Roll *roll;
} RollFixture;

void    roll_fixture_set_up    (RollFixture   *fixture,
                                gconstpointer  data);
void    roll_fixture_tear_down (RollFixture   *fixture,
                                gconstpointer  data);

/* Reads two JSON arrays, with single quotes for double ones, into the roll and publishes them. */
void    roll_fixture_fill      (RollFixture   *fixture,
                                const char    *users,
                                const char    *groups);

/* Appends one page, single quotes for double ones, and wants it to be taken. */
void    roll_fixture_append    (RollWriter    *writer,
                                gboolean       groups,
                                const char    *page);

/* The first column of the first row, as text; "" for NULL or no row. */
char   *roll_fixture_query     (RollFixture   *fixture,
                                const char    *sql);

/* How often @fault was met, 0 if never. */
gint64  roll_fixture_get_fault (RollFixture   *fixture,
                                RollFault      fault);

#define roll_fixture_assert(fixture, sql, expected)                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found_ = roll_fixture_query (fixture, sql);                                   \
    g_assert_cmpstr (found_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END
