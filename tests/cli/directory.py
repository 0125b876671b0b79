# SPDX-License-Identifier: GPL-3.0-or-later
"""directory, key, connection and activity with the embedded service and a real keyring: the key is
printed once or never, a saved directory has a key to read and one to write, and what goes is asked
about first."""
import json
import os
import pty
import re
import signal
import stat
import subprocess
import time

import cli
import support

SECRET = re.compile(r'rcd_[0-9A-Za-z]{49}')


def as_json(home, *words, **more):
    done = home.run(*words, '--format', 'json', **more)
    assert done.returncode == 0, done
    return json.loads(done.stdout)


def creating(tap, home):
    done = home.run('directory', 'create', 'Plain')
    keys = SECRET.findall(done.stdout)
    cli.expect(tap, done, 0, 'directory create', 'Directory base URL', 'Tenant URL', 'Secret Token',
               '/scim/directory/', 'this computer only', 'shown this once')
    tap.equal(len(keys), 1, 'prints the key once')
    tap.equal(done.stderr, '', 'and nothing else')
    base_url = re.search(r'http://\S+', done.stdout).group(0)
    answer = support.request(base_url + '/Users', 'GET',
                             headers={'Authorization': f'Bearer {keys[0]}'})
    tap.equal(answer.status, 200, 'both work')

    made = as_json(home, 'directory', 'create', 'As JSON')
    tap.equal(list(made), ['id', 'name', 'base_url', 'key'], 'in JSON, what the API answers')
    tap.ok(SECRET.fullmatch(made['key']['secret']), 'with the key')
    done = home.run('directory', 'create', 'Saved', '--connection', 'Saved')
    cli.expect(tap, done, 0, 'directory create --connection', 'in the keyring', 'only reads')
    tap.ok(not cli.KEY.search(done.stdout + done.stderr), 'prints no key', done.stdout)
    made = as_json(home, 'directory', 'create', 'Saved too', '--connection', 'Saved too')
    tap.ok('secret' not in made['key'], 'nor in JSON', made)
    before = len(as_json(home, 'directory', 'list'))
    cli.expect(tap, home.run('directory', 'create', 'Again', '--connection', 'Saved'), 1,
               'a connection of that name', 'No directory was made', where='err')
    tap.equal(len(as_json(home, 'directory', 'list')), before, 'and none was')


def listing(tap, home):
    rows = as_json(home, 'directory', 'list')
    tap.equal(list(rows[0]), ['id', 'name', 'base_url', 'created', 'users', 'groups', 'memberships',
                              'last_request', 'last_change'], 'directory list in JSON')
    cli.expect(tap, home.run('directory', 'list'), 0, 'directory list', 'Plain', 'As JSON')
    cli.expect(tap, home.run('directory', 'show', 'Plain'), 0, 'directory show', '/scim/directory/')
    by_id = as_json(home, 'directory', 'show', rows[0]['id'])
    # The earlier requests are told a quarter of a second late.
    del by_id['last_request'], rows[0]['last_request']
    tap.equal(by_id, rows[0], 'by id')
    cli.expect(tap, home.run('directory', 'show', 'plain'), 1, 'another name', '“Plain”',
               where='err')
    cli.expect(tap, home.run('directory', 'rename', 'As JSON', 'Renamed'), 0, 'directory rename',
               out='')
    cli.expect(tap, home.run('directory', 'show', 'Renamed'), 0, 'has the new name')


def keys(tap, home):
    found = as_json(home, 'key', 'list', 'Saved')
    tap.equal(sorted((key['scope'], key['name'].split(' on ')[0]) for key in found),
              [('provision', 'First key'), ('read', 'Rollcall')], 'a key to write, one to read')
    tap.ok(all('secret' not in key for key in found), 'the list has no secrets')
    done = home.run('key', 'new', 'Plain', '--scope', 'read', '--expires', '90d', '--name',
                    'Reader')
    tap.ok(done.returncode == 0 and len(SECRET.findall(done.stdout)) == 1, 'key new', done)
    cli.expect(tap, home.run('key', 'new', 'Plain', '--expires', 'tomorrow'), 2, 'no such time',
               'never', where='err')
    cli.expect(tap, home.run('key', 'new', 'Plain', '--expires', '2020-01-01'), 2,
               'a time that is past',
               'revoke', where='err')
    cli.expect(tap, home.run('key', 'new', 'Plain', '--scope', 'root'), 2, 'no such scope',
               where='err')
    cli.expect(tap, home.run('key', 'extend', 'Plain', 'Reader', '--expires', 'never'), 0,
               'key extend')
    reader = [key for key in as_json(home, 'key', 'list', 'Plain') if key['name'] == 'Reader'][0]
    tap.equal(reader['expires'], None, 'it never expires')
    done = home.run('key', 'replace', 'Plain', 'First key', '--overlap', '3', '--format', 'json')
    tap.ok(done.returncode == 0 and SECRET.fullmatch(json.loads(done.stdout)['secret']),
           'key replace',
           done)
    cli.expect(tap, home.run('key', 'new', 'Plain'), 1, 'a third provision key', '409', where='err')
    cli.expect(tap, home.run('key', 'revoke', 'Plain', reader['prefix'], '--yes'), 0,
               'key revoke, by its prefix')
    cli.expect(tap, home.run('key', 'revoke', 'Plain', 'Reader', '--yes'), 1, 'and it is gone',
               'no key “Reader”', where='err')
    done = home.run('key', 'new', 'Saved', '--connection', 'Saved')
    tap.ok(done.returncode == 0
           and not cli.KEY.search(done.stdout) and 'in the keyring' in done.stdout,
           'key new --connection prints none', done)
    cli.expect(tap, home.run('key', 'new', 'Plain', '--connection', 'Saved'), 2,
               'a connection to another directory', 'isn\'t one to', where='err')


