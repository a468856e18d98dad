"""dax: its listings, its cached sessions and its uploads. Usage: dax_steps.py URL"""
import sys
from importlib.metadata import version

from dax import XnatUtils
from samples import contents, folder, packed, path, read, text, tree
from steps import Steps

steps = Steps(f'dax {version("dax")}')
url = sys.argv[1]

intf = steps.do('connect', lambda: XnatUtils.get_interface(url, 'admin', 'admin'))
steps.do('list projects', lambda: sorted(row['ID'] for row in intf.get_projects()), ['LUNGS', 'MEMORY'])
steps.do(
    'list subjects',
    lambda: [(row['label'], row['gender'], row['yob']) for row in intf.get_subjects('MEMORY')],
    [('ADA', 'female', '1951'), ('BOHR', 'male', '1947')],
)
steps.do(
    'list sessions of a project',
    lambda: sorted((row['session_label'], row['session_type'], row['subject_label']) for row in intf.get_sessions('MEMORY')),
    [('ADA_MR1', 'MR', 'ADA'), ('ADA_MR2', 'MR', 'ADA'), ('BOHR_MR1', 'MR', 'BOHR'), ('BOHR_PET1', 'PET', 'BOHR')],
)
steps.do(
    'list sessions of a subject',
    lambda: sorted(row['session_label'] for row in intf.get_sessions('MEMORY', 'ADA')),
    ['ADA_MR1', 'ADA_MR2'],
)
steps.do(
    'list sessions, briefly',
    lambda: sorted(row['session_label'] for row in intf.get_sessions_minimal('MEMORY')),
    ['ADA_MR1', 'ADA_MR2', 'BOHR_MR1', 'BOHR_PET1'],
)
steps.do(
    'list scans of a session',
    lambda: [
        (row['scan_id'], row['scan_type'], row['scan_quality'], row['scan_frames']) for row in intf.get_scans('MEMORY', 'ADA', 'ADA_MR1')
    ][:2],
    [('1', 'LOCALIZER', 'usable', '3'), ('2', 'T1w', 'usable', '176')],
)
steps.do(
    'list scans of a project',
    lambda: sorted((row['session_label'], row['scan_id']) for row in intf.get_project_scans('MEMORY'))[:3],
    [('ADA_MR1', '1'), ('ADA_MR1', '2'), ('ADA_MR1', '3')],
)
steps.do('load the scans of projects', lambda: len(XnatUtils.load_scan_data(intf, ['MEMORY'])), 13)
steps.do('list resources of a scan', lambda: [row['label'] for row in intf.get_scan_resources('MEMORY', 'ADA', 'ADA_MR1', '1')], ['DICOM'])
steps.do('list resources of a session', lambda: intf.get_session_resources('MEMORY', 'ADA', 'ADA_MR1'), [])
steps.do('list resources of a subject', lambda: intf.get_subject_resources('MEMORY', 'ADA'), [])
steps.do('list assessors of a session', lambda: intf.get_assessors('MEMORY', 'ADA', 'ADA_MR1'), [])
steps.do('list assessors of a project', lambda: intf.get_project_assessors('MEMORY'), [])
steps.do('find that dax\'s own types are missing', lambda: XnatUtils.has_dax_datatypes(intf), False)

# a session, read once and kept
cached = steps.do('read a session', lambda: XnatUtils.CachedImageSession(intf, 'MEMORY', 'ADA', 'ADA_MR1'))
steps.do(
    'what a session holds',
    lambda: [cached.info()[name] for name in ('ID', 'label', 'modality', 'project_id', 'subject_ID')],
    ['XNAT_E00001', 'ADA_MR1', 'MR', 'MEMORY', 'XNAT_S00001'],
)
steps.do(
    'the scans of a session',
    lambda: [(scan.info()['ID'], scan.info()['type'], scan.info()['quality'], scan.info()['frames']) for scan in cached.scans()][:2],
    [('1', 'LOCALIZER', 'usable', '3'), ('2', 'T1w', 'usable', '176')],
)
steps.do('usable scans', lambda: [scan.info()['ID'] for scan in cached.scans() if scan.usable()], ['1', '2', '3', '4', '5'])
steps.do('assessors of a kept session', lambda: cached.assessors(), [])
steps.do('resources of a kept session', lambda: cached.get_resources(), [])
steps.do('refresh a session', lambda: cached.refresh(), False)
steps.do('when a session was made', lambda: cached.creation_timestamp())

