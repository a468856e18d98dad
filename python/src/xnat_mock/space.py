"""One XNAT of a server, and what rules it."""
from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta
from typing import Any, Mapping, Optional, Tuple, Union
from urllib.parse import quote, urlencode

from .errors import XnatMockError
from .http import Answer, ask

Auth = Optional[Tuple[str, str]]
Time = Union[datetime, str]

# stands for the administrator, where nobody else is named
_administrator: Any = object()


class Xnat:
    """A whole XNAT: its own data, users, sessions, files, clock, faults and journal."""

    def __init__(self, url: str, user: str = 'admin', password: str = 'admin', name: str = 'default', timeout: float = 60) -> None:
        self.url = url.rstrip('/')
        self.user = user
        self.password = password
        self.name = name
        self.timeout = timeout
        self.faults = Faults(self)
        self.clock = Clock(self)

    def __repr__(self) -> str:
        return f'<Xnat {self.name} at {self.url}>'

    # requests

    def request(
        self,
        method: str,
        path: str,
        *,
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        auth: Auth = _administrator,
    ) -> Answer:
        """Asks, by default as the administrator; `auth=None` is nobody. No status is an exception."""
        who = (self.user, self.password) if auth is _administrator else auth
        sent = dict(headers or {})
        if who is not None:
            sent.setdefault('Authorization', 'Basic ' + base64.b64encode(':'.join(who).encode()).decode())
        if body is not None:
            # urllib would call it a form
            sent.setdefault('Content-Type', 'application/octet-stream')
        return ask(method, self.url + path, sent, body.encode() if isinstance(body, str) else body, self.timeout)

    def get(self, path: str, **options: Any) -> Answer:
        return self.request('GET', path, **options)

    def put(self, path: str, **options: Any) -> Answer:
        return self.request('PUT', path, **options)

    def post(self, path: str, **options: Any) -> Answer:
        return self.request('POST', path, **options)

    def delete(self, path: str, **options: Any) -> Answer:
        return self.request('DELETE', path, **options)

    def control(self, method: str, path: str, body: Any = None, /, **query: Any) -> Any:
        """Calls an operation below /_mock. Raises XnatMockError where it is refused."""
        named = urlencode({name: value for name, value in query.items() if value is not None})
        sent = None if body is None else json.dumps(body)
        answer = self.request(
            method,
            f'/_mock{path}' + (f'?{named}' if named else ''),
            body=sent,
            headers={'Content-Type': 'application/json'} if sent else None,
            auth=None,
        )
        if answer.status < 400 and 'json' in answer.headers.get('Content-Type', ''):
            return answer.json()
        raise _refusal(answer, f'{self.url}/_mock{path}')

    # state

    def reset(self, only: str | None = None) -> None:
        """Back to the seed; clients that are logged in stay so. `only` names parts: data, clock, sessions, faults, journal."""
        self.control('POST', '/reset', only=only)

    def snapshot(self, name: str) -> None:
        """Keeps what the XNAT is now under a name, in place of what had it."""
        self.control('PUT', f'/snapshots/{quote(name, safe="")}')

    def restore(self, name: str) -> None:
        """Makes the XNAT what it was in a snapshot."""
        self.control('POST', f'/snapshots/{quote(name, safe="")}/restore')

    def snapshots(self) -> list[str]:
        """The names of the snapshots, the oldest first."""
        return [one['name'] for one in self.control('GET', '/snapshots')]

    def delete_snapshot(self, name: str) -> None:
        self.control('DELETE', f'/snapshots/{quote(name, safe="")}')

    # what happened

    def requests(self, **query: Any) -> list[dict[str, Any]]:
        """The last requests, the oldest first; those that the query names: method, path, user, status, changed and so on."""
        found: list[dict[str, Any]] = self.control('GET', '/requests', **query)
        return found

    def forget_requests(self) -> None:
        self.control('DELETE', '/requests')

    # clients

    @property
    def env(self) -> dict[str, str]:
        """The environment in which clients find this XNAT by themselves."""
        urls = ('XNAT_URL', 'XNAT_HOST', 'XNAT_SERVER', 'XNATPY_HOST')
        users = ('XNAT_USER', 'XNAT_USERNAME', 'XNATPY_USER')
        passwords = ('XNAT_PASS', 'XNAT_PASSWORD', 'XNATPY_PASS', 'XNATPY_PASSWORD')
        return {**dict.fromkeys(urls, self.url), **dict.fromkeys(users, self.user), **dict.fromkeys(passwords, self.password)}

    def pyxnat(self, **options: Any) -> Any:
        """A pyxnat.Interface to this XNAT, if pyxnat is installed."""
        import pyxnat

        return pyxnat.Interface(self.url, **{'user': self.user, 'password': self.password, **options})

    def xnatpy(self, **options: Any) -> Any:
        """A connection of xnatpy to this XNAT, if xnatpy is installed."""
        import xnat

        return xnat.connect(self.url, **{'user': self.user, 'password': self.password, **options})


