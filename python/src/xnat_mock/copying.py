"""Copies what one XNAT has into another, by REST alone."""
from __future__ import annotations

from typing import Any, Iterator
from urllib.parse import quote, urlencode

from .errors import XnatMockError
from .space import Xnat

# what the other XNAT finds by itself
_own = {'ID', 'project', 'label', 'subject_ID', 'image_session_ID'}


def copy(source: Xnat, target: Xnat) -> None:
    """Copies every project with its subjects, sessions, scans and files, but no lists of fields; a session that is there already stays as it is."""
    for project in _rows(source, '/data/projects'):
        project_path = f'/data/projects/{quote(project["ID"], safe="")}'
        if target.get(project_path).status != 200:
            _done(target.put(f'{project_path}?{_query(_fields(source, project_path, "xnat:projectData"))}'))
        for subject in _rows(source, f'{project_path}/subjects'):
            subject_path = f'{project_path}/subjects/{quote(subject["label"], safe="")}'
            _done(target.put(f'{subject_path}?{_query(_fields(source, subject_path, "xnat:subjectData"))}'))
            for session in _rows(source, f'{subject_path}/experiments'):
                session_path = f'{subject_path}/experiments/{quote(session["label"], safe="")}'
                if target.get(session_path).status != 200:
                    _copy_session(source, target, session_path, session['xsiType'])
        _copy_files(source, target, project_path)


def _copy_session(source: Xnat, target: Xnat, path: str, xsi_type: str) -> None:
    _done(target.put(f'{path}?{_query({"xsiType": xsi_type, **_fields(source, path, xsi_type)})}'))
    for scan in _rows(source, f'{path}/scans'):
        scan_path = f'{path}/scans/{quote(scan["ID"], safe="")}'
        _done(target.put(f'{scan_path}?{_query({"xsiType": scan["xsiType"], **_fields(source, scan_path, scan["xsiType"])})}'))
        _copy_files(source, target, scan_path)
    _copy_files(source, target, path)


def _copy_files(source: Xnat, target: Xnat, path: str) -> None:
    for resource in _rows(source, f'{path}/resources'):
        if not resource['label']:
            continue
        resource_path = f'{path}/resources/{quote(resource["label"], safe="")}'
        _done(target.put(f'{resource_path}?{_query({"format": resource["format"], "content": resource["content"]})}'))
        for file in _rows(source, f'{resource_path}/files'):
            # the URI is as it was sent, decoded
            name = quote(file['URI'].partition('/files/')[2])
            _done(target.put(f'{resource_path}/files/{name}?inbody=true', body=_done(source.get(f'{resource_path}/files/{name}')).body))


def _rows(xnat: Xnat, path: str) -> Iterator[dict[str, str]]:
    yield from _done(xnat.get(f'{path}?format=json')).json()['ResultSet']['Result']


def _fields(xnat: Xnat, path: str, xsi_type: str) -> dict[str, Any]:
    fields = _done(xnat.get(f'{path}?format=json')).json()['items'][0]['data_fields']
    return {f'{xsi_type}/{name}': value for name, value in fields.items() if name not in _own and not name.lower().endswith('data_id')}


def _query(values: dict[str, Any]) -> str:
    return urlencode({name: value for name, value in values.items() if value not in (None, '')})


def _done(answer: Any) -> Any:
    if answer.status not in (200, 201):
        raise XnatMockError(f'cannot copy: {answer.status} {answer.text[:200]}')
    return answer
