"""A server: one that runs already, or one that is started as a child process and ends with this one."""
from __future__ import annotations

import atexit
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import uuid
from types import TracebackType
from typing import IO, Any, Sequence

from .errors import XnatMockError
from .space import Xnat

# Runs beside the server: says where it is, and lasts as long as its input. So the server ends when its parent does, however that ends.
_beside = '''
import json, os, sys
print(json.dumps([os.environ[name] for name in ("XNAT_URL", "XNAT_USER", "XNAT_PASS")]), flush=True)
sys.stdin.read()
'''


class Server(Xnat):
    """A server; itself the default of its XNATs."""

    def space(self, name: str | None = None) -> Xnat:
        """A private XNAT by name, made from the seed where it is not there; without a name always a new one."""
        made = _name(name)
        if name is None:
            self.control('PUT', f'/spaces/{made}')
        return Xnat(f'{self.url}/spaces/{made}', self.user, self.password, made, self.timeout)

    def fork(self, source: Xnat, name: str | None = None, snapshot: str | None = None) -> Xnat:
        """A new XNAT that is what another is now, or was in a snapshot."""
        made = _name(name)
        self.control('PUT', f'/spaces/{made}', **{'from': source.name, 'snapshot': snapshot})
        return self.space(made)

    def spaces(self) -> list[str]:
        return [one['name'] for one in self.control('GET', '/spaces')]

    def delete_space(self, name: str) -> None:
        self.control('DELETE', f'/spaces/{_name(name)}')

    def coverage(self) -> dict[str, Any]:
        """Which ways of using the scan endpoints all requests so far have taken, in all spaces together."""
        found: dict[str, Any] = self.control('GET', '/coverage')
        return found

    def coverage_text(self) -> str:
        """The same to be read, without the lines for what is missing."""
        return self.get('/_mock/coverage?format=text', auth=None).text.partition('\n\nWhat was not used')[0]

    def stop(self) -> None:
        """Ends the server, if it was started here."""

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def _name(wished: str | None) -> str:
    """The name for a space: the one wished for, or one that no other has."""
    if wished is None:
        return f'space-{uuid.uuid4().hex[:16]}'
    if re.fullmatch(r'[A-Za-z0-9][A-Za-z0-9._-]{0,63}', wished) is None:
        raise XnatMockError(
            f"a space cannot be called '{wished}'", ['1 to 64 letters, digits, dots, hyphens and underscores, a letter or digit first']
        )
    return wished


class _Started(Server):
    def __init__(self, process: subprocess.Popen[str], url: str, user: str, password: str) -> None:
        super().__init__(url, user, password)
        self._process = process
        atexit.register(self.stop)

    def stop(self) -> None:
        atexit.unregister(self.stop)
        _end(self._process)


def start(
    seed: str = 'demo', command: str | Sequence[str] | None = None, port: int = 0, arguments: Sequence[str] = (), timeout: float = 300
) -> Server:
    """Starts a server, on any free port of the loopback interface.

    seed: what every XNAT holds at first: the name of a built-in seed, or a file.
    command: what starts xnat-mock, where it is not xnat-mock or npx.
    arguments: further options of `xnat-mock exec`.
    timeout: how long to wait, in seconds; the first start by npx downloads the package.
    """
    words = command_words(command)
    full = [*words, 'exec', '--port', str(port), '--seed', seed, *arguments, '--', sys.executable, '-I', '-S', '-c', _beside]
    with tempfile.TemporaryFile('w+') as errors:
        try:
            # a session of its own: Ctrl-C is for the tests, which then end the server
            process = subprocess.Popen(
                full, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, start_new_session=True
            )
        except OSError as error:
            raise XnatMockError(f'cannot start xnat-mock by {shlex.join(words)}: {error.strerror}') from None
        line = _first_line(process, timeout)
        if line is not None and line.startswith('["'):
            return _Started(process, *json.loads(line))
        _end(process, 0 if line is None else 10)
        errors.seek(0)
        said = errors.read().strip() or (f'it said nothing within {timeout} s' if line is None else f'it said {line!r}')
        raise XnatMockError(f'xnat-mock did not start by {shlex.join(words)}: {said}')


def command_words(command: str | Sequence[str] | None = None) -> list[str]:
    """What starts xnat-mock: the command given, XNAT_MOCK_COMMAND, an installed one, or npx, which fetches it."""
    given = command or os.environ.get('XNAT_MOCK_COMMAND')
    if given:
        return shlex.split(given) if isinstance(given, str) else list(given)
    installed = shutil.which('xnat-mock')
    if installed:
        return [installed]
    npx = shutil.which('npx')
    if npx:
        return [npx, '--yes', 'xnat-mock']
    raise XnatMockError(
        'cannot start xnat-mock: it is not installed, and there is no npx; install Node.js 20.19 or newer, or name a server that runs (--xnat-url)'
    )


def _first_line(process: subprocess.Popen[str], timeout: float) -> str | None:
    lines: list[str] = []
    output: IO[str] | None = process.stdout
    reader = threading.Thread(target=lambda: lines.append(output.readline() if output else ''), daemon=True)
    reader.start()
    reader.join(timeout)
    return lines[0] if lines else None


def _end(process: subprocess.Popen[str], patience: float = 10) -> None:
    """Ends a server: by the end of its input, or by force."""
    try:
        if process.stdin:
            process.stdin.close()
        process.wait(patience)
    except (OSError, subprocess.TimeoutExpired):
        _kill(process)
    if process.stdout:
        process.stdout.close()


def _kill(process: subprocess.Popen[str]) -> None:
    # with what it has started: npx starts node
    if hasattr(os, 'killpg'):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
