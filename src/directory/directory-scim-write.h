/* SPDX-License-Identifier: GPL-3.0-or-later */

/* POST, PUT, PATCH and DELETE of Users and Groups (RFC 7644 §3.3, §3.5, §3.6). */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

void directory_scim_create  (DirectoryExchange *exchange);
void directory_scim_replace (DirectoryExchange *exchange);
void directory_scim_patch   (DirectoryExchange *exchange);
void directory_scim_delete  (DirectoryExchange *exchange);

G_END_DECLS
