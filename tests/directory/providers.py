# SPDX-License-Identifier: GPL-3.0-or-later
"""The request cycles of Okta, OneLogin, JumpCloud, Google, SailPoint, and the list of Microsoft's
SCIM validator, each with its habits: user agents, media types, legacy schemas, whole resources sent
back, operations without a path. Entra's own cycle is tests/end-to-end/entra-cycle.py."""
import json
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'end-to-end'))
import support  # noqa: E402

NOBODY = '5171a35d-0000-4000-8000-000000000000'


def patch(*operations):
    return {'schemas': [support.PATCH], 'Operations': list(operations)}


class Client:
    """A directory as one identity provider talks to it."""

    def __init__(self, directory, agent, media='application/scim+json'):
        self.directory = directory
        self.headers = {'User-Agent': agent, 'Accept': media, 'Content-Type': media}

    def __call__(self, method, path, body=None):
        headers = dict(self.headers)
        if body is None:
            headers.pop('Content-Type')
        return self.directory.scim(method, path, body, headers)

    def find(self, text, kind='Users', **more):
        return self('GET', f'/{kind}?' + urllib.parse.urlencode({'filter': text, **more}))


def members(client, group):
    shown = client('GET', f'/Groups/{group}').json
    return sorted(member['value'] for member in shown.get('members', []))


def recognised(tap, directory, name):
    def seen():
        items, _ = directory.activity(limit=1000, kind='change')
        return {item.get('idp') for item in items if item.get('client')} == {name}
    tap.ok(support.wait_until(seen), f'{name} is recognised')


def okta(tap, service):
    directory = service.create_directory('Okta')
    client = Client(directory, 'Okta SCIM Client 1.0.0')
    for path in ('/Users?startIndex=1&count=2', '/Groups?startIndex=1&count=100'):
        answer = client('GET', path)
        tap.ok(answer.status == 200 and answer.json['Resources'] == []
               and isinstance(answer.json['totalResults'], int), f'Okta, enabled: {path}', answer)
    answer = client.find('userName eq "ada@example.com"', startIndex=1, count=100)
    tap.equal((answer.status, answer.json['totalResults']), (200, 0), 'Okta looks: not there')
    body = {'schemas': [support.CORE], 'userName': 'ada@example.com',
            'name': {'givenName': 'Ada', 'familyName': 'Lovelace'},
            'emails': [{'primary': True, 'value': 'ada@example.com', 'type': 'work'}],
            'displayName': 'Ada Lovelace', 'locale': 'en-US', 'externalId': '00u1', 'groups': [],
            'password': '1mz050nq', 'active': True}
    made = client('POST', '/Users', body)
    tap.ok(made.status == 201 and made.json['id'] and made.json['externalId'] == '00u1'
           and b'1mz050nq' not in made.body, 'Okta creates', made)
    ada = made.json['id']
    answer = client('POST', '/Users', {**body, 'userName': 'ADA@example.com'})
    tap.equal((answer.status, answer.json['scimType'], answer.json['status']),
              (409, 'uniqueness', '409'), 'and may not twice')
    others = [client('POST', '/Users', {**body, 'userName': f'u{n}', 'emails': []}).json['id']
              for n in range(120)]
    pages = [client('GET', f'/Users?startIndex={start}&count=100').json for start in (1, 101)]
    tap.equal([one['id'] for page in pages for one in page['Resources']], [ada, *others],
              'Okta imports: every page, in the same order')
    tap.equal([(page['totalResults'], page['itemsPerPage'], page['startIndex']) for page in pages],
              [(121, 100, 1), (121, 21, 101)], 'with true counts')

    group = client('POST', '/Groups', {'schemas': [support.GROUP], 'displayName': 'Eng',
                                       'members': []}).json['id']
    answer = client('PATCH', f'/Groups/{group}', patch(
        {'op': 'add', 'path': 'members', 'value': [{'value': ada, 'display': 'ada@example.com'},
                                                   {'value': others[0], 'display': 'u0'}]}))
    tap.ok(answer.status in (200, 204) and members(client, group) == sorted([ada, others[0]]),
           'Okta pushes a group', answer)
    answer = client('PATCH', f'/Groups/{group}', patch(
        {'op': 'replace', 'value': {'id': group, 'displayName': 'Engineering'}},
        {'op': 'remove', 'path': f'members[value eq "{ada}"]'},
        {'op': 'add', 'path': 'members', 'value': [{'value': others[1], 'display': 'u1'}]}))
    tap.ok(answer.status in (200, 204)
           and members(client, group) == sorted([others[0], others[1]])
           and client('GET', f'/Groups/{group}').json['displayName'] == 'Engineering',
           'renames it with every change of members', answer)
    client('PATCH', f'/Groups/{group}', patch(
        {'op': 'replace', 'path': 'members', 'value': [{'value': ada, 'display': 'x'}]}))
    tap.equal(members(client, group), [ada], 'or replaces all members')

    shown = client('GET', f'/Users/{ada}').json
    tap.equal([one['value'] for one in shown['groups']], [group], 'a user shows their groups')
    answer = client('PUT', f'/Users/{ada}', {**shown, 'title': 'Countess', 'active': False})
    tap.ok(answer.status == 200 and answer.json['title'] == 'Countess'
           and answer.json['active'] is False and answer.json['id'] == ada
           and [one['value'] for one in answer.json['groups']] == [group]
           and answer.json['emails'] == shown['emails'],
           'Okta sends the whole user back, with id, groups and meta', answer)
    for active in (True, False):
        answer = client('PATCH', f'/Users/{ada}',
                        patch({'op': 'replace', 'value': {'active': active}}))
        tap.ok(answer.status in (200, 204)
               and client('GET', f'/Users/{ada}').json['active'] is active,
               f'active {active} without a path', answer)
    answer = client('PATCH', f'/Users/{ada}',
                    patch({'op': 'replace', 'value': {'password': 'n3w-secret'}}))
    tap.ok(answer.status == 200 and b'n3w' not in answer.body, 'Okta syncs a password', answer)
    tap.equal((client.find('userName eq "ada@example.com"').json['totalResults'],
               directory.admin('GET').json['users']), (1, {'total': 121, 'active': 120}),
              'who is deactivated is still found and listed')
    shown = client('GET', f'/Groups/{group}').json
    answer = client('PUT', f'/Groups/{group}', {**shown, 'members': [
        {'value': others[2], 'display': 'u2'}]})
    tap.equal((answer.status, members(client, group)), (200, [others[2]]),
              'a custom app replaces the whole group')
    tap.equal(client('DELETE', f'/Groups/{group}').status, 204, 'and unlinks it')
    recognised(tap, directory, 'okta')


