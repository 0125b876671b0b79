# SPDX-License-Identifier: GPL-3.0-or-later
"""script/check sees each kind of violation where it is, and nothing else.

Each case plants one file beside a copy of the check and the table of rooms, and expects exactly its
findings; innocent look-alikes are planted too, and must not be found.
"""

import os
import shutil
import subprocess
import sys
import tempfile

import tap

ROOT = os.environ["SOURCE_ROOT"]
sys.path.insert(0, os.path.join(ROOT, "script"))
sys.dont_write_bytecode = True
import check  # noqa: E402

SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
C = f"/* {SPDX} */\n"
H = C + "#pragma once\n"

# (what, path, text, lines found)
CASES = [
    ("an include around the rooms", "src/scim/zz.h", H + '#include "../store/store.h"\n', [3]),
    ("an include around the rooms, further in", "tests/scim/zz.h",
     H + '#include "base/../../src/store/store.h"\n', [3]),
    ("another room's private header", "src/roll/zz.h", H + '#include "scim/x-private.h"\n', [3]),
    ("a room's own private header, and in its tests", "tests/roll/zz.h",
     H + '#include "roll/x-private.h"\n', []),
    ("SQLite in a room without it", "src/store/zz.h", H + "#include <sqlite3.h>\n", [3]),
    ("libsoup in a room without it", "src/admin/zz.h", H + "#include <libsoup/soup.h>\n", [3]),
    ("libmicrohttpd in a room without it", "src/http/zz.h", H + '#include "microhttpd.h"\n', [3]),
    ("libsecret in a room without it", "src/desk/zz.h", H + "#include <libsecret/secret.h>\n", [3]),
    ("GTK in a room without it", "src/desk/zz.h", H + "#  include <gtk/gtk.h>\n", [3]),
    ("libadwaita in a room without it", "src/cli/zz.h", H + "#include <adwaita.h>\n", [3]),
    ("libldap in a room without it", "src/source/zz.h", H + "#include <ldap.h>\n", [3]),
    ("libcurl in a room without it", "src/http/zz.h", H + "#include <curl/curl.h>\n", [3]),
    ("SQLite where the row names it", "src/database/zz.h", H + "#include <sqlite3.h>\n", []),
    ("an include in a comment", "src/store/zz.h", H + "/*\n#include <sqlite3.h>\n*/\n", []),
    ("a banned function", "src/base/zz.h", H + "x = strcpy (a, b);\n", [3]),
    ("a banned function without its space", "src/base/zz.h", H + "x = atoi(b);\n", [3]),
    ("a banned function in a test", "tests/base/zz.h", H + "\nsprintf (a, b);\n", [4]),
    ("its name in a comment, a string, a longer name, a member", "src/base/zz.h",
     H + '/* strcpy (a) */ x = "strtok (\\" gets (";\ng_snprintf (a);\ng_strcpy (a);\n'
     "self->system (a);\n", []),
    ("a print", "src/roll/zz.h", H + 'printf ("x");\n', [3]),
    ("g_print", "src/roll/zz.h", H + 'g_print ("x");\n', [3]),
    ("a print to stderr", "src/roll/zz.h", H + 'fprintf (stderr, "x");\n', [3]),
    ("fputs to stdout", "src/roll/zz.h", H + 'fputs ("x", stdout);\n', [3]),
    ("a print in the command line", "src/cli/zz.h", H + 'g_print ("x");\n', []),
    ("a print to a file", "src/roll/zz.h", H + 'fprintf (file, "x"); g_strdup_printf ("x");\n', []),
    ("a line of 101 columns", "src/base/zz.h", H + "/* " + "x" * 95 + " */\n", [3]),
    ("a line of 100 columns, some of two bytes", "src/base/zz.h",
     H + "/* " + "é" * 94 + " */\n", []),
    ("a long line in Python", "tests/house/zz.py", f"# {SPDX}\n" + "#" * 101 + "\n", [2]),
    ("a file of 601 lines", "src/base/zz.h", H + "\n" * 599, [601]),
    ("a file of 600 lines", "src/base/zz.h", H + "\n" * 598, []),
    ("a mark", "src/base/zz.h", H + "/* TO" "DO: later */\n", [3]),
    ("another mark, in a document", "docs/zz.md", "one\nFIX" "ME\n", [2]),
    ("a template of six", "src/base/zz.h", H + '"rollcall-XXXXXX";\n', []),
    ("a tab", "src/base/zz.h", H + "\tx;\n", [3]),
    ("trailing blanks", "docs/zz.md", "one\ntwo \n", [2]),
    ("a last line without end", "docs/zz.md", "one\ntwo", [2]),
    ("no licence", "src/base/zz.h", "#pragma once\n", [1]),
    ("no licence in a script", "script/zz", "#!/bin/sh\n", [1]),
    ("a header without its guard", "src/base/zz.h", C + "/* #pragma once */\n", [1]),
    ("a source that isn't built", "src/base/zz.c", C, [1]),
    ("a test that isn't built", "tests/base/zz-test.c", C, [1]),
    ("a fuzz target that isn't built", "tests/base/fuzz-zz.c", C, [1]),
    ("a package host", "tests/zz/package-lock.json", '{\n"resolved": "x"\n}\n', [2]),
    ("anything in a file of test data", "tests/data/zz.h", "\tTO" "DO" + "x" * 200, []),
]


def findings(root):
    tree = check.Tree(root)
    return {f"{path}:{line}" for _, rule in check.RULES for path, line, _ in rule(tree)}


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def try_case(root, case):
    what, path, text, lines = case
    write(os.path.join(root, path), text)
    found = findings(root)
    os.unlink(os.path.join(root, path))
    tap.ok(found == {f"{path}:{line}" for line in lines},
           f"{what} is {'found' if lines else 'let be'}", f"found {sorted(found)}")


def try_script(root):
    """The script itself says what its rules find, and ends accordingly."""
    def run():
        return subprocess.run(["bash", os.path.join(root, "script/check")],
                              capture_output=True, text=True, check=False)
    clean = run()
    tap.ok(clean.returncode == 0 and not clean.stdout, "a clean tree passes", clean.stdout,
           clean.stderr)
    write(os.path.join(root, "src/base/zz.h"), H + "x = strcpy (a, b);\n")
    unclean = run()
    tap.ok(unclean.returncode == 1 and unclean.stdout.startswith("src/base/zz.h:3: strcpy "),
           "an unclean one doesn't, and is told where and why", unclean.stdout, unclean.stderr)


def main():
    with tempfile.TemporaryDirectory() as root:
        for path in ("script/check", "script/check.py", "script/house.py", "src/meson.build"):
            os.makedirs(os.path.join(root, os.path.dirname(path)), exist_ok=True)
            shutil.copy(os.path.join(ROOT, path), os.path.join(root, path))
        for case in CASES:
            try_case(root, case)
        try_script(root)
    tap.done()


main()
