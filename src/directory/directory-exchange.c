/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The life of one request. Suspending and resuming is the wire's: it does what these two ask
 * for. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-exchange.h"

#include "base/base-buffer.h"
#include "directory/directory-context.h"
#include "directory/directory-wire.h"

DirectoryExchange *
directory_exchange_new (DirectoryContext *context,
                        DirectoryWire    *wire,
                        const char       *target)
{
  DirectoryExchange *self = g_new0 (DirectoryExchange, 1);

  self->context = context;
  self->wire = wire;
  self->request = directory_request_new (target);
  self->answer = directory_answer_new ();
  g_atomic_int_inc (&context->in_flight);
  return self;
}

void
directory_exchange_free (DirectoryExchange *self)
{
  if (self == NULL)
    return;
  g_atomic_int_add (&self->context->in_flight, -1);
  g_clear_pointer ((BaseBuffer **)&self->body, base_buffer_free);
  g_clear_pointer (&self->request, directory_request_free);
  g_clear_pointer (&self->answer, directory_answer_free);
  g_clear_pointer (&self->directory, store_directory_free);
  g_clear_pointer (&self->key, store_key_free);
  g_free (self->note.meaning);
  g_free (self->note.detail);
  g_free (self->note.shape);
  g_free (self->note.client);
  g_free (self->note.resource_id);
  g_free (self->note.resource_name);
  g_free (self);
}

void
directory_exchange_wait (DirectoryExchange *self,
                         DirectoryContinue  next,
                         gpointer           data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (next != NULL);
  g_return_if_fail (!self->waiting);

  self->next = next;
  self->next_data = data;
  self->waiting = TRUE;
  g_atomic_int_inc (&self->context->waiting);
  directory_wire_suspend (self->connection);
}

void
directory_exchange_resume (DirectoryExchange *self)
{
  g_return_if_fail (self != NULL);

  directory_wire_resume (self->connection);
}
