/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each secret gets pages of its own from mmap(2), so that they can be left out of core dumps
 * (MADV_DONTDUMP) and locked in memory without touching anybody else's, and so that nothing of it
 * stays behind in the heap. Whether the kernel grants the lock doesn't matter; the wiping never
 * fails. A program holds a handful of secrets, so a page each is no cost. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-secret.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Stands at the beginning of the pages; the text follows. */
typedef struct
{
  gsize mapped;
} SecretHeader;

char *
base_secret_alloc (gsize length)
{
  gsize page = (gsize)sysconf (_SC_PAGESIZE);
  gsize mapped = (sizeof (SecretHeader) + length + 1 + page - 1) / page * page;
  SecretHeader *header;

  g_return_val_if_fail (length < G_MAXSIZE - sizeof (SecretHeader) - page, NULL);

  header = mmap (NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (header == MAP_FAILED)
    g_error ("no memory for a secret of %" G_GSIZE_FORMAT " bytes", length);

  madvise (header, mapped, MADV_DONTDUMP);
  mlock (header, mapped);
  header->mapped = mapped;
  return (char *)(header + 1);
}

char *
base_secret_dup (const char *text)
{
  gsize length;
  char *copy;

  if (text == NULL)
    return NULL;

  length = strlen (text);
  copy = base_secret_alloc (length);
  memcpy (copy, text, length);
  return copy;
}

void
base_secret_free (char *text)
{
  SecretHeader *header;
  gsize mapped;

  if (text == NULL)
    return;

  header = (SecretHeader *)(gpointer)text - 1;
  mapped = header->mapped;
  explicit_bzero (header, mapped);
  munmap (header, mapped);
}

void
base_secret_clear (char **text)
{
  g_return_if_fail (text != NULL);

  base_secret_free (g_steal_pointer (text));
}

void
base_secret_protect_process (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}
