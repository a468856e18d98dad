import pytest
from scans import mark


@pytest.mark.parametrize('quality', ['usable', 'questionable', 'unusable'])
def test_the_scans_of_a_type_are_marked(xnat, quality):
    """Each of these writes to the same scan, all at once: each in an XNAT of its own."""
    interface = xnat.pyxnat()
    sessions = mark(interface, 'MEMORY', 'T1w', quality)
    assert 'ADA_MR1' in sessions
    scan = interface.select.project('MEMORY').subject('ADA').experiment('ADA_MR1').scan('2')
    assert scan.attrs.get('quality') == quality


def test_nothing_else_is_written(xnat):
    sessions = mark(xnat.pyxnat(), 'MEMORY', 'T1w', 'usable')
    assert len(xnat.requests(method='PUT')) == len(sessions)
    assert xnat.requests(method='DELETE') == []


def test_a_wrong_password_is_an_error(xnat):
    interface = xnat.pyxnat(password='wrong')
    with pytest.raises(Exception):
        mark(interface, 'MEMORY', 'T1w', 'usable')


def test_a_proxy_that_fails(xnat):
    xnat.faults.add('nginx-502')
    with pytest.raises(Exception):
        mark(xnat.pyxnat(), 'MEMORY', 'T1w', 'usable')
    xnat.faults.clear()
    assert mark(xnat.pyxnat(), 'MEMORY', 'T1w', 'usable')


@pytest.mark.parametrize('round', range(8))
def test_from_the_seed_each_time(xnat, round):
    interface = xnat.pyxnat()
    project = interface.select.project('MEMORY')
    assert len(project.subjects().get()) == 2
    project.subject(f'NEW{round}').create()
    assert len(project.subjects().get()) == 3
