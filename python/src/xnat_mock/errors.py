from __future__ import annotations

from typing import Sequence


class XnatMockError(Exception):
    """The server cannot be started, or refuses what it was told; the message says why and what would have been taken."""

    def __init__(self, message: str, expected: Sequence[str] = ()) -> None:
        super().__init__(message + (f" (expected: {', '.join(expected)})" if expected else ''))
        self.expected = list(expected)
