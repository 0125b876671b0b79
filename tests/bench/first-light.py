# SPDX-License-Identifier: GPL-3.0-or-later
"""100,000 people through the Entra dialect into a directory, read into a roll, compared: requests a
second, people a second, seconds and peak memory of each part. PEOPLE=… takes another number."""

import json
import os
import subprocess
import tempfile
import time

from bench_support import BUILD, SOURCE, Server, UnixConnection, ask, fail, on_core, say

PEOPLE = int(os.environ.get("PEOPLE", "100000"))
GROUPS = int(os.environ.get("GROUPS", "400"))


def run(label, folder, key, *words):
    """A run of rollcallctl on the second core: its JSON. Seconds and peak memory are printed."""
    environment = {**os.environ, "HOME": folder, "XDG_DATA_HOME": f"{folder}/share",
                   "XDG_CONFIG_HOME": f"{folder}/config",
                   "ROLLCALL_TARGET_KEY": key, "ROLLCALL_KEY": key}
    command = [os.path.join(BUILD, "src", "rollcallctl"), *words, "--format", "json"]
    start = time.monotonic()
    process = subprocess.Popen(on_core(1, command), env=environment, stdout=subprocess.PIPE,
                               text=True, stdin=subprocess.DEVNULL)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status:
        fail(f"{label} ended with {os.waitstatus_to_exitcode(status)}: {text[:400]}")
    say(f"{label:34} {seconds:8.1f} s   {PEOPLE / seconds:8,.0f} people/s   "
        f"peak {usage.ru_maxrss / 1024:6.0f} MB")
    return json.loads(text), seconds


def measure(service, folder, people):
    directory = ask(UnixConnection(service.ready["socket"]), "POST", "/admin/v1/directories",
                    {"name": "Bench"})
    key, target = directory["key"]["secret"], "scim:" + directory["base_url"]

    done, seconds = run("provision csv, as Entra would", folder, key,
                        "provision", f"csv:{people}", target, "--as", "entra")
    say(f"{'':34} {done['requests']:,} requests, {done['requests'] / seconds:,.0f} a second; "
        f"service: CPU {service.cpu_seconds():.1f} s, peak {service.peak_megabytes():.0f} MB")
    run("read the directory into a roll", folder, key, "read", target)
    run("read the csv into a roll", folder, key, "read", f"csv:{people}")
    compared, _ = run("read both and compare", folder, key,
                      "compare", f"csv:{people}", target)
    say(f"verdict: {compared['verdict']}, {compared['users']['matched']:,} people and "
        f"{compared['memberships']['matched']:,} memberships matched")
    if compared["verdict"] not in ("in_step", "explained"):
        fail("the sides differ")


def main():
    with tempfile.TemporaryDirectory() as folder:
        people = os.path.join(folder, "people.csv")
        with open(people, "w", encoding="utf-8") as out:
            subprocess.run([os.path.join(SOURCE, "script", "generate-people"),
                            "--people", str(PEOPLE), "--groups", str(GROUPS)],
                           stdout=out, check=True)
        serve = [os.path.join(BUILD, "src", "rollcall-directory"), "serve",
                 "--data", os.path.join(folder, "data"), "--listen", "127.0.0.1:0"]
        with Server(serve, log=os.path.join(folder, "log")) as service:
            measure(service, folder, people)


main()