class Faults:
    """What is to go wrong: several rules, of which the first that fits a request happens."""

    def __init__(self, xnat: Xnat) -> None:
        self._xnat = xnat

    def add(self, preset: str | None = None, **rule: Any) -> str:
        """Adds a preset (`nginx-502`, `hang`, …), a rule (`match=…, answer=…`) or both. Returns its name."""
        name: str = self._xnat.control('POST', '/faults', {**rule, **({} if preset is None else {'preset': preset})})['name']
        return name

    def list(self) -> list[dict[str, Any]]:
        """The rules in force, each with how often it `matched` and `played`."""
        found: list[dict[str, Any]] = self._xnat.control('GET', '/faults')
        return found

    def delete(self, name: str) -> None:
        self._xnat.control('DELETE', f'/faults/{quote(name, safe="")}')

    def clear(self) -> None:
        self._xnat.control('DELETE', '/faults')


class Clock:
    """The time and the chance of an XNAT."""

    def __init__(self, xnat: Xnat) -> None:
        self._xnat = xnat

    def now(self) -> datetime:
        return datetime.fromisoformat(self._xnat.control('GET', '/clock')['now'].replace('Z', '+00:00'))

    def set(self, time: Time) -> None:
        """Goes on from another time: a datetime, or ISO 8601."""
        self._xnat.control('PUT', '/clock', {'now': _iso(time)})

    def advance(self, by: timedelta | int | str) -> None:
        """Moves on, also when it stands: by a timedelta, milliseconds, or such as '20 minutes'."""
        self._xnat.control('POST', '/clock/advance', {'by': round(by / timedelta(milliseconds=1)) if isinstance(by, timedelta) else by})

    def freeze(self, time: Time | None = None) -> None:
        """Stops, now or at another time."""
        self._xnat.control('PUT', '/clock', {'frozen': True, **({} if time is None else {'now': _iso(time)})})

    def thaw(self) -> None:
        self._xnat.control('PUT', '/clock', {'frozen': False})

    def seed(self, random_seed: int) -> None:
        """The same seed gives the same session IDs and tokens, in the order in which they are asked for."""
        self._xnat.control('PUT', '/clock', {'randomSeed': random_seed})

    def reset(self) -> None:
        """The machine's time and chance again."""
        self._xnat.control('DELETE', '/clock')


def _iso(time: Time) -> str:
    if isinstance(time, str):
        return time
    # one without a zone is the machine's, as everywhere in Python
    return time.astimezone().isoformat()


def _refusal(answer: Answer, url: str) -> XnatMockError:
    try:
        told = answer.json()
        return XnatMockError(told['error'], told.get('expected', ()))
    except (ValueError, TypeError, KeyError):
        return XnatMockError(f'{url} answers {answer.status}, not as xnat-mock does')
