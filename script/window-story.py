# SPDX-License-Identifier: GPL-3.0-or-later
"""What script/run tells without a display: the story through the window, a sentence before each
step, a picture of each page in tour/, then the main ones in the dark, and what both sides counted.
A step that doesn't come out as it should ends it with exit code 1."""

import os
import sys
import textwrap

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "end-to-end"))
sys.dont_write_bytecode = True
import window_support  # noqa: E402
from window_entra import rollcallctl  # noqa: E402
from window_story import DIRECTORY, SIZE, Story  # noqa: E402

TOUR = os.environ["ROLLCALL_PICTURES"]
DARK = (("Overview", "08-overview-differs"), ("Users", "17-users"), ("Compare", "09-compare"))


def say(sentence):
    text = textwrap.fill(sentence, 80)
    print(f"\n\033[1m{text}\033[0m" if sys.stdout.isatty() else f"\n{text}", flush=True)


def picture(name, width=None):
    window_support.xdotool("mousemove", "9999", "9999")
    path = os.path.join(TOUR, name + ".png")
    window_support.save_picture(path, window_support.still_picture(seconds=3),
                                window_support.FRAME, width)
    print(f"  tour/{name}.png", flush=True)


def show_dark():
    """The main pages once more, as a dark desktop shows them."""
    with window_support.Window(environment={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}) as window:
        window.resize(*SIZE)
        window.see("list item", DIRECTORY)
        for page, name in DARK:
            window.page(page)
            picture(name + "-dark")


def main():
    story = Story(say, picture, people=1204, groups=43)
    story.tell()
    say("The same in the dark.")
    show_dark()
    say("What both sides counted, and the verdict:")
    print()
    print(rollcallctl("compare", "Personnel", DIRECTORY, "--saved", expect=1).split("\n\nNeeds")[0])


if __name__ == "__main__":
    main()
