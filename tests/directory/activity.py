# SPDX-License-Identifier: GPL-3.0-or-later
"""The activity: what stands alone and what is gathered, cursors in commit order, waiting readers,
the recognised connection test, and what never appears in it."""
import os
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'end-to-end'))
import support  # noqa: E402

GUID = '7c1d5b64-2f7e-4f0a-9c0e-0a4f0d3f1d11'


def look_up(directory, attribute, value, kind='Users', **more):
    query = urllib.parse.urlencode({'filter': f'{attribute} eq "{value}"'})
    return directory.scim('GET', f'/{kind}?{query}', **more)


def settled(directory, after, count=1):
    """The items behind a cursor, once there are so many."""
    support.wait_until(lambda: len(directory.activity(after)[0]) >= count, 10)
    return directory.activity(after)


def fence(directory, after):
    """The items behind a cursor that were before now, and the cursor behind them: what is written
    down later than a failure that we make here came later."""
    name = f'fence-{time.monotonic_ns()}'
    directory.scim('GET', f'/Users/{name}')
    found = []
    for _ in range(100):
        items, after = directory.activity(after, wait=10, limit=1000)
        for item in items:
            if item['resource'] and item['resource']['id'] == name:
                return found, after
            found.append(item)
    raise RuntimeError('the fence did not come')


def connection_test(tap, directory):
    _, after = directory.activity()
    answer = look_up(directory, 'userName', GUID)
    tap.ok(answer.status == 200 and answer.json['totalResults'] == 0, 'a random GUID: 200, empty',
           answer)
    items, after = settled(directory, after)
    item = items[-1]
    tap.equal((item['meaning'], item['idp'], item['key_id'], item['status'], item['count']),
              ('test connection', 'entra', directory.key_id, 200, 1),
              'is recognised as a connection test of Entra, with its key')
    tap.ok(GUID not in item['path'] and '?filter=userName eq ?' in item['path'],
           "the path keeps the filter's shape", item)
    look_up(directory, 'displayName', GUID, 'Groups')
    items, after = settled(directory, after)
    tap.equal(items[-1]['meaning'], 'test connection', 'also when it asks for a group')
    look_up(directory, 'externalId', GUID)
    items, after = settled(directory, after)
    tap.ok(items[-1]['meaning'] != 'test connection', 'but not by externalId', items)
    look_up(directory, 'userName', 'nobody@example.com')
    look_up(directory, 'userName', 'nobody@example.com')
    items, after = settled(directory, after, 2)
    tap.equal([(i['meaning'], i['count'], i['resource']['name']) for i in items],
              [('looked for, not found', 1, 'nobody@example.com')] * 2,
              'look-ups that found nothing stand alone, with the value looked for')
    directory.scim('GET', '/Users?startIndex=1&count=2',
                   headers={'User-Agent': 'Okta SCIM Client 1.0.0'})
    items, after = settled(directory, after)
    tap.equal((items[-1]['idp'], items[-1]['meaning']), ('okta', 'test connection'),
              "Okta's is recognised too")


def gathering(tap, directory):
    directory.create_user('gather@example.com')
    after = fence(directory, directory.activity(0, limit=1000)[1])[1]
    for _ in range(40):
        look_up(directory, 'userName', 'gather@example.com')
    items, after = fence(directory, after)
    tap.equal(sum(item['count'] for item in items), 40, 'every read is counted')
    tap.ok(len(items) < 20, 'in fewer items', items)
    for _ in range(3):
        directory.scim('GET', '/Users/nobody')
    items, after = fence(directory, after)
    tap.equal([(item['status'], item['count']) for item in items], [(404, 1)] * 3,
              'failures stand alone')
    for _ in range(30):
        directory.scim('GET', '/Users', key='rcd_wrong')
    items, after = fence(directory, after)
    tap.ok(sum(item['count'] for item in items) == 30 and len(items) < 20,
           'but not those of a wrong key, which anybody could send', items)
    for number in range(30):
        directory.scim('GET', '/Users', key='rcd_wrong',
                       headers={'User-Agent': f'{number} ' + 'x' * 5000})
    items, after = fence(directory, after)
    tap.ok(len(items) < 20 and all(len(item['client']) <= 200 for item in items),
           'whatever they call themselves, at whatever length', items)
    directory.scim('GET', '/Users', headers={'User-Agent': 'Rollcall/0.1'})
    items, after = fence(directory, after)
    tap.equal(items, [], 'our own reads leave no trace')


