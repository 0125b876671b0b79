# SPDX-License-Identifier: GPL-3.0-or-later
"""provision into the embedded service: shown before it is done, done as Entra and by the RFC,
stopped by its limits, by Ctrl+C, and going on where it was."""
import json
import os
import signal
import time

import cli
import support

LATER = cli.PEOPLE.replace('Countess', 'Duchess') \
                  .replace('Jon Weber,,yes', 'Jon Weber,,no') \
                  .replace('zoe@example.com,Maths', 'zoe@example.com,Maths;Poets')


def verdict(home, source, target, *more):
    done = home.run('compare', source, target, '--format', 'json', *more)
    return json.loads(done.stdout)['verdict'] if done.stdout else done.stderr


def users(home, side):
    return json.loads(home.run('users', side, '--format', 'json').stdout)


def planned_and_done(tap, home):
    home.write('people.csv', cli.PEOPLE)
    home.run('directory', 'create', 'Acme', '--connection', 'Acme')
    done = home.run('provision', 'csv:people.csv', 'Acme', '--as', 'entra', '--dry-run')
    cli.expect(tap, done, 0, '--dry-run', 'nothing was', 'ada@example.com', 'Maths')
    tap.equal(users(home, 'Acme'), [], 'writes nothing')
    steps = json.loads(home.run('provision', 'csv:people.csv', 'Acme', '--as', 'entra', '--dry-run',
                                '--format', 'json').stdout)
    tap.ok('create_user' in json.dumps(steps), '--dry-run in JSON', steps)
    done = home.run('provision', 'csv:people.csv', 'Acme', '--as', 'entra')
    cli.expect(tap, done, 0, 'provision --as entra', 'Written with', 'requests')
    tap.ok(verdict(home, 'csv:people.csv', 'Acme') in ('in_step', 'explained'),
           'everybody is there')
    cli.expect(tap, home.run('provision', 'csv:people.csv', 'Acme', '--as', 'entra'), 0,
               'again', 'Nothing to write')
    which_key(tap, home)


def which_key(tap, home):
    keys = json.loads(home.run('key', 'list', 'Acme', '--format', 'json').stdout)
    scope = {key['id']: key['scope'] for key in keys}
    lines = home.run('activity', 'Acme', '--format', 'json', '--limit', '1000').stdout.splitlines()
    used = {scope.get(item.get('key_id')) for item in map(json.loads, lines)
            if item['kind'] == 'request'}
    tap.equal(used, {'provision'}, 'written with the provision key; our own reads are no activity')


def changed(tap, home):
    home.write('later.csv', LATER)
    done = home.run('provision', 'csv:later.csv', 'Acme', '--as', 'entra', '--format', 'json')
    result = json.loads(done.stdout)
    tap.equal((done.returncode, result['done']['update_user'], result['done']['deactivate_user'],
               result['done']['add_member'], sum(result['failed'].values())), (0, 1, 1, 1, 0),
              'changes, a deactivation, a membership')
    tap.ok(verdict(home, 'csv:later.csv', 'Acme') in ('in_step', 'explained'),
           'both sides match again')
    rows = home.run('provision', 'csv:later.csv', 'Acme', '--format', 'csv').stdout.splitlines()
    tap.equal(rows[0], 'action,done,failed', 'in CSV')


def by_the_rfc(tap, home):
    home.run('directory', 'create', 'Plain', '--connection', 'Plain')
    cli.expect(tap, home.run('provision', 'csv:people.csv', 'Plain'), 0, 'by the RFC')
    tap.ok(verdict(home, 'csv:people.csv', 'Plain') in ('in_step', 'explained'), 'both sides match')


def limits(tap, home):
    rows = [f'p{n}@example.com,x{n},P,{n},P {n},,true,p{n}@example.com,' for n in range(60)]
    home.write('many.csv', cli.PEOPLE.splitlines()[0] + '\r\n' + '\r\n'.join(rows) + '\r\n')
    home.write('none.csv', cli.PEOPLE.splitlines()[0] + '\r\n' + '\r\n'.join(
        row.replace(',true,', ',false,') for row in rows) + '\r\n')
    home.run('directory', 'create', 'Many', '--connection', 'Many')
    home.run('provision', 'csv:many.csv', 'Many', '--as', 'entra')
    done = home.run('provision', 'csv:none.csv', 'Many', '--as', 'entra')
    cli.expect(tap, done, 1, 'more deactivations than allowed', '60', '--allow-deletions',
               where='err')
    tap.equal(sum(person['active'] for person in users(home, 'Many')), 60, 'nobody was touched')
    done = home.run('provision', 'csv:none.csv', 'Many', '--as', 'entra', '--allow-deletions',
                    'some')
    cli.expect(tap, done, 2, 'a limit that is no number', where='err')
    done = home.run('provision', 'csv:none.csv', 'Many', '--as', 'entra', '--allow-deletions', '60')
    cli.expect(tap, done, 0, 'as many as allowed')
    tap.equal(sum(person['active'] for person in users(home, 'Many')), 0, 'all are inactive')


def refused(tap, home):
    cli.expect(tap, home.run('provision', 'csv:people.csv', 'csv:later.csv'), 2, 'into a file',
               'SCIM', where='err')
    done = home.run('provision', 'csv:people.csv', 'scim:http://127.0.0.1:1/x')
    cli.expect(tap, done, 3, 'without a key', '--target-key-file', where='err')
    done = home.run('provision', 'counts:users=3', 'Acme')
    cli.expect(tap, done, 1, 'typed-in numbers', where='err')


def stopped(tap, home):
    """Ctrl+C in the middle: what was written stays, the next run goes on."""
    head = cli.PEOPLE.splitlines()[0]
    rows = [f'q{n}@example.com,y{n},Q,{n},Q {n},,true,q{n}@example.com,Group {n % 7}'
            for n in range(4000)]
    home.write('crowd.csv', head + '\r\n' + '\r\n'.join(rows) + '\r\n')
    home.run('directory', 'create', 'Crowd', '--connection', 'Crowd')
    running = home.popen('provision', 'csv:crowd.csv', 'Crowd', '--as', 'entra')

    def begun():
        shown = json.loads(home.run('directory', 'show', 'Crowd', '--format', 'json').stdout)
        return shown['users']['total'] > 50
    tap.ok(cli.wait_for(begun), 'it writes')
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    tap.ok(running.returncode == 1 and 'Cancelled' in err and 'stays' in err,
           'Ctrl+C says what stays',
           f'{running.returncode} {out} {err}')
    there = len(users(home, 'Crowd'))
    tap.ok(50 < there < 4000, 'part of it is there', there)
    done = home.run('provision', 'csv:crowd.csv', 'Crowd', '--as', 'entra', '--format', 'json',
                    timeout=120)
    tap.equal(json.loads(done.stdout)['done']['create_user'], 4000 - there, 'the next run goes on')
    tap.equal(verdict(home, 'csv:crowd.csv', 'Crowd'), 'in_step', 'and ends in step')


def reading_stopped(tap, home):
    running = home.popen('read', 'Crowd')
    time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    tap.ok((running.returncode, err) == (0, '') or
           (running.returncode == 3 and 'as it was' in err), 'Ctrl+C while reading',
           f'{running.returncode} {out} {err}')
    tap.ok(not os.path.exists(f'/proc/{running.pid}'), 'it has ended')


def main():
    with support.Tap() as tap, cli.Cli() as home:
        for part in (planned_and_done, changed, by_the_rfc, limits, refused, stopped,
                     reading_stopped):
            part(tap, home)


if __name__ == '__main__':
    main()
