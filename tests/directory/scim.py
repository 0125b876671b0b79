# SPDX-License-Identifier: GPL-3.0-or-later
"""SCIM beyond Entra's cycle: methods and media types, ETags, paging and order, projection, whole
and long groups, what PUT and PATCH leave, discovery, scans, and the tolerances of the base URL."""
import concurrent.futures
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'end-to-end'))
import support  # noqa: E402

NOBODY = '5171a35d-0000-4000-8000-000000000000'


def patch(*operations):
    return {'schemas': [support.PATCH], 'Operations': list(operations)}


def find(directory, text, kind='Users', **more):
    return directory.scim('GET', f'/{kind}?' + urllib.parse.urlencode({'filter': text, **more}))


def methods(tap, directory, user):
    for method, path, allowed in [('DELETE', '/Users', 'GET, HEAD, POST'),
                                  ('POST', f'/Users/{user}', 'GET, HEAD, PUT, PATCH, DELETE'),
                                  ('PUT', '/ServiceProviderConfig', 'GET, HEAD'),
                                  ('DELETE', '/Schemas', 'GET, HEAD'),
                                  ('OPTIONS', '/Groups', 'GET, HEAD, POST')]:
        answer = directory.scim(method, path)
        tap.ok(answer.status == 405 and answer.headers.get('allow') == allowed
               and answer.json['schemas'] == [support.ERROR], f'{method} {path}: 405 and Allow',
               answer)
    answer = directory.scim('HEAD', f'/Users/{user}')
    tap.ok(answer.status == 200 and not answer.body and answer.headers['etag'], 'HEAD', answer)
    for path in ('/Nothing', f'/Users/{user}/x', '/v3/Users', '/users'):
        answer = directory.scim('GET', path)
        tap.ok(answer.status in (400, 404) and answer.json['schemas'] == [support.ERROR],
               f'{path}: {answer.status} as a SCIM error', answer)
    tap.equal(directory.scim('GET', '/v3/Users').json['scimType'], 'invalidVers', 'a wrong version')
    tap.equal(directory.scim('GET', '/Me').status, 501, '/Me: 501')


def media(tap, directory):
    body = {'schemas': [support.CORE], 'userName': 'media'}
    for name, wanted in [('text/plain', 415), ('application/xml', 415), ('application/jsonx', 415),
                         ('application/json; charset=utf-8', 201)]:
        answer = directory.scim('POST', '/Users', body, {'Content-Type': name})
        tap.equal(answer.status, wanted, f'Content-Type {name}')
    for name, wanted in [('application/scim+json', 200), ('application/json', 200), ('*/*', 200),
                         ('text/html, application/*;q=0.1', 200), ('text/html', 406),
                         ('application/json;q=0', 406)]:
        answer = directory.scim('GET', '/Users', headers={'Accept': name})
        tap.equal(answer.status, wanted, f'Accept {name}')
    tap.equal(answer.headers['content-type'], 'application/scim+json', 'errors are SCIM too')


def tolerances(tap, directory, user):
    for path in (f'/Users/{user}', f'/v2/Users/{user}', f'/Users/{user}/', f'//Users/{user}',
                 f'/Users/{user}?aadOptscim062020', f'/Users/{user}?AzureAdScimPatch2017&x=y&',
                 f'/Users/{user}?'):
        answer = directory.scim('GET', path)
        tap.ok(answer.status == 200 and answer.json['id'] == user, path.replace(user, 'ID'), answer)
    answer = directory.scim('GET', '/Users?filter=userName+eq+%22nobody%22&')
    tap.equal(answer.status, 200, "OneLogin's trailing &")
    answer = directory.scim('GET', '/Users?startIndex=one')
    tap.ok(answer.status == 400 and answer.json['scimType'] == 'invalidValue', 'a number is one',
           answer)