def writes(tap, directory):
    _, after = directory.activity()
    answer = directory.scim('POST', '/Users', {
        'schemas': [support.CORE], 'userName': 'w@example.com', 'title': 'One',
        'password': 'correct horse'})
    user = answer.json['id']
    items, after = directory.activity(after)
    tap.equal([(i['kind'], i['method'], i['status'], i['meaning']) for i in items],
              [('request', 'POST', 201, 'person created'), ('change', 'POST', 201,
                                                            'person created')],
              "a write's request and change are there as soon as it is answered")
    tap.ok(items[0]['request_id'] == items[1]['request_id'], 'with one request id', items)
    directory.scim('PATCH', f'/Users/{user}', {'schemas': [support.PATCH], 'Operations': [
        {'op': 'replace', 'path': 'title', 'value': 'Two'}]})
    items, after = directory.activity(after)
    change = items[-1]['changes'][0]
    tap.equal((change['path'], change.get('old'), change.get('new')), ('title', 'One', 'Two'),
              'a change says what was and what is')
    directory.scim('PATCH', f'/Users/{user}', {'schemas': [support.PATCH], 'Operations': [
        {'op': 'Replace', 'path': 'active', 'value': 'False'}]})
    items, after = directory.activity(after)
    tap.equal(items[-1]['meaning'], 'person deactivated', 'a deactivation is called so')
    directory.scim('PATCH', f'/Users/{user}', {'schemas': [support.PATCH], 'Operations': [
        {'op': 'replace', 'path': 'title', 'value': 'Two'}]})
    items, after = directory.activity(after)
    tap.equal([i['meaning'] for i in items], ['nothing changed'], 'so is what changed nothing')
    group = directory.create_group('G')
    members = [directory.create_user(f'm{n}@example.com') for n in range(120)]
    _, after = directory.activity(after, limit=1000)
    directory.scim('PATCH', f'/Groups/{group}', {'schemas': [support.PATCH], 'Operations': [
        {'op': 'add', 'path': 'members', 'value': [{'value': m} for m in members]}]})
    items, after = directory.activity(after)
    change = items[-1]['changes'][0]
    tap.equal((change['op'], change['path'], change['count'], len(change['new'])),
              ('add', 'members', 120, 100), 'members come with their count and the first hundred')
    directory.scim('DELETE', f'/Users/{user}')
    text = directory.admin('GET', '/activity?after=0&limit=1000').body.decode()
    tap.ok('w@example.com' not in text, "a deleted person's values are gone from the activity")
    tap.ok('person deleted' in text and user in text, 'though not that they were deleted')
    tap.ok('correct horse' not in text, 'a password never appears')
    only, _ = directory.activity(0, resource=group)
    tap.ok(only and all(i['resource']['id'] == group for i in only), 'items of one resource', only)
    only, _ = directory.activity(0, kind='change', limit=1000)
    tap.ok(only and all(i['kind'] == 'change' for i in only), 'items of one kind')
    only, _ = directory.activity(0, min_status=400)
    tap.ok(only and all(i['status'] >= 400 for i in only), 'items of failures')


