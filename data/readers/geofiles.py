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
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from data.errors import FileError
from data.readers.archives import unpack_shapefiles
from data.readers.areacodes import known_codes
from data.readers.geojson import MAX_FEATURES, as_text, read_geojson

MAX_BYTES = 600 * 2**20
SECONDS = 90
MEMORY_BYTES = 3 * 2**30
_ROOT = Path(__file__).resolve().parents[2]
_SQLITE = b"SQLite format 3\x00"
_GEOPACKAGES = (b"GPKG", b"GP10", b"GP11")
_POLYGONS = ("Polygon", "MultiPolygon")


class _Asked(NamedTuple):
    """Codes that a layer should bear, and whether features without them are left out."""

    codes: pd.Index
    only: bool


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
    if not path.is_file():
        raise FileError(f"ไม่พบแฟ้ม {path}", f"there is no file {path}")
    if path.stat().st_size > MAX_BYTES:
        raise _too_large()
    readers = {".geojson": _read_json, ".json": _read_json, ".gpkg": _read_geopackage, ".zip": _read_shapefile}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FileError(
            f"{path.name} ไม่ใช่ .geojson .gpkg หรือ .zip (Shapefile)",
            f"{path.name} is no .geojson, .gpkg or .zip (Shapefile)",
        )
    features = reader(path, _Asked(pd.Index(list(codes), dtype="str"), only))
    if features.empty and only:
        raise FileError(f"{path.name} ไม่มีพื้นที่ใดของฐานข้อมูลนี้", f"{path.name} holds no area of this store")
    if features.empty:
        raise FileError(f"{path.name} ไม่มีรูปใดเลย", f"{path.name} holds no features")
    return features


def _too_large() -> FileError:
    return FileError(f"แฟ้มใหญ่เกิน {MAX_BYTES:,} ไบต์", f"the file is larger than {MAX_BYTES:,} bytes")


def _damaged(path: Path, kind: str) -> FileError:
    return FileError(
        f"{path.name} เสียหาย ขาดกลางทาง หรือไม่ใช่ {kind}", f"{path.name} is damaged, breaks off, or is no {kind}"
    )


def _read_json(path: Path, asked: _Asked) -> gpd.GeoDataFrame:
    features = read_geojson(path)
    return features.loc[known_codes(features, asked.codes).index] if asked.only else features


def _read_geopackage(path: Path, asked: _Asked) -> gpd.GeoDataFrame:
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
        return _read_apart(copy, "GPKG", asked, _damaged(path, "GeoPackage"))


def _read_shapefile(path: Path, asked: _Asked) -> gpd.GeoDataFrame:
    with tempfile.TemporaryDirectory() as folder:
        try:
            layers = unpack_shapefiles(path, Path(folder))
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise _damaged(path, "zip") from error
        opened = layers[0] if len(layers) == 1 else Path(folder)
        return _read_apart(opened, "ESRI Shapefile", asked, _damaged(path, "Shapefile"))


def _read_apart(path: Path, driver: str, asked: _Asked, damaged: FileError) -> gpd.GeoDataFrame:
    """Run this module on `path` in a process of its own and take what it writes."""
    command = [sys.executable, "-m", "data.readers.geofiles", str(path), driver]
    skipped = ",".join(name for name in pyogrio.list_drivers() if name != driver)
    surroundings = {**os.environ, "OGR_SKIP": skipped, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    words = json.dumps({"codes": list(asked.codes), "only": asked.only}).encode()
    try:
        done = subprocess.run(
            command, cwd=_ROOT, env=surroundings, timeout=SECONDS, capture_output=True, check=False, input=words
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


def _layer(path: Path, asked: _Asked) -> str:
    """Return the one layer that is asked for: that of polygons, or of several the one that bears the codes."""
    layers = {str(name): str(kind).removesuffix(" Z") for name, kind in pyogrio.list_layers(path)}
    chosen = [name for name, kind in layers.items() if kind in _POLYGONS] or list(layers)
    if len(chosen) > 1 and len(asked.codes):
        fits = {name: _fit(path, name, asked.codes) for name in layers}
        best = max(fits.values())
        chosen = sorted(
            (name for name in fits if fits[name] == best > 0), key=lambda name: layers[name] not in _POLYGONS
        )
        chosen = chosen[:1] or list(layers)
    if len(chosen) != 1:
        names = ", ".join(map(str, chosen))[:200]
        raise FileError(f"ต้องมีชั้นข้อมูลเดียว พบ: {names}", f"the file must hold one layer, found: {names}")
    return chosen[0]


def _fit(path: Path, layer: str, known: pd.Index) -> int:
    """Return how many of the codes a layer bears, less how often it bears one again."""
    codes = known_codes(_texts(_attributes(path, layer)), known)
    return 2 * codes.nunique() - len(codes)


def _attributes(path: Path, layer: str) -> pd.DataFrame:
    return _read(path, layer, read_geometry=False, fid_as_index=True, max_features=MAX_FEATURES + 1)


def _read(path: Path, layer: str, **options: object) -> pd.DataFrame:
    frame: pd.DataFrame = pyogrio.read_dataframe(path, layer=layer, on_invalid="ignore", **options)
    if len(frame) > MAX_FEATURES:
        raise FileError(f"มีมากกว่า {MAX_FEATURES:,} รูป", f"more than {MAX_FEATURES:,} features")
    return frame


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    columns = {
        str(name): [as_text(value) for value in frame[name]] for name in frame.columns.drop("geometry", "ignore")
    }
    return pd.DataFrame(columns, index=frame.index, dtype="str")


def _answer(path: Path, driver: str, asked: _Asked) -> dict[str, object]:
    layer = _layer(path, asked)
    if pyogrio.read_info(path, layer=layer)["driver"] != driver:
        raise pyogrio.errors.DataSourceError(driver)
    most: dict[str, object] = {"max_features": MAX_FEATURES + 1}
    if asked.only:
        wanted = known_codes(_texts(_attributes(path, layer)), asked.codes).index
        if wanted.empty:
            return {"crs": None, "columns": {}, "shapes": []}
        most = {"fids": wanted}
    frame = gpd.GeoDataFrame(_read(path, layer, **most))
    texts = _texts(frame)
    shapes = shapely.to_wkb(shapely.force_2d(frame.geometry.to_numpy()), hex=True)
    columns = texts.astype("object").where(texts.notna(), None).to_dict("list")
    return {"crs": frame.crs.to_wkt() if frame.crs else None, "columns": columns, "shapes": list(shapes)}


def main(path: str, driver: str, codes: Collection[str] = (), *, only: bool = False) -> None:
    """Write the features of `path`, opened by `driver` alone, to standard output as JSON with WKB."""
    _limit()
    try:
        answer = _answer(Path(path), driver, _Asked(pd.Index(list(codes), dtype="str"), only))
    except FileError as error:
        answer = {"thai": error.thai, "english": error.english}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:3], **json.load(sys.stdin))
