# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifest: that it parses, knows only keys that flatpak-builder knows (which only
warns of others), names every library the platform lacks, and gives the sandbox no more than it
needs."""

import json
import os
import re
import sys

SOURCE = os.environ['SOURCE_ROOT']
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'end-to-end'))
sys.dont_write_bytecode = True
import support  # noqa: E402

ID = 'io.github.rollcall.Rollcall'
MANIFEST = os.path.join(SOURCE, 'flatpak', ID + '.json')

KEYS = {'id', 'runtime', 'runtime-version', 'sdk', 'command', 'finish-args', 'cleanup', 'modules'}
MODULE_KEYS = {'name', 'buildsystem', 'builddir', 'config-opts', 'sources', 'cleanup'}
BUILD_SYSTEMS = {'autotools', 'cmake', 'cmake-ninja', 'meson', 'simple'}
PERMISSIONS = {'--share=network', '--share=ipc', '--socket=wayland', '--socket=fallback-x11',
               '--device=dri'}

# What GNOME's platform holds, and what a module of ours brings: by the name pkg-config knows.
PLATFORM = {'glib-2.0', 'gobject-2.0', 'gio-2.0', 'gio-unix-2.0', 'json-glib-1.0', 'sqlite3',
            'libsoup-3.0', 'libsecret-1', 'gtk4', 'libadwaita-1', 'gtksourceview-5'}
BROUGHT = {'libmicrohttpd': 'libmicrohttpd'}


def dependencies():
    """Every library that the build files ask for."""
    found = set()
    for path in ('meson.build', 'src/meson.build'):
        with open(os.path.join(SOURCE, path), encoding='utf-8') as file:
            text = file.read()
        found.update(re.findall(r"dependency\('([^']+)'", text))
        table = re.search(r'library_versions = \{(.*?)\}', text, re.S)
        if table:
            found.update(re.findall(r"'([^']+)':", table.group(1)))
    return found


def programs():
    """The programs that the build installs."""
    with open(os.path.join(SOURCE, 'src', 'meson.build'), encoding='utf-8') as file:
        table = re.search(r'^programs = \{(.*?)\}', file.read(), re.S | re.M)
    return set(re.findall(r": '([^']+)'", table.group(1)))


def is_pinned(source):
    """Whether a source can only be what it was when it was written down; our own tree is itself."""
    if source['type'] == 'archive':
        return (source['url'].startswith('https://')
                and re.fullmatch('[0-9a-f]{64}', source.get('sha256', '')))
    if source['type'] == 'git':
        return (source['url'].startswith('https://')
                and re.fullmatch('[0-9a-f]{40}', source.get('commit', '')))
    return source == {'type': 'dir', 'path': '..'}


with open(MANIFEST, encoding='utf-8') as manifest_file:
    manifest = json.load(manifest_file)
modules = manifest['modules']

with support.Tap() as tap:
    tap.equal(sorted(manifest.keys() ^ KEYS), [], 'the manifest has exactly its keys')
    tap.equal((manifest['id'], manifest['runtime'], manifest['sdk']),
              (ID, 'org.gnome.Platform', 'org.gnome.Sdk'), 'it is of the application and platform')
    tap.ok(re.fullmatch(r'\d+', manifest['runtime-version']), 'it names the platform’s version')
    tap.ok(manifest['command'] in programs(), 'its command is a program that the build installs',
           sorted(programs()))
    tap.equal(set(manifest['finish-args']), PERMISSIONS,
              'the sandbox has network and display, and neither files nor the whole keyring')

    tap.equal(modules[-1]['name'], 'rollcall', 'our own module comes last')
    names = {module['name'] for module in modules}
    missing = {library for library in dependencies() - PLATFORM
               if BROUGHT.get(library) not in names}
    tap.equal(missing, set(), 'each library that the platform lacks has its module')
    tap.equal(names - set(BROUGHT.values()), {'rollcall'}, 'there is no module that nobody needs')
    for module in modules:
        tap.equal(sorted(module.keys() - MODULE_KEYS), [], f'{module["name"]} has known keys')
        tap.ok(module['buildsystem'] in BUILD_SYSTEMS, f'{module["name"]} has a build system',
               module['buildsystem'])
        tap.ok(module['sources'] and all(is_pinned(source) for source in module['sources']),
               f'the sources of {module["name"]} are pinned', module['sources'])
