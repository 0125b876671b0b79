# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever stands on screen can be read whole: each page and each dialog, wide and as narrow as a
telephone. In which language, and how large the text is, the environment says (with-display.sh).
What came from a server may be cut where a tooltip has it whole; our own words may not."""
import os

import window_support
from window_entra import seed, tamper

PAGES = ('overview', 'users', 'groups', 'compare', 'activity', 'setup')
SIZES = ((1280, 780), (360, 720))
DIALOGS = {'quick switch': 'ctrl+k', 'a new connection': 'ctrl+n', 'preferences': 'ctrl+comma',
           'shortcuts': 'F1'}


# libadwaita's own: tabs and their badges, which have an icon and a tooltip too, a window's title,
# which the desktop shows whole, and what an empty entry suggests.
THEIRS = ('AdwIndicatorBin', 'AdwViewSwitcher', 'GtkLabel < GtkCenterBox < GtkWindowHandle <',
          'GtkLabel < GtkText < GtkSearchEntry')


def look(tap, window, what):
    window_support.still_picture()
    faults = [fault for fault in window.cut_off() if not any(part in fault for part in THEIRS)]
    tap.equal(faults, [], f'{what} can be read whole')


def look_at_pages(tap, window, size):
    window.resize(*size)
    for number, page in enumerate(PAGES, 1):
        window.press(f'alt+{number}')
        look(tap, window, f'{page} at {size[0]}×{size[1]}')


def look_at_dialogs(tap, window):
    for name, key in DIALOGS.items():
        window.press(key)
        look(tap, window, name)
        window.press('Escape')


def test(tap):
    entra, people = seed()
    tamper(entra, people)
    with window_support.Window(os.path.join(os.environ['HOME'], 'people.csv'),
                               watch_labels=True) as window:
        window.see('list item', 'Practice directory')
        window.press('F5')
        for size in SIZES:
            look_at_pages(tap, window, size)
        window.press('alt+1')
        window.resize(*SIZES[0])
        look_at_dialogs(tap, window)


window_support.main(test)
