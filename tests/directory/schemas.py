# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the service's own /ResourceTypes and /Schemas, and with nothing but these makes values for
every attribute and sub-attribute of every resource type; then adds, replaces, removes, filters,
sorts and projects each. What a schema says (mutability, returned, caseExact, required) is held."""
import json
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'end-to-end'))
import support  # noqa: E402

ORDERED = ('string', 'reference', 'dateTime', 'integer', 'decimal')


class Attribute:
    """An attribute or sub-attribute, with the path that a client writes for it."""

    def __init__(self, schema, described, parent=None, extension=False):
        self.schema = schema
        self.described = described
        self.parent = parent
        self.extension = extension
        self.name = described['name']
        self.path = f'{parent.path}.{self.name}' if parent else (
            f'{schema}:{self.name}' if extension else self.name)

    def __getattr__(self, name):
        return self.described.get({'multi': 'multiValued', 'kind': 'type'}.get(name, name))

    def subs(self):
        return [Attribute(self.schema, sub, self, self.extension)
                for sub in self.described.get('subAttributes', [])]

    def writable(self):
        return (self.mutability in ('readWrite', 'writeOnly')
                and (self.parent is None or self.parent.mutability == 'readWrite'))

    def of(self, resource):
        """Its values in a resource, in a list."""
        if self.parent:
            return [value[self.name] for value in self.parent.of(resource)
                    if isinstance(value, dict) and self.name in value]
        scope = resource.get(self.schema, {}) if self.extension else resource
        value = scope.get(self.name)
        return [] if value is None else value if self.multi else [value]


class Maker:
    """Values that a schema allows. `n` tells them apart; larger ones sort behind."""

    def __init__(self, people):
        self.people = people

    def simple(self, attribute, n):
        if attribute.name == 'value' and attribute.parent.name in ('manager', 'members'):
            return self.people[n % len(self.people)]
        if attribute.name == '$ref':
            return None
        kind = attribute.kind
        if kind == 'boolean':
            return attribute.name == 'active' and n % 2 == 0
        if kind == 'dateTime':
            return f'2026-01-{n % 28 + 1:02}T08:00:00Z'
        if kind in ('integer', 'decimal'):
            return n
        if kind == 'binary':
            return ['QUFB', 'QkJC', 'Q0ND', 'RERE'][n % 4]
        if kind == 'reference':
            return f'https://example.com/{attribute.name}/{n}'
        if attribute.name == 'type' and attribute.canonicalValues:
            return attribute.canonicalValues[n % len(attribute.canonicalValues)]
        return f'{attribute.name} {n} Ärger'

    def one(self, attribute, n):
        if attribute.kind != 'complex':
            return self.simple(attribute, n)
        made = {sub.name: self.simple(sub, n) for sub in attribute.subs()
                if sub.mutability != 'readOnly'}
        if attribute.name == 'members':
            return {'value': made['value']}
        return {name: value for name, value in made.items() if value is not None}

    def value(self, attribute, n):
        return [self.one(attribute, n)] if attribute.multi else self.one(attribute, n)


def literal(value):
    return json.dumps(value, ensure_ascii=False)


class Walk:
    """One resource type."""

    def __init__(self, tap, directory, described, schemas, people):
        self.tap = tap
        self.directory = directory
        self.endpoint = described['endpoint']
        self.core = described['schema']
        self.maker = Maker(people)
        self.attributes = [Attribute(self.core, one) for one in schemas[self.core]['attributes']]
        for extension in described.get('schemaExtensions', []):
            urn = extension['schema']
            self.attributes += [Attribute(urn, one, None, True)
                                for one in schemas[urn]['attributes']]
        self.n = 0
        self.seen = 0

    def base(self):
        """The least that may be created."""
        self.n += 1
        return {'schemas': [self.core], **{one.name: f'{one.name} base {self.n}'
                                           for one in self.attributes if one.required}}

    def create(self, **more):
        answer = self.directory.scim('POST', self.endpoint, {**self.base(), **more})
        assert answer.status == 201, answer
        return answer.json['id']

    def patch(self, kid, op, path, value=None):
        operation = {'op': op, 'path': path, **({} if value is None else {'value': value})}
        return self.directory.scim('PATCH', f'{self.endpoint}/{kid}',
                                   {'schemas': [support.PATCH], 'Operations': [operation]})

    def get(self, kid, query=''):
        return self.directory.scim('GET', f'{self.endpoint}/{kid}{query}').json

    def find(self, text, **more):
        query = urllib.parse.urlencode({'filter': text, 'count': 1000, **more})
        answer = self.directory.scim('GET', f'{self.endpoint}?{query}')
        return ([one['id'] for one in answer.json['Resources']] if answer.status == 200
                else f'{answer.status} {answer.json.get("scimType")}')

    def wrong(self, attribute, what, found, wanted):
        self.tap.ok(False, f'{attribute.path}: {what}', f'found  {found!r}\nwanted {wanted!r}')

    def check(self, attribute, what, found, wanted):
        self.seen += 1
        if found != wanted:
            self.wrong(attribute, what, found, wanted)

    def holds(self, attribute, kid, wanted, what):
        """The value that a client wrote is what the resource has, but for what is derived."""
        found = attribute.of(self.get(kid))
        if attribute.kind == 'complex':
            known = {sub.name for sub in attribute.subs()
                     if sub.mutability != 'readOnly' and sub.name != '$ref'}
            if attribute.name == 'members':
                known = {'value'}
            found = [{name: value for name, value in one.items() if name in known}
                     for one in found]
        self.check(attribute, what, found, wanted if isinstance(wanted, list) else [wanted])

    def read_only(self, attribute):
        kid = self.create()
        before = self.get(kid)
        answer = self.patch(kid, 'replace', attribute.path, 'x')
        self.check(attribute, 'read-only', (answer.status, answer.json.get('scimType')),
                   (400, 'mutability'))
        self.check(attribute, 'unchanged', self.get(kid), before)

    def never_returned(self, attribute):
        kid = self.create(**{attribute.name: 'Correct horse 7'})
        for query in ('', f'?attributes={attribute.path}'):
            self.check(attribute, 'never returned', attribute.of(self.get(kid, query)), [])
        answer = self.patch(kid, 'replace', attribute.path, 'Correct horse 8')
        self.check(attribute, 'may be set', answer.status, 200)
        self.check(attribute, 'not kept', b'orse' in answer.body, False)
        self.check(attribute, 'no filter', self.find(f'{attribute.path} eq "Correct horse 8"'),
                   '400 invalidFilter')

    def changes(self, attribute):
        """Made with it, and added, replaced and removed by path."""
        first, second = self.maker.value(attribute, 1), self.maker.value(attribute, 2)
        if attribute.required:
            first, second = f'{attribute.name} one', f'{attribute.name} two'
        body = {attribute.schema: {attribute.name: first}} if attribute.extension else {
            attribute.name: first}
        kid = self.create(**body)
        self.holds(attribute, kid, first, 'created')
        self.directory.scim('DELETE', f'{self.endpoint}/{kid}')
        kid = self.create()
        tag = self.get(kid)['meta']['version']
        self.patch(kid, 'add', attribute.path, first)
        self.holds(attribute, kid, first, 'added')
        self.check(attribute, 'a new version', self.get(kid)['meta']['version'] == tag, False)
        tag = self.get(kid)['meta']['version']
        self.patch(kid, 'add', attribute.path, first)
        self.check(attribute, 'added again is no change', self.get(kid)['meta']['version'], tag)
        if attribute.multi:
            self.patch(kid, 'add', attribute.path, second)
            self.check(attribute, 'a second', len(attribute.of(self.get(kid))), 2)
        self.patch(kid, 'replace', attribute.path, second)
        self.holds(attribute, kid, second, 'replaced')
        answer = self.patch(kid, 'remove', attribute.path)
        if attribute.required:
            self.check(attribute, 'required', (answer.status, answer.json.get('scimType')),
                       (400, 'mutability'))
        else:
            self.check(attribute, 'removed', attribute.of(self.get(kid)), [])
            self.check(attribute, 'with its schema', attribute.schema in self.get(kid)['schemas'],
                       not attribute.extension)
            answer = self.directory.scim('PATCH', f'{self.endpoint}/{kid}', {
                'schemas': [support.PATCH],
                'Operations': [{'op': 'add', 'value': {
                    attribute.schema: {attribute.name: first}} if attribute.extension else
                    {attribute.name: first}}]})
            self.holds(attribute, kid, first, 'added without a path')
        self.directory.scim('DELETE', f'{self.endpoint}/{kid}')

    def sub_changes(self, sub):
        """A sub-attribute by its own path; of several values, by one that brackets choose."""
        parent = sub.parent
        if not sub.writable() or sub.name == '$ref' or parent.name == 'members':
            return
        kid = self.create()
        self.patch(kid, 'add', parent.path, self.maker.value(parent, 1))
        path = sub.path
        if parent.multi:
            key = next(other for other in parent.subs()
                       if other.kind == 'string' and other.name != sub.name)
            path = f'{parent.path}[{key.name} eq {literal(self.maker.simple(key, 1))}].{sub.name}'
        value = True if sub.kind == 'boolean' else self.maker.simple(sub, 2)
        self.patch(kid, 'replace', path, value)
        self.check(sub, f'replaced by {path}', sub.of(self.get(kid)), [value])
        self.patch(kid, 'remove', path)
        self.check(sub, 'removed', sub.of(self.get(kid)), [])
        self.patch(kid, 'add', path, value)
        self.check(sub, 'added', sub.of(self.get(kid)), [value])
        self.directory.scim('DELETE', f'{self.endpoint}/{kid}')

    def crowd(self):
        """Three that have everything, each another value, and one that has the least."""
        kids = []
        for n in (1, 2, 3):
            body = self.base()
            for attribute in self.attributes:
                if attribute.mutability == 'readOnly' or attribute.returned == 'never':
                    continue
                value = self.maker.value(attribute, n)
                if attribute.required:
                    body[attribute.name] = value
                elif attribute.extension:
                    body.setdefault(attribute.schema, {})[attribute.name] = value
                else:
                    body[attribute.name] = value
            answer = self.directory.scim('POST', self.endpoint, body)
            assert answer.status == 201, answer
            kids.append(answer.json['id'])
        return kids, self.create()

    def queries(self, attribute, kids, bare):
        """A simple attribute or sub-attribute, filtered and sorted by."""
        values = [attribute.of(self.get(kid, f'?attributes={attribute.path}')) for kid in kids]
        if not all(values):
            return self.wrong(attribute, 'every one has a value', values, 'some')
        value = values[1][0]
        same = [kid for kid, own in zip(kids, values) if value in own]
        everybody = set(kids) | {bare}

        def find(text):
            found = self.find(text)
            return [kid for kid in found if kid in everybody] if isinstance(found, list) else found

        equal = find(f'{attribute.path} eq {literal(value)}')
        self.check(attribute, 'eq', equal, same)
        self.check(attribute, 'ne', set(find(f'{attribute.path} ne {literal(value)}')),
                   everybody - set(same))
        self.check(attribute, 'not', set(find(f'not ({attribute.path} eq {literal(value)})')),
                   everybody - set(same))
        has = set(find(f'{attribute.path} pr'))
        self.check(attribute, 'pr', has >= set(kids), True)
        if attribute.parent and attribute.parent.multi:
            text = f'{attribute.parent.path}[{attribute.name} eq {literal(value)}]'
            self.check(attribute, 'in brackets', find(text), same)
        if attribute.kind in ('string', 'reference'):
            other = value.upper() if value != value.upper() else value.lower()
            self.check(attribute, f'caseExact {attribute.caseExact}',
                       find(f'{attribute.path} eq {literal(other)}'),
                       [] if attribute.caseExact else same)
            self.check(attribute, 'sw', set(same) <= set(find(
                f'{attribute.path} sw {literal(value[:3])}')), True)
            self.check(attribute, 'ew', set(same) <= set(find(
                f'{attribute.path} ew {literal(value[-3:])}')), True)
            self.check(attribute, 'co', set(same) <= set(find(
                f'{attribute.path} co {literal(value[1:-1])}')), True)
        if attribute.kind in ORDERED:
            greater = set(find(f'{attribute.path} gt {literal(value)}'))
            less = set(find(f'{attribute.path} lt {literal(value)}'))
            self.check(attribute, 'gt, lt and eq are apart', greater & less | greater & set(same)
                       if not attribute.parent or not attribute.parent.multi else set(), set())
            self.check(attribute, 'ge', set(find(f'{attribute.path} ge {literal(value)}')),
                       greater | set(same))
            self.check(attribute, 'le', set(find(f'{attribute.path} le {literal(value)}')),
                       less | set(same))
        elif attribute.kind in ('boolean', 'binary'):
            self.check(attribute, 'has no order', find(f'{attribute.path} gt {literal(value)}'),
                       '400 invalidFilter')
        self.sorting(attribute, kids, values, bare, has)

    def sorting(self, attribute, kids, values, bare, has):
        chosen = dict(zip(kids, (own[0] for own in values)))
        everybody = ' or '.join(f'id eq "{kid}"' for kid in [*kids, bare])

        def key(kid):
            value = chosen[kid]
            return value.lower() if isinstance(value, str) and not attribute.caseExact else value

        for direction in ('ascending', 'descending'):
            found = self.find(everybody, sortBy=attribute.path, sortOrder=direction)
            keys = [key(kid) for kid in found if kid in chosen]
            self.check(attribute, f'{direction}', keys,
                       sorted(keys, reverse=direction == 'descending'))
            if bare not in has:
                self.check(attribute, f'{direction}: who has none',
                           found.index(bare), 3 if direction == 'ascending' else 0)

    def projection(self, attribute, kid):
        """Asked for alone it comes alone, excluded it alone is missing."""
        whole = self.get(kid)
        top = {'id', 'schemas'}
        alone = self.get(kid, f'?attributes={attribute.path}')
        holder = attribute.schema if attribute.extension else (
            attribute.parent.name if attribute.parent else attribute.name)
        self.check(attribute, 'asked for alone', set(alone), top | {holder})
        if attribute.parent:
            self.check(attribute, 'nothing beside it',
                       {name for one in attribute.parent.of(alone) for name in one},
                       {attribute.name})
        if attribute.returned == 'request':
            return
        self.check(attribute, 'as it is', attribute.of(alone), attribute.of(whole))
        self.check(attribute, 'in any case', self.get(kid, f'?attributes={attribute.path.upper()}'),
                   alone)
        without = self.get(kid, f'?excludedAttributes={attribute.path}')
        self.check(attribute, 'excluded', attribute.of(without), [])
        self.check(attribute, 'alone', set(whole) - set(without) <= {holder}, True)

    def run(self):
        for attribute in self.attributes:
            if attribute.mutability == 'readOnly':
                self.read_only(attribute)
            elif attribute.returned == 'never':
                self.never_returned(attribute)
            else:
                self.changes(attribute)
                for sub in attribute.subs():
                    self.sub_changes(sub)
        self.tap.note(f'{self.seen} checks of changes')
        kids, bare = self.crowd()
        for n, kid in enumerate(kids):
            self.relate(kid, n)
        for attribute in self.attributes:
            if attribute.returned == 'never':
                continue
            self.projection(attribute, kids[0])
            for one in attribute.subs() or [attribute]:
                if not (one.name == 'primary' or one.parent and one.path == 'members.type'):
                    self.queries(one, kids, bare)
                if one.parent:
                    self.projection(one, kids[0])
        self.tap.ok(self.seen > 10 * len(self.attributes),
                    f'{self.endpoint}: {len(self.attributes)} attributes, {self.seen} checks')

    def relate(self, kid, n):
        """Users are put into a group each, so that what is derived of groups has values."""
        if self.endpoint == '/Users':
            self.directory.create_group(f'Derived {n}', [kid])


def main():
    with support.Tap() as tap, support.Service() as service:
        directory = service.create_directory()
        kinds = directory.scim('GET', '/ResourceTypes').json['Resources']
        schemas = {one['id']: one for one in directory.scim('GET', '/Schemas').json['Resources']}
        for kind in kinds:
            people = [directory.create_user(f'{kind["name"]} person {n}',
                                            displayName=f'Person {n} Ärger') for n in range(4)]
            Walk(tap, directory, kind, schemas, people).run()
        done = service.run('check')
        tap.equal((done.returncode, done.stderr), (0, ''), 'the check is clean')


if __name__ == '__main__':
    main()