def etags(tap, directory):
    made = directory.scim('POST', '/Users', {'schemas': [support.CORE], 'userName': 'etag'})
    user, tag = made.json['id'], made.headers['etag']
    path = f'/Users/{user}'
    tap.equal((tag, made.headers['location']),
              (made.json['meta']['version'], made.json['meta']['location']),
              'ETag and Location are those of meta')
    tap.equal(directory.scim('GET', path).headers['etag'], tag, 'reading gives the same')
    for tags, wanted in [(tag, 304), (tag[2:], 304), ('*', 304), (f'"x", {tag}', 304), ('W/"x"',
                                                                                        200)]:
        answer = directory.scim('GET', path, headers={'If-None-Match': tags})
        tap.ok(answer.status == wanted and (wanted == 200 or not answer.body),
               f'If-None-Match: {wanted}', answer)
    title = patch({'op': 'add', 'path': 'title', 'value': 'A'})
    for method, body in [('PATCH', title), ('DELETE', None),
                         ('PUT', {'schemas': [support.CORE], 'userName': 'etag'})]:
        answer = directory.scim(method, path, body, {'If-Match': 'W/"1"'})
        tap.equal((answer.status, answer.json['status']), (412, '412'), f'If-Match, {method}: 412')
    answer = directory.scim('PATCH', path, title, {'If-Match': tag})
    tap.ok(answer.status == 200 and answer.headers['etag'] != tag,
           'a match changes and has a new tag',
           answer)
    changed = answer.headers['etag']
    answer = directory.scim('PATCH', path, title)
    tap.equal((answer.headers['etag'], answer.json['meta']['lastModified']),
              (changed, directory.scim('GET', path).json['meta']['lastModified']),
              'no change leaves tag and time')
    group = directory.create_group('etag')
    before = directory.scim('GET', f'/Groups/{group}').headers['etag']
    answer = directory.scim('PATCH', f'/Groups/{group}',
                            patch({'op': 'add', 'path': 'members', 'value': [{'value': user}]}))
    tap.equal(answer.status, 204, 'a group answers PATCH with 204')
    tap.ok(answer.headers['etag'] != before, 'a member changes its tag')
    answer = directory.scim('PATCH', f'/Groups/{group}',
                            patch({'op': 'remove', 'path': f'members[value eq "{user}"]'}),
                            {'If-Match': before})
    tap.equal(answer.status, 412, 'If-Match holds for members alone too')
    tap.ok(directory.scim('GET', path).headers['etag'] != changed, "and the user's tag changed")
    now = directory.scim('GET', path).headers['etag']
    body = {'schemas': [support.CORE], 'userName': 'etag', 'title': 'Put'}
    for method, sent in [('PUT', body), ('DELETE', None), ('PATCH', title)]:
        for name, value in [('If-Match', f'{tag}, "1"'), ('If-None-Match', f'"1", {now}'),
                            ('If-None-Match', '*')]:
            answer = directory.scim(method, path, sent, {name: value})
            tap.equal((answer.status, directory.scim('GET', path).headers['etag']), (412, now),
                      f'{method} with {name}')
    tap.equal(directory.scim('PUT', path, body, {'If-Match': f'"1", {now}'}).status, 200,
              'a PUT that matches')
    tap.equal(directory.scim('DELETE', path, headers={'If-Match': '*'}).status, 204, 'If-Match: *')


