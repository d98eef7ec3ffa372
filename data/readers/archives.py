"""Zips that strangers send. This module opens them, and unpacks Shapefiles under our own names and limits."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from data.errors import FileError

DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ValueError,
    LookupError,
    EOFError,
    OSError,
    RuntimeError,
)
"""What the readers of archives raise on damaged files: found by mutating some thousands, more than they document."""

MAX_MEMBERS = 200
_MAX_DIRECTORY = 2**20
_TAIL = 2**16 + 22
MAX_RATIO = 250
MAX_UNPACKED = 2**30
_CHUNK = 2**20
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_HEAD = 36
_POINTS, _POLYGONS = (1, 8, 11, 18, 21, 28), (5, 15, 25)
"""Kinds of shapes by the number in the head of a .shp."""


@contextmanager
def opened(path: Path, most: int) -> Iterator[zipfile.ZipFile]:
    """Open a zip of at most so many members, none of which names a place outside its folder.

    Raises
    ------
    FileError
        It has more, or one does.
    one of DAMAGE
        It is damaged.
    """
    if _directory_bytes(path) > _MAX_DIRECTORY:
        raise FileError("ในแฟ้ม zip มีแฟ้มย่อยมากเกินไป", "the zip holds too many parts")
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if len(members) > most:
            raise FileError(
                f"ในแฟ้ม zip มี {len(members):,} แฟ้มย่อย รับได้ไม่เกิน {most:,}",
                f"the zip holds {len(members):,} parts, at most {most:,} can be",
            )
        if any(_leads_outside(member.filename) for member in members):
            raise FileError("ในแฟ้ม zip มีชื่อแฟ้มที่ชี้ออกนอกโฟลเดอร์", "the zip holds names that lead outside its folder")
        yield archive


def _directory_bytes(path: Path) -> int:
    """Return how large the list of members says it is, without reading it: a million members fill the memory."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    sizes = [(b"PK\x05\x06", "<I", 12), (b"PK\x06\x06", "<Q", 40)]
    ends = [(tail.rfind(mark) + at, form) for mark, form, at in sizes if mark in tail]
    return max((int(struct.unpack_from(form, tail, at)[0]) for at, form in ends), default=0)


def _leads_outside(name: str) -> bool:
    """Whether a name in a zip is no plain path below its folder.

    >>> [_leads_outside(name) for name in ("../a.shp", "/etc/a.shp", "C:/a.shp", "a/b.shp")]
    [True, True, True, False]
    """
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ":" in plain or ".." in plain.split("/")


def unpack_shapefiles(path: Path, folder: Path, room: int = MAX_UNPACKED) -> list[Path]:
    """Unpack the Shapefiles of polygons and points of a zip, or its only one; leave all else packed.

    Raises
    ------
    FileError
        There is none, a part is missing, it grows larger than `room`, or leads elsewhere.
    one of DAMAGE
        The zip is damaged or locked, or a .shp is none.
    """
    with opened(path, MAX_MEMBERS) as archive:
        members = archive.infolist()
        layers = _layers(archive, members)
        for number, layer in enumerate(layers):
            for member in members:
                name = PurePosixPath(member.filename)
                suffix = name.suffix.lower()
                if name.with_suffix("") == layer.with_suffix("") and suffix in _PARTS:
                    most = min(room, MAX_RATIO * member.compress_size + _CHUNK)
                    room -= _unpack(archive, member, folder / f"layer{number}{suffix}", most)
    found = [folder / f"layer{number}.shp" for number in range(len(layers))]
    for shapes in found:
        _check_whole(shapes)
    return found


def _layers(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> list[PurePosixPath]:
    names = [PurePosixPath(member.filename) for member in members]
    shapes = [name for name in names if name.suffix.lower() == ".shp" and "__MACOSX" not in name.parts]
    if not shapes:
        raise FileError("ใน .zip ต้องมี .shp หนึ่งแฟ้มพอดี", f"the .zip must hold one .shp, not {len(shapes)}")
    if len(shapes) == 1:
        return shapes
    kinds = {name: _kind(archive, member) for name, member in zip(names, members, strict=True) if name in shapes}
    return [name for name in shapes if kinds[name] in _POINTS + _POLYGONS]


def _kind(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    with archive.open(member) as packed:
        head = packed.read(_HEAD)
    return int(struct.unpack("<I", head[32:36])[0]) if len(head) == _HEAD else 0


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, most: int) -> int:
    written = 0
    with archive.open(member) as packed, target.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            written += len(chunk)
            if written > most:
                raise FileError(".zip ขยายแล้วใหญ่เกินไป", "the .zip grows too large when unpacked")
            file.write(chunk)
    return written


def _check_whole(shapes: Path) -> None:
    """Raise where parts of a Shapefile are missing, or it is cut off or none."""
    if missing := [part for part in _PARTS[:3] if not shapes.with_suffix(part).exists()]:
        raise FileError(f"ใน .zip ขาดแฟ้ม {' '.join(missing)}", f"the .zip lacks {' '.join(missing)}")
    with shapes.open("rb") as file:
        head = file.read(28)
    if (
        head[:4] != b"\x00\x00\x27\x0a"
        or len(head) < 28
        or shapes.stat().st_size < 2 * struct.unpack(">I", head[24:])[0]
    ):
        raise FileError(
            "ใน .zip มี Shapefile ที่เสียหายหรือขาดกลางทาง",
            "the .zip holds a .shp that is damaged, breaks off or is no Shapefile",
        )
