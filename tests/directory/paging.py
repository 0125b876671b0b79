# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages by cursor (RFC 9865) beside pages by index, in every order and with every kind of filter,
while resources come and go; cursors that aren't ours; and queries over all types (RFC 7644 section
3.4.2.1)."""
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'end-to-end'))
import support  # noqa: E402

SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'


def get(directory, kind, **parameters):
    return directory.scim('GET', f'{kind}?' + urllib.parse.urlencode(parameters))


def by_index(directory, kind, count=1000, **parameters):
    found, start = [], 1
    while True:
        page = get(directory, kind, startIndex=start, count=count, **parameters).json
        found += [one['id'] for one in page['Resources']]
        start += count
        if start > page['totalResults']:
            return found


def by_cursor(directory, kind, count, **parameters):
    """All ids, and how many pages they came in."""
    found, cursor, pages = [], '', 0
    while cursor is not None:
        answer = get(directory, kind, cursor=cursor, count=count, **parameters)
        assert answer.status == 200, answer
        assert answer.json['itemsPerPage'] == len(answer.json['Resources']) <= count, answer
        assert 'startIndex' not in answer.json, answer
        found += [one['id'] for one in answer.json['Resources']]
        cursor = answer.json.get('nextCursor')
        assert cursor is None or cursor.replace('-', '').replace('_', '').isalnum(), cursor
        pages += 1
    return found, pages


def people(directory):
    users = []
    for n in range(90):
        more = {}
        if n % 3:
            more['displayName'] = f'Name {n % 7}'
        if n % 4:
            more['externalId'] = f'e{90 - n:03}'
        users.append(directory.create_user(f'{"ab"[n % 2]}{n:03}', title=f't{n % 3}', **more))
    groups = [directory.create_group(f'Name {n}', users[n::5]) for n in range(5)]
    return users, groups


def orders(tap, directory):
    for sort in (None, 'userName', 'displayName', 'externalId', 'meta.lastModified', 'title'):
        for direction in ('ascending', 'descending'):
            parameters = {'sortBy': sort, 'sortOrder': direction} if sort else {}
            wanted = by_index(directory, '/Users', **parameters)
            for count in (1, 7, 89, 90, 91):
                found, pages = by_cursor(directory, '/Users', count, **parameters)
                if (found, pages) != (wanted, -(-90 // count)):
                    tap.ok(False, f'{sort} {direction} {count}', f'{pages} {found}\n{wanted}')
            tap.equal((len(wanted), by_index(directory, '/Users', 7, **parameters)), (90, wanted),
                      f'by {sort or "nothing"}, {direction}: cursors go the way of indexes')
    page = get(directory, '/Users', cursor='', count=10).json
    tap.equal((page['totalResults'], page['itemsPerPage']), (90, 10), 'the total is told')


def filters(tap, directory, users, groups):
    for text in ('userName sw "a"', 'userName sw "a" and title eq "t1"', 'displayName sw "name"',
                 'displayName sw "name 3" and userName co "a"',
                 'meta.lastModified gt "2020-01-01T00:00:00Z"',
                 'meta.lastModified gt "2020-01-01T00:00:00Z" and title eq "t2"',
                 'title eq "t1"', 'not (title eq "t1")', 'userName pr and active eq true',
                 f'groups.value eq "{groups[2]}"', 'userName eq "a000" or userName eq "b001"',
                 f'groups.value eq "{groups[2]}" and title ne "t0"', 'userName eq "nobody"',
                 'displayName sw "name" or title eq "t0"'):
        for sort in (None, 'userName', 'displayName', 'title'):
            parameters = {'filter': text, **({'sortBy': sort} if sort else {})}
            wanted = by_index(directory, '/Users', **parameters)
            for count in (1, 4, 1000):
                found, _ = by_cursor(directory, '/Users', count, **parameters)
                same = found == wanted if sort else sorted(found) == sorted(wanted)
                if not same:
                    tap.ok(False, f'{text} {sort} {count}', f'{found}\n{wanted}')
        tap.ok(text == 'userName eq "nobody"' or wanted, f'{text}: every page, each once')
    wanted = by_index(directory, '/Groups', filter='displayName sw "Name"')
    tap.equal(by_cursor(directory, '/Groups', 2, filter='displayName sw "Name"')[0], wanted,
              'groups too')


def coming_and_going(tap, service):
    directory = service.create_directory('Moving')
    users = [directory.create_user(f'm{n:02}') for n in range(0, 40, 2)]
    for sort in ({}, {'sortBy': 'userName'}):
        page = get(directory, '/Users', cursor='', count=10, **sort).json
        first = [one['id'] for one in page['Resources']]
        directory.scim('DELETE', f'/Users/{first[3]}')
        directory.scim('DELETE', f'/Users/{first[-1]}')
        directory.create_user('m01' + ('x' if sort else ''))
        page = get(directory, '/Users', cursor=page['nextCursor'], count=100, **sort).json
        rest = [one['id'] for one in page['Resources']]
        here = by_index(directory, '/Users')
        tap.ok(not set(first) & set(rest) and set(users) & set(here) <= set(first) | set(rest),
               f'nobody twice, nobody left out {sort}', f'{first}\n{rest}')


def deep(tap, service):
    """Pages by index in an index's order go on where the one before ended."""
    directory = service.create_directory('Deep')
    for n in range(60):
        directory.create_user(f'd{n * 2:03}', **({'displayName': f'N{n % 4}'} if n % 3 else {}))
    for sort in ('userName', 'displayName', 'externalId', 'meta.lastModified'):
        for direction in ('ascending', 'descending'):
            parameters = {'sortBy': sort, 'sortOrder': direction}
            wanted = by_index(directory, '/Users', **parameters)
            for start in (60, 7, 33, 2, 40, 21, 59, 61, 100):
                page = get(directory, '/Users', startIndex=start, count=10, **parameters).json
                found = [one['id'] for one in page['Resources']]
                if (found, page['totalResults'], page['startIndex']) != (
                        wanted[start - 1:start + 9], 60, start):
                    tap.ok(False, f'{sort} {direction} from {start}', page)
            tap.equal(by_index(directory, '/Users', 4, **parameters), wanted,
                      f'{sort} {direction}: from anywhere and one after the other')
    first = [one['userName'] for one in get(directory, '/Users', startIndex=1, count=20,
                                            sortBy='userName').json['Resources']]
    directory.create_user('d001')
    rest = [one['userName'] for one in get(directory, '/Users', startIndex=21, count=100,
                                           sortBy='userName').json['Resources']]
    tap.equal(first + rest, [f'd{n * 2:03}' for n in range(60)],
              'who comes in before the page moves nobody onto it twice')


