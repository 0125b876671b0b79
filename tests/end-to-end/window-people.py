# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is in a directory: searched as one types, chosen by chips, sorted by a column, looked at
beside the list and on a page of their own, and followed from person to group and back."""
import re

import window_support
from window_entra import rollcallctl, seed

DIRECTORY = 'Practice directory'
USERS = 'RollcallUsersPage'
GROUPS = 'RollcallGroupsPage'
DETAILS = 'RollcallDetailsPage'
COUNT = 60
INACTIVE = 3
PATIENCE = 60


def shown(window, page, number, noun):
    """The line below the list."""
    return window.wait_for(
        lambda root: next((text for text in (root.find(None, page) or root).texts()
                           if re.match(rf'{number}( of [\d,]+)? {noun}', text)), None),
        f'{number} {noun}', PATIENCE)


def search(window, page, text):
    window.type_into('Search people' if page == USERS else 'Search groups', text, role=None)


def first_rows(window, page, condition, what):
    return window.wait_for(lambda root: (lambda rows: rows and condition(rows) and rows)(
        window.rows(page)), what, PATIENCE)


def check_search(tap, window, people):
    person = people[20]
    window.page('Users')
    shown(window, USERS, COUNT, 'people')
    tap.ok(True, 'everybody is listed')
    for end in range(2, len(person['userName']) + 1, 6):
        search(window, USERS, person['userName'][:end])
        first_rows(window, USERS,
                   lambda rows: any(person['displayName'] in row for row in rows)
                   or len(rows) > 10, f'matches of {end} letters')
    search(window, USERS, person['userName'])
    rows = first_rows(window, USERS, lambda rows: len(rows) == 1, 'one person')
    tap.ok(person['displayName'] in rows[0], 'the search narrows as one types', rows)
    return person


def check_no_result(tap, window, person):
    wrong = ' '.join(word[:-2] + word[-1] + word[-2] for word in
                     (person['name.givenName'], person['name.familyName']))
    search(window, USERS, wrong)
    window.see_text('No people found', seconds=PATIENCE)
    window.see_text(re.compile(rf'Nothing in {COUNT} people matches “{re.escape(wrong)}”'),
                    seconds=PATIENCE)
    tap.ok(True, 'who isn’t found is said to be not found')
    window.click('push button', 'Show ' + person['displayName'], USERS, seconds=PATIENCE)
    window.see(None, DETAILS, seconds=PATIENCE)
    tap.ok(True, 'with a suggestion, which leads to them')
    back(window)


def back(window):
    window.press('alt+Left')
    window.wait_gone(None, DETAILS, seconds=PATIENCE)


def check_chips(tap, window):
    search(window, USERS, '')
    for name, number in (('Inactive', INACTIVE), ('Active', COUNT - INACTIVE), ('All', COUNT)):
        window.click(None, name, 'Whom to show', seconds=PATIENCE)
        shown(window, USERS, number, 'people')
        tap.ok(True, f'the chip {name} leaves {number}')


def check_sort(tap, window):
    def names(rows):
        return [row[0] for row in rows[:8]]

    first = names(first_rows(window, USERS, lambda rows: len(rows) > 8, 'people'))
    window.click(None, 'Name', USERS, seconds=PATIENCE)
    other = names(first_rows(window, USERS, lambda rows: names(rows) != first, 'another order'))
    tap.ok(other != first, 'a column’s title sorts by it', (first, other))
    return other


def details(root):
    """The pages of somebody or something that are open."""
    return [node for node in root.walk() if node.name == DETAILS]


def check_person(tap, window, person):
    search(window, USERS, person['userName'])
    first_rows(window, USERS, lambda rows: len(rows) == 1, 'one person')
    window.click('label', person['displayName'], USERS, seconds=PATIENCE)
    window.click('push button', 'Show Everything', USERS, seconds=PATIENCE)
    texts = window.wait_for(
        lambda root: (lambda found: found if person['title'] in found else None)(
            [text for page in details(root) for text in page.texts()]),
        'everything of them', PATIENCE)
    tap.ok(person['userName'] in texts, 'beside the list, and whole on a page of their own', texts)
    window.click('page tab', 'Raw JSON', DETAILS, seconds=PATIENCE)
    json = window.wait_for(
        lambda root: next((text for page in details(root) for text in
                           (node.text() for node in page.find_all('text'))
                           if '"userName"' in text), None), 'JSON', PATIENCE)
    tap.ok(person['userName'] in json, 'as JSON too', json)
    window.click('page tab', 'Details', DETAILS, seconds=PATIENCE)


def check_links(tap, window, person):
    group = person['groups'].split(';')[0]
    window.click('list item', re.compile('^' + re.escape(group)), DETAILS, seconds=PATIENCE)
    # The newest page is in front, and the older one below it.
    window.wait_for(lambda root: group in heading(root), f'the page of {group}', PATIENCE)
    tap.ok(True, 'a person leads to a group')
    window.click('list item', re.compile('^' + re.escape(person['displayName'])), DETAILS,
                 seconds=PATIENCE)
    window.wait_for(lambda root: person['displayName'] in heading(root), 'the page of the member',
                    PATIENCE)
    tap.ok(True, 'and the group to its members')
    for _ in range(3):
        if window.sees(None, DETAILS):
            window.press('alt+Left')
            window.wait_for(lambda root: True, 'a moment', 1)
    window.wait_gone(None, DETAILS, seconds=PATIENCE)


def heading(root):
    """Who a page is about: the first words on it."""
    return [text for page in details(root) for text in page.texts()[:12]]


def check_groups(tap, window, people):
    window.page('Groups')
    groups = sorted({group for person in people for group in person['groups'].split(';') if group})
    shown(window, GROUPS, len(groups), 'groups')
    search(window, GROUPS, groups[1])
    rows = first_rows(window, GROUPS, lambda rows: any(groups[1] in row for row in rows)
                      and len(rows) < len(groups), 'a group')
    members = sum(groups[1] in person['groups'].split(';') for person in people)
    row = next(row for row in rows if groups[1] in row)
    tap.ok(str(members) in ' '.join(row).split(), f'{groups[1]} has {members} members', rows)
    window.click('label', groups[1], GROUPS, seconds=PATIENCE)
    window.see('push button', 'Show Everything', GROUPS, seconds=PATIENCE)
    tap.ok(True, 'a group beside the list')


def test(tap):
    entra, people = seed(people=COUNT, source=None)
    for person in people[30:30 + INACTIVE]:
        entra.patch('Users', entra.ids[person['userName']], 'replace', 'active', False)
    rollcallctl('read', DIRECTORY)
    with window_support.Window() as window:
        window.see('list item', DIRECTORY, seconds=PATIENCE)
        person = check_search(tap, window, people)
        check_no_result(tap, window, person)
        check_chips(tap, window)
        check_sort(tap, window)
        check_person(tap, window, person)
        check_links(tap, window, person)
        check_groups(tap, window, people)


window_support.main(test)