def refusals(tap, directory):
    _, after = directory.activity()
    directory.scim('POST', '/Users', {'schemas': [support.CORE], 'displayName': 'Zoe'})
    directory.create_user('zoe@example.com')
    directory.scim('POST', '/Users', {'schemas': [support.CORE], 'userName': 'ZOE@example.com'})
    items, after = fence(directory, after)
    refused = {item['status']: item for item in items if (item['status'] or 0) >= 400}
    tap.ok('userName' in refused[400]['detail'], 'a refusal says why', refused[400])
    tap.equal(refused[400]['resource']['name'], 'Zoe', 'and who was meant, though without a name')
    tap.ok('userName' in refused[409]['detail'] and 'request' not in refused[409]['detail'],
           'in the words that the client was told', refused[409])
    tap.equal(refused[409]['resource']['name'], 'ZOE@example.com', 'and about whom')
    tap.equal({item['detail'] for item in items if (item['status'] or 0) < 400}, {None},
              'what went well has no reason')


def cursors(tap, directory):
    seen, after = [], 0
    while True:
        items, following = directory.activity(after, limit=7)
        if not items:
            break
        seen += [item['cursor'] for item in items]
        after = following
    tap.ok(seen == sorted(set(seen)) and len(seen) > 50, 'cursors rise, page by page, each once')
    back = directory.admin('GET', f'/activity?before={seen[-1]}&limit=5').json['items']
    tap.equal([item['cursor'] for item in back], seen[-6:-1][::-1], 'and fall, backwards')
    answer = directory.admin('GET', '/activity')
    tap.equal((answer.json['items'], answer.json['next']), ([], seen[-1]),
              'no after means from now')
    tap.equal(answer.json['oldest'], seen[0], 'the oldest is named')
    tap.equal(directory.admin('GET', '/activity?after=x').status, 400, 'a cursor is a number')


def waiting(tap, directory):
    _, after = directory.activity(0, limit=1000)
    found = {}

    def wait():
        begun = time.monotonic()
        found['items'], _ = directory.activity(after, wait=20)
        found['seconds'] = time.monotonic() - begun

    for name, act in [('a write', lambda: directory.create_user(f'wait{time.time()}@example.com')),
                      ('a read', lambda: look_up(directory, 'userName', 'nobody'))]:
        thread = threading.Thread(target=wait)
        thread.start()
        time.sleep(0.5)
        begun = time.monotonic()
        act()
        thread.join(20)
        late = time.monotonic() - begun
        tap.ok(late < 1 and found['items'], f'a waiting reader hears of {name} within a second',
               f'{late} {found}')
        _, after = fence(directory, after)
    begun = time.monotonic()
    items, _ = directory.activity(after, wait=1)
    tap.ok(not items and 0.9 < time.monotonic() - begun < 3,
           'a wait that hears nothing ends in time')
    other = directory.service.create_directory('Quiet')
    _, after = other.activity(0)
    thread = threading.Thread(target=lambda: found.update(quiet=other.activity(after, wait=2)[0]))
    thread.start()
    time.sleep(0.3)
    directory.create_user(f'else{time.time()}@example.com')
    thread.join(10)
    tap.equal(found.get('quiet'), [], "another directory's changes are not one's own")


def retention(tap):
    with support.Service('--keep-seconds', '1') as service:
        directory = service.create_directory()
        items, after = directory.activity()
        for _ in range(5):
            directory.scim('GET', '/Users/nobody')
        tap.ok(items and support.wait_until(lambda: directory.activity()[0] == [], 10, 0.2),
               'what is old goes by itself')
        answer = directory.admin('GET', f'/activity?after={after}')
        tap.equal((answer.status, answer.headers['content-type']),
                  (410, 'application/problem+json'), 'a cursor that has expired: 410')


def main():
    with support.Tap() as tap, support.Service() as service:
        directory = service.create_directory()
        items, _ = directory.activity()
        tap.equal([(i['kind'], i['meaning'], i['key_id']) for i in items],
                  [('key', 'key created', directory.key_id)], 'a new directory begins with its key')
        connection_test(tap, directory)
        gathering(tap, directory)
        writes(tap, directory)
        refusals(tap, directory)
        cursors(tap, directory)
        waiting(tap, directory)
        retention(tap)
        text = directory.admin('GET', '/activity?after=0&limit=1000').body.decode()
        tap.ok(directory.key[4:40] not in text, 'no key in the activity')


if __name__ == '__main__':
    main()
