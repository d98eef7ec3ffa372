"""Outlines of areas as they are kept. This module reads and replaces them on an open connection."""

import base64
from collections.abc import Collection, Mapping

import geopandas as gpd
import pandas as pd
import shapely
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.store.history import Change, outlines_since
from data.store.plain import OUTLINES, Row, outline_row
from data.store.tables import BOUNDARY

CRS = "EPSG:4326"
_KEPT = ["area_code", "quality", "source", "geometry"]


def read_outlines(connection: Connection, level: str, detail: str, at: int | None = None) -> gpd.GeoDataFrame:
    """Return the outlines of a level at one `detail` (``full`` or ``screen``), as they stood at batch `at`."""
    columns = (BOUNDARY.c.area_code, BOUNDARY.c.quality, BOUNDARY.c.source, BOUNDARY.c[detail])
    query = sa.select(*columns).where(BOUNDARY.c.level == level).order_by(BOUNDARY.c.area_code)
    rows = {row[0]: tuple(row) for row in connection.execute(query)}
    was = {} if at is None else outlines_since(connection, level, at)
    for code, row in was.items():
        rows.pop(code, None)
        if row is not None:
            rows[code] = (code, row["quality"], row["source"], base64.b64decode(str(row[detail])))
    frame = pd.DataFrame([rows[code] for code in sorted(rows)], columns=_KEPT)
    shapes = shapely.from_wkb(frame.pop("geometry").to_numpy(dtype="object"))
    return gpd.GeoDataFrame(frame.astype("str").set_index("area_code"), geometry=shapes, crs=CRS)


def replace_outlines(
    connection: Connection, layers: Mapping[str, tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]]
) -> tuple[list[Change], int]:
    """Put the outlines of several levels in the place of all that were kept of them.

    Returns
    -------
    What changed, and how many outlines stay as they were.
    """
    rows = [
        row for level, (full, screen) in layers.items() for row in _rows(level, full.to_crs(CRS), screen.to_crs(CRS))
    ]
    new = {_key(row): row for row in rows}
    old = _kept(connection, layers)
    gone = [key for key in old if key not in new or old[key] != new[key]]
    fresh = [row for key, row in new.items() if old.get(key) != row]
    for key in gone:
        level, _, code = key.partition("/")
        connection.execute(sa.delete(BOUNDARY).where((BOUNDARY.c.level == level) & (BOUNDARY.c.area_code == code)))
    if fresh:
        connection.execute(sa.insert(BOUNDARY), fresh)
    keys = dict.fromkeys([*gone, *map(_key, fresh)])
    return [Change(OUTLINES, key, _plain(old.get(key)), _plain(new.get(key))) for key in keys], len(old) - len(gone)


def _kept(connection: Connection, levels: Collection[str]) -> dict[str, dict[str, object]]:
    of_levels = BOUNDARY.c.level.in_([str(level) for level in levels])
    return {_key(dict(row)): dict(row) for row in connection.execute(sa.select(BOUNDARY).where(of_levels)).mappings()}


def _key(row: Mapping[str, object]) -> str:
    return f"{row['level']}/{row['area_code']}"


def _plain(row: Mapping[str, object] | None) -> Row | None:
    return None if row is None else outline_row(row)


def _rows(level: str, full: gpd.GeoDataFrame, screen: gpd.GeoDataFrame) -> list[dict[str, object]]:
    screen = screen.loc[full.index]
    columns = (
        full.index.astype("str"),
        full["quality"].astype("str"),
        full["source"].astype("str"),
        full.geometry.to_wkb(),
        screen.geometry.to_wkb(),
    )
    names = ("area_code", "quality", "source", "full", "screen")
    return [{"level": str(level), **dict(zip(names, row, strict=True))} for row in zip(*columns, strict=True)]
