# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of rooms, as src/meson.build states it; the scripts and tests have no second one."""

import ast
import os
import re


class Room:
    """A room: its name, the rooms it sees (never itself), and the system libraries it may use."""

    def __init__(self, name, sees, libraries):
        self.name = name
        self.sees = sees
        self.libraries = libraries


def read(root):
    """The rooms in the order of the table, which is the order of their dependencies."""
    with open(os.path.join(root, "src/meson.build"), encoding="utf-8") as file:
        text = file.read()
    table = re.search(r"^house = (\[.*?^\])", text, re.MULTILINE | re.DOTALL)
    if not table:
        raise SystemExit("src/meson.build has no table “house = […]”")
    # Meson's lists of strings are Python's.
    return [Room(*row) for row in ast.literal_eval(table.group(1))]
