"""Files that clients upload, in a temporary folder."""
import os
import struct
import tempfile
import zipfile

folder = tempfile.mkdtemp()
text = b'bytes of a file'


def path(name, content=text):
    """A file with this content."""
    target = os.path.join(folder, name)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, 'wb') as out:
        out.write(content)
    return target


def tree(name):
    """A folder with a file, and one in a folder below."""
    path(f'{name}/two.txt')
    path(f'{name}/sub/three.txt')
    return os.path.join(folder, name)


def packed(name, members):
    """A zip of these names and their contents."""
    target = os.path.join(folder, name)
    with zipfile.ZipFile(target, 'w') as out:
        for member, content in members.items():
            out.writestr(member, content)
    return target


def contents(archive):
    """The files of a zip: the path behind `files/`, and the bytes."""
    with zipfile.ZipFile(archive) as opened:
        return {name.split('/files/')[-1]: opened.read(name) for name in opened.namelist() if not name.endswith('/')}


def read(name):
    with open(os.path.join(folder, name), 'rb') as opened:
        return opened.read()


def element(group, number, kind, value):
    """One DICOM element, explicit little endian; texts of odd length are padded."""
    raw = value if isinstance(value, bytes) else value.encode('ascii')
    raw += (b'\0' if kind in ('UI', 'OB') else b' ') * (len(raw) % 2)
    length = struct.pack('<HI', 0, len(raw)) if kind == 'OB' else struct.pack('<H', len(raw))
    return struct.pack('<HH', group, number) + kind.encode('ascii') + length + raw


def dicom(series, instance):
    """A DICOM file of an MR study: nothing but its headers."""
    image = '1.2.840.10008.5.1.4.1.1.4'
    uid = f'1.2.3.4.{series}.{instance}'
    meta = b''.join(
        (
            element(2, 1, 'OB', b'\0\1'),
            element(2, 2, 'UI', image),
            element(2, 3, 'UI', uid),
            element(2, 16, 'UI', '1.2.840.10008.1.2.1'),
            element(2, 18, 'UI', '1.2.3'),
        )
    )
    head = element(2, 0, 'UL', struct.pack('<I', len(meta)))
    elements = (
        (8, 0x16, 'UI', image),
        (8, 0x18, 'UI', uid),
        (8, 0x20, 'DA', '20200115'),
        (8, 0x30, 'TM', '093000'),
        (8, 0x60, 'CS', 'MR'),
        (8, 0x70, 'LO', 'Maker'),
        (8, 0x103E, 'LO', f'Series {series}'),
        (0x10, 0x10, 'PN', 'S1'),
        (0x10, 0x20, 'LO', 'S1_NEW'),
        (0x18, 0x80, 'DS', '2300'),
        (0x18, 0x81, 'DS', '2.98'),
        (0x20, 0x0D, 'UI', '1.2.3.4'),
        (0x20, 0x0E, 'UI', f'1.2.3.4.{series}'),
        (0x20, 0x10, 'SH', '1'),
        (0x20, 0x11, 'IS', str(series)),
        (0x20, 0x13, 'IS', str(instance)),
        (0x28, 0x10, 'US', struct.pack('<H', 1)),
        (0x28, 0x11, 'US', struct.pack('<H', 1)),
    )
    return b'\0' * 128 + b'DICM' + head + meta + b''.join(element(*one) for one in elements)


def study(name='study.zip'):
    """A zip of a study with two series, of two images and of one."""
    return packed(name, {f'{series}-{instance}.dcm': dicom(series, instance) for series, instance in ((1, 1), (1, 2), (2, 1))})
