# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of rollcallctl share: running it in a home of its own, and ending the embedded
service that it may have started. tests/with-keyring.sh gives the home; without it one is made."""
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'end-to-end'))
import support  # noqa: E402

KEY = re.compile(r'rcd_[0-9A-Za-z]{5,}')
PEOPLE = (
    'userName,externalId,name.givenName,name.familyName,displayName,title,active,'
    '"emails[type eq ""work""].value",groups\r\n'
    'ada@example.com,e1,Ada,Lovelace,Ada Lovelace,Countess,true,ada@example.com,Maths;Poets\r\n'
    'zoe@example.com,e2,Zoë,Ångström,Zoë Ångström,Engineer,true,zoe@example.com,Maths\r\n'
    'jon@example.com,e3,Jon,Weber,Jon Weber,,yes,jon@example.com,Poets\r\n'
    'old@example.com,e4,Old,Timer,Old Timer,Guard,false,old@example.com,\r\n')


class Cli:
    """A home with rollcallctl in it."""

    def __init__(self, **environment):
        self.made = None
        self.environment = {**os.environ, 'NO_COLOR': '1', 'LC_ALL': 'C.UTF-8', **environment}
        if not os.environ.get('XDG_RUNTIME_DIR', '').startswith(os.environ['HOME'] + '/'):
            self.made = tempfile.mkdtemp(prefix='rollcall-')
            for name, folder in (('HOME', ''), ('XDG_RUNTIME_DIR', 'run'), ('XDG_DATA_HOME',
                                                                            'data'),
                                 ('XDG_CONFIG_HOME', 'config'), ('XDG_CACHE_HOME', 'cache'),
                                 ('XDG_STATE_HOME', 'state')):
                self.environment[name] = os.path.join(self.made, folder)
            os.mkdir(self.environment['XDG_RUNTIME_DIR'], 0o700)
        self.home = self.environment['HOME']

    def path(self, name):
        return os.path.join(self.home, name)

    def write(self, name, text, encoding='utf-8'):
        data = text if isinstance(text, bytes) else text.encode(encoding)
        with open(self.path(name), 'wb') as file:
            file.write(data)
        return self.path(name)

    def popen(self, *words, **more):
        environment = {**self.environment, **more.pop('environment', {})}
        more = {'stdin': subprocess.DEVNULL, 'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE,
                'text': True, 'encoding': 'utf-8', **more}
        return subprocess.Popen([support.program('rollcallctl'), *words], cwd=self.home,
                                env=environment, **more)

    def run(self, *words, give=None, timeout=60, environment=None, before=None):
        """Runs it to its end: a CompletedProcess with text."""
        return subprocess.run([*(before or ()), support.program('rollcallctl'), *words],
                              cwd=self.home, env={**self.environment, **(environment or {})},
                              input=give, stdin=subprocess.DEVNULL if give is None else None,
                              capture_output=True, text=True, encoding='utf-8', timeout=timeout,
                              check=False)

    def socket(self):
        return os.path.join(self.environment['XDG_RUNTIME_DIR'], 'rollcall', 'directory.sock')

    def service_process(self):
        """The process of the embedded service, or None; looking keeps it alive no longer."""
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(self.socket())
            except OSError:
                return None
            credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        return struct.unpack('3i', credentials)[0]

    def end_service(self):
        process = self.service_process()
        if process is None:
            return
        os.kill(process, signal.SIGTERM)
        if not support.wait_until(lambda: not os.path.exists(f'/proc/{process}')):
            os.kill(process, signal.SIGKILL)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.end_service()
        if self.made:
            shutil.rmtree(self.made, ignore_errors=True)


def expect(tap, done, code, name, *pieces, out=None, where='both'):
    """That a run ended with `code` and its words hold each piece."""
    text = {'both': done.stdout + done.stderr, 'out': done.stdout, 'err': done.stderr}[where]
    missing = [piece for piece in pieces if piece not in text]
    shown = f'exit {done.returncode}, not {code}; without {missing}\n{done.stdout}\n{done.stderr}'
    return tap.ok(done.returncode == code and not missing
                  and (out is None or done.stdout == out), name, shown)


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
