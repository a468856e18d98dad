"""What this project does with XNAT: marks the scans of a type as usable or not."""


def mark(xnat, project, scan_type, quality):
    """Returns the labels of the sessions in which a scan was marked."""
    marked = []
    for session in xnat.select.project(project).experiments():
        for scan in session.scans():
            if scan.attrs.get('type') == scan_type:
                scan.attrs.set('quality', quality)
                marked.append(session.label())
    return sorted(set(marked))