def onelogin(tap, service):
    directory = service.create_directory('OneLogin')
    client = Client(directory, 'OneLogin')
    answer = client('GET', '/Users?filter=userName+eq+%22grace%40example.com%22&')
    tap.equal((answer.status, answer.json['totalResults']), (200, 0), 'OneLogin looks, with a &')
    legacy = ['urn:scim:schemas:core:2.0', 'urn:scim:schemas:extension:enterprise:2.0']
    made = client('POST', '/Users', {
        'schemas': ['urn:scim:schemas:core:1.0'], 'userName': 'grace@example.com', 'active': True,
        'emails': [{'value': 'grace@example.com', 'type': 'work', 'primary': True}]})
    tap.equal(made.status, 201, 'creates with legacy schemas')
    grace = made.json['id']
    answer = client('PUT', f'/Users/{grace}?', {
        'schemas': legacy, 'userName': 'grace@example.com', 'id': grace,
        'name': {'givenName': 'Grace', 'familyName': 'Hopper'},
        'urn:scim:schemas:extension:enterprise:2.0': {'department': 'Navy'}})
    tap.ok(answer.status == 200 and answer.json['name']['familyName'] == 'Hopper'
           and answer.json['schemas'] == [support.CORE] and answer.json.get('active') is True,
           'replaces, with a ?, and without active', answer)
    tap.equal(client('GET', '/Groups').status, 200, 'lists groups')
    silent = Client(directory, '')
    group = silent('POST', '/Groups', {'schemas': [support.GROUP], 'displayName': 'Ships'})
    tap.equal(group.status, 201, 'makes a group, with no name of its own')
    group = group.json['id']
    silent('PATCH', f'/Groups/{group}', patch(
        {'op': 'add', 'path': 'members', 'value': [{'value': grace}]}))
    tap.equal(members(client, group), [grace], 'fills it')
    tap.equal([client('DELETE', f'/Users/{grace}').status, client('GET', f'/Users/{grace}').status,
               members(client, group)], [204, 404, []], 'and deletes for good')


