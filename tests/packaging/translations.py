# SPDX-License-Identifier: GPL-3.0-or-later
"""Translators are given every file with text that people read, the tools can read each of them, and
each language is complete."""

import os
import re
import subprocess
import sys
import tempfile

SOURCE = os.environ['SOURCE_ROOT']
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'end-to-end'))
sys.dont_write_bytecode = True
import support  # noqa: E402

PO = os.path.join(SOURCE, 'po')
DATA = re.compile(r'\.(desktop\.in|metainfo\.xml\.in|gschema\.xml)$')
MARK = re.compile(r'\b(?:N_|_|C_|NC_|ngettext|g_dngettext) ?\(')
# What meson's preset for GLib gives to xgettext.
WORDS = ['--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
         '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2', '--keyword=g_dngettext:2,3',
         '--keyword=g_dpgettext2:2c,3', '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format',
         '--flag=NC_:2:pass-c-format', '--flag=g_dngettext:2:pass-c-format',
         '--flag=g_strdup_printf:1:c-format', '--flag=g_string_printf:2:c-format',
         '--flag=g_string_append_printf:2:c-format', '--flag=g_error_new:3:c-format',
         '--flag=g_set_error:4:c-format', '--flag=g_markup_printf_escaped:1:c-format']


def marked():
    """Every file with text for people, by its path below the top."""
    for folder, _, names in os.walk(os.path.join(SOURCE, 'src')):
        for name in (n for n in names if n.endswith('.c')):
            path = os.path.join(folder, name)
            with open(path, encoding='utf-8') as file:
                if MARK.search(file.read()):
                    yield os.path.relpath(path, SOURCE)
    for name in os.listdir(os.path.join(SOURCE, 'data')):
        if DATA.search(name):
            yield 'data/' + name
    for name in os.listdir(os.path.join(SOURCE, 'data', 'ui')):
        if name.endswith('.ui'):
            with open(os.path.join(SOURCE, 'data', 'ui', name), encoding='utf-8') as file:
                if 'translatable="yes"' in file.read():
                    yield 'data/ui/' + name


def lines(name):
    with open(os.path.join(PO, name), encoding='utf-8') as file:
        return [line.strip() for line in file if line.strip() and not line.startswith('#')]


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False,
                          cwd=SOURCE, env={**os.environ, 'LC_ALL': 'C.UTF-8'})


with support.Tap() as tap, tempfile.TemporaryDirectory() as work:
    listed = lines('POTFILES.in')
    wanted = sorted(marked())
    tap.equal([path for path in wanted if path not in listed], [],
              'po/POTFILES.in lists every file with text')
    tap.equal([path for path in listed if path not in wanted], [], 'and no other file')
    tap.equal(listed, sorted(listed), 'in the order of the alphabet')

    template = os.path.join(work, 'rollcall.pot')
    done = run('xgettext', *WORDS, '--files-from=po/POTFILES.in', '--output=' + template)
    tap.ok(done.returncode == 0 and not done.stderr, 'xgettext reads them all without a word',
           done.stderr)

    languages = ' '.join(lines('LINGUAS')).split()
    tap.equal(languages, sorted(languages), 'the languages are in the order of the alphabet')
    tap.equal(sorted(name[:-3] for name in os.listdir(PO) if name.endswith('.po')), languages,
              'po/LINGUAS lists every catalogue')
    for language in languages:
        catalogue = os.path.join(PO, language + '.po')
        done = run('msgfmt', '--check', '--output-file=/dev/null', catalogue)
        tap.ok(done.returncode == 0, f'{language} is well-formed', done.stderr)
        merged = os.path.join(work, language + '.po')
        run('msgmerge', '--quiet', '--no-fuzzy-matching', '--output-file=' + merged, catalogue,
            template)
        for option, what in (('--untranslated', 'nothing is untranslated'),
                             ('--only-fuzzy', 'nothing is doubtful')):
            left = run('msgattrib', option, '--no-obsolete', merged).stdout
            tap.equal(re.findall(r'^msgid "(.+)"$', left, re.M), [], f'{language}: {what}')
