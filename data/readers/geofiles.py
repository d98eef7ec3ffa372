"""Features from files that strangers send. This module opens them as what their bytes are, apart and within limits.

GeoJSON is read with json. GeoPackage and zipped Shapefile go to GDAL, which believes a file's content over its name
and can be led to other files: so only after a look at the bytes, with one driver, in a process of its own with limits
of memory and time, `data.readers.apart`.
"""

import json
import shutil
import struct
import tempfile
from collections.abc import Collection
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pyproj
import shapely

from data.errors import FileError
from data.readers.apart import MAX_BYTES, POINTS, POLYGONS, Wanted
from data.readers.archives import DAMAGE, MAX_UNPACKED, unpack_shapefiles
from data.readers.areacodes import known_codes
from data.readers.confined import answer_of
from data.readers.geojson import read_geojson
from geo.crs import WGS84

SECONDS = 90
MEMORY_BYTES = 3 * 2**30
PLACES_BYTES = 50 * 2**20
PLACES_SECONDS = 4
PLACES_UNPACKED = 200 * 2**20
PLACES_MEMORY = 96 * 2**20
"""With the 160 MiB of the program itself less than 300; enough for about 30,000 points of 16 columns."""
_SQLITE = b"SQLite format 3\x00"
_GEOPACKAGES = (b"GPKG", b"GP10", b"GP11")


def read_outlines(path: Path, codes: Collection[str] = (), *, only: bool = False) -> gpd.GeoDataFrame:
    """Return the features of a GeoJSON, GeoPackage or zipped Shapefile.

    Parameters
    ----------
    path : the file.
    codes : codes of areas; of several layers the one that bears them is read.
    only : leave out the features that bear none of them.

    Returns
    -------
    Properties as text, geometry, and the CRS the file states (None where a Shapefile states none).

    Raises
    ------
    FileError
        The file is missing, empty, too large, damaged, of another kind than its name says, or asks for too much.
    """
    wanted = Wanted(POLYGONS, "", pd.Index(list(codes), dtype="str"), only, SECONDS, MEMORY_BYTES)
    features = _read_features(path, wanted, MAX_BYTES)
    if features.empty and only:
        raise FileError(f"{path.name} ไม่มีพื้นที่ใดของฐานข้อมูลนี้", f"{path.name} holds no area of this store")
    if features.empty:
        raise FileError(f"{path.name} ไม่มีรูปใดเลย", f"{path.name} holds no features")
    return features


def read_places(path: Path) -> gpd.GeoDataFrame:
    """Return the features of the points of a GeoJSON, GeoPackage or zipped Shapefile, as `read_outlines` does.

    Such files are small: they may take a fraction of what outlines may.
    """
    no_codes = pd.Index([], dtype="str")
    wanted = Wanted(POINTS, "initiatives", no_codes, only=False, seconds=PLACES_SECONDS, memory_bytes=PLACES_MEMORY)
    return _read_features(path, wanted, PLACES_BYTES)


def _read_features(path: Path, wanted: Wanted, most: int) -> gpd.GeoDataFrame:
    if not path.is_file():
        raise FileError(f"ไม่พบแฟ้ม {path.name}", f"there is no file {path.name}")
    if path.stat().st_size > most:
        raise FileError(f"แฟ้มใหญ่เกิน {most:,} ไบต์", f"the file is larger than {most:,} bytes")
    readers = {".geojson": _read_json, ".json": _read_json, ".gpkg": _read_geopackage, ".zip": _read_shapefile}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FileError(
            f"{path.name} ไม่ใช่ .geojson .gpkg หรือ .zip (Shapefile)",
            f"{path.name} is no .geojson, .gpkg or .zip (Shapefile)",
        )
    features = reader(path, wanted)
    return features if _leads_to_degrees(features.crs) else features.set_crs(None, allow_override=True)


def _leads_to_degrees(crs: pyproj.CRS | None) -> bool:
    """Whether places in a coordinate system can be told in degrees: those of a building site cannot."""
    try:
        return crs is None or bool(pyproj.Transformer.from_crs(crs, WGS84))
    except pyproj.exceptions.ProjError:
        return False


def _damaged(path: Path, kind: str) -> FileError:
    return FileError(
        f"{path.name} เสียหาย ขาดกลางทาง หรือไม่ใช่ {kind}", f"{path.name} is damaged, breaks off, or is no {kind}"
    )


def _read_json(path: Path, wanted: Wanted) -> gpd.GeoDataFrame:
    if wanted.layer:
        return _read_apart(path, "GeoJSON", wanted, _damaged(path, "GeoJSON"))
    features = read_geojson(path)
    return features.loc[known_codes(features, wanted.codes).index] if wanted.only else features


def _read_geopackage(path: Path, wanted: Wanted) -> gpd.GeoDataFrame:
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
        return _read_apart(copy, "GPKG", wanted, _damaged(path, "GeoPackage"))


def _read_shapefile(path: Path, wanted: Wanted) -> gpd.GeoDataFrame:
    with tempfile.TemporaryDirectory() as folder:
        try:
            layers = unpack_shapefiles(path, Path(folder), PLACES_UNPACKED if wanted.layer else MAX_UNPACKED)
        except DAMAGE as error:
            raise _damaged(path, "zip") from error
        opened = layers[0] if len(layers) == 1 else Path(folder)
        return _read_apart(opened, "ESRI Shapefile", wanted, _damaged(path, "Shapefile"))


def _read_apart(path: Path, driver: str, wanted: Wanted, damaged: FileError) -> gpd.GeoDataFrame:
    """Run this module on `path` in a process of its own and take what it writes."""
    skipped = ",".join(name for name in pyogrio.list_drivers() if name != driver)
    told = wanted._asdict() | {"codes": list(wanted.codes)}
    with answer_of("data.readers.apart", (str(path), driver), told, wanted.seconds, {"OGR_SKIP": skipped}) as said:
        try:
            answer = json.load(said)
        except ValueError as error:
            raise damaged from error
    if "english" in answer:
        raise FileError(answer["thai"], answer["english"])
    frame = pd.DataFrame(answer["columns"], dtype="str")
    shapes = shapely.from_wkb([bytes.fromhex(shape) if shape else None for shape in answer["shapes"]])
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=answer["crs"])
