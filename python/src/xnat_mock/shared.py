"""One server for several processes: the first that asks for it has it started."""
from __future__ import annotations

import json
import secrets
import socket
import threading
from typing import Any, Callable, Tuple

from .errors import XnatMockError
from .server import Server

Address = Tuple[int, str]


class Shared:
    """Listens on the loopback interface and tells those who know the key where the server is."""

    def __init__(self, begin: Callable[[], Server]) -> None:
        self._begin = begin
        self.server: Server | None = None
        self._answer: str | None = None
        self._key = secrets.token_hex(16)
        self._listener = socket.create_server(('127.0.0.1', 0))
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> Address:
        return self._listener.getsockname()[1], self._key

    def _listen(self) -> None:
        while True:
            try:
                visitor, _ = self._listener.accept()
            except OSError:
                return
            with visitor, visitor.makefile('rw') as stream:
                try:
                    if stream.readline().strip() == self._key:
                        stream.write(self._told() + '\n')
                except OSError:
                    pass

    def _told(self) -> str:
        """Where the server is, or why there is none: asked for once."""
        if self._answer is None:
            try:
                self.server = self._begin()
                self._answer = json.dumps({'at': [self.server.url, self.server.user, self.server.password]})
            except XnatMockError as error:
                self._answer = json.dumps({'error': str(error)})
        return self._answer

    def close(self) -> None:
        self._listener.close()
        if self.server:
            self.server.stop()


def ask_shared(port: int, key: str) -> Server:
    """Where the server is, from another process."""
    with socket.create_connection(('127.0.0.1', port)) as connection, connection.makefile('rw') as stream:
        stream.write(key + '\n')
        stream.flush()
        told: dict[str, Any] = json.loads(stream.readline())
    if 'error' in told:
        raise XnatMockError(told['error'])
    return Server(*told['at'])
