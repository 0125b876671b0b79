/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the service says about itself: ServiceProviderConfig, Schemas, ResourceTypes (RFC 7643 §5 to
 * §7, RFC 7644 §4), and that it is alive. It announces what works, and all that works. */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

/* Open to anybody who knows the base URL (RFC 7643 §5, authenticationSchemes). */
void directory_discovery_config      (DirectoryExchange *exchange);

void directory_discovery_schemas     (DirectoryExchange *exchange);
void directory_discovery_schema      (DirectoryExchange *exchange);
void directory_discovery_types       (DirectoryExchange *exchange);
void directory_discovery_type        (DirectoryExchange *exchange);

/* 501 for what the RFC lets a service leave out: /Me, /Bulk, queries over all types. */
void directory_discovery_not_offered (DirectoryExchange *exchange);

/* /healthz and /readyz */
void directory_discovery_alive       (DirectoryExchange *exchange);

G_END_DECLS
