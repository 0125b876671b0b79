# SPDX-License-Identifier: GPL-3.0-or-later
"""SCIMMY, a SCIM server that others wrote, connected through the window: its address and its key
are pasted at once, in one order and in the other; it is tested, saved, read and counted."""
import importlib.util
import os
import shutil
import subprocess

import support
import window_keyring
import window_support

PATIENCE = 60


def load_peer():
    """The peer of scimmy.py, which is a program and not a module by its name."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'scimmy.py')
    specification = importlib.util.spec_from_file_location('scimmy_peer', path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def copy(text):
    subprocess.run(['xclip', '-selection', 'clipboard', '-in'], input=text, text=True, check=True,
                   timeout=20, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def connect(tap, window, name, pasted, url):
    if window.sees('push button', 'Connect…'):
        window.click('push button', 'Connect…', seconds=PATIENCE)
    else:
        window.press('ctrl+n')
    window.see(None, 'Connect a Directory', seconds=PATIENCE)
    window.wait_for(lambda _: window_support.xdotool('getactivewindow', 'getwindowname')
                    == 'Connect a Directory', 'the keyboard in the dialog', PATIENCE)
    copy(pasted)
    window.press('ctrl+v')

    def sorted_out(root):
        dialog = root.find(None, 'Connect a Directory')
        return any(node.text() == url for node in dialog.find_all('text')
                   if 'EditableText' in node.interfaces)
    window.wait_for(sorted_out, 'the address in its place', PATIENCE)
    tap.ok(True, f'{name}: what was pasted is sorted out')
    window.wait_for(lambda root: root.find('push button', 'Connect').has('sensitive'),
                    'what was tested', PATIENCE)
    window.type_into('Name', name, under='Connect a Directory')
    window.click('push button', 'Connect', 'Connect a Directory', seconds=PATIENCE)
    window.wait_gone(None, 'Connect a Directory', seconds=PATIENCE)


def check_counts(tap, window, name, peer):
    active = peer.PEOPLE - peer.PEOPLE // 10
    window.wait_for(
        lambda root: f'{active} people, {peer.GROUPS} groups' in (root.find('list item', name)
                                                                   or root).texts(),
        f'the counts of {name}', PATIENCE)
    tap.ok(True, f'{name}: the counts in the sidebar are right')
    window.see_text(f'{peer.PEOPLE} people, {peer.GROUPS} groups in {name}', seconds=PATIENCE)
    tap.ok(True, f'{name}: and the total on Overview')


def test(tap):
    if shutil.which('node') is None or not os.path.isdir(support.test_file('peers',
                                                                           'node_modules')):
        tap.skip('SCIMMY', 'node or its packages are not installed')
        return
    peer = load_peer()
    with peer.Scimmy() as scimmy, window_support.Window() as window:
        scimmy.fill(peer.PEOPLE, peer.GROUPS)
        window.see('push button', 'Connect…', seconds=PATIENCE)
        for name, pasted in (('Address first', f'{scimmy.url}\n{peer.KEY}'),
                             ('Key first', f'{peer.KEY}\n{scimmy.url}')):
            connect(tap, window, name, pasted, scimmy.url)
            check_counts(tap, window, name, peer)
        tap.equal(window_keyring.kinds(), ['key', 'key'], 'both keys are in the keyring')
        tap.equal(set(window_keyring.secrets()), {peer.KEY}, 'as they were pasted')


window_support.main(test)
