# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessibility tree of one program, read straight from the accessibility bus: a snapshot each
time, so that nothing is ever stale. (libatspi keeps a cache that it mends from events, which a test
without a main loop never sees.)

    tree = Tree(process_id)
    button = tree.wait('push button', 'Connect…')
    button.click()

GTK tells of a widget once its parent was asked for its children, and gives everything that it told
of in one answer; so a snapshot costs a few round trips however large the window is.
"""
import json
import re
import time

import gi
gi.require_version('Atspi', '2.0')
gi.require_version('Json', '1.0')
from gi.repository import Atspi, Gio, GLib, Json  # noqa: E402

REGISTRY = 'org.a11y.atspi.Registry'
ROOT = '/org/a11y/atspi/accessible/root'
CACHE = '/org/a11y/atspi/cache'
ACCESSIBLE = 'org.a11y.atspi.Accessible'
CALL_SECONDS = 20
# How long something is waited for: what a busy machine may need, not what a person has to wait.
PATIENCE = 60
# After how long children that were asked for in vain are asked for once more.
RENEW_SECONDS = 1

# States, by their bit.
STATES = {'active': 1, 'checked': 4, 'editable': 7, 'enabled': 8, 'expanded': 10, 'focusable': 11,
          'focused': 12, 'modal': 16, 'pressed': 20, 'selected': 23, 'sensitive': 24,
          'visible': 30}

# What GTK calls a widget that nobody named: its class.
CLASS_NAME = re.compile(r'(Gtk|Adw|Rollcall|Gdk)[A-Z][A-Za-z]+$')


def once(name):
    """A name without the repetition that GTK 4.8 makes of a button's text: “_Connect Connect”."""
    plain = name.replace('_', '', 1)
    half = len(plain) // 2
    if len(plain) % 2 == 1 and plain[half] == ' ' and plain[:half] == plain[half + 1:]:
        return plain[:half]
    return name


class NotFound(AssertionError):
    """What was waited for did not come."""


