/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Our two functions in SQL, fold() and exact(), so that rows are matched by the same folding as
 * everything else. Both depend on nothing but their argument, so they may stand in an index. */

#define G_LOG_DOMAIN "rollcall-database"

#include "config.h"

#include "database/database-private.h"

#include "base/base-fold.h"

typedef char *(*TextFunction) (const char *text);

typedef struct
{
  const char   *name;
  TextFunction  function;
} SqlFunction;

static const SqlFunction functions[] = {
  { "fold", base_fold },
  { "exact", base_fold_exact },
};

static void
call_cb (sqlite3_context  *context,
         int               n_values,
         sqlite3_value   **values)
{
  const SqlFunction *entry = sqlite3_user_data (context);
  const char *text;

  g_assert (n_values == 1);

  text = (const char *)sqlite3_value_text (values[0]);
  if (text == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_text (context, entry->function (text), -1, g_free);
}

gboolean
database_add_functions (Database  *self,
                        GError   **error)
{
  g_assert (self != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      int result = sqlite3_create_function_v2 (self->handle,
                                               functions[i].name,
                                               1,
                                               SQLITE_UTF8 | SQLITE_DETERMINISTIC |
                                                 SQLITE_INNOCUOUS,
                                               (gpointer)&functions[i],
                                               call_cb,
                                               NULL,
                                               NULL,
                                               NULL);

      if (result != SQLITE_OK)
        return database_fail (self, result, error);
    }
  return TRUE;
}
