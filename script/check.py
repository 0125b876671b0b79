# SPDX-License-Identifier: GPL-3.0-or-later
"""script/check: one function a rule, all in RULES. A rule yields (file, line number, why).

C is looked at with comments and strings blanked where they could mislead. There is no way to
except a file from a rule but to say so here, where it is read.
"""

import argparse
import os
import re
import sys

import house

TOP = ["build-aux", "data", "docs", "flatpak", "po", "script", "src", "tests", ".ci"]
LEFT_OUT = {"node_modules", "__pycache__", ".git"}
# What tools or others wrote, or what is there to be odd.
FOREIGN = ("tests/data/", "tests/corpus/", "tests/peers/package-lock.json", "data/idp-guides.json")
LONGEST_LINE = 100
LONGEST_FILE = 600

BANNED = {
    "strcpy": "has no bound: use g_strlcpy or g_strdup",
    "strcat": "has no bound: use GString",
    "sprintf": "has no bound: use g_snprintf or g_strdup_printf",
    "vsprintf": "has no bound: use g_vsnprintf or g_strdup_vprintf",
    "gets": "has no bound",
    "atoi": "hides errors: use g_ascii_string_to_signed",
    "atol": "hides errors: use g_ascii_string_to_signed",
    "strtok": "keeps state and changes its argument: use g_strsplit",
    "g_memdup": "takes a 32-bit length: use g_memdup2",
    "system": "runs a shell: use GSubprocess",
    "popen": "runs a shell: use GSubprocess",
    "tmpnam": "can be raced: use g_dir_make_tmp or g_file_open_tmp",
    "mktemp": "can be raced: use g_dir_make_tmp or g_file_open_tmp",
    "rand": "is neither random nor repeatable: use getrandom, or GRand with a seed",
}
PRINTS = re.compile(
    r"(?<![\w])(?:printf|vprintf|puts|putchar|g_print|g_printerr|perror)\s*\("
    r"|\bfprintf\s*\(\s*std(?:out|err)\b|\bfputs\s*\([^;]*\bstd(?:out|err)\b")
MAY_PRINT = ("src/cli/", "src/directory/main.c")

