# SPDX-License-Identifier: GPL-3.0-or-later
"""What is derived when it is shown (a manager's $ref and name, meta, $refs), that filters find it,
and documents that are refused though JSON's grammar would take them."""
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'end-to-end'))
import support  # noqa: E402

NAME = f'{support.ENTERPRISE}:manager.displayName'


def patch(*operations):
    return {'schemas': [support.PATCH], 'Operations': list(operations)}


def found(directory, text, kind='Users', **more):
    answer = directory.scim('GET', f'/{kind}?' + urllib.parse.urlencode({'filter': text, **more}))
    return [one['id'] for one in answer.json['Resources']] if answer.status == 200 else answer


def manager(tap, directory, other):
    boss = directory.create_user('boss', displayName='The Boss')
    stranger = other.create_user('stranger', displayName='A Stranger')
    users = {}
    for name, value in [('report', boss), ('odd', 'x"y/z'), ('nobody', 'gone'),
                        ('fake', '"manager":{"value":"a'), ('abroad', stranger)]:
        users[name] = directory.create_user(name, title='"manager":{"value":"b"}}}', **{
            support.ENTERPRISE: {'department': 'D', 'manager': {'value': value}}})
    plain = directory.create_user('plain', **{support.ENTERPRISE: {
        'department': '"manager":{"value":"a"}}}'}})
    path = f'/Users/{users["report"]}'
    url = f'{directory.base_url}/Users/{boss}'
    for query in ('', '?excludedAttributes=groups', '?excludedAttributes=title',
                  f'?attributes={support.ENTERPRISE}', '?attributes=manager'):
        shown = directory.scim('GET', path + query).json[support.ENTERPRISE]
        tap.equal(shown['manager'], {'value': boss, '$ref': url}, f'a manager has its $ref {query}')
    shown = directory.scim('GET', f'{path}?attributes={support.ENTERPRISE}:manager.$ref').json
    tap.equal(shown[support.ENTERPRISE], {'manager': {'$ref': url}}, 'only the $ref')
    shown = directory.scim('GET', f'{path}?attributes={NAME},{support.ENTERPRISE}:manager.value')
    tap.equal(shown.json[support.ENTERPRISE], {'manager': {'value': boss,
                                                           'displayName': 'The Boss'}},
              'the name, for who asks for it')
    for name, value in [('odd', 'x"y/z'), ('fake', '"manager":{"value":"a')]:
        shown = directory.scim('GET', f'/Users/{users[name]}').json[support.ENTERPRISE]
        tap.equal(shown, {'department': 'D', 'manager': {'value': value}},
                  f'what is no id has no $ref: {name}')
    shown = directory.scim('GET', f'/Users/{plain}').json[support.ENTERPRISE]
    tap.equal(shown, {'department': '"manager":{"value":"a"}}}'}, 'texts stay as they are')
    shown = directory.scim('GET', f'/Users/{users["abroad"]}?attributes={NAME}').json
    tap.ok(support.ENTERPRISE not in shown, "another directory's people have no name here", shown)
    listed = directory.scim('GET', '/Users?filter=userName+eq+"report"').json['Resources'][0]
    tap.equal(listed[support.ENTERPRISE]['manager']['$ref'], url, 'in a list too')
    answer = directory.scim('PATCH', path, patch(
        {'op': 'replace', 'path': f'{support.ENTERPRISE}:manager',
         'value': {'value': boss, '$ref': 'http://elsewhere/x', 'displayName': 'Z'}}))
    tap.equal(answer.json[support.ENTERPRISE]['manager'], {'value': boss, '$ref': url},
              'what a client says of it is not kept')
    tap.equal(found(directory, f'{NAME} eq "the boss"'), [users['report']], "found by its name")
    tap.equal(found(directory, f'{support.ENTERPRISE}:manager.$ref eq "{url}"'), [users['report']],
              'and by its $ref')
    tap.equal(found(directory, f'{NAME} sw "a stranger"'), [], 'but not abroad')


