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


def measure_ours(folder, ids):
    """Our figures, and the text of one answer, for the baseline to repeat."""
    serve = [os.path.join(BUILD, "src", "rollcall-directory"), "serve", "--threads", "1",
             "--data", os.path.join(folder, "data"), "--listen", "127.0.0.1:0"]
    with Server(serve, log=os.path.join(folder, "log")) as server:
        directory = ask(UnixConnection(server.ready["socket"]), "POST", "/admin/v1/directories",
                        {"name": "Bench"})
        base, key = directory["base_url"], directory["key"]["secret"]
        sample = fill(base, key, ids, PEOPLE)
        return measure("rollcall", server, base, key, ids), sample


def measure_baseline(folder, ids, sample):
    answer = os.path.join(folder, "answer")
    with open(answer, "wb") as out:
        out.write(sample)
    static = os.path.join(BUILD, "tests", "bench", "bench-static-answer")
    with Server([static, answer, answer]) as server:
        return measure("libmicrohttpd", server, server.url, "none", ids)


def measure_scimmy(ids):
    program = os.path.join(SOURCE, "tests", "peers", "scimmy-server.js")
    with Server(["node", program], {"SCIMMY_KEY": "bench"}) as server:
        fill(server.url, "bench", ids, PEOPLE)
        return measure("SCIMMY", server, server.url, "bench", ids)


def main():
    with tempfile.TemporaryDirectory() as folder:
        ids = os.path.join(folder, "ids")
        service, sample = measure_ours(folder, ids)
        baseline = measure_baseline(folder, ids, sample)
        scimmy = measure_scimmy(ids)
    for what in ("get", "create"):
        say(f"{what}: {service[what] / baseline[what]:.2f} of libmicrohttpd from memory, "
            f"{service[what] / scimmy[what]:.1f} times SCIMMY at {PEOPLE:,} people")


main()
