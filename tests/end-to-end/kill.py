# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of the service at 20 random moments of provisioning. After each: every write that was
acknowledged is there, `check` is clean, and provisioning resumes; in the end both sides are in
step.

A proxy stands between rollcallctl and the service. It notes what the service acknowledged, and it
is the one that kills: after a random number of writes, before or after it hears the answer."""

import http.client
import json
import os
import random
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import support

KILLS = 20
PEOPLE_A_ROUND = 60
GROUPS = 8
SEED = int(os.environ.get("SEED", "1"))


class Ledger:
    """What the service said yes to: ids by userName and displayName, memberships by group id."""

    def __init__(self):
        self.lock = threading.Lock()
        self.users = {}
        self.groups = {}
        self.members = set()
        self.writes = 0

    def note(self, method, path, body, answer):
        with self.lock:
            if method == "POST" and path.endswith("/Users"):
                self.users[answer["id"]] = answer["userName"]
            elif method == "POST" and path.endswith("/Groups"):
                self.groups[answer["id"]] = answer["displayName"]
            elif method == "PATCH" and "/Groups/" in path:
                self.note_members(path.rsplit("/", 1)[1].split("?")[0], body)

    def note_members(self, group, body):
        for operation in body["Operations"]:
            if operation["op"].lower() == "add" and operation.get("path") == "members":
                self.members |= {(group, member["value"]) for member in operation["value"]}


class Proxy(ThreadingHTTPServer):
    """Forwards to the service, and kills it when its turn has come."""

    daemon_threads = True

    def __init__(self, ledger, service):
        super().__init__(("127.0.0.1", 0), Forward)
        self.ledger = ledger
        self.service = service
        self.kill_at = None
        self.kill_early = False
        self.killed = False
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """A connection that breaks when the service dies is what this test is about."""

    def count_write(self):
        """Whether the write now under way is the one to kill at."""
        with self.ledger.lock:
            self.ledger.writes += 1
            return self.kill_at is not None and self.ledger.writes == self.kill_at

    def kill(self):
        self.killed = True
        self.service.process.kill()


class Forward(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def forward(self):
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length) if length else None
        writing = self.command in ("POST", "PATCH", "PUT", "DELETE")
        due = writing and self.server.count_write()
        connection = http.client.HTTPConnection(*self.server.service.address(),
                                                timeout=support.TIMEOUT)
        try:
            connection.request(self.command, self.path, body, dict(self.headers))
            if due and self.server.kill_early:
                self.server.kill()
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self.close_connection = True
            return
        finally:
            connection.close()
        if writing and answer.status < 300:
            self.server.ledger.note(self.command, self.path, json.loads(body) if body else None,
                                    json.loads(text) if text else None)
        if due:
            self.server.kill()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("connection", "transfer-encoding", "content-length", "date"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = forward

    def log_message(self, *arguments):
        """Silent: the test speaks TAP."""


def write_people(path, count):
    with open(path, "w", encoding="utf-8") as out:
        out.write("userName,externalId,displayName,name.givenName,name.familyName,active,groups\n")
        for number in range(count):
            groups = ";".join(f"Group {(number + k) % GROUPS}" for k in range(1 + number % 3))
            out.write(f"person{number}@contoso.example,p{number},Person {number},Person,{number},"
                      f"true,{groups}\n")


def rollcallctl(service, key, *words):
    """A run of rollcallctl with the directory's key in its environment."""
    return subprocess.run([support.program("rollcallctl"), *words, "--format", "json"],
                          env={**service.environment, "ROLLCALL_TARGET_KEY": key},
                          capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


def lost_writes(directory, ledger):
    """Acknowledged writes that aren't there any more, in words."""
    lost = []
    for ident, name in ledger.users.items():
        answer = directory.scim("GET", f"/Users/{ident}")
        if answer.status != 200 or answer.json["userName"] != name:
            lost.append(f"user {name}: {answer.status}")
    members = set()
    for ident in set(ledger.groups) | {group for group, _ in ledger.members}:
        answer = directory.scim("GET", f"/Groups/{ident}")
        name = (answer.json or {}).get("displayName")
        if answer.status != 200 or name != ledger.groups.get(ident, name):
            lost.append(f"group {ident}: {answer.status}")
        members |= {(ident, member["value"]) for member in (answer.json or {}).get("members", [])}
    lost += [f"membership {pair}" for pair in ledger.members - members]
    return lost


def kill_round(tap, number, random_, proxy, people, side, directory):
    """One provisioning that is cut off, and the service back again."""
    service = directory.service
    write_people(people, PEOPLE_A_ROUND * (number + 1))
    proxy.killed = False
    proxy.kill_early = random_.random() < 0.5
    there = directory.scim("GET", "/Users?count=0").json["totalResults"]
    pending = PEOPLE_A_ROUND * (number + 1) - there
    among_people = random_.random() < 0.5
    proxy.kill_at = proxy.ledger.writes + (random_.randint(1, pending) if among_people
                                           else pending + random_.randint(1, GROUPS // 2))
    rollcallctl(service, directory.key, "provision", f"csv:{people}", side, "--as", "entra")
    proxy.kill_at = None
    service.stop()
    check = service.run("check")
    service.start()
    lost = lost_writes(directory, proxy.ledger)
    tap.ok(proxy.killed and check.returncode == 0 and not lost,
           f"kill {number + 1}: {len(proxy.ledger.users)} people and {len(proxy.ledger.members)} "
           "memberships acknowledged, all there, check clean",
           f"killed: {proxy.killed}; check: {check.stderr}; lost: {lost[:5]}")


def main():
    random_ = random.Random(SEED)
    with support.Tap() as tap, support.Service() as service:
        service.listen = "%s:%d" % service.address()
        directory = service.create_directory("Kills")
        people = os.path.join(service.folder, "people.csv")
        proxy = Proxy(Ledger(), service)
        path = urlsplit(directory.base_url).path
        side = f"scim:http://127.0.0.1:{proxy.server_address[1]}{path}"
        for number in range(KILLS):
            kill_round(tap, number, random_, proxy, people, side, directory)

        last = rollcallctl(service, directory.key,
                           "provision", f"csv:{people}", side, "--as", "entra")
        tap.ok(last.returncode == 0, "provisioning resumes and ends well",
               last.stdout + last.stderr)
        compared = rollcallctl(service, directory.key, "compare", f"csv:{people}", side)
        tap.ok(compared.returncode == 0 and json.loads(compared.stdout)["verdict"] == "in_step",
               "and both sides are in step", compared.stdout + compared.stderr)


main()
