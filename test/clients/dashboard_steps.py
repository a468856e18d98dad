"""xnat-dashboard's searches, as it sends them to show what a site has. Usage: dashboard_steps.py URL"""
import os
import sys
from importlib.metadata import version
from urllib.parse import urlsplit

from samples import folder, path
from steps import Steps

url = sys.argv[1]
# it reads the site from the environment, and the account from a .netrc file
os.environ.update(SERVER=url, HOME=folder, DB_PATH=os.path.join(folder, 'dashboard.pkl'))
os.environ.pop('NETRC', None)
netrc = path('.netrc', f'machine {urlsplit(url).hostname} login admin password admin\n'.encode())
os.chmod(netrc, 0o600)

from xnat_dashboard import queries
from xnat_dashboard.data_types import Modalities
from xnat_dashboard.searches import SUBJECTS_QUERY

steps = Steps(f'xnat-dashboard {version("xnat-dashboard")}')
steps.do('the site', lambda: (queries.xnat_server_details().version, queries.xnat_server_details().projects), ('1.8.11', 2))


def rows(table, *columns):
    return sorted(table[list(columns)].itertuples(index=False, name=None))


def of(modality):
    return queries._query_modality(Modalities(modality))


steps.do(
    'subjects',
    lambda: rows(queries._query(SUBJECTS_QUERY), 'subject_label', 'projects', 'project'),
    [('ADA', ',<MEMORY>', 'MEMORY'), ('BOHR', ',<MEMORY>', 'MEMORY'), ('CURIE', ',<LUNGS>', 'LUNGS'), ('DARWIN', ',<LUNGS>', 'LUNGS')],
)
steps.do(
    'MR sessions',
    lambda: rows(of('mr'), 'subject_label', 'label', 'insert_user', 'project'),
    [('ADA', 'ADA_MR1', 'admin', 'MEMORY'), ('ADA', 'ADA_MR2', 'admin', 'MEMORY'), ('BOHR', 'BOHR_MR1', 'admin', 'MEMORY')],
)
# the display document of PET sessions has no SUBJECT_LABEL
steps.do('PET sessions', lambda: rows(of('pet'), 'label', 'project'), [('BOHR_PET1', 'MEMORY')])
steps.do('when a session was added', lambda: str(of('pet')['insert_date'].dtype), 'datetime64[ns]')
steps.do('sessions of every modality', lambda: len([len(of(one.value)) for one in Modalities]) > 3, True)
# the collections of regions of interest belong to a plugin
steps.fails('the whole dashboard', queries.search)
steps.end()