def lists(tap, service):
    directory = service.create_directory('Lists')
    users = [directory.create_user(f'user{n:03}', title=f't{n % 3}') for n in range(130)]
    answer = directory.scim('GET', '/Users')
    tap.equal((answer.json['totalResults'], answer.json['itemsPerPage'], answer.json['startIndex']),
              (130, 100, 1), 'a page is 100 unless asked')
    seen = []
    for start in range(1, 140, 17):
        page = directory.scim('GET', f'/Users?startIndex={start}&count=17').json
        tap_ok = page['itemsPerPage'] == len(page['Resources']) and page['totalResults'] == 130
        seen += [user['id'] for user in page['Resources']]
        if not tap_ok:
            tap.ok(False, f'page {start}', page)
    tap.equal(seen, users, 'pages are in the order of making, each once')
    for query, wanted in [('count=0', (130, 0, 1)), ('count=-5', (130, 0, 1)),
                          ('startIndex=0&count=1', (130, 1, 1)), ('startIndex=-9&count=1', (130, 1,
                                                                                            1)),
                          ('startIndex=131', (130, 0, 131)), ('count=100000', (130, 130, 1))]:
        page = directory.scim('GET', '/Users?' + query).json
        tap.equal((page['totalResults'], page['itemsPerPage'], page['startIndex']), wanted, query)
    names = [user['userName'] for user in directory.scim(
        'GET', '/Users?sortBy=userName&sortOrder=descending&count=3').json['Resources']]
    tap.equal(names, ['user129', 'user128', 'user127'], 'sorted by an index')
    page = directory.scim('GET', '/Users?sortBy=title&count=2').json
    tap.equal([user['title'] for user in page['Resources']], ['t0', 't0'], 'sorted by a scan')
    page = find(directory, 'title eq "t1" and userName sw "user"', count=5).json
    tap.equal((page['totalResults'], page['itemsPerPage']), (43, 5), 'filtered and paged')
    page = find(directory, 'title ew "2" or userName eq "USER000"').json
    tap.equal(page['totalResults'], 44, 'a filter that scans')
    for text in ('userName eq', 'userName xx "a"', '(userName pr', 'active gt true', '"' * 20,
                 'userName eq "' + 'x' * 9000 + '"', '(' * 60 + 'userName pr' + ')' * 60):
        answer = find(directory, text)
        tap.ok(answer.status == 400 and answer.json['scimType'] == 'invalidFilter',
               f'not a filter: {text[:20]}', answer)
    answer = directory.scim('POST', '/Users/.search', {
        'schemas': ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
        'filter': 'userName sw "user00"', 'attributes': ['userName'], 'startIndex': 2, 'count': 3})
    tap.equal([user['userName'] for user in answer.json['Resources']],
              ['user001', 'user002', 'user003'], '.search')
    with concurrent.futures.ThreadPoolExecutor(40) as pool:
        found = list(pool.map(lambda _: find(directory, 'title co "t"').status, range(200)))
    tap.ok(set(found) <= {200, 429} and 200 in found, 'many scans: answered or 429', set(found))
    return directory


def projection(tap, directory):
    user = directory.scim('POST', '/Users?attributes=userName', {
        'schemas': [support.CORE, support.ENTERPRISE], 'userName': 'project',
        'name': {'givenName': 'P', 'familyName': 'J'}, 'title': 'T',
        'emails': [{'value': 'p@example.com', 'type': 'work'}],
        support.ENTERPRISE: {'department': 'D', 'costCenter': 'C'}})
    tap.equal(sorted(user.json), ['id', 'schemas', 'userName'], 'POST is projected too')
    kid = user.json['id']
    group = directory.create_group('Projected', [kid])

    def keys(query, path=f'/Users/{kid}'):
        return directory.scim('GET', f'{path}?{query}').json

    tap.equal(sorted(keys('attributes=name.familyName')), ['id', 'name', 'schemas'],
              'a sub-attribute')
    tap.equal(keys('attributes=name.familyName')['name'], {'familyName': 'J'}, 'alone')
    tap.equal(sorted(keys('attributes=')), ['id', 'schemas'], 'no names: what always comes')
    tap.equal(keys('attributes=meta.version')['meta'].keys(), {'version'}, 'of meta')
    tap.equal(keys('attributes=groups.value')['groups'], [{'value': group}],
              'of a derived attribute')
    tap.equal(keys(f'attributes={support.ENTERPRISE}:department')[support.ENTERPRISE],
              {'department': 'D'}, 'of an extension')
    found = keys('excludedAttributes=title,emails,groups,id')
    tap.ok('title' not in found and 'emails' not in found and 'groups' not in found
           and 'id' in found,
           'excluded, but never the id', found)
    tap.ok('groups' in keys('') and keys('')['groups'][0]['display'] == 'Projected',
           'all by default')
    path = f'/Groups/{group}'
    tap.ok('members' not in keys('excludedAttributes=members', path), 'a group without its members')
    tap.equal(keys('attributes=members.value', path)['members'], [{'value': kid}],
              'only their values')
    tap.ok(set(keys('', path)['members'][0]) == {'value', '$ref', 'display', 'type'},
           'a member in full', keys('', path))
    answer = directory.scim('GET', f'/Users/{kid}?attributes=title&excludedAttributes=name')
    tap.equal(answer.status, 400, 'not both')
    answer = directory.scim('PATCH', path + '?attributes=displayName',
                            patch({'op': 'replace', 'path': 'displayName', 'value': 'New'}))
    tap.equal((answer.status, answer.json.get('displayName'), 'members' in answer.json),
              (200, 'New', False), 'PATCH of a group answers 200 when attributes are asked for')
    answer = directory.scim('POST', f'/Users?attributes=password', {
        'schemas': [support.CORE], 'userName': 'secret', 'password': 'correct horse battery'})
    tap.ok(b'horse' not in answer.body and answer.status == 201, 'a password never comes back',
           answer)


