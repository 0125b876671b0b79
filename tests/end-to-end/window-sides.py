# SPDX-License-Identifier: GPL-3.0-or-later
"""Connections in the window: one is renamed, with a clash said in words; removed and put back;
forgotten; removed for good, with its roll and its keys; and Ctrl+K goes from one to another."""
import os
import re

import support
import window_keyring
import window_support
from window_entra import rollcallctl, seed

DIRECTORY = 'Practice directory'
RENAMED = 'Rehearsal'
FILE = 'Personnel'
PATIENCE = 60


def select(window, name):
    window.click('list item', name, seconds=PATIENCE)
    window.wait_for(lambda root: (root.find('list item', name) or root).has('selected'),
                    f'{name} in front', PATIENCE)


def menu(window, item):
    window.click('push button', 'Connection Menu', seconds=PATIENCE)
    window.click('menu item', item, seconds=PATIENCE)


def saved():
    return {row['name']: row for row in rollcallctl('connection', 'list', '--format', 'json')}


def all_paths():
    return [os.path.join(folder, name)
            for folder, folders, files in os.walk(os.environ['XDG_DATA_HOME'])
            for name in (*folders, *files)]


def check_rename(tap, window):
    select(window, DIRECTORY)
    menu(window, 'Rename…')
    window.see_text(f'Rename “{DIRECTORY}”', seconds=PATIENCE)
    window.type_into('Name', FILE)
    window.wait_for(lambda root: not root.find('push button', 'Rename').has('sensitive'),
                    'a name that is taken is refused', PATIENCE)
    said = [text for text in window.texts() if FILE in text and text != FILE]
    tap.ok(said, 'a name that is taken is refused in words', window.texts())
    window.type_into('Name', RENAMED)
    window.click('push button', 'Rename', seconds=PATIENCE)
    window.see('list item', RENAMED, seconds=PATIENCE)
    window.wait_gone('list item', DIRECTORY, seconds=PATIENCE)
    tap.ok(RENAMED in saved() and DIRECTORY not in saved(), 'it is renamed where it is saved')


def remove(window, name):
    select(window, name)
    menu(window, 'Remove…')
    window.see_text(f'Remove “{name}”?', seconds=PATIENCE)
    window.click('push button', 'Remove', seconds=PATIENCE)
    window.wait_gone('list item', name, seconds=PATIENCE)


def check_undo(tap, window):
    before, kinds = saved(), window_keyring.kinds()
    remove(window, RENAMED)
    tap.ok(RENAMED not in saved(), 'removed, it is gone from the list')
    window.see_text(f'{RENAMED} removed', seconds=PATIENCE)
    window.click('push button', 'Undo')
    window.see('list item', RENAMED, seconds=PATIENCE)
    tap.equal(saved(), before, 'Undo puts it back as it was')
    tap.equal(window_keyring.kinds(), kinds, 'with its keys')
    row = window.wait_for(
        lambda root: '60 people, 8 groups' in (root.find('list item', RENAMED) or root).texts(),
        'its counts', PATIENCE)
    tap.ok(row, 'and with its roll')


def check_forget(tap, window):
    select(window, RENAMED)
    menu(window, 'Forget What Was Read…')
    window.see_text(f'Forget what was read from “{RENAMED}”?', seconds=PATIENCE)
    window.click('push button', 'Forget', seconds=PATIENCE)
    window.wait_for(
        lambda root: 'Not read yet' in (root.find('list item', RENAMED) or root).texts(),
        'nothing read', PATIENCE)
    tap.ok(RENAMED in saved(), 'what was read is forgotten, the connection stays')
    window.click('push button', 'Read Both Sides Again', seconds=PATIENCE)
    window.wait_for(
        lambda root: '60 people, 8 groups' in (root.find('list item', RENAMED) or root).texts(),
        'its counts again', PATIENCE)
    tap.ok(True, 'it can be read again')


def go_to_anything(window, text):
    window.press('ctrl+k')
    window.see('frame', 'Go to Anything', seconds=PATIENCE)
    window.wait_for(lambda root: (root.find('entry', 'Go to anything') or root).has('focused'),
                    'a place to type', PATIENCE)
    window.write(text)


def check_switch(tap, window, people):
    select(window, RENAMED)
    go_to_anything(window, FILE)
    window.click('list item', re.compile('^' + FILE), 'Go to Anything', PATIENCE)
    window.wait_for(lambda root: (root.find('list item', FILE) or root).has('selected'),
                    f'{FILE} in front', PATIENCE)
    tap.ok(True, 'quick switch goes to another connection')
    select(window, RENAMED)
    person = people[7]
    go_to_anything(window, person['userName'])
    window.see('list item', re.compile(re.escape(person['displayName'])), 'Go to Anything',
               PATIENCE)
    window.press('Return')
    window.see(None, 'RollcallDetailsPage', seconds=PATIENCE)
    window.wait_for(lambda root: person['userName'] in (root.find(
        None, 'RollcallDetailsPage') or root).texts(), 'their page', PATIENCE)
    tap.ok(True, 'and to a person')
    window.press('alt+Left')
    window.wait_gone(None, 'RollcallDetailsPage', seconds=PATIENCE)


def check_ask(tap, window, entra):
    entra.fail('zelda')
    go_to_anything(window, 'zelda')
    window.see('list item', re.compile('Ask about'), seconds=PATIENCE)
    window.press('Return')
    window.wait_for(lambda root: any('userName' in text for text in (root.find(
        None, 'RollcallPersonAnswer') or root).texts()), 'the answer', PATIENCE)
    tap.ok(True, 'who never came is asked for, and why is said')
    window.press('Escape')
    window.press('Escape')
    window.wait_gone('frame', 'Go to Anything', seconds=PATIENCE)


def check_removed(tap, window):
    """With the toast the offer to undo goes, and then everything that was kept."""
    uuid = saved()[RENAMED]['uuid']
    held = [path for path in all_paths() if uuid in path]
    tap.ok(held, 'its roll is on this computer')
    remove(window, RENAMED)
    gone = support.wait_until(lambda: not [path for path in all_paths() if uuid in path]
                              and window_keyring.kinds() == [], PATIENCE, 0.2)
    tap.ok(gone, 'removed for good, its roll and its keys are gone',
           (window_keyring.kinds(), [path for path in all_paths() if uuid in path]))
    tap.equal(list(saved()), [FILE], 'the other connection stays')


def test(tap):
    entra, people = seed()
    with window_support.Window() as window:
        window.see('list item', DIRECTORY, seconds=PATIENCE)
        check_rename(tap, window)
        check_undo(tap, window)
        check_forget(tap, window)
        check_switch(tap, window, people)
        check_ask(tap, window, entra)
        check_removed(tap, window)


window_support.main(test)
