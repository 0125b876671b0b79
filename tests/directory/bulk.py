# SPDX-License-Identifier: GPL-3.0-or-later
"""POST /Bulk (RFC 7644 section 3.7): every kind of operation, references forward and in circles,
failOnErrors, versions, limits, and that others get in between."""
import concurrent.futures
import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'end-to-end'))
import support  # noqa: E402

REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'
NOBODY = '5171a35d-0000-4000-8000-000000000000'


def bulk(directory, operations, **more):
    return directory.scim('POST', '/Bulk', {'schemas': [REQUEST], 'Operations': operations, **more})


def user(name, bulk_id, **more):
    return {'method': 'POST', 'path': '/Users', 'bulkId': bulk_id,
            'data': {'schemas': [support.CORE], 'userName': name, **more}}


def group(name, bulk_id, *members):
    return {'method': 'POST', 'path': '/Groups', 'bulkId': bulk_id,
            'data': {'schemas': [support.GROUP], 'displayName': name,
                     'members': [{'value': member} for member in members]}}


def statuses(answer):
    return [operation['status'] for operation in answer.json['Operations']]


def kid(operation):
    return operation['location'].rsplit('/', 1)[1]


def kinds(tap, directory):
    old = directory.create_user('old', title='T')
    gone = directory.create_user('gone')
    answer = bulk(directory, [
        user('new', 'a', title='N'),
        {'method': 'PUT', 'path': f'/Users/{old}',
         'data': {'schemas': [support.CORE], 'userName': 'old', 'nickName': 'O'}},
        {'method': 'patch', 'path': f'v2/Users/{old}', 'data': {
            'schemas': [support.PATCH],
            'Operations': [{'op': 'replace', 'path': 'locale', 'value': 'de'}]}},
        {'method': 'DELETE', 'path': f'{directory.base_url}/Users/{gone}'}])
    tap.ok(answer.status == 200 and answer.json['schemas'] == [RESPONSE]
           and answer.headers['content-type'] == 'application/scim+json', 'a bulk is answered',
           answer)
    tap.equal(statuses(answer), ['201', '200', '200', '204'], 'every kind of operation')
    first, second, third, last = answer.json['Operations']
    found = directory.scim('GET', f'/Users/{kid(first)}')
    tap.ok(first['bulkId'] == 'a' and first['location'] == found.json['meta']['location']
           and first['version'] == found.headers['etag'] and found.json['userName'] == 'new',
           'what was made has its place and version', answer)
    found = directory.scim('GET', f'/Users/{old}')
    tap.ok(found.json.get('nickName') == 'O' and found.json.get('locale') == 'de'
           and 'title' not in found.json and third['version'] == found.headers['etag']
           and second['version'] != third['version'], 'PUT and PATCH of the same, in order', found)
    tap.equal((last['method'], last['location'], directory.scim('GET', f'/Users/{gone}').status),
              ('DELETE', f'{directory.base_url}/Users/{gone}', 404), 'and it is gone')
    items, _ = directory.activity(kind='change', limit=1000)
    tap.equal([(item['method'], item['path']) for item in items[-4:]],
              [('POST', '/Users'), ('PUT', '/Users/{id}'), ('PATCH', '/Users/{id}'),
               ('DELETE', '/Users/{id}')], 'each is in the activity by itself')


