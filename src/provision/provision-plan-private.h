/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A plan's insides, for who makes it and who applies it. For this room only. */

#pragma once

#include "provision/provision-plan.h"

G_BEGIN_DECLS

struct _ProvisionPlan
{
  GObject     parent_instance;

  Roll       *source;
  Roll       *target;
  GPtrArray  *steps;
  gint64      counts[PROVISION_N_ACTIONS];
  gint64      people;      /* at the target */
  gint64      left_alone;  /* unexplained differences in people and groups without a step */

  GHashTable *target_ids;  /* rows at the target that steps name: gint64 to id */
  GHashTable *taken;       /* ids at the target that are matched, and so never anybody else's */
};

ProvisionStep *provision_step_new  (ProvisionAction  action,
                                    const char      *key,
                                    gint64           source_row,
                                    gint64           target_row);

/* provision-plan-make.c: fills a plan's steps, sorted by action. */
gboolean       provision_plan_fill (ProvisionPlan   *self,
                                    Comparison      *comparison,
                                    GError         **error);

/* (nullable): the id of a row at the target */
const char    *provision_plan_get_target_id (ProvisionPlan *self,
                                             gint64         row);

G_END_DECLS
