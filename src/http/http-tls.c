/* SPDX-License-Identifier: GPL-3.0-or-later */

/* TLS faults as an administrator can act on them. The certificate's owner and issuer are named,
 * since they tell a proxy that opens connections from a forgotten renewal. There is no way past a
 * fault. */

#define G_LOG_DOMAIN "rollcall-http"

#include "config.h"

#include "http/http-tls.h"

#include <glib/gi18n.h>

#include "http/http-error-private.h"

static char *
say_expired (const char      *host,
             GTlsCertificate *certificate)
{
  g_autoptr (GDateTime) end = g_tls_certificate_get_not_valid_after (certificate);
  g_autofree char *date = end != NULL ? g_date_time_format (end, "%F") : g_strdup ("?");

  return g_strdup_printf (_("it expired on %s; whoever runs %s must renew it"), date, host);
}

static char *
say_not_activated (const char      *host,
                   GTlsCertificate *certificate)
{
  g_autoptr (GDateTime) begin = g_tls_certificate_get_not_valid_before (certificate);
  g_autofree char *date = begin != NULL ? g_date_time_format (begin, "%F") : g_strdup ("?");

  return g_strdup_printf (_("it is valid only from %s on; check this computer's clock"), date);
}

static char *
say_bad_identity (const char      *host,
                  GTlsCertificate *certificate)
{
  return g_strdup_printf (_("it belongs to another host than %s; check the base URL"), host);
}

static char *
say_unknown_ca (const char      *host,
                GTlsCertificate *certificate)
{
  return g_strdup (_("this computer doesn't know who issued it; if it is your own authority, add "
                     "it to the system's"));
}

static char *
say_revoked (const char      *host,
             GTlsCertificate *certificate)
{
  return g_strdup (_("it was revoked by its issuer"));
}

static char *
say_insecure (const char      *host,
              GTlsCertificate *certificate)
{
  return g_strdup (_("its cryptography is too weak"));
}

static char *
say_generic (const char      *host,
             GTlsCertificate *certificate)
{
  return g_strdup (_("it is not valid"));
}

typedef struct
{
  GTlsCertificateFlags flag;
  char *(*say) (const char *host, GTlsCertificate *certificate);
} Fault;

/* What explains most stands first; only the first is said. */
static const Fault known_faults[] = {
  { G_TLS_CERTIFICATE_EXPIRED, say_expired },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, say_not_activated },
  { G_TLS_CERTIFICATE_REVOKED, say_revoked },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, say_bad_identity },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, say_unknown_ca },
  { G_TLS_CERTIFICATE_INSECURE, say_insecure },
};

static char *
say_fault (const char           *host,
           GTlsCertificate      *certificate,
           GTlsCertificateFlags  faults)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_faults); i++)
    {
      if (faults & known_faults[i].flag)
        return known_faults[i].say (host, certificate);
    }
  return say_generic (host, certificate);
}

/* A certificate's name is as foreign as anything else that a server sends. Takes @name. */
static char *
clean_name (char *name)
{
  g_autofree char *theirs = name;
  char *clean = theirs != NULL ? http_words_clean (theirs) : NULL;

  return clean != NULL ? clean : g_strdup ("?");
}

char *
http_tls_describe (const char           *host,
                   GTlsCertificate      *certificate,
                   GTlsCertificateFlags  faults,
                   const char           *library)
{
  g_autofree char *fault = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *issuer = NULL;

  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (library != NULL, NULL);

  if (certificate == NULL)
    return g_strdup_printf (_("no secure connection to %s could be made (%s); does it speak https "
                              "at this port?"),
                            host,
                            library);

  fault = say_fault (host, certificate, faults);
  subject = clean_name (g_tls_certificate_get_subject_name (certificate));
  issuer = clean_name (g_tls_certificate_get_issuer_name (certificate));
  return g_strdup_printf (_("the certificate of %s is refused: %s (subject: %s; issuer: %s)"),
                          host,
                          fault,
                          subject,
                          issuer);
}
