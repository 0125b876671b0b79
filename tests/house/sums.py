# SPDX-License-Identifier: GPL-3.0-or-later
"""script/tally.py counts single tests, and takes what went wrong silently for a failure."""

import json
import os
import subprocess
import sys
import tempfile

import tap

TALLY = os.path.join(os.environ["SOURCE_ROOT"], "script/tally.py")

# (what, [(result, output) of each test program], the last line, the exit status)
CASES = [
    ("all well", [("OK", "1..2\nok 1 /a\nok 2 /b\n"), ("OK", "ok 1 - c\n1..1\n")],
     "3 passed, 0 failed", 0),
    ("one of two fails", [("FAIL", "1..2\nok 1 /a\nnot ok 2 /b\n")], "1 passed, 1 failed", 1),
    ("a failing line from a program that ended well", [("OK", "1..1\nnot ok 1 /a\n")],
     "0 passed, 1 failed", 1),
    ("a crash in the middle", [("ERROR", "1..3\nok 1 /a\n")], "1 passed, 1 failed", 1),
    ("a crash at the end", [("FAIL", "1..1\nok 1 /a\n")], "1 passed, 1 failed", 1),
    ("no time left", [("TIMEOUT", "1..2\nok 1 /a\n"), ("OK", "1..1\nok 1 /b\n")],
     "2 passed, 1 failed", 1),
    ("bail out", [("ERROR", "1..2\nok 1 /a\nBail out! no disk\n")], "1 passed, 1 failed", 1),
    ("a program that ran nothing", [("OK", ""), ("OK", "1..1\nok 1 /b\n")],
     "1 passed, 1 failed", 1),
    ("a plan of none", [("OK", "1..0\n")], "0 passed, 1 failed", 1),
    ("skipped ones", [("OK", "1..2\nok 1 /a # SKIP no keyring\nok 2 /b\n")],
     "1 passed, 0 failed, 1 skipped", 0),
    ("a whole program skipped", [("SKIP", "1..0 # SKIP no npm\n"), ("OK", "1..1\nok 1 /a\n")],
     "1 passed, 0 failed, 1 skipped", 0),
    ("everything skipped", [("SKIP", "1..0 # SKIP no npm\n")], "0 passed, 0 failed, 1 skipped", 1),
    ("nothing at all", [], "0 passed, 0 failed", 1),
    ("indented and commented lines don't count", [("OK", "1..1\n# ok 7\n    ok 3\nok 1 /a\n")],
     "1 passed, 0 failed", 0),
]


def main():
    for what, programs, expected, status in CASES:
        with tempfile.TemporaryDirectory() as folder:
            log = os.path.join(folder, "plain.json")
            with open(log, "w", encoding="utf-8") as file:
                for number, (result, output) in enumerate(programs):
                    json.dump({"name": f"t{number}", "result": result, "duration": 0.1,
                               "stdout": output}, file)
                    file.write("\n")
            run = subprocess.run([sys.executable, TALLY, log], capture_output=True, text=True,
                                 check=False)
        last = run.stdout.splitlines()[-1] if run.stdout else run.stderr
        tap.ok(last == expected and run.returncode == status, what, run.stdout, run.returncode)
    tap.done()


main()
