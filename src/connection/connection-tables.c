/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Made by script/guide-tables of data/idp-guides.json and data/service-presets.json: edit those. */

#define G_LOG_DOMAIN "rollcall-connection"

#include "config.h"

#include "connection/connection-tables.h"

#include <glib/gi18n.h>

/* clang-format off */

static const char *const entra_steps[] = {
  N_ ("Sign in to entra.microsoft.com as an Application Administrator."),
  N_ ("Open Entra ID, then Enterprise apps, and choose New application (or "
      "open the app you have)."),
  N_ ("Search the gallery for the app; if it is not there choose Create "
      "your own application, then Integrate any other application you "
      "don't find in the gallery."),
  N_ ("On the app's page open Users and groups and choose Add user/group; "
      "pick who shall be provisioned, then Assign. Only direct members of "
      "an assigned group are provisioned."),
  N_ ("Open Provisioning, then New configuration (older portal: Get "
      "started, Provisioning Mode: Automatic)."),
  N_ ("Paste the directory base URL into Tenant URL."),
  N_ ("Paste the key into Secret Token."),
  N_ ("Press Test Connection and wait for the success notice."),
  N_ ("Press Create (older portal: Save)."),
  N_ ("Check the attribute mappings, then go back to the Overview and "
      "press Start provisioning."),
  NULL,
};

static const char *const okta_steps[] = {
  N_ ("Open the Okta Admin Console, then Applications > Applications."),
  N_ ("Choose Browse App Catalog, search SCIM 2.0 Test App (OAuth Bearer "
      "Token) or your product, and Add Integration."),
  N_ ("Finish General Settings and Sign-On Options."),
  N_ ("Open the Provisioning tab and choose Configure API Integration, "
      "then tick Enable API integration."),
  N_ ("Paste the directory base URL into SCIM 2.0 Base Url."),
  N_ ("Paste the key into OAuth Bearer Token (on Header Auth apps the "
      "field is API Token; there type the word Bearer, a blank and then "
      "the key)."),
  N_ ("Press Test API Credentials, then Save."),
  N_ ("Under To App choose Edit and enable Create Users, Update User "
      "Attributes and Deactivate Users; Save."),
  N_ ("On Assignments assign people or groups; on Push Groups choose the "
      "groups whose membership shall be pushed."),
  NULL,
};

static const char *const okta_wizard_steps[] = {
  N_ ("Create an app integration (SAML 2.0 or SWA; OIDC apps have no SCIM)."),
  N_ ("On General > App Settings choose Edit, set Provisioning to SCIM and "
      "Save."),
  N_ ("Open Provisioning > Integration and choose Edit."),
  N_ ("Paste the directory base URL into SCIM connector base URL."),
  N_ ("Set Unique identifier field for users to userName."),
  N_ ("Tick the Supported provisioning actions you need (Import New Users "
      "and Profile Updates, Push New Users, Push Profile Updates, Push "
      "Groups)."),
  N_ ("Set Authentication Mode to HTTP Header and paste the key into the "
      "Bearer field."),
  N_ ("Press Test Connector Configuration, then Save."),
  N_ ("Under To App enable Create Users, Update User Attributes and "
      "Deactivate Users."),
  NULL,
};

static const char *const google_steps[] = {
  N_ ("Sign in to admin.google.com as a super administrator."),
  N_ ("Open Apps > Web and mobile apps and open the SAML app. SSO must be "
      "set up first; only catalog apps that list autoprovisioning can do "
      "it, a custom app can not."),
  N_ ("In the Autoprovisioning section choose Configure autoprovisioning."),
  N_ ("Paste the key into Access token and press Continue."),
  N_ ("Paste the directory base URL into Endpoint URL (some apps hide this "
      "field) and press Continue."),
  N_ ("Check that attributes marked with * are mapped; Continue."),
  N_ ("Optionally limit provisioning to groups; Continue."),
  N_ ("Choose the deprovisioning delays (within 24 hours, 1, 7 or 21 "
      "days); Finish."),
  N_ ("Turn the Autoprovisioning switch on."),
  NULL,
};

static const char *const onelogin_steps[] = {
  N_ ("Open Applications > Applications and choose Add App."),
  N_ ("Search SCIM and pick SCIM Provisioner with SAML (SCIM v2 Core or v2 "
      "Enterprise); give it a name and Save."),
  N_ ("Open the Configuration tab."),
  N_ ("Paste the directory base URL into SCIM Base URL."),
  N_ ("Paste the key into SCIM Bearer Token, and check the SCIM JSON "
      "Template."),
  N_ ("At API Status press Enable, then Save."),
  N_ ("Open the Provisioning tab, tick Enable provisioning, clear the "
      "Require admin approval boxes you do not want; Save."),
  N_ ("On Access give a role; on Parameters map the groups."),
  NULL,
};