def refusals(tap, directory, other):
    page = get(directory, '/Users', cursor='', count=5, filter='title eq "t1"').json
    cursor = page['nextCursor']
    wrong = [('another filter', directory, '/Users', {'filter': 'title eq "t2"'}, cursor),
             ('another order', directory, '/Users',
              {'filter': 'title eq "t1"', 'sortBy': 'userName'}, cursor),
             ('another type', directory, '/Groups', {'filter': 'title eq "t1"'}, cursor),
             ('another directory', other, '/Users', {'filter': 'title eq "t1"'}, cursor),
             ('a changed one', directory, '/Users', {'filter': 'title eq "t1"'},
              cursor[:30] + ('A' if cursor[30] != 'A' else 'B') + cursor[31:]),
             ('a short one', directory, '/Users', {'filter': 'title eq "t1"'}, cursor[:20]),
             ('nonsense', directory, '/Users', {}, 'what?')]
    for name, where, kind, parameters, text in wrong:
        answer = get(where, kind, cursor=text, **parameters)
        tap.ok(answer.status == 400 and answer.json['scimType'] == 'invalidCursor', name, answer)
    answer = get(directory, '/Users', cursor=cursor, startIndex=1, filter='title eq "t1"')
    tap.equal(answer.status, 400, 'startIndex and cursor at once')
    answer = directory.scim('POST', '/Users/.search', {
        'schemas': [SEARCH], 'filter': 'title eq "t1"', 'cursor': cursor, 'count': 5})
    tap.ok(answer.status == 200 and not {one['id'] for one in answer.json['Resources']}
           & {one['id'] for one in page['Resources']}, '.search goes on with a cursor', answer)
    answer = get(directory, '/Users', cursor='', count=0)
    tap.equal((answer.json['totalResults'], answer.json['Resources']), (90, []), 'count 0')
    paging = directory.scim('GET', '/ServiceProviderConfig').json['pagination']
    tap.ok(paging['cursor'] is True and paging['index'] is True
           and paging['defaultPaginationMethod'] == 'index' and paging['cursorTimeout'] > 0,
           'announced', paging)
    tap.ok('nextCursor' not in get(directory, '/Users', count=5).json, 'only for who asks')