def references(tap, directory):
    answer = bulk(directory, [
        group('Forward', 'g', 'bulkId:u1', 'bulkId:u2'),
        user('boss', 'u1'),
        user('report', 'u2', **{support.ENTERPRISE: {'manager': {'value': 'bulkId:u1'}}}),
        {'method': 'PATCH', 'path': '/Groups/bulkId:g', 'data': {
            'schemas': [support.PATCH], 'Operations': [
                {'op': 'remove', 'path': 'members[value eq "bulkId:u1"]'}]}}])
    tap.equal(statuses(answer), ['201', '201', '201', '200'], 'references, also forward')
    made = answer.json['Operations']
    found = directory.scim('GET', f'/Groups/{kid(made[0])}').json
    tap.equal([member['value'] for member in found['members']], [kid(made[2])],
              'a group has what was referred to, less what a path then named')
    report = directory.scim('GET', f'/Users/{kid(made[2])}').json
    tap.equal(report[support.ENTERPRISE]['manager']['value'], kid(made[1]), 'and a manager')

    answer = bulk(directory, [group('Round A', 'ga', 'bulkId:gb'),
                              group('Round B', 'gb', 'bulkId:gc', 'bulkId:u'),
                              group('Round C', 'gc', 'bulkId:ga'), user('in-round', 'u')])
    tap.equal(statuses(answer), ['201'] * 4, 'groups in a circle')
    made = {operation['bulkId']: kid(operation) for operation in answer.json['Operations']}
    found = {name: sorted(member['value'] for member in
                          directory.scim('GET', f'/Groups/{made[name]}').json['members'])
             for name in ('ga', 'gb', 'gc')}
    tap.equal(found, {'ga': [made['gb']], 'gb': sorted([made['gc'], made['u']]),
                      'gc': [made['ga']]}, 'each has its members')
    for operation in answer.json['Operations'][:3]:
        tap.equal(operation['version'],
                  directory.scim('GET', f'/Groups/{kid(operation)}').headers['etag'],
                  'and its last version')
    answer = bulk(directory, [
        user('mutual-a', 'a', **{support.ENTERPRISE: {'manager': {'value': 'bulkId:b'}}}),
        user('mutual-b', 'b', **{support.ENTERPRISE: {'manager': 'bulkId:a'}})])
    made = [kid(operation) for operation in answer.json['Operations']]
    managers = [directory.scim('GET', f'/Users/{one}').json[support.ENTERPRISE]['manager']['value']
                for one in made]
    tap.equal(managers, made[::-1], 'each the manager of the other')
    answer = bulk(directory, [
        user('lost-a', 'a', **{support.ENTERPRISE: {'manager': {'value': 'bulkId:b'}}}),
        user('old', 'b', **{support.ENTERPRISE: {'manager': {'value': 'bulkId:a'}}})])
    tap.ok(statuses(answer) == ['409', '409']
           and answer.json['Operations'][1]['response']['scimType'] == 'uniqueness'
           and not directory.scim('GET', '/Users?filter=userName+eq+"lost-a"').json['Resources'],
           'a circle is made whole or not at all', answer)
    answer = bulk(directory, [group('Nothing', 'g', 'bulkId:nobody'), user('old', 'twice'),
                              group('After failure', 'h', 'bulkId:twice'),
                              user('bulkId:literal', 'x', displayName='bulkId:literal')])
    tap.equal(statuses(answer), ['409', '409', '409', '201'],
              'what refers to nothing, or to a failure, is a conflict; other texts are texts')
    tap.ok('location' not in answer.json['Operations'][0], 'and a POST that failed has no place')


def errors(tap, directory):
    wrong = [{'method': 'POST', 'path': '/Users', 'data': {'userName': 'x'}},
             {'method': 'PUT', 'path': '/Users', 'data': {}},
             {'method': 'POST', 'path': '/Nothing', 'bulkId': '1', 'data': {}},
             {'method': 'GET', 'path': f'/Users/{NOBODY}'},
             {'method': 'PATCH', 'path': f'/Users/{NOBODY}'},
             {'method': 'DELETE', 'path': f'/Users/{NOBODY}'}, 'nonsense',
             {'method': 'DELETE', 'path': f'/Groups/{NOBODY}'}]
    answer = bulk(directory, wrong)
    tap.equal(statuses(answer), ['400', '405', '404', '400', '400', '404', '400', '404'],
              'each failure by itself')
    tap.ok(all(operation['response']['schemas'] == [support.ERROR]
               for operation in answer.json['Operations']), 'as a SCIM error', answer)
    answer = bulk(directory, [user('stop1', '1'), user('stop1', '2'), user('stop2', '3'),
                              user('stop2', '4'), user('stop3', '5')], failOnErrors=2)
    tap.equal(statuses(answer), ['201', '409', '201', '409'], 'failOnErrors stops behind so many')
    found = directory.scim('GET', '/Users?filter=userName+eq+"stop3"').json['totalResults']
    tap.equal(found, 0, 'and nothing behind is done')
    answer = bulk(directory, [user('early', '1'), 'nonsense', user('late', '2')], failOnErrors=1)
    tap.equal(statuses(answer), ['201', '400'], 'also behind one that makes no sense')
    answer = bulk(directory, [user('same', '1'), user('same2', '1')])
    tap.equal(statuses(answer), ['201', '400'], 'a bulkId twice')
    made = directory.scim('POST', '/Users', {'schemas': [support.CORE], 'userName': 'versioned'})
    path = f'/Users/{made.json["id"]}'
    answer = bulk(directory, [
        {'method': 'DELETE', 'path': path, 'version': 'W/"1"'},
        {'method': 'PUT', 'path': path, 'version': made.headers['etag'],
         'data': {'schemas': [support.CORE], 'userName': 'versioned', 'title': 'V'}},
        {'method': 'PATCH', 'path': path, 'version': made.headers['etag'], 'data': {
            'schemas': [support.PATCH], 'Operations': [
                {'op': 'remove', 'path': 'title'}]}}])
    tap.equal(statuses(answer), ['412', '200', '412'], 'versions are held')
    tap.ok(support.wait_until(lambda: any(
        item['status'] == 412 and item['method'] == 'DELETE' and item['path'] == '/Users/{id}'
        for item in directory.activity(limit=1000)[0])), 'failures are in the activity')
    tap.equal(bulk(directory, []).json['Operations'], [], 'none is none')
    for body in ({'schemas': [support.PATCH], 'Operations': []}, {'schemas': [REQUEST]},
                 {'schemas': [REQUEST], 'Operations': {}}, [],
                 {'schemas': [REQUEST], 'Operations': [], 'failOnErrors': 'x'}):
        answer = directory.scim('POST', '/Bulk', body)
        tap.equal(answer.status, 400, f'not a bulk: {str(body)[-30:]}')
    tap.equal(directory.scim('GET', '/Bulk').status, 405, 'only POST')


