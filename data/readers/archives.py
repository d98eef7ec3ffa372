"""Shapefiles in a zip that strangers send. This module unpacks them under our own names, counting every byte."""

import struct
import zipfile
from pathlib import Path, PurePosixPath

from data.errors import FileError

MAX_MEMBERS = 200
MAX_RATIO = 250
MAX_UNPACKED = 2**30
_CHUNK = 2**20
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_HEAD = 36
_POINTS, _POLYGONS = (1, 8, 11, 18, 21, 28), (5, 15, 25)
"""Kinds of shapes by the number in the head of a .shp."""


def unpack_shapefiles(path: Path, folder: Path) -> list[Path]:
    """Unpack the Shapefiles of polygons and points of a zip, or its only one; leave all else packed.

    Raises
    ------
    FileError
        There is none, a part is missing, or it grows too large.
    zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError
        The zip is damaged or locked, or a .shp is none.
    """
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        layers = _layers(archive, members)
        room = MAX_UNPACKED
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
    if len(members) > MAX_MEMBERS or not shapes:
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
