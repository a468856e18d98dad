"""The searches of Rxnat 1.0.15, whose R code is not run: this script sends what it sends. Usage: rxnat_steps.py URL"""
import csv
import io
import sys

import requests
from steps import Steps

steps = Steps('Rxnat 1.0.15')
url = sys.argv[1]
subject, mr, scan = 'xnat:subjectData', 'xnat:mrSessionData', 'xnat:mrScanData'

# libcurl calls every body a form
headers = {'Content-Type': 'application/x-www-form-urlencoded'}


def element(name, text):
    return f'<xdat:{name}>{text}</xdat:{name}>'


def document(root, fields, conditions=()):
    """A search: fields with the places that they ask for, and values that display fields must have."""
    shown = ''.join(
        '<xdat:search_field>'
        + element('element_name', of)
        + element('field_ID', name)
        + element('sequence', place)
        + element('header', name)
        + '</xdat:search_field>'
        for of, name, place in fields
    )
    criteria = ''.join(
        '<xdat:criteria override_value_formatting="0">'
        + element('schema_field', name)
        + element('comparison_type', '=')
        + element('value', value)
        + '</xdat:criteria>'
        for name, value in conditions
    )
    where = f'<xdat:search_where method="AND">{criteria}</xdat:search_where>' if criteria else ''
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xdat:search ID="" allow-diff-columns="0" secure="false" '
        'brief-description="MR Sessions" xmlns:xdat="http://nrg.wustl.edu/security" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{element("root_element_name", root)}{shown}{where}</xdat:search>'
    )


def connected():
    answer = requests.get(f'{url}/data/JSESSION', auth=('admin', 'admin'))
    answer.raise_for_status()
    return answer.text


jsession = steps.do('connect', connected)


def rows(answer):
    answer.raise_for_status()
    return list(csv.reader(io.StringIO(answer.text)))


def get(path):
    return rows(requests.get(url + path, headers=headers, cookies={'JSESSIONID': jsession}))


def search(*what):
    return rows(requests.post(f'{url}/data/search?format=csv', data=document(*what), headers=headers, cookies={'JSESSIONID': jsession}))


names = 'PROJECT ID LABEL GENDER_TEXT HANDEDNESS_TEXT DOB EDUC SES SUB_GROUP RACE ETHNICITY'.split()
places = (0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9)


def subjects():
    """Rxnat names the columns by their places."""
    columns, *found = search(subject, [(subject, name, place) for name, place in zip(names, places)])
    return len(columns), sorted((row[0], row[1], row[3], row[4], row[6]) for row in found)


steps.do(
    'subjects',
    subjects,
    (
        13,
        [
            ('LUNGS', 'XNAT_S00003', 'CURIE', 'F', ''),
            ('LUNGS', 'XNAT_S00004', 'DARWIN', 'M', ''),
            ('MEMORY', 'XNAT_S00001', 'ADA', 'F', '1951'),
            ('MEMORY', 'XNAT_S00002', 'BOHR', 'M', '1947'),
        ],
    ),
)


def types():
    columns, *found = get('/data/search/elements?format=csv')
    at = columns.index('ELEMENT_NAME')
    return sorted(row[at] for row in found if row[at].startswith('xnat:') and row[at].endswith('SessionData'))


known = steps.do('types of experiments', types)
steps.do('sessions are among them', lambda: [name in known for name in (mr, 'xnat:petSessionData', 'xnat:ctSessionData')], [True] * 3)


def experiments():
    """Of each type, by the names of columns: MR sessions have session_id, others expt_id."""
    found = []
    for of in known:
        columns, *matches = search(of, [(of, 'LABEL', 0), (of, 'SUBJECT_ID', 2), (of, 'AGE', 3)])
        if matches:
            at = [columns.index(name) for name in ('subject_id', 'session_id' if of == mr else 'expt_id', 'label', 'age')]
            found += [(of, *(row[index] for index in at)) for row in matches]
    return sorted(found)


steps.do(
    'experiments',
    lambda: [row for row in experiments() if row[1] in ('XNAT_S00001', 'XNAT_S00002')],
    [
        (mr, 'XNAT_S00001', 'XNAT_E00001', 'ADA_MR1', '69'),
        (mr, 'XNAT_S00001', 'XNAT_E00002', 'ADA_MR2', '70'),
        (mr, 'XNAT_S00002', 'XNAT_E00003', 'BOHR_MR1', '73'),
        ('xnat:petSessionData', 'XNAT_S00002', 'XNAT_E00004', 'BOHR_PET1', '73'),
    ],
)

of_scan = (
    'IMAGE_SESSION_ID TYPE PARAMETERS_TR PARAMETERS_TE PARAMETERS_TI PARAMETERS_FLIP PARAMETERS_VOXELRES_UNITS PARAMETERS_VOXELRES_X '
    'PARAMETERS_VOXELRES_Y PARAMETERS_VOXELRES_Z PARAMETERS_ORIENTATION'
).split()
of_all = [*((mr, name) for name in ('SUBJECT_ID', 'PROJECT', 'AGE')), *((scan, name) for name in of_scan)]


def scans(**conditions):
    fields = {'age': f'{mr}.AGE', 'project': f'{mr}.PROJECT', 'type': f'{scan}.TYPE'}
    return search(
        mr, [(*field, place) for place, field in enumerate(of_all)], [(fields[name], value) for name, value in conditions.items()]
    )


# one row for each session that has such a scan, which may show another scan of it
steps.do('sessions with scans of a type', lambda: sorted(row[2] for row in scans(type='BOLD')[1:]), ['69', '70'])
steps.do('sessions with scans of no type', lambda: scans(type='nothing')[1:], [])
steps.do(
    'sessions by age and project', lambda: [row[:3] for row in scans(age='70', project='MEMORY')[1:]], [['XNAT_S00001', 'MEMORY', '70']]
)
# the display document of XNAT 1.8.11 has no IMAGE_SESSION_ID any more, so that there are 14 columns, and not the 15 of Rxnat
steps.fails('scans', lambda: dict(zip(range(15), scans()[0], strict=True)))
steps.do('disconnect', lambda: requests.delete(f'{url}/data/JSESSION', cookies={'JSESSIONID': jsession}).raise_for_status())
steps.end()