def replacing(tap, directory):
    user = directory.create_user('put', title='T', externalId='e')
    other = directory.create_user('put-other')
    answer = directory.scim('PUT', f'/Users/{user}', {
        'schemas': [support.CORE], 'id': NOBODY, 'userName': 'put', 'active': False,
        'groups': [{'value': NOBODY}], 'meta': {'version': 'W/"0"'}})
    tap.ok(answer.status == 200 and answer.json['id'] == user and 'title' not in answer.json
           and 'groups' not in answer.json and answer.json['active'] is False,
           'PUT replaces, and ignores what is read-only', answer)
    answer = directory.scim('PUT', f'/Users/{user}', {'schemas': [support.CORE],
                                                      'userName': 'PUT-other'})
    tap.equal((answer.status, answer.json['scimType']), (409, 'uniqueness'),
              'PUT keeps names unique')
    answer = directory.scim('PUT', f'/Users/{user}', {'schemas': [support.CORE]})
    tap.equal((answer.status, answer.json['scimType']), (400, 'invalidValue'), 'and required')
    answer = directory.scim('PUT', f'/Users/{NOBODY}', {'schemas': [support.CORE], 'userName': 'n'})
    tap.equal(answer.status, 404, 'PUT never creates')
    group = directory.create_group('put', [user])
    answer = directory.scim('PUT', f'/Groups/{group}', {
        'schemas': [support.GROUP], 'displayName': 'put!', 'members': [{'value': other}]})
    tap.equal([member['value'] for member in answer.json['members']], [other],
              'PUT of a group has exactly its members')
    answer = directory.scim('PATCH', f'/Groups/{group}',
                            patch({'op': 'add', 'path': 'members', 'value': [{'value': group}]}))
    tap.equal(answer.status, 400, 'a group is no member of itself')
    answer = directory.scim('PATCH', f'/Users/{user}', patch(
        {'op': 'replace', 'path': 'title', 'value': 'X'}, {'op': 'remove'}))
    tap.equal((answer.status, answer.json['scimType']), (400, 'noTarget'), 'remove without a path')
    tap.ok('title' not in directory.scim('GET', f'/Users/{user}').json,
           'and nothing of it was done')
    directory.scim('DELETE', f'/Users/{other}')
    tap.ok('members' not in directory.scim('GET', f'/Groups/{group}').json,
           'who is deleted leaves their groups')


def races(tap, directory):
    user = directory.create_user('race')
    attributes = ['title', 'nickName', 'locale', 'timezone', 'userType', 'preferredLanguage',
                  'displayName', 'externalId']

    def set_one(name):
        return directory.scim('PATCH', f'/Users/{user}',
                              patch({'op': 'replace', 'path': name, 'value': f'v-{name}'})).status

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        found = list(pool.map(set_one, attributes * 3))
    now = directory.scim('GET', f'/Users/{user}').json
    tap.ok(set(found) == {200} and all(now[name] == f'v-{name}' for name in attributes),
           'no change is lost among many at once', f'{found} {now}')
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: directory.scim('POST', '/Users', {
            'schemas': [support.CORE], 'userName': 'only-once'}).status, range(16)))
    tap.equal(sorted(found), [201] + [409] * 15, 'one of sixteen creates wins')


