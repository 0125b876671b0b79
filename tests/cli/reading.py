# SPDX-License-Identifier: GPL-3.0-or-later
"""counts, read, users, groups and compare on files and typed-in numbers: what they print in each
format, what they keep, and each exit code."""
import csv
import io
import json
import os
import stat

import cli
import support

OTHER = cli.PEOPLE.replace('zoe@example.com,e2,Zoë,Ångström', 'zoe@example.com,e2,Zoë,Newlywed') \
                  .replace('jon@example.com,e3,Jon,Weber,Jon Weber,,yes,jon@example.com,Poets\r\n',
                           '')
EXPLAINED = cli.PEOPLE.replace('old@example.com,e4,Old,Timer,Old Timer,Guard,false,old@example.com,'
                               '\r\n', '')
SIDE_KEYS = ['name', 'kind', 'users', 'groups', 'memberships', 'read_at', 'reported', 'faults']


def counting(tap, home):
    done = home.run('counts', 'csv:people.csv', 'counts:users=7,groups=2')
    cli.expect(tap, done, 0, 'counts of two sides', 'people.csv', 'typed-in numbers', 'Memberships')
    sides = json.loads(home.run('counts', 'csv:people.csv', 'counts:users=7', '--format',
                                'json').stdout)
    tap.equal([list(side) for side in sides], [SIDE_KEYS, SIDE_KEYS], 'in JSON with these members')
    tap.equal(sides[0]['users'], {'total': 4, 'active': 3, 'inactive': 1}, 'people')
    tap.equal((sides[0]['groups'], sides[0]['memberships']), ({'total': 2}, {'total': 4}),
              'groups and memberships')
    tap.equal(sides[1]['groups'], {'total': None}, 'a number that wasn\'t typed in is null')
    rows = list(csv.DictReader(io.StringIO(home.run('counts', 'csv:people.csv', '--format',
                                                    'csv').stdout)))
    tap.equal(rows[0]['users.total'], '4', 'in CSV')


def reading(tap, home):
    done = home.run('read', 'csv:people.csv', '--output', 'roll.jsonl')
    cli.expect(tap, done, 0, 'read --output', 'people.csv')
    mode = stat.S_IMODE(os.stat(home.path('roll.jsonl')).st_mode)
    tap.equal(oct(mode), '0o600', 'only its owner may read the file')
    with open(home.path('roll.jsonl'), encoding='utf-8') as file:
        lines = [json.loads(line) for line in file]
    tap.ok(len(lines) == 7, 'a header and a line each', lines)
    done = home.run('read', 'csv:people.csv', '--output', '-')
    tap.equal(len(done.stdout.splitlines()), 7, '--output - is standard output alone')
    side = json.loads(home.run('read', 'jsonl:roll.jsonl', '--format', 'json').stdout)
    tap.equal(list(side), SIDE_KEYS, 'read in JSON')
    done = home.run('compare', 'csv:people.csv', './roll.jsonl', '--strict', '--format', 'json')
    tap.equal((done.returncode, json.loads(done.stdout)['verdict']), (0, 'in_step'),
              'what was written is what was read')
    home.write('kept', 'kept')
    done = home.run('read', 'csv:people.csv', '--output', 'nowhere/roll.jsonl')
    cli.expect(tap, done, 1, 'a folder that isn\'t there', 'nowhere/roll.jsonl', 'Can\'t write',
               where='err')


