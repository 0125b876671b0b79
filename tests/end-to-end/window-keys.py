# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys through the window: one is made and shown once, copied, and cleared from the clipboard; a
wrong one and the right one arrive; it is replaced without a gap, and revoked."""
import re
import time

import window_support
from window_entra import Entra, rollcallctl
from window_support import Window, clipboard

DIRECTORY = 'Practice directory'
KEY = re.compile(r'rcd_[0-9A-Za-z]{49}')


def wait_for_clipboard(condition, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not condition(clipboard()):
        time.sleep(0.1)
    return clipboard()


def copied(window, label):
    """What is in the clipboard once a value's copy button was pressed."""
    before = clipboard()
    window.click('push button', f'Copy {label}')
    return wait_for_clipboard(lambda text: text and text != before)


def store(window):
    """Says that the key is stored, and closes the dialog that shows it."""
    window.click('check box', re.compile('I have stored the key'))
    window.click('push button', 'Done')
    window.wait_gone('dialog')


def open_keys(window):
    window.page('Setup')
    window.click('page tab', 'Keys')
    window.see('label', 'Keys that provision')


def choose_in_menu(window, key, item):
    window.click('push button', f'More for “{key}”')
    window.click('menu item', item)


def check_made(tap, window):
    open_keys(window)
    tap.ok(window.see('list item', re.compile('First key')), 'the first key is listed')
    window.click('push button', 'New Key…')
    window.type_into('Name', 'Entra 2026')
    window.picture('keys-new')
    window.click('push button', 'Make Key')
    window.see_text('This key is shown once', seconds=30)
    window.choose('Identity provider', 'Microsoft Entra ID')
    window.see_text('Tenant URL')
    window.see_text('Entra ID can’t reach this address')
    tap.ok(True, 'an address that the identity provider can’t call is said to be one')


def check_copied(tap, window):
    base_url = copied(window, 'Tenant URL')
    tap.ok(re.fullmatch(r'http://127\.0\.0\.1:\d+/scim/directory/[0-9a-f-]{36}', base_url),
           'the base URL is copied', base_url)
    key = copied(window, 'Secret Token')
    tap.ok(KEY.fullmatch(key), 'the key is copied')
    tap.ok(key not in '\n'.join(window.texts()), 'it isn’t on the screen')
    window.see_text(re.compile(r'The clipboard is cleared in \d+ seconds'))
    window.click(None, 'Show the Key')
    window.see_text(key)
    window.picture('keys-copied')
    window.click(None, 'Hide the Key')
    window.wait_for(lambda root: key not in '\n'.join(root.texts()), 'the key hidden again')
    tap.ok(True, 'it is shown when asked for, and hidden again')

    window.press('ctrl+shift+x')
    window.see_text('The clipboard was cleared')
    tap.equal(wait_for_clipboard(lambda text: text == ''), '', 'it is cleared from the clipboard')
    window.press('ctrl+u')
    tap.equal(wait_for_clipboard(lambda text: text), base_url, 'Ctrl+U copies the base URL')
    window.press('ctrl+shift+c')
    tap.equal(wait_for_clipboard(lambda text: text == key), key, 'Ctrl+Shift+C copies the key')
    return base_url, key


def check_arrived(tap, window, base_url, key):
    window.see_text('Waiting for Test Connection from Entra ID')
    Entra(base_url, key[:-1] + ('0' if key[-1] != '0' else '1')).test_connection(expect=(401,))
    window.see_text('A request came without this key, and was refused')
    tap.ok(True, 'a key that was pasted wrongly is told')
    Entra(base_url, key).test_connection()
    window.see_text('Test Connection arrived from Entra ID')
    tap.ok(True, 'the test with the right key turns it green')
    window.picture('keys-arrived')


def check_closed(tap, window):
    window.press('Escape')
    window.see_text('Close without storing the key?')
    window.click('push button', 'Go Back')
    # The desktop's Quit asks too: the key is on show for the only time.
    window.call_action('quit')
    window.see_text('Close without storing the key?')
    window.click('push button', 'Go Back')
    window.see_text('This key is shown once')
    tap.ok(True, 'it doesn’t close by accident')
    store(window)
    tap.equal(wait_for_clipboard(lambda text: text == ''), '', 'nothing stays in the clipboard')


