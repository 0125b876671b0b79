# SPDX-License-Identifier: GPL-3.0-or-later
"""The window on an empty home: the ways in, names for all of it, the keyboard alone, narrow, and an
end without a trace."""
import os

import window_support


def check_welcome(tap, window):
    window.see('heading', 'Do both sides match?')
    for name in ('Connect…', 'New Directory…', 'Open a CSV…'):
        button = window.sees('push button', name)
        tap.ok(button is not None and button.has('sensitive'), f'the welcome page offers {name}',
               button)
    tap.equal(list(window_support.nameless(window.tree.snapshot())), [],
              'each control has a name')


def focused(root):
    """Path and name of what has the keyboard."""
    return next(((node.path, node.name) for node in reversed(list(root.walk()))
                 if node.has('focused')), None)


def check_keyboard(tap, window):
    """Tab reaches each way in and comes round again."""
    reached = set()
    for _ in range(12):
        before = focused(window.tree.snapshot())
        window.press('Tab')
        reached.add(window.wait_for(
            lambda root, before=before: focused(root) != before and focused(root),
            f'keyboard away from {before}')[1])
    tap.ok({'Connect…', 'New Directory…', 'Open a CSV…'} <= reached, 'Tab reaches each way in',
           reached)
    window.press('F10')
    item = window.see('menu item', 'About Rollcall')
    tap.ok(item.has('sensitive'), 'F10 opens the menu')
    window.press('Escape')


def check_narrow(tap, window):
    window.resize(360, 640)
    width = window.wait_for(
        lambda root: next((width for frame in root.find_all('frame', 'Rollcall')
                           for _, _, width, _ in (frame.extents(),) if 0 < width <= 360), None),
        'narrow window')
    tap.ok(width <= 360, 'the window can be as narrow as a phone', width)
    window.resize(1280, 800)


def test(tap):
    with window_support.Window() as window:
        check_welcome(tap, window)
        check_keyboard(tap, window)
        check_narrow(tap, window)
        code = window.quit()
        tap.equal(code, 0, 'quitting ends it well')
        tap.equal(window.log(), '', 'it had nothing to say')
    left = [name for name in os.listdir(os.environ['XDG_CONFIG_HOME']) if name == 'rollcall']
    tap.equal(left, [], 'it wrote no settings of connections')


window_support.main(test)
