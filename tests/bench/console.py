# SPDX-License-Identifier: GPL-3.0-or-later
"""The window on saved rolls of 100 and of 100,000 people: the first rows, the search, and the
longest time that the main loop is held. See console.c for what exactly is measured."""

import csv
import json
import os
import statistics
import subprocess
import sys

from bench_support import BUILD, SOURCE, say

SIZES = (100, 100_000)
RUNS = int(os.environ.get("RUNS", "3"))
LIMITS = {"ratio": 1.5, "search": 50.0, "held": 16.0}


def prepare(folder, people):
    """A source and a target that differ a little, compared with each other, both read."""
    paths = [os.path.join(folder, name) for name in ("source.csv", "target.csv")]
    with open(paths[0], "wb") as out:
        subprocess.run([os.path.join(SOURCE, "script/generate-people"), "--people", str(people)],
                       stdout=out, check=True)
    with open(paths[0], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        if number % 50 == 7:
            row["title"] = "Changed"
    with open(paths[1], "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows[people // 100:])
    return paths


def write_connections(paths):
    """connections.ini by hand: two files, the second compared with the first."""
    folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "rollcall")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    ids = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"]
    with open(os.path.join(folder, "connections.ini"), "w", encoding="utf-8") as file:
        file.write("[rollcall]\nversion=1\n")
        for number, (uuid, path) in enumerate(zip(ids, paths)):
            file.write(f"\n[{uuid}]\nname={'Target' if number else 'Source'}\nside=csv:{path}\n"
                       "created=2026-01-01T00:00:00.000Z\n")
            if number:
                file.write(f"source={ids[0]}\n")
    os.chmod(os.path.join(folder, "connections.ini"), 0o600)


def measure_inside(people):
    """In a world of its own: made by with-display.sh."""
    write_connections(prepare(os.environ["HOME"], people))
    ctl = os.path.join(BUILD, "src", "rollcallctl")
    for name in ("Source", "Target"):
        subprocess.run([ctl, "read", name], check=True, stdout=subprocess.DEVNULL)
    program = os.path.join(BUILD, "tests", "bench", "bench-console")
    for _ in range(RUNS):
        print(subprocess.run([program], check=True, stdout=subprocess.PIPE, text=True).stdout,
              end="", flush=True)


def measure(people):
    done = subprocess.run(
        [os.path.join(SOURCE, "tests/with-display.sh"), sys.executable, __file__, str(people)],
        env={**os.environ, "BUILD_ROOT": BUILD, "SOURCE_ROOT": SOURCE}, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"measuring {people} people failed:\n{done.stderr}")
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    worst = max(runs, key=lambda run: run["held_us"])
    figures = {
        "first": statistics.median(run["first_rows_us"] for run in runs) / 1000,
        "search": statistics.median(run["search_p95_us"] for run in runs) / 1000,
        "held": worst["held_us"] / 1000,
    }
    say(f"{people:9,} people   first rows drawn {figures['first']:6.1f} ms   search, 95th "
        f"percentile {figures['search']:5.1f} ms   main loop held {figures['held']:5.1f} ms at "
        f"most, while {worst['held_while']}")
    return figures


def main():
    if len(sys.argv) > 1:
        measure_inside(int(sys.argv[1]))
        return
    small, large = (measure(people) for people in SIZES)
    say(f"first rows, {SIZES[1]:,} against {SIZES[0]}: {large['first'] / small['first']:.2f} times "
        f"(at most {LIMITS['ratio']})")
    say(f"search at {SIZES[1]:,}: {large['search']:.1f} ms (under {LIMITS['search']:.0f})")
    say(f"main loop held: {max(small['held'], large['held']):.1f} ms (at most "
        f"{LIMITS['held']:.0f})")


if __name__ == "__main__":
    main()
