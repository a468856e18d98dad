"""The clients themselves, each test in an XNAT of its own."""
import pytest


@pytest.mark.parametrize('n', range(4))
def test_pyxnat(xnat, n):
    pytest.importorskip('pyxnat')
    interface = xnat.pyxnat()
    assert interface.select.projects().get() == []
    session = interface.select.project('P').subject(f'S{n}').experiment('E')
    session.create(experiments='xnat:mrSessionData')
    session.scan('1').create(scans='xnat:mrScanData')
    session.scan('1').attrs.set('quality', 'usable')
    assert session.scans().get() == ['1']
    assert [one['id'] for one in interface.select('/projects/P/subjects').get() and xnat.requests(changed='scan') if one['status'] == 200]
    xnat.reset()
    assert interface.select.projects().get() == []


def test_xnatpy(xnat):
    pytest.importorskip('xnat')
    xnat.put('/data/projects/P/subjects/S/experiments/E?xsiType=xnat:mrSessionData')
    xnat.put('/data/projects/P')
    with xnat.xnatpy() as connection:
        subject = connection.classes.SubjectData(parent=connection.projects['P'], label='S')
        session = connection.classes.MrSessionData(parent=subject, label='E')
        connection.classes.MrScanData(parent=session, id='1', type='T1')
        assert [scan.type for scan in session.scans.values()] == ['T1']
    assert xnat.requests(path='/data/**/scans/1', method='PUT')
