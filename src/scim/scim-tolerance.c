/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The named tolerances as one table. A deviation that isn't a row here isn't borne: whoever
 * needs a new one adds it with the client that sends it, and with what the strict profile
 * answers. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-tolerance.h"

static const ScimToleranceRow rows[] = {
  { SCIM_TOLERATE_STRING_BOOLEAN, "string-boolean", "Entra",
    "\"True\" and \"False\" in any case stand for true and false, in values and in filters. "
    "Strict: invalidValue, in a filter invalidFilter." },
  { SCIM_TOLERATE_BARE_FILTER_VALUE, "bare-filter-value", "Entra's documentation",
    "A filter's value may stand without quotes (externalId eq jyoung, externalId eq 12345). "
    "Strict: invalidFilter." },
  { SCIM_TOLERATE_UNKNOWN_SCHEMA, "unknown-schema", "Entra, OneLogin",
    "A URN in schemas that the resource type doesn't have is ignored. Strict: invalidSyntax." },
  { SCIM_TOLERATE_MISSING_SCHEMA, "missing-schema", "OneLogin, scripts",
    "schemas may lack the resource type's URN, and a PATCH or a search may have no schemas at all. "
    "Strict: invalidSyntax." },
  { SCIM_TOLERATE_UNKNOWN_ATTRIBUTE, "unknown-attribute", "every client with mappings of its own",
    "An attribute that no schema has is ignored, also as the path of a PATCH; in a filter it has "
    "no value. Strict: invalidSyntax in a body, invalidPath in a PATCH, invalidFilter in a "
    "filter." },
  { SCIM_TOLERATE_UNQUALIFIED_EXTENSION, "unqualified-extension", "Entra",
    "An extension's attribute may stand without its URN (manager, department). "
    "Strict: it is an unknown attribute." },
  { SCIM_TOLERATE_LOWERCASE_OPERATIONS, "lowercase-operations", "Entra's own SCIM API, scripts",
    "A PATCH may spell Operations in any case. Strict: invalidSyntax." },
  { SCIM_TOLERATE_NO_PATH_KEYS, "no-path-keys", "Entra with aadOptscim062020",
    "A key of a PATCH value without path may itself be a path (name.givenName, "
    "emails[type eq \"work\"].value). Strict: invalidPath." },
  { SCIM_TOLERATE_ARRAY_FOR_SINGULAR, "array-for-singular", "Entra",
    "An array of one stands for the value of a singular attribute (manager). Strict: "
    "invalidValue." },
  { SCIM_TOLERATE_SINGLE_FOR_ARRAY, "single-for-array", "scripts",
    "A single value stands for the array of a multi-valued attribute; a PATCH may do so anyway. "
    "Strict: invalidValue." },
  { SCIM_TOLERATE_STRING_FOR_COMPLEX, "string-for-complex", "Entra, Okta",
    "A string stands for a complex value with that value (manager, a member). Strict: "
    "invalidValue." },
  { SCIM_TOLERATE_EMPTY_STRING_CLEARS, "empty-string-clears", "Okta, Entra",
    "An empty string unassigns the attribute. Strict: it is a string like another, and "
    "invalidValue where no string belongs; only externalId is unassigned by it." },
  { SCIM_TOLERATE_REPLACE_CREATES, "replace-creates", "Entra",
    "A replace on a value path that matches nothing makes the element from the filter's eq terms. "
    "Strict: noTarget." },
  { SCIM_TOLERATE_REMOVE_WITH_VALUE, "remove-with-value", "Entra, JumpCloud",
    "A remove of a multi-valued attribute with a value removes only what the value names. "
    "Strict: invalidValue; nobody is removed." },
  { SCIM_TOLERATE_NULL_REF, "null-ref", "Entra", "A \"$ref\" may be null. Strict: invalidValue." },
  { SCIM_TOLERATE_IGNORED_KEYS, "ignored-keys", "Okta",
    "id, meta and other read-only attributes inside a PATCH value without path are ignored. "
    "Strict: mutability." },
  { SCIM_TOLERATE_JSON_IN_STRING, "json-in-string", "Entra (AppRoleAssignmentsComplex)",
    "The value of a role may be a JSON object in a string; its value and displayName are taken. "
    "Strict: it stays that string." },
  { SCIM_TOLERATE_UNKNOWN_MEMBER, "unknown-member", "Entra",
    "A member who isn't in the directory is skipped. Strict: invalidValue." },
  { SCIM_TOLERATE_PUT_WITHOUT_ACTIVE, "put-without-active", "OneLogin, scripts",
    "A PUT without active leaves it as it was, so that an update of names doesn't activate who was "
    "deactivated. Strict: it is cleared like any other, and the person counts as active." },
};

G_STATIC_ASSERT (G_N_ELEMENTS (rows) == SCIM_N_TOLERANCES);

gboolean
scim_tolerates (ScimProfile   profile,
                ScimTolerance tolerance)
{
  g_return_val_if_fail (tolerance < SCIM_N_TOLERANCES, FALSE);

  return profile == SCIM_PROFILE_LENIENT;
}

const ScimToleranceRow *
scim_tolerance_rows (void)
{
  return rows;
}
