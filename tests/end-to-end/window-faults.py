# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong, met in the window: each fault is said in words, what was read before is still
there, and the way on that is offered works. A service that another runs is a real one of ours,
known by its URL and its key only."""
import datetime
import re
import resource
import subprocess

from gi.repository import GLib

import support
import window_keyring
import window_support
from window_entra import rollcallctl

FOREIGN = 'Elsewhere'
PEOPLE = 12
PATIENCE = 60


def banner(window, headline, button, detail=None):
    """The fault as the banner has it, with its way on."""
    def condition(root):
        found = root.find(None, 'RollcallBanner')
        texts = found.texts() if found is not None else []
        return (any(re.search(headline, text) for text in texts)
                and (detail is None or any(re.search(detail, text) for text in texts))
                and found.find('push button', button))
    return window.wait_for(condition, f'banner “{headline}” with “{button}”', PATIENCE)


def well_again(window):
    window.wait_for(lambda root: root.find(None, 'RollcallBanner') is None, 'no banner', PATIENCE)


def sidebar(window, name, words):
    """The row of a connection says it too: by its description, which is its tooltip."""
    return window.wait_for(
        lambda root: words in (root.find('list item', name) or root).description,
        f'“{words}” in the sidebar', PATIENCE)


def still_listed(tap, window, fault, people=PEOPLE):
    window.press('alt+2')
    window.wait_for(lambda root: root.find(None, 'RollcallUsersPage'), 'Users', PATIENCE)
    found = window.wait_for(
        lambda root: len(window.rows('RollcallUsersPage')) >= min(people, 10),
        'the people of before', PATIENCE)
    tap.ok(found, f'{fault}: who was read before is still listed')
    window.press('alt+1')
    window.see(None, 'RollcallOverviewPage', seconds=PATIENCE)


def read_again(window):
    window.click('push button', 'Read Both Sides Again', seconds=PATIENCE)


def check_unreachable(tap, window, service):
    window.see('list item', FOREIGN, seconds=PATIENCE)
    read_again(window)
    banner(window, '^Offline: read today at', 'Try Again')
    sidebar(window, FOREIGN, 'It can\'t be reached now')
    tap.ok(True, 'unreachable: said, with the age of what is shown')
    still_listed(tap, window, 'unreachable')
    service.start()
    window.click('push button', 'Try Again')
    well_again(window)
    tap.ok(True, 'unreachable: once the service is back, it is read')


def check_killed(tap, window, service):
    service.kill()
    read_again(window)
    banner(window, '^Offline: read today at', 'Try Again')
    still_listed(tap, window, 'killed while open')
    service.start()
    window.click('push button', 'Try Again')
    well_again(window)
    tap.ok(True, 'killed while open: it is read again')


def enter_key(window, key):
    window.see('frame', 'Enter Key', seconds=PATIENCE)
    window.type_into('Bearer token', key, under='Enter Key')
    window.click('push button', 'Save', 'Enter Key', seconds=PATIENCE)
    window.wait_gone('frame', 'Enter Key', seconds=PATIENCE)


def check_key(tap, window, directory, fault, end):
    """A key ends at the service; a new one is made there and entered here."""
    keys = directory.admin('GET', '/keys').json
    end(directory, [key for key in keys if key['id'] == directory.key_id][0])
    support.wait_until(lambda: directory.scim('GET', '/Users').status == 401, PATIENCE)
    read_again(window)
    banner(window, '^The key is no longer accepted$', 'Replace Key…', 'refused the key')
    sidebar(window, FOREIGN, 'The key is no longer accepted')
    tap.ok(True, f'{fault}: said')
    still_listed(tap, window, fault)
    made = directory.admin('POST', '/keys', {'name': fault, 'scope': 'read'})
    tap.equal(made.status, 201, f'{fault}: the service gives another')
    directory.key, directory.key_id = made.json['secret'], made.json['id']
    window.click('push button', 'Replace Key…')
    enter_key(window, directory.key)
    well_again(window)
    tap.ok(True, f'{fault}: with another key it is read again')


def revoke(directory, key):
    assert directory.admin('DELETE', f'/keys/{key["id"]}').status in (200, 204)


def expire(directory, key):
    soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)
    answer = directory.admin('PATCH', f'/keys/{key["id"]}',
                             {'expires': soon.strftime('%Y-%m-%dT%H:%M:%SZ')})
    assert answer.status == 200, answer


def check_deleted(tap, window, directory):
    assert directory.admin('DELETE').status in (200, 204)
    read_again(window)
    # Its keys end with it, and who isn't its administrator is told no more than that.
    banner(window, '^The key is no longer accepted$', 'Replace Key…', 'was revoked on')
    sidebar(window, FOREIGN, 'The key is no longer accepted')
    tap.ok(True, 'deleted elsewhere: said')
    still_listed(tap, window, 'deleted elsewhere')


def unlock():
    """With the password of tests/with-keyring.sh, as the keyring's own question would."""
    _, session = window_keyring.call(window_keyring.PATH, 'org.freedesktop.Secret.Service',
                                     'OpenSession',
                                     GLib.Variant('(sv)', ('plain', GLib.Variant('s', ''))))
    collection = window_keyring.call(window_keyring.PATH, 'org.freedesktop.Secret.Service',
                                     'ReadAlias', GLib.Variant('(s)', ('default',)))[0]
    window_keyring.call(window_keyring.PATH,
                        'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface',
                        'UnlockWithMasterPassword',
                        GLib.Variant('(o(oayays))', (collection,
                                                     (session, b'', b'test\n', 'text/plain'))))


