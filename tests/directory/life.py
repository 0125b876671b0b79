# SPDX-License-Identifier: GPL-3.0-or-later
"""The service's life: usage, lock and ready line, port, socket, signals, a full disk, data of a
newer version, backup and restore, and ending by itself when nobody needs it."""
import json
import os
import pwd
import signal
import socket
import sqlite3
import stat
import struct
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'end-to-end'))
import support  # noqa: E402

CERTIFICATE = ['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj',
               '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']

# (what is wrong, words behind `rollcall-directory`, a word of the message)
USAGE = [
    ('no command', [], 'Usage'),
    ('an unknown command', ['dance'], 'Usage'),
    ('an unknown option', ['serve', '--dance'], 'dance'),
    ('a word too many', ['serve', 'now'], 'more words'),
    ('a listener without a port', ['serve', '--listen', '127.0.0.1'], '--listen'),
    ('a listener with a name', ['serve', '--listen', 'example.com:80'], 'IP address'),
    ('beyond loopback without a public URL', ['serve', '--listen', '0.0.0.0:8642'], '--public-url'),
    ('plain http beyond loopback', ['serve', '--listen', '0.0.0.0:8642', '--public-url',
                                    'https://scim.example.com'], '--behind-proxy'),
    ('a public URL in plain http', ['serve', '--public-url', 'http://scim.example.com'], 'https'),
    ('a public URL with a query', ['serve', '--public-url', 'https://scim.example.com/?a'],
     'query'),
    ('a public URL that is none', ['serve', '--public-url', 'scim.example.com'], '--public-url'),
    ('behind a proxy without a public URL', ['serve', '--behind-proxy'], '--public-url'),
    ('a certificate without its key', ['serve', '--tls-certificate', '/x'], 'together'),
    ('no threads', ['serve', '--threads', '0'], '--threads'),
    ('a backup without a file', ['backup'], 'file'),
]


def usage(tap, service):
    for name, words, said in USAGE:
        done = subprocess.run([support.program('rollcall-directory'), *words], capture_output=True,
                              text=True, timeout=support.TIMEOUT, check=False,
                              env=service.environment, stdin=subprocess.DEVNULL)
        tap.ok(done.returncode == 2 and said in done.stderr and not done.stdout, f'usage: {name}',
               f'{done}')


def modes(tap, service):
    for path, wanted in [(service.data, 0o700), (service.socket, 0o600),
                         (os.path.join(service.data, 'directory.db'), 0o600)]:
        tap.equal(oct(stat.S_IMODE(os.stat(path).st_mode)), oct(wanted), os.path.basename(path))


def second(tap, service):
    done = subprocess.run(service.command(), capture_output=True, text=True, check=False,
                          timeout=support.TIMEOUT, env=service.environment)
    tap.equal((done.returncode, json.loads(done.stdout)), (3, service.ready),
              "a second serve prints the first one's ready line and exits 3")
    tap.equal(service.admin('GET').status, 200, 'and the first goes on')


def restart(tap, service):
    url = service.url
    directory = service.create_directory('Kept')
    user = directory.create_user('kept@example.com')
    answer = directory.scim('GET', f'/Users/{user}')
    tap.equal(service.stop(), 0, 'SIGTERM: exit 0')
    tap.ok(not os.path.exists(service.socket), 'the socket is gone')
    service.start()
    tap.equal(service.url, url, 'the port stays the same')
    again = directory.scim('GET', f'/Users/{user}')
    tap.equal(again.json, answer.json, 'so do resources, URLs and versions')
    tap.equal(service.kill(), -signal.SIGKILL, 'killed')
    service.start()
    tap.equal(directory.scim('GET', f'/Users/{user}').status, 200, 'it comes back behind a kill')
    return directory


