/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The filter's tree: ending it, and the way in from text. Reading it is scim-filter-parse.c,
 * what may be compared with what is scim-filter-check.c, evaluating it scim-filter-match.c,
 * writing it scim-filter-print.c. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-filter.h"

#include "scim/scim-scan.h"

ScimFilter *
scim_filter_parse (const ScimResourceType  *type,
                   const char              *text,
                   ScimProfile              profile,
                   GError                 **error)
{
  g_autoptr (ScimFilter) filter = NULL;
  ScimScan scan;

  g_return_val_if_fail (text != NULL, NULL);

  if (!scim_scan_begin (&scan, type, text, profile, "filter", SCIM_ERROR_INVALID_FILTER, error))
    return NULL;
  filter = scim_scan_filter (&scan, error);
  if (filter == NULL)
    return NULL;
  if (*scan.at != '\0')
    {
      scim_scan_fail (&scan, "and, or, or the filter's end", error);
      return NULL;
    }
  return g_steal_pointer (&filter);
}

void
scim_filter_free (ScimFilter *filter)
{
  if (filter == NULL)
    return;
  scim_filter_free (filter->left);
  scim_filter_free (filter->right);
  scim_path_free (filter->path);
  g_free (filter->text);
  g_free (filter->folded);
  g_free (filter);
}
