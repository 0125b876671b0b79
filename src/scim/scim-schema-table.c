/* SPDX-License-Identifier: GPL-3.0-or-later */

/* User, Group and EnterpriseUser as rows (RFC 7643 §3.1, §4, §8.7.1), in the RFC's spelling and
 * order, with its errata: Group.displayName is required (5368), manager.value is caseExact
 * (8472), groups.$ref refers to Groups only (8471), complex attributes have no uniqueness
 * (6004), references are caseExact (6001), members has display (6011). Ours besides: an
 * attribute whose value is a resource's id is caseExact as id is; addresses has primary, as §2.4
 * says of every such attribute; and manager.displayName is another resource's, so it is looked up
 * only on request. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-schema-table.h"

/* A row is easier to read by hand's layout than by any tool's. */
/* clang-format off */
#define WORDS(...) (const char *const[]) { __VA_ARGS__, NULL }

/* The kinds of row; what differs from them follows as designated initialisers. */
#define TEXT(n, d, ...) { .name = n, .description = d, .type = SCIM_TYPE_STRING, ##__VA_ARGS__ }
#define BOOLEAN(n, d, ...) { .name = n, .description = d, .type = SCIM_TYPE_BOOLEAN, ##__VA_ARGS__ }
#define TIME(n, d, ...) { .name = n, .description = d, .type = SCIM_TYPE_DATE_TIME, ##__VA_ARGS__ }
#define BINARY(n, d, ...) \
  { .name = n, .description = d, .type = SCIM_TYPE_BINARY, .case_exact = TRUE, ##__VA_ARGS__ }
#define REFERENCE(n, d, types, ...) \
  { .name = n, .description = d, .type = SCIM_TYPE_REFERENCE, .case_exact = TRUE, \
    .reference_types = types, ##__VA_ARGS__ }
#define COMPLEX(n, d, subs, ...) \
  { .name = n, .description = d, .type = SCIM_TYPE_COMPLEX, .sub_attributes = subs, ##__VA_ARGS__ }

/* What most multi-valued attributes share (RFC 7643 §2.4). */
#define DISPLAY TEXT ("display", "A human-readable name, primarily used for display purposes.")
#define PRIMARY \
  BOOLEAN ("primary", "Whether this is the preferred value of the attribute; true at most once.")

static const ScimAttribute meta_subs[] = {
  TEXT ("resourceType", "The name of the resource type of the resource.", .case_exact = TRUE,
        .mutability = SCIM_READ_ONLY),
  TIME ("created", "When the resource was added to the service.", .mutability = SCIM_READ_ONLY),
  TIME ("lastModified", "When the resource was last changed.", .mutability = SCIM_READ_ONLY),
  REFERENCE ("location", "The URI of the resource.", WORDS ("uri"), .mutability = SCIM_READ_ONLY),
  TEXT ("version", "The version of the resource, as its entity-tag.", .case_exact = TRUE,
        .mutability = SCIM_READ_ONLY),
  { NULL },
};

const ScimAttribute scim_common_attributes[] = {
  /* URNs are compared without regard to case (RFC 8141 §3.1), so this reference is not
   * caseExact. */
  { .name = "schemas", .description = "The URNs of the schemas of the resource.",
    .type = SCIM_TYPE_REFERENCE, .multi_valued = TRUE, .required = TRUE,
    .returned = SCIM_RETURNED_ALWAYS, .reference_types = WORDS ("uri") },
  TEXT ("id", "The identifier of the resource, given by the service.", .case_exact = TRUE,
        .mutability = SCIM_READ_ONLY, .returned = SCIM_RETURNED_ALWAYS,
        .uniqueness = SCIM_UNIQUENESS_SERVER),
  TEXT ("externalId", "The identifier of the resource as its provisioning client knows it.",
        .case_exact = TRUE),
  COMPLEX ("meta", "What the service knows about the resource.", meta_subs,
           .mutability = SCIM_READ_ONLY),
  { NULL },
};

static const ScimAttribute name_subs[] = {
  TEXT ("formatted", "The full name, including all middle names, titles, and suffixes as "
                     "appropriate, formatted for display (e.g., 'Ms. Barbara J Jensen, III')."),
  TEXT ("familyName", "The family name of the User, or last name in most Western languages."),
  TEXT ("givenName", "The given name of the User, or first name in most Western languages."),
  TEXT ("middleName", "The middle name(s) of the User."),
  TEXT ("honorificPrefix", "The honorific prefix(es) of the User, or title (e.g., 'Ms.')."),
  TEXT ("honorificSuffix", "The honorific suffix(es) of the User, or suffix (e.g., 'III')."),
  { NULL },
};

static const ScimAttribute email_subs[] = {
  TEXT ("value", "An email address of the User."),
  DISPLAY,
  TEXT ("type", "A label indicating the attribute's function, e.g., 'work' or 'home'.",
        .canonical_values = WORDS ("work", "home", "other")),
  PRIMARY,
  { NULL },
};

static const ScimAttribute phone_subs[] = {
  TEXT ("value", "A phone number of the User."),
  DISPLAY,
  TEXT ("type", "A label indicating the attribute's function, e.g., 'work', 'home', 'mobile'.",
        .canonical_values = WORDS ("work", "home", "mobile", "fax", "pager", "other")),
  PRIMARY,
  { NULL },
};

static const ScimAttribute im_subs[] = {
  TEXT ("value", "An instant messaging address of the User."),
  DISPLAY,
  TEXT ("type", "A label indicating the attribute's function, e.g., 'aim', 'gtalk', 'xmpp'.",
        .canonical_values = WORDS ("aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo")),
  PRIMARY,
  { NULL },
};

static const ScimAttribute photo_subs[] = {
  REFERENCE ("value", "The URL of a photo of the User.", WORDS ("external")),
  DISPLAY,
  TEXT ("type", "A label indicating the attribute's function, i.e., 'photo' or 'thumbnail'.",
        .canonical_values = WORDS ("photo", "thumbnail")),
  PRIMARY,
  { NULL },
};

static const ScimAttribute address_subs[] = {
  TEXT ("formatted", "The full mailing address, formatted for display or use with a mailing label. "
                     "It may contain newlines."),
  TEXT ("streetAddress", "The full street address component, which may include house number, "
                         "street name, P.O. box, and multi-line extended street "
                         "address information."),
  TEXT ("locality", "The city or locality component."),
  TEXT ("region", "The state or region component."),
  TEXT ("postalCode", "The zip code or postal code component."),
  TEXT ("country", "The country name component."),
  TEXT ("type", "A label indicating the attribute's function, e.g., 'work' or 'home'.",
        .canonical_values = WORDS ("work", "home", "other")),
  PRIMARY,
  { NULL },
};

static const ScimAttribute group_of_user_subs[] = {
  TEXT ("value", "The identifier of the User's group.", .case_exact = TRUE,
        .mutability = SCIM_READ_ONLY),
  REFERENCE ("$ref", "The URI of the Group to which the User belongs.", WORDS ("Group"),
             .mutability = SCIM_READ_ONLY),
  TEXT ("display", "A human-readable name, primarily used for display purposes.",
        .mutability = SCIM_READ_ONLY),
  TEXT ("type", "A label indicating the attribute's function, e.g., 'direct' or 'indirect'.",
        .mutability = SCIM_READ_ONLY, .canonical_values = WORDS ("direct", "indirect")),
  { NULL },
};

static const ScimAttribute entitlement_subs[] = {
  TEXT ("value", "The value of an entitlement."),
  DISPLAY,
  TEXT ("type", "A label indicating the attribute's function."),
  PRIMARY,
  { NULL },
};

static const ScimAttribute role_subs[] = {
  TEXT ("value", "The value of a role."),
  DISPLAY,
  TEXT ("type", "A label indicating the attribute's function."),
  PRIMARY,
  { NULL },
};

static const ScimAttribute certificate_subs[] = {
  BINARY ("value", "The value of an X.509 certificate."),
  DISPLAY,
  TEXT ("type", "A label indicating the attribute's function."),
  PRIMARY,
  { NULL },
};

static const ScimAttribute user_attributes[] = {
  TEXT ("userName", "Unique identifier for the User, typically used by the user to directly "
                    "authenticate to the service provider. It is unique without regard to case.",
        .required = TRUE, .uniqueness = SCIM_UNIQUENESS_SERVER),
  COMPLEX ("name", "The components of the user's real name.", name_subs),
  TEXT ("displayName", "The name of the User, suitable for display to end-users."),
  TEXT ("nickName", "The casual way to address the user in real life, e.g., 'Bob' instead of "
                    "'Robert'."),
  REFERENCE ("profileUrl", "A fully qualified URL pointing to a page representing the User's "
                           "online profile.", WORDS ("external")),
  TEXT ("title", "The user's title, such as \"Vice President.\""),
  TEXT ("userType", "Used to identify the relationship between the organization and the user, "
                    "e.g., 'Contractor' or 'Employee'."),
  TEXT ("preferredLanguage", "Indicates the User's preferred written or spoken language, e.g., "
                             "'en-US'."),
  TEXT ("locale", "Used to indicate the User's default location for purposes of localizing items "
                  "such as currency, date time format, or numerical representations."),
  TEXT ("timezone", "The User's time zone in the 'Olson' time zone database format, e.g., "
                    "'America/Los_Angeles'."),
  BOOLEAN ("active", "The User's administrative status."),
  TEXT ("password", "The User's cleartext password; accepted and discarded at once.",
        .mutability = SCIM_WRITE_ONLY, .returned = SCIM_RETURNED_NEVER),
  COMPLEX ("emails", "Email addresses for the user.", email_subs, .multi_valued = TRUE),
  COMPLEX ("phoneNumbers", "Phone numbers for the User, kept as they were sent.", phone_subs,
           .multi_valued = TRUE),
  COMPLEX ("ims", "Instant messaging addresses for the User.", im_subs, .multi_valued = TRUE),
  COMPLEX ("photos", "URLs of photos of the User.", photo_subs, .multi_valued = TRUE),
  COMPLEX ("addresses", "Physical mailing addresses for this User.", address_subs,
           .multi_valued = TRUE),
  COMPLEX ("groups", "A list of groups to which the user belongs.", group_of_user_subs,
           .multi_valued = TRUE, .mutability = SCIM_READ_ONLY),
  COMPLEX ("entitlements", "A list of entitlements for the User that represent a thing the User "
                           "has.",
           entitlement_subs, .multi_valued = TRUE),
  COMPLEX ("roles", "A list of roles for the User that collectively represent who the User is, "
                    "e.g., 'Student', 'Faculty'.", role_subs, .multi_valued = TRUE),
  COMPLEX ("x509Certificates", "A list of certificates issued to the User.", certificate_subs,
           .multi_valued = TRUE),
  { NULL },
};

static const ScimAttribute member_subs[] = {
  TEXT ("value", "Identifier of the member of this Group.", .case_exact = TRUE,
        .mutability = SCIM_IMMUTABLE),
  REFERENCE ("$ref", "The URI corresponding to a SCIM resource that is a member of this Group.",
             WORDS ("User", "Group"), .mutability = SCIM_IMMUTABLE),
  TEXT ("display", "A human-readable name, primarily used for display purposes.",
        .mutability = SCIM_IMMUTABLE),
  TEXT ("type", "A label indicating the type of resource, e.g., 'User' or 'Group'.",
        .mutability = SCIM_IMMUTABLE, .canonical_values = WORDS ("User", "Group")),
  { NULL },
};

static const ScimAttribute group_attributes[] = {
  TEXT ("displayName", "A human-readable name for the Group.", .required = TRUE),
  COMPLEX ("members", "A list of members of the Group.", member_subs, .multi_valued = TRUE),
  { NULL },
};

static const ScimAttribute manager_subs[] = {
  TEXT ("value", "The id of the SCIM resource representing the User's manager.",
        .case_exact = TRUE),
  REFERENCE ("$ref", "The URI of the SCIM resource representing the User's manager.",
             WORDS ("User")),
  TEXT ("displayName", "The displayName of the User's manager.", .mutability = SCIM_READ_ONLY,
        .returned = SCIM_RETURNED_REQUEST),
  { NULL },
};

static const ScimAttribute enterprise_attributes[] = {
  TEXT ("employeeNumber", "Numeric or alphanumeric identifier assigned to a person, typically "
                          "based on order of hire or association with an organization."),
  TEXT ("costCenter", "Identifies the name of a cost center."),
  TEXT ("organization", "Identifies the name of an organization."),
  TEXT ("division", "Identifies the name of a division."),
  TEXT ("department", "Identifies the name of a department."),
  COMPLEX ("manager", "The User's manager, by the id of another User.", manager_subs),
  { NULL },
};

const ScimSchema scim_user_schema = {
  SCIM_URN_USER, "User", "User Account", user_attributes,
};

const ScimSchema scim_group_schema = {
  SCIM_URN_GROUP, "Group", "Group", group_attributes,
};

const ScimSchema scim_enterprise_schema = {
  SCIM_URN_ENTERPRISE, "EnterpriseUser", "Enterprise User", enterprise_attributes,
};

static const ScimSchema *const user_extensions[] = { &scim_enterprise_schema, NULL };
static const ScimSchema *const group_extensions[] = { NULL };

const ScimResourceType scim_user_type = {
  "User", "/Users", "User Account", &scim_user_schema, user_extensions,
};

const ScimResourceType scim_group_type = {
  "Group", "/Groups", "Group", &scim_group_schema, group_extensions,
};
/* clang-format on */
