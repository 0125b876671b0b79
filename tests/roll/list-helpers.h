/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of lists share: four people in three groups, and asking for them. */

#pragma once

#include "roll/roll-order.h"

#define LIST_URN "'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'"

/* By name: Ada, bob, Ödön, Zoë. */
#define LIST_USERS \
  "[{'id':'1','userName':'zoe','displayName':'Zoë','active':false,'title':'Chief'," \
  "  " LIST_URN ":{'department':'sales'},'meta':{'lastModified':'2026-03-01T00:00:00Z'}}," \
  " {'id':'2','userName':'m','displayName':'Ada','externalId':'X','emails':[{'value':'a@x.net'}]," \
  "  " LIST_URN ":{'department':'Finance'},'meta':{'lastModified':'2026-01-01T00:00:00Z'}}," \
  " {'id':'3','userName':'bob','meta':{'lastModified':'yesterday'}}," \
  " {'id':'4','userName':'A','displayName':'Ödön'," LIST_URN ":{'department':'Sales'}," \
  "  'meta':{'lastModified':'2026-02-01T00:00:00.5Z'}}]"
#define LIST_GROUPS \
  "[{'id':'1','displayName':'beta','members':[{'value':'1'},{'value':'2'},{'value':'4'}]}," \
  " {'id':'2','displayName':'Alpha','members':[{'value':'2'},{'value':'1','type':'Group'}]}," \
  " {'id':'3','displayName':'empty'}]"

/* (transfer full): the names of @rows (element-type RollRow), "?" for one that is gone */
char *list_fixture_join          (GPtrArray           *rows);

/* Wants the list's names to be @expected. */
void  list_fixture_assert        (Roll                *roll,
                                  const RollListQuery *query,
                                  guint                limit,
                                  const char          *expected);

void  list_fixture_assert_counts (Roll                *roll,
                                  const RollListQuery *query,
                                  guint                all,
                                  guint                active,
                                  guint                inactive,
                                  guint                lonely);
