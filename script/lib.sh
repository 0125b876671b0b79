# SPDX-License-Identifier: GPL-3.0-or-later
# What the scripts share; they source it. Each script works from any folder and goes to the tree's
# top first. Nothing here prints unless something is done or goes wrong.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say () {
  printf '%s\n' "$*" >&2
}

die () {
  say "$(basename "$0"): $*"
  exit 1
}

# as_root COMMAND…: runs it as root, or through sudo.
as_root () {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo -- "$@"
  else
    die "needs root or sudo for: $*"
  fi
}

# quietly COMMAND…: runs it quietly, and shows what it printed only if it fails.
quietly () {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    die "failed: $*"
  fi
  rm -f "$log"
}

# configure FOLDER [MESON-OPTION…]: sets the build folder up, or brings its options up to date.
configure () {
  local folder=$1
  shift
  if [ -f "$folder/build.ninja" ]; then
    [ $# = 0 ] || quietly meson configure "$folder" "$@"
  else
    quietly meson setup "$folder" "$@"
  fi
}

# compile FOLDER [TARGET…]: a line for each problem, nothing when all is well.
compile () {
  local folder=$1
  shift
  quietly ninja --quiet -C "$folder" "$@"
}
