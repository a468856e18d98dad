"""pyxnat, as its users use it: from a connection to a scan and back. Usage: pyxnat_steps.py URL"""
import os
import sys
import zipfile
from importlib.metadata import version

import pyxnat
from pyxnat.core.provenance import Provenance
from samples import contents, dicom, folder, packed, path, read, text, tree
from steps import Steps, raises

steps = Steps(f'pyxnat {version("pyxnat")}')
url = sys.argv[1]

xnat = steps.do('connect', lambda: pyxnat.Interface(url, user='admin', password='admin'))
steps.do('the version of the server', lambda: xnat.version()['version'], '1.8.11')
steps.do('refuse a wrong password', lambda: raises(lambda: pyxnat.Interface(url, user='admin', password='wrong').manage.users()), True)
steps.do('connect as a guest', lambda: pyxnat.Interface(url, anonymous=True).select.projects().get())
steps.do('answer a HEAD', lambda: xnat.head('').status_code, 200)

# what is there
known = xnat.select.project('MEMORY').subject('ADA').experiment('ADA_MR1')
steps.do('list projects', lambda: sorted(xnat.select.projects().get()), ['LUNGS', 'MEMORY'])
steps.do('list subjects', lambda: [one.label() for one in xnat.select.project('MEMORY').subjects()], ['ADA', 'BOHR'])
steps.do(
    'list experiments', lambda: [one.label() for one in xnat.select.project('MEMORY').subject('ADA').experiments()], ['ADA_MR1', 'ADA_MR2']
)
steps.do('list experiments of a project', lambda: len(xnat.select.project('MEMORY').experiments().get()), 4)
steps.do('list scans', lambda: known.scans().get(), ['1', '2', '3', '4', '5'])
steps.do(
    'list scans with their types', lambda: [scan.attrs.get('type') for scan in known.scans()], ['LOCALIZER', 'T1w', 'FLAIR', 'BOLD', 'DTI']
)
steps.do('list assessors', lambda: known.assessors().get(), [])
steps.do('list reconstructions', lambda: known.reconstructions().get(), [])
steps.do(
    'select by a path',
    lambda: [scan.id() for scan in xnat.select('/project/MEMORY/subject/ADA/experiment/ADA_MR1/scans')],
    ['1', '2', '3', '4', '5'],
)
steps.do('exists', lambda: (known.exists(), known.scan('1').exists(), known.scan('9').exists()), (True, True, False))
steps.do('the ID and label of an experiment', lambda: (known.id(), known.label()), ('XNAT_E00001', 'ADA_MR1'))
steps.do('the xsiType of a scan', lambda: known.scan('1').datatype(), 'xnat:mrScanData')
steps.do('the XML of an experiment', lambda: known.xpath('//xnat:scan/@ID'), ['1', '2', '3', '4', '5'])
steps.do('the description of a project', lambda: xnat.select.project('MEMORY').description(), 'Yearly MR and PET of healthy adults')
steps.do('when a project changed', lambda: len(xnat.select.project('MEMORY').last_modified()), 2)
steps.do('aliases of a project', lambda: xnat.select.project('MEMORY').aliases())
steps.do(
    'describe a project',
    lambda: repr(xnat.select.project('MEMORY')).split(' (created')[0],
    '<Project Object> MEMORY `Memory and Ageing` (private) 2 subjects 3 MR experiments 1 PET experiment (owner: owner)',
)
steps.do(
    'describe a subject',
    lambda: repr(xnat.select.project('MEMORY').subject('ADA')).split(' http')[0],
    '<Subject Object> XNAT_S00001 `ADA` (project: MEMORY) (Gender: F - Handedness: R) 2 experiments',
)
steps.do(
    'describe a session',
    lambda: repr(known).split(' (created')[0],
    '<Experiment Object> XNAT_E00001 `ADA_MR1` (subject: XNAT_S00001 `ADA`) (project: MEMORY) 5 scans 0 resource',
)
steps.do('describe a scan', lambda: repr(known.scan('2')).split(' http')[0], '<Scan Object> 2 (`T1w` 176 frames) usable')

