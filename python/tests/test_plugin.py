"""The plugin in runs of its own, as its users have it."""
import os
import re
import shlex
import signal
import subprocess
import sys

import pytest

from xnat_mock import start
from xnat_mock.server import command_words

USE = '''
    def test_it(xnat):
        assert xnat.put('/data/projects/P').status == 200
'''


def test_a_space_for_each_test(pytester):
    pytester.makepyfile('''
        import pytest
        urls = []
        @pytest.mark.parametrize('n', range(3))
        def test_it(xnat, n):
            assert '\\nP,' not in xnat.get('/data/projects?format=csv').text
            assert xnat.put('/data/projects/P').status == 200
            urls.append(xnat.url)
        def test_they_are_gone(xnat_server):
            assert len(set(urls)) == 3 and xnat_server.spaces() == ['default']
    ''')
    pytester.runpytest_subprocess().assert_outcomes(passed=4)


def test_workers_share_a_server(pytester):
    pytester.makepyfile('''
        import pytest
        @pytest.mark.parametrize('n', range(20))
        def test_it(xnat, xnat_server, n, worker_id):
            assert xnat.put('/data/projects/P').status == 200
            print(f'server {xnat_server.url} of {worker_id}')
            assert n < 16
    ''')
    result = pytester.runpytest_subprocess('-n', '4', '--dist', 'each', '--tx', '4*popen')
    result.assert_outcomes(passed=64, failed=16)
    told = set(re.findall(r'server (\S+) of (gw\d)', result.stdout.str()))
    assert (len({url for url, _ in told}), len({worker for _, worker in told})) == (1, 4)


def test_no_server_without_need(pytester):
    pytester.makepyfile('def test_it(): pass')
    for options in ([], ['-n', '2']):
        pytester.runpytest_subprocess('--xnat-command', 'no-such-command', *options).assert_outcomes(passed=1)


@pytest.mark.parametrize('options', [[], ['-n', '2']])
def test_what_does_not_start_is_told_once_and_short(pytester, options):
    pytester.makepyfile(USE)
    result = pytester.runpytest_subprocess('--xnat-command', 'no-such-command', *options)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(['cannot start xnat-mock by no-such-command: No such file or directory'])
    assert 'Traceback' not in result.stdout.str()


def test_without_node(pytester, monkeypatch):
    pytester.makepyfile(USE)
    monkeypatch.delenv('XNAT_MOCK_COMMAND', raising=False)
    monkeypatch.setenv('PATH', str(pytester.path))
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(['*install Node.js 20.19 or newer, or name a server that runs (--xnat-url)*'])


def test_a_server_that_runs(pytester):
    pytester.makepyfile('''
        def test_it(xnat, xnat_server):
            assert xnat.put('/data/projects/P').status == 200
            xnat_server.put('/data/projects/SEEN')
    ''')
    with start(seed='empty') as server:
        pytester.runpytest_subprocess('--xnat-url', server.url, '-n', '2').assert_outcomes(passed=1)
        assert server.get('/data/projects/SEEN').status == 200
        pytester.makeini(f'[pytest]\nxnat_url = {server.url}/')
        pytester.runpytest_subprocess().assert_outcomes(passed=1)
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(['http://127.0.0.1:* is no xnat-mock with its control plane: *'])


def test_settings(pytester):
    folder = pytester.mkdir('below')
    (pytester.path / 'seed.json').write_text('{"projects": [{"id": "MINE"}]}')
    pytester.makeini('[pytest]\nxnat_seed = seed.json')
    pytester.makepyfile(**{'below/test_it': '''
        def test_it(xnat):
            assert xnat.get('/data/projects/MINE').status == 200
    '''})
    os.chdir(folder)
    pytester.runpytest_subprocess().assert_outcomes(passed=1)
    pytester.runpytest_subprocess('--xnat-seed', 'empty').assert_outcomes(failed=1)
    pytester.runpytest_subprocess('--xnat-seed', '../seed.json').assert_outcomes(passed=1)


def test_a_failure_shows_what_was_asked(pytester):
    pytester.makepyfile('''
        def test_it(xnat):
            xnat.faults.add('npe-500', match={'method': 'DELETE'})
            xnat.get('/data/projects/NONE')
            xnat.delete('/data/projects/P')
            assert False
    ''')
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            '*xnat-mock: the last requests to http://127.0.0.1:*',
            '404 GET /spaces/*/data/projects/NONE admin (*)',
            '500 DELETE /spaces/*/data/projects/P *(npe-500-1)',
        ]
    )


@pytest.mark.parametrize('options', [[], ['-n', '2']])
def test_coverage(pytester, options):
    pytester.makepyfile('''
        def test_it(xnat):
            xnat.get('/data/experiments/XNAT_E00001/scans?format=csv')
    ''')
    result = pytester.runpytest_subprocess('--xnat-coverage', *options)
    result.stdout.fnmatch_lines(['*xnat-mock: coverage*', 'Scan endpoints: * ways used', '*GET listScans: *1 request'])
    assert 'curl' not in result.stdout.str()


def test_help(pytester):
    pytester.runpytest_subprocess('--help').stdout.fnmatch_lines(
        ['xnat-mock:', '*--xnat-url=URL*', '*--xnat-seed=SEED*', '*--xnat-command=COMMAND*']
    )


def test_a_killed_run_leaves_no_server(tmp_path):
    program = 'import sys, time, xnat_mock; server = xnat_mock.start(); print(server.url, flush=True); time.sleep(600)'
    process = subprocess.Popen(
        [sys.executable, '-c', program],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, 'XNAT_MOCK_COMMAND': shlex.join(command_words())},
    )
    url = process.stdout.readline().strip()
    process.send_signal(signal.SIGKILL)
    process.wait()
    from xnat_mock import Server
    for _ in range(600):
        try:
            Server(url, timeout=1).get('/data/version')
        except OSError:
            return
    pytest.fail('the server still answers')
