/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A simple model of a directory: arrays and loops that know nothing of SQL, value tables or
 * counters. What is done to the model is done to the store as well, at random, and each answer of
 * the store is held against the model's. */

#pragma once

#include "store-fixture.h"

#define MODEL_MOST 60

typedef struct
{
  StoreType   type;
  char        id[40];
  gint64      seq;
  gint64      version;  /* 0: not known until the next comparison */
  gint64      modified; /* likewise */
  int         user_name;
  int         external_id;
  int         display_name;
  int         active;   /* -1: doesn't say */
  int         title;
  int         mails[2];
  int         mail_types[2];
  char        manager[40];
  GHashTable *members;  /* ids */
} Person;

typedef struct
{
  Fixture   *fixture;
  GPtrArray *people;    /* in the order of seqs */
  gint64     last_version;
} Model;

/* The words that names are made of, and the types of addresses; a Person has their numbers, or
 * -1. */
extern const char *const model_words[];
extern const char *const model_types[];

void        model_init        (Model      *model,
                               Fixture    *fixture);
void        model_clear       (Model      *model);

/* A random write, to both. */
void        model_step        (Model      *model);

/* Versions, times and counters. */
void        model_compare     (Model      *model);

/* (nullable): who has the id; anybody of the type */
Person     *model_find        (Model      *model,
                               const char *id);
Person     *model_pick        (Model      *model,
                               StoreType   type);

/* The number of a word, or -1 now and then if @or_none. */
int         model_random_word (gboolean    or_none);
const char *model_random_type (void);

/* Whether a word is, begins with or has @text, without regard to case. */
gboolean    model_is          (int         word,
                               const char *text);
gboolean    model_begins      (int         word,
                               const char *text);
gboolean    model_has         (int         word,
                               const char *text);