def taken(tap, service, directory):
    address = service.address()
    url = service.url
    service.stop()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(address)
        other.listen()
        service.start()
        tap.ok(service.ready['url'] is None and str(os.getpid()) in service.ready['port_taken_by'],
               'with its port taken the service says by whom', service.ready)
        tap.ok(f'Port {address[1]}' in service.log(), 'in its log too')
        answer = service.admin('GET')
        tap.ok(answer.json['listen'] is None and answer.json['public_url'] == url
               and answer.json['port_taken_by'], 'and serves its socket alone', answer)
        answer = directory.admin('GET')
        tap.equal(answer.json['base_url'], directory.base_url, 'base URLs stay')
        service.stop()
        done = subprocess.run([*service.command()[:4], '--listen', '%s:%d' % address],
                              capture_output=True, text=True, check=False,
                              timeout=support.TIMEOUT, env=service.environment)
        tap.ok(done.returncode == 1 and str(os.getpid()) in done.stderr,
               'a port that was asked for is an error', done)
    service.start()
    tap.equal(service.url, url, 'when the port is free again, it is back')


def first_free(tap):
    with support.Service(listen=None) as service:
        tap.ok(8642 <= service.address()[1] < 9142, 'without --listen: 8642 or the next free one')
        answer = service.admin('GET')
        tap.equal((answer.json['listen'], answer.json['reach']),
                  ('%s:%d' % service.address(), 'computer'), 'and the API says so')


def peers(tap, service):
    if os.geteuid() != 0:
        tap.skip("another user's process is refused on the socket", 'needs root to become nobody')
        return
    program = (
        'import socket, sys\n'
        's = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])\n'
        's.sendall(b"GET /admin/v1 HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n")\n'
        'sys.stdout.write(s.recv(4096).decode())\n')
    nobody = pwd.getpwnam('nobody')
    folder = os.path.dirname(service.socket)
    os.chmod(service.folder, 0o755)
    done = subprocess.run([sys.executable, '-c', program, service.socket], capture_output=True,
                          text=True, check=False, timeout=support.TIMEOUT, user=nobody.pw_uid,
                          group=nobody.pw_gid, extra_groups=[])
    tap.ok(done.returncode != 0 and 'PermissionError' in done.stderr,
           'another user does not even reach the socket', done)
    os.chmod(folder, 0o755)
    os.chmod(service.socket, 0o666)
    done = subprocess.run([sys.executable, '-c', program, service.socket], capture_output=True,
                          text=True, check=False, timeout=support.TIMEOUT, user=nobody.pw_uid,
                          group=nobody.pw_gid, extra_groups=[])
    tap.ok(done.stdout.startswith('HTTP/1.1 403'), 'and is refused if they did', done)
    os.chmod(folder, 0o700)
    os.chmod(service.socket, 0o600)


def token(tap, service):
    url = service.url + '/admin/v1/directories'
    answer = support.request(url, 'GET')
    tap.ok(answer.status == 401 and answer.headers['www-authenticate'] == 'Bearer',
           'over TCP the administrator needs a token', answer)
    done = service.run('admin-token')
    made = done.stdout.strip()
    tap.ok(done.returncode == 0 and made.startswith('rcd_'),
           'which is made beside the running service',
           done.stderr)
    tap.equal(service.run('admin-token').returncode, 1, 'once')
    authorization = {'Authorization': 'Bearer ' + made}
    tap.equal(support.request(url, 'GET', headers=authorization).status, 200, 'it works')
    directory = service.create_directory('Token')
    answer = support.request(url, 'GET', headers={'Authorization': 'Bearer ' + directory.key})
    tap.equal(answer.status, 401, "a directory's key is no token")
    tap.equal(directory.scim('GET', '/Users', key=made).status, 401, 'nor the other way round')
    replaced = service.run('admin-token', '--replace')
    tap.ok(replaced.returncode == 0 and support.request(url, 'GET', headers=authorization).status
           == 401,
           'replacing it ends the old one', replaced.stderr)
    tap.ok(made not in service.log(), 'it is not in the log')
    url = service.url + '/metrics'
    tap.equal(support.request(url, 'GET').status, 401, '/metrics needs the administrator')
    authorization = {'Authorization': 'Bearer ' + replaced.stdout.strip(), 'Accept': 'text/plain'}
    answer = support.request(url, 'GET', headers=authorization)
    tap.ok(answer.status == 200 and b'\nrollcall_requests_total{status="2xx"} ' in answer.body,
           'and counts', answer)


