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


def check_keyboard(tap, window):
    """Tab reaches each way in and comes round again."""
    reached = set()
    for _ in range(12):
        window.press('Tab')
        focused = window.focused()
        if focused is not None:
            reached.add(focused.name)
    tap.ok({'Connect…', 'New Directory…', 'Open a CSV…'} <= reached, 'Tab reaches each way in',
           reached)
    window.press('F10')
    item = window.see('menu item', 'About Rollcall')
    tap.ok(item.has('sensitive'), 'F10 opens the menu')
    window.press('Escape')


def check_narrow(tap, window):
    window.resize(360, 640)
    _, _, width, _ = window.see('frame', 'Rollcall').extents()
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
