# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed wrong, and the help: each command at each level, exit code 2 and words for whatever
isn't there, never a key on the command line, and a man page that knows every command and option."""
import re

import cli
import support

COMMAND = re.compile(r'^  ([a-z]+(?: [a-z]+)?)(?: [A-Z…]+)*  +\S', re.MULTILINE)


def commands_of(tap, home):
    overview = home.run('help')
    found = COMMAND.findall(overview.stdout.split('Sides\n')[0])
    tap.ok(overview.returncode == 0 and len(found) == 24, 'help lists the commands',
           overview.stdout)
    tap.equal(home.run('--help').stdout, overview.stdout, '--help says the same')
    tap.equal(home.run('-h').stdout, overview.stdout, '-h too')
    cli.expect(tap, overview, 0, 'it says where keys come from', 'ROLLCALL_KEY', '--key-file',
               'never from', 'Exit codes')
    return found


def each_command(tap, home, command, manual):
    words = command.split()
    shown = home.run('help', *words)
    cli.expect(tap, shown, 0, f'help {command}', f'Usage: rollcallctl {command}', 'Options',
               f'Example\n  rollcallctl {command}')
    tap.equal(home.run(*words, '--help').stdout, shown.stdout, f'{command} --help says the same')
    cli.expect(tap, home.run(*words, '--nonsense'), 2, f'{command} has no --nonsense',
               'has no option --nonsense', where='err')
    usage = shown.stdout.split('\n')[0].replace(' [--OPTION…]', '')
    arguments = usage.split(f'rollcallctl {command}')[1].split()
    if arguments:
        cli.expect(tap, home.run(*words, *['x'] * (len(arguments) - 1)), 2,
                   f'{command} with too few', 'missing', usage.split('Usage: ')[1], where='err')
    if '…' not in usage:
        cli.expect(tap, home.run(*words, *['x'] * (len(arguments) + 1)), 2,
                   f'{command} with too many', 'one too many', where='err')
    options = re.findall(r'^  (--[a-z-]+)', shown.stdout, re.MULTILINE)
    section = manual.get(command, '')
    tap.ok(all(option in section for option in options if option != '--help'),
           f'the man page knows {command} and its options', f'{options}\n{section}')
    for option in re.findall(r'^  (--[a-z-]+) [A-Z]', shown.stdout, re.MULTILINE):
        cli.expect(tap, home.run(*words, option), 2, f'{command} {option} without its value',
                   'wants a value', where='err')


def read_manual():
    """The man page's sections by command, with its escapes taken out."""
    with open(support.SOURCE_ROOT + '/data/rollcallctl.1', encoding='utf-8') as file:
        text = file.read().replace('\\-', '-')
    parts = re.split(r'^\.SS "?rollcallctl ([a-z ]+?)"?$', text, flags=re.MULTILINE)
    return {name: body for name, body in zip(parts[1::2], parts[2::2])}


def wrong_words(tap, home):
    cli.expect(tap, home.run(), 2, 'nothing at all', 'rollcallctl help', where='err')
    for typed, meant in (('comapre', 'compare'), ('direktory', 'directory'), ('user', 'users'),
                         ('keys', 'key')):
        cli.expect(tap, home.run(typed), 2, f'{typed}: did you mean', f'did you mean “{meant}”',
                   where='err')
    cli.expect(tap, home.run('directory', 'creat', 'x'), 2, 'a second word misspelt',
               'did you mean “directory create”', where='err')
    cli.expect(tap, home.run('directory'), 2, 'a group alone shows its commands',
               'directory create NAME', 'directory delete')
    cli.expect(tap, home.run('directory', '--help'), 0, 'and --help too', 'directory create NAME')
    cli.expect(tap, home.run('help', 'wednesday'), 2, 'help for what isn\'t there', 'wednesday',
               where='err')
    cli.expect(tap, home.run('compare', 'a', 'b', '--formt', 'json'), 2, 'an option misspelt',
               'did you mean --format', where='err')
    cli.expect(tap, home.run('compare', 'a', 'b', '--format', 'xml'), 2,
               'a format that isn\'t there',
               'table, json and csv', where='err')
    cli.expect(tap, home.run('compare', 'a', 'b', '--strict=yes'), 2, 'a switch with a value',
               'takes no value', where='err')
    cli.expect(tap, home.run('compare', '-x', 'b'), 2, 'a short option', 'written out', where='err')
    cli.expect(tap, home.run('compare', '--', '-x', 'b'), 2, 'what stands behind -- is no option',
               'no connection “-x”', where='err')
    version = home.run('--version')
    tap.ok(re.fullmatch(r'rollcallctl \d+\.\d+\.\d+\n', version.stdout), '--version', version)


