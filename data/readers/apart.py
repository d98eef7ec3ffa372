"""Features of one file by one driver, in a process that may not take much. This module is that process.

``python -m data.readers.apart FILE DRIVER`` is told on standard input what is wanted, and answers on standard output.
"""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from data.errors import FileError
from data.readers.areacodes import known_codes
from data.readers.confined import confine
from data.readers.geojson import MAX_FEATURES, as_text, read_geojson

MAX_BYTES = 600 * 2**20
POLYGONS = ("Polygon", "MultiPolygon")
POINTS = ("Point", "MultiPoint")
_VIEWS = "SELECT name FROM sqlite_master WHERE type = 'view'"
_LAYERS = "SELECT table_name FROM gpkg_contents"


class Wanted(NamedTuple):
    """What a layer is to be, and how much reading it may take.

    Attributes
    ----------
    kinds, layer : kinds of shapes and name; of several layers one of these is read, before others the one so named.
    codes : codes of areas; of several layers the one that bears them is read.
    only : leave out the features that bear none of them.
    seconds, memory_bytes : how long the process apart may take, and how much more than the program itself.
    """

    kinds: tuple[str, ...]
    layer: str
    codes: pd.Index
    only: bool
    seconds: float
    memory_bytes: int


def _layer(path: Path, wanted: Wanted) -> str:
    """Return the one layer that is wanted for: that of polygons, or of several the one that bears the codes."""
    layers = {str(name): str(kind).removesuffix(" Z") for name, kind in pyogrio.list_layers(path)}
    chosen = [name for name, kind in layers.items() if kind in wanted.kinds] or list(layers)
    if wanted.layer in chosen:
        return wanted.layer
    if len(chosen) > 1 and len(wanted.codes):
        fits = {name: _fit(path, name, wanted.codes) for name in layers}
        best = max(fits.values())
        chosen = sorted(
            (name for name in fits if fits[name] == best > 0), key=lambda name: layers[name] not in wanted.kinds
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


def _answer(path: Path, driver: str, wanted: Wanted) -> dict[str, object]:
    if driver == "GeoJSON":
        return _said(read_geojson(path))
    if driver == "GPKG" and _has_views(path):
        raise FileError(
            "ชั้นข้อมูลใน GeoPackage เป็น view จึงไม่อ่าน", "a layer of the GeoPackage is a view: such are not read"
        )
    layer = _layer(path, wanted)
    if pyogrio.read_info(path, layer=layer)["driver"] != driver:
        raise pyogrio.errors.DataSourceError(driver)
    most: dict[str, object] = {"max_features": MAX_FEATURES + 1}
    if wanted.only:
        ours = known_codes(_texts(_attributes(path, layer)), wanted.codes).index
        if ours.empty:
            return {"crs": None, "columns": {}, "shapes": []}
        most = {"fids": ours}
    return _said(gpd.GeoDataFrame(_read(path, layer, **most)))


def _has_views(path: Path) -> bool:
    """Whether any table that GDAL will ask is a view: such can be made never to end."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        views = {str(name).lower() for (name,) in connection.execute(_VIEWS)}
        if not views or any(name.startswith("gpkg_") for name in views):
            return bool(views)
        return any(str(name).lower() in views for (name,) in connection.execute(_LAYERS))


def _said(frame: gpd.GeoDataFrame) -> dict[str, object]:
    texts = _texts(frame)
    shapes = shapely.to_wkb(shapely.force_2d(frame.geometry.to_numpy()), hex=True)
    columns = texts.astype("object").where(texts.notna(), None).to_dict("list")
    return {"crs": frame.crs.to_wkt() if frame.crs else None, "columns": columns, "shapes": list(shapes)}


def main(path: str, driver: str, words: str) -> None:
    """Write the features of `path`, opened by `driver` alone, to standard output as JSON with WKB.

    `words` is what is wanted, as JSON.
    """
    wanted = Wanted(**json.loads(words))
    wanted = wanted._replace(codes=pd.Index(list(wanted.codes), dtype="str"))
    confine(wanted.seconds, wanted.memory_bytes, MAX_BYTES)
    try:
        answer = _answer(Path(path), driver, wanted)
    except FileError as error:
        answer = {"thai": error.thai, "english": error.english}
    except MemoryError:
        answer = {"thai": "แฟ้มใหญ่เกินกว่าจะอ่านได้", "english": "the file takes too much memory to read"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.stdin.read())
