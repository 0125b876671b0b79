/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the desk room. What each code means, and what to do, stands in the header. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-error.h"

G_DEFINE_QUARK (desk - error - quark, desk_error)
