# SPDX-License-Identifier: GPL-3.0-or-later
"""The inside of script/screenshot, on the display that it made."""

import argparse
import os
import shutil
import subprocess
import sys
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "end-to-end"))
sys.dont_write_bytecode = True
import support  # noqa: E402
import window_support  # noqa: E402


class Step(argparse.Action):
    """Keeps the steps in the order in which they were given."""

    def __call__(self, parser, namespace, values, option=None):
        namespace.steps = [*(namespace.steps or []), (option.lstrip("-"), values)]


def read_words():
    words = sys.argv[1:]
    middle = words.index("--")
    parser = argparse.ArgumentParser(prog="screenshot", add_help=False)
    parser.add_argument("--setup")
    parser.add_argument("--size")
    parser.add_argument("--outline", action="store_true")
    parser.add_argument("out")
    for name in ("click", "key", "type", "fill", "see", "wait"):
        parser.add_argument("--" + name, action=Step, dest="steps")
    options = parser.parse_args(words[:middle])
    return options, words[middle + 1:]


def says(root, name):
    """What has a name: something that can be pressed rather than a label that says it."""
    named = [node for node in root.walk() if node.role != "label" and node.name == name]
    return named[0] if named else root.find("label", name)


def take(window, step, value):
    if step == "click":
        node = window.wait_for(lambda root: says(root, value), value)
        window.activate(node)
    elif step == "see":
        window.wait_for(lambda root: says(root, value), value, 60)
    elif step == "key":
        window.press(*value.split())
    elif step == "type":
        window.write(value)
    elif step == "fill":
        name, _, text = value.partition("=")
        window.type_into(name, text, role=None)
    elif step == "wait":
        time.sleep(float(value))


def main():
    options, command = read_words()
    program = support.program(command[0])
    if os.path.exists(program):
        command[0] = program
    elif not shutil.which(command[0]):
        raise SystemExit(f"screenshot: {command[0]} is neither in the build nor installed")
    os.environ["PATH"] = os.path.join(support.BUILD_ROOT, "src") + ":" + os.environ["PATH"]
    if options.setup:
        subprocess.run(["sh", "-c", options.setup], check=True, stdout=sys.stderr)

    window = window_support.Window(*command[1:], command=command[:1])
    try:
        window.start()
        if options.size:
            window.resize(*(int(number) for number in options.size.split("x")))
        window_support.still_picture()
        for step, value in options.steps or []:
            take(window, step, value)
        window_support.xdotool("mousemove", "9999", "9999")
        window_support.save_picture(options.out, window_support.still_picture(),
                                    window_support.FRAME if options.size else 0)
        if options.outline:
            print(window.tree.snapshot().outline())
        window.check_alive()
    finally:
        sys.stderr.write(window.log())
        if window.is_alive():
            window.process.terminate()
            window.process.wait(20)
        shutil.rmtree(window.folder, ignore_errors=True)


if __name__ == "__main__":
    main()