static const char *const jumpcloud_steps[] = {
  N_ ("Open SSO Applications (older: SSO) and open the app, or Add New "
      "Application > Custom Application with Export users to this app "
      "(Identity Management)."),
  N_ ("Open the Identity Management tab and choose SCIM 2.0 as SCIM "
      "Version."),
  N_ ("Paste the directory base URL into Base URL."),
  N_ ("Paste the key into Token Key."),
  N_ ("Type an existing person's address into Test User Email."),
  N_ ("Press Test Connection, then Activate, then Save."),
  N_ ("Tick Enable management of User Groups and Group Membership if "
      "groups shall go too, and choose them on the User Groups tab."),
  NULL,
};

static const char *const ping_steps[] = {
  N_ ("Open Integrations > Provisioning, press + and New connection."),
  N_ ("On the Identity Store row press Select, choose SCIM Outbound, "
      "Select, Next; name it, Next."),
  N_ ("Paste the directory base URL into SCIM base URL."),
  N_ ("Set Users resource to /Users, Groups Resource to /Groups and SCIM "
      "version to 2.0."),
  N_ ("Set Authentication method to OAuth 2 Bearer Token and paste the key "
      "into OAuth Access Token; Auth Type Header is Bearer."),
  N_ ("Press Test connection, then Continue."),
  N_ ("Set the preferences (user filter expression userName Eq \"%s\", "
      "create, update, disable, remove action) and Save; switch the "
      "connection on."),
  N_ ("On Rules add a rule with this connection as target, set the user "
      "filter and attribute mapping, and switch the rule on."),
  NULL,
};

static const char *const cyberark_steps[] = {
  N_ ("Open the Identity Administration portal, Apps & Widgets > Web Apps, "
      "and add or open the SAML app."),
  N_ ("Open Provisioning and tick Enable provisioning for this "
      "application; choose Live Mode."),
  N_ ("Paste the directory base URL into SCIM Service URL."),
  N_ ("Choose Authorization Header as Authorization Type, Bearer Token as "
      "Header Type, and paste the key."),
  N_ ("Press Verify, then add role mappings and Save."),
  N_ ("Start a sync under Settings > Users > Outbound Provisioning > Start "
      "Sync."),
  NULL,
};

static const char *const authentik_steps[] = {
  N_ ("Open the admin interface, Applications > Providers > Create and "
      "choose SCIM Provider."),
  N_ ("Paste the directory base URL into URL (it usually ends in /v2)."),
  N_ ("Leave Verify SCIM server's certificates on; keep the authentication "
      "mode Static token and paste the key into Token."),
  N_ ("Choose a compatibility mode only if the server needs it (AWS, "
      "Slack, Salesforce...)."),
  N_ ("Choose the user filter (exclude service accounts, group filter) and "
      "Finish."),
  N_ ("Open the application and put the SCIM provider into Backchannel "
      "Providers, not into Provider; Update."),
  NULL,
};

static const char *const keycloak_steps[] = {
  N_ ("Install a SCIM client extension; Keycloak itself has no outbound "
      "SCIM."),
  N_ ("Open the realm, User federation, and add the provider scim."),
  N_ ("Paste the directory base URL into SCIM 2.0 endpoint."),
  N_ ("Choose application/scim+json as endpoint content type, and BEARER "
      "as Auth mode."),
  N_ ("Paste the key into Auth password/token; leave Auth user empty."),
  N_ ("Turn on user propagation and, if wanted, group propagation and the "
      "periodic sync; Save."),
  N_ ("Switch on the scim event listener in Realm settings > Events."),
  NULL,
};

static const char *const other_steps[] = {
  N_ ("Open the SCIM or user provisioning settings of the identity "
      "provider."),
  N_ ("Paste the base URL where it asks for the address of the SCIM "
      "service."),
  N_ ("Paste the key where it asks for a token."),
  N_ ("Run its connection test, and save."),
  N_ ("Choose who shall be provisioned, and switch provisioning on."),
  NULL,
};

