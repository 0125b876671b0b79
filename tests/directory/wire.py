# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service does with bytes that a proxy could read differently: each is refused and the
connection closed, and the well-formed request behind it on the same connection is never
answered."""
import os
import re
import socket
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'end-to-end'))
import support  # noqa: E402

BEHIND = b'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'
STATUS = re.compile(rb'HTTP/1\.[01] (\d+)')


def statuses(data):
    return [int(status) for status in STATUS.findall(data)]


def head(*lines, target='/healthz', method='GET', version='HTTP/1.1'):
    return '\r\n'.join([f'{method} {target} {version}', *lines, '', '']).encode('latin-1')


HOST = 'Host: localhost'
CHUNKED = b'5\r\nhello\r\n0\r\n\r\n'

# (name, bytes, accepted statuses of the one answer; empty means closed without one is well too)
REFUSED = [
    ('length and coding', head(HOST, 'Content-Length: 5', 'Transfer-Encoding: chunked',
                               method='POST') + CHUNKED, {400}),
    ('coding and length', head(HOST, 'Transfer-Encoding: chunked', 'Content-Length: 5',
                               method='POST') + CHUNKED, {400}),
    ('two different lengths', head(HOST, 'Content-Length: 5', 'Content-Length: 6',
                                   method='POST') + b'hello', {400}),
    ('two equal lengths', head(HOST, 'Content-Length: 5', 'Content-Length: 5',
                               method='POST') + b'hello', {400}),
    ('a list of lengths', head(HOST, 'Content-Length: 5, 5', method='POST') + b'hello', {400}),
    ('a negative length', head(HOST, 'Content-Length: -2', method='POST'), {400}),
    ('a length with a sign', head(HOST, 'Content-Length: +5', method='POST') + b'hello', {400}),
    ('a length in hex', head(HOST, 'Content-Length: 0x5', method='POST') + b'hello', {400}),
    ('a huge length', head(HOST, 'Content-Length: 99999999999999999999', method='POST'),
     {400, 413}),
    ('an unknown transfer coding', head(HOST, 'Transfer-Encoding: gzip', method='POST'), {501,
    400}), ('chunked behind another coding', head(HOST, 'Transfer-Encoding: gzip, chunked',
                                           method='POST') + CHUNKED, {501, 400}),
    ('chunked twice', head(HOST, 'Transfer-Encoding: chunked', 'Transfer-Encoding: chunked',
                           method='POST') + CHUNKED, {501, 400}),
    ('chunked with HTTP/1.0', head(HOST, 'Transfer-Encoding: chunked', method='POST',
                                   version='HTTP/1.0') + CHUNKED, {501, 400}),
    ('a content coding', head(HOST, 'Content-Encoding: gzip', 'Content-Length: 5',
                              method='POST') + b'hello', {415}),
    ('no host', head('Accept: */*'), {400}),
    ('no host with HTTP/1.0', head('Accept: */*', version='HTTP/1.0'), {400}),
    ('two hosts', head(HOST, 'Host: localhost'), {400}),
    ('an empty host', head('Host:'), {400}),
    ('a host with a path', head('Host: localhost/x'), {400}),
    ('a foreign host', head('Host: rebound.example'), {421}),
    ('a blank before the colon', head(HOST, 'Accept : */*'), {400}),
    ('a header name that is no token', head(HOST, 'X(y): z'), {400}),
    ('a control byte in a value', head(HOST, 'X-A: a\x01b'), {400}),
    ('a DEL in a value', head(HOST, 'X-A: a\x7fb'), {400}),
    ('two authorizations', head(HOST, 'Authorization: Bearer a', 'Authorization: Bearer b'), {400}),
    ('an unknown method', head(HOST, method='BREW'), {501}),
    ('a method in lower case', head(HOST, method='get'), {501}),
    ('an unknown version', head(HOST, version='HTTP/2.0'), {400, 505}),
    ('an absolute target', head(HOST, target='http://localhost/healthz'), {400}),
    ('an asterisk as target', head(HOST, target='*', method='OPTIONS'), {400}),
    ('a fragment', head(HOST, target='/healthz#x'), {400}),
    ('a dot segment', head(HOST, target='/x/../healthz'), {400}),
    ('an encoded dot segment', head(HOST, target='/x/%2e%2e/healthz'), {400}),
    ('an encoded NUL', head(HOST, target='/healthz%00'), {400}),
    ('a broken escape', head(HOST, target='/healthz%zz'), {400}),
    ('ill-formed UTF-8', head(HOST, target='/%ff%fe'), {400}),
    ('too many headers', head(HOST, *[f'X-{i}: {"y" * 100}' for i in range(1000)]), {431, 413}),
    ('a header of 70 KB', head(HOST, 'X-A: ' + 'y' * 70000), {431, 413}),
    ('a target of 70 KB', head(HOST, target='/' + 'y' * 70000), {414, 431}),
    ('too many parameters', head(HOST, target='/healthz?' + '&'.join(['a=b'] * 100)), {400}),
    ('a body beyond the limit', head(HOST, 'Content-Length: 100000000', method='POST'), {413}),
    ('no HTTP at all', b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' * 20 + b'\r\n\r\n', set()),
]


def refusals(tap, address):
    for name, data, wanted in REFUSED:
        found, closed = support.raw(address, data + BEHIND, timeout=3)
        answers = set(statuses(found))
        well = closed and 200 not in answers and (not wanted or (answers and answers <= wanted))
        tap.ok(well, f'refused and closed: {name}', f'{answers} closed {closed}\n{found[:300]!r}')


# What libmicrohttpd hides from the service (docs/deploy.md): a proxy in front must refuse these.
HIDDEN = [
    ('a header without a name', head(HOST, ': z')),
    ('a folded header', head(HOST, 'X-A: a', ' b')),
    ('a NUL in a value', head(HOST, 'X-A: a\0b')),
    ('bare line feeds', head(HOST).replace(b'\r', b'')),
]


def hidden(tap, service, address):
    for name, data in HIDDEN:
        found, _ = support.raw(address, data.replace(b'\n\r\n', b'\nConnection: close\r\n\r\n'),
                               timeout=1)
        tap.note(f'{name}: {statuses(found)}')
        alive = support.request(service.url + '/healthz', 'GET').status
        tap.equal(alive, 200, f'the service goes on behind {name}')


def pipelining(tap, directory, address):
    tap.equal(statuses(support.raw(address, BEHIND * 3 + BEHIND.replace(
        b'\r\n\r\n', b'\r\nConnection: close\r\n\r\n'))[0]), [200] * 4, 'pipelined reads')
    path = directory.base_url.split('/', 3)[3]
    requests = b''
    for number in range(5):
        body = b'{"schemas":["%s"],"userName":"piped%d"}' % (support.CORE.encode(), number)
        requests += head(HOST, f'Authorization: Bearer {directory.key}',
                         f'Content-Length: {len(body)}', 'Content-Type: application/scim+json',
                         *(['Connection: close'] if number == 4 else []),
                         target=f'/{path}/Users', method='POST') + body
    found, closed = support.raw(address, requests)
    tap.equal((statuses(found), closed), ([201] * 5, True),
              'pipelined writes are all answered, in order')
    names = re.findall(rb'"userName":"(piped\d)"', found)
    tap.equal(names, [b'piped%d' % number for number in range(5)], 'in the order they were sent')


def bodies(tap, directory, address):
    path = '/' + directory.base_url.split('/', 3)[3] + '/Users'
    body = b'{"schemas":["%s"],"userName":"chunky"}' % support.CORE.encode()
    pieces = b''.join(b'%x\r\n%s\r\n' % (1, body[i:i + 1]) for i in range(len(body))) + b'0\r\n\r\n'
    data = head(HOST, f'Authorization: Bearer {directory.key}', 'Transfer-Encoding: chunked',
                'Connection: close', target=path, method='POST') + pieces
    tap.equal(statuses(support.raw(address, data)[0]), [201], 'a body in chunks of one byte')

    data = head(HOST, 'Authorization: Bearer rcd_wrong', f'Content-Length: {len(body)}',
                'Connection: close', target=path, method='POST') + body
    tap.equal(statuses(support.raw(address, data)[0]), [401],
              'a refused request with a body reads its answer')

    data = head(HOST, 'Authorization: Bearer rcd_wrong', 'Content-Length: 10000000',
                target=path, method='POST')
    found, closed = support.raw(address, data)
    tap.ok(statuses(found) == [401] and closed, 'a large body is not waited for without a key',
    found)

    data = head(HOST, f'Authorization: Bearer {directory.key}', 'Content-Length: 100',
                'Expect: 100-continue', target=path, method='POST')
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(data)
        tap.ok(connection.recv(4096).startswith(b'HTTP/1.1 100'), 'Expect is answered with 100')

    deep = b'{"schemas":["%s"],"userName":"deep","x":%s1%s}' % (
        support.CORE.encode(), b'[' * 100, b']' * 100)
    answer = directory.scim('POST', '/Users', deep)
    tap.ok(answer.status == 400 and answer.json['scimType'] == 'invalidSyntax',
           'JSON that nests too deep is refused', answer)
    answer = directory.scim('POST', '/Users', b'var x = {"userName":"script"}')
    tap.ok(answer.status == 400, 'what only looks like JSON is refused', answer)
    large = b'%x\r\n%s\r\n' % (1 << 20, b'x' * (1 << 20)) * 16 + b'1\r\nx\r\n0\r\n\r\n'
    data = head(HOST, f'Authorization: Bearer {directory.key}', 'Transfer-Encoding: chunked',
                target=path, method='POST') + large
    found, closed = support.raw(address, data)
    tap.ok(statuses(found) == [413] and closed, 'chunks that add up beyond the limit are refused',
           found)


def hosts(tap, service, address):
    port = address[1]
    for host in ['127.0.0.1', f'127.0.0.1:{port}', 'localhost', f'LOCALHOST:{port}', '[::1]',
                 f'[::1]:{port}']:
        data = head(f'Host: {host}', 'Connection: close')
        tap.equal(statuses(support.raw(address, data)[0]), [200], f'answers to {host}')
    for host in ['evil.example', f'localhost.evil.example:{port}', '127.0.0.2', '0.0.0.0', '[::2]',
                 'localhos', 'localhost:evil', '127.0.0.1:80:80', '[::1]evil.example', '[::1']:
        data = head(f'Host: {host}') + BEHIND
        found, closed = support.raw(address, data)
        tap.ok(statuses(found) == [421] and closed, f'does not answer to {host}', found)


def main():
    with support.Tap() as tap, support.Service() as service:
        directory = service.create_directory()
        address = service.address()
        refusals(tap, address)
        hidden(tap, service, address)
        pipelining(tap, directory, address)
        bodies(tap, directory, address)
        hosts(tap, service, address)
        answer = support.request(service.url + '/healthz', 'GET')
        tap.equal(answer.status, 200, 'the service still answers')
        tap.ok('rcd_' not in service.log(), 'no key in the log')


if __name__ == '__main__':
    main()
