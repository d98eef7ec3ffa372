"""Outlines from files that strangers send. This module opens them as what their bytes are, apart and within limits.

GeoJSON is read with json. GeoPackage and zipped Shapefile go to GDAL, which believes a file's content over its name
and can be led to other files: so only after a look at the bytes, with one driver, in a process of its own with limits
of memory and time: ``python -m data.readers.geofiles FILE DRIVER``.
"""

import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from data.errors import FileError
from data.readers.geojson import MAX_FEATURES, as_text, read_geojson

MAX_BYTES = 300 * 2**20
MAX_MEMBERS = 200
MAX_RATIO = 250
SECONDS = 90
MEMORY_BYTES = 3 * 2**30
_CHUNK = 2**20
_ROOT = Path(__file__).resolve().parents[2]
_SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_SQLITE = b"SQLite format 3\x00"
_GEOPACKAGES = (b"GPKG", b"GP10", b"GP11")
_POLYGONS = ("Polygon", "MultiPolygon")


def read_outlines(path: Path) -> gpd.GeoDataFrame:
    """Return the features of a GeoJSON, GeoPackage or zipped Shapefile.

    Returns
    -------
    Properties as text, geometry, and the CRS the file states (None where a Shapefile states none).

    Raises
    ------
    FileError
        The file is missing, empty, too large, damaged, of another kind than its name says, or asks for too much.
    """
    if not path.is_file():
        raise FileError(f"ไม่พบแฟ้ม {path}", f"there is no file {path}")
    if path.stat().st_size > MAX_BYTES:
        raise _too_large()
    readers = {".geojson": read_geojson, ".json": read_geojson, ".gpkg": _read_geopackage, ".zip": _read_shapefile}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FileError(
            f"{path.name} ไม่ใช่ .geojson .gpkg หรือ .zip (Shapefile)",
            f"{path.name} is no .geojson, .gpkg or .zip (Shapefile)",
        )
    features = reader(path)
    if features.empty:
        raise FileError(f"{path.name} ไม่มีรูปใดเลย", f"{path.name} holds no features")
    return features


def _too_large() -> FileError:
    return FileError(f"แฟ้มใหญ่เกิน {MAX_BYTES:,} ไบต์", f"the file is larger than {MAX_BYTES:,} bytes")


def _damaged(path: Path, kind: str) -> FileError:
    return FileError(
        f"{path.name} เสียหาย ขาดกลางทาง หรือไม่ใช่ {kind}", f"{path.name} is damaged, breaks off, or is no {kind}"
    )


def _read_geopackage(path: Path) -> gpd.GeoDataFrame:
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(_SQLITE) or head[68:72] not in _GEOPACKAGES:
        raise _damaged(path, "GeoPackage")
    page_bytes, pages = struct.unpack(">H", head[16:18])[0], struct.unpack(">I", head[28:32])[0]
    is_counted = head[24:28] == head[92:96]
    if is_counted and path.stat().st_size < pages * (65_536 if page_bytes == 1 else page_bytes):
        raise _damaged(path, "GeoPackage")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "layer.gpkg"
        shutil.copyfile(path, copy)
        return _read_apart(copy, "GPKG", _damaged(path, "GeoPackage"))


def _read_shapefile(path: Path) -> gpd.GeoDataFrame:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                _extract(archive, Path(folder))
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise _damaged(path, "zip") from error
        shapes = Path(folder) / "layer.shp"
        head = shapes.read_bytes()[:28]
        if head[:4] != b"\x00\x00\x27\x0a" or len(head) < 28:
            raise _damaged(path, "Shapefile")
        if shapes.stat().st_size < 2 * struct.unpack(">I", head[24:28])[0]:
            raise _damaged(path, "Shapefile")
        return _read_apart(shapes, "ESRI Shapefile", _damaged(path, "Shapefile"))


