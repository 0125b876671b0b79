/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a certificate was refused, in words. For this room alone. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * http_tls_describe:
 * @host: whom we called
 * @certificate: (nullable): what it showed
 * @faults: what is wrong with it
 * @library: the TLS library's words, for when there is no certificate
 *
 * Returns: (transfer full): a sentence that names the fault, and the certificate's subject and
 *   issuer.
 */
char *http_tls_describe (const char           *host,
                         GTlsCertificate      *certificate,
                         GTlsCertificateFlags  faults,
                         const char           *library);

G_END_DECLS