def listing(tap, home):
    done = home.run('users', 'csv:people.csv')
    cli.expect(tap, done, 0, 'users', 'Zoë Ångström', 'User name')
    widths = {line.index('yes') for line in done.stdout.splitlines() if ' yes' in line}
    tap.equal(len(widths), 1, 'the columns are aligned, accents or not')
    people = json.loads(home.run('users', 'csv:people.csv', '--format', 'json').stdout)
    tap.equal(list(people[0]), ['id', 'userName', 'displayName', 'email', 'active', 'groups',
                                'externalId'], 'users in JSON with these members')
    tap.equal([(p['userName'], p['active'], p['groups']) for p in people],
              [('ada@example.com', True, 2), ('jon@example.com', True, 1),
               ('old@example.com', False, 0), ('zoe@example.com', True, 1)], 'in order')
    found = json.loads(home.run('users', 'csv:people.csv', '--search', 'ÅNGSTRÖM', '--format',
                                'json').stdout)
    tap.equal([p['userName'] for p in found], ['zoe@example.com'], '--search folds')
    found = json.loads(home.run('users', 'csv:people.csv', '--filter', 'active eq false',
                                '--format',
                                'json').stdout)
    tap.equal([p['userName'] for p in found], ['old@example.com'], '--filter')
    done = home.run('users', 'csv:people.csv', '--format', 'csv', '--columns',
                    'userName,name.familyName,emails[type eq "work"].value,title')
    tap.equal(list(csv.reader(io.StringIO(done.stdout)))[2],
              ['jon@example.com', 'Weber', 'jon@example.com', ''], '--columns')
    cli.expect(tap, home.run('users', 'csv:people.csv', '--search', 'nobody'), 0, 'nobody found',
               'No people found')
    cli.expect(tap, home.run('users', 'csv:people.csv', '--filter', 'active eq'), 2,
               'a broken filter',
               'column', where='err')
    cli.expect(tap, home.run('users', 'csv:people.csv', '--columns', 'shoeSize'), 2,
               'a column that isn\'t one', 'shoeSize', where='err')
    groups = json.loads(home.run('groups', 'csv:people.csv', '--format', 'json').stdout)
    tap.equal([(g['displayName'], g['members']) for g in groups], [('Maths', 2), ('Poets', 2)],
              'groups')


def comparing(tap, home):
    cli.expect(tap, home.run('compare', 'csv:people.csv', 'csv:people.csv', '--strict'), 0,
               'in step',
               'Both sides match: 3 people, 2 groups', '3 = 3')
    done = home.run('compare', 'csv:people.csv', 'csv:other.csv')
    cli.expect(tap, done, 1, 'a difference', '1 person is missing from other.csv', '3 ≠ 2',
               'Needs attention', 'Never arrived', 'Jon Weber (jon@example.com)',
               'name.familyName: Ångström ≠ Newlywed')
    tap.ok(done.stdout.index('missing from') < done.stdout.index('3 ≠ 2')
           < done.stdout.index('jon@example.com'), 'a sentence, an equation, then names',
           done.stdout)
    report = json.loads(home.run('compare', 'csv:people.csv', 'csv:other.csv', '--format',
                                 'json').stdout)
    tap.equal(list(report), ['verdict', 'source', 'target', 'users', 'groups', 'memberships',
                             'reasons'],
              'in JSON with these members')
    tap.equal((report['verdict'], report['reasons']['users']),
              ('differs', {'never_arrived': 1, 'attribute': 1}), 'and what they say')
    done = home.run('compare', 'csv:people.csv', 'csv:other.csv', '--only', 'attribute')
    tap.ok(done.returncode == 1 and 'Newlywed' in done.stdout
           and 'jon@example.com' not in done.stdout.split('Needs attention')[1], '--only',
           done.stdout)
    cli.expect(tap, home.run('compare', 'csv:people.csv', 'csv:explained.csv'), 0, 'explained',
               'explained', 'Disabled at the source')
    cli.expect(tap, home.run('compare', 'csv:people.csv', 'csv:explained.csv', '--strict'), 1,
               'explained, --strict')
    cli.expect(tap, home.run('compare', 'csv:people.csv', 'counts:users=3,groups=2'), 0,
               'typed-in numbers',
               'The counts match', 'Only counts were typed in')
    cli.expect(tap, home.run('compare', 'csv:people.csv', 'counts:users=3', '--strict'), 1,
               'numbers, --strict')
    cli.expect(tap, home.run('compare', 'csv:people.csv', 'counts:users=4'), 1, 'other numbers',
               '3 ≠ 4')
    cli.expect(tap, home.run('compare', 'csv:people.csv', 'csv:other.csv', '--match', 'shoeSize'),
               2,
               'a rule that isn\'t one', 'shoeSize', where='err')
    cli.expect(tap, home.run('compare', 'csv:people.csv', 'csv:other.csv', '--only', 'bad_luck'), 2,
               'a reason that isn\'t one', 'never_arrived', where='err')
    rows = list(csv.DictReader(io.StringIO(home.run('compare', 'csv:people.csv', 'csv:other.csv',
                                                    '--format', 'csv').stdout)))
    tap.ok(any(row['key'] == 'jon@example.com'
               and row['reason'] == 'never_arrived' for row in rows),
           'in CSV', rows)