def _extract(archive: zipfile.ZipFile, folder: Path) -> None:
    """Write the parts of the one Shapefile under our own names, counting every byte; leave all else packed."""
    members = archive.infolist()
    names = [PurePosixPath(member.filename) for member in members]
    layers = [name for name in names if name.suffix.lower() == ".shp" and "__MACOSX" not in name.parts]
    if len(members) > MAX_MEMBERS or len(layers) != 1:
        raise FileError("ใน .zip ต้องมี .shp หนึ่งแฟ้มพอดี", f"the .zip must hold one .shp, not {len(layers)}")
    room = MAX_BYTES
    for member, name in zip(members, names, strict=True):
        suffix = name.suffix.lower()
        if name.with_suffix("") == layers[0].with_suffix("") and suffix in _SHAPEFILE_PARTS:
            most = min(room, MAX_RATIO * member.compress_size + _CHUNK)
            room -= _unpack(archive, member, folder / f"layer{suffix}", most)
    if missing := [part for part in _SHAPEFILE_PARTS[:3] if not (folder / f"layer{part}").exists()]:
        raise FileError(f"ใน .zip ขาดแฟ้ม {' '.join(missing)}", f"the .zip lacks {' '.join(missing)}")


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, most: int) -> int:
    written = 0
    with archive.open(member) as packed, target.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            written += len(chunk)
            if written > most:
                raise FileError(".zip ขยายแล้วใหญ่เกินไป", "the .zip grows too large when unpacked")
            file.write(chunk)
    return written


def _read_apart(path: Path, driver: str, damaged: FileError) -> gpd.GeoDataFrame:
    """Run this module on `path` in a process of its own and take what it writes."""
    command = [sys.executable, "-m", "data.readers.geofiles", str(path), driver]
    skipped = ",".join(name for name in pyogrio.list_drivers() if name != driver)
    surroundings = {**os.environ, "OGR_SKIP": skipped, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            command, cwd=_ROOT, env=surroundings, timeout=SECONDS, capture_output=True, check=False, text=False
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise FileError("แฟ้มใช้เวลาอ่านนานเกินไป", "the file takes too long to read") from error
    except ValueError as error:
        raise damaged from error
    if "english" in answer:
        raise FileError(answer["thai"], answer["english"])
    frame = pd.DataFrame(answer["columns"], dtype="str")
    shapes = shapely.from_wkb([bytes.fromhex(shape) if shape else None for shape in answer["shapes"]])
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=answer["crs"])


def _limit() -> None:
    """Bound this process; Windows knows only the time limit of its parent."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_BYTES, MAX_BYTES))


def _layer(path: Path) -> str:
    layers = pyogrio.list_layers(path)
    outlines = [name for name, kind in layers if str(kind).removesuffix(" Z") in _POLYGONS]
    chosen = outlines or [name for name, _ in layers]
    if len(chosen) != 1:
        names = ", ".join(map(str, chosen))[:200]
        raise FileError(f"ต้องมีชั้นข้อมูลเดียว พบ: {names}", f"the file must hold one layer, found: {names}")
    return str(chosen[0])


def _answer(path: Path, driver: str) -> dict[str, object]:
    if pyogrio.read_info(path, layer=_layer(path))["driver"] != driver:
        raise pyogrio.errors.DataSourceError(driver)
    frame = pyogrio.read_dataframe(path, layer=_layer(path), max_features=MAX_FEATURES + 1, on_invalid="ignore")
    if len(frame) > MAX_FEATURES:
        raise FileError(f"มีมากกว่า {MAX_FEATURES:,} รูป", f"more than {MAX_FEATURES:,} features")
    shapes = shapely.to_wkb(shapely.force_2d(frame.geometry.to_numpy()), hex=True)
    columns = {str(name): [as_text(value) for value in frame[name]] for name in frame.columns.drop("geometry")}
    return {"crs": frame.crs.to_wkt() if frame.crs else None, "columns": columns, "shapes": list(shapes)}


def main(path: str, driver: str) -> None:
    """Write the features of `path`, opened by `driver` alone, to standard output as JSON with WKB."""
    _limit()
    try:
        answer = _answer(Path(path), driver)
    except FileError as error:
        answer = {"thai": error.thai, "english": error.english}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
