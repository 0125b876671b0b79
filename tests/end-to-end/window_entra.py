# SPDX-License-Identifier: GPL-3.0-or-later
"""Entra's part in a story: the requests that its provisioning service sends, with the key and the
URL that the administrator copied out of the window.

    entra = Entra(base_url, key)
    entra.test_connection()
    entra.provision(read_people('people.csv'))
"""
import csv
import http.client
import json
import os
import subprocess
import time
import urllib.parse
import uuid

import support

PHONE = 'phoneNumbers[type eq "work"].value'
STRANGERS = ('Ivy Intruder', 'Otto Outsider', 'Gwen Guest', 'Felix Foreigner')
# How long a connection without requests is used again.
IDLE_SECONDS = 10
MAIL = 'emails[type eq "work"].value'


def write_people(path, count=60, groups=8, *options):
    """An organisation's export, the same for the same numbers; its rows."""
    with open(path, 'wb') as file:
        subprocess.run([os.path.join(support.SOURCE_ROOT, 'script', 'generate-people'), '--people',
                        str(count), '--groups', str(groups), *options], stdout=file, check=True)
    return read_people(path)


def read_people(path):
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def save_people(path, people):
    with open(path, 'w', encoding='utf-8', newline='') as file:
        writer = csv.DictWriter(file, people[0].keys())
        writer.writeheader()
        writer.writerows(people)