def saved(tap, home):
    cli.expect(tap, home.run('connection', 'add', 'Office', 'csv:people.csv'), 0, 'connection add',
               '“Office” is saved')
    cli.expect(tap, home.run('counts', 'Office', '--saved'), 3, '--saved before it was read',
               'never read', where='err')
    cli.expect(tap, home.run('read', 'Office'), 0, 'read')
    home.write('people.csv', cli.PEOPLE.replace('zoe@example.com', 'zoë@example.com'))
    count = json.loads(home.run('users', 'Office', '--saved', '--search', 'zoe@', '--format',
                                'json').stdout)
    tap.equal(len(count), 1, '--saved is the last roll, whatever the file says now')
    home.write('people.csv', 'userName\r\n"broken\r\n')
    cli.expect(tap, home.run('read', 'Office'), 3, 'a read that fails', where='err')
    cli.expect(tap, home.run('counts', 'Office', '--saved'), 0, 'leaves the roll as it was',
               'Office  ')
    home.write('people.csv', cli.PEOPLE)
    cli.expect(tap, home.run('connection', 'add', 'Office', 'csv:other.csv'), 1, 'a name twice',
               'already', where='err')
    cli.expect(tap, home.run('connection', 'add', 'csv:x', 'csv:other.csv'), 2,
               'a name like a side',
               'names a side by itself', where='err')
    cli.expect(tap, home.run('connection', 'add', 'Web', 'https://scim.example/v2'), 2,
               'a side without its scheme', where='err')
    rows = json.loads(home.run('connection', 'list', '--format', 'json').stdout)
    tap.equal([(row['name'], row['side']) for row in rows],
              [('Office', 'csv:' + home.path('people.csv'))], 'the path is whole')
    cli.expect(tap, home.run('connection', 'forget', 'Office'), 0, 'connection forget', out='')
    cli.expect(tap, home.run('counts', 'Office', '--saved'), 3, 'the roll is gone', where='err')
    cli.expect(tap, home.run('connection', 'test', 'Office'), 0, 'connection test', 'can be read')
    cli.expect(tap, home.run('connection', 'show', 'Nobody'), 1, 'a name that isn\'t there',
               '“Office”', where='err')


def output(tap, home):
    full = os.open('/dev/full', os.O_WRONLY)
    done = home.popen('counts', 'csv:people.csv', stdout=full)
    text = done.communicate(timeout=60)[1]
    os.close(full)
    tap.ok(done.returncode == 1 and text.count('Can\'t write all of it') == 1
           and text.count('No space left') == 1, 'a full standard output is said once', text)
    done = home.run('compare', 'csv:people.csv', 'csv:other.csv', environment={'NO_COLOR': ''})
    tap.ok('\033' not in done.stdout + done.stderr, 'no colour and no progress but on a terminal')
    wicked = cli.PEOPLE.replace('Jon Weber', 'Jon\033[31mWeber\u202e')
    home.write('wicked.csv', wicked)
    done = home.run('users', 'csv:wicked.csv')
    tap.ok('\033' not in done.stdout and '\u202e' not in done.stdout and 'Weber' in done.stdout,
           'what a file says doesn\'t steer the terminal', repr(done.stdout))


def main():
    with support.Tap() as tap, cli.Cli() as home:
        home.write('people.csv', cli.PEOPLE)
        home.write('other.csv', OTHER)
        home.write('explained.csv', EXPLAINED)
        for part in (counting, reading, listing, comparing, output):
            part(tap, home)
        saved(tap, home)
        tap.ok(home.service_process() is None, 'none of it started the service')


if __name__ == '__main__':
    main()
