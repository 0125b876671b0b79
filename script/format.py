# SPDX-License-Identifier: GPL-3.0-or-later
"""script/format: clang-format on the changed lines of C files, then what it can't do.

That is: each parameter of a definition on a line of its own, with types, stars and names in
columns, and no space between `_` and its parenthesis.
"""

import argparse
import re
import subprocess
import sys

# A definition as clang-format leaves it: name at the line's start, its type on the line above, and
# the brace alone below.
DEFINITION = re.compile(r"^(?P<name>[a-z_]\w*) \((?P<args>[^()]*(?:\([^()]*\)[^()]*)*)\)\n(?=\{$)",
                        re.MULTILINE)
PARAMETER = re.compile(r"^(?P<type>.*?[\w)])\s*(?P<stars>\**)\s*(?P<qualifier>const )?(?P<name>\w+)"
                       r"(?P<array>(?:\[[^\]]*\])*)$", re.DOTALL)


def align(match):
    """One parameter a line; anything unusual (a function pointer, …) is left as it is."""
    arguments = [" ".join(a.split()) for a in split(match.group("args"))]
    if len(arguments) < 2:
        return match.group(0)
    parsed = [PARAMETER.match(a) for a in arguments]
    variadic = arguments[-1] == "..."
    if variadic:
        parsed.pop()
    if not all(parsed):
        return match.group(0)
    types = max(len(p.group("type")) for p in parsed)
    stars = max(len(p.group("stars")) for p in parsed)
    rows = []
    for p in parsed:
        pointer = p.group("stars").rjust(stars)
        rows.append(f"{p.group('type').ljust(types)} {pointer}{p.group('qualifier') or ''}"
                    f"{p.group('name')}{p.group('array')}")
    if variadic:
        rows.append("...")
    indent = ",\n" + " " * (len(match.group("name")) + 2)
    return f"{match.group('name')} ({indent.join(rows)})\n"


def split(arguments):
    parts, depth, start = [], 0, 0
    for at, character in enumerate(arguments):
        depth += character == "("
        depth -= character == ")"
        if character == "," and depth == 0:
            parts.append(arguments[start:at])
            start = at + 1
    return parts + [arguments[start:]]


def git(*arguments):
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout


def changed():
    """{file: [(first, last), …]} since the last commit; a file unknown to git is all changed."""
    lines = {}
    file = None
    for line in git("diff", "-U0", "HEAD", "--", "src/*.c", "tests/*.c").splitlines():
        if line.startswith("+++ "):
            file = line[6:] if line.startswith("+++ b/") else None
        hunk = re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line)
        if hunk and file and hunk.group(2) != "0":
            first = int(hunk.group(1))
            lines.setdefault(file, []).append((first, first + int(hunk.group(2) or 1) - 1))
    for file in git("ls-files", "-o", "--exclude-standard", "--", "src/*.c", "tests/*.c").split():
        lines[file] = []
    return lines


def laid_out(file, ranges):
    """The file's text and what it should be. No ranges: the whole of it."""
    with open(file, encoding="utf-8") as source:
        old = source.read()
    # clang-format would put a space after the name “_”, and count it; after “~” it doesn't.
    options = [f"--lines={first}:{last}" for first, last in ranges]
    new = subprocess.run(["clang-format", f"--assume-filename={file}", *options],
                         input=re.sub(r"\b_ ?\(\"", '~("', old), check=True, capture_output=True,
                         text=True).stdout
    return old, DEFINITION.sub(align, new.replace('~("', '_("'))


def main():
    parser = argparse.ArgumentParser(prog="script/format")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    if options.all:
        work = {file: [] for file in git("ls-files", "--", "src/*.c", "tests/*.c").split()}
    elif options.files:
        work = {file: [] for file in options.files}
    else:
        work = changed()
    untidy = 0
    for file, ranges in sorted(work.items()):
        old, new = laid_out(file, ranges)
        if old != new:
            untidy += 1
            if options.check:
                print(f"{file}: script/format would change it")
            else:
                with open(file, "w", encoding="utf-8") as target:
                    target.write(new)
    return 1 if untidy and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