def limit_files(window, size):
    """No file that the console writes may grow beyond this: its disk is full for it."""
    limit = resource.prlimit(window.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(window.process.pid, resource.RLIMIT_FSIZE,
                     (limit[1] if size is None else size, limit[1]))


def check_full(tap, window):
    limit_files(window, 4096)
    read_again(window)
    banner(window, '^The disk is full$', 'Try Again')
    sidebar(window, FOREIGN, 'The disk is full')
    tap.ok(True, 'full disk: said')
    still_listed(tap, window, 'full disk')
    limit_files(window, None)
    window.click('push button', 'Try Again')
    well_again(window)
    tap.ok(True, 'full disk: with room again it is read')


def check_locked(tap):
    window_keyring.lock()
    with window_support.Window() as window:
        window.see('list item', FOREIGN, seconds=PATIENCE)
        read_again(window)
        banner(window, '^The keyring is locked$', 'Unlock…')
        sidebar(window, FOREIGN, 'The keyring is locked')
        tap.ok(True, 'locked keyring: said')
        still_listed(tap, window, 'locked keyring')
        unlock()
        window.click('push button', 'Unlock…')
        well_again(window)
        tap.ok(True, 'locked keyring: unlocked, it is read')


def check_no_keyring(tap, directory):
    window_keyring.remove()
    with window_support.Window() as window:
        window.see('list item', FOREIGN, seconds=PATIENCE)
        read_again(window)
        banner(window, '^No keyring answers$', 'Go On Without…')
        tap.ok(True, 'no keyring: said')
        still_listed(tap, window, 'no keyring')
        window.click('push button', 'Go On Without…')
        window.see_text('never in a file', seconds=PATIENCE)
        window.click('push button', 'Keep for This Session')
        enter_key(window, directory.key)
        well_again(window)
        tap.ok(True, 'no keyring: with the key for this session it is read')
        check_deleted(tap, window, directory)


def test(tap):
    with support.Service() as service:
        # A service that comes back comes back under its address.
        service.listen = '%s:%d' % service.address()
        directory = service.create_directory(FOREIGN)
        for number in range(PEOPLE):
            directory.create_user(f'person{number}@x.example', displayName=f'Person {number}')
        subprocess.run([support.program('rollcallctl'), 'connection', 'add', FOREIGN,
                        'scim:' + directory.base_url, '--key-file', '-'], input=directory.key,
                       text=True, check=True, timeout=60, stdout=subprocess.DEVNULL)
        rollcallctl('read', FOREIGN)
        service.stop()
        # Or the first byte beyond the limit ends it, which no full disk does.
        deaf = ['sh', '-c', 'trap "" XFSZ; exec "$0"', support.program('rollcall')]
        with window_support.Window(command=deaf) as window:
            check_unreachable(tap, window, service)
            check_killed(tap, window, service)
            check_key(tap, window, directory, 'revoked key', revoke)
            check_key(tap, window, directory, 'expired key', expire)
            check_full(tap, window)
        check_locked(tap)
        check_no_keyring(tap, directory)


window_support.main(test)
