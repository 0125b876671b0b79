/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the base room. What each code means, and what to do, stands in the header. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-error.h"

G_DEFINE_QUARK (base-error-quark, base_error)