def filters(tap, directory):
    user = directory.create_user('member')
    group = directory.create_group('Members', [user])
    answer = directory.scim('GET', f'/Users/{user}').json
    version, location = answer['meta']['version'], answer['meta']['location']
    quoted = version.replace('"', '\\"')
    tap.equal(found(directory, f'meta.version eq "{quoted}"'), [user], 'meta.version')
    tap.equal(found(directory, f'meta.location eq "{location}"'), [user], 'meta.location')
    text = f'userName eq "member" and meta.location sw "{directory.base_url}/"'
    tap.equal(found(directory, text), [user], 'beside what an index has')
    tap.equal(found(directory, f'members.$ref eq "{location}"', 'Groups'), [group], 'members.$ref')
    tap.equal(found(directory, f'members[$ref eq "{location}" and type eq "User"]', 'Groups'),
              [group], 'in brackets')
    tap.equal(found(directory, f'groups.$ref eq "{directory.base_url}/Groups/{group}"'), [user],
              'groups.$ref')


def refused(tap, directory):
    for name in (' ', '\t\n', '\u00a0\u2003', ''):
        answer = directory.scim('POST', '/Users', {'schemas': [support.CORE], 'userName': name})
        tap.ok(answer.status == 400 and answer.json['scimType'] == 'invalidValue',
               f'a userName of blanks {name!r}', answer)
    answer = directory.scim('POST', '/Groups', {'schemas': [support.GROUP], 'displayName': '  '})
    tap.equal(answer.status, 400, 'or a displayName')
    user = directory.create_user('named')
    answer = directory.scim('PATCH', f'/Users/{user}', patch(
        {'op': 'replace', 'path': 'userName', 'value': '   '}))
    tap.equal((answer.status, answer.json['scimType']), (400, 'invalidValue'), 'nor by a PATCH')
    twice = ['{"schemas":["%s"],"userName":"a","userName":"b"}',
             '{"schemas":["%s"],"userName":"a","user\\u004eame":"b"}',
             '{"schemas":["%s"],"userName":"a","name":{"givenName":"x","givenName":"x"}}',
             '{"schemas":["%s"],"userName":"a","emails":[{"value":"x","value":"y"}]}',
             '{"schemas":["%s"],"userName":"a",' + ','.join(
                 f'"x{n}":{{"userName":1}}' for n in range(100)) + ',"x7":1}']
    for text in twice:
        answer = directory.scim('POST', '/Users', (text % support.CORE).encode())
        tap.ok(answer.status == 400 and answer.json['scimType'] == 'invalidSyntax',
               f'a name twice: {text[30:80]}', answer)
    text = '{"schemas":["%s"],"userName":"once","x":[{"a":"\\"a\\":1,"},{"a":2}],"y":{"a":{"a":1}}}'
    answer = directory.scim('POST', '/Users', (text % support.CORE).encode())
    tap.equal(answer.status, 201, 'the same name in other objects is another')


def activity_of_put(tap, directory):
    user = directory.create_user('put-active')
    path = f'/Users/{user}'
    directory.scim('PATCH', path, patch({'op': 'replace', 'path': 'active', 'value': False}))
    body = {'schemas': [support.CORE], 'userName': 'put-active', 'title': 'T'}
    answer = directory.scim('PUT', path, body)
    tap.equal((answer.json.get('active'), answer.json['title']), (False, 'T'),
              'a PUT without active leaves it')
    tap.equal(directory.admin('GET').json['users']['active'],
              directory.admin('GET').json['users']['total'] - 1, 'as it is counted')
    answer = directory.scim('PUT', path, {**body, 'active': True})
    tap.equal(answer.json['active'], True, 'and one with it sets it')


def main():
    with support.Tap() as tap, support.Service() as service:
        directory = service.create_directory()
        manager(tap, directory, service.create_directory('Abroad'))
        filters(tap, directory)
        refused(tap, directory)
        activity_of_put(tap, service.create_directory('Put'))
        done = service.run('check')
        tap.equal((done.returncode, done.stderr), (0, ''), 'the check is clean')


if __name__ == '__main__':
    main()
