# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums up what ran: meson's testlog.json files and plain TAP files given in argv.

Every TAP line of every test counts as one. A test program that failed without a failing line (it
crashed, timed out, or stopped before its plan), and one that ran nothing, count as one failure
each. Failures are named; the last line is the sum. The exit status is 0 only if something passed
and nothing failed.
"""

import json
import os
import re
import sys

LINE = re.compile(r"^(not )?ok\b\s*\d*\s*(?:- )?(.*)$")
PLAN = re.compile(r"^1\.\.(\d+)(\s*#\s*skip.*)?$", re.IGNORECASE)
SKIP = re.compile(r"#\s*skip", re.IGNORECASE)


class Tally:
    def __init__(self):
        self.passed = 0
        self.skipped = 0
        self.failures = []

    def add_tap(self, name, text, well):
        """Counts one program's output; `well` is whether it ended as it should."""
        before = len(self.failures)
        ran = 0
        plan = None
        for line in text.splitlines():
            planned = PLAN.match(line)
            if planned:
                plan = int(planned.group(1))
                if plan == 0 and planned.group(2):
                    self.skipped += 1
                    return
                continue
            result = LINE.match(line)
            if not result:
                continue
            ran += 1
            if result.group(1):
                self.failures.append(f"{name}: {result.group(2)}")
            elif SKIP.search(result.group(2)):
                self.skipped += 1
            else:
                self.passed += 1
        if ran == 0:
            self.failures.append(f"{name}: ran nothing")
        elif plan is not None and ran != plan:
            self.failures.append(f"{name}: planned {plan}, ran {ran}")
        elif not well and len(self.failures) == before:
            self.failures.append(f"{name}: ended badly")

    def add_log(self, label, path):
        with open(path, encoding="utf-8") as log:
            for line in log:
                test = json.loads(line)
                before = len(self.failures)
                well = test["result"] in ("OK", "SKIP")
                self.add_tap(f"{test['name']} ({label})", test.get("stdout") or "", well)
                if len(self.failures) > before:
                    show(test)

    def __str__(self):
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {len(self.failures)} failed{skipped}"


def show(test):
    """The end of what a failed test said, for a log that is all one has."""
    print(f"---- {test['name']}: {test['result']} after {test['duration']:.1f} s")
    for stream in ("stdout", "stderr"):
        lines = (test.get(stream) or "").splitlines()
        for line in [line for line in lines if not line.startswith("# GLib")][-60:]:
            print(f"  {line}")


def main(paths):
    tally = Tally()
    for path in paths:
        label, kind = os.path.splitext(os.path.basename(path))
        if not os.path.exists(path):
            continue
        if kind == ".json":
            tally.add_log(label, path)
        else:
            with open(path, encoding="utf-8") as file:
                text = file.read()
            before = len(tally.failures)
            tally.add_tap(label, text, True)
            if len(tally.failures) > before:
                print(*(line for line in text.splitlines() if line.startswith("#")), sep="\n")
    for failure in tally.failures:
        print(f"failed: {failure}")
    print(tally)
    return 0 if tally.passed and not tally.failures else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
