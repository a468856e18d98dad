"""HTTP with nothing but Python's own library: no redirects followed, no status an exception."""
from __future__ import annotations

import json
from dataclasses import dataclass
from email.message import Message
from typing import Any, Mapping
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import BaseHandler, HTTPRedirectHandler, ProxyHandler, Request, build_opener


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors='replace')

    def json(self) -> Any:
        return json.loads(self.body)


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def ask(method: str, url: str, headers: Mapping[str, str], body: bytes | None, timeout: float) -> Answer:
    """Sends a request. A server on this machine is asked without a proxy."""
    handlers: list[BaseHandler] = [_NoRedirects()]
    if urlsplit(url).hostname in ('localhost', '127.0.0.1', '::1'):
        handlers.append(ProxyHandler({}))
    request = Request(url, data=body, headers=dict(headers), method=method)
    try:
        with build_opener(*handlers).open(request, timeout=timeout) as response:
            return Answer(response.status, response.headers, response.read())
    except HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())