# making
session = intf.select_session('DAX', 'S1', 'MR1')


def scan_of(number):
    scan = session.scan(number)
    if scan.exists():
        scan.delete()
    scan.create(scans='xnat:mrScanData', **{'xnat:mrScanData/type': 'T1w', 'xnat:mrScanData/quality': 'usable'})
    return scan.exists()


steps.do('create a scan with everything above it', lambda: scan_of('1'), True)
steps.do('create a scan anew', lambda: scan_of('1'), True)
steps.do(
    'set an attribute',
    lambda: (session.scan('1').attrs.set('quality', 'questionable'), session.scan('1').attrs.get('quality'))[1],
    'questionable',
)
steps.do(
    'clear an attribute',
    lambda: (
        session.scan('1').attrs.set('note', 'here'),
        session.scan('1').attrs.set('note', 'null'),
        session.scan('1').attrs.get('note'),
    )[2],
    '',
)
resource = intf.select_scan_resource('DAX', 'S1', 'MR1', '1', 'FILES')

more = intf.select_scan_resource('DAX', 'S1', 'MR1', '1', 'MORE')
zipped = intf.select_scan_resource('DAX', 'S1', 'MR1', '1', 'ZIP')


def names(of):
    return sorted(file.attributes()['path'] for file in of.files())


one, two = path('one.txt'), path('two.txt')
steps.do('upload a file', lambda: (XnatUtils.upload_file_to_obj(one, resource), names(resource)), (True, ['one.txt']))
steps.do(
    'upload a file that there is',
    lambda: (
        XnatUtils.upload_file_to_obj(one, resource),
        XnatUtils.upload_file_to_obj(path('new/one.txt', b'others'), resource, remove=True),
        resource.file('one.txt').size(),
    ),
    (False, True, '6'),
)
steps.do(
    'upload files',
    lambda: (XnatUtils.upload_files_to_obj([one, two], resource, remove=True), names(resource)),
    ([True, True], ['one.txt', 'two.txt']),
)
steps.do(
    'upload a folder',
    lambda: (XnatUtils.upload_folder_to_obj(tree('up'), more, 'MORE'), names(more)),
    (True, ['sub/three.txt', 'two.txt']),
)
steps.do(
    'upload a zip',
    lambda: (zipped.put_zip(packed('packed.zip', {'two.txt': text, 'sub/three.txt': text}), extract=True), names(zipped))[1],
    ['sub/three.txt', 'two.txt'],
)
steps.do('download a file', lambda: (resource.file('one.txt').get(f'{folder}/got.txt'), read('got.txt'))[1], text)
steps.do(
    'download a resource',
    lambda: sorted(name[len(folder) :] for name in more.get(folder, extract=True)),
    ['/MORE/sub/three.txt', '/MORE/two.txt'],
)
steps.do(
    'download scans as a zip',
    lambda: contents(session.scans().download(folder, type='ALL', name='scans', extract=False))['sub/three.txt'],
    text,
)
steps.do(
    'see the resources of a scan',
    lambda: sorted(row['label'] for row in intf.get_scan_resources('DAX', 'S1', 'MR1', '1')),
    ['FILES', 'MORE', 'ZIP'],
)
steps.do(
    'see them in a session that is read',
    lambda: sorted(one.label() for one in XnatUtils.CachedImageSession(intf, 'DAX', 'S1', 'MR1').scans()[0].resources()),
    ['FILES', 'MORE', 'ZIP'],
)
steps.do('when a resource changed', lambda: len(XnatUtils.get_resource_lastdate_modified(intf, resource)), 14)
steps.do('delete a file', lambda: (resource.file('two.txt').delete(), names(resource))[1], ['one.txt'])
steps.do('delete a resource', lambda: (more.delete(), more.exists())[1], False)
steps.do('delete a scan', lambda: (session.scan('1').delete(), session.scan('1').exists())[1], False)
steps.do('delete a session', lambda: (session.delete(), session.exists())[1], False)
steps.do('delete a project', lambda: (intf.select_project('DAX').delete(), intf.select_project('DAX').exists())[1], False)
steps.do('disconnect', lambda: intf.disconnect())
steps.end()
