# SPDX-License-Identifier: GPL-3.0-or-later
"""Both sides held against each other: the verdict on Overview and in the sidebar, its reasons as
rows and chips, everybody who differs by name, one of them side by side, and the report as a file.
"""
import json
import os
import re

import window_support
from window_entra import STRANGERS, rollcallctl, seed, tamper

PAGE = 'RollcallComparePage'


def names(window):
    """Who is listed, as far as the list is in sight."""
    root = window.tree.snapshot().find(None, PAGE)
    rows = root.find('list', 'Differences')
    return [row.name for row in rows.find_all('list item')]


def check_match(tap, window):
    window.see_text('Both sides match: 60 people, 8 groups')
    tap.ok(True, 'what was provisioned matches what was meant to be')
    row = window.wait_for(
        lambda root: next((row for row in root.find_all('list item', 'Practice directory')
                           if '60 people, 8 groups' in row.texts()), None),
        'both counts in the sidebar')
    tap.ok('60 people, 8 groups' in row.texts(), 'the sidebar has both counts', row.texts())


def check_verdict(tap, window, wanted):
    window.click('push button', 'Read Both Sides Again')
    window.see_text(re.compile('^The counts match, but'))
    tap.ok(True, 'equal counts don’t hide who differs')
    expected = {'Member is missing': 1, **{reason: len(people)
                                           for reason, people in wanted.items()}}
    reasons = {}

    def listed(root):
        held = root.find('list', 'Needs attention')
        rows = [re.match(r'(.*): (\d+) ', row.name)
                for row in (held.find_all('list item') if held else [])]
        reasons.clear()
        reasons.update({row.group(1): int(row.group(2)) for row in rows if row})
        return reasons == expected
    window.wait_for(listed, f'{expected} as reasons')
    tap.equal(reasons, expected, 'each reason is a row with its number')
    total = sum(reasons.values())
    pill = window.wait_for(
        lambda root: next((text for text in root.find('list item', 'Practice directory').texts()
                           if text == str(total) or text.endswith(f' {total}')), None),
        f'{total} in the sidebar')
    tap.ok(pill, 'the sidebar says how many')


def check_names(tap, window, wanted):
    """A reason leads to its people, and to nobody else."""
    for reason, people in wanted.items():
        window.page('Overview')
        window.click('list item', re.compile('^' + reason + ':'))
        window.wait_for(lambda root: (root.find('page tab', 'Compare') or root).has('selected'),
                        'the page Compare')

        def exactly(_root, people=people):
            found = sorted(row.split(',')[0] for row in names(window))
            return found == sorted(people) and found
        found = window.wait_for(exactly, f'{people} under {reason}')
        tap.ok(found, f'{reason} names {len(people)}')


def check_one(tap, window, person):
    window.page('Compare')
    chips = [chip for chip in window.tree.snapshot().find(None, 'RollcallCompareChips').walk()
             if chip.role in ('push button', 'toggle button') and chip.has('pressed')]
    for chip in chips:
        chip.act('Click', 'Toggle')
    window.wait_for(lambda root: len(names(window)) >= 10, 'everybody again')
    window.type_into('Search who differs', person['userName'], role=None)
    window.wait_for(lambda root: len(names(window)) == 1, 'one person found')
    tap.ok(names(window)[0].startswith(person['displayName']), 'a search in what differs',
           names(window))
    window.click('list item', re.compile('^' + re.escape(person['displayName'])), under=PAGE)
    row = window.see('list item', re.compile('^Family name: .*Newlywed in'))
    tap.ok(person['name.familyName'] in row.name, 'both values stand side by side', row.name)


def whole(path):
    """The JSON in a file once it was written, else None."""
    try:
        with open(path, encoding='utf-8') as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def check_export(tap, window):
    """Ctrl+E asks for a file; the report is the one that rollcallctl gives."""
    path = os.path.join(os.environ['HOME'], 'report.json')
    window.press('ctrl+e')
    window.save_file(path)
    window.wait_for(lambda _: whole(path), 'the report')
    report = whole(path)
    wanted = rollcallctl('compare', 'Personnel', 'Practice directory', '--saved', '--format',
                         'json', expect=1)
    tap.equal(report['verdict'], 'counts_match', 'the exported verdict')
    tap.equal(report['users'], wanted['users'], 'the exported people are those of rollcallctl')


def test(tap):
    entra, people = seed()
    with window_support.Window(os.path.join(os.environ['HOME'], 'people.csv')) as window:
        check_match(tap, window)
        vanished, changed, deactivated = tamper(entra, people)
        wanted = {
            'Never arrived': [person['displayName'] for person in vanished],
            'Attributes differ': [person['displayName'] for person in changed],
            'Inactive here': [deactivated['displayName']],
            'Made here': list(STRANGERS),
        }
        check_verdict(tap, window, wanted)
        check_names(tap, window, wanted)
        check_one(tap, window, changed[1])
        check_export(tap, window)
        tap.equal(list(window_support.nameless(window.tree.snapshot())), [],
                  'each control has a name')


window_support.main(test)
