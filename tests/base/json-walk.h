/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes anew whatever a BaseJsonReader reads, for the test and the fuzz target of the reader. */

#pragma once

#include "base/base-json-reader.h"
#include "base/base-json-writer.h"

G_BEGIN_DECLS

/* Reads one value and writes it. The caller asks the reader whether all went well. */
void json_walk (BaseJsonReader *reader,
                BaseJsonWriter *writer);

G_END_DECLS
