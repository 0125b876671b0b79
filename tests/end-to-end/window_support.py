# SPDX-License-Identifier: GPL-3.0-or-later
"""The console as a person has it: the real `rollcall` on a display of its own, read and used
through its accessibility tree, the keyboard and the pointer. Run under tests/with-display.sh.

    with window_support.Window() as window:
        window.click('push button', 'Connect…')
        window.type_into('Base URL', url)
        window.see('label', 'Both sides match: 12 people, 2 groups')

Any warning of GLib or GTK ends the program, and a program that ended makes the test fail with what
it said.
"""
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from gi.repository import Gio, GLib

import support
from window_tree import CLASS_NAME, PATIENCE, NotFound, Tree

ID = 'io.github.rollcall.Rollcall'
# Without a compositor, libadwaita draws so many pixels around a window.
FRAME = 5
PICTURES = os.environ.get('ROLLCALL_PICTURES', '')


def xdotool(*words):
    """What xdotool says; its failure is the caller's."""
    done = subprocess.run(['xdotool', *words], capture_output=True, text=True, timeout=20,
                          stdin=subprocess.DEVNULL, check=False)
    return done.stdout.strip() if done.returncode == 0 else ''


def picture_of_screen():
    """The whole display as xwd gives it. It fails when a window goes while it looks at all."""
    for _ in range(50):
        done = subprocess.run(['xwd', '-root', '-silent'], capture_output=True, timeout=20,
                              check=False)
        if done.returncode == 0:
            return done.stdout
        time.sleep(0.1)
    raise AssertionError(f'no picture: {done.stderr.decode(errors="replace")}')


def save_picture(path, raw=None, frame=0, width=None):
    """The display as a PNG file, without so many pixels at each side; of what is within them only
    the first `width` columns, if said."""
    raw = raw or picture_of_screen()
    pnm = subprocess.run(['xwdtopnm', '-quiet'], input=raw, capture_output=True, timeout=20,
                         check=True).stdout
    if frame:
        pnm = subprocess.run(['pnmcut', '-left', str(frame), '-top', str(frame), '-bottom',
                              str(-frame - 1), *(['-width', str(width)] if width else
                                                 ['-right', str(-frame - 1)])], input=pnm,
                             capture_output=True, timeout=20, check=True).stdout
    png = subprocess.run(['pnmtopng', '-quiet', '-compression', '9'], input=pnm,
                         capture_output=True, timeout=60, check=True).stdout
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(png)


def still_picture(quiet=0.5, seconds=10):
    """The display once nothing has moved for a while; as it is after `seconds`, for a spinner never
    stops."""
    end = time.monotonic() + seconds
    last = picture_of_screen()
    since = time.monotonic()
    while time.monotonic() < end and time.monotonic() - since < quiet:
        time.sleep(0.1)
        found = picture_of_screen()
        if found != last:
            last, since = found, time.monotonic()
    return last


def clipboard():
    """The text in the clipboard, as another program would paste it."""
    done = subprocess.run(['xclip', '-selection', 'clipboard', '-out'], capture_output=True,
                          text=True, timeout=20, check=False)
    return done.stdout if done.returncode == 0 else ''