# arrays, inspection and searches
steps.do(
    'an array of experiments',
    lambda: sorted(xnat.array.experiments(project_id='MEMORY', experiment_type='xnat:mrSessionData').get('ID')),
    ['XNAT_E00001', 'XNAT_E00002', 'XNAT_E00003'],
)
steps.do(
    'an array of scans',
    lambda: sorted(xnat.array.scans(experiment_id='XNAT_E00001').get('xnat:imagescandata/id')),
    ['1', '2', '3', '4', '5'],
)
steps.do(
    'an array of MR scans',
    lambda: sorted(xnat.array.mrscans(experiment_id='XNAT_E00001').get('xnat:mrscandata/id')),
    ['1', '2', '3', '4', '5'],
)
steps.do('data types', lambda: 'xnat:mrSessionData' in xnat.inspect.datatypes(), True)
steps.do('fields of a data type', lambda: xnat.inspect.datatypes('xnat:subjectData', '*GENDER*'))
steps.do('scans of a type in use', lambda: len(xnat.inspect.scan_values('xnat:mrSessionData')) > 0, True)
steps.do(
    'search',
    lambda: sorted(
        xnat.select('xnat:subjectData', ['xnat:subjectData/SUBJECT_LABEL'])
        .where([('xnat:subjectData/PROJECT', '=', 'MEMORY'), 'AND'])
        .get('subject_label')
    ),
    ['ADA', 'BOHR'],
)
steps.do('search everything of a type', lambda: len(xnat.select('xnat:mrSessionData', ['xnat:mrSessionData/SESSION_ID']).all()) > 0, True)
steps.do(
    'search with conditions in conditions',
    lambda: sorted(
        xnat.select('xnat:mrSessionData', ['xnat:mrSessionData/LABEL', 'xnat:mrSessionData/DATE'])
        .where(
            [
                ('xnat:mrSessionData/PROJECT', '=', 'MEMORY'),
                [('xnat:mrSessionData/LABEL', 'LIKE', 'BOHR%'), ('xnat:mrSessionData/DATE', '<', '2021-01-01'), 'OR'],
                'AND',
            ]
        )
        .get('label')
    ),
    ['ADA_MR1', 'BOHR_MR1'],
)
steps.do(
    'search sessions by their subjects and scans',
    lambda: sorted(
        xnat.select('xnat:mrSessionData', ['xnat:mrSessionData/LABEL'])
        .where([('xnat:subjectData/GENDER', '=', 'female'), ('xnat:mrScanData/TYPE', '=', 'BOLD'), 'AND'])
        .get('label')
    ),
    ['ADA_MR1', 'ADA_MR2'],
)
steps.do(
    'search that finds nothing',
    lambda: len(xnat.select('xnat:subjectData', ['xnat:subjectData/SUBJECT_LABEL']).where([('xnat:subjectData/DOB', '>', '2500'), 'AND'])),
    0,
)
steps.do(
    'search with a comparison that PostgreSQL does not know',
    lambda: raises(lambda: xnat.select('xnat:subjectData').where([('xnat:subjectData/GENDER', 'equals', 'female'), 'AND'])),
    True,
)
steps.do('the values of a field', lambda: sorted(xnat.inspect.field_values('xnat:subjectData/SUBJECT_LABEL')))
steps.do('the IDs of projects', lambda: sorted(xnat.inspect.project_values()), ['LUNGS', 'MEMORY'])
steps.do(
    'the projects, as copyxnat searches for them',
    lambda: sorted(
        (one['id'], one['name_csv'], one['secondary_id'])
        for one in xnat.select('xnat:projectData', ['xnat:projectData/ID', 'xnat:projectData/name', 'xnat:projectData/secondary_ID']).all()
    ),
    [('LUNGS', 'Lung Response', 'LUNGS'), ('MEMORY', 'Memory and Ageing', 'MEMORY')],
)
steps.do(
    'the projects, as xnat_dashboards searches for them',
    lambda: sorted(one['id'] for one in xnat.select('xnat:projectData').all().data),
    ['LUNGS', 'MEMORY'],
)
steps.do(
    'save a search',
    lambda: (
        xnat.manage.search.save(
            'kept', 'xnat:subjectData', ['xnat:subjectData/SUBJECT_LABEL'], [('xnat:subjectData/PROJECT', '=', 'MEMORY'), 'AND']
        ),
        xnat.manage.search.saved(),
    )[1],
    ['kept'],
)
steps.do('use a saved search', lambda: sorted(xnat.manage.search.get('kept').get('subject_label')), ['ADA', 'BOHR'])
steps.do('delete a saved search', lambda: (xnat.manage.search.delete('kept'), xnat.manage.search.saved())[1], [])
steps.do(
    'read a schema',
    lambda: (xnat.manage.schemas.add('xapi/schemas/xnat'), 'mrScanData' in str(xnat.manage.schemas()) or len(xnat.manage.schemas()) > 0)[
        1
    ],
    True,
)
steps.do('fields from the schema', lambda: len(xnat.select.project('MEMORY').attrs()) > 10, True)
steps.do('list users', lambda: 'member' in xnat.manage.users(), True)
steps.do('a user\'s e-mail address', lambda: '@' in xnat.manage.users.email('member'), True)
steps.do('list the prearchive', lambda: list(xnat.manage.prearchive.get()), [])

# making
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
    steps.do(
        f'create scan {number}', lambda: made(session.scan(number), **{'scans': 'xnat:mrScanData', 'xnat:mrScanData/type': kind}), True
    )
