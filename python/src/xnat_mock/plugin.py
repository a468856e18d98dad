"""The pytest plugin: a server for the whole run, and an XNAT of its own for each test."""
from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import Any, Generator, Iterator

import pytest

from .errors import XnatMockError
from .server import Server, start
from .shared import Shared, ask_shared
from .space import Xnat

_settings = {
    'xnat_url': 'a running xnat-mock to test against; without it one is started',
    'xnat_seed': 'what each XNAT holds at first: a built-in seed or a file; demo by default',
    'xnat_command': 'what starts xnat-mock; xnat-mock or npx by default',
}
_shared = pytest.StashKey[Shared]()
_coverage = pytest.StashKey[str]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup('xnat-mock')
    for name, text in _settings.items():
        group.addoption(f'--{name.replace("_", "-")}', dest=name, metavar=name.split('_')[1].upper(), help=text)
        parser.addini(name, text)
    group.addoption(
        '--xnat-coverage', action='store_true', help='tell at the end which ways of using the scan endpoints the tests have taken'
    )
    parser.addini('xnat_user', 'the administrator of xnat_url', default='admin')
    parser.addini('xnat_password', "the administrator's password", default='admin')


@pytest.fixture(scope='session')
def xnat_server(pytestconfig: pytest.Config) -> Iterator[Server]:
    """The server, one for the whole run; with pytest-xdist all workers share it."""
    try:
        server = _server(pytestconfig)
    except XnatMockError as error:
        pytest.fail(str(error), pytrace=False)
    with server:
        yield server
        pytestconfig.stash[_coverage] = _coverage_of(pytestconfig, server)


@pytest.fixture
def xnat(xnat_server: Server, request: pytest.FixtureRequest) -> Iterator[Xnat]:
    """An XNAT for this test alone, as the seed made it."""
    test = re.sub(r'[^A-Za-z0-9._-]+', '-', request.node.name).strip('-._')[:40]
    name = f'{test or "test"}-{os.urandom(6).hex()}'
    xnat_server.control('PUT', f'/spaces/{name}')
    space = xnat_server.space(name)
    yield space
    xnat_server.delete_space(space.name)


def _server(config: pytest.Config) -> Server:
    url = _setting(config, 'xnat_url')
    if url:
        server = Server(url, config.getini('xnat_user'), config.getini('xnat_password'))
        _must_be_ours(server)
        return server
    address = getattr(config, 'workerinput', {}).get('xnat_mock')
    return ask_shared(*address) if address else _start(config)


def _must_be_ours(server: Server) -> None:
    try:
        server.spaces()
    except (OSError, XnatMockError) as error:
        raise XnatMockError(f'{server.url} is no xnat-mock with its control plane: {error}') from None


def _start(config: pytest.Config) -> Server:
    words = [_path(word, config, 'xnat_command') for word in shlex.split(_setting(config, 'xnat_command') or '')]
    return start(seed=_path(_setting(config, 'xnat_seed') or 'demo', config, 'xnat_seed'), command=words)


def _coverage_of(config: pytest.Config, server: Server | None) -> str:
    return server.coverage_text() if server and config.getoption('xnat_coverage') else ''


def _setting(config: pytest.Config, name: str) -> str | None:
    """An option goes before a setting in the configuration file."""
    return config.getoption(name) or config.getini(name) or None


def _path(word: str, config: pytest.Config, name: str) -> str:
    """A file that an option names is looked for where pytest was called, one in the configuration beside that."""
    base = config.invocation_params.dir if config.getoption(name) else config.rootpath
    file = Path(base) / word
    return str(file) if file.is_file() else word


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """pytest-xdist: a worker is told where it may ask for the server, which is started when the first does."""
    stash = node.config.stash
    if _shared not in stash:
        stash[_shared] = Shared(lambda: _start(node.config))
    node.workerinput['xnat_mock'] = stash[_shared].address


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    shared = config.stash.get(_shared, None)
    text = _coverage_of(config, shared.server) if shared else config.stash.get(_coverage, '')
    if text:
        terminalreporter.section('xnat-mock: coverage')
        terminalreporter.write_line(text.strip())


def pytest_unconfigure(config: pytest.Config) -> None:
    shared = config.stash.get(_shared, None)
    if shared:
        shared.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, None]:
    """A failed test shows what its XNAT was asked."""
    outcome = yield
    report = outcome.get_result()
    space = getattr(item, 'funcargs', {}).get('xnat')
    if report.when == 'call' and report.failed and isinstance(space, Xnat):
        try:
            lines = [_line(entry) for entry in space.requests(last=30)]
        except (OSError, XnatMockError):
            return
        if lines:
            report.sections.append((f'xnat-mock: the last requests to {space.url}', '\n'.join(lines)))


def _line(entry: dict[str, Any]) -> str:
    why = [f'({entry[name]})' for name in ('rule', 'fault') if entry.get(name)]
    return ' '.join(
        [str(entry['status']), entry['method'], entry['url'], entry['user'], *why, *(f'[{warning}]' for warning in entry['warnings'])]
    )
