# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys as docs/contracts.md has them: scopes, expiry, revocation at once, the third provision key,
replacement with an overlap, what each refusal says, and that no key is ever logged or shown
again."""
import http.client
import json
import os
import re
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'end-to-end'))
import support  # noqa: E402

KEY = re.compile(r'^rcd_[0-9A-Za-z]{49}$')
LATER = '2099-01-01T00:00:00Z'


def new_key(directory, name, scope='provision', **more):
    return directory.admin('POST', '/keys', {'name': name, 'scope': scope, **more})


def challenge(answer):
    return answer.headers.get('www-authenticate', '')


def refusals(tap, service, directory):
    answer = directory.scim('GET', '/Users', key='')
    tap.ok(answer.status == 401 and challenge(answer) == 'Bearer', 'no key: 401 Bearer alone',
           answer)
    tap.equal(answer.json['schemas'], [support.ERROR], 'as a SCIM error')
    answer = directory.scim('GET', '/Users', headers={'Authorization': 'Basic YTpi'}, key='')
    tap.ok(answer.status == 401 and challenge(answer) == 'Bearer', 'another scheme: likewise',
           answer)
    answer = directory.scim('GET', '/Users', key='rcd_' + 'x' * 49)
    tap.ok(answer.status == 401 and 'error="invalid_token"' in challenge(answer),
           'an unknown key: 401 invalid_token', answer)
    tap.ok('xxx' not in str(answer), 'which is not echoed', answer)
    answer = directory.scim('GET', '/Users', headers={'Authorization': 'bearer  ' + directory.key},
                            key='')
    tap.equal(answer.status, 200, 'the scheme is read without regard to case')
    other = service.create_directory('Other')
    answer = directory.scim('GET', '/Users', key=other.key)
    tap.ok(answer.status == 401 and 'invalid_token' in challenge(answer),
           "another directory's key: 401 invalid_token", answer)
    answer = support.request(directory.base_url.replace(directory.id, 'nothing') + '/Users', 'GET',
                             headers={'Authorization': 'Bearer ' + directory.key})
    tap.equal(answer.status, 404, 'a directory that is not there: 404')
    answer = directory.scim('GET', '/ServiceProviderConfig', key='')
    tap.equal(answer.status, 200, 'ServiceProviderConfig is open')


def scopes(tap, directory):
    answer = new_key(directory, 'Reader', 'read')
    tap.ok(answer.status == 201 and KEY.match(answer.json['secret']), 'a read key is made', answer)
    reader = answer.json['secret']
    tap.equal(directory.scim('GET', '/Users', key=reader).status, 200, 'it reads')
    answer = directory.scim('POST', '/Users', {'schemas': [support.CORE], 'userName': 'x'},
                            key=reader)
    tap.ok(answer.status == 403 and 'insufficient_scope' in challenge(answer),
           'it may not write: 403', answer)
    tap.equal(directory.scim('POST', '/Users/.search', {'count': 1}, key=reader).status, 200,
              'it searches by POST')
    answer = new_key(directory, 'Wrong', 'everything')
    tap.equal((answer.status, answer.headers['content-type']), (400, 'application/problem+json'),
              'an unknown scope is refused as a problem')
    tap.equal(new_key(directory, '').status, 400, 'an empty name is refused')


def expiry(tap, directory):
    answer = directory.admin('GET', '/keys')
    year = int(time.strftime('%Y', time.gmtime())) + 1
    tap.ok(answer.json[0]['expires'].startswith(f'{year}-'), 'the first key lasts a year', answer)
    soon = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(time.time() + 2))
    answer = new_key(directory, 'Short', 'read', expires=soon)
    key, kid = answer.json['secret'], answer.json['id']
    tap.equal(directory.scim('GET', '/Users', key=key).status, 200, 'a key that ends soon works')
    tap.ok(support.wait_until(lambda: directory.scim('GET', '/Users', key=key).status == 401, 5,
    0.1), 'until then')
    answer = directory.scim('GET', '/Users', key=key)
    tap.ok('expired on ' + soon[:19] in challenge(answer) and 'expired' in answer.json['detail'],
           'and then says so, with the date', answer)
    answer = directory.admin('PATCH', f'/keys/{kid}', {'expires': LATER})
    tap.equal(answer.status, 404, 'a key that has ended is not brought back')
    answer = new_key(directory, 'Past', 'read', expires='2001-01-01T00:00:00Z')
    tap.equal(answer.status, 400, 'a key may not be born dead')
    answer = new_key(directory, 'Ever', 'read', expires='never')
    tap.equal(answer.json['expires'], None, 'never is an expiry')
    kid = answer.json['id']
    answer = directory.admin('PATCH', f'/keys/{kid}', {'name': 'Longer', 'expires': LATER})
    tap.ok(answer.status == 200 and answer.json['name'] == 'Longer'
           and answer.json['expires'].startswith('2099') and 'secret' not in answer.json,
           'a live key is renamed and its expiry moved without a new secret', answer)


def revocation(tap, directory):
    answer = new_key(directory, 'Doomed')
    key, kid = answer.json['secret'], answer.json['id']
    host, port = directory.service.address()
    path = '/' + directory.base_url.split('/', 3)[3] + '/Users?count=1'
    connection = http.client.HTTPConnection(host, port, timeout=support.TIMEOUT)
    headers = {'Authorization': 'Bearer ' + key}
    tap.equal(support.exchange(connection, 'GET', path, None, headers).status, 200,
              'a key works on a connection')
    sock = connection.sock
    tap.equal(directory.admin('DELETE', f'/keys/{kid}').status, 204, 'it is revoked')
    answer = support.exchange(connection, 'GET', path, None, headers)
    tap.ok(answer.status == 401 and 'revoked on 20' in challenge(answer),
           'and dead at once, with the date', answer)
    tap.ok(connection.sock is sock, 'on the same open connection')
    connection.close()
    tap.equal(directory.admin('DELETE', '/keys/nobody').status, 404, 'an unknown key: 404')


def revoked_meanwhile(tap, directory):
    """The key ends between the head of a request and the end of its body."""
    key = new_key(directory, 'Slow').json
    body = json.dumps({'schemas': [support.CORE], 'userName': 'too.late'}).encode()
    connection = http.client.HTTPConnection(*directory.service.address(), timeout=support.TIMEOUT)
    connection.putrequest('POST', '/' + directory.base_url.split('/', 3)[3] + '/Users')
    for name, value in [('Authorization', 'Bearer ' + key['secret']),
                        ('Expect', '100-continue'), ('Content-Type', 'application/json'),
                        ('Content-Length', str(len(body)))]:
        connection.putheader(name, value)
    connection.endheaders()
    head = connection.sock.recv(4096)
    tap.ok(b' 100 ' in head, 'the head of a request is let through', head)
    directory.admin('DELETE', f'/keys/{key["id"]}')
    connection.send(body)
    answer = connection.getresponse()
    tap.ok(answer.status == 401 and 'revoked on 20' in answer.headers.get('www-authenticate', ''),
           'its key is revoked before its body is there: 401', answer.status)
    connection.close()
    found = directory.scim('GET', '/Users?filter=userName%20eq%20%22too.late%22')
    tap.equal(found.json['totalResults'], 0, 'and nothing is written')


def three(tap, service):
    directory = service.create_directory('Three')
    second = new_key(directory, 'Second')
    tap.equal(second.status, 201, 'a second provision key')
    third = new_key(directory, 'Third')
    tap.ok(third.status == 409 and third.json['detail'], 'the third: 409', third)
    tap.equal(new_key(directory, 'Reader', 'read').status, 201, 'read keys are not counted')
    answer = directory.admin('POST', f'/keys/{directory.key_id}/replace', {'overlap_seconds': 60})
    tap.equal(answer.status, 409, 'nor can one be replaced while another stands in the way')
    directory.admin('DELETE', f'/keys/{second.json["id"]}')
    for seconds in [-1, 1.5, '5', True, 1e30, 10**18]:
        answer = directory.admin('POST', f'/keys/{directory.key_id}/replace',
                                 {'overlap_seconds': seconds})
        tap.equal(answer.status, 400, f'an overlap of {seconds!r} is refused')
    answer = directory.admin('POST', f'/keys/{directory.key_id}/replace', {'overlap_seconds': 2})
    tap.ok(answer.status == 201 and KEY.match(answer.json['secret']), 'it is replaced', answer)
    new = answer.json['secret']
    tap.equal([directory.scim('GET', '/Users', key=key).status for key in (directory.key, new)],
              [200, 200], 'both work during the overlap')
    tap.ok(support.wait_until(lambda: directory.scim('GET', '/Users').status == 401, 6, 0.1),
           'the old one ends after it')
    tap.equal(directory.scim('GET', '/Users', key=new).status, 200, 'the new one goes on')
    answer = directory.admin('POST', f'/keys/{directory.key_id}/replace',
                             {'end_on_first_use': True})
    tap.equal(answer.status, 501, 'ending on first use is said to be missing')


def secrecy(tap, service, directory):
    everything = service.log()
    for answer in (directory.admin('GET', '/keys'), directory.admin('GET'),
                   directory.admin('GET', '/activity?after=0&limit=1000'),
                   service.admin('GET', '/directories'), service.admin('GET')):
        everything += str(answer.headers) + answer.body.decode()
    tap.ok(directory.key not in everything and directory.key[4:40] not in everything,
           'the key is in no later answer and in no log')
    found = []
    for folder, _, names in os.walk(service.data):
        for name in filter(lambda name: not name.endswith('.sock'), names):
            with open(os.path.join(folder, name), 'rb') as file:
                if directory.key[4:47].encode() in file.read():
                    found.append(name)
    tap.equal(found, [], 'nor in any file of the data directory')
    keys = directory.admin('GET', '/keys').json
    tap.equal(sorted(keys[0]), ['created', 'expires', 'id', 'last_client', 'last_used', 'name',
                                'prefix', 'scope'], 'a listed key has the fields of the contract')
    tap.ok(all(directory.key.startswith(key['prefix']) for key in keys
               if key['id'] == directory.key_id), 'the prefix is its beginning')


def failures(tap, service):
    directory = service.create_directory('Failures')
    for number in range(50):
        directory.scim('GET', '/Users', key=f'rcd_{number:049}')
    lines = [line for line in service.log().splitlines() if 'such failures' in line]
    tap.equal(len(lines), 1, 'failures of one address are one line in the log a minute')
    tap.equal(directory.scim('GET', '/Users').status, 200, 'and slow no valid key down')


def uses(tap, service):
    directory = service.create_directory('Uses')
    reader = new_key(directory, 'Reader', 'read').json
    agent = {'User-Agent': 'Okta SCIM Client 1.0.0'}

    def last(kid):
        return [(k['last_used'], k['last_client']) for k in directory.admin('GET', '/keys').json
                if k['id'] == kid][0]

    directory.scim('GET', '/Users', headers={'User-Agent': 'Rollcall/0.1'})
    directory.scim('GET', '/Users', headers=agent, key=reader['secret'])
    tap.ok(support.wait_until(lambda: [item for item in directory.activity(kind='request')[0]
                                       if item['key_id'] == reader['id']], 10),
           'a read is written down')
    tap.equal([last(kid) for kid in (directory.key_id, reader['id'])], [(None, None)] * 2,
              'our own reads and read keys count as no use')
    tap.equal(directory.admin('GET').json['last_request'], None, 'nor as a request of the IdP')
    directory.scim('GET', '/Users', headers=agent)
    tap.ok(support.wait_until(lambda: last(directory.key_id)[1] == agent['User-Agent'], 10),
           'a provision key remembers its last use and client')
    tap.ok(directory.admin('GET').json['last_request'], 'and the directory its last request')


def main():
    with support.Tap() as tap, support.Service() as service:
        directory = service.create_directory()
        tap.ok(KEY.match(directory.key), 'the first key has the form of the contract')
        refusals(tap, service, directory)
        scopes(tap, directory)
        expiry(tap, directory)
        revocation(tap, directory)
        revoked_meanwhile(tap, directory)
        three(tap, service)
        failures(tap, service)
        secrecy(tap, service, directory)
        uses(tap, service)


if __name__ == '__main__':
    main()