steps.do(
    'create a PET scan with everything above it',
    lambda: made(project.subject('S2').experiment('PET1').scan('1'), experiments='xnat:petSessionData', scans='xnat:petScanData'),
    True,
)
document = path(
    'subject.xml',
    b'<xnat:Subject xmlns:xnat="http://nrg.wustl.edu/xnat" label="S3" project="PYXNAT"><xnat:group>control</xnat:group></xnat:Subject>',
)
steps.do(
    'create a subject from a document',
    lambda: (made(project.subject('S3'), xml=document), project.subject('S3').attrs.get('group'))[1],
    'control',
)
steps.do('see what was made', lambda: [scan.attrs.get('type') for scan in session.scans()], ['T1w', 'T2w', 'BOLD'])
scan = session.scan('1')
steps.do('set an attribute', lambda: (scan.attrs.set('quality', 'usable'), scan.attrs.get('quality'))[1], 'usable')
steps.do(
    'set an attribute by its path',
    lambda: (scan.attrs.set('xnat:mrScanData/parameters/tr', '2300'), scan.attrs.get('xnat:mrScanData/parameters/tr'))[1],
    '2300.0',
)
values = {'note': 'a note', 'xnat:mrScanData/series_description': 'T1w MPRAGE', 'xnat:mrScanData/parameters/flip': '9'}
steps.do('set several attributes', lambda: scan.attrs.mset(values))
steps.do('get several attributes', lambda: scan.attrs.mget(list(values)), ['a note', 'T1w MPRAGE', '9.0'])
steps.do('set a parameter', lambda: (scan.set_param('echo', '1'), scan.get_param('echo'))[1], '1')
steps.do(
    'set the age at a session',
    lambda: (session.attrs.set('xnat:mrSessionData/age', '42'), session.attrs.get('xnat:mrSessionData/age'))[1],
    '42.0',
)
# only XNAT's own pages give a project the protocols that pyxnat writes them into
steps.fails('custom variables of a project', lambda: project.add_custom_variables({'Subjects': {'group': {'color': 'string'}}}))
step = {'program': 'step', 'timestamp': '2020-01-02T03:04:05', 'user': 'me', 'machine': 'here', 'platform': 'linux'}

# settings of a project
steps.do('the accessibility of a project', lambda: project.accessibility(), b'protected')
steps.do('set the accessibility', lambda: (project.set_accessibility('public'), project.accessibility())[1], b'public')
steps.do('the prearchive code', lambda: (project.set_prearchive_code('0'), project.prearchive_code())[1], 0)
steps.do('the quarantine code', lambda: (project.set_quarantine_code('1'), project.quarantine_code())[1], 1)
steps.do('the current archive folder', lambda: project.current_arc(), b'arc001')
steps.do('users of a project', lambda: project.users(), ['admin'])
steps.do('add a user', lambda: (project.add_user('member', 'collaborator'), project.collaborators())[1], ['member'])
steps.do('the role of a user', lambda: project.user_role('member'), 'collaborator')
steps.do('remove a user', lambda: (project.remove_user('member'), project.users())[1], ['admin'])

# sharing
other = xnat.select.project('PYXNAT2')


def shared():
    other.create()
    subject.share('PYXNAT2', label='S1_HERE', primary=False)


steps.do('share a subject', shared)
steps.do('see the shared subject', lambda: [one.label() for one in other.subjects()], ['S1_HERE'])
steps.do('share a session', lambda: (session.share('PYXNAT2'), sorted(session.shares().get()))[1], ['PYXNAT', 'PYXNAT2'])
steps.do('take a session back', lambda: (session.unshare('PYXNAT2'), session.shares().get())[1], ['PYXNAT'])
steps.do('take a subject back', lambda: (subject.unshare('PYXNAT2'), other.subjects().get())[1], [])

# resources and files
resource = scan.resource('FILES')
one = path('one.txt')


def names(of):
    return sorted(file.attributes()['path'] for file in of.files())


