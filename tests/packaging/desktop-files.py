# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop entry, the metainfo, the settings' schema, the icons and the D-Bus service: valid by
the tools that read them, and of one mind about the application id and the programs."""

import configparser
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

SOURCE = os.environ['SOURCE_ROOT']
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'end-to-end'))
sys.dont_write_bytecode = True
import support  # noqa: E402

ID = 'io.github.rollcall.Rollcall'
DATA = os.path.join(SOURCE, 'data')
BUILT = os.path.join(support.BUILD_ROOT, 'data')
SVG = '{http://www.w3.org/2000/svg}'


def run(tap, name, *words):
    """That a validator accepts a file without a word on stderr or an exit code."""
    if not shutil.which(words[0]):
        tap.ok(False, name, f'{words[0]} is not installed; script/bootstrap installs it')
        return
    done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=False,
                          env={**os.environ, 'HOME': '/nonexistent'})
    tap.ok(done.returncode == 0, name, done.stdout + done.stderr)


def check_entry(tap):
    path = os.path.join(BUILT, ID + '.desktop')
    run(tap, 'the desktop entry is valid', 'desktop-file-validate', path)
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(path, encoding='utf-8')
    main = entry['Desktop Entry']
    tap.equal((main['Exec'], main['Icon'], main['DBusActivatable']), ('rollcall', ID, 'true'),
              'the desktop entry starts the console, by D-Bus if it can')
    with open(os.path.join(BUILT, ID + '.service'), encoding='utf-8') as file:
        service = file.read()
    tap.ok(f'Name={ID}\n' in service
           and re.search(r'^Exec=/\S+/rollcall --gapplication-service$', service, re.M),
           'the D-Bus service starts it too', service)


def check_metainfo(tap):
    path = os.path.join(BUILT, ID + '.metainfo.xml')
    run(tap, 'the metainfo is valid', 'appstreamcli', 'validate', '--no-net', path)
    tree = ElementTree.parse(path).getroot()
    tap.equal((tree.findtext('id'), tree.findtext('launchable'),
               tree.findtext('translation'), tree.findtext('project_license')),
              (ID, ID + '.desktop', 'rollcall', 'GPL-3.0-or-later'),
              'the metainfo names the entry, the translations and the licence')
    tap.equal(sorted(element.text for element in tree.iter('binary')),
              ['rollcall', 'rollcall-directory', 'rollcallctl'],
              'the metainfo names the three programs')


def check_schema(tap):
    run(tap, 'the schema is valid', 'glib-compile-schemas', '--strict', '--dry-run', DATA)
    keys = ElementTree.parse(os.path.join(DATA, ID + '.gschema.xml')).getroot().iter('key')
    without = [key.get('name') for key in keys
               if not (key.findtext('summary') and key.findtext('description'))]
    tap.equal(without, [], 'every setting says what it is')
    tap.ok(os.path.exists(os.path.join(BUILT, 'gschemas.compiled')),
           'the compiled schema lies where runs from the build folder look')


def check_icons(tap):
    themed = os.path.join(DATA, 'icons', 'hicolor')
    drawings = {'scalable/apps/' + ID: 128, 'symbolic/apps/' + ID + '-symbolic': 16}
    for name, size in drawings.items():
        root = ElementTree.parse(os.path.join(themed, name + '.svg')).getroot()
        tap.equal((root.tag, root.get('width'), root.get('height'), root.get('viewBox')),
                  (SVG + 'svg', str(size), str(size), f'0 0 {size} {size}'), f'{name} has its size')

    folder = os.path.join(DATA, 'ui', 'icons', 'scalable', 'actions')
    marks = sorted(os.listdir(folder))
    tap.equal([mark for mark in marks if not mark.endswith('-symbolic.svg')], [],
              'the marks are symbolic')
    for mark in marks:
        root = ElementTree.parse(os.path.join(folder, mark)).getroot()
        fills = {element.get('fill') for element in root if element.tag != SVG + 'title'}
        tap.equal((root.get('viewBox'), fills), ('0 0 16 16', {'#2e3436'}),
                  f'{mark} can take any colour')


with support.Tap() as the_tap:
    check_entry(the_tap)
    check_metainfo(the_tap)
    check_schema(the_tap)
    check_icons(the_tap)
