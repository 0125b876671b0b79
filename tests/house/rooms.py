# SPDX-License-Identifier: GPL-3.0-or-later
"""A room can include the rooms of its row, and no other: every pair is tried.

Each try is a file compiled with exactly the flags that the build gives the room's own sources. A
forbidden header must fail because it isn't found, not for some other reason; of a room that is
seen, all headers together must compile, but for those that lean on what the room doesn't see.
"""

import concurrent.futures
import functools
import glob
import json
import os
import re
import shlex
import subprocess
import sys

import tap

ROOT = os.environ["SOURCE_ROOT"]
BUILD = os.environ["BUILD_ROOT"]
sys.path.insert(0, os.path.join(ROOT, "script"))
import check  # noqa: E402
import house  # noqa: E402


def flags_of_rooms():
    """{room: compiler and flags}, from the commands that compile the room's library."""
    with open(os.path.join(BUILD, "compile_commands.json"), encoding="utf-8") as file:
        commands = json.load(file)
    flags = {}
    for command in commands:
        room = command["output"].removeprefix("src/librollcall-").split(".a.p/")
        if len(room) == 2:
            words = shlex.split(command["command"])
            keep = words[:words.index("-MD")]
            flags.setdefault(room[0], [w for w in keep if w != "-fsanitize=fuzzer-no-link"])
    return flags


def documented():
    """{room: (rooms seen, libraries)} as docs/architecture.md tells it."""
    titles = {"SQLite": "sqlite3", "libsoup": "libsoup-3.0", "libmicrohttpd": "libmicrohttpd",
              "libsecret": "libsecret-1", "GTK": "gtk4", "libadwaita": "libadwaita-1",
              "GtkSourceView": "gtksourceview-5"}
    told = {}
    with open(os.path.join(ROOT, "docs/architecture.md"), encoding="utf-8") as file:
        for line in file:
            row = re.match(r"\| `(\w+)` \|[^|]*\|([^|]*)\|([^|]*)\|$", line)
            if row:
                told[row.group(1)] = (set(re.findall(r"\w+", row.group(2))),
                                      {titles.get(n) for n in re.findall(r"\w+", row.group(3))})
    return told


def headers_of(room):
    paths = sorted(glob.glob(os.path.join(ROOT, "src", room, "*.h")))
    return [f"{room}/{os.path.basename(path)}" for path in paths]


@functools.cache
def needs_of(header):
    """What a header includes, by itself or through others: (headers, system libraries)."""
    headers, libraries = {header}, set()
    with open(os.path.join(ROOT, "src", header), encoding="utf-8") as file:
        names = [found.group(1) for found in map(check.INCLUDE.match, file) if found]
    for name in names:
        if os.path.exists(os.path.join(ROOT, "src", name)):
            more = needs_of(name)
            headers |= more[0]
            libraries |= more[1]
        libraries |= {library for library, pattern in check.LIBRARY_HEADERS.items()
                      if re.fullmatch(pattern, name)}
    return headers, libraries


def is_for(room, header):
    """Whether a header of a seen room is one for this room: private ones aren't, nor are those that
    lean on what this room doesn't see."""
    headers, libraries = needs_of(header)
    return (not any(h.endswith("-private.h") for h in headers)
            and {h.split("/")[0] for h in headers} <= set(room.sees)
            and libraries <= set(room.libraries))


def compile_with(flags, headers):
    source = '#include "config.h"\n' + "".join(f'#include "{h}"\n' for h in headers)
    run = subprocess.run(flags + ["-fsyntax-only", "-x", "c", "-"], input=source, cwd=BUILD,
                         capture_output=True, text=True, check=False)
    return run.returncode, run.stderr


def attempt(room, other, flags):
    """What tap is to say of this pair."""
    allowed = other.name in room.sees
    name = f"{room.name} {'sees' if allowed else 'cannot see'} {other.name}"
    headers = headers_of(other.name)
    if not headers:
        return tap.skip, (name, f"{other.name} has no headers yet")
    if room.name not in flags:
        return tap.skip, (name, f"{room.name} has no sources yet")
    if allowed:
        headers = [header for header in headers if is_for(room, header)]
        status, errors = compile_with(flags[room.name], headers)
        return tap.ok, (headers and status == 0, name, errors)
    status, errors = compile_with(flags[room.name], headers[:1])
    absent = f"{headers[0]}: No such file" in errors or f"'{headers[0]}' file not found" in errors
    return tap.ok, (status != 0 and absent, name, errors)


def main():
    rooms = house.read(ROOT)
    flags = flags_of_rooms()
    tap.ok(len({room.name for room in rooms}) == len(rooms) > 1, "the table names each room once")
    for row, room in enumerate(rooms):
        before = {earlier.name for earlier in rooms[:row]}
        tap.ok(before.issuperset(room.sees), f"{room.name} sees only rooms above it")
    told = documented()
    for room in rooms:
        tap.ok(told.get(room.name) == (set(room.sees), set(room.libraries)),
               f"docs/architecture.md tells the row of {room.name}", told.get(room.name))
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        tries = [pool.submit(attempt, room, other, flags)
                 for room in rooms for other in rooms if other is not room]
        for each in tries:
            say, arguments = each.result()
            say(*arguments)
    tap.done()


main()
