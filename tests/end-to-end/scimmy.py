# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads SCIMMY, a SCIM server that others wrote, with rollcallctl: the right counts, and its faults
said. tests/peers/README.md tells how it behaves: it lists the first twenty whatever a URL asks for,
and its locations are relative."""

import json
import os
import shutil
import signal
import subprocess
import tempfile

import support

PEERS = support.test_file('peers')
KEY = 'scimmy-peer-key'
PEOPLE = 53
GROUPS = 7


class Scimmy:
    """The peer on a free port, for as long as the `with` lasts."""

    def __init__(self, *options):
        self.process = subprocess.Popen(
            ['node', 'scimmy-server.js', *options], cwd=PEERS, stdout=subprocess.PIPE,
            env={**os.environ, 'SCIMMY_KEY': KEY})
        self.url = json.loads(self.process.stdout.readline())['url']

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(support.TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def post(self, path, body):
        answer = support.request(self.url + path, 'POST', body,
                                 {'Authorization': f'Bearer {KEY}'})
        assert answer.status == 201, answer
        return answer.json

    def fill(self, people, groups):
        """Every tenth person is inactive; group n holds the first n people."""
        ids = [self.post('/Users', {
            'schemas': [support.CORE],
            'userName': f'person{n}@x.example',
            'displayName': f'Person {n}',
            'active': n % 10 != 0,
            'emails': [{'type': 'work', 'value': f'person{n}@x.example'}],
        })['id'] for n in range(1, people + 1)]
        for n in range(1, groups + 1):
            self.post('/Groups', {
                'schemas': [support.GROUP],
                'displayName': f'Group {n}',
                'members': [{'value': id, 'type': 'User'} for id in ids[:n]],
            })


def rollcallctl(home, *arguments, key=KEY):
    environment = {
        'PATH': os.environ['PATH'],
        'HOME': home,
        'XDG_DATA_HOME': os.path.join(home, 'data'),
        'XDG_CONFIG_HOME': os.path.join(home, 'config'),
        'XDG_RUNTIME_DIR': os.path.join(home, 'run'),
        'ROLLCALL_SOURCE_KEY': key,
        'ROLLCALL_KEY': key,
    }
    for name in ('ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS'):
        if name in os.environ:
            environment[name] = os.environ[name]
    return subprocess.run([support.program('rollcallctl'), *arguments], env=environment,
                          capture_output=True, text=True, timeout=120)


def read_counts(tap, home, url, name):
    result = rollcallctl(home, 'counts', f'scim:{url}', '--format', 'json')
    if not tap.ok(result.returncode == 0, f'{name}: counts', result.stdout + result.stderr):
        return None, {}
    counts = json.loads(result.stdout)
    if isinstance(counts, list):
        counts = counts[0]
    return counts, {fault['code']: fault['count'] for fault in counts['faults']}


def check_counts(tap, counts, name):
    users = counts['users']
    tap.equal(users['total'], PEOPLE, f'{name}: people')
    active = users.get('active', users.get('expected'))
    tap.equal(active, PEOPLE - PEOPLE // 10, f'{name}: of them active')
    tap.equal(counts['groups']['total'], GROUPS, f'{name}: groups')
    tap.equal(counts['memberships']['total'], GROUPS * (GROUPS + 1) // 2, f'{name}: memberships')


def main():
    if shutil.which('node') is None or not os.path.isdir(os.path.join(PEERS, 'node_modules')):
        with support.Tap() as tap:
            tap.skip('SCIMMY', 'node or its packages are not installed')
        return

    home = tempfile.mkdtemp(prefix='rollcall-')
    os.mkdir(os.path.join(home, 'run'), 0o700)
    try:
        with support.Tap() as tap:
            with Scimmy() as peer:
                peer.fill(PEOPLE, GROUPS)
                counts, faults = read_counts(tap, home, peer.url, 'as it is')
                if counts is not None:
                    check_counts(tap, counts, 'as it is')
                    tap.ok('ignored_paging' in faults, 'as it is: ignored paging is said', faults)
                    tap.equal(faults.get('relative_location'), PEOPLE + GROUPS,
                              'as it is: relative locations are said')
                    tap.equal(sorted(faults), ['ignored_paging', 'relative_location'],
                              'as it is: and nothing else')

                wrong = rollcallctl(home, 'counts', f'scim:{peer.url}', key='another-key')
                tap.equal(wrong.returncode, 3, 'a wrong key: could not read')
                tap.ok('another-key' not in wrong.stdout + wrong.stderr, 'a wrong key is not shown',
                       wrong.stderr)

            with Scimmy('--paged') as peer:
                peer.fill(PEOPLE, GROUPS)
                counts, faults = read_counts(tap, home, peer.url, 'paged')
                if counts is not None:
                    check_counts(tap, counts, 'paged')
                    tap.ok('duplicate_resource' not in faults and 'wrong_total' not in faults,
                           'paged: starting over at the end brings nobody twice', faults)
    finally:
        shutil.rmtree(home)


if __name__ == '__main__':
    main()
