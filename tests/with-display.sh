#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# with-display.sh COMMAND…: what with-keyring.sh gives, and a display of its own with a window
# manager, a pointer, and the bus of the accessibility tree. Nothing is left behind, and any number
# of these run beside each other: Xvfb itself takes the first free display number.
#   ROLLCALL_SCREEN       its size, 1280x800 unless said
#   ROLLCALL_LANGUAGE     a language other than English: de
#   ROLLCALL_TEXT_SCALE   how much larger text is: 2
#   ROLLCALL_COMPOSITOR   if set, what is see-through is: for pictures with menus
# The bus starts the accessibility bus when it is first asked for, and takes it along when it ends.
here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD_ROOT:-$here/../build}

export GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=atspi GSETTINGS_BACKEND=memory
export GSETTINGS_SCHEMA_DIR="$build/data"
# The first is what GTK 4.8 knows, the second what 4.18 does.
export GDK_DEBUG=gl-disable GDK_DISABLE=gl,vulkan
export GIO_USE_VFS=local GIO_USE_VOLUME_MONITOR=unix
export ROLLCALL_LOCALEDIR="$build/po" LC_ALL=C.UTF-8 LANGUAGE=
unset WAYLAND_DISPLAY DISPLAY XAUTHORITY AT_SPI_BUS_ADDRESS GTK_THEME G_DEBUG DESKTOP_STARTUP_ID

if [ -n "$ROLLCALL_LANGUAGE" ]; then
  # A machine need not know the language: its locale is made beside the build, once.
  locale=${ROLLCALL_LANGUAGE}_$(printf %s "$ROLLCALL_LANGUAGE" | tr a-z A-Z).UTF-8
  if [ ! -d "$build/locales/$locale" ]; then
    mkdir -p "$build/locales"
    made=$(mktemp -d "$build/locales/.XXXXXX") || exit 2
    localedef -i "${locale%.UTF-8}" -f UTF-8 "$made/$locale" || exit 2
    mv -T "$made/$locale" "$build/locales/$locale" 2>/dev/null
    rm -rf "$made"
  fi
  export LOCPATH="$build/locales" LC_ALL="$locale" LANGUAGE="$ROLLCALL_LANGUAGE"
fi

exec "$here/with-keyring.sh" sh -c '
  here=$1
  shift
  mkdir -p "$XDG_CONFIG_HOME/gtk-4.0" || exit 2
  printf "[Settings]\n%s\n%s\n%s\n" "gtk-font-name=Cantarell 11" \
    "gtk-icon-theme-name=Adwaita" "gtk-decoration-layout=:close" \
    >"$XDG_CONFIG_HOME/gtk-4.0/settings.ini"

  mkfifo "$XDG_RUNTIME_DIR/display" || exit 2
  Xvfb -displayfd 3 -screen 0 "${ROLLCALL_SCREEN:-1280x800}x24" -nolisten tcp -noreset \
    3>"$XDG_RUNTIME_DIR/display" >"$XDG_RUNTIME_DIR/xvfb.log" 2>&1 &
  server=$!
  # Xvfb closes the pipe when it ends, so this waits for no longer than it lives.
  read -r number <"$XDG_RUNTIME_DIR/display"
  if [ -z "$number" ]; then
    echo "Bail out! the display did not start"
    cat "$XDG_RUNTIME_DIR/xvfb.log" >&2
    exit 1
  fi
  export DISPLAY=":$number"
  dpi=$(awk "BEGIN { print 96 * ${ROLLCALL_TEXT_SCALE:-1} }")
  xprop -root -format RESOURCE_MANAGER 8s -set RESOURCE_MANAGER "Xft.dpi: $dpi"
  openbox --sm-disable --config-file "$here/with-display.xml" >/dev/null 2>&1 &
  others=$!
  if [ -n "$ROLLCALL_COMPOSITOR" ]; then
    xcompmgr -n >/dev/null 2>&1 &
    others="$others $!"
  fi
  trap "kill $others $server 2>/dev/null; wait" EXIT
  trap "exit 130" INT TERM
  tries=0
  until xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q "window id"; do
    tries=$((tries + 1))
    [ $tries -lt 200 ] || { echo "Bail out! the window manager did not start"; exit 1; }
    sleep 0.05
  done
  "$@"' sh "$here" "$@"
