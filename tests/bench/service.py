# SPDX-License-Identifier: GPL-3.0-or-later
"""Creates and reads by id: our service against SCIMMY, and against libmicrohttpd answering the same
bytes from memory. One run, every server on the first core, the client on the second; ours durable,
with authentication and activity on. Only the ratios travel between machines."""

import http.client
import os
import tempfile
from urllib.parse import urlsplit

from bench_support import BUILD, SOURCE, Server, UnixConnection, ask, fail, say, wrk

PEOPLE = 10_000
SECONDS = 5


def person(number):
    name = f"seed{number}"
    return {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
                    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
        "userName": f"{name}@contoso.example", "externalId": name, "active": True,
        "displayName": f"Person {number}",
        "name": {"givenName": "Person", "familyName": str(number)},
        "emails": [{"type": "work", "primary": True, "value": f"{name}@contoso.example"}],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
            {"department": "Engines", "employeeNumber": str(number)},
    }


def fill(base, key, ids_file, people):
    """Creates people one after the other; their paths go into a file for wrk."""
    place = urlsplit(base)
    connection = http.client.HTTPConnection(place.hostname, place.port)
    with open(ids_file, "w") as out:
        for number in range(people):
            answer = ask(connection, "POST", f"{place.path}/Users", person(number), key)
            out.write(f"{place.path}/Users/{answer['id']}\n")
    connection.request("GET", f"{place.path}/Users/{answer['id']}",
                       headers={"Authorization": f"Bearer {key}"})
    return connection.getresponse().read()


def measure(label, server, base, key, ids_file):
    place = urlsplit(base)
    origin = f"{place.scheme}://{place.netloc}"
    figures = {}
    for what, options in (("get", {"ids": ids_file}),
                          ("create", {"create": f"{place.path}/Users", "name": f"new-{label}-"})):
        cpu = server.cpu_seconds()
        rate, count, errors = wrk(origin, key, SECONDS, **options)
        if errors:
            fail(f"{label}: {errors} of {count} answers to {what} were errors")
        figures[what] = rate
        cost = 1e6 * (server.cpu_seconds() - cpu) / count
        say(f"{label:14} {what:7} {rate:10,.0f} requests/s   CPU {cost:6.1f} µs each   "
            f"peak {server.peak_megabytes():5.0f} MB")
    return figures


def main():
    with tempfile.TemporaryDirectory() as folder:
        ids = os.path.join(folder, "ids")
        ours = Server([os.path.join(BUILD, "src", "rollcall-directory"), "serve",
                       "--data", os.path.join(folder, "data"), "--listen", "127.0.0.1:0",
                       "--threads", "1"], log=os.path.join(folder, "log"))
        directory = ask(UnixConnection(ours.ready["socket"]), "POST", "/admin/v1/directories",
                        {"name": "Bench"})
        key = directory["key"]["secret"]
        sample = fill(directory["base_url"], key, ids, PEOPLE)
        service = measure("rollcall", ours, directory["base_url"], key, ids)
        ours.stop()

        answer = os.path.join(folder, "answer")
        with open(answer, "wb") as out:
            out.write(sample)
        static = Server([os.path.join(BUILD, "tests", "bench", "bench-static-answer"),
                         answer, answer])
        baseline = measure("libmicrohttpd", static, static.url, key, ids)
        static.stop()

        peer = Server(["node", os.path.join(SOURCE, "tests", "peers", "scimmy-server.js")],
                      {"SCIMMY_KEY": key})
        fill(peer.url, key, ids, PEOPLE)
        scimmy = measure("SCIMMY", peer, peer.url, key, ids)
        peer.stop()

    for what in ("get", "create"):
        say(f"{what}: {service[what] / baseline[what]:.2f} of libmicrohttpd from memory, "
            f"{service[what] / scimmy[what]:.1f} times SCIMMY at {PEOPLE:,} people")


main()