class Entra:
    """A provisioning job with its settings."""

    def __init__(self, base_url, key):
        parts = urllib.parse.urlsplit(base_url)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        self.path = parts.path
        self.key = key
        self.ids = {}
        self.used = time.monotonic()

    def send(self, method, path, body=None, expect=(200, 201, 204)):
        """One request on the job's connection; what was answered, as JSON."""
        headers = {'Authorization': f'Bearer {self.key}', 'Accept': 'application/scim+json',
                   'Content-Type': 'application/scim+json; charset=utf-8'}
        # The service closes a connection that was idle for a while.
        if time.monotonic() - self.used > IDLE_SECONDS:
            self.connection.close()
        self.used = time.monotonic()
        self.connection.request(method, self.path + path, json.dumps(body) if body else None,
                                headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if expect and answer.status not in expect:
            raise AssertionError(f'{method} {path}: {answer.status} {text[:500]!r}')
        return json.loads(text) if text else None

    def find(self, kind, attribute, value, more=''):
        found = urllib.parse.quote(f'{attribute} eq "{value}"', safe='')
        answer = self.send('GET', f'/{kind}?{more}filter={found}')
        return answer['Resources'][0] if answer.get('totalResults') else None

    def test_connection(self, expect=(200,)):
        """What the button Test Connection sends: look-ups of somebody who can't be there."""
        for kind, attribute, more in (('Users', 'userName', ''),
                                      ('Groups', 'displayName', 'excludedAttributes=members&')):
            found = urllib.parse.quote(f'{attribute} eq "{uuid.uuid4()}"', safe='')
            self.send('GET', f'/{kind}?{more}filter={found}', expect=expect)

    def patch(self, kind, identifier, op, path, value):
        self.send('PATCH', f'/{kind}/{identifier}', {
            'schemas': [support.PATCH],
            'Operations': [{'op': op, 'path': path, 'value': value}]})

    def create(self, person):
        """Looks for a person, and creates whom it doesn't find."""
        name = person['userName']
        found = self.find('Users', 'userName', name)
        if found is None:
            found = self.send('POST', '/Users', {
                'schemas': [support.CORE, support.ENTERPRISE],
                'externalId': person['externalId'],
                'userName': name,
                'active': person['active'] == 'true',
                'displayName': person['displayName'],
                'title': person['title'],
                'preferredLanguage': person['preferredLanguage'],
                'emails': [{'primary': True, 'type': 'work', 'value': person[MAIL]}],
                'phoneNumbers': [{'primary': True, 'type': 'work', 'value': person[PHONE]}],
                'meta': {'resourceType': 'User'},
                'name': {'formatted': person['displayName'],
                         'familyName': person['name.familyName'],
                         'givenName': person['name.givenName']},
                support.ENTERPRISE: {
                    'employeeNumber': person[support.ENTERPRISE + ':employeeNumber'],
                    'department': person[support.ENTERPRISE + ':department']},
            })
        self.ids[name] = found['id']

    def create_group(self, name, members):
        group = self.find('Groups', 'displayName', name, 'excludedAttributes=members&')
        if group is None:
            group = self.send('POST', '/Groups', {
                'schemas': [support.GROUP,
                            'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/'
                            'Group'],
                'externalId': str(uuid.uuid5(uuid.NAMESPACE_DNS, name)),
                'displayName': name,
                'meta': {'resourceType': 'Group'}})
        for start in range(0, len(members), 20):
            self.patch('Groups', group['id'], 'Add', 'members',
                       [{'value': self.ids[member]} for member in members[start:start + 20]])

    def provision(self, people):
        """A first cycle: people, then their managers, then groups with their members."""
        for person in people:
            self.create(person)
        manager = support.ENTERPRISE + ':manager'
        for person in people:
            if person[manager + '.value']:
                self.patch('Users', self.ids[person['userName']], 'Add', manager,
                           self.ids[person[manager + '.value']])
        groups = {}
        for person in people:
            for name in filter(None, person['groups'].split(';')):
                groups.setdefault(name, []).append(person['userName'])
        for name, members in sorted(groups.items()):
            self.create_group(name, members)

    def fail(self, person, times=3):
        """Tries to create somebody without a user name, as a broken mapping does."""
        for _ in range(times):
            self.find('Users', 'externalId', person)
            self.send('POST', '/Users', {'schemas': [support.CORE], 'externalId': person,
                                         'displayName': person, 'active': True}, expect=(400,))


def tamper(entra, people):
    """Changes a directory behind everyone's back, so that the counts still match: three vanish, two
    change, one is deactivated, four strangers come. Who vanished, changed, was deactivated."""
    staff = [person for person in people if not person['title'].startswith('Head of')]
    vanished, changed, deactivated = staff[3:6], staff[8:10], staff[12]
    for person in vanished:
        entra.send('DELETE', f'/Users/{entra.ids[person["userName"]]}')
    entra.patch('Users', entra.ids[changed[0]['userName']], 'replace', 'title',
                'Chief of Everything')
    entra.patch('Users', entra.ids[changed[1]['userName']], 'replace', 'name.familyName',
                'Newlywed')
    entra.patch('Users', entra.ids[deactivated['userName']], 'replace', 'active', False)
    for name in STRANGERS:
        entra.send('POST', '/Users', {
            'schemas': [support.CORE], 'displayName': name, 'active': True,
            'userName': name.lower().replace(' ', '.') + '@elsewhere.example'})
    return vanished, changed, deactivated


def rollcallctl(*words, expect=0):
    """What rollcallctl prints in this home, read as JSON if asked for as such."""
    done = subprocess.run([support.program('rollcallctl'), *words], capture_output=True, text=True,
                          timeout=120, check=False, stdin=subprocess.DEVNULL)
    if done.returncode != expect:
        raise AssertionError(f'rollcallctl {" ".join(words)}: {done.returncode}\n{done.stderr}')
    return json.loads(done.stdout) if '--format' in words else done.stdout


def seed(name='Practice directory', people=60, groups=8, source='Personnel'):
    """A home in which the story was told already: a saved directory with people in it and the
    export they came from, compared once. Entra with a key of its own, and the people."""
    path = os.path.join(os.environ['HOME'], 'people.csv')
    everybody = write_people(path, people, groups)
    rollcallctl('directory', 'create', name, '--connection', name)
    made = rollcallctl('key', 'new', name, '--name', 'Entra', '--format', 'json')
    shown = rollcallctl('directory', 'show', name, '--format', 'json')
    entra = Entra(shown['base_url'], made['secret'])
    entra.provision(everybody)
    if source:
        rollcallctl('connection', 'add', source, 'csv:' + path)
        rollcallctl('compare', source, name)
    return entra, everybody
