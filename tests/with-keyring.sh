#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# with-keyring.sh COMMAND…: runs it on a private session bus with an empty, unlocked keyring and a
# home of its own, and leaves nothing behind. The keyring stays in the foreground of its bus: one
# that daemonises outlives it. What the bus and what it starts print goes to stderr; only the
# command's own output is on stdout.
home=$(mktemp -d) || exit 2
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_DATA_HOME="$home/data" \
  XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" XDG_STATE_HOME="$home/state"
# A service keeps its port for good, and two tests must not want the same one.
export ROLLCALL_DIRECTORY_FIRST_PORT=$((12000 + $$ % 20000))
exec 3>&1 1>&2
dbus-run-session -- sh -c '
  echo test | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 3>&- &
  keyring=$!
  tries=0
  until gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus \
      --method org.freedesktop.DBus.NameHasOwner org.freedesktop.secrets 2>/dev/null |
      grep -q true; do
    tries=$((tries + 1))
    [ $tries -lt 200 ] || { echo "Bail out! the keyring did not start" >&3; exit 1; }
    sleep 0.05
  done
  "$@" >&3 3>&-
  result=$?
  kill $keyring
  wait $keyring 2>/dev/null
  exit $result' sh "$@"
