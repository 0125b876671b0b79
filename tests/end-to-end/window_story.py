# SPDX-License-Identifier: GPL-3.0-or-later
"""The story that Rollcall is for, told through the window: a directory is made, its URL and key are
copied once, Entra's test arrives, people are provisioned, both sides are compared, somebody tampers
and is found out. script/run tells it and keeps a picture of each page; the test `window-story`
asserts every step of it. A step that doesn't come out as it should raises."""
import os
import re
import subprocess
import time

import support
import window_support
from window_entra import Entra, save_people, tamper, write_people
from window_support import clipboard

DIRECTORY = 'Practice directory'
HOST = '127.0.0.1'


class Story:
    """One telling. `say` is given a sentence before each step, `picture` the name of what is on the
    screen after it."""

    def __init__(self, say, picture, people=60, groups=8):
        self.say = say
        self.picture = picture
        self.folder = os.environ['HOME']
        self.csv = os.path.join(self.folder, 'people.csv')
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
        ('look_around', 'They look around: a person, a group, what happened, the steps, the keys.'),
        ('somebody_tampers', 'Then somebody changes the directory behind everyone’s back. Rollcall '
                             'names who differs, and why.'),
        ('ask', 'They ask for somebody who never came, and are answered in a sentence.'),
    )

    def tell(self):
        """All steps; gives what was counted at the end as lines."""
        with self.window:
            for name, sentence in self.STEPS:
                self.say(sentence)
                getattr(self, name)()
            return self.counted

    # The steps

    def welcome(self):
        self.window.see('heading', 'Do both sides match?')
        self.picture('01-welcome')

    def make_directory(self):
        window = self.window
        window.click('push button', 'New Directory…')
        window.see('dialog', 'New Directory')
        window.type_into('Name', DIRECTORY)
        self.picture('02-new-directory')
        window.click('push button', 'Create')

    def copy_once(self):
        window = self.window
        window.see_text('This key is shown once', seconds=30)
        window.choose('Identity provider', 'Microsoft Entra ID')
        self.base_url = self.copied('Tenant URL')
        self.picture('03-copy-once')
        shown = '\n'.join(window.texts())
        self.key = self.copied('Secret token')
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
        self.entra = Entra(self.base_url, self.key)
        self.entra.test_connection()
        window.see_text(re.compile('Test Connection arrived'))
        self.picture('04-test-arrived')
        window.click('push button', 'Done')
        window.wait_gone('dialog')

    def people_arrive(self):
        window = self.window
        window.see('list item', DIRECTORY)
        self.picture('05-overview-empty')
        self.entra.provision(self.people)
        window.wait_for(self.sidebar_says(DIRECTORY, len(self.people), self.group_count),
                        'the counts in the sidebar', 60)
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
                             f'{self.group_count} groups', seconds=60)
        self.picture('07-overview-match')

    def look_around(self):
        window = self.window
        window.page('Users')
        window.wait_for(lambda root: len(window.rows('RollcallUsersPage')) > 10, 'people', 30)
        self.picture('08-users')
        window.page('Groups')
        window.wait_for(lambda root: len(window.rows('RollcallGroupsPage')) >= self.group_count,
                        'groups', 30)
        self.picture('10-groups')
        window.page('Activity')
        window.see_text(re.compile('Test Connection'))
        self.picture('11-activity')
        window.page('Setup')
        self.picture('12-setup')

    def somebody_tampers(self):
        window = self.window
        self.tampered = tamper(self.entra, self.people)
        window.page('Overview')
        window.click('push button', 'Read Both Sides Again')
        window.see_text(re.compile('Both sides differ: 3 missing'), seconds=60)
        self.picture('15-overview-differs')
        window.page('Compare')
        vanished, changed, deactivated = self.tampered
        for person in (*vanished, *changed, deactivated):
            window.see_text(re.compile(re.escape(person['displayName'])))
        self.picture('16-compare')

    def ask(self):
        self.entra.fail('zoe')
        window = self.window
        window.press('ctrl+k')
        window.write('zoe')
        window.see_text(re.compile('userName', re.I), seconds=30)
        self.picture('17-ask')
        window.press('Escape')
