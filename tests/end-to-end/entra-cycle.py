# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the request cycle of tests/data/entra.json against a real service in an empty directory: one
TAP line a step. A step is {name, method, path, body?, raw?, headers?, auth?, query?, expect, save?,
note?, optional?}; `{x}` stands for a value saved by an earlier step."""
import json
import sys

import support


def fill(value, saved):
    """Replaces {x} by what was saved, in texts however deep."""
    if isinstance(value, str):
        for name, text in saved.items():
            value = value.replace('{' + name + '}', text)
        return value
    if isinstance(value, list):
        return [fill(element, saved) for element in value]
    if isinstance(value, dict):
        return {key: fill(element, saved) for key, element in value.items()}
    return value


def point(document, pointer):
    """What a JSON pointer (RFC 6901) names, None if nothing."""
    for part in pointer.split('/')[1:]:
        part = part.replace('~1', '/').replace('~0', '~')
        if isinstance(document, list):
            document = document[int(part)] if part.isdigit() and int(part) < len(document) else None
        elif isinstance(document, dict):
            document = document.get(part)
        else:
            return None
    return document


TYPES = {
    'integer': lambda value: isinstance(value, int) and not isinstance(value, bool),
    'string': lambda value: isinstance(value, str),
    'boolean': lambda value: isinstance(value, bool),
    'array': lambda value: isinstance(value, list),
    'object': lambda value: isinstance(value, dict),
}


def failures(expect, answer, saved):
    """Everything in which the answer is not as expected."""
    status = expect['status']
    if answer.status not in (status if isinstance(status, list) else [status]):
        yield f'status {answer.status}, wanted {status}'
    for pointer, wanted in expect.get('json', {}).items():
        found = point(answer.json, pointer)
        if found != fill(wanted, saved):
            yield f'{pointer} is {found!r}, wanted {fill(wanted, saved)!r}'
    for pointer, wanted in expect.get('len', {}).items():
        found = len(point(answer.json, pointer) or [])
        if found != wanted:
            yield f'{pointer} has {found} elements, wanted {wanted}'
    for pointer, wanted in expect.get('types', {}).items():
        if not TYPES[wanted](point(answer.json, pointer)):
            yield f'{pointer} is no {wanted}'
    for name, wanted in expect.get('headers', {}).items():
        found = answer.headers.get(name.lower())
        if found is None or wanted not in ('*', found):
            yield f'header {name} is {found!r}, wanted {wanted!r}'
    if 'contentType' in expect:
        found = answer.headers.get('content-type', '').split(';')[0]
        if found != expect['contentType']:
            yield f'content type {found!r}, wanted {expect["contentType"]!r}'


def send(directory, step, saved):
    path = fill(step['path'], saved)
    if 'query' in step:
        path += ('&' if '?' in path else '?') + step['query']
    body = fill(step.get('body'), saved)
    if step.get('raw'):
        body = body.encode()
    key = 'rcd_not-a-key-of-anybody' if step.get('auth') == 'bad' else None
    return directory.scim(step['method'], path, body, step.get('headers'), key)


def main():
    with open(support.test_file('data', 'entra.json'), encoding='utf-8') as file:
        steps = json.load(file)
    saved = {}
    with support.Tap() as tap, support.Service() as service:
        directory = service.create_directory('Entra')
        for step in steps:
            answer = send(directory, step, saved)
            wrong = list(failures(step['expect'], answer, saved))
            if wrong and step.get('optional'):
                tap.skip(step['name'], 'optional: ' + '; '.join(wrong))
            else:
                tap.ok(not wrong, step['name'], '\n'.join(wrong) + f'\n{answer}')
            for name, pointer in step.get('save', {}).items():
                value = point(answer.json, pointer)
                if value is not None:
                    saved[name] = value
        tap.equal(len(steps), 75, 'the cycle has 75 steps')


if __name__ == '__main__':
    sys.exit(main())
