# SPDX-License-Identifier: GPL-3.0-or-later
"""The story of window_story.py, each step a test."""
import time

import window_support
from window_story import Story


def test(tap):
    story = Story(lambda sentence: None, lambda *_: None)
    with story.window:
        for name, sentence in Story.STEPS:
            began = time.monotonic()
            getattr(story, name)()
            tap.ok(True, f'{sentence} ({time.monotonic() - began:.1f} s)')


window_support.main(test)