def long_group(tap, service):
    directory = service.create_directory('Long')
    users = [directory.create_user(f'm{n}') for n in range(2500)]
    group = directory.create_group('Everybody', users)
    small = directory.create_group('Few', users[:3])
    answer = directory.scim('GET', f'/Groups/{group}')
    tap.equal(answer.headers.get('transfer-encoding'), 'chunked', 'a long answer comes in chunks')
    tap.equal([member['value'] for member in answer.json['members']], users,
              'all 2,500 members are there, each once')
    answer = directory.scim('GET', '/Groups')
    tap.equal([(g['id'], len(g['members'])) for g in answer.json['Resources']],
              [(group, 2500), (small, 3)], 'also in a list')
    answer = directory.scim('GET', f'/Groups/{group}?excludedAttributes=members')
    tap.ok('transfer-encoding' not in answer.headers and len(answer.body) < 1000,
           'without them it is short')
    answer = directory.scim('PATCH', f'/Groups/{group}',
                            patch({'op': 'remove', 'path': f'members[value eq "{users[7]}"]'}))
    counts = directory.admin('GET').json
    tap.equal((answer.status, counts['users'], counts['groups'], counts['memberships']),
              (204, {'total': 2500, 'active': 2500}, {'total': 2}, {'total': 2502}),
              'the counts of the directory')


def discovery(tap, directory):
    config = directory.scim('GET', '/ServiceProviderConfig').json
    tap.equal({name: config[name]['supported'] for name in
               ('patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag')},
              {'patch': True, 'bulk': True, 'filter': True, 'changePassword': False, 'sort': True,
               'etag': True}, 'ServiceProviderConfig announces what works')
    types = directory.scim('GET', '/ResourceTypes').json
    tap.equal([t['endpoint'] for t in types['Resources']], ['/Users', '/Groups'], 'ResourceTypes')
    for kind in types['Resources']:
        tap.equal(directory.scim('GET', f'/ResourceTypes/{kind["id"]}').json, kind, kind['id'])
    schemas = directory.scim('GET', '/Schemas').json
    tap.ok(schemas['schemas'] == [support.LIST] and schemas['totalResults'] >= 3
           and b'null' not in directory.scim('GET', '/Schemas').body, 'Schemas, without a null')
    tap.equal(directory.scim('GET', f'/Schemas/{support.CORE.upper()}').json['id'], support.CORE,
              'a URN is compared without regard to case')
    for path in ('/Schemas', '/ResourceTypes', '/ServiceProviderConfig'):
        answer = directory.scim('GET', path + '?filter=name+pr')
        tap.equal(answer.status, 403, f'{path} refuses a filter')
    tap.equal(directory.scim('GET', '/Schemas/urn:x').status, 404, 'an unknown schema')


def directories(tap, service):
    made = service.create_directory('Named')
    tap.equal(service.admin('POST', '/directories', {'name': 'NAMED'}).status, 409,
              'names are unique')
    tap.equal(service.admin('POST', '/directories', {'name': '  '}).status, 400, 'and not empty')
    tap.equal(service.admin('POST', '/directories', {}).status, 400, 'nor missing')
    answer = made.admin('PATCH', '', {'name': 'Renamed'})
    tap.equal((answer.status, answer.json['name']), (200, 'Renamed'), 'a directory is renamed')
    tap.ok('Renamed' in [d['name'] for d in service.admin('GET', '/directories').json],
           'and listed')
    made.create_user('gone')
    tap.equal(made.admin('DELETE').status, 204, 'deleted')
    tap.equal(made.admin('GET').status, 404, 'and gone')
    answer = made.scim('GET', '/Users')
    tap.equal(answer.status, 401, 'its keys are dead')
    tap.equal(made.admin('DELETE').status, 404, 'twice is once')
    answer = service.admin('GET', '/nothing')
    tap.equal((answer.status, answer.headers['content-type']), (404, 'application/problem+json'),
              'the administration API answers with problems')


def main():
    with support.Tap() as tap, support.Service() as service:
        directory = service.create_directory()
        user = directory.create_user('ada@example.com')
        methods(tap, directory, user)
        media(tap, directory)
        tolerances(tap, directory, user)
        etags(tap, directory)
        projection(tap, lists(tap, service))
        replacing(tap, directory)
        races(tap, directory)
        discovery(tap, directory)
        directories(tap, service)
        long_group(tap, service)
        done = service.run('check')
        tap.equal((done.returncode, done.stderr), (0, ''), 'the check is clean')


if __name__ == '__main__':
    main()
