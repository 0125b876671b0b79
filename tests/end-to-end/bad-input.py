# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever can be given wrong or break on the way, by the real programs: each time the exit code, a
message that says what, where and what to do, nothing lost, and no secret shown."""
import base64
import contextlib
import http.server
import json
import os
import resource
import socket
import sqlite3
import sys
import threading
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'cli'))
import cli  # noqa: E402
import support  # noqa: E402

FOREIGN_KEY = 'somebody-elses-SECRET-0123456789'


class StandIn(http.server.ThreadingHTTPServer):
    """A SCIM server of one person that answers as it is told to: `how` is a status, or a word."""

    daemon_threads = True

    def __init__(self):
        super().__init__(('127.0.0.1', 0), Handler)
        self.how = 'well'
        self.requests = 0
        self.base_url = f'http://127.0.0.1:{self.server_port}/scim'
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        self.server.requests += 1
        how = self.server.how
        if how == 'endless':
            self.endless()
        elif how == 'html':
            self.answer(200, b'<!DOCTYPE html><title>Sign in</title>', 'text/html')
        elif how == 'cut':
            self.send_response(200)
            self.send_header('Content-Type', 'application/scim+json')
            self.send_header('Content-Length', '1000')
            self.end_headers()
            self.wfile.write(b'{"Resources": [')
            self.close_connection = True
        elif isinstance(how, int):
            body = {'schemas': [support.ERROR], 'status': str(how),
                    'detail': 'said with ' + self.headers.get('Authorization', '')}
            self.answer(how, json.dumps(body).encode(), retry_after='0')
        else:
            self.well()

    def well(self):
        path = urllib.parse.urlsplit(self.path).path
        found = []
        if path.endswith('/Users'):
            found = [{'schemas': [support.CORE], 'id': '1', 'userName': 'ada@example.com',
                      'active': True}]
        if path.endswith(('/Users', '/Groups')):
            self.answer(200, json.dumps({'schemas': [support.LIST], 'totalResults': len(found),
                                         'startIndex': 1, 'itemsPerPage': len(found),
                                         'Resources': found}).encode())
        else:
            self.answer(404, b'{}')

    def answer(self, status, body, kind='application/scim+json', retry_after=None):
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        if retry_after:
            self.send_header('Retry-After', retry_after)
        self.end_headers()
        self.wfile.write(body)

    def endless(self):
        self.send_response(200)
        self.send_header('Content-Type', 'application/scim+json')
        self.send_header('Connection', 'close')
        self.end_headers()
        piece = b'{"userName": "' + b'x' * 65536 + b'"},'
        with contextlib.suppress(OSError):
            self.wfile.write(b'{"Resources": [')
            for _ in range(20000):
                self.wfile.write(piece)
        self.close_connection = True

    def log_message(self, *words):
        pass


def secrets_in(text, *secrets):
    """Those of the secrets that stand in the text, plainly or in base64."""
    return [secret for secret in secrets
            if secret in text or base64.b64encode(secret.encode()).decode()[:-4] in text]


def check(tap, done, code, name, *pieces, secrets=(FOREIGN_KEY,)):
    cli.expect(tap, done, code, name, *pieces, where='err')
    text = done.stdout + done.stderr
    tap.ok(not secrets_in(text, *secrets) and 'rollcallctl: ' in text, 'and no secret is shown',
           text)


def servers(tap, home):
    stand_in = StandIn()
    home.write('key', FOREIGN_KEY + '\n')
    home.run('connection', 'add', 'Other', 'scim:' + stand_in.base_url, '--key-file', 'key')
    cli.expect(tap, home.run('read', 'Other'), 0, 'a server that is well is read')
    cases = (
        ('html', 'HTML instead of JSON', ('web page',)),
        (401, '401', ('401', 'key')),
        (403, '403', ('403',)),
        (404, '404', ('404',)),
        (429, '429, however often it is tried', ('429',)),
        (500, '500', ('500',)),
        ('endless', 'a page that never ends', ('MB', )),
        ('cut', 'an answer that is cut off', ()),
    )
    for how, name, pieces in cases:
        stand_in.how = how
        done = home.run('read', 'Other', timeout=120)
        check(tap, done, 3, name, *pieces)
        tap.ok(stand_in.base_url.split('//')[1].split('/')[0] in done.stderr, 'it names the server',
               done.stderr)
        kept = home.run('users', 'Other', '--saved', '--format', 'json')
        tap.ok('ada@example.com' in kept.stdout, 'and what was read before is kept', kept)
        check(tap, home.run('compare', 'Other', 'counts:users=1'), 3, 'compare says so too')
    stand_in.how = 'well'
    before = stand_in.requests
    for scheme in ('http', 'https'):
        stand_in.how = 'html'
        done = home.run('connection', 'add', 'Page', f'{scheme}://127.0.0.1/', '--key-file', 'key')
        check(tap, done, 2, f'{scheme}: in place of scim:', 'scim:')
    tap.equal(stand_in.requests, before, 'nothing was sent for it')
    stand_in.shutdown()
    stand_in.server_close()
    check(tap, home.run('read', 'Other'), 3, 'a server that is gone', '127.0.0.1')


def addresses_and_keys(tap, home):
    stand_in = StandIn()
    home.write('key', FOREIGN_KEY + '\n')
    check(tap, home.run('counts', 'scim:http://scim.example.com/v2', '--key-file', 'key'), 3,
          'plain http beyond this computer', 'scim.example.com', 'https')
    check(tap, home.run('connection', 'add', 'Plain', 'scim:http://10.0.0.1/v2', '--key-file',
                        'key'), 3,
          'nor is it saved', '10.0.0.1', 'https')
    check(tap, home.run('counts', 'scim:nonsense', '--key-file', 'key'), 3, 'no address at all',
          'nonsense')
    with support.Service() as service:
        directory = service.create_directory('Acme')
        side = 'scim:' + directory.base_url
        wrong = directory.key[:10] + ('a' if directory.key[10] != 'a' else 'b') + directory.key[11:]
        home.write('cut', directory.key[:-5])
        home.write('typo', wrong)
        for name, words in (('cut', 'cut off'), ('typo', 'checksum')):
            done = home.run('counts', side, '--key-file', name)
            check(tap, done, 3, f'a key that is {name}', words, 'Nothing was sent',
                  secrets=(directory.key[:-5], wrong))
            done = home.run('counts', 'scim:' + stand_in.base_url,
                            environment={'ROLLCALL_KEY': directory.key[:-5]})
            check(tap, done, 3, 'likewise in the environment', 'ROLLCALL_KEY',
                  secrets=(directory.key[:-5],))
        tap.equal(stand_in.requests, 0, 'and nothing was sent')
        other = service.create_directory('Other')
        done = home.run('counts', side, environment={'ROLLCALL_KEY': other.key})
        check(tap, done, 3, 'another directory\'s key', '401', secrets=(other.key,))
        done = home.run('counts', 'scim:' + service.url + '/scim/directory/nowhere',
                        environment={'ROLLCALL_KEY': other.key})
        check(tap, done, 3, 'a directory that isn\'t there', secrets=(other.key,))
        done = home.run('counts', 'scim:' + service.url, environment={'ROLLCALL_KEY': other.key})
        check(tap, done, 3, 'the service\'s address in place of the directory\'s', '404',
              secrets=(other.key,))
        read = directory.admin('POST', '/keys', {'name': 'r', 'scope': 'read'}).json['secret']
        home.write('people.csv', cli.PEOPLE)
        done = home.run('provision', 'csv:people.csv', side,
                        environment={'ROLLCALL_TARGET_KEY': read})
        check(tap, done, 3, 'a key that may only read', '403', secrets=(read,))
        tap.equal(directory.scim('GET', '/Users').json['totalResults'], 0, 'and nobody was written')
    stand_in.shutdown()
    stand_in.server_close()


def files(tap, home):
    home.write('people.csv', cli.PEOPLE)
    home.run('connection', 'add', 'Office', 'csv:people.csv')
    home.run('read', 'Office')
    broken = (
        ('a broken quote', 'userName,title\r\nada@example.com,"open\r\n', ('line 2', 'quote')),
        ('a quote in the middle', 'userName\r\nada"x"\r\n', ('line 2', 'column 4')),
        ('a row without userName', 'userName,title\r\nada@example.com,x\r\n,y\r\n',
         ('line 3', 'userName')),
        ('no column userName', 'name,title\r\nAda,x\r\n', ('userName',)),
        ('another word for active', 'userName,active\r\nada@example.com,perhaps\r\n',
         ('line 2', 'perhaps')),
        ('an empty file', '', ('people.csv',)),
        ('a wrong encoding', 'userName,title\r\nzoë@example.com,x\r\n'.encode('latin-1'), ('UTF-8',
                                                                                           )),
    )
    for name, text, pieces in broken:
        home.write('people.csv', text)
        done = home.run('read', 'Office')
        check(tap, done, 3, name, 'people.csv', *pieces)
        kept = json.loads(home.run('counts', 'Office', '--saved', '--format', 'json').stdout)
        tap.equal(kept[0]['users']['total'], 4, 'the roll before is kept')
    os.unlink(home.path('people.csv'))
    check(tap, home.run('read', 'Office'), 3, 'a file that is gone', 'people.csv')
    home.write('twice.csv', cli.PEOPLE + cli.PEOPLE.splitlines()[1] + '\r\n')
    home.write('people.csv', cli.PEOPLE)
    report = json.loads(home.run('compare', 'csv:twice.csv', 'csv:people.csv', '--format',
                                 'json').stdout)
    tap.equal([(e['key'], e['reason']) for e in report['users']['missing']],
              [('ada@example.com', 'duplicate_at_source')] * 2,
              'somebody twice in the file is said so')
    home.write('utf16.csv', cli.PEOPLE.encode('utf-16'))
    done = home.run('compare', 'csv:utf16.csv', 'csv:people.csv', '--strict')
    cli.expect(tap, done, 0, 'UTF-16 is read as well')


def no_keyring(tap, home):
    nobody = {'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nowhere/bus'}
    before = home.run('directory', 'list', '--format', 'json').stdout
    done = home.run('directory', 'create', 'Lost', '--connection', 'Lost', environment=nobody)
    check(tap, done, 1, 'no keyring', 'No keyring answers', 'never in a file', 'GNOME Keyring')
    tap.equal(home.run('directory', 'list', '--format', 'json').stdout, before,
              'no directory was made')
    home.write('key', FOREIGN_KEY)
    done = home.run('connection', 'add', 'Lost', 'scim:https://acme.example/', '--key-file', 'key',
                    environment=nobody)
    check(tap, done, 1, 'no keyring for a connection', 'No keyring answers')
    cli.expect(tap, home.run('connection', 'show', 'Lost'), 1, 'none was saved')
    done = home.run('directory', 'create', 'Printed', environment=nobody)
    cli.expect(tap, done, 0, 'without --connection no keyring is needed', 'shown this once')


def limited(size):
    """As preexec_fn: no file may grow beyond `size`, which to a program is a full disk."""
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


def run_limited(home, size, *words):
    """SIGXFSZ stays ignored, as Python has it, so that writing fails rather than kills."""
    process = home.popen(*words, preexec_fn=limited(size), restore_signals=False)
    out, err = process.communicate(timeout=120)
    process.args = words
    process.stdout, process.stderr = out, err
    return process


def disk_full(tap, home):
    home.write('people.csv', cli.PEOPLE)
    home.write('many.csv', cli.PEOPLE + ''.join(
        f'p{n}@example.com,x{n},P,{n},P {n},,true,p{n}@example.com,Maths\r\n' for n in range(5000)))
    home.run('connection', 'add', 'Growing', 'csv:people.csv')
    home.run('read', 'Growing')
    os.replace(home.path('many.csv'), home.path('people.csv'))
    check(tap, run_limited(home, 300000, 'read', 'Growing'), 3,
          'a disk that is full while reading', 'full')
    kept = json.loads(home.run('counts', 'Growing', '--saved', '--format', 'json').stdout)
    tap.equal(kept[0]['users']['total'], 4, 'the roll before is kept')
    check(tap, run_limited(home, 20000, 'read', 'csv:people.csv', '--output', 'full.jsonl'), 3,
          'while reading a file that isn\'t saved')
    done = run_limited(home, 100, 'connection', 'add', 'More', 'csv:people.csv')
    check(tap, done, 1, 'while saving a connection', 'connections.ini', 'as they were')
    names = {c['name'] for c in json.loads(home.run('connection', 'list', '--format',
                                                    'json').stdout)}
    tap.ok('Growing' in names and 'More' not in names, 'those that were saved are', names)
    home.write('people.csv', cli.PEOPLE)


def disk_full_of_the_service(tap, home):
    before = home.run('directory', 'list', '--format', 'json').stdout
    home.end_service()
    check(tap, run_limited(home, 2000, 'directory', 'create', 'Full'), 3,
          'a service that starts on a full disk', 'didn\'t start', 'full', 'free some room')
    check(tap, run_limited(home, 40000, 'directory', 'create', 'Full'), 3,
          'and one whose disk fills up', '507', 'nothing was written')
    home.end_service()
    tap.equal(home.run('directory', 'list', '--format', 'json').stdout, before,
              'afterwards everything is as it was')


def service_data(home):
    return os.path.join(home.environment['XDG_DATA_HOME'], 'rollcall-directory')


def databases(folder):
    for path, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(path, name), 'rb') as file:
                if file.read(16) == b'SQLite format 3\0':
                    yield os.path.join(path, name)


@contextlib.contextmanager
def newer(folder):
    """The databases of a folder, as if a program of next year had written them."""
    before = {}
    for path in databases(folder):
        with contextlib.closing(sqlite3.connect(path)) as database:
            before[path] = database.execute('PRAGMA user_version').fetchone()[0]
            database.execute('PRAGMA user_version = 9999')
            database.commit()
    yield before
    for path, version in before.items():
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute(f'PRAGMA user_version = {version}')
            database.commit()


def newer_versions(tap, home):
    before = home.run('directory', 'list', '--format', 'json').stdout
    home.end_service()
    with newer(service_data(home)) as found:
        tap.ok(found, 'the service has a database')
        check(tap, home.run('directory', 'list'), 3, 'data of a newer service', 'newer')
    tap.equal(home.run('directory', 'list', '--format', 'json').stdout, before,
              'nothing was changed')
    rolls = os.path.join(home.environment['XDG_DATA_HOME'], 'rollcall', 'rolls')
    with newer(rolls) as found:
        tap.ok(found, 'a saved connection has a roll')
        check(tap, home.run('counts', 'Growing', '--saved'), 3, 'a roll of a newer version',
              'newer')
        check(tap, home.run('read', 'Growing'), 3, 'which isn\'t written over', 'newer')
    cli.expect(tap, home.run('counts', 'Growing', '--saved'), 0, 'it is as it was')
    path = os.path.join(home.environment['XDG_CONFIG_HOME'], 'rollcall', 'connections.ini')
    with open(path, encoding='utf-8') as file:
        text = file.read()
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text.replace('version=1', 'version=2'))
    check(tap, home.run('connection', 'list'), 1, 'connections of a newer version', 'newer',
          'connections.ini')
    check(tap, home.run('connection', 'add', 'X', 'counts:users=1'), 1, 'which aren\'t added to',
          'newer')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def port_taken(tap, home):
    home.run('directory', 'create', 'Reached', '--connection', 'Reached')
    shown = json.loads(home.run('directory', 'show', 'Reached', '--format', 'json').stdout)
    port = urllib.parse.urlsplit(shown['base_url']).port
    home.end_service()
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(('127.0.0.1', port))
        taken.listen()
        done = home.run('directory', 'show', 'Reached')
        cli.expect(tap, done, 0, 'the port taken: the service runs on its socket',
                   shown['base_url'],
                   'another program has this service\'s port')
        check(tap, home.run('counts', 'Reached'), 3, 'and can\'t be read', 'port',
              shown['base_url'],
              'end that program')
        home.end_service()
    cli.expect(tap, home.run('counts', 'Reached'), 0,
               'the port free again: the same base URL works')


def main():
    with support.Tap() as tap, cli.Cli() as home:
        for part in (servers, addresses_and_keys, files, no_keyring, disk_full,
                     disk_full_of_the_service, newer_versions, port_taken):
            part(tap, home)


if __name__ == '__main__':
    main()
