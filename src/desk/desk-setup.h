/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is awaited while a directory is set up, and how long that usually takes. */

#pragma once

#include "connection/connection-guides.h"
#include "desk/desk-activity-page.h"

G_BEGIN_DECLS

/**
 * DeskSetupStage:
 * @DESK_SETUP_WAITING_FOR_TEST: nothing has arrived
 * @DESK_SETUP_WAITING_FOR_PEOPLE: a test or look-up arrived, nobody was created
 * @DESK_SETUP_FIRST_CYCLE: people arrive, and the first cycle still runs
 * @DESK_SETUP_RUNNING: set up
 */
typedef enum
{
  DESK_SETUP_WAITING_FOR_TEST,
  DESK_SETUP_WAITING_FOR_PEOPLE,
  DESK_SETUP_FIRST_CYCLE,
  DESK_SETUP_RUNNING,
} DeskSetupStage;

/**
 * DeskSetupWords:
 * @title: "Waiting for Test Connection from Entra ID"
 * @detail: (nullable): "The first cycle usually takes 20 minutes to some hours"
 */
typedef struct
{
  DeskSetupStage  stage;
  char           *title;
  char           *detail;
} DeskSetupWords;

/* (transfer full): @summary is nullable: nothing is known */
DeskSetupWords *desk_setup_words      (const ConnectionGuide     *guide,
                                       const DeskActivitySummary *summary);
void            desk_setup_words_free (DeskSetupWords            *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskSetupWords, desk_setup_words_free)

G_END_DECLS
