# SPDX-License-Identifier: GPL-3.0-or-later
"""The story that Rollcall is for, told through the window: a directory is made, its URL and key are
copied once, Entra's test arrives, people are provisioned, both sides are compared, somebody tampers
and is found out. script/run tells it and keeps a picture of each page; the test `window-story`
asserts every step of it. A step that doesn't come out as it should raises."""
import os
import re
import subprocess
import time

import window_support
from window_entra import Entra, tamper, write_people
from window_support import clipboard

DIRECTORY = 'Practice directory'
# A laptop's screen, and half of a small one.
SIZE = (1280, 800)
NARROW = (560, 800)


class Story:
    """One telling. `say` is given a sentence before each step, `picture` the name of what is on the
    screen after it, and how wide that is unless all of the screen."""

    def __init__(self, say, picture, people=60, groups=8):
        self.say = say
        self.picture = picture
        self.folder = os.environ['HOME']
        self.csv = os.path.join(self.folder, 'Personnel.csv')
        self.people = write_people(self.csv, people, groups)
        self.group_count = groups
        self.window = window_support.Window()
        self.base_url = None
        self.key = None
        self.entra = None
        self.tampered = None

    STEPS = (
        ('welcome', 'An administrator opens Rollcall for the first time.'),
        ('make_directory', 'They make a directory in the service on this computer.'),
        ('copy_once', 'Its base URL and its key are shown under the labels of Entra, the key once '
                      'only. They copy both.'),
        ('test_arrives', 'They press Test Connection in Entra. Rollcall sees it arrive, with this '
                         'key.'),
        ('people_arrive', 'Entra provisions the organisation, and people appear.'),
        ('other_side', 'The personnel office’s export is opened as the other side. Both match.'),
        ('somebody_tampers', 'Then somebody changes the directory behind everyone’s back. Rollcall '
                             'names who differs, and why.'),
        ('ways_in', 'From anywhere it is a few letters to anything; another directory is connected '
                    'in one dialog; and all of it fits half a screen.'),
        ('ask', 'They ask for somebody who never came, and are answered in a sentence.'),
        ('look_around', 'They look around: the steps, the keys, a group, what happened, a person.'),
    )

    def tell(self):
        """All steps, in a window of the size of a laptop's."""
        with self.window:
            self.window.resize(*SIZE)
            for name, sentence in self.STEPS:
                self.say(sentence)
                getattr(self, name)()

    # The steps

    def welcome(self):
        self.window.see('heading', 'Do both sides match?')
        self.picture('01-welcome')

    def make_directory(self):
        window = self.window
        window.click('push button', 'New Directory…')
        window.see(None, 'New Directory')
        window.type_into('Name of the directory', DIRECTORY)
        self.picture('02-new-directory')
        window.click('push button', 'Create')

    def copy_once(self):
        window = self.window
        window.see_text('This key is shown once')
        window.choose('Identity provider', 'Microsoft Entra ID')
        self.base_url = self.copied('Tenant URL')
        self.picture('03-copy-once')
        shown = '\n'.join(window.texts())
        self.key = self.copied('Secret Token')
        if not re.fullmatch(r'http://127\.0\.0\.1:\d+/scim/directory/[0-9a-f-]{36}', self.base_url):
            raise AssertionError(f'the base URL was not copied: {self.base_url!r}')
        if not re.fullmatch(r'rcd_[0-9A-Za-z]{49}', self.key):
            raise AssertionError('the key was not copied')
        if self.key in shown:
            raise AssertionError('the key was on the screen before it was asked for')
        window.click('check box', re.compile('I have stored the key'))

    def copied(self, label):
        """Presses the copy button of a value, and gives what is in the clipboard then."""
        before = clipboard()
        self.window.click('push button', f'Copy {label}')
        end = time.monotonic() + 10
        while time.monotonic() < end and clipboard() == before:
            time.sleep(0.1)
        return clipboard()

    def test_arrives(self):
        window = self.window
        window.see_text(re.compile('Waiting for Test Connection'))
        self.picture('04-waiting')
        self.entra = Entra(self.base_url, self.key)
        self.entra.test_connection()
        window.see_text(re.compile('Test Connection arrived'))
        self.picture('05-test-arrived')
        window.click('push button', 'Done')
        window.wait_gone('dialog')

    def people_arrive(self):
        window = self.window
        window.see('list item', DIRECTORY)
        self.entra.provision(self.people)
        window.wait_for(self.sidebar_says(DIRECTORY, len(self.people), self.group_count),
                        'the counts in the sidebar')
        self.picture('06-overview-one-side')

    def sidebar_says(self, name, people, groups):
        def condition(root):
            row = root.find('list item', name)
            return row is not None and f'{people:,} people, {groups} groups' in row.texts()
        return condition

    def other_side(self):
        # As the desktop opens a file with a program that runs already.
        subprocess.run([*self.window.command, self.csv], check=True, timeout=30,
                       env=self.window.environment, stdin=subprocess.DEVNULL)
        self.window.see_text(f'Both sides match: {len(self.people):,} people, '
                             f'{self.group_count} groups')
        self.picture('07-overview-match')

    def somebody_tampers(self):
        window = self.window
        self.tampered = tamper(self.entra, self.people)
        window.page('Overview')
        window.click('push button', 'Read Both Sides Again')
        window.see_text(re.compile('^The counts match, but 10 people don'))
        self.picture('08-overview-differs')
        window.page('Compare')
        vanished, changed, deactivated = self.tampered
        for person in (*vanished, *changed, deactivated):
            window.see('list item', re.compile('^' + re.escape(person['displayName']) + ','),
                       'RollcallComparePage')
        window.click('list item', re.compile('^' + re.escape(changed[0]['displayName']) + ','),
                     'RollcallComparePage')
        window.see('list item', re.compile('^Job title: .*Chief of Everything'),
                   'RollcallComparePage')
        self.picture('09-compare')

    def ways_in(self):
        window = self.window
        window.press('ctrl+k')
        window.see(None, 'Go to anything')
        window.write('ma')
        window.see('list item', re.compile('Ask about'))
        self.picture('10-quick-switch')
        window.press('Escape')
        window.wait_gone(None, 'Go to anything')
        window.press('ctrl+n')
        window.see(None, 'Connect a Directory')
        self.picture('11-connect')
        window.press('Escape')
        window.wait_gone(None, 'Connect a Directory')
        window.page('Overview')
        window.resize(*NARROW)
        self.picture('11-narrow', NARROW[0])
        window.resize(*SIZE)

    def ask(self):
        self.entra.fail('zelda')
        window = self.window
        window.press('ctrl+k')
        window.see(None, 'Go to anything')
        window.write('zelda')
        window.see('list item', re.compile('Ask about'))
        window.press('Return')
        window.see('label', re.compile('userName'), 'RollcallPersonAnswer')
        self.picture('12-ask')
        # Back to what was found, then out of it.
        window.press('Escape')
        window.press('Escape')
        window.wait_gone('list item', re.compile('Ask about'))

    def look_around(self):
        window = self.window
        window.page('Setup')
        self.picture('13-setup-steps')
        window.click(None, 'Keys', 'RollcallSetupPage')
        window.see('label', re.compile('At most two live keys'))
        self.picture('14-keys')
        window.page('Groups')
        window.wait_for(lambda root: len(window.rows('RollcallGroupsPage')) > 2, 'groups')
        group = window.rows('RollcallGroupsPage', 3)[2][0]
        window.click('label', group, 'RollcallGroupsPage')
        self.picture('15-groups')
        window.page('Activity')
        window.see('list item', None, 'RollcallActivityPage')
        self.picture('16-activity')
        # Hundreds of rows make each look at the window slow: the longest list comes last.
        window.page('Users')
        person = window.wait_for(lambda root: window.rows('RollcallUsersPage', 5)[4:], 'people')
        window.click('label', person[0][0], 'RollcallUsersPage')
        window.see('push button', 'Show Everything', 'RollcallUsersPage')
        self.picture('17-users')
        window.click('push button', 'Show Everything', 'RollcallUsersPage')
        window.see(None, 'RollcallDetailsPage')
        self.picture('18-person')
