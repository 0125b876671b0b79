/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A dialect's row and the requests made from it. For this room only. */

#pragma once

#include <json-glib/json-glib.h>

#include "provision/provision-dialect.h"

G_BEGIN_DECLS

typedef enum
{
  PROVISION_OP_ADD,
  PROVISION_OP_REPLACE,
  PROVISION_OP_REMOVE,
  PROVISION_N_OPS,
} ProvisionOp;

/**
 * ProvisionDialect:
 * @ops: how operations are spelled
 * @test_first: begins with look-ups of random names, as the connection test does
 * @looks_up: looks for a resource by name before making it
 * @string_booleans: "True" and "False" in PATCH
 * @bare_manager: the manager's id alone instead of an object
 * @value_paths_create: adds `emails[type eq "work"].value` where there is no such element yet
 * @members_by_value: removes members by a value array instead of a filter for each
 * @null_refs: members carry "$ref": null
 * @sends_meta: documents name their type in `meta`
 * @group_schema: (nullable): a further schema of groups
 * @members_at_once: most members in one PATCH (AWS refuses more than 100)
 */
struct _ProvisionDialect
{
  const char *name;
  const char *ops[PROVISION_N_OPS];
  gboolean    test_first;
  gboolean    looks_up;
  gboolean    string_booleans;
  gboolean    bare_manager;
  gboolean    value_paths_create;
  gboolean    members_by_value;
  gboolean    null_refs;
  gboolean    sends_meta;
  const char *group_schema;
  guint       members_at_once;
};

/* provision-body.c: documents and paths; (transfer full) all of them.
 * @resource is a resource as a roll keeps it. */
char      *provision_body_user       (const ProvisionDialect *dialect,
                                      JsonObject             *resource);
char      *provision_body_group      (const ProvisionDialect *dialect,
                                      JsonObject             *resource);
char      *provision_path_look_up    (gboolean                group,
                                      const char             *name);
char      *provision_path_resource   (gboolean                group,
                                      const char             *id);

/* (nullable): the strings, objects and arrays of @node that hold something, copied; %NULL if
 * nothing does */
JsonNode  *provision_body_prune      (JsonNode               *node);

/* provision-patch.c: PATCH bodies. @value (nullable) and the @operations of
 * provision_patch_to_text() are consumed. */
void       provision_patch_add       (const ProvisionDialect *dialect,
                                      JsonArray              *operations,
                                      ProvisionOp             op,
                                      const char             *path,
                                      JsonNode               *value);
char      *provision_patch_to_text   (JsonArray              *operations);
JsonNode  *provision_patch_boolean   (const ProvisionDialect *dialect,
                                      gboolean                value);
char      *provision_patch_active    (const ProvisionDialect *dialect,
                                      gboolean                active);
char      *provision_patch_name      (const ProvisionDialect *dialect,
                                      const char             *name);

/* @id: (nullable): %NULL to remove the manager */
char      *provision_patch_manager   (const ProvisionDialect *dialect,
                                      const char             *id);

/* @ids: (element-type utf8): at most the dialect's members_at_once */
char      *provision_patch_members   (const ProvisionDialect *dialect,
                                      gboolean                add,
                                      GPtrArray              *ids);

/**
 * provision_changes_make:
 * @dialect: how
 * @attributes: (element-type CompareAttribute): what differs
 * @source: the resource at the source
 * @target: the resource at the target
 *
 * Returns: (transfer full): the body of the PATCH that makes them equal.
 */
char      *provision_changes_make    (const ProvisionDialect *dialect,
                                      GPtrArray              *attributes,
                                      JsonObject             *source,
                                      JsonObject             *target);

/* (transfer full): the body of a PATCH that gives somebody who was found all that @source has */
char      *provision_changes_whole   (const ProvisionDialect *dialect,
                                      gboolean                group,
                                      JsonObject             *source);

G_END_DECLS
