"""What a test has in its hands."""
from datetime import datetime, timedelta, timezone

import pytest

from xnat_mock import Server, Xnat, XnatMockError, start

HEADER = 'ID,secondary_ID,name,description,pi_firstname,pi_lastname,URI\n'


def projects(xnat):
    text = xnat.get('/data/projects?format=csv').text
    assert text.startswith(HEADER)
    return [line.split(',')[0] for line in text[len(HEADER):].splitlines()]


def test_is_private(xnat, xnat_server):
    assert xnat.url.startswith(f'{xnat_server.url}/spaces/test_is_private-')
    assert xnat.put('/data/projects/P').status == 200
    assert projects(xnat) == ['P']
    assert 'P' not in projects(xnat_server)


@pytest.mark.parametrize('name', ['ü/../x?y#z', 'a' * 100, ''])
def test_any_test_has_a_name_for_its_space(xnat, name):
    assert projects(xnat) == []


def test_requests_and_answers(xnat):
    assert xnat.get('/data/projects', auth=None).status == 401
    assert xnat.get('/data/projects', auth=('stranger', 'stranger')).status == 200
    assert xnat.get('/data/projects', auth=('stranger', 'wrong')).status == 401
    document = '<xnat:Project ID="P" xmlns:xnat="http://nrg.wustl.edu/xnat"/>'
    assert xnat.post('/data/projects', body=document, headers={'Content-Type': 'text/xml'}).status == 200
    assert xnat.get('/data/projects/P?format=json').json()['items'][0]['data_fields']['ID'] == 'P'
    assert xnat.put('/data/projects/P/resources/R/files/f?inbody=true', body=b'\0\xff').status == 200
    answer = xnat.get('/data/projects/P/resources/R/files/f')
    assert (answer.status, answer.body) == (200, b'\0\xff')
    assert xnat.delete('/data/projects/P?removeFiles=true').status == 200
    assert projects(xnat) == []


def test_reset_and_snapshots(xnat):
    xnat.put('/data/projects/ONE')
    xnat.snapshot('one')
    xnat.put('/data/projects/TWO')
    xnat.reset()
    assert projects(xnat) == []
    xnat.restore('one')
    assert projects(xnat) == ['ONE']
    assert xnat.snapshots() == ['one']
    xnat.delete_snapshot('one')
    with pytest.raises(XnatMockError, match=f"^the space '{xnat.name}' has no snapshot 'one'$"):
        xnat.restore('one')
    with pytest.raises(XnatMockError, match='^a snapshot cannot be called'):
        xnat.snapshot('../one')
    with pytest.raises(XnatMockError, match="^a space has no part 'everything' .expected: data, clock, sessions, faults, journal.$"):
        xnat.reset(only='everything')
    assert projects(xnat) == ['ONE']


def test_forks(xnat, xnat_server):
    xnat.put('/data/projects/ONE')
    xnat.snapshot('one')
    xnat.put('/data/projects/TWO')
    now, before = xnat_server.fork(xnat), xnat_server.fork(xnat, snapshot='one')
    assert (projects(now), projects(before)) == (['ONE', 'TWO'], ['ONE'])
    for space in (now, before):
        xnat_server.delete_space(space.name)
        assert space.name not in xnat_server.spaces()
    with pytest.raises(XnatMockError, match='^there is no space'):
        xnat_server.delete_space(now.name)
    with pytest.raises(XnatMockError, match="^a space cannot be called 'a/b'"):
        xnat_server.space('a/b')


def test_requests(xnat):
    xnat.put('/data/projects/P')
    xnat.get('/data/projects/NONE')
    assert [(one['method'], one['path'], one['status']) for one in xnat.requests()] == [
        ('PUT', '/data/projects/P', 200),
        ('GET', '/data/projects/NONE', 404),
    ]
    assert [one['path'] for one in xnat.requests(method='PUT', status=200, changed='project')] == ['/data/projects/P']
    with pytest.raises(XnatMockError, match="^requests cannot be looked for by 'metod' .expected: method.$"):
        xnat.requests(metod='PUT')
    xnat.forget_requests()
    assert xnat.requests() == []