def root(tap, directory, users, groups):
    answer = get(directory, '/', filter='displayName eq "name 3"', count=1000)
    wanted = by_index(directory, '/Users', filter='displayName eq "name 3"') + [groups[3]]
    tap.equal([one['id'] for one in answer.json['Resources']], wanted, 'users and groups together')
    kinds = [one['meta']['resourceType'] for one in answer.json['Resources']]
    tap.ok(kinds[-1] == 'Group' and set(kinds[:-1]) == {'User'}
           and len(answer.json['Resources'][-1]['members']) == 18
           and all('groups' in one for one in answer.json['Resources'][:-1]),
           'each shown as what it is', kinds)
    everything = get(directory, '', count=1000).json
    tap.equal((everything['totalResults'], [one['id'] for one in everything['Resources']]),
              (95, users + groups), 'no filter: everything')
    page = get(directory, '/', startIndex=89, count=4).json
    tap.equal([one['id'] for one in page['Resources']], users[88:] + groups[:2],
              'a page across both')
    for text, total in [('meta.resourceType eq "Group"', 5), ('meta.resourceType eq "User"', 90),
                        ('meta.resourceType ne "User"', 5), ('userName eq "a000"', 1),
                        (f'id eq "{groups[1]}"', 1), ('members pr', 5), ('title eq "t1"', 30),
                        (f'members.value eq "{users[0]}" or userName eq "a002"', 2),
                        ('not (meta.resourceType eq "User")', 5), ('nothing eq "x"', 0),
                        ('userName ne "a000"', 94)]:
        answer = get(directory, '/', filter=text)
        tap.equal(answer.json.get('totalResults'), total, f'over all types: {text}')
    answer = directory.scim('POST', '/.search', {
        'schemas': [SEARCH], 'filter': 'displayName pr', 'sortBy': 'displayName', 'count': 1000,
        'attributes': ['displayName', 'userName']})
    names = [one['displayName'] for one in answer.json['Resources']]
    tap.ok(names == sorted(names) and len(names) == 65
           and {'id', 'schemas', 'displayName'} == set(answer.json['Resources'][-1]) - {'userName'},
           '.search of all types, sorted among each other and projected', names)
    found, _ = by_cursor(directory, '/', 7)
    tap.equal(found, users + groups, 'and by cursor')
    answer = get(directory, '/', filter='userName xx "a"')
    tap.equal((answer.status, answer.json['scimType']), (400, 'invalidFilter'), 'a wrong filter')
    answer = get(directory, '/', sortBy='nothing')
    tap.equal(answer.status, 400, 'a wrong order')


def main():
    with support.Tap() as tap, support.Service() as service:
        directory = service.create_directory()
        users, groups = people(directory)
        orders(tap, directory)
        filters(tap, directory, users, groups)
        coming_and_going(tap, service)
        deep(tap, service)
        refusals(tap, directory, service.create_directory('Other'))
        root(tap, directory, users, groups)


if __name__ == '__main__':
    main()