static const ConnectionGuide guides[] = {
  {
    .id = "entra",
    .name = N_ ("Microsoft Entra ID (Azure AD)"),
    .short_name = N_ ("Entra ID"),
    .path = N_ ("Enterprise apps › your app › Provisioning › Connectivity"),
    .url_label = N_ ("Tenant URL"),
    .token_label = N_ ("Secret Token"),
    .test_button = N_ ("Test Connection"),
    .start_button = N_ ("Start provisioning"),
    .counts_where = N_ ("Enterprise app > Provisioning > Overview: the 'Current cycle "
          "status' / 'Statistics to date' card shows Users and Groups; press "
          "Refresh. Skipped and failed people: View provisioning logs."),
    .cycle = N_ ("about every 40 minutes after the first full cycle"),
    .first_cycle = N_ ("20 minutes to some hours, by the number of people, groups and "
          "memberships"),
    .url_hint = N_ ("the address must answer /Users and /Groups directly below it; add "
          "?aadOptscim062020 for standard PATCH bodies"),
    .is_cloud = TRUE,
    .steps = entra_steps,
    .n_steps = 10,
    .evidence = { .url = 6, .key = 7, .test = 8, .assign = 4, .start = 10 },
  },
  {
    .id = "okta",
    .name = N_ ("Okta (app from the catalog)"),
    .short_name = N_ ("Okta"),
    .path = N_ ("Applications › your app › Provisioning › Integration"),
    .url_label = N_ ("SCIM 2.0 Base Url"),
    .token_label = N_ ("OAuth Bearer Token"),
    .test_button = N_ ("Test API Credentials"),
    .start_button = N_ ("Save (assignment starts the provisioning)"),
    .counts_where = N_ ("Application > Assignments lists assigned people; Push Groups lists "
          "group states (Active, Error); Dashboard > Tasks shows failed "
          "provisioning; Reports > System Log has the events."),
    .cycle = N_ ("event driven, at assignment and profile change"),
    .first_cycle = N_ ("at once, one person after the other, as they are assigned"),
    .url_hint = N_ ("paste it without a slash at the end"),
    .is_cloud = TRUE,
    .steps = okta_steps,
    .n_steps = 9,
    .evidence = { .url = 5, .key = 6, .test = 7, .assign = 9, .start = 9 },
  },
  {
    .id = "okta-wizard",
    .name = N_ ("Okta (own app made with the wizard)"),
    .short_name = N_ ("Okta"),
    .path = N_ ("Applications › your app › Provisioning › Integration"),
    .url_label = N_ ("SCIM connector base URL"),
    .token_label = N_ ("Authorization (HTTP Header, Bearer)"),
    .test_button = N_ ("Test Connector Configuration"),
    .start_button = N_ ("Save"),
    .counts_where = N_ ("Application > Assignments and Push Groups; Reports > System Log."),
    .cycle = N_ ("event driven, at assignment and profile change"),
    .first_cycle = N_ ("at once, one person after the other, as they are assigned"),
    .url_hint = N_ ("paste it without a slash at the end"),
    .is_cloud = TRUE,
    .steps = okta_wizard_steps,
    .n_steps = 9,
    .evidence = { .url = 4, .key = 7, .test = 8, .start = 9 },
  },
  {
    .id = "google",
    .name = N_ ("Google Workspace"),
    .short_name = N_ ("Google Workspace"),
    .path = N_ ("Apps › Web and mobile apps › your app › Autoprovisioning"),
    .url_label = N_ ("Endpoint URL"),
    .token_label = N_ ("Access token"),
    .start_button = N_ ("Autoprovisioning switch"),
    .counts_where = N_ ("Web and mobile apps > the app > Autoprovisioning: users created, "
          "suspended, deleted and failed in the last 30 days."),
    .cycle = N_ ("every few hours; archived users and members from outside the "
          "organisation are not provisioned; groups are not pushed"),
    .note = N_ ("There is no test button: Continue checks the values."),
    .is_cloud = TRUE,
    .steps = google_steps,
    .n_steps = 9,
    .evidence = { .url = 5, .key = 4, .start = 9 },
  },
  {
    .id = "onelogin",
    .name = N_ ("OneLogin"),
    .short_name = N_ ("OneLogin"),
    .path = N_ ("Applications › your app › Configuration"),
    .url_label = N_ ("SCIM Base URL"),
    .token_label = N_ ("SCIM Bearer Token"),
    .test_button = N_ ("Enable"),
    .start_button = N_ ("Enable provisioning"),
    .counts_where = N_ ("The app's Users tab shows each person's provisioning state; Users > "
          "Provisioning shows what waits for approval or failed."),
    .is_cloud = TRUE,
    .steps = onelogin_steps,
    .n_steps = 8,
    .evidence = { .url = 4, .key = 5, .test = 6, .assign = 8, .start = 7 },
  },
  {
    .id = "jumpcloud",
    .name = N_ ("JumpCloud"),
    .short_name = N_ ("JumpCloud"),
    .path = N_ ("SSO Applications › your app › Identity Management"),
    .url_label = N_ ("Base URL"),
    .token_label = N_ ("Token Key"),
    .test_button = N_ ("Test Connection"),
    .start_button = N_ ("Activate"),
    .counts_where = N_ ("The app's Users and User Groups tabs; Insights > Directory Insights "
          "has the provisioning events."),
    .note = N_ ("The test makes and removes a real record for the Test User Email."),
    .is_cloud = TRUE,
    .steps = jumpcloud_steps,
    .n_steps = 7,
    .evidence = { .url = 3, .key = 4, .test = 6, .assign = 7, .start = 7 },
  },
  {
    .id = "ping",
    .name = N_ ("PingOne"),
    .short_name = N_ ("PingOne"),
    .path = N_ ("Integrations › Provisioning › your connection"),
    .url_label = N_ ("SCIM base URL"),
    .token_label = N_ ("OAuth Access Token"),
    .test_button = N_ ("Test connection"),
    .start_button = N_ ("the connection's and the rule's switches"),
    .counts_where = N_ ("Integrations > Provisioning > the rule: sync status with counts of "
          "synced, pending and failed users."),
    .is_cloud = TRUE,
    .steps = ping_steps,
    .n_steps = 8,
    .evidence = { .url = 3, .key = 5, .test = 6, .start = 8 },
  },
  {
    .id = "cyberark",
    .name = N_ ("CyberArk Identity (formerly Idaptive)"),
    .short_name = N_ ("CyberArk Identity"),
    .path = N_ ("Apps & Widgets › Web Apps › your app › Provisioning"),
    .url_label = N_ ("SCIM Service URL"),
    .token_label = N_ ("Bearer Token"),
    .test_button = N_ ("Verify"),
    .start_button = N_ ("Start Sync"),
    .counts_where = N_ ("Settings > Users > Outbound Provisioning: sync job report with "
          "counts of created, updated, skipped and failed."),
    .note = N_ ("It asks the directory what it can do before it sends anybody."),
    .is_cloud = TRUE,
    .steps = cyberark_steps,
    .n_steps = 6,
    .evidence = { .url = 3, .key = 4, .test = 5, .start = 6 },
  },
  {
    .id = "authentik",
    .name = N_ ("authentik"),
    .short_name = N_ ("authentik"),
    .path = N_ ("Applications › Providers › your SCIM provider"),
    .url_label = N_ ("URL"),
    .token_label = N_ ("Token"),
    .start_button = N_ ("Run sync now (on the provider's page)"),
    .counts_where = N_ ("Provider page: Sync status with the last run's tasks; tabs "
          "Provisioned Users and Provisioned Groups."),
    .cycle = N_ ("at each change, and a full sync on schedule (hourly by default in "
          "older versions)"),
    .first_cycle = N_ ("at once, with the first full sync"),
    .note = N_ ("There is no test button: the first sync shows errors."),
    .steps = authentik_steps,
    .n_steps = 6,
    .evidence = { .url = 2, .key = 3, .assign = 5, .start = 6 },
  },
  {
    .id = "keycloak",
    .name = N_ ("Keycloak (with a SCIM client extension)"),
    .short_name = N_ ("Keycloak"),
    .path = N_ ("User federation › scim"),
    .url_label = N_ ("SCIM 2.0 endpoint"),
    .token_label = N_ ("Auth password/token"),
    .start_button = N_ ("Sync all users"),
    .counts_where = N_ ("The notice after Sync all users tells added and updated counts; the "
          "server log has failures."),
    .note = N_ ("The labels are those of the extension mitodl/keycloak-scim; other "
          "extensions name them differently."),
    .steps = keycloak_steps,
    .n_steps = 7,
    .evidence = { .url = 3, .key = 5, .start = 7 },
  },
  {
    .id = "other",
    .name = N_ ("Another identity provider"),
    .short_name = N_ ("your identity provider"),
    .path = N_ ("Its settings for SCIM or user provisioning"),
    .url_label = N_ ("Base URL"),
    .token_label = N_ ("Bearer token"),
    .start_button = N_ ("its switch for provisioning"),
    .counts_where = N_ ("the provider's provisioning log"),
    .url_hint = N_ ("paste it without /Users behind it"),
    .note = N_ ("Type Bearer before the key only if the field is a whole "
          "Authorization header."),
    .is_cloud = TRUE,
    .steps = other_steps,
    .n_steps = 5,
    .evidence = { .url = 2, .key = 3, .test = 4, .assign = 5, .start = 5 },
  },
};

