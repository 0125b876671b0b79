/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each identity provider calls the two values, and where a person types them: the rows of
 * data/idp-guides.json, compiled in, their texts translated. Portals change their words often:
 * they are data, and never looked at to decide anything. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Id of the last guide, for whatever isn't in the list. */
#define CONNECTION_GUIDE_OTHER "other"

/**
 * ConnectionGuideEvidence:
 * @url: the step that pastes the base URL
 * @key: the step that pastes the key
 * @test: the step that tests both
 * @assign: the step that chooses who is provisioned
 * @start: the step after which people arrive
 *
 * Numbers of the steps that what a directory sees can prove, counted from 1; 0 for none.
 */
typedef struct
{
  guint url;
  guint key;
  guint test;
  guint assign;
  guint start;
} ConnectionGuideEvidence;

/**
 * ConnectionGuide:
 * @id: "entra", "okta", …; what Connection.idp keeps, and what an activity's `idp` says
 * @name: "Microsoft Entra ID (Azure AD)"
 * @short_name: "Entra ID": for sentences and labels
 * @path: "Enterprise apps › your app › Provisioning": where the two values go
 * @url_label: what it calls the base URL: "Tenant URL"
 * @token_label: what it calls the key: "Secret Token"
 * @steps: (array length=n_steps): what to do there, in order
 * @evidence: which of the steps Rollcall can see done
 * @test_button: (nullable): what tests the two values; %NULL if it has no such button
 * @start_button: what starts provisioning
 * @counts_where: where it shows how many people and groups it has sent
 * @cycle: (nullable): how often it comes: "about every 40 minutes …"
 * @first_cycle: (nullable): how long the first cycle usually takes
 * @url_hint: (nullable): what to mind when pasting the URL
 * @note: (nullable): what else to know
 * @rejects_bare_token: its field wants `Bearer ` before the key
 * @is_cloud: it runs on the internet, and can't call an address of this computer or network
 *
 * All texts are translated and belong to the program.
 */
typedef struct
{
  const char         *id;
  const char         *name;
  const char         *short_name;
  const char         *path;
  const char         *url_label;
  const char         *token_label;
  const char *const  *steps;
  guint               n_steps;
  ConnectionGuideEvidence evidence;
  const char         *test_button;
  const char         *start_button;
  const char         *counts_where;
  const char         *cycle;
  const char         *first_cycle;
  const char         *url_hint;
  const char         *note;
  gboolean            rejects_bare_token;
  gboolean            is_cloud;
} ConnectionGuide;

/* (transfer full) (element-type ConnectionGuide): all of them, in the order to show; the last is
 * CONNECTION_GUIDE_OTHER */
GPtrArray       *connection_guides_load (void);

/* (transfer full): the guide @id (nullable); that for other identity providers if there is none */
ConnectionGuide *connection_guides_find (const char      *id);

/* (transfer full): @short_name of the guide @id, or @id itself if no guide has it: for the `idp`
 * that a service recognised */
char            *connection_guides_name_of (const char   *id);

void             connection_guide_free  (ConnectionGuide *guide);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectionGuide, connection_guide_free)

G_END_DECLS