def test_faults(xnat):
    name = xnat.faults.add('tomcat-starting')
    assert [xnat.get('/data/projects').status for _ in range(4)] == [503, 503, 503, 200]
    assert [(one['name'], one['played']) for one in xnat.faults.list()] == [(name, 3)]
    xnat.faults.delete(name)
    assert xnat.faults.add(name='full', match={'method': 'PUT'}, answer={'status': 507, 'message': 'full', 'page': 'text'}) == 'full'
    assert xnat.put('/data/projects/P').text == 'full'
    assert xnat.faults.add('slow', name='slower', delay=0) == 'slower'
    xnat.faults.clear()
    assert xnat.put('/data/projects/P').status == 200
    with pytest.raises(XnatMockError, match='^the rule says to whom it happens, but not what'):
        xnat.faults.add(match={'method': 'PUT'})


def test_clock(xnat):
    xnat.clock.freeze('2020-01-31T12:30:00Z')
    xnat.clock.advance(timedelta(minutes=20))
    xnat.clock.advance(500)
    assert xnat.clock.now() == datetime(2020, 1, 31, 12, 50, 0, 500_000, tzinfo=timezone.utc)
    xnat.clock.set(datetime(2021, 1, 1, tzinfo=timezone.utc))
    xnat.put('/data/projects/P')
    assert 'Fri Jan 01 00:00:00 UTC 2021' in xnat.get('/data/projects/P?format=json').text
    ids = []
    for _ in range(2):
        xnat.clock.seed(7)
        ids.append(xnat.get('/data/JSESSION').text)
    assert ids[0] == ids[1]
    xnat.clock.thaw()
    assert xnat.clock.now().year == 2021
    xnat.clock.reset()
    assert xnat.clock.now().year > 2021
    with pytest.raises(XnatMockError, match="^'soon' is no time"):
        xnat.clock.set('soon')


def test_environment(xnat):
    assert {name: value for name, value in xnat.env.items() if name.endswith('HOST')} == {'XNAT_HOST': xnat.url, 'XNATPY_HOST': xnat.url}
    assert (xnat.env['XNAT_USER'], xnat.env['XNATPY_PASS']) == ('admin', 'admin')


def test_a_proxy_is_not_asked_for_this_machine(xnat, monkeypatch):
    monkeypatch.setenv('http_proxy', 'http://127.0.0.1:9')
    assert xnat.get('/data/projects').status == 200


def test_what_is_no_xnat_mock():
    other = Xnat('http://127.0.0.1:9', timeout=1)
    with pytest.raises(OSError):
        other.reset()


def test_a_server_ends_with_its_block(tmp_path):
    with start(seed='empty') as server:
        assert isinstance(server, Server)
        server.put('/data/projects/P')
        assert projects(server) == ['P']
        assert projects(server.space()) == []
    with pytest.raises(OSError):
        server.get('/data/projects')
    server.stop()


def test_arguments(tmp_path):
    with start(seed='empty', arguments=['--base-path', '/xnat', '--strict']) as server:
        assert server.url.endswith('/xnat')
        assert projects(server.space('a')) == []


@pytest.mark.parametrize('options, message', [
    ({'seed': 'no-such-seed'}, 'cannot use seed no-such-seed: there is no such file'),
    ({'command': 'no-such-command'}, '^cannot start xnat-mock by no-such-command: No such file or directory$'),
    ({'command': ['true']}, "^xnat-mock did not start by true: it said ''$"),
    ({'command': ['echo', 'hello']}, "^xnat-mock did not start by echo hello: it said 'hello"),
    ({'command': ['sh', '-c', 'sleep 60'], 'timeout': 0.2}, "^xnat-mock did not start by sh -c 'sleep 60': it said nothing within 0.2 s$"),
])
def test_what_does_not_start_says_why(options, message):
    with pytest.raises(XnatMockError, match=message):
        start(**options)


def test_without_node(monkeypatch, tmp_path):
    monkeypatch.delenv('XNAT_MOCK_COMMAND', raising=False)
    monkeypatch.setenv('PATH', str(tmp_path))
    with pytest.raises(XnatMockError, match='install Node.js 20.19 or newer, or name a server that runs'):
        start()