LIBRARY_HEADERS = {
    "sqlite3": r"sqlite3(?:ext)?\.h",
    "libsoup-3.0": r"libsoup/.*",
    "libmicrohttpd": r"microhttpd\.h",
    "libsecret-1": r"libsecret/.*",
    "libldap": r"(?:ldap|ldif|lber)\w*\.h",
    "libcurl": r"curl/.*",
    "gtk4": r"(?:gtk|gdk|gsk)/.*",
    "libadwaita-1": r"adwaita\.h",
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')


class File:
    def __init__(self, root, path):
        self.path = path
        with open(os.path.join(root, path), "rb") as file:
            data = file.read()
        self.binary = b"\0" in data
        self.text = "" if self.binary else data.decode("utf-8", "replace")
        self.lines = self.text.split("\n")
        if self.lines[-1] == "":
            self.lines.pop()
        self.foreign = path.startswith(FOREIGN)
        self.c = path.endswith((".c", ".h"))
        self.program = self.c or path.endswith((".py", ".sh", ".js")) or (
            path.startswith((".ci/", "script/")) and "." not in os.path.basename(path))
        self.code = blanked(self.text).split("\n") if self.c else self.lines
        self.source = not self.foreign and (
            self.program or os.path.basename(path) in ("meson.build", "meson_options.txt"))


def blanked(text):
    """C without the insides of its comments, strings and characters; lines stay where they are."""
    token = re.compile(
        r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)

    def blank(match):
        piece = match.group(0)
        if text.startswith("#", line_start(text, match.start())) and piece.startswith('"'):
            return piece
        return re.sub(r"[^\n]", " ", piece)

    return token.sub(blank, text)


def line_start(text, at):
    start = text.rfind("\n", 0, at) + 1
    while text[start:start + 1] in (" ", "\t"):
        start += 1
    return start


def files_of(root):
    paths = [p for p in os.listdir(root) if os.path.isfile(os.path.join(root, p))]
    for top in TOP:
        for folder, folders, names in os.walk(os.path.join(root, top)):
            folders[:] = sorted(f for f in folders if f not in LEFT_OUT)
            paths += [os.path.relpath(os.path.join(folder, n), root) for n in names]
    real = (p for p in sorted(paths) if not os.path.islink(os.path.join(root, p)))
    return [File(root, p) for p in real if not p.endswith((".swp", ".pyc", "~"))]


def room_of(path):
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "src" else None


def includes(tree):
    for file in tree.files:
        if file.c and not file.foreign:
            for number, line in enumerate(file.code, 1):
                found = INCLUDE.match(line)
                if found:
                    yield file, number, found.group(1)


def up_and_over(tree):
    for file, number, name in includes(tree):
        if "../" in name:
            yield file.path, number, f"“{name}” goes around the rooms: include \"room/file.h\""


def private_headers(tree):
    for file, number, name in includes(tree):
        owner = name.split("/")[0]
        if name.endswith("-private.h") and "/" in name and file.path.split("/")[1:2] != [owner]:
            yield file.path, number, f"{name} is for {owner} alone, and for its tests"


def system_libraries(tree):
    rooms = {room.name: room for room in tree.rooms}
    for file, number, name in includes(tree):
        room = rooms.get(room_of(file.path))
        for library, pattern in LIBRARY_HEADERS.items() if room else ():
            if re.fullmatch(pattern, name) and library not in room.libraries:
                yield (file.path, number,
                       f"<{name}> is {library}, which {room.name}'s row in src/meson.build lacks")


def banned_functions(tree):
    calls = re.compile(r"(?<![\w.>])(" + "|".join(BANNED) + r")\s*\(")
    for file in tree.files:
        if file.c and not file.foreign:
            for number, line in enumerate(file.code, 1):
                for call in calls.finditer(line):
                    yield file.path, number, f"{call.group(1)} {BANNED[call.group(1)]}"


def stray_prints(tree):
    for file in tree.files:
        if file.c and file.path.startswith("src/") and not file.path.startswith(MAY_PRINT):
            for number, line in enumerate(file.code, 1):
                if PRINTS.search(line):
                    yield file.path, number, "prints: only the command line does; log or return it"


def long_lines(tree):
    for file in tree.files:
        if file.source:
            for number, line in enumerate(file.lines, 1):
                if len(line) > LONGEST_LINE:
                    yield file.path, number, f"{len(line)} columns; at most {LONGEST_LINE}"


def long_files(tree):
    for file in tree.files:
        if file.source and len(file.lines) > LONGEST_FILE:
            yield (file.path, LONGEST_FILE + 1,
                   f"{len(file.lines)} lines; a file is one type or one verb, at most "
                   f"{LONGEST_FILE} lines")


def left_to_do(tree):
    mark = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
    for file in tree.files:
        if not file.foreign and file.path != "COPYING":
            for number, line in enumerate(file.lines, 1):
                if mark.search(line) and not file.path.startswith("script/check"):
                    yield file.path, number, "do it now, or open an issue and take the mark out"


def blanks(tree):
    for file in tree.files:
        if file.foreign or file.binary or file.path == "COPYING":
            continue
        for number, line in enumerate(file.lines, 1):
            if "\t" in line:
                yield file.path, number, "a tab; indent with spaces"
            if line != line.rstrip():
                yield file.path, number, "blanks at the end of the line"
        if file.text and not file.text.endswith("\n"):
            yield file.path, len(file.lines), "the last line has no end"


def licence(tree):
    for file in tree.files:
        if file.program and not file.foreign:
            if not any("SPDX-License-Identifier: GPL-3.0-or-later" in l for l in file.lines[:2]):
                yield file.path, 1, "say SPDX-License-Identifier: GPL-3.0-or-later here"


def include_once(tree):
    for file in tree.files:
        if file.path.endswith(".h") and not file.foreign:
            if not any(line.strip() == "#pragma once" for line in file.code):
                yield file.path, 1, "a header says #pragma once"


def everything_is_built(tree):
    """A source or a test that no meson.build names is never compiled, and nobody would notice."""
    builds = {f.path: f.text for f in tree.files if f.path.endswith("meson.build")}
    for file in tree.files:
        folder, name = os.path.split(file.path)
        if not name.endswith(".c") or file.foreign or not folder.startswith(("src/", "tests/")):
            continue
        short = re.sub(r"^fuzz-|-test$", "", name[:-2]) if folder.startswith("tests/") else name
        build = builds.get(folder + "/meson.build", "")
        if f"'{short}'" not in build and f"'{name}'" not in build:
            yield file.path, 1, f"{folder}/meson.build doesn't name it, so it is never built"


def package_hosts(tree):
    for file in tree.files:
        if file.path.endswith("package-lock.json"):
            for number, line in enumerate(file.lines, 1):
                if '"resolved"' in line:
                    yield (file.path, number,
                           "names a package host: npm install --omit-lockfile-registry-resolved")


RULES = [
    ("includes stay within the rooms", up_and_over),
    ("private headers are for their room alone", private_headers),
    ("system libraries only where a row names them", system_libraries),
    ("no banned functions", banned_functions),
    ("no stray prints", stray_prints),
    ("lines have at most 100 columns", long_lines),
    ("files have at most 600 lines", long_files),
    ("nothing is marked as left to do", left_to_do),
    ("no tabs, no trailing blanks", blanks),
    ("every program file names its licence", licence),
    ("every header is included once", include_once),
    ("every source and test is built", everything_is_built),
    ("the lock file names no package host", package_hosts),
]


class Tree:
    def __init__(self, root):
        self.rooms = house.read(root)
        self.files = files_of(root)


def main():
    parser = argparse.ArgumentParser(prog="script/check")
    parser.add_argument("--tap", action="store_true", help="one TAP line a rule")
    parser.add_argument("--root", default=os.path.join(os.path.dirname(__file__), ".."))
    options = parser.parse_args()
    tree = Tree(options.root)
    total = 0
    for number, (title, rule) in enumerate(RULES, 1):
        findings = [f"{path}:{line}: {why}" for path, line, why in rule(tree)]
        total += len(findings)
        for finding in findings:
            print(f"# {finding}" if options.tap else finding)
        if options.tap:
            print(f"{'not ok' if findings else 'ok'} {number} - {title}")
    if options.tap:
        print(f"1..{len(RULES)}")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
