/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One table from errors to troubles; whatever it doesn't name is DESK_TROUBLE_OTHER. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-trouble.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "admin/admin-error.h"
#include "connection/connection.h"
#include "desk/desk-error.h"
#include "http/http-error.h"
#include "roll/roll-types.h"
#include "source/source.h"

typedef struct
{
  GQuark (*domain) (void);
  int code;
  DeskTrouble trouble;
} TroubleRow;

static const TroubleRow rows[] = {
  { http_error_quark, HTTP_ERROR_UNREACHABLE, DESK_TROUBLE_OFFLINE },
  { http_error_quark, HTTP_ERROR_TIMEOUT, DESK_TROUBLE_OFFLINE },
  { http_error_quark, HTTP_ERROR_RATE_LIMITED, DESK_TROUBLE_OFFLINE },
  { http_error_quark, HTTP_ERROR_SERVER, DESK_TROUBLE_OFFLINE },
  { http_error_quark, HTTP_ERROR_TLS, DESK_TROUBLE_CERTIFICATE },
  { http_error_quark, HTTP_ERROR_UNAUTHORIZED, DESK_TROUBLE_KEY },
  { http_error_quark, HTTP_ERROR_FORBIDDEN, DESK_TROUBLE_KEY },
  { http_error_quark, HTTP_ERROR_KEY_TEXT, DESK_TROUBLE_KEY },
  { http_error_quark, HTTP_ERROR_NOT_FOUND, DESK_TROUBLE_GONE },
  { admin_error_quark, ADMIN_ERROR_NOT_FOUND, DESK_TROUBLE_GONE },
  { admin_error_quark, ADMIN_ERROR_START, DESK_TROUBLE_OFFLINE },
  { admin_error_quark, ADMIN_ERROR_NOT_READY, DESK_TROUBLE_OFFLINE },
  { source_error_quark, SOURCE_ERROR_NO_KEY, DESK_TROUBLE_NO_KEY },
  { source_error_quark, SOURCE_ERROR_UNREADABLE, DESK_TROUBLE_FILE },
  { source_error_quark, SOURCE_ERROR_BAD_FILE, DESK_TROUBLE_FILE },
  { desk_error_quark, DESK_ERROR_NO_KEY, DESK_TROUBLE_NO_KEY },
  { desk_error_quark, DESK_ERROR_BAD_KEY, DESK_TROUBLE_KEY },
  { connection_error_quark, CONNECTION_ERROR_NO_KEYRING, DESK_TROUBLE_NO_KEYRING },
  { connection_error_quark, CONNECTION_ERROR_LOCKED, DESK_TROUBLE_LOCKED },
  { roll_error_quark, ROLL_ERROR_FULL, DESK_TROUBLE_DISK },
  { g_io_error_quark, G_IO_ERROR_NO_SPACE, DESK_TROUBLE_DISK },
  { g_file_error_quark, G_FILE_ERROR_NOSPC, DESK_TROUBLE_DISK },
};

static const char *const headlines[] = {
  [DESK_TROUBLE_OFFLINE] = N_ ("It can't be reached now"),
  [DESK_TROUBLE_KEY] = N_ ("The key is no longer accepted"),
  [DESK_TROUBLE_NO_KEY] = N_ ("There is no key for it"),
  [DESK_TROUBLE_NO_KEYRING] = N_ ("No keyring answers"),
  [DESK_TROUBLE_LOCKED] = N_ ("The keyring is locked"),
  [DESK_TROUBLE_CERTIFICATE] = N_ ("The certificate is not trusted"),
  [DESK_TROUBLE_DISK] = N_ ("The disk is full"),
  [DESK_TROUBLE_GONE] = N_ ("The directory is gone"),
  [DESK_TROUBLE_FILE] = N_ ("The file can't be read"),
  [DESK_TROUBLE_OTHER] = N_ ("It could not be read"),
};

DeskTrouble
desk_trouble_of (const GError *error)
{
  g_return_val_if_fail (error != NULL, DESK_TROUBLE_OTHER);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_error_matches (error, rows[i].domain (), rows[i].code))
      return rows[i].trouble;
  return DESK_TROUBLE_OTHER;
}

const char *
desk_trouble_headline (DeskTrouble trouble)
{
  g_return_val_if_fail (trouble < G_N_ELEMENTS (headlines), "");

  return _ (headlines[trouble]);
}