class Bus:
    """The accessibility bus of this session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, 0, CALL_SECONDS * 1000, None).unpack()[0]
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def ask(self, owner, path, interface, method, arguments=None):
        return self.connection.call_sync(owner, path, interface, method, arguments, None, 0,
                                         CALL_SECONDS * 1000, None)

    def call(self, owner, path, interface, method, arguments=None):
        return self.ask(owner, path, interface, method, arguments).unpack()

    def items(self, owner):
        """Everything that a program told of. As JSON it is unpacked ten times as fast."""
        answer = self.ask(owner, CACHE, 'org.a11y.atspi.Cache', 'GetItems')
        return json.loads(Json.gvariant_serialize_data(answer)[0])[0]

    def owner_of(self, process_id):
        """The name on the bus of a program, or None while it has none."""
        for owner, _ in self.call(REGISTRY, ROOT, ACCESSIBLE, 'GetChildren')[0]:
            try:
                found = self.call('org.freedesktop.DBus', '/org/freedesktop/DBus',
                                  'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                                  GLib.Variant('(s)', (owner,)))[0]
            except GLib.Error:
                continue
            if found == process_id:
                return owner
        return None


class Node:
    """One accessible, as it was when the snapshot was taken."""

    def __init__(self, tree, item):
        self.tree = tree
        self.path = item[0][1]
        self.parent_path = item[2][1]
        self.index = item[3]
        self.child_count = item[4]
        self.interfaces = {name.rsplit('.', 1)[-1] for name in item[5]}
        self.name = once(item[6])
        self.role = Atspi.role_get_name(Atspi.Role(item[7]))
        self.description = item[8]
        self.bits = item[9][0] | item[9][1] << 32
        self.parent = None
        self.children = []

    def has(self, state):
        return bool(self.bits >> STATES[state] & 1)

    def call(self, interface, method, arguments=None):
        return self.tree.bus.call(self.tree.owner, self.path, 'org.a11y.atspi.' + interface, method,
                                  arguments)

    def get(self, interface, name):
        return self.tree.bus.call(self.tree.owner, self.path, 'org.freedesktop.DBus.Properties',
                                  'Get', GLib.Variant('(ss)', ('org.a11y.atspi.' + interface,
                                                               name)))[0]

    def walk(self):
        """It and what it holds, in reading order, without what is hidden."""
        if not self.has('visible') and self.role != 'application':
            return
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self):
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def text(self):
        """What it says: the text of an entry or a label, else its name."""
        if 'Text' in self.interfaces:
            count = self.get('Text', 'CharacterCount')
            return self.call('Text', 'GetText', GLib.Variant('(ii)', (0, count)))[0]
        return '' if CLASS_NAME.match(self.name) else self.name

    def texts(self):
        """What the labels in it say, in reading order."""
        return [node.text() for node in self.walk() if node.role == 'label']

    def actions(self):
        """The names of what can be done with it."""
        if 'Action' not in self.interfaces:
            return []
        return [row[0] for row in self.call('Action', 'GetActions')[0]]

    def extents(self):
        """x, y, width, height in its window."""
        return self.call('Component', 'GetExtents', GLib.Variant('(u)', (1,)))[0]

    def is_placed(self):
        """Whether it has a place in its window; what a page of a stack holds that was never shown
        has none."""
        _, _, width, height = self.extents()
        return width > 0 and height > 0

    def act(self, *names):
        """Does the first of these actions that it has; whether it has one."""
        if not self.has('sensitive'):
            raise AssertionError(f'{self} is insensitive')
        actions = [action.lower() for action in self.actions()]
        for name in names:
            if name.lower() in actions:
                return self.call('Action', 'DoAction',
                                 GLib.Variant('(i)', (actions.index(name.lower()),)))[0]
        return False

    def set_text(self, text):
        if not self.has('sensitive'):
            raise AssertionError(f'{self} is insensitive')
        return self.call('EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))[0]

    def matches(self, role, name):
        if role is not None and self.role != role:
            return False
        if name is None:
            return True
        says = self.name if self.role != 'label' else self.text()
        if isinstance(name, re.Pattern):
            return bool(name.search(says))
        # GTK 4.8 adds to the label of a button what stands on it: “Show Base URL Show”.
        return says == name or (says.startswith(name + ' ')
                                and says == ' '.join([name, *self.texts()]))

    def find_all(self, role=None, name=None):
        return [node for node in self.walk() if node.matches(role, name)]

    def find(self, role=None, name=None):
        return next((node for node in self.walk() if node.matches(role, name)), None)

    def outline(self):
        """It and what it holds, a line each, for the report of a failure."""
        depth = {self.path: 0}
        lines = []
        for node in self.walk():
            depth[node.path] = depth.get(node.parent_path, -1) + 1
            lines.append('  ' * depth[node.path] + str(node))
        return '\n'.join(lines)

    def __str__(self):
        marks = [state for state in ('focused', 'selected', 'checked', 'pressed')
                 if self.has(state)]
        if not self.has('sensitive'):
            marks.append('insensitive')
        return f'{self.role} “{self.name}”' + (f' ({", ".join(marks)})' if marks else '')


class Tree:
    """The windows of one program."""

    def __init__(self, process_id, seconds=PATIENCE):
        self.bus = Bus()
        end = time.monotonic() + seconds
        self.owner = None
        self.asked = {}
        self.renewed = time.monotonic()
        while self.owner is None and time.monotonic() < end:
            self.owner = self.bus.owner_of(process_id)
            if self.owner is None:
                time.sleep(0.05)
        if self.owner is None:
            raise NotFound('the program did not come to the accessibility bus')

    def snapshot(self):
        """The root of the tree as it is now."""
        if time.monotonic() - self.renewed > RENEW_SECONDS:
            self.asked = {}
            self.renewed = time.monotonic()
        while True:
            nodes = {item[0][1]: Node(self, item) for item in self.bus.items(self.owner)}
            held = {}
            for node in nodes.values():
                held.setdefault(node.parent_path, []).append(node)
            # Some children are counted and never told of; those are asked for once as long as
            # nothing changes, and now and then, for rows may be remade in the same number.
            lacking = {node.path: (node.child_count, {child.path for child in
                                                      held.get(node.path, ())})
                       for node in nodes.values()
                       if node.path == ROOT or node.child_count > len(held.get(node.path, ()))}
            unknown = [path for path, known in lacking.items() if self.asked.get(path) != known]
            self.asked = lacking
            if not unknown:
                break
            self.ask_for_children(unknown)
        for path, children in held.items():
            if path in nodes:
                children = [child for child in children if child.path != path]
                nodes[path].children = sorted(children, key=lambda node: node.index)
                for child in children:
                    child.parent = nodes[path]
        return nodes[ROOT]

    def ask_for_children(self, paths):
        """All at once; a widget that has gone meanwhile has none."""
        waiting = len(paths)

        def answered(connection, result):
            nonlocal waiting
            waiting -= 1
            try:
                connection.call_finish(result)
            except GLib.Error:
                pass

        for path in paths:
            self.bus.connection.call(self.owner, path, ACCESSIBLE, 'GetChildren', None, None, 0,
                                     CALL_SECONDS * 1000, None, answered)
        while waiting > 0:
            GLib.MainContext.default().iteration(True)

    def wait_for(self, condition, what, seconds=PATIENCE):
        """What the condition gives for a snapshot, once it is true."""
        end = time.monotonic() + seconds
        while True:
            try:
                root = self.snapshot()
                found = condition(root)
                if found:
                    return found
            except GLib.Error as error:
                # A widget may go between the snapshot and the question; a program that has ended
                # never answers again.
                if time.monotonic() >= end:
                    raise NotFound(f'{what}: {error.message}') from error
                root = None
            if time.monotonic() >= end:
                raise NotFound(f'no {what} after {seconds} s in\n'
                               + (root.outline() if root else 'nothing'))
            time.sleep(0.05)

    def wait(self, role=None, name=None, under=None, seconds=PATIENCE):
        """The first accessible of a role and a name (text or pattern), below one named `under`."""
        def condition(root):
            if under is not None:
                root = root.find(None, under)
            return root.find(role, name) if root else None

        return self.wait_for(condition, f'{role or "accessible"} “{name}”'
                             + (f' in {under}' if under else ''), seconds)