def connections(tap, home):
    shown = as_json(home, 'connection', 'show', 'Saved')
    tap.equal((shown['key'], shown['provision_key'], shown['service']), (True, True, 'embedded'),
              'connection show says which keys there are')
    path = os.path.join(home.environment['XDG_CONFIG_HOME'], 'rollcall', 'connections.ini')
    tap.equal(oct(stat.S_IMODE(os.stat(path).st_mode)), '0o600', 'the file is for its owner')
    with open(path, encoding='utf-8') as file:
        tap.ok(not cli.KEY.search(file.read()), 'and has no key in it')
    cli.expect(tap, home.run('connection', 'test', 'Saved'), 0, 'connection test', 'can be read')
    cli.expect(tap, home.run('counts', 'Saved'), 0, 'it is read with its own key')
    used = [key['scope'] for key in as_json(home, 'key', 'list', 'Saved') if key['last_used']]
    tap.ok('provision' not in used, 'never with the provision key', used)

    plain = as_json(home, 'directory', 'show', 'Plain')
    fresh = as_json(home, 'key', 'new', 'Plain', '--scope', 'read')
    cli.expect(tap, home.run('counts', 'scim:' + plain['base_url']), 3, 'a side without its key',
               '--key-file', 'ROLLCALL_KEY', 'connection add', where='err')
    home.write('people.csv', cli.PEOPLE)
    cli.expect(tap, home.run('compare', './people.csv', 'scim:' + plain['base_url']), 3,
               'a target without its key', '--target-key-file', 'ROLLCALL_TARGET_KEY', where='err')
    done = home.run('connection', 'add', 'By hand', 'scim:' + plain['base_url'], '--key-file', '-',
                    give=fresh['secret'] + '\n')
    cli.expect(tap, done, 0, 'connection add with a key from standard input', 'in the keyring')
    cli.expect(tap, home.run('counts', 'By hand'), 0, 'which is found there')
    broken = ((fresh['secret'][:40], 'cut off'), (fresh['secret'][:-1] + '!', ''), ('', 'empty'),
              ('two words', 'blanks'))
    for secret, why in broken:
        done = home.run('connection', 'add', 'Cut', 'scim:' + plain['base_url'], '--key-file', '-',
                        give=secret + '\n')
        cli.expect(tap, done, 1, f'a key that isn\'t whole: {why or "mistyped"}', why, where='err')
        tap.ok(not secret or secret not in done.stderr + done.stdout, 'it is not repeated',
               done.stderr)
    cli.expect(tap, home.run('connection', 'show', 'Cut'), 1, 'nothing was saved', where='err')
    cli.expect(tap, home.run('connection', 'remove', 'By hand'), 2, 'remove asks first', '--yes',
               where='err')
    cli.expect(tap, home.run('connection', 'remove', 'By hand', '--yes'), 0, 'connection remove')
    left = subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.secrets',
                           '--object-path', '/org/freedesktop/secrets', '--method',
                           'org.freedesktop.Secret.Service.SearchItems',
                           '{"xdg:schema": "io.github.rollcall.Rollcall"}'], capture_output=True,
                          text=True, check=True, timeout=30)
    tap.equal(left.stdout.count('/org/freedesktop/secrets/collection/'), 4,
              'its key is gone, the four of the saved directories stay')


def removed_read_key(tap, home):
    """Somebody revokes Rollcall's own key: it makes itself another."""
    for key in as_json(home, 'key', 'list', 'Saved too'):
        if key['scope'] == 'read':
            home.run('key', 'revoke', 'Saved too', key['id'], '--yes')
    cli.expect(tap, home.run('counts', 'Saved too'), 0, 'a revoked read key is made anew')
    done = home.run('key', 'replace', 'Saved too', 'First key')
    cli.expect(tap, done, 0, 'replacing a key that is kept says so', 'still has the old key')
    cli.expect(tap, home.run('directory', 'delete', 'Saved too', '--yes'), 0,
               'the directory is deleted')
    cli.expect(tap, home.run('counts', 'Saved too'), 3, 'its connection says so', 'is gone',
               where='err')


