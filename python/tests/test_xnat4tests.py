"""What users of xnat4tests do, with one import changed."""
import socket

import pytest

from xnat_mock import Server, XnatMockError, copying
from xnat_mock.xnat4tests import AVAILABLE_DATASETS, Config, add_data, connect, restart_xnat, start_xnat, stop_xnat


@pytest.fixture
def config(tmp_path):
    with socket.create_server(('127.0.0.1', 0)) as free:
        port = free.getsockname()[1]
    config = Config(
        xnat_root_dir=tmp_path, xnat_port=str(port), docker_host='127.0.0.1', docker_container='mine', build_args={'java_mx': '1g'}
    )
    yield config
    stop_xnat(config)


def test_start_connect_and_stop(config):
    pytest.importorskip('xnat')
    server = start_xnat(config)
    assert server.url == config.xnat_uri
    with connect(config) as login:
        login.put('/data/archive/projects/MY_TEST_PROJECT')
        subject = login.classes.SubjectData(label='MYSUBJECT', parent=login.projects['MY_TEST_PROJECT'])
        login.classes.MrSessionData(label='MYSESSION', parent=subject)
    assert start_xnat(config) is server, 'the one that runs is reused'
    restart_xnat(config)
    with connect(config) as login:
        assert [one.label for one in login.projects['MY_TEST_PROJECT'].experiments.values()] == ['MYSESSION']
    relaunched = start_xnat(config, relaunch=True)
    with connect(config) as login:
        assert list(login.projects) == []
    relaunched.stop()
    stop_xnat(config)
    stop_xnat(config)
    with pytest.raises(XnatMockError, match='^there is no XNAT at http://127.0.0.1:'):
        restart_xnat(config)


def test_one_that_runs_elsewhere_is_reused(xnat_server):
    host, port = xnat_server.url.removeprefix('http://').split(':')
    config = Config(docker_host=host, xnat_port=port)
    assert start_xnat(config).url == xnat_server.url
    stop_xnat(config)
    assert xnat_server.get('/data/projects').status == 200


def test_a_port_in_use(config):
    with socket.create_server(('127.0.0.1', int(config.xnat_port))):
        with pytest.raises(XnatMockError, match='address already in use'):
            start_xnat(config)


@pytest.mark.parametrize(
    'dataset, project, subject, session, types',
    [
        (
            'dummydicom',
            'dummydicomproject',
            'dummydicomsubject',
            'dummydicomsession',
            ['R-L MRtrix 60 directions interleaved B0 ep2d_diff_p2', 'gre_field_mapping 3mm', 't1_mprage_sag_p2_iso_1'],
        ),
        ('openneuro-t1w', 'OPENNEURO_T1W', 'subject01', 'subject01_MR01', ['t1w']),
        ('simple-dir', 'SIMPLE_DIR', 'subject02', 'subject02_1', ['a-directory']),
    ],
)
def test_add_data(config, dataset, project, subject, session, types):
    pytest.importorskip('xnat')
    server = start_xnat(config)
    for _ in range(2):
        add_data(dataset, config_name=config)
    writes = server.requests(method='PUT', path='/data/**/scans/*')
    assert len(writes) == len({one['path'] for one in writes}), 'what is there stays as it is'
    with connect(config) as login:
        found = login.projects[project].subjects[subject].experiments[session]
        assert sorted(scan.type for scan in found.scans.values()) == types
        assert all(file.size for scan in found.scans.values() for resource in scan.resources.values() for file in resource.files.values())


def test_an_unknown_data_set(config):
    start_xnat(config)
    with pytest.raises(
        XnatMockError, match="^there is no data set 'dumydicom' .expected: dummydicom, user-training, openneuro-t1w, simple-dir.$"
    ):
        add_data('dumydicom', config)
    assert len(AVAILABLE_DATASETS) == 4


def test_data_without_an_xnat(config):
    with pytest.raises(XnatMockError, match='^there is no XNAT at http://127.0.0.1:.*start_xnat starts one$'):
        add_data('dummydicom', config)


def test_what_is_copied(xnat, xnat_server, tmp_path):
    """Fields, files and names with odd letters."""
    xnat.put('/data/projects/P?description=of%20mine')
    session = '/data/projects/P/subjects/S/experiments/E_1'
    assert xnat.put(f'{session}?xsiType=xnat:mrSessionData&date=2020-01-31&xnat:mrSessionData/dcmPatientName=x').status in (200, 201)
    xnat.put(f'{session}/scans/1?xsiType=xnat:mrScanData&type=T1&xnat:mrScanData/parameters/tr=2.5')
    xnat.put(f'{session}/scans/1/resources/DICOM/files/a%20b.dcm?inbody=true', body=b'\0\1')
    other = xnat_server.space()
    copying.copy(xnat, other)
    for path in ('/data/projects/P', session, f'{session}/scans/1'):
        mine, its = (one.get(f'{path}?format=json').json()['items'][0]['data_fields'] for one in (xnat, other))
        assert mine == its
    assert other.get(f'{session}/scans/1/resources/DICOM/files/a%20b.dcm').body == b'\0\1'


def test_configurations(tmp_path, monkeypatch):
    monkeypatch.setattr('xnat_mock.xnat4tests.config.XNAT4TESTS_HOME', tmp_path)
    assert Config.load('default').xnat_uri == 'http://localhost:8080'
    assert Config.load_config('default').build_args.xnat_version == '1.8.11'
    config = Config(xnat_port=9999)
    assert Config.load(config) is config
    with pytest.raises(KeyError):
        Config.load('absent')
    with pytest.raises(FileNotFoundError):
        Config.load(tmp_path / 'absent.yaml')
    file = tmp_path / 'mine.yaml'
    file.write_text('xnat_port: "9999"\nbuild_args: {java_mx: 1g}\n')
    pytest.importorskip('yaml')
    loaded = Config.load(file)
    assert (loaded.xnat_uri, loaded.loaded_from, loaded.build_args.java_mx) == ('http://localhost:9999', file, '1g')


def test_a_server_is_what_start_gives(config):
    assert isinstance(start_xnat(config), Server)
