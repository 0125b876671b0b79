# SPDX-License-Identifier: GPL-3.0-or-later
"""The private keyring of tests/with-keyring.sh: what it holds, locked, and gone."""
import os
import signal
import time

from gi.repository import Gio, GLib

SECRETS = 'org.freedesktop.secrets'
PATH = '/org/freedesktop/secrets'
SCHEMA = 'io.github.rollcall.Rollcall'


# Kept, for a session with the keyring ends with the connection that it was opened on.
SESSION_BUS = Gio.bus_get_sync(Gio.BusType.SESSION)


def call(path, interface, method, arguments=None, owner=SECRETS):
    return SESSION_BUS.call_sync(owner, path, interface, method, arguments, None, 0, 10000,
                                 None).unpack()


def bus(method, name):
    return call('/org/freedesktop/DBus', 'org.freedesktop.DBus', method,
                GLib.Variant('(s)', (name,)), 'org.freedesktop.DBus')[0]


def attributes():
    """The attributes of each secret that is ours, without `xdg:schema`."""
    unlocked, locked = call(PATH, 'org.freedesktop.Secret.Service', 'SearchItems',
                            GLib.Variant('(a{ss})', ({'xdg:schema': SCHEMA},)))
    for path in (*unlocked, *locked):
        found = call(path, 'org.freedesktop.DBus.Properties', 'Get',
                     GLib.Variant('(ss)', ('org.freedesktop.Secret.Item', 'Attributes')))[0]
        yield {name: value for name, value in found.items() if name != 'xdg:schema'}


def kinds():
    """The kinds of our secrets, in order: “key”, “provision-key”, …"""
    return sorted(row.get('kind', '') for row in attributes())


def secrets():
    """The values of our secrets."""
    _, session = call(PATH, 'org.freedesktop.Secret.Service', 'OpenSession',
                      GLib.Variant('(sv)', ('plain', GLib.Variant('s', ''))))
    unlocked, _ = call(PATH, 'org.freedesktop.Secret.Service', 'SearchItems',
                       GLib.Variant('(a{ss})', ({'xdg:schema': SCHEMA},)))
    found = call(PATH, 'org.freedesktop.Secret.Service', 'GetSecrets',
                 GLib.Variant('(aoo)', (unlocked, session)))[0]
    return [bytes(value[2]).decode() for value in found.values()]


def lock():
    """Locks it, as the desktop does when its person logs out of it."""
    path = call(PATH, 'org.freedesktop.Secret.Service', 'ReadAlias',
                GLib.Variant('(s)', ('default',)))[0]
    call(PATH, 'org.freedesktop.Secret.Service', 'Lock', GLib.Variant('(ao)', ([path],)))


def remove():
    """Ends it, and lets none come back."""
    folder = os.path.join(os.environ['XDG_RUNTIME_DIR'], 'dbus-1', 'services')
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, SECRETS + '.service'), 'w', encoding='utf-8') as file:
        file.write(f'[D-BUS Service]\nName={SECRETS}\nExec=/bin/false\n')
    call('/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ReloadConfig',
         owner='org.freedesktop.DBus')
    process = bus('GetConnectionUnixProcessID', SECRETS)
    os.kill(process, signal.SIGTERM)
    end = time.monotonic() + 10
    while bus('NameHasOwner', SECRETS) and time.monotonic() < end:
        time.sleep(0.05)
    if bus('NameHasOwner', SECRETS):
        raise AssertionError('the keyring did not end')