class Window:
    """The console, started; ended when the block is left."""

    def __init__(self, *arguments, environment=None, command=None, fatal_warnings=True,
                 watch_labels=False):
        self.command = command or [support.program('rollcall')]
        self.arguments = list(arguments)
        self.environment = {**os.environ, **(environment or {})}
        if fatal_warnings:
            self.environment['G_DEBUG'] = 'fatal-warnings'
        self.folder = tempfile.mkdtemp(prefix='rollcall-window-')
        if watch_labels:
            self.environment['ROLLCALL_LABELS'] = os.path.join(self.folder, 'labels')
            self.environment['LD_PRELOAD'] = os.path.join(support.BUILD_ROOT, 'tests', 'end-to-end',
                                                          'liblabel-watch.so')
        self.log_path = os.path.join(self.folder, 'log')
        self.process = None
        self.tree = None

    # Its life

    def start(self):
        with open(self.log_path, 'ab') as log:
            self.process = subprocess.Popen(self.command + self.arguments, stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL, env=self.environment)
        try:
            self.tree = Tree(self.process.pid)
            self.tree.wait_for(lambda root: root.children, 'window')
            xdotool('mousemove', '9999', '9999')
        except NotFound as error:
            raise NotFound(f'{error}\n{self.log()}') from None
        return self

    def log(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as log:
            return log.read()

    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    def check_alive(self):
        if not self.is_alive():
            raise AssertionError(f'the console ended with {self.process.poll()}:\n{self.log()}')

    def quit(self, seconds=30):
        """Ends it as a person does, and gives its exit status."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.call_action('quit')
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            code = 'did not end'
        return code

    def call_action(self, name, parameter=None):
        """An action of the application, as the desktop's shell activates it."""
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        try:
            bus.call_sync(ID, '/' + ID.replace('.', '/'), 'org.gtk.Actions', 'Activate',
                          GLib.Variant('(sava{sv})', (name, [parameter] if parameter else [], {})),
                          None, 0, 5000, None)
        except GLib.Error as error:
            print(f'# {name}: {error.message}', flush=True)

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, value, traceback):
        code = self.process.poll()
        if kind is not None:
            self.explain()
            if code is None:
                self.process.send_signal(signal.SIGTERM)
                try:
                    self.process.wait(10)
                except subprocess.TimeoutExpired:
                    self.process.kill()
                    self.process.wait()
        else:
            code = self.quit() if code is None else code
            if code != 0:
                self.explain()
                shutil.rmtree(self.folder, ignore_errors=True)
                raise AssertionError(f'the console ended with {code}')
        shutil.rmtree(self.folder, ignore_errors=True)

    def explain(self):
        """What a failure needs to be understood: the program's words, and a picture if wished."""
        for line in self.log().splitlines()[-30:]:
            print(f'# {line}', flush=True)
        if PICTURES:
            self.picture('failure-' + str(os.getpid()))

    # Looking

    def see(self, role=None, name=None, under=None, seconds=PATIENCE):
        """The accessible of a role and a name, text or pattern, as soon as it is there."""
        try:
            return self.tree.wait(role, name, under, seconds)
        except NotFound:
            self.check_alive()
            raise

    def wait_for(self, condition, what, seconds=PATIENCE):
        """What the condition gives for the tree, once it gives something."""
        try:
            return self.tree.wait_for(condition, what, seconds)
        except NotFound:
            self.check_alive()
            raise

    def see_text(self, pattern, seconds=PATIENCE):
        """A label that says it: a text that it contains, or a pattern."""
        if isinstance(pattern, str):
            pattern = re.compile(re.escape(pattern))
        return self.see('label', pattern, seconds=seconds)

    def sees(self, role=None, name=None, under=None):
        """It, if it is there now, else None."""
        root = self.tree.snapshot()
        if under is not None:
            root = root.find(None, under)
        return root.find(role, name) if root else None

    def wait_gone(self, role=None, name=None, seconds=PATIENCE):
        self.wait_for(lambda root: root.find(role, name) is None, f'end of {role} “{name}”',
                      seconds)

    def texts(self):
        """What every label says now."""
        return self.tree.snapshot().texts()

    def rows(self, under, limit=20):
        """The first rows of the column view below what is named `under`: lists of texts."""
        root = self.tree.snapshot().find(None, under)
        if root is None:
            return []
        rows = [row for row in root.find_all('table row')
                if row.parent is not None and row.parent.role == 'list']
        return [row.texts() for row in rows[:limit]]

    def focused(self):
        """What has the keyboard, innermost."""
        found = None
        for node in self.tree.snapshot().walk():
            if node.has('focused'):
                found = node
        return found

    def picture(self, name, still=True):
        """Saves the display as PICTURES/name.png, once it is still."""
        folder = PICTURES or self.folder
        save_picture(os.path.join(folder, name + '.png'), still_picture() if still else None)

    def cut_off(self):
        """The labels on screen that can't be read whole, by label-watch.c, which must have been put
        into the program: Window(watch_labels=True)."""
        path = self.environment['ROLLCALL_LABELS']
        if os.path.exists(path):
            os.remove(path)
        self.process.send_signal(signal.SIGUSR1)
        end = time.monotonic() + 15
        lines = []
        while not lines or lines[-1] != 'end':
            self.check_alive()
            if time.monotonic() > end:
                raise NotFound('the labels were not looked at')
            time.sleep(0.05)
            if os.path.exists(path):
                with open(path, encoding='utf-8') as file:
                    lines = file.read().splitlines()
        return lines[:-1]

    # Doing

    def click(self, role, name, under=None, seconds=PATIENCE):
        """Presses it as soon as it can be pressed: by its own action, or with the pointer."""
        def pressable(root):
            if under is not None:
                root = root.find(None, under)
            found = root.find(role, name) if root else None
            return found if found is not None and found.has('sensitive') else None

        end = time.monotonic() + seconds
        while True:
            node = self.wait_for(pressable, f'sensitive {role} “{name}”', seconds)
            try:
                self.activate(node)
                return node
            except GLib.Error:
                # It was made anew between finding and pressing it.
                if time.monotonic() > end:
                    raise

    def activate(self, node):
        """Presses what can be pressed, and points at what can't: a label, a row of a list."""
        if not node.act('Click', 'Toggle', 'Activate'):
            self.point_at(node)

    def point_at(self, node, button=1):
        """Moves the pointer to its middle and clicks there."""
        top = [node, *node.ancestors()][-2]
        window = self.x_window(top.name)
        x, y, width, height = self.place_of(node)
        if width <= 0 or height <= 0:
            raise AssertionError(f'{node} takes no place')
        # The frame isn't counted, and a popover has none.
        frame = (self.size_of(window)[0] - top.extents()[2]) // 2
        xdotool('mousemove', '--window', window, str(x + width // 2 + frame),
                str(y + height // 2 + frame))
        xdotool('click', str(button))

    def place_of(self, node, quiet=0.2, seconds=5):
        """Where it stands, once it has stood there for a while."""
        end = time.monotonic() + seconds
        place, since = node.extents(), time.monotonic()
        while time.monotonic() - since < quiet and time.monotonic() < end:
            time.sleep(0.05)
            found = node.extents()
            if found != place:
                place, since = found, time.monotonic()
        return place

    def size_of(self, window):
        found = xdotool('getwindowgeometry', '--shell', window)
        return tuple(int(re.search(name + r'=(\d+)', found).group(1))
                     for name in ('WIDTH', 'HEIGHT'))

    def x_window(self, title):
        """The X window of a title; that which has the keyboard if there is none."""
        found = xdotool('search', '--onlyvisible', '--name', '^' + re.escape(title) + '$').split()
        active = xdotool('getactivewindow')
        return active if not found or active in found else found[0]

    def type_into(self, name, text, role='text', under=None):
        """Replaces what an entry holds."""
        node = self.wait_for(
            lambda root: next((n for n in (root.find(None, under) if under else root).walk()
                               if n.matches(role, name) and 'EditableText' in n.interfaces), None),
            f'entry “{name}”')
        if not node.set_text(text):
            raise AssertionError(f'{node} takes no text')
        return node

    def press(self, *keys):
        """Keys by their names, as ctrl+k or Return, one after the other."""
        for key in keys:
            xdotool('key', '--clearmodifiers', key)
            time.sleep(0.02)

    def write(self, text):
        """Types a text where the keyboard is."""
        xdotool('type', '--clearmodifiers', '--delay', '3', text)

    def page(self, name):
        """Goes to a page by its tab."""
        self.click('page tab', name)
        self.wait_for(lambda root: (root.find('page tab', name) or root).has('selected'),
                      f'page {name}')

    def choose(self, combination, option):
        """Picks an option of a drop-down or a combo row that begins so, with the keyboard: its list
        is a window of its own."""
        def options(root):
            combo = root.find('combo box', combination)
            popover = combo.find(None, 'GtkPopover') if combo else None
            rows = popover.find_all('list item') if popover else []
            return rows if any(row.has('focused') for row in rows) else None

        self.click('combo box', combination)
        names = [' '.join(row.texts()) for row in
                 self.wait_for(options, f'options of {combination}')]
        wanted = [index for index, name in enumerate(names) if name.startswith(option)]
        if not wanted:
            raise NotFound(f'no option “{option}” among {names}')
        self.press('Home', *['Down'] * wanted[0], 'Return')
        self.wait_for(lambda root: not options(root), f'end of the options of {combination}')

    def save_file(self, path):
        """Gives GTK's file chooser a path, and saves."""
        name = self.type_into('Name:', path)
        self.wait_for(lambda root: name.text() == path, 'the name in the file chooser')
        self.press('Return')

    def resize(self, width, height):
        """Gives the window that has the keyboard this size, its frame not counted. It is asked
        for again and again, as by dragging: a window that got narrower lays itself out anew, and
        only then can be narrower still."""
        window = xdotool('getactivewindow')
        xdotool('windowmove', window, '0', '0')
        end = time.monotonic() + 20
        while time.monotonic() < end and self.size_of(window) != (width + 2 * FRAME,
                                                                  height + 2 * FRAME):
            xdotool('windowsize', window, str(width + 2 * FRAME), str(height + 2 * FRAME))
            time.sleep(0.1)


# What a person can do something with, or that holds what they read, must be called something.
CONTROLS = {'push button', 'toggle button', 'check box', 'radio button', 'text', 'password text',
            'combo box', 'spin button', 'slider', 'page tab', 'menu item', 'check menu item',
            'link', 'list', 'list item', 'tree table', 'table', 'dialog', 'frame',
            'progress bar', 'alert'}

# Parts of GTK's own widgets, which have the name of the whole.
PARTS = {'GtkColumnListView', 'GtkListItemWidget', 'GtkDropDown', 'GtkPopoverMenu'}


def nameless(root):
    """The controls without a name, each with what it stands in."""
    for node in root.walk():
        if node.role not in CONTROLS or node.name in PARTS:
            continue
        name = '' if CLASS_NAME.match(node.name) else node.name
        # A row is called what it says.
        if node.role == 'list item' and node.texts():
            continue
        # libadwaita's own, and left unnamed there.
        if any(above.name == 'AdwToastWidget' for above in node.ancestors()):
            continue
        # The button inside a menu button, the arrow inside an entry: GTK's own, not reached alone.
        if node.parent is not None and node.parent.role in ('push button', 'text', 'combo box'):
            continue
        # The list of a drop-down's options, which has the name of the whole.
        if node.role == 'list' and any(above.role == 'combo box' for above in node.ancestors()):
            continue
        if not name.strip() and node.is_placed():
            around = [str(above) for above in node.ancestors() if above.name]
            yield f'{node} in {" in ".join(around[:3])}'


def main(test):
    """Runs a test with TAP and leaves with its status."""
    if 'DISPLAY' not in os.environ:
        sys.exit('run this under tests/with-display.sh')
    with support.Tap() as tap:
        test(tap)
