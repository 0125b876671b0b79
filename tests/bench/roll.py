# SPDX-License-Identifier: GPL-3.0-or-later
"""A roll by itself: see roll.c. PEOPLE in the environment sets how many."""

import os
import subprocess
import sys

from bench_support import BUILD

program = os.path.join(BUILD, "tests", "bench", "bench-roll")
sys.exit(subprocess.run([program, os.environ.get("PEOPLE", "100000")]).returncode)