def limits(tap, directory):
    config = directory.scim('GET', '/ServiceProviderConfig').json['bulk']
    most, payload = config['maxOperations'], config['maxPayloadSize']
    tap.ok(config['supported'] is True and most > 0 and payload > 0, 'the limits are announced',
           config)
    many = [{'method': 'DELETE', 'path': f'/Users/{NOBODY}'}] * most
    tap.equal(len(bulk(directory, many).json['Operations']), most, 'as many as announced')
    answer = bulk(directory, many + many[:1])
    tap.ok(answer.status == 413 and str(most) in answer.json['detail'], 'one more is too many',
           answer)
    answer = directory.scim('POST', '/Bulk', json.dumps(
        {'schemas': [REQUEST], 'Operations': [], 'pad': 'x' * payload}).encode())
    tap.ok(answer.status == 413 and str(payload) in answer.json['detail'], 'too many bytes', answer)
    read = directory.admin('POST', '/keys', {'name': 'reader', 'scope': 'read'}).json['secret']
    answer = directory.scim('POST', '/Bulk', {'schemas': [REQUEST], 'Operations': []}, key=read)
    tap.equal(answer.status, 403, 'a key that reads may not')


def fairness(tap, directory):
    """Others are answered while a bulk of 1,000 runs."""
    operations = [user(f'many{n:04}', f'b{n}') for n in range(1000)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        running = pool.submit(bulk, directory, operations)
        between = 0
        while not running.done():
            started = time.monotonic()
            directory.create_user(f'between{between}')
            between += time.monotonic() - started < 5 and not running.done()
        answer = running.result()
    tap.equal(set(statuses(answer)), {'201'}, '1,000 operations')
    tap.ok(between >= 2, 'others come in between', between)


def revoked(tap, directory):
    """A key that ends meanwhile does not go on for a thousand operations."""
    key = directory.admin('POST', '/keys', {'name': 'short', 'scope': 'provision'}).json
    operations = [user(f'short{n:04}', f'b{n}') for n in range(1000)]
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        running = pool.submit(directory.scim, 'POST', '/Bulk',
                              {'schemas': [REQUEST], 'Operations': operations}, None, key['secret'])
        support.wait_until(lambda: directory.scim(
            'GET', '/Users?filter=userName+eq+"short0000"').json['totalResults'] == 1)
        directory.admin('DELETE', f'/keys/{key["id"]}')
        answer = running.result()
    found = statuses(answer) if answer.status == 200 else []
    tap.ok(len(found) == 1000 and found[0] == '201' and found[-1] == '401',
           'what is left is refused', found[:3] + found[-3:])


def main():
    with support.Tap() as tap, support.Service() as service:
        directory = service.create_directory()
        kinds(tap, directory)
        references(tap, directory)
        errors(tap, directory)
        limits(tap, directory)
        fairness(tap, service.create_directory('Fair'))
        revoked(tap, service.create_directory('Revoked'))
        done = service.run('check')
        tap.equal((done.returncode, done.stderr), (0, ''), 'the check is clean')


if __name__ == '__main__':
    main()
