# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: a real rollcall-directory in a private folder, the
administration API over its socket, SCIM over TCP, and TAP on standard output.

    with support.Service() as service, support.Tap() as tap:
        directory = service.create_directory('Acme')
        answer = directory.scim('POST', '/Users', {...})
        tap.ok(answer.status == 201, 'a user is created', answer)

Every wait has an end, and only processes that were started here are ended.
"""
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

BUILD_ROOT = os.environ.get('BUILD_ROOT', os.path.abspath('build'))
SOURCE_ROOT = os.environ.get('SOURCE_ROOT',
                             os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..')))
TIMEOUT = 30

CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'
GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'


def program(name):
    """The path of one of our programs in the build."""
    return os.path.join(BUILD_ROOT, 'src', name)


def test_file(*parts):
    """The path of a file below tests/."""
    return os.path.join(SOURCE_ROOT, 'tests', *parts)


class Tap:
    """Prints TAP; leaves with status 1 if anything was not ok."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def ok(self, condition, name, detail=None):
        self.count += 1
        if not condition:
            self.failed += 1
        print(f'{"ok" if condition else "not ok"} {self.count} - {name}')
        if not condition and detail is not None:
            for line in str(detail).splitlines() or ['']:
                print(f'# {line[:2000]}')
        sys.stdout.flush()
        return bool(condition)

    def equal(self, found, wanted, name):
        return self.ok(found == wanted, name, f'found  {found!r}\nwanted {wanted!r}')

    def skip(self, name, why):
        self.count += 1
        print(f'ok {self.count} - {name} # SKIP {why}', flush=True)

    def note(self, text):
        for line in str(text).splitlines():
            print(f'# {line}', flush=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        print(f'1..{self.count}', flush=True)
        if kind is None and self.failed > 0:
            sys.exit(1)


class Answer:
    """What a server answered: status, headers in lower case, body, and the body as JSON."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body
        try:
            self.json = json.loads(body) if body else None
        except ValueError:
            self.json = None

    def __str__(self):
        return f'{self.status} {self.headers}\n{self.body[:2000].decode(errors="replace")}'


class SocketConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path, timeout=TIMEOUT):
        super().__init__('localhost', timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def exchange(connection, method, path, body=None, headers=None):
    """One request on an open connection. A body that isn't bytes is sent as JSON."""
    headers = dict(headers or {})
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body).encode()
    if body is not None:
        headers.setdefault('Content-Type', 'application/scim+json')
    connection.request(method, path, body=body, headers=headers)
    response = connection.getresponse()
    return Answer(response.status, {k.lower(): v for k, v in response.getheaders()},
                  response.read())


def request(url, method, body=None, headers=None, timeout=TIMEOUT):
    """One request to a plain http URL on a connection of its own."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)
    path = parts.path or '/'
    if parts.query:
        path += '?' + parts.query
    try:
        return exchange(connection, method, path, body, headers)
    finally:
        connection.close()


def raw(address, data, timeout=5, half_close=False):
    """Sends bytes, reads until the server closes or is silent: (bytes read, whether it closed)."""
    found = b''
    with socket.create_connection(address, timeout=TIMEOUT) as connection:
        connection.settimeout(timeout)
        connection.sendall(data)
        if half_close:
            connection.shutdown(socket.SHUT_WR)
        while True:
            try:
                piece = connection.recv(65536)
            except socket.timeout:
                return found, False
            except ConnectionResetError:
                return found, True
            if not piece:
                return found, True
            found += piece


class Directory:
    """A directory in a service, with its first key."""

    def __init__(self, service, made):
        self.service = service
        self.made = made
        self.id = made['id']
        self.base_url = made['base_url']
        self.key = made['key']['secret']
        self.key_id = made['key']['id']

    def scim(self, method, path, body=None, headers=None, key=None):
        """A SCIM request with the directory's key, or another; an empty one sends none."""
        headers = dict(headers or {})
        key = self.key if key is None else key
        if key:
            headers['Authorization'] = 'Bearer ' + key
        return request(self.base_url + path, method, body, headers)

    def admin(self, method, path='', body=None):
        return self.service.admin(method, f'/directories/{self.id}{path}', body)

    def create_user(self, name, **more):
        body = {'schemas': [CORE], 'userName': name, 'active': True, **more}
        answer = self.scim('POST', '/Users', body)
        assert answer.status == 201, answer
        return answer.json['id']

    def create_group(self, name, members=()):
        body = {'schemas': [GROUP], 'displayName': name,
                'members': [{'value': member} for member in members]}
        answer = self.scim('POST', '/Groups', body)
        assert answer.status == 201, answer
        return answer.json['id']

    def activity(self, after=0, **parameters):
        """The items behind a cursor, and the next cursor."""
        query = urllib.parse.urlencode({'after': after, **parameters})
        answer = self.admin('GET', f'/activity?{query}')
        assert answer.status == 200, answer
        return answer.json['items'], answer.json['next']


