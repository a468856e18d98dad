"""xmlschema, a validator: what the server serves against the schemas that it serves. Usage: xmlschema_steps.py URL"""
import base64
import json
import os
import sys
import urllib.request
from importlib.metadata import version
from xml.etree import ElementTree

import xmlschema
from samples import folder, path
from steps import Steps, raises

steps = Steps(f'xmlschema {version("xmlschema")}')
url = sys.argv[1]
xsi = '{http://www.w3.org/2001/XMLSchema-instance}'


def ask(method, place, body=None):
    headers = {'Authorization': f'Basic {base64.b64encode(b"admin:admin").decode("ascii")}', 'Content-Type': 'text/plain'}
    with urllib.request.urlopen(urllib.request.Request(f'{url}{place}', body, headers, method=method)) as answer:
        return answer.read()


def schemas_of(document):
    """The schemas that a document names, fetched from where it says, as one that imports all."""
    locations = ElementTree.fromstring(document).get(f'{xsi}schemaLocation').split()
    imports = []
    for namespace, location in zip(locations[::2], locations[1::2]):
        name = location.rsplit('/', 1)[1]
        path(f'schemas/{name}', ask('GET', location[len(url):]))
        imports.append(f'<xs:import namespace="{namespace}" schemaLocation="{name}"/>')
    # what these import, but no document is of
    path('schemas/xdat.xsd', ask('GET', '/schemas/xdat/xdat.xsd'))
    path('schemas/all.xsd', f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{"".join(imports)}</xs:schema>'.encode())
    return xmlschema.XMLSchema(os.path.join(folder, 'schemas', 'all.xsd'))


def valid(*places):
    """How many documents fit; the first that does not is an error."""
    for place in places:
        schema.validate(ask('GET', place).decode())
    return len(places)


def made(parent, types, query=''):
    for name in types:
        ask('PUT', f'{parent}/{name[5:]}?xsiType={name}{query}')
    return [f'{parent}/{name[5:]}?format=xml' for name in types]


def data_types(ending):
    return sorted(name for name in json.loads(ask('GET', '/xapi/schemas/datatypes')) if name.startswith('xnat:') and name.endswith(ending))


experiments = '/data/projects/MEMORY/subjects/TYPES/experiments'
known = '/data/experiments/XNAT_E00001'
# the schema has no element for the type that all others extend
session_types = [name for name in data_types('SessionData') if name != 'xnat:imageSessionData']
scan_types = [
    f'xnat:{name}ScanData'
    for name in (
        'cr',
        'ct',
        'dx',
        'ecg',
        'eeg',
        'esv',
        'hd',
        'io',
        'meg',
        'mg',
        'mr',
        'nm',
        'op',
        'opt',
        'otherDicom',
        'pet',
        'rf',
        'rtImage',
        'sc',
        'seg',
        'sr',
        'us',
        'xa',
        'xcv',
    )
]
schema = steps.do('load the schemas that a document names', lambda: schemas_of(ask('GET', f'{known}?format=xml')))
steps.do('a session of each type', lambda: valid(*made(experiments, session_types, '&date=2020-01-31&note=a%20%26%20b')) >= 30, True)
steps.do(
    'a scan of each type',
    lambda: valid(*made(f'{known}/scans', scan_types, '&type=t&quality=usable&frames=7&startTime=09:31:02')),
    len(scan_types),
)
steps.do('sessions with all their scans', lambda: valid(*(f'/data/experiments/XNAT_E0000{number}?format=xml' for number in range(1, 7))), 6)
steps.do('subjects', lambda: valid(*(f'/data/subjects/XNAT_S0000{number}?format=xml' for number in range(1, 5))), 4)
steps.do('projects', lambda: valid('/data/projects/MEMORY?format=xml', '/data/projects/LUNGS?format=xml'), 2)
steps.do(
    'the catalog of a resource',
    lambda: (ask('PUT', f'{known}/scans/1/resources/FILES/files/a.txt?tags=t', b'text'), valid(f'{known}/scans/1/resources/FILES'))[1],
    1,
)
steps.do(
    'a document that does not fit is found out',
    lambda: raises(lambda: schema.validate(ask('GET', f'{known}?format=xml').decode().replace('2020-01-15', 'soon'))),
    True,
)
steps.end()