def ended_at_once(tap):
    with support.Service() as service:
        codes = [service.stop()]
        for _ in range(9):
            service.start()
            codes.append(service.stop())
        tap.equal(codes, [0] * 10, 'SIGTERM straight behind the ready line: exit 0')


def draining(tap):
    with support.Service() as service:
        directory = service.create_directory()
        _, after = directory.activity()
        found = {}
        thread = threading.Thread(
            target=lambda: found.update(items=directory.activity(after, wait=30)))
        thread.start()
        time.sleep(0.3)
        begun = time.monotonic()
        code = service.stop()
        seconds = time.monotonic() - begun
        thread.join(10)
        tap.ok(code == 0 and seconds < 5, 'SIGTERM with a waiting reader: exit 0 at once',
               f'{code} {seconds}')
        tap.equal(found.get('items'), ([], after), 'and the reader is answered first')


def leaving(tap):
    """Clients that are gone before their write is durable must not keep the service from ending."""
    with support.Service() as service:
        directory = service.create_directory('Acme')
        path = directory.base_url.split(':%d' % service.address()[1])[1]
        for number in range(200):
            body = json.dumps({'schemas': [support.CORE], 'userName': f'gone-{number}'}).encode()
            head = (f'POST {path}/Users HTTP/1.1\r\nHost: 127.0.0.1\r\n'
                    f'Authorization: Bearer {directory.key}\r\n'
                    f'Content-Type: application/scim+json\r\nContent-Length: {len(body)}\r\n\r\n')
            with socket.create_connection(service.address()) as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
                connection.sendall(head.encode() + body)
        answered = directory.scim('GET', '/Users?count=0').status
        begun = time.monotonic()
        code = service.stop()
        tap.ok(answered == 200 and code == 0 and time.monotonic() - begun < 10,
               'clients that left while they waited: SIGTERM ends the service', code)


def unused(tap):
    service = support.Service('--until-unused')
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(service.socket)
            time.sleep(12)
            tap.equal(service.process.poll(), None, 'a held connection keeps the service')
        begun = time.monotonic()
        tap.equal(service.process.wait(20), 0, 'when the last client has gone it ends by itself')
        tap.ok(8 < time.monotonic() - begun < 16, 'after ten seconds', time.monotonic() - begun)
    finally:
        service.__exit__(None, None, None)


def full(tap):
    with support.Service('--page-limit', '200') as service:
        directory = service.create_directory()
        answer = None
        kept = []
        for number in range(3000):
            answer = directory.scim('POST', '/Users', {
                'schemas': [support.CORE], 'userName': f'{number}@example.com',
                'title': 'x' * 2000})
            if answer.status != 201:
                break
            kept.append(answer.json['id'])
        tap.ok(answer.status == 507 and answer.json['schemas'] == [support.ERROR]
               and 'full' in answer.json['detail'], 'a full disk: 507 in words', answer)
        tap.ok(len(kept) > 10, 'what was written before is there', len(kept))
        tap.equal({directory.scim('GET', f'/Users/{user}').status for user in kept[::10]}, {200},
                  'reading goes on')
        tap.equal(service.stop(), 0, 'the service ends well')
        service.options = []
        service.start()
        tap.equal(directory.scim('GET', '/Users?count=0').json['totalResults'], len(kept),
                  'nothing that was acknowledged is lost, nothing refused was kept')
        directory.create_user('room@example.com')
        done = service.run('check')
        tap.equal((done.returncode, done.stderr), (0, ''), 'the check is clean')


def newer(tap):
    with support.Service() as service:
        service.stop()
        path = os.path.join(service.data, 'directory.db')
        with sqlite3.connect(path) as database:
            database.execute('PRAGMA user_version = 9999')
        database.close()
        try:
            service.start()
            tap.ok(False, 'data of a newer version is refused')
        except RuntimeError as error:
            tap.ok('ended with 1' in str(error) and 'newer' in str(error),
                   'data of a newer version is refused in words', error)


