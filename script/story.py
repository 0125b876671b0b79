# SPDX-License-Identifier: GPL-3.0-or-later
"""What script/story tells. Commands are shown as a person would type them, and their output as it
is. Whatever doesn't come out as it should ends the story with exit code 1."""

import csv
import http.client
import json
import os
import random
import signal
import socket
import struct
import subprocess
import sys
import textwrap
import time
import urllib.parse

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
BUILD_ROOT = os.environ["BUILD_ROOT"]
HOME = os.environ["HOME"]
SOCKET = os.path.join(os.environ["XDG_RUNTIME_DIR"], "rollcall", "directory.sock")
PROGRAM = os.path.join(BUILD_ROOT, "src", "rollcallctl")
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


def say(text):
    text = textwrap.fill(text, 80)
    print(f"\n\033[1m{text}\033[0m" if sys.stdout.isatty() else f"\n{text}", flush=True)


def show(*words, expect=0):
    """Runs rollcallctl as the reader would, in front of them."""
    print("\n$ rollcallctl " + " ".join(quoted(word) for word in words), flush=True)
    code = subprocess.run([PROGRAM, *words], cwd=HOME, check=False).returncode
    if code != expect:
        raise SystemExit(f"The story is broken: that ended with {code}, not with {expect}.")


def quoted(word):
    return f'"{word}"' if " " in word else word


def ask(*words, expect=0):
    """Runs rollcallctl for the story's own purposes and gives its JSON."""
    done = subprocess.run([PROGRAM, *words, "--format", "json"], cwd=HOME, check=False,
                          stdout=subprocess.PIPE)
    if done.returncode != expect:
        raise SystemExit(f"The story is broken: {words[0]} ended with {done.returncode}.")
    return json.loads(done.stdout)


def write_people(*options):
    with open(os.path.join(HOME, "people.csv"), "wb") as file:
        subprocess.run([os.path.join(ROOT, "script/generate-people"), *options], stdout=file,
                       check=True)
    with open(os.path.join(HOME, "people.csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Somebody:
    """Somebody with a key of their own who changes the directory behind everyone's back."""

    def __init__(self, base_url, key):
        parts = urllib.parse.urlsplit(base_url)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        self.path = parts.path
        self.key = key

    def send(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/scim+json"}
        self.connection.request(method, self.path + path, json.dumps(body) if body else None,
                                headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"The story is broken: {method} {path} was answered {answer.status}.")
        return json.loads(text) if text else None

    def find(self, kind, attribute, value):
        filter_text = urllib.parse.quote(f'{attribute} eq "{value}"')
        return self.send("GET", f"/{kind}?filter={filter_text}")["Resources"][0]

    def patch(self, resource, *operations):
        kind = "Users" if "userName" in resource else "Groups"
        self.send("PATCH", f"/{kind}/{resource['id']}",
                  {"schemas": [PATCH], "Operations": list(operations)})


def tamper(people, base_url):
    """Three people vanish, two change, one is deactivated, one group loses two members."""
    key = ask("key", "new", "Rehearsal", "--name", "Somebody at the directory")
    somebody = Somebody(base_url, key["secret"])
    dice = random.Random(3)
    staff = [p for p in people if p["active"] == "true" and p["title"].find("Head of") < 0]
    chosen = dice.sample(staff, 6)
    vanished, changed, deactivated = chosen[:3], chosen[3:5], chosen[5]

    for person in vanished:
        found = somebody.find("Users", "userName", person["userName"])
        somebody.send("DELETE", f"/Users/{found['id']}")
    somebody.patch(somebody.find("Users", "userName", changed[0]["userName"]),
                   {"op": "replace", "path": "title", "value": "Chief of Everything"})
    somebody.patch(somebody.find("Users", "userName", changed[1]["userName"]),
                   {"op": "replace", "path": "name.familyName", "value": "Newlywed"})
    somebody.patch(somebody.find("Users", "userName", deactivated["userName"]),
                   {"op": "replace", "path": "active", "value": False})

    group = somebody.find("Groups", "displayName", "Project Maple")
    left_alone = {somebody.find("Users", "userName", person["userName"])["id"]
                  for person in (deactivated, *changed)}
    members = sorted(m["value"] for m in group["members"] if m["value"] not in left_alone)
    for member in dice.sample(members, 2):
        somebody.patch(group, {"op": "remove", "path": f'members[value eq "{member}"]'})
    subprocess.run([PROGRAM, "key", "revoke", "Rehearsal", key["id"], "--yes"], check=True)
    return vanished, changed, deactivated


def check_found(report, vanished, changed, deactivated):
    """That the comparison named exactly those, each for its reason."""
    users = report["users"]

    def names(where, reason):
        return sorted(entry["key"] for entry in users[where] if entry["reason"] == reason)

    wanted = {
        "vanished": (names("missing", "never_arrived"), sorted(p["userName"] for p in vanished)),
        "changed": (names("different", "attribute"), sorted(p["userName"] for p in changed)),
        "deactivated": (names("different", "inactive"), [deactivated["userName"]]),
        "memberships": (sorted({m["group"] for m in report["memberships"]["missing"]
                                if m["reason"] == "member_missing"}), ["Project Maple"]),
        "how many memberships": (sum(m["reason"] == "member_missing"
                                     for m in report["memberships"]["missing"]), 2),
        "nobody else": (len(users["missing"]) + len(users["different"]) + len(users["extra"])
                        + len(users["ambiguous"]), 6),
    }
    for what, (found, expected) in wanted.items():
        if found != expected:
            raise SystemExit(f"The story is broken: {what}: {found}, not {expected}")


def end_service():
    """Ends the service that rollcallctl started for us, rather than wait until it is unused."""
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(SOCKET)
        except OSError:
            return
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    process = struct.unpack("3i", credentials)[0]
    os.kill(process, signal.SIGTERM)
    for _ in range(200):
        if not os.path.exists(f"/proc/{process}"):
            return
        time.sleep(0.05)


def tell():
    say("An administrator makes a directory in the service on this computer, and saves it.")
    show("directory", "create", "Rehearsal", "--connection", "Rehearsal")

    say("The personnel office exports 1,000 people in 40 groups as people.csv. They are "
        "provisioned as Entra would.")
    people = write_people()
    show("provision", "csv:people.csv", "Rehearsal", "--as", "entra")

    say("The directory is read back and held against the export.")
    show("compare", "csv:people.csv", "Rehearsal")
    report = ask("compare", "csv:people.csv", "Rehearsal", "--strict")
    if report["verdict"] != "in_step" or report["target"]["users"]["active"] != 1000:
        raise SystemExit(f"The story is broken: the verdict is {report['verdict']}.")

    say("Then somebody changes the directory behind everyone's back: three people vanish, two "
        "change, one is deactivated, one group loses two members.")
    base_url = ask("directory", "show", "Rehearsal")["base_url"]
    changes = tamper(people, base_url)
    show("compare", "csv:people.csv", "Rehearsal", expect=1)
    check_found(ask("compare", "csv:people.csv", "Rehearsal", expect=1), *changes)

    say("Meanwhile twelve people have left, and the export says so. The next cycle mends the one "
        "and deactivates the other.")
    write_people("--disabled", "12")
    show("provision", "csv:people.csv", "Rehearsal", "--as", "entra")
    show("compare", "csv:people.csv", "Rehearsal", "--strict")


if __name__ == "__main__":
    try:
        tell()
    finally:
        end_service()