def jumpcloud(tap, service):
    directory = service.create_directory('JumpCloud')
    client = Client(directory, 'JumpCloud SCIM', 'application/json')
    user = client('POST', '/Users', {
        'schemas': [support.CORE], 'userName': 'test.user@jumpcloud.example', 'active': True,
        'name': {'givenName': 'Test', 'familyName': 'User'}, 'displayName': None})
    group = client('POST', '/Groups', {'schemas': [support.GROUP], 'displayName': 'Test Group',
                                       'members': []})
    tap.equal((user.status, group.status), (201, 201), 'JumpCloud activates: a user and a group')
    user, group = user.json['id'], group.json['id']
    other = directory.create_user('stays')
    client('PATCH', f'/Groups/{group}', patch(
        {'op': 'add', 'path': 'members', 'value': [{'value': user}, {'value': other}]}))
    answer = client('PATCH', f'/Groups/{group}', patch(
        {'op': 'remove', 'path': 'members', 'value': [{'value': user}]}))
    tap.ok(answer.status in (200, 204) and members(client, group) == [other],
           'removes one with a value: the other stays', answer)
    answer = client('PATCH', f'/Groups/{group}', patch(
        {'op': 'remove', 'path': 'members', 'value': [{'value': NOBODY}]}))
    tap.equal(members(client, group), [other], 'nobody for a stranger')
    answer = client('PATCH', f'/Users/{user}', patch(
        {'op': 'replace', 'path': 'active', 'value': False}))
    tap.equal((answer.status, answer.json['active']), (200, False), 'deactivates')
    tap.equal([client('DELETE', path).status for path in (f'/Groups/{group}', f'/Users/{user}')],
              [204, 204], 'and deletes both')
    recognised(tap, directory, 'jumpcloud')


def google(tap, service):
    directory = service.create_directory('Google')
    client = Client(directory, 'Google-Auto-Provisioning', 'application/json')
    answer = client.find('userName eq "alan@example.com"')
    tap.equal((answer.status, answer.json['totalResults']), (200, 0), 'Google looks, with json')
    made = client('POST', '/Users', {
        'schemas': [support.CORE, support.ENTERPRISE], 'userName': 'alan@example.com',
        'name': {'givenName': 'Alan', 'familyName': 'Turing'}, 'active': True,
        'emails': [{'value': 'alan@example.com', 'type': 'work', 'primary': True}],
        support.ENTERPRISE: {'organization': 'Park', 'department': None}})
    tap.ok(made.status == 201 and made.headers['content-type'] == 'application/scim+json'
           and made.json[support.ENTERPRISE] == {'organization': 'Park'}, 'creates', made)
    alan = f'/Users/{made.json["id"]}'
    answer = client('PUT', alan, {**made.json, 'title': 'Dr'})
    tap.equal((answer.status, answer.json['title']), (200, 'Dr'), 'updates')
    answer = client('PATCH', alan, patch({'op': 'replace', 'value': {'active': False}}))
    tap.equal((answer.status, answer.json['active']), (200, False), 'suspends')
    tap.equal(client.find('userName eq "alan@example.com"').json['Resources'][0]['active'], False,
              'and finds who is suspended')
    tap.equal(client('DELETE', alan).status, 204, 'deletes in the end')
    recognised(tap, directory, 'google')


def sailpoint(tap, service):
    directory = service.create_directory('SailPoint')
    client = Client(directory, 'SailPoint')
    user = client('POST', '/Users', {'schemas': [support.CORE], 'userName': 'part', 'name': {
        'givenName': 'A', 'familyName': 'B'}}).json['id']
    answer = client('PATCH', f'/Users/{user}', patch(
        {'op': 'replace', 'path': 'name', 'value': {'givenName': 'C'}}))
    tap.equal(answer.json['name'], {'givenName': 'C', 'familyName': 'B'},
              'SailPoint replaces a part, and the rest stays')


