"""yaxil (ArcGet's library), which only reads but for assessors. Usage: yaxil_steps.py URL"""
import os
import sys
import tempfile
from importlib.metadata import version

import requests
import yaxil
from steps import Steps, raises

steps = Steps(f'yaxil {version("yaxil")}')
url = sys.argv[1]
folder = tempfile.mkdtemp()

auth = steps.do('connect', lambda: yaxil.auth2(host=url, username='admin', password='admin'))
steps.do('test the credentials', lambda: yaxil.test_auth(auth), True)
steps.do('refuse a wrong password', lambda: raises(lambda: yaxil.auth2(host=url, username='admin', password='wrong')), True)
steps.do(
    'list subjects',
    lambda: [(one.label, one.id, one.uri) for one in yaxil.subjects(auth, project='MEMORY')],
    [('ADA', 'XNAT_S00001', '/data/subjects/XNAT_S00001'), ('BOHR', 'XNAT_S00002', '/data/subjects/XNAT_S00002')],
)
steps.do('find a subject', lambda: [one.id for one in yaxil.subjects(auth, label='ADA', project='MEMORY')], ['XNAT_S00001'])
steps.do('find no subject', lambda: raises(lambda: list(yaxil.subjects(auth, label='NOBODY'))), True)
steps.do(
    'list experiments',
    lambda: sorted(one.label for one in yaxil.experiments(auth, project='MEMORY')),
    ['ADA_MR1', 'ADA_MR2', 'BOHR_MR1', 'BOHR_PET1'],
)
steps.do(
    'find an experiment',
    lambda: [(one.id, one.subject_id, one.subject_label, one.uri) for one in yaxil.experiments(auth, label='ADA_MR1')],
    [('XNAT_E00001', 'XNAT_S00001', 'ADA', '/data/experiments/XNAT_E00001')],
)
steps.do(
    'experiments of a subject',
    lambda: sorted(one.label for one in yaxil.experiments(auth, subject=next(yaxil.subjects(auth, label='ADA')))),
    ['ADA_MR1', 'ADA_MR2'],
)
steps.do(
    'experiments between two dates',
    lambda: [one.label for one in yaxil.experiments(auth, project='MEMORY', daterange=('2020-01-01', '2020-01-31'))],
    ['ADA_MR1'],
)
steps.do(
    'experiments added between two dates', lambda: len(list(yaxil.experiments(auth, insert_daterange=('2000-01-01', '2100-01-01')))), 6
)
steps.do('find no experiment', lambda: raises(lambda: list(yaxil.experiments(auth, label='NOTHING'))), True)
steps.do('an accession number', lambda: yaxil.accession(auth, 'ADA_MR1', 'MEMORY'), 'XNAT_E00001')
steps.do(
    'scans of a session',
    lambda: [(scan['id'], scan['type'], scan['session_label']) for scan in yaxil.scans(auth, 'ADA_MR1')],
    [('1', 'LOCALIZER', 'ADA_MR1'), ('2', 'T1w', 'ADA_MR1'), ('3', 'FLAIR', 'ADA_MR1'), ('4', 'BOLD', 'ADA_MR1'), ('5', 'DTI', 'ADA_MR1')],
)
steps.do(
    'MR scans, with their parameters',
    lambda: [(scan['id'], scan['vox_z'], scan['tr'], scan['image_type']) for scan in yaxil.mrscans(auth, 'ADA_MR1', scan_ids=['2'])],
    [('2', '1.2', '2300.0', '')],
)
steps.do(
    'scans of other types',
    lambda: (list(yaxil.srscans(auth, 'ADA_MR1')), list(yaxil.scscans(auth, 'ADA_MR1')), list(yaxil.odscans(auth, 'ADA_MR1'))),
    ([], [], []),
)
steps.do(
    'search among the scans of a session',
    lambda: dict(yaxil.scansearch(auth, 'ADA_MR1', {'anat': 'type="T1w" OR series_description LIKE "%FLAIR%"'})),
    {'anat': ['2', '3']},
)
steps.do('whether there is an experiment', lambda: (yaxil.exists(auth, 'XNAT_E00001'), yaxil.exists(auth, 'NOTHING')), (True, False))
steps.do(
    'whether a project has a type',
    lambda: (yaxil.has(auth, 'xnat:petSessionData', project='MEMORY'), yaxil.has(auth, 'xnat:ctSessionData', project='MEMORY')),
    (True, False),
)
steps.may_lack('the history of an experiment', lambda: len(yaxil.history(auth, 'ADA_MR1')['ResultSet']['Result']))


def with_files():
    place = f'{url}/data/experiments/XNAT_E00001/scans/1/resources/FILES/files/one.txt?inbody=true'
    requests.put(
        place, auth=('admin', 'admin'), data=b'bytes of a file', headers={'Content-Type': 'application/octet-stream'}
    ).raise_for_status()
    yaxil.download(auth, 'ADA_MR1', ['1'], out_dir=folder)
    with open(os.path.join(folder, 'one.txt'), 'rb') as got:
        return got.read()


def assessment():
    os.makedirs(os.path.join(folder, 'assessor'))
    os.makedirs(os.path.join(folder, 'resources'))
    with open(os.path.join(folder, 'assessor', 'assessment.xml'), 'w') as out:
        out.write(
            '<xnat:QCManualAssessment xmlns:xnat="http://nrg.wustl.edu/xnat" ID="QC1" project="MEMORY" label="QC1">'
            '<xnat:imageSession_ID>XNAT_E00001</xnat:imageSession_ID><xnat:pass>1</xnat:pass></xnat:QCManualAssessment>'
        )
    yaxil.storerest(auth, folder, 'LOGS')


steps.do('download scans', with_files, b'bytes of a file')
steps.do('store an assessment', assessment)
steps.do('end the session', lambda: yaxil.end_session(auth))
steps.end()