class Service:
    """A rollcall-directory of our own. Without `data` it lives in a folder that goes with it."""

    def __init__(self, *options, data=None, listen='127.0.0.1:0', environment=None, start=True):
        self.folder = tempfile.mkdtemp(prefix='rollcall-')
        self.data = data or os.path.join(self.folder, 'data')
        self.options = list(options)
        self.listen = listen
        self.environment = {**os.environ, 'HOME': self.folder, **(environment or {})}
        self.process = None
        self.ready = None
        if start:
            self.start()

    def command(self, *more):
        listen = ['--listen', self.listen] if self.listen else []
        return [program('rollcall-directory'), 'serve', '--data', self.data, *listen,
                *self.options, *more]

    def start(self, *more):
        """Starts it and reads the ready line; raises with its log if it ends before."""
        with open(self.log_path(), 'ab') as log:
            self.process = subprocess.Popen(self.command(*more), stdout=subprocess.PIPE, stderr=log,
                                            stdin=subprocess.DEVNULL, env=self.environment)
        line = self.process.stdout.readline()
        if not line:
            code = self.process.wait(TIMEOUT)
            raise RuntimeError(f'the service ended with {code}:\n{self.log()}')
        self.ready = json.loads(line)
        self.url = self.ready['url']
        self.socket = self.ready['socket']
        return self

    def log_path(self):
        return os.path.join(self.folder, 'log')

    def log(self):
        with open(self.log_path(), encoding='utf-8', errors='replace') as log:
            return log.read()

    def address(self):
        parts = urllib.parse.urlsplit(self.url)
        return parts.hostname, parts.port

    def admin(self, method, path='', body=None, timeout=TIMEOUT):
        """A call of the administration API over the socket."""
        connection = SocketConnection(self.socket, timeout)
        try:
            return exchange(connection, method, '/admin/v1' + path, body,
                            {'Content-Type': 'application/json'} if body is not None else None)
        finally:
            connection.close()

    def create_directory(self, name='Acme'):
        answer = self.admin('POST', '/directories', {'name': name})
        assert answer.status == 201, answer
        return Directory(self, answer.json)

    def stop(self, how=signal.SIGTERM, timeout=TIMEOUT):
        """Ends it and returns its exit status."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            code = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            code = 'did not end'
        self.process.stdout.close()
        self.process = None
        return code

    def kill(self):
        return self.stop(signal.SIGKILL)

    def run(self, *words, timeout=TIMEOUT):
        """Another command of rollcall-directory on the same data: a CompletedProcess."""
        return subprocess.run([program('rollcall-directory'), *words, '--data', self.data],
                              capture_output=True, text=True, timeout=timeout,
                              stdin=subprocess.DEVNULL, env=self.environment, check=False)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        code = self.stop()
        if kind is not None or code not in (0, None):
            for line in self.log().splitlines()[-20:]:
                print(f'# {line}', flush=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def wait_until(condition, seconds=10, pause=0.02):
    """Whether the condition came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(pause)
    return bool(condition())
