/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `/admin/v1` and `/admin/v1/directories` (docs/contracts.md, Administration API). */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

void directory_admin_service (DirectoryExchange *exchange);
void directory_admin_list    (DirectoryExchange *exchange);
void directory_admin_create  (DirectoryExchange *exchange);
void directory_admin_show    (DirectoryExchange *exchange);
void directory_admin_rename  (DirectoryExchange *exchange);
void directory_admin_delete  (DirectoryExchange *exchange);

G_END_DECLS