def check_limit(tap, window):
    window.click('push button', 'New Key…')
    window.choose('For', 'Provisioning')
    window.see_text(re.compile('Two keys provision already'))
    tap.ok(not window.see('push button', 'Make Key').has('sensitive'),
           'a third key that provisions is refused in words')
    window.click('push button', 'Cancel')
    window.wait_gone('dialog')


def check_revoked(tap, window):
    choose_in_menu(window, 'First key', 'Revoke…')
    window.see_text('Revoke “First key”?')
    window.click('push button', 'Revoke')
    window.wait_gone('list item', re.compile('First key'))
    tap.ok(True, 'a key is revoked after a question')


def check_extended(tap, window):
    choose_in_menu(window, 'Entra 2026', 'Extend…')
    window.choose('Expires', 'Never')
    window.click('push button', 'Extend')
    window.wait_gone('dialog')
    window.wait_for(lambda root: any('Never expires' in row.texts() for row in
                                     root.find_all('list item')), 'the key that never expires')
    tap.ok(True, 'a key is extended, here for ever')


def check_replaced(tap, window, base_url, old):
    choose_in_menu(window, 'Entra 2026', 'Replace…')
    window.click('push button', 'Replace')
    window.see_text('This key is shown once', seconds=30)
    fresh = copied(window, 'Secret Token')
    tap.ok(KEY.fullmatch(fresh) and fresh != old, 'it is replaced by a new one')
    store(window)
    window.see_text('Replacing “Entra 2026”')
    Entra(base_url, old).test_connection()
    Entra(base_url, fresh).test_connection()
    tap.ok(True, 'both work while the replacement is under way')
    window.see_text(re.compile('The new key is in use'))
    window.picture('keys-replacing')
    window.click('push button', 'Stop the Old Key Now')
    window.see_text(re.compile('Its replacement goes on working'))
    window.click('push button', 'Stop Key')
    window.wait_for(lambda root: len(root.find_all('list item', 'Entra 2026')) == 1,
                    'the end of the replacement')
    Entra(base_url, old).test_connection(expect=(401,))
    Entra(base_url, fresh).test_connection()
    tap.ok(True, 'the old key is stopped, the new one goes on')


def check_steps(tap, window):
    window.click('page tab', 'Steps')
    window.see_text(re.compile(r'The test arrived today at .*, with the key “Entra 2026”'))
    tap.ok(True, 'the steps know that the test arrived, and with which key')
    # The keyring has the first key, which was revoked.
    window.see_text('A lost key can only be replaced')
    tap.ok(not window.sees('push button', re.compile('Copy Secret Token')),
           'a kept key that isn’t good any more isn’t offered')
    window.click('push button', 'Mark as Done')
    window.see_text(re.compile(r'seen by Rollcall$'))
    window.see('push button', 'Not Done After All')
    tap.ok(True, 'a step that can’t be seen is ticked by hand')
    window.picture('setup-steps')


def check_service(tap, window):
    window.click('page tab', 'Service')
    window.see_text('On this computer, started by Rollcall')
    login = window.see('check box', 'While I am logged in')
    tap.ok(not login.has('sensitive'), 'without a user manager it can’t run while one is logged in')
    window.see_text('Not here: no systemd user manager runs for this log-in.')
    tap.ok(True, 'and why is said')
    window.picture('setup-service')


def test(tap):
    rollcallctl('directory', 'create', DIRECTORY, '--connection', DIRECTORY)
    with Window() as window:
        window.see('list item', DIRECTORY)
        check_made(tap, window)
        base_url, key = check_copied(tap, window)
        check_arrived(tap, window, base_url, key)
        check_closed(tap, window)
        check_limit(tap, window)
        check_revoked(tap, window)
        check_extended(tap, window)
        check_replaced(tap, window, base_url, key)
        check_steps(tap, window)
        check_service(tap, window)


window_support.main(test)
