"""pyxnat, as its users use it: from a connection to a scan and back. Usage: pyxnat_run.py URL"""
import sys
from importlib.metadata import version

import pyxnat
from steps import Steps

steps = Steps(f'pyxnat {version("pyxnat")}')
url = sys.argv[1]

xnat = steps.do('connect', lambda: pyxnat.Interface(url, user='admin', password='admin'))
project = xnat.select.project('PYXNAT')
subject = project.subject('S1')
session = subject.experiment('MR1')


def made(thing, **how):
    thing.create(**how)
    return thing.exists()


steps.do('create a project', lambda: made(project), True)
steps.do('create a subject', lambda: made(subject), True)
steps.do('create an MR session', lambda: made(session, experiments='xnat:mrSessionData'), True)
for number, kind in (('1', 'T1w'), ('2', 'T2w'), ('3', 'BOLD')):
    steps.do(f'create scan {number}', lambda: made(session.scan(number), **{'scans': 'xnat:mrScanData', 'xnat:mrScanData/type': kind}), True)
steps.do('list scans', lambda: session.scans().get(), ['1', '2', '3'])
steps.do('list scans with their types', lambda: [scan.attrs.get('type') for scan in session.scans()], ['T1w', 'T2w', 'BOLD'])
steps.do('the xsiType of a scan', lambda: session.scan('1').datatype(), 'xnat:mrScanData')
scan = session.scan('1')
steps.do('set an attribute', lambda: (scan.attrs.set('quality', 'usable'), scan.attrs.get('quality'))[1], 'usable')
steps.do('set an attribute by its path', lambda: (scan.attrs.set('xnat:mrScanData/parameters/tr', '2300'), scan.attrs.get('xnat:mrScanData/parameters/tr'))[1], '2300.0')
values = {'note': 'a note', 'xnat:mrScanData/series_description': 'T1w MPRAGE', 'xnat:mrScanData/parameters/flip': '9'}
steps.do('set several attributes', lambda: scan.attrs.mset(values))
steps.do('get several attributes', lambda: scan.attrs.mget(list(values)), ['a note', 'T1w MPRAGE', '9.0'])
steps.do('delete a scan', lambda: (session.scan('2').delete(), session.scan('2').exists())[1], False)
steps.do('see it gone', lambda: session.scans().get(), ['1', '3'])
steps.do('disconnect', lambda: xnat.disconnect())
steps.end()
