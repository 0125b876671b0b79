# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks share: servers on the first core, wrk on the second, and their figures."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.environ.get("SOURCE_ROOT") or os.path.dirname(os.path.dirname(HERE))
BUILD = os.environ.get("BUILD_ROOT") or os.path.join(SOURCE, "build-bench")


def on_core(core, command):
    """The command held to one core, so that client and server don't share one."""
    return (["taskset", "-c", str(core)] if os.cpu_count() > 1 else []) + command


class Server:
    """A program that prints one JSON line when it is ready, and ends with its `with`."""

    def __init__(self, command, environment=None, core=0, log=None):
        self.log = open(log or os.devnull, "ab")
        self.process = subprocess.Popen(
            on_core(core, command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
            env={**os.environ, **(environment or {})})
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{command[0]} ended before it was ready")
        self.ready = json.loads(line)
        self.url = self.ready["url"]

    def cpu_seconds(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_megabytes(self):
        status = open(f"/proc/{self.process.pid}/status").read()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1024

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


class UnixConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket, for the administration API."""

    def __init__(self, path):
        super().__init__("localhost")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


def ask(connection, method, path, body=None, key=None):
    headers = {"Content-Type": "application/scim+json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    connection.request(method, path, json.dumps(body) if body is not None else None, headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]!r}")
    return json.loads(text) if text else None


def wrk(url, key, seconds, connections=32, ids=None, create=None, name="bench", core=1):
    """Requests a second, and how many answers were errors. One wrk thread on its own core."""
    environment = {**os.environ, "BENCH_KEY": key, "BENCH_NAME": name}
    if ids:
        environment["BENCH_IDS"] = ids
    if create:
        environment["BENCH_CREATE"] = create
    output = subprocess.run(
        on_core(core, ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s",
                       "-s", os.path.join(HERE, "wrk-requests.lua"), url]),
        env=environment, capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    count = int(re.search(r"(\d+) requests in", output).group(1))
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
    return rate, count, int(errors.group(1)) if errors else 0


def say(text=""):
    print(text, flush=True)


def fail(text):
    print(f"bench: {text}", file=sys.stderr)
    sys.exit(1)