def copies(tap, service, directory):
    before = directory.scim('GET', '/Users').json
    path = os.path.join(service.folder, 'backup.db')
    done = service.run('backup', path)
    tap.ok(done.returncode == 0 and os.path.exists(path), 'a backup of the running service',
           done.stderr)
    done = service.run('restore', path)
    tap.equal(done.returncode, 1, 'a restore over data that is there is refused')
    copy = support.Service(start=False, data=os.path.join(service.folder, 'copy'))
    done = copy.run('restore', path)
    tap.equal((done.returncode, done.stderr), (0, ''), 'a restore into an empty folder')
    service.stop()
    with copy:
        copy.start()
        directory.service = copy
        tap.equal(directory.scim('GET', '/Users').json, before, 'the same resources, keys and URLs')
    service.start()
    directory.service = service
    done = service.run('check')
    tap.equal((done.returncode, done.stderr), (0, ''), 'the check is clean')


def public(tap):
    with support.Service('--behind-proxy', '--public-url',
                         'https://scim.example.com/deep/') as service:
        directory = service.create_directory()
        wanted = f'https://scim.example.com/deep/scim/directory/{directory.id}'
        tap.equal(directory.base_url, wanted, 'a public URL with a path begins the base URL')
        host, port = service.address() if service.url.startswith('http://') else (None, None)
        listen = service.admin('GET').json['listen']
        tap.equal((host, port), (None, None), 'the ready line has the public URL')
        for path in ('/deep', ''):
            answer = support.request(f'http://{listen}{path}/scim/directory/{directory.id}/Users',
                                     'POST', {'schemas': [support.CORE], 'userName': f'p{path}'},
                                     {'Authorization': 'Bearer ' + directory.key,
                                      'Host': 'scim.example.com',
                                      'X-Forwarded-Host': 'evil.example'})
            tap.ok(answer.status == 201 and answer.headers['location'].startswith(wanted)
                   and answer.json['meta']['location'] == answer.headers['location'],
                   f'a request {"with" if path else "without"} its path', answer)
        tap.equal(service.admin('GET').json['reach'], 'internet', 'it reaches the internet')
        service.stop()
        service.options = []
        service.start()
        tap.ok(directory.admin('GET').json['base_url'].startswith('http://127.0.0.1:'),
               'another public URL, the same ids')


def tls(tap):
    import ssl
    folder_of = support.Service(start=False)
    certificate, key = (os.path.join(folder_of.folder, name) for name in ('cert.pem', 'key.pem'))
    try:
        made = subprocess.run([*CERTIFICATE, '-out', certificate, '-keyout', key],
                              capture_output=True, check=False, timeout=support.TIMEOUT)
    except FileNotFoundError:
        made = None
    if made is None or made.returncode != 0:
        tap.skip('TLS', 'openssl cannot make a certificate')
        return
    with support.Service('--tls-certificate', certificate, '--tls-key', key) as service:
        tap.ok(service.url.startswith('https://127.0.0.1:'), 'with a certificate the URL is https')
        context = ssl.create_default_context(cafile=certificate)
        with socket.create_connection(service.address(), timeout=5) as plain:
            with context.wrap_socket(plain, server_hostname='localhost') as secure:
                secure.sendall(b'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
                tap.ok(secure.recv(4096).startswith(b'HTTP/1.1 200'), 'and it is served over TLS')
    folder_of.__exit__(None, None, None)


def main():
    with support.Tap() as tap, support.Service() as service:
        usage(tap, service)
        modes(tap, service)
        second(tap, service)
        directory = restart(tap, service)
        taken(tap, service, directory)
        first_free(tap)
        peers(tap, service)
        token(tap, service)
        copies(tap, service, directory)
        ended_at_once(tap)
        draining(tap)
        leaving(tap)
        full(tap)
        newer(tap)
        public(tap)
        tls(tap)
        unused(tap)


if __name__ == '__main__':
    main()