steps.do('create a resource', lambda: made(resource), True)
steps.do(
    'put a file',
    lambda: (resource.file('one.txt').put(one, format='TXT', content='TEXT', tags='T'), resource.file('one.txt').exists())[1],
    True,
)
steps.do(
    'put a file that there is',
    lambda: (
        resource.file('one.txt').put(path('new/one.txt', b'others'), overwrite=True, format='TXT', content='TEXT', tags='T'),
        resource.file('one.txt').size(),
    )[1],
    '6',
)
steps.do(
    'put a file into a folder',
    lambda: (resource.file('deep/down/four.txt').put(one), names(resource))[1],
    ['deep/down/four.txt', 'one.txt'],
)
steps.do(
    'put a zip',
    lambda: (resource.put_zip(packed('packed.zip', {'two.txt': text, 'sub/three.txt': text}), extract=True), names(resource))[1],
    ['deep/down/four.txt', 'one.txt', 'sub/three.txt', 'two.txt'],
)
steps.do(
    'put a zip as it is',
    lambda: (
        session.scan('3').resource('ZIP').put_zip(packed('kept.zip', {'two.txt': text}), extract=False),
        names(session.scan('3').resource('ZIP')),
    )[1],
    ['kept.zip'],
)
steps.do(
    'put files',
    lambda: (session.scan('3').resource('LIST').put([one, path('two.txt')]), sorted(session.scan('3').resource('LIST').files().get()))[1],
    ['one.txt', 'two.txt'],
)
steps.do(
    'put a folder',
    lambda: (session.scan('3').resource('TREE').put_dir(tree('up')), sorted(session.scan('3').resource('TREE').files().get()))[1],
    ['three.txt', 'two.txt'],
)
steps.do(
    'list resources',
    lambda: ([one.label() for one in scan.resources()], sorted(one.label() for one in session.scan('3').resources())),
    (['FILES'], ['LIST', 'TREE', 'ZIP']),
)
steps.do('a resource\'s attributes', lambda: (resource.attributes()['label'], resource.attributes()['file_count']), ('FILES', '4'))
# an overwritten file keeps its tags and gets those of the request
steps.do(
    'a file\'s attributes',
    lambda: (
        resource.file('one.txt').size(),
        resource.file('one.txt').format(),
        resource.file('one.txt').content(),
        resource.file('one.txt').labels(),
    ),
    ('6', 'TXT', 'TEXT', 'T,T'),
)
steps.do('when a file changed', lambda: resource.file('one.txt').last_modified())
steps.do('get a file', lambda: (resource.file('two.txt').get(os.path.join(folder, 'got.txt')), read('got.txt'))[1], text)
steps.do(
    'get a resource',
    lambda: sorted(os.path.relpath(name, os.path.join(folder, 'FILES')) for name in resource.get(folder, extract=True)),
    ['deep/down/four.txt', 'one.txt', 'sub/three.txt', 'two.txt'],
)
steps.do(
    'get a resource as a zip',
    lambda: sorted(os.path.basename(name) for name in zipfile.ZipFile(session.scan('3').resource('LIST').get(folder)).namelist()),
    ['one.txt', 'two.txt'],
)
steps.do('download scans', lambda: contents(session.scans().download(folder, type='ALL', name='scans', extract=False))['two.txt'], text)
steps.do(
    'delete a file', lambda: (resource.file('two.txt').delete(), names(resource))[1], ['deep/down/four.txt', 'one.txt', 'sub/three.txt']
)
steps.do('delete a resource', lambda: (resource.delete(), resource.exists())[1], False)
steps.do('trigger the pipelines', lambda: session.trigger(scan_headers=False))
steps.do(
    'pull data from the headers',
    lambda: (
        session.scan('1').resource('DICOM').file('1.dcm').put(path('1.dcm', dicom(1, 1)), format='DICOM', content='RAW'),
        session.trigger(),
        session.scan('1').attrs.get('series_description'),
    )[2],
    'Series 1',
)
quality = session.assessor('A1')
steps.do(
    'create an assessor',
    lambda: (quality.create(assessors='xnat:qcAssessmentData'), quality.exists(), quality.datatype())[1:],
    (True, 'xnat:qcAssessmentData'),
)
steps.do(
    'give an assessor a file',
    lambda: (
        quality.out_resource('REPORT').file('report.txt').put(path('report.txt', text)),
        quality.out_resource('REPORT').files().get(),
        read(quality.out_resource('REPORT').file('report.txt').get()),
    )[1:],
    (['report.txt'], text),
)
steps.do('list the assessors of the session', lambda: [quality.label() for quality in session.assessors()], ['A1'])
steps.do('delete an assessor', lambda: (session.assessor('A1').delete(), session.assessor('A1').exists())[1], False)
steps.may_lack('create a reconstruction', lambda: made(session.reconstruction('R1')) or 1 / 0)
steps.may_lack(
    'record provenance',
    lambda: (session.assessor('A2').create(assessors='xnat:qcAssessmentData'), Provenance(session.assessor('A2')).set([step])),
)

# ending
steps.do('delete a scan', lambda: (session.scan('2').delete(), session.scan('2').exists())[1], False)
steps.do('see it gone', lambda: session.scans().get(), ['1', '3'])
steps.do('delete a session', lambda: (session.delete(), session.exists())[1], False)
steps.do('delete a subject', lambda: (subject.delete(), subject.exists())[1], False)
steps.do('delete a project', lambda: (project.delete(), project.exists())[1], False)
steps.do('disconnect', lambda: xnat.disconnect())
steps.end()
