/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of exports. Only what an identity provider provisions by default is mapped: whatever a CSV
 * carries is compared, so a column that nobody provisions would make everybody different. Headings
 * compare without regard to case, and without what Google puts behind them in brackets. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include "source/source-csv-export.h"

#include <string.h>

typedef struct
{
  const char *heading;
  const char *path;
} ExportRow;

/* One way to know an export: it has all of these headings. */
struct _SourceExport
{
  const char *name;
  const char *headings[4];
  const ExportRow *rows;
};

/* “Download users” of the Entra admin centre, before and after it was renewed; paths as in Entra's
 * default mapping for SCIM applications. */
static const ExportRow entra_rows[] = {
  { "userPrincipalName", "userName" },
  { "displayName", "displayName" },
  { "givenName", "name.givenName" },
  { "surname", "name.familyName" },
  { "mail", "emails[type eq \"work\"].value" },
  { "accountEnabled", "active" },
  { "objectId", "id" },
  { "id", "id" },
  { "jobTitle", "title" },
  { "department", "department" },
  { "employeeId", "employeeNumber" },
  { "telephoneNumber", "phoneNumbers[type eq \"work\"].value" },
  { "businessPhones", "phoneNumbers[type eq \"work\"].value" },
  { "mobile", "phoneNumbers[type eq \"mobile\"].value" },
  { "mobilePhone", "phoneNumbers[type eq \"mobile\"].value" },
  { "streetAddress", "addresses[type eq \"work\"].streetAddress" },
  { "city", "addresses[type eq \"work\"].locality" },
  { "state", "addresses[type eq \"work\"].region" },
  { "postalCode", "addresses[type eq \"work\"].postalCode" },
  { "country", "addresses[type eq \"work\"].country" },
  { "preferredLanguage", "preferredLanguage" },
  { "userType", "" },
  { NULL, NULL },
};

/* Okta's user accounts, people and password health reports, and profiles by their variables. */
static const ExportRow okta_rows[] = {
  { "Login", "userName" },
  { "Username", "userName" },
  { "Okta username", "userName" },
  { "First name", "name.givenName" },
  { "firstName", "name.givenName" },
  { "Last name", "name.familyName" },
  { "lastName", "name.familyName" },
  { "Primary email", "emails[type eq \"work\"].value" },
  { "Email", "emails[type eq \"work\"].value" },
  { "User", "displayName" },
  { "User full name", "displayName" },
  { "User fullname", "displayName" },
  { "Display name", "displayName" },
  { "displayName", "displayName" },
  { "Status", "active" },
  { "Okta user status", "active" },
  { "User ID", "id" },
  { "Okta user ID", "id" },
  { "Title", "title" },
  { "Department", "department" },
  { "Division", "division" },
  { "Organization", "organization" },
  { "Cost center", "costCenter" },
  { "costCenter", "costCenter" },
  { "Employee number", "employeeNumber" },
  { "employeeNumber", "employeeNumber" },
  { "Mobile phone", "phoneNumbers[type eq \"mobile\"].value" },
  { "mobilePhone", "phoneNumbers[type eq \"mobile\"].value" },
  { "Primary phone", "phoneNumbers[type eq \"work\"].value" },
  { "primaryPhone", "phoneNumbers[type eq \"work\"].value" },
  { "User type", "" },
  { "userType", "" },
  { NULL, NULL },
};

/* “Download users” of the Google admin console. */
static const ExportRow google_rows[] = {
  { "Email Address", "userName" },
  { "First Name", "name.givenName" },
  { "Last Name", "name.familyName" },
  { "Status", "active" },
  { "Employee ID", "employeeNumber" },
  { "Employee Title", "title" },
  { "Department", "department" },
  { "Cost Center", "costCenter" },
  { "Manager Email", "manager" },
  { "Work Phone", "phoneNumbers[type eq \"work\"].value" },
  { "Mobile Phone", "phoneNumbers[type eq \"mobile\"].value" },
  { NULL, NULL },
};

/* “Export users” of Atlassian Administration, where the e-mail address is who somebody is. */
static const ExportRow atlassian_rows[] = {
  { "User id", "id" },     { "User name", "displayName" },
  { "email", "userName" }, { "User status", "active" },
  { NULL, NULL },
};

static const SourceExport exports[] = {
  { "Microsoft Entra", { "userPrincipalName" }, entra_rows },
  { "Google", { "Email Address", "Org Unit Path" }, google_rows },
  { "Google", { "Email Address", "First Name", "Last Name" }, google_rows },
  { "Atlassian", { "User id", "User name", "email" }, atlassian_rows },
  { "Okta", { "Login", "Status" }, okta_rows },
  { "Okta", { "Login", "First name" }, okta_rows },
  { "Okta", { "Login", "firstName" }, okta_rows },
  { "Okta", { "Username", "Primary email" }, okta_rows },
  { "Okta", { "Okta username" }, okta_rows },
};

/* A suspended person can't sign in; a staged one could never. Whoever must only choose a password
 * or wait out a lock is there. */
static const struct
{
  const char *word;
  gboolean active;
} states[] = {
  { "active", TRUE },     { "provisioned", TRUE },    { "pending user action", TRUE },
  { "recovery", TRUE },   { "password reset", TRUE }, { "password expired", TRUE },
  { "locked out", TRUE }, { "invited", TRUE },        { "inactive", FALSE },
  { "suspended", FALSE }, { "deprovisioned", FALSE }, { "deactivated", FALSE },
  { "staged", FALSE },    { "archived", FALSE },      { "blocked", FALSE },
};

/* (transfer full): without the blanks around it, and without “ [READ ONLY]” and the like */
static char *
strip_heading (const char *heading)
{
  char *stripped = g_strstrip (g_strdup (heading));
  char *bracket = strrchr (stripped, '[');

  if (bracket != NULL && bracket > stripped && g_str_has_suffix (stripped, "]") &&
      bracket[-1] == ' ')
    {
      *bracket = '\0';
      g_strchomp (stripped);
    }
  return stripped;
}

static gboolean
has_heading (GPtrArray  *stripped,
             const char *heading)
{
  for (guint i = 0; i < stripped->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (stripped, i), heading) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_all (GPtrArray          *stripped,
         const SourceExport *candidate)
{
  for (guint i = 0; candidate->headings[i] != NULL; i++)
    if (!has_heading (stripped, candidate->headings[i]))
      return FALSE;
  return TRUE;
}

const SourceExport *
source_export_recognise (GPtrArray *headings)
{
  g_autoptr (GPtrArray) stripped = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < headings->len; i++)
    g_ptr_array_add (stripped, strip_heading (g_ptr_array_index (headings, i)));
  for (guint i = 0; i < G_N_ELEMENTS (exports); i++)
    if (has_all (stripped, &exports[i]))
      return &exports[i];
  return NULL;
}

const char *
source_export_get_name (const SourceExport *self)
{
  return self->name;
}

gboolean
source_export_find (const SourceExport  *self,
                    const char          *heading,
                    const char         **path)
{
  g_autofree char *stripped = strip_heading (heading);

  for (const ExportRow *row = self->rows; row->heading != NULL; row++)
    if (g_ascii_strcasecmp (row->heading, stripped) == 0)
      {
        *path = row->path;
        return TRUE;
      }
  return FALSE;
}

gboolean
source_export_read_status (const char *word,
                           gboolean   *active)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (word), "_-", ' ');

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_ascii_strcasecmp (states[i].word, spaced) == 0)
      {
        *active = states[i].active;
        return TRUE;
      }
  return FALSE;
}
