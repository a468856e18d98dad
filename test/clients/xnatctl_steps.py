"""xnatctl, mostly by its commands. Usage: xnatctl_steps.py URL"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from importlib.metadata import version

from samples import contents, dicom, folder, packed, path, study, text, tree
from steps import Steps, raises
from xnatctl.core.client import XNATClient
from xnatctl.services.projects import ProjectService
from xnatctl.services.resources import ResourceService
from xnatctl.services.scans import ScanService

steps = Steps(f'xnatctl {version("xnatctl")}')
url = sys.argv[1]
environment = {
    **os.environ,
    'HOME': folder,
    'XDG_CONFIG_HOME': folder,
    'XDG_CACHE_HOME': folder,
    'XNAT_URL': url,
    'XNAT_USER': 'admin',
    'XNAT_PASS': 'admin',
    'XNATCTL_NO_UPDATE_CHECK': '1',
}
command = os.path.join(os.path.dirname(sys.executable), 'xnatctl')


def run(*words, **how):
    """What a command prints; with `-o json` what it holds."""
    done = subprocess.run([command, *words], env={**environment, **how}, capture_output=True, text=True, cwd=folder, timeout=120)
    if done.returncode != 0:
        raise AssertionError(f'{" ".join(words)}: exit code {done.returncode}\n{done.stdout}{done.stderr}')
    return json.loads(done.stdout) if 'json' in words else done.stdout


def rows(*words):
    return run(*words, '-o', 'json')


def column(name, *words):
    return [row[name] for row in rows(*words)]


steps.do('write a configuration', lambda: run('config', 'init', '--url', url, '--no-login'))
steps.do('log in', lambda: run('auth', 'login'))
steps.do(
    'refuse a wrong password',
    lambda: raises(lambda: run('auth', 'test', XNAT_PASS='wrong', HOME=tempfile.mkdtemp(), XDG_CACHE_HOME=tempfile.mkdtemp())),
    True,
)
steps.do('who is logged in', lambda: rows('whoami')['username'], 'admin')
steps.do('ping', lambda: rows('health', 'ping'))
steps.do('the version of the server', lambda: '1.8.11' in run('admin', 'version'), True)

# what is there
steps.do('list projects', lambda: sorted(column('id', 'project', 'list')), ['LUNGS', 'MEMORY'])
steps.do('show a project', lambda: rows('project', 'show', 'MEMORY')['name'], 'Memory and Ageing')
steps.do('list subjects', lambda: sorted(column('label', 'subject', 'list', '-P', 'MEMORY')), ['ADA', 'BOHR'])
steps.do('show a subject', lambda: 'ADA' in json.dumps(rows('subject', 'show', 'ADA', '-P', 'MEMORY')), True)
steps.do(
    'list sessions', lambda: sorted(column('label', 'session', 'list', '-P', 'MEMORY')), ['ADA_MR1', 'ADA_MR2', 'BOHR_MR1', 'BOHR_PET1']
)
steps.do('list sessions of a modality', lambda: column('label', 'session', 'list', '-P', 'MEMORY', '--modality', 'PET'), ['BOHR_PET1'])
steps.do('show a session', lambda: 'ADA_MR1' in json.dumps(rows('session', 'show', '-E', 'XNAT_E00001')), True)
steps.do('list scans', lambda: column('id', 'scan', 'list', '-E', 'XNAT_E00001'), ['1', '2', '3', '4', '5'])
steps.do(
    'list scans of a session by its label',
    lambda: column('type', 'scan', 'list', '-E', 'ADA_MR1', '-P', 'MEMORY'),
    ['LOCALIZER', 'T1w', 'FLAIR', 'BOLD', 'DTI'],
)
steps.do(
    'list scans of a session below its subject',
    lambda: column('id', 'scan', 'list', '-E', 'ADA_MR1', '-P', 'MEMORY', '-S', 'ADA'),
    ['1', '2', '3', '4', '5'],
)
steps.do('show a scan', lambda: 'T1w' in json.dumps(rows('scan', 'show', '-E', 'XNAT_E00001', '2')), True)
steps.do('list resources of a scan', lambda: column('label', 'resource', 'list', 'XNAT_E00001', '--scan', '1'), ['DICOM'])
steps.do('list users', lambda: 'member' in column('username', 'admin', 'user', 'list'), True)
steps.do('show a user', lambda: 'member' in json.dumps(rows('admin', 'user', 'show', 'member')), True)
steps.do('groups of a user', lambda: 'MEMORY_member' in run('admin', 'user', 'groups', 'member', '-o', 'table'), True)
steps.do('list plugins', lambda: rows('admin', 'plugins'))
steps.do('the site\'s configuration', lambda: rows('admin', 'site-config', 'get')['siteId'], 'XNAT')
steps.do('list the prearchive', lambda: rows('prearchive', 'list'), [])
steps.do('list saved searches', lambda: rows('search', 'list'), [])

# making
# it POSTs to the project's address
steps.fails('create a project by the command', lambda: run('project', 'create', 'CTL'))


def connected():
    client = XNATClient(base_url=url, username='admin', password='admin')
    client.authenticate()
    return client


client = steps.do('connect with the library', connected)
steps.do('create a project', lambda: ProjectService(client).create('CTL', name='Made by xnatctl').name, 'Made by xnatctl')
steps.do('the accessibility of a project', lambda: 'private' in run('project', 'access', 'CTL'), True)
steps.do(
    'set the accessibility',
    lambda: (run('project', 'access', 'CTL', '--set', 'public', '--yes'), 'public' in run('project', 'access', 'CTL'))[1],
    True,
)
steps.do(
    'prearchive code of a project',
    lambda: (
        run('prearchive', 'settings', '-P', 'CTL', '--set', 'auto-archive', '--yes'),
        'auto-archive' in run('prearchive', 'settings', '-P', 'CTL'),
    )[1],
    True,
)
steps.do(
    'add a user to a project',
    lambda: (
        run('project', 'grant', 'CTL', 'member', '--role', 'collaborator', '--yes'),
        sorted(run('project', 'users', 'CTL', '-q').split()),
    )[1],
    ['admin', 'member'],
)
steps.do(
    'remove a user from a project',
    lambda: (run('project', 'revoke', 'CTL', 'member', '--yes'), run('project', 'users', 'CTL', '-q').split())[1],
    ['admin'],
)
steps.do('create a subject', lambda: run('api', 'put', '/data/projects/CTL/subjects/S1'))
steps.do(
    'create a session',
    lambda: run('api', 'put', '/data/projects/CTL/subjects/S1/experiments/MR1', '--params', 'xsiType=xnat:mrSessionData'),
)
for number in ('1', '2', '3'):
    steps.do(
        f'create scan {number}',
        lambda: run(
            'api',
            'put',
            f'/data/projects/CTL/subjects/S1/experiments/MR1/scans/{number}',
            '--params',
            'xsiType=xnat:mrScanData',
            '--params',
            'type=T1w',
        ),
    )
steps.do('see what was made', lambda: column('id', 'scan', 'list', '-E', 'MR1', '-P', 'CTL'), ['1', '2', '3'])
steps.do(
    'custom variables of a session',
    lambda: (
        run('session', 'vars', 'set', '-E', 'MR1', '-P', 'CTL', 'key=value', '--yes'),
        'value' in run('session', 'vars', '-E', 'MR1', '-P', 'CTL'),
    )[1],
    True,
)
steps.do(
    'custom variables of a subject',
    lambda: (run('subject', 'vars', 'set', 'S1', '-P', 'CTL', 'key=value', '--yes'), 'value' in run('subject', 'vars', 'S1', '-P', 'CTL'))[
        1
    ],
    True,
)

scans = ScanService(client)
steps.do('list scans with the library', lambda: [scan.id for scan in scans.list('XNAT_E00001')], ['1', '2', '3', '4', '5'])

made = column('id', 'session', 'list', '-P', 'CTL')
steps.do(
    'set the quality of a scan',
    lambda: (scans.set_quality(made[0], '1', 'usable'), column('quality', 'scan', 'list', '-E', 'MR1', '-P', 'CTL')[0])[1],
    'usable',
)
steps.do(
    'set the note of a scan',
    lambda: (scans.set_note(made[0], '1', 'seen'), column('note', 'scan', 'list', '-E', 'MR1', '-P', 'CTL')[0])[1],
    'seen',
)

# sharing
ProjectService(client).create('CTL2')
steps.do(
    'share a session',
    lambda: (
        run('session', 'share', '-E', 'MR1', '-P', 'CTL', '--into', 'CTL2', '--label', 'HERE', '--yes'),
        column('label', 'session', 'list', '-P', 'CTL2'),
    )[1],
    ['HERE'],
)
steps.do(
    'take a session back',
    lambda: (
        run('session', 'unshare', '-E', 'MR1', '-P', 'CTL', '--from', 'CTL2', '--yes'),
        column('label', 'session', 'list', '-P', 'CTL2'),
    )[1],
    [],
)
steps.do(
    'share a subject',
    lambda: (
        run('subject', 'share', 'S1', '-P', 'CTL', '--into', 'CTL2', '--label', 'HERE', '--yes'),
        column('label', 'subject', 'list', '-P', 'CTL2'),
    )[1],
    ['HERE'],
)

# resources and files
path('up/one.txt')
resources = ResourceService(client)
at = (made[0], '--scan', '1')


def files(label):
    return sorted(file.uri.split('/files/')[1] for file in resources.list_files(made[0], label, scan_id='1'))


steps.do('create a resource', lambda: resources.create(made[0], 'EMPTY', scan_id='1').label, 'EMPTY')
steps.do(
    'upload a file', lambda: (run('resource', 'upload', made[0], 'FILES', 'up/one.txt', '--scan', '1'), files('FILES'))[1], ['one.txt']
)
steps.do(
    'upload a folder',
    lambda: (run('resource', 'upload', made[0], 'MORE', tree('tree'), '--scan', '1'), files('MORE'))[1],
    ['sub/three.txt', 'two.txt'],
)
steps.do(
    'upload a zip',
    lambda: (
        resources.upload_file(
            made[0], 'ZIP', Path(packed('packed.zip', {'two.txt': text, 'sub/three.txt': text})), scan_id='1', extract=True
        ),
        files('ZIP'),
    )[1],
    ['sub/three.txt', 'two.txt'],
)
steps.do(
    'upload a zip as it is',
    lambda: (run('resource', 'upload', made[0], 'KEPT', 'packed.zip', '--scan', '1'), files('KEPT'))[1],
    ['packed.zip'],
)
steps.do(
    'upload a JSON file',
    lambda: (resources.upload_file(made[0], 'FILES', Path(path('up/two.json', b'{}')), scan_id='1'), files('FILES'))[1],
    ['one.txt', 'two.json'],
)
steps.do('list resources', lambda: sorted(column('label', 'resource', 'list', *at)), ['EMPTY', 'FILES', 'KEPT', 'MORE', 'ZIP'])
steps.do('show a resource', lambda: 'one.txt' in run('resource', 'show', made[0], 'FILES', '--scan', '1'), True)
steps.do('download a file', lambda: client.get(resources.list_files(made[0], 'FILES', scan_id='1')[0].uri).content, text)
steps.do(
    'download a resource',
    lambda: (run('resource', 'download', made[0], 'MORE', '--scan', '1', '--output-file', 'more.zip'), contents(f'{folder}/more.zip'))[1],
    {'two.txt': text, 'sub/three.txt': text},
)
steps.do(
    'download scans',
    lambda: (
        run('scan', 'download', '-E', made[0], '--scans', '1', '--out', 'down', '--name', 'SCANS'),
        contents(f'{folder}/down/SCANS/scans.zip')['two.json'],
    )[1],
    b'{}',
)
# it looks in the zip for labels and IDs, but the addresses that it compares have keys, and the paths types
steps.fails(
    'download scans, and check what came',
    lambda: run('scan', 'download', '-E', made[0], '--scans', '1', '--out', 'checked', '--extract', '--verify'),
)
steps.do('download a session, a scan at a time', lambda: run('session', 'download', '-E', made[0], '--out', 'session', '--workers', '2'))
steps.do(
    'delete a file',
    lambda: (run('api', 'delete', f'/data/experiments/{made[0]}/scans/1/resources/FILES/files/two.json', '--yes'), files('FILES'))[1],
    ['one.txt'],
)
steps.do(
    'delete a resource',
    lambda: (resources.delete(made[0], 'ZIP', scan_id='1'), sorted(column('label', 'resource', 'list', *at)))[1],
    ['EMPTY', 'FILES', 'KEPT', 'MORE'],
)
steps.do('refresh a catalog', lambda: run('resource', 'refresh', f'/archive/experiments/{made[0]}/scans/1/resources/FILES'))
steps.do('refresh the catalogs of a project', lambda: run('admin', 'refresh-catalogs', 'CTL'))


def uploaded(label, *words):
    run('session', 'upload', *words, '-P', 'CTL', '-S', 'S1', '-E', label)
    return column('id', 'scan', 'list', '-E', label, '-P', 'CTL')


steps.may_lack('upload a session as a zip', lambda: uploaded('ZIPPED', study()), ['1', '2'])
steps.may_lack('upload a session from a folder', lambda: uploaded('FOLDER', os.path.dirname(path('dicom/one.dcm', dicom(1, 1)))), ['1'])

# ending
steps.do(
    'delete a scan',
    lambda: (
        run('scan', 'delete', '-E', 'MR1', '-P', 'CTL', '--scans', '2', '--yes'),
        column('id', 'scan', 'list', '-E', 'MR1', '-P', 'CTL'),
    )[1],
    ['1', '3'],
)
steps.do(
    'delete all scans',
    lambda: (
        run('scan', 'delete', '-E', 'MR1', '-P', 'CTL', '--scans', '*', '--yes'),
        column('id', 'scan', 'list', '-E', 'MR1', '-P', 'CTL'),
    )[1],
    [],
)
steps.do(
    'delete a subject',
    lambda: (run('subject', 'delete', 'S1', '-P', 'CTL', '--yes'), column('label', 'subject', 'list', '-P', 'CTL'))[1],
    [],
)
steps.do('log out', lambda: run('auth', 'logout'))
steps.end()
