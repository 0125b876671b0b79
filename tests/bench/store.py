# SPDX-License-Identifier: GPL-3.0-or-later
"""The store by itself, without HTTP: see store.c. PEOPLE in the environment sets how many."""

import os
import subprocess
import sys

from bench_support import BUILD

program = os.path.join(BUILD, "tests", "bench", "bench-store")
sys.exit(subprocess.run([program, os.environ.get("PEOPLE", "100000")]).returncode)