def validator_users(tap, client):
    def user(name, **more):
        return {'schemas': [support.CORE, support.ENTERPRISE], 'userName': name, 'active': True,
                'displayName': name, 'title': 'T', 'preferredLanguage': 'sv', 'userType': 'x',
                'externalId': f'e-{name}', 'timezone': 'Nowhere/XQZW', 'locale': 'QAB',
                'nickName': 'n', 'profileUrl': 'NOTAURL',
                'name': {'formatted': 'F', 'familyName': 'L', 'givenName': 'G',
                         'honorificPrefix': 'P'},
                'emails': [{'type': 'work', 'value': f'{name}@example.com', 'primary': True}],
                'phoneNumbers': [{'type': kind, 'value': f'50-{kind}', 'primary': kind == 'work'}
                                 for kind in ('work', 'mobile', 'fax')],
                'addresses': [{'type': 'work', 'streetAddress': '1 A St', 'locality': 'B',
                               'country': 'SE', 'primary': True}],
                'roles': [{'primary': 'True', 'display': 'd', 'value': 'v', 'type': 't'}],
                support.ENTERPRISE: {'employeeNumber': '1', 'department': 'D', 'costCenter': 'C',
                                     'organization': 'O', 'division': 'V'}, **more}

    made = client('POST', '/Users', user('validator'))
    tap.ok(made.status == 201 and made.json['timezone'] == 'Nowhere/XQZW'
           and made.json['roles'][0]['primary'] is True, 'the validator creates a user', made)
    kid = made.json['id']
    tap.equal(client('POST', '/Users', user('VALIDATOR')).status, 409, 'twice, in capitals: 409')
    answer = client('GET', f'/Users/{kid}')
    tap.equal({name: answer.json[name] for name in answer.json if name != 'meta'},
              {name: made.json[name] for name in made.json if name != 'meta'}, 'reads it')
    tap.equal(client('GET', f'/Users/{NOBODY}').status, 404, 'a user who is not there: 404')
    for text, total in [('userName eq "validator"', 1), ('userName eq "VaLiDaToR"', 1),
                        (f'userName eq "{NOBODY}"', 0), ('externalId eq "e-validator"', 1),
                        ('emails[type eq "work"].value eq "validator@example.com"', 1)]:
        answer = client.find(text)
        tap.equal((answer.status, answer.json['totalResults'], answer.json['schemas']),
                  (200, total, [support.LIST]), text)
    enterprise = f'{support.ENTERPRISE}:'
    boss = client('POST', '/Users', user('boss')).json['id']
    answer = client('PATCH', f'/Users/{kid}', patch(
        {'op': 'replace', 'path': 'emails[type eq "work"].value', 'value': 'new@example.com'},
        {'op': 'replace', 'path': 'emails[type eq "work"].primary', 'value': True},
        {'op': 'replace', 'path': 'phoneNumbers[type eq "mobile"].value', 'value': '7'},
        {'op': 'replace', 'path': 'addresses[type eq "work"].locality', 'value': 'M'},
        {'op': 'replace', 'path': 'roles[primary eq "True"].display', 'value': 'role'},
        {'op': 'replace', 'value': {'displayName': 'New', 'name.givenName': 'N', 'active': True,
                                    enterprise + 'department': 'X'}}))
    shown = answer.json
    tap.ok(answer.status == 200 and shown['emails'][0]['value'] == 'new@example.com'
           and shown['phoneNumbers'][1]['value'] == '7' and shown['name']['givenName'] == 'N'
           and shown['addresses'][0]['locality'] == 'M' and shown['roles'][0]['display'] == 'role'
           and shown[support.ENTERPRISE]['department'] == 'X', 'replaces what it had', answer)
    answer = client('PATCH', f'/Users/{kid}', patch(
        {'op': 'add', 'path': 'phoneNumbers[type eq "pager"].value', 'value': '9'},
        {'op': 'add', 'path': enterprise + 'manager', 'value': boss}))
    tap.ok(answer.status == 200
           and answer.json['phoneNumbers'][-1] == {'type': 'pager', 'value': '9'}
           and answer.json[support.ENTERPRISE]['manager']['value'] == boss, 'adds', answer)
    answer = client('PATCH', f'/Users/{kid}', patch(
        {'op': 'remove', 'path': enterprise + 'manager'}, {'op': 'remove', 'path': 'nickName'}))
    tap.ok('manager' not in answer.json[support.ENTERPRISE] and 'nickName' not in answer.json,
           'removes', answer)
    answer = client('PATCH', f'/Users/{kid}', patch({'op': 'remove', 'path': 'userName'}))
    tap.equal((answer.status, answer.json['scimType']), (400, 'mutability'), 'but not what must be')
    answer = client('PATCH', f'/Users/{kid}', patch(
        {'op': 'replace', 'path': 'userName', 'value': 'renamed'}))
    tap.equal((answer.json['userName'], client.find('userName eq "validator"').json['totalResults'],
               client.find('userName eq "renamed"').json['totalResults']), ('renamed', 0, 1),
              'renames')
    answer = client('PATCH', f'/Users/{kid}', patch(
        {'op': 'Replace', 'path': 'active', 'value': 'False'}))
    tap.equal((answer.json['active'], client('GET', f'/Users/{kid}').status), (False, 200),
              'disables, and still reads')
    tap.equal([client('DELETE', f'/Users/{one}').status for one in (kid, kid, NOBODY)],
              [204, 404, 404], 'deletes once')
    return boss


