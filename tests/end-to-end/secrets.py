# SPDX-License-Identifier: GPL-3.0-or-later
"""The key is nowhere but in the keyring: after a run like the story's, every file that it wrote,
all its output, and the command lines and environments of its processes while they ran are searched
for the keys, plainly and in base64, hex and UTF-16."""
import base64
import json
import os
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'cli'))
import cli  # noqa: E402
import support  # noqa: E402


def forms(secret):
    """The bytes in which a secret could stand somewhere."""
    text = secret.encode()
    found = {'plain': text, 'plain without its prefix': text[4:], 'hex': text.hex().encode(),
             'HEX': text.hex().upper().encode(), 'UTF-16 LE': secret.encode('utf-16-le'),
             'UTF-16 BE': secret.encode('utf-16-be')}
    for shift in range(3):
        # What stands before and behind changes the outermost characters; those are left out.
        whole = base64.b64encode(b'\0' * shift + text + b'\0' * 3)
        begin = (0, 2, 3)[shift]
        end = (shift + len(text)) * 8 // 6
        found[f'base64, shifted by {shift}'] = whole[begin:end]
        found[f'base64url, shifted by {shift}'] = whole[begin:end].translate(
            bytes.maketrans(b'+/', b'-_'))
    return found


class Watcher(threading.Thread):
    """Keeps looking at command lines and environments of the processes that live in our home."""

    def __init__(self, home):
        super().__init__(daemon=True)
        self.home = home.encode()
        self.seen = {}
        self.done = threading.Event()

    def look(self, process):
        try:
            with open(f'/proc/{process}/environ', 'rb') as file:
                environment = file.read()
            if self.home not in environment:
                return
            with open(f'/proc/{process}/cmdline', 'rb') as file:
                self.seen.setdefault(file.read() + b'\0\0' + environment, process)
        except OSError:
            pass

    def run(self):
        while not self.done.is_set():
            for process in filter(str.isdigit, os.listdir('/proc')):
                self.look(process)
            time.sleep(0.005)

    def stop(self):
        self.done.set()
        self.join()
        return self.seen


def written_files(home, left_out):
    for folder, folders, names in os.walk(home):
        folders[:] = [f for f in folders if os.path.join(folder, f) != left_out]
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, 'rb') as file:
                    yield path, file.read()


def search(secrets, *places):
    """(which secret, in which form, where) for everything that is found."""
    for where, data in places:
        for name, secret in secrets.items():
            for form, needle in forms(secret).items():
                if needle in data:
                    yield name, form, where


def story(home):
    """The commands of the story, and some that fail; all they print."""
    commands = (
        'directory create Rehearsal --connection Rehearsal', 'directory list', 'key list Rehearsal',
        'provision csv:people.csv Rehearsal --as entra --dry-run --format json',
        'provision csv:people.csv Rehearsal --as entra', 'compare csv:people.csv Rehearsal',
        'compare csv:people.csv Rehearsal --format json', 'users Rehearsal --format csv',
        'read Rehearsal --output roll.jsonl', 'read Rehearsal --output -', 'connection list',
        'connection show Rehearsal --format json', 'activity Rehearsal --format json --limit 1000',
        'key new Rehearsal --connection Rehearsal', 'key list Rehearsal --format json',
        'provision csv:later.csv Rehearsal', 'connection test Rehearsal',
        'compare Rehearsal nobody',
        'users Rehearsal --filter nonsense', 'key new Rehearsal --connection Rehearsal',
    )
    for command in commands:
        done = home.run(*command.split(), environment={'G_MESSAGES_DEBUG': 'all'})
        yield f'rollcallctl {command}', (done.stdout + done.stderr).encode(), done.returncode


def look_up(uuid, kind):
    program = os.path.join(support.BUILD_ROOT, 'tests', 'end-to-end', 'print-secret')
    return subprocess.run([program, uuid, kind], capture_output=True, text=True, check=True,
                          timeout=30).stdout


def test_the_search(tap):
    secret = 'rcd_' + 'aZ09' * 12 + 'x'
    for form, needle in forms(secret).items():
        found = {f for _, f, _ in search({'key': secret}, ('here',
                                                           b'before ' + needle + b' behind'))}
        tap.ok(form in found, f'the search finds {form}')
    for shift in range(3):
        text = base64.b64encode(b'x' * shift + f'Bearer {secret}, and more'.encode())
        tap.ok(list(search({'key': secret}, ('here', text))),
               f'and base64 in a longer text, {shift}')
    tap.ok(not list(search({'key': secret}, ('here', secret[:20].encode()))),
           'and not what isn\'t one')


def main():
    with support.Tap() as tap, cli.Cli() as home:
        test_the_search(tap)
        home.environment['TMPDIR'] = home.path('tmp')
        os.mkdir(home.path('tmp'))
        home.write('people.csv', cli.PEOPLE)
        home.write('later.csv', cli.PEOPLE.replace('Countess', 'Duchess'))
        watcher = Watcher(home.home)
        watcher.start()
        outputs = list(story(home))
        codes = [code for _, _, code in outputs]
        tap.equal(codes[:15], [0] * 15, 'the story runs')
        home.end_service()
        seen = watcher.stop()
        uuid = json.loads(home.run('connection', 'show', 'Rehearsal', '--format',
                                   'json').stdout)['uuid']
        secrets = {kind: look_up(uuid, kind) for kind in ('key', 'provision-key')}
        tap.ok(all(len(secret) == 53 for secret in secrets.values()), 'the keyring holds both keys')
        home.end_service()

        keyring = os.path.join(home.environment['XDG_DATA_HOME'], 'keyrings')
        files = list(written_files(home.home, keyring))
        tap.ok(len(files) > 5 and any('directory.log' in path for path, _ in files),
               f'{len(files)} files were written', [path for path, _ in files])
        tap.equal(list(search(secrets, *files)), [], 'no key in any of them')
        printed = [(command, text) for command, text, _ in outputs]
        tap.equal(list(search(secrets, *printed)), [], 'none in what was printed and logged')
        tap.ok(any(b'rollcallctl' in data for data in seen)
               and any(b'rollcall-directory' in data for data in seen),
               f'{len(seen)} processes were looked at', list(seen.values()))
        looked_at = [(f'process {process}', data) for data, process in seen.items()]
        tap.equal(list(search(secrets, *looked_at)), [], 'none in a command line or an environment')


if __name__ == '__main__':
    main()
