# SPDX-License-Identifier: GPL-3.0-or-later
"""The little TAP that the house's tests need."""

import sys

_results = []


def ok(good, name, *notes):
    _results.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(_results)} - {name}")
    if not good:
        for note in notes:
            for line in str(note).splitlines()[:20]:
                print(f"#   {line}")
    sys.stdout.flush()


def skip(name, why):
    _results.append(True)
    print(f"ok {len(_results)} - {name} # SKIP {why}")


def done():
    print(f"1..{len(_results)}")
    sys.exit(0 if _results and all(_results) else 1)