def validator(tap, service):
    directory = service.create_directory('Validator')
    client = Client(directory, 'Validator')
    for path in ('/ServiceProviderConfig', '/Schemas', '/ResourceTypes'):
        tap.equal(client('GET', path).status, 200, f'the validator discovers {path}')
    boss = validator_users(tap, client)
    made = client('POST', '/Groups', {
        'schemas': [support.GROUP,
                    'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
        'displayName': 'Group', 'externalId': 'g1', 'meta': {'resourceType': 'Group'}})
    tap.equal(made.status, 201, 'it creates a group')
    group = made.json['id']
    answer = client('GET', f'/Groups/{group}?excludedAttributes=members')
    tap.equal((answer.status, answer.json['displayName']), (200, 'Group'), 'reads it')
    answer = client.find('displayName eq "GROUP"', 'Groups', excludedAttributes='members')
    tap.equal(answer.json['totalResults'], 1, 'finds it')
    tap.equal(client.find(f'displayName eq "{NOBODY}"', 'Groups').json['totalResults'], 0,
              'and not another')
    for operation, wanted in [
            ({'op': 'Add', 'path': 'members', 'value': [{'$ref': None, 'value': boss}]}, [boss]),
            ({'op': 'Remove', 'path': 'members', 'value': [{'value': boss}]}, []),
            ({'op': 'Replace', 'path': 'displayName', 'value': 'Renamed'}, [])]:
        answer = client('PATCH', f'/Groups/{group}', patch(operation))
        tap.equal((answer.status, answer.body, members(client, group)), (204, b'', wanted),
                  f'{operation["op"]} {operation["path"]}: 204')
    tap.equal([client('DELETE', f'/Groups/{one}').status for one in (group, group)], [204, 404],
              'deletes it once')


def never_empty(tap, service):
    """Whatever isn't understood about members takes nobody out."""
    directory = service.create_directory('Never empty')
    client = Client(directory, 'x')
    user = directory.create_user('member')
    group = directory.create_group('Group', [user])
    for operation in ({'op': 'remove', 'path': 'members', 'value': [{'id': user}]},
                      {'op': 'remove', 'path': 'members', 'value': {'members': [user]}},
                      {'op': 'remove', 'path': 'members', 'value': [{}]},
                      {'op': 'remove', 'path': 'members', 'value': 7},
                      {'op': 'remove', 'path': 'members', 'value': []},
                      {'op': 'remove', 'path': 'members[value eq ""]'},
                      {'op': 'remove', 'path': f'members[value eq "{NOBODY}"]'},
                      {'op': 'remove'}, {'op': 'replace', 'path': 'members', 'value': [{'x': 1}]},
                      {'op': 'replace', 'path': 'members', 'value': [{'value': NOBODY}]},
                      {'op': 'replace', 'value': {'members': [{'value': NOBODY}]}}):
        answer = client('PATCH', f'/Groups/{group}', patch(operation))
        tap.equal(members(client, group), [user],
                  f'nobody leaves ({answer.status}): {json.dumps(operation)[:70]}')


def main():
    with support.Tap() as tap, support.Service() as service:
        for cycle in (okta, onelogin, jumpcloud, google, sailpoint, validator, never_empty):
            cycle(tap, service)
        done = service.run('check')
        tap.equal((done.returncode, done.stderr), (0, ''), 'the check is clean')


if __name__ == '__main__':
    main()
