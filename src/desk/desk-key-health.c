/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a key still lives, in days and in words. The same thresholds warn everywhere
 * (docs/contracts.md, Keys). */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include <glib/gi18n.h>

#include "base/base-time.h"
#include "desk/desk-keys.h"
#include "desk/desk-words.h"

static const struct
{
  guint days;
  DeskKeyLevel level;
} thresholds[] = {
  { 1, DESK_KEY_URGENT },   { 7, DESK_KEY_URGENT },  { 14, DESK_KEY_WARNING },
  { 30, DESK_KEY_WARNING }, { 60, DESK_KEY_NOTICE },
};

static char *
sentence_of (const DeskKeyHealth *self,
             gint64               now)
{
  g_autofree char *when = NULL;
  g_autofree char *days = NULL;

  if (!self->known)
    return g_strdup (_("Nobody has said when the key expires"));
  if (self->expires == 0)
    return g_strdup (_("Key never expires"));
  when = desk_words_time (self->expires, now);
  if (self->expires <= now)
    return g_strdup_printf (_("Key expired %s"), when);
  /* Below two days the hour matters. */
  if (self->days_left <= 2)
    return g_strdup_printf (_("Key expires %s"), when);
  days = desk_words_number (self->days_left);
  return g_strdup_printf (ngettext ("Key expires in %s day", "Key expires in %s days",
                                    (gulong)self->days_left),
                          days);
}

static void
fill (DeskKeyHealth *self,
      gint64         created,
      gint64         now)
{
  gint64 left = self->expires - now;

  self->days_left = -1;
  self->fraction = -1;
  if (self->known && self->expires != 0)
    {
      self->days_left = left > 0 ? (left + G_TIME_SPAN_DAY - 1) / G_TIME_SPAN_DAY : 0;
      if (created > 0 && self->expires > created)
        self->fraction =
            CLAMP ((double)(now - created) / (double)(self->expires - created), 0.0, 1.0);
      self->level = left > 0 ? DESK_KEY_WELL : DESK_KEY_ENDED;
      for (guint i = 0; left > 0 && i < G_N_ELEMENTS (thresholds); i++)
        if (self->days_left <= thresholds[i].days)
          {
            self->threshold = thresholds[i].days;
            self->level = thresholds[i].level;
            break;
          }
    }
  self->sentence = sentence_of (self, now);
}

/* (transfer full): by whom, as the service wrote it down: an agent's name up to its version */
static char *
detail_of (const AdminKey *key,
           gint64          now)
{
  g_autofree char *ago = NULL;
  g_autofree char *client = NULL;

  if (key->last_used == 0)
    return g_strdup (_("Not used yet"));
  ago = desk_words_ago (key->last_used, now);
  if (key->last_client == NULL || *key->last_client == '\0')
    return g_strdup_printf (_("Last used %s"), ago);
  client = desk_words_client (key->last_client);
  return g_strdup_printf (_("Last used %s by %s"), ago, client);
}

DeskKeyHealth *
desk_key_health_new (const AdminKey *key,
                     gint64          now)
{
  DeskKeyHealth *self = g_new0 (DeskKeyHealth, 1);

  if (now == 0)
    now = base_time_now ();
  if (key == NULL)
    {
      self->days_left = -1;
      self->fraction = -1;
      self->known = TRUE;
      self->level = DESK_KEY_ENDED;
      self->sentence = g_strdup (_("There is no key: provisioning can’t run"));
      return self;
    }
  self->known = TRUE;
  self->expires = key->expires;
  self->last_used = key->last_used;
  fill (self, key->created, now);
  self->detail = detail_of (key, now);
  return self;
}

DeskKeyHealth *
desk_key_health_new_for_foreign (const Connection *connection,
                                 gint64            now)
{
  DeskKeyHealth *self = g_new0 (DeskKeyHealth, 1);

  g_return_val_if_fail (connection != NULL, self);

  self->known = connection->expires != 0;
  self->expires = connection->expires;
  fill (self, connection->created, now != 0 ? now : base_time_now ());
  return self;
}

void
desk_key_health_free (DeskKeyHealth *health)
{
  if (health == NULL)
    return;
  g_free (health->sentence);
  g_free (health->detail);
  g_free (health);
}