static const ConnectionPreset presets[] = {
  {
    .id = "atlassian",
    .name = N_ ("Atlassian"),
    .connection_name = N_ ("Atlassian Cloud"),
    .url_label = N_ ("SCIM base URL"),
    .token_label = N_ ("API key"),
    .key_hint = N_ ("admin.atlassian.com › Security › Identity providers › the directory "
          "› Set up user provisioning shows both once."),
    .refused_words = N_ ("If this is the organisation’s key: the directory has its own."),
    .note = N_ ("A new key ends the old one at once, and nobody is told before a key "
          "expires."),
    .url_placeholder = "https://api.atlassian.com/scim/directory/…",
    .url_pattern = "^https://api\\.atlassian\\.com/scim/directory/[^/]+$",
    .key_lifetime_days = 365,
  },
  {
    .id = "slack",
    .name = N_ ("Slack"),
    .connection_name = N_ ("Slack"),
    .url_label = N_ ("SCIM base URL"),
    .token_label = N_ ("OAuth token"),
    .key_hint = N_ ("The token of an owner’s app with the scope admin; it begins with "
          "xoxp-."),
    .wrong_key_words = N_ ("This is a bot’s token; SCIM needs an owner’s, which begins with "
          "xoxp-."),
    .note = N_ ("People who were deactivated stay in its list."),
    .url_placeholder = "https://api.slack.com/scim/v2",
    .url_pattern = "^https://api\\.slack\\.com/scim/v[12]$",
    .wrong_key_prefix = "xoxb-",
    .key_lifetime_days = 0,
  },
  {
    .id = "github",
    .name = N_ ("GitHub"),
    .connection_name = N_ ("GitHub Enterprise"),
    .url_label = N_ ("Tenant URL"),
    .token_label = N_ ("Personal access token (classic)"),
    .key_hint = N_ ("A classic token of the setup user with the scope scim:enterprise; "
          "to read, also read:enterprise or admin:enterprise."),
    .wrong_key_words = N_ ("This is a fine-grained token; SCIM needs a classic one, which "
          "begins with ghp_."),
    .note = N_ ("Case matters in its address. People who were suspended stay in its "
          "list."),
    .url_placeholder = "https://api.github.com/scim/v2/enterprises/…",
    .url_pattern = "^https://(api\\.github\\.com|api\\.[^/]+\\.ghe\\.com)/scim/v2/enterprises"
          "/[^/]+$|^https://[^/]+/api/v3/scim/v2$",
    .wrong_key_prefix = "github_pat_",
    .key_lifetime_days = 0,
  },
  {
    .id = "aws",
    .name = N_ ("AWS"),
    .connection_name = N_ ("AWS"),
    .url_label = N_ ("SCIM endpoint"),
    .token_label = N_ ("Access token"),
    .key_hint = N_ ("Settings › Automatic provisioning › Generate token shows it once; "
          "two can live side by side."),
    .note = N_ ("It lists groups without their members, so memberships are asked for "
          "one by one."),
    .url_placeholder = "https://scim.eu-central-1.amazonaws.com/…/scim/v2",
    .url_pattern = "^https://scim\\.[a-z0-9-]+\\.amazonaws\\.com/[^/]+/scim/v2$",
    .key_lifetime_days = 365,
  },
  {
    .id = "gitlab",
    .name = N_ ("GitLab"),
    .connection_name = N_ ("GitLab"),
    .url_label = N_ ("SCIM API endpoint URL"),
    .token_label = N_ ("SCIM token"),
    .key_hint = N_ ("The group’s Settings › SAML SSO › Generate a SCIM token shows it "
          "once."),
    .note = N_ ("A group on GitLab.com answers for one person at a time only, so its "
          "people can’t be listed this way."),
    .url_placeholder = "https://gitlab.com/api/scim/v2/groups/…",
    .url_pattern = "^https://[^/]+/api/scim/v2/(groups/.+|application)$",
    .key_lifetime_days = 0,
  },
  {
    .id = "other",
    .name = N_ ("Another SCIM service"),
    .connection_name = N_ ("Directory"),
    .url_label = N_ ("Base URL"),
    .token_label = N_ ("Bearer token"),
    .key_hint = N_ ("Most services show it once, where provisioning is set up."),
    .url_placeholder = "https://scim.example.com/v2",
    .key_lifetime_days = 0,
  },
};

/* clang-format on */

const ConnectionGuide *
connection_tables_guides (guint *n)
{
  *n = G_N_ELEMENTS (guides);
  return guides;
}

const ConnectionPreset *
connection_tables_presets (guint *n)
{
  *n = G_N_ELEMENTS (presets);
  return presets;
}