def activity(tap, home):
    items = [json.loads(line) for line
             in home.run('activity', 'Plain', '--format', 'json').stdout.splitlines()]
    tap.ok(items and items[0]['kind'] == 'key' and [i['cursor'] for i in items]
           == sorted(i['cursor'] for i in items), 'activity, oldest first', items)
    one = home.run('activity', 'Plain', '--limit', '1', '--format', 'json').stdout.splitlines()
    tap.equal(len(one), 1, '--limit')
    cli.expect(tap, home.run('activity', 'Plain'), 0, 'to a person in sentences',
               'The key “First key” was made')
    raw = home.run('activity', 'Plain', '--format', 'csv').stdout.splitlines()
    tap.ok(raw[0].startswith('time,client,method') and len(raw) == len(items) + 1,
           'in CSV as it was', raw[:2])
    cli.expect(tap, home.run('activity', 'Plain', '--follow', '--format', 'csv'), 2,
               'CSV has no end to wait for', where='err')
    following = home.popen('activity', 'Plain', '--follow', '--format', 'json')
    time.sleep(1)
    home.run('key', 'new', 'Plain', '--scope', 'read', '--name', 'Followed')
    line = following.stdout.readline()
    tap.ok('Followed' in line, '--follow shows it as it happens', line)
    following.send_signal(signal.SIGINT)
    tap.equal(following.wait(20), 0, 'until Ctrl+C')
    following.stdout.close()
    following.stderr.close()


def on_a_terminal(home, answer, *words):
    """Runs it on a terminal where a person types `answer`: (exit code, what was shown)."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(home.home)
        os.execve(support.program('rollcallctl'), ['rollcallctl', *words],
                  {**home.environment, 'TERM': 'xterm', 'NO_COLOR': ''})
    shown = b''
    try:
        while True:
            piece = os.read(terminal, 4096)
            if not piece:
                break
            shown += piece
            if b'Type ' in shown and answer:
                os.write(terminal, answer.encode())
                answer = ''
    except OSError:
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()


def asking(tap, home):
    cli.expect(tap, home.run('directory', 'delete', 'Renamed'), 2, 'nobody to ask', '--yes',
               where='err')
    code, shown = on_a_terminal(home, 'no\n', 'directory', 'delete', 'Renamed')
    tap.ok(code == 1 and 'Nothing was changed' in shown, 'asked and answered no', shown)
    code, shown = on_a_terminal(home, 'yes\n', 'directory', 'delete', 'Renamed')
    tap.ok(code == 0 and '“Renamed” goes with 0 people' in shown, 'asked and answered yes', shown)
    cli.expect(tap, home.run('directory', 'show', 'Renamed'), 1, 'then it is gone', where='err')
    code, shown = on_a_terminal(home, '', 'counts', 'Saved')
    tap.ok(code == 0 and '\033[1m' in shown, 'a terminal gets colour', repr(shown))


def the_service(tap, home):
    process = home.service_process()
    tap.ok(process is not None, 'the embedded service was started by itself')
    try:
        with open(f'/proc/{process}/environ', encoding='utf-8', errors='replace') as file:
            environment = file.read()
    except PermissionError:
        environment = ''  # the service closes it even to its own user
    tap.ok('ROLLCALL_KEY' not in environment, 'and has no secret of ours')
    home.end_service()
    done = home.run('directory', 'show', 'Plain', '--service', 'unix:' + home.socket())
    cli.expect(tap, done, 3, 'a service named that isn\'t there', where='err')
    cli.expect(tap, home.run('directory', 'show', 'Plain'), 0,
               'ours is started anew, with its data')


def elsewhere(tap, home):
    """A service by its URL, whose administrator has a token."""
    with support.Service() as service:
        token = {'ROLLCALL_ADMIN_TOKEN': service.run('admin-token').stdout.strip()}
        cli.expect(tap, home.run('directory', 'create', 'Far', '--service', service.url), 3,
                   'without a token', '401', where='err')
        done = home.run('directory', 'create', 'Far', '--connection', 'Far', '--service',
                        service.url, environment=token)
        cli.expect(tap, done, 0, 'with one from the environment', '/scim/directory/')
        cli.expect(tap, home.run('counts', 'Far'), 0, 'its connection is read without')
        done = home.run('directory', 'list', '--service', service.url, '--key-file', '-',
                        give=token['ROLLCALL_ADMIN_TOKEN'] + '\n')
        cli.expect(tap, done, 0, 'with one from standard input', 'Far')
        done = home.run('directory', 'list', '--service', service.url,
                        environment={'ROLLCALL_ADMIN_TOKEN': token['ROLLCALL_ADMIN_TOKEN'][:-3]})
        cli.expect(tap, done, 3, 'with one that is cut off', 'ROLLCALL_ADMIN_TOKEN',
                   'Nothing was sent', where='err')
    cli.expect(tap, home.run('directory', 'list', '--service', 'http://scim.example.com'), 3,
               'plain http beyond this computer', 'scim.example.com', 'https', where='err')
    cli.expect(tap, home.run('directory', 'list', '--service', 'nonsense'), 3, 'no address at all',
               'nonsense', where='err')


def main():
    with support.Tap() as tap, cli.Cli(ROLLCALL_KEY='') as home:
        for part in (creating, listing, keys, connections, removed_read_key, activity, asking,
                     the_service, elsewhere):
            part(tap, home)


if __name__ == '__main__':
    main()