def not_there_yet(tap, home):
    home.write('people.csv', cli.PEOPLE)
    for side in ('ldap://ldap.example/dc=example', 'entra:tenant/app', 'okta:org/app'):
        cli.expect(tap, home.run('compare', side, 'csv:people.csv'), 2, f'{side} as a source',
                   'not there yet', where='err')
        cli.expect(tap, home.run('counts', side), 2, f'{side} to count', 'not there yet',
                   where='err')
    cli.expect(tap, home.run('doctor', 'csv:people.csv'), 2, 'doctor', 'isn\'t there yet',
               where='err')
    cli.expect(tap, home.run('provision', 'csv:people.csv', 'scim:http://127.0.0.1:1', '--as',
                             'okta'),
               2, '--as okta', 'isn\'t there yet', where='err')
    cli.expect(tap, home.run('provision', 'csv:people.csv', 'scim:http://127.0.0.1:1', '--as',
                             'x'), 2,
               '--as anything else', 'entra and rfc', where='err')


def keys_on_the_command_line(tap, home):
    key = 'rcd_' + 'Ab3' * 16 + 'x'
    for words in (['connection', 'add', 'X', 'scim:https://a.example/', key],
                  ['directory', 'create', f'--connection={key}', 'X'], ['key', 'revoke', 'X',
                                                                        key[:20]],
                  ['help', key]):
        done = home.run(*words)
        cli.expect(tap, done, 2, f'a key behind {words[0]}', 'There is a key on the command line',
                   '--key-file', 'Nothing was done', where='err')
        tap.ok('Ab3' not in done.stdout + done.stderr, 'it is not repeated')


def odd_values(tap, home):
    home.write('people.csv', cli.PEOPLE)
    cli.expect(tap, home.run('users', './people.csv', '--columns', ''), 2, '--columns of nothing',
               'names no column', where='err')
    for command in ('users', 'groups'):
        cli.expect(tap, home.run(command, 'counts:users=2'), 2, f'{command} of typed-in numbers',
                   'name nobody', where='err')
    for word in ('', '--', 'foo', 'xyz'):
        done = home.run(word)
        tap.ok(done.returncode == 2 and 'did you mean' not in done.stderr,
               f'“{word}” is like no command', done.stderr)
    done = home.run('counts', 'scim:https://someone:hunter2@scim.example/v2')
    cli.expect(tap, done, 3, 'a password in the address', 'before the @', where='err')
    tap.ok('hunter2' not in done.stdout + done.stderr, 'it is not repeated', done.stderr)
    done = home.run('counts', 'scim:')
    tap.ok(done.stderr.startswith('rollcallctl: “scim:”'), 'a scheme alone', done.stderr)


def connections(tap, home):
    for side in ('csv:', 'jsonl:'):
        cli.expect(tap, home.run('connection', 'add', 'Nothing', side), 2, f'{side} without a file',
                   'is no side', where='err')
    cli.expect(tap, home.run('connection', 'show', 'Nothing'), 1, 'is not saved', where='err')


def without_a_keyring(tap, home):
    """A file's connection has no keys, and so lives without a keyring."""
    alone = {'DBUS_SESSION_BUS_ADDRESS': 'unix:path=' + home.path('nobody')}
    for words, name in ((('add', 'File', 'csv:people.csv'), 'saved'), (('show', 'File'), 'shown'),
                        (('remove', 'File', '--yes'), 'removed')):
        cli.expect(tap, home.run('connection', *words, environment=alone), 0,
                   f'without a keyring a file is {name}')
    alone['ROLLCALL_KEY'] = 'abc'
    done = home.run('connection', 'add', 'File', 'csv:people.csv', environment=alone)
    cli.expect(tap, done, 0, 'a key meant for others is left alone', out='“File” is saved.\n')


def key_files(tap, home):
    both = ('compare', './people.csv', './people.csv', '--source-key-file', '-',
            '--target-key-file', '-')
    cli.expect(tap, home.run(*both, give='first\nsecond\n'), 0,
               'two keys from standard input, a line each')
    cli.expect(tap, home.run(*both, give='first\n'), 3, 'and one of them missing',
               'standard input', '--target-key-file', where='err')
    for name, text in (('a key with a NUL', b'abc\0def\n'), ('an endless key', b'a' * 20000)):
        home.write('key', text)
        cli.expect(tap, home.run('counts', './people.csv', '--key-file', 'key'), 3, name, '“key”',
                   'holds no key', where='err')


def main():
    with support.Tap() as tap, cli.Cli() as home:
        manual = read_manual()
        for command in commands_of(tap, home):
            each_command(tap, home, command, manual)
        wrong_words(tap, home)
        not_there_yet(tap, home)
        keys_on_the_command_line(tap, home)
        odd_values(tap, home)
        connections(tap, home)
        without_a_keyring(tap, home)
        key_files(tap, home)
        tap.ok(home.service_process() is None, 'none of it started the service')


if __name__ == '__main__':
    main()
