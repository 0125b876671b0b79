/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A SCIM service that remembers every request word for word and answers as little as it may:
 * nobody is found, everything is made (with the id "id-" and the name) and every change is
 * accepted, unless a rule says otherwise. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RecordingRule:
 * @request: what the request's line, as recorded, must begin with
 * @holds: (nullable): what it must hold besides
 * @times: how often it answers, 0 for always
 * @status: its answer's status
 * @answer: (nullable): its answer's body, with single quotes for double ones
 */
typedef struct
{
  const char *request;
  const char *holds;
  guint       times;
  guint       status;
  const char *answer;
} RecordingRule;

typedef struct _RecordingStandIn RecordingStandIn;

/* @rules: (nullable): ended by one without a request; the first that fits answers */
RecordingStandIn *recording_stand_in_new     (const RecordingRule *rules);
void              recording_stand_in_free    (RecordingStandIn    *self);

/* Without a trailing slash. */
const char       *recording_stand_in_get_url (RecordingStandIn    *self);

/* (transfer full): a line for each request: method, path and query decoded, body; single quotes
 * for double ones, and GUID for each GUID. What was recorded is forgotten. */
char             *recording_stand_in_take    (RecordingStandIn    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RecordingStandIn, recording_stand_in_free)

G_END_DECLS
