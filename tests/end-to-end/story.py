# SPDX-License-Identifier: GPL-3.0-or-later
"""script/story runs to its end: in step, then everybody who was tampered with is named, then in
step again."""
import os
import subprocess

import support


def main():
    with support.Tap() as tap:
        done = subprocess.run([os.path.join(support.SOURCE_ROOT, 'script', 'story')], text=True,
                              capture_output=True, stdin=subprocess.DEVNULL, timeout=240,
                              env={**os.environ, 'BUILD_ROOT': support.BUILD_ROOT}, check=False)
        tap.ok(done.returncode == 0, 'the story ends well', done.stdout + done.stderr)
        for piece in ('Both sides match: 1,000 people, 40 groups', 'Needs attention', 'Newlywed',
                      'Chief of Everything', 'Inactive here', 'in Project Maple',
                      'Both sides match: 988 people, 40 groups'):
            tap.ok(piece in done.stdout, f'it shows “{piece}”')
        tap.ok('rcd_' not in done.stdout + done.stderr, 'and no key')


if __name__ == '__main__':
    main()
