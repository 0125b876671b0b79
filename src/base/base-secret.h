/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Strings that hold a secret: on pages of their own, out of core dumps and swap where the kernel
 * allows it, and wiped before their memory goes back. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_secret_alloc:
 * @length: bytes of text to come, without the NUL behind them
 *
 * For a secret that is made or read piece by piece, so that no copy of it lies about.
 *
 * Returns: (transfer full): @length + 1 zero bytes, to be ended with base_secret_free().
 */
char *base_secret_alloc (gsize length);

/**
 * base_secret_dup:
 * @text: (nullable): a secret
 *
 * Returns: (transfer full) (nullable): a copy, to be ended with base_secret_free().
 */
char *base_secret_dup (const char *text);

/**
 * base_secret_free:
 * @text: (nullable) (transfer full): a secret made by base_secret_alloc(), base_secret_dup() or
 *   base_key_text_new(); nothing else, it is no heap memory
 *
 * Overwrites @text and gives its memory back.
 */
void base_secret_free (char *text);

/**
 * base_secret_clear:
 * @text: (inout): address of a secret or of %NULL
 *
 * Ends the secret and leaves %NULL. For g_auto use, see #BaseSecret.
 */
void base_secret_clear (char **text);

/**
 * base_secret_protect_process:
 *
 * Turns core dumps off for this process (RLIMIT_CORE and PR_SET_DUMPABLE). Called first by each
 * main().
 */
void base_secret_protect_process (void);

/* A secret that ends with its scope: `g_auto (BaseSecret) key = base_secret_dup (text);` */
typedef char *BaseSecret;
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (BaseSecret, base_secret_free, NULL)

G_END_DECLS
