"""Files of places that mean harm. This module is the list of them."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from attacking import Attack, half, made, noise, written
from sound import geopackage


def _feature(title: str, coordinates: str = "[99.7,8.4]") -> str:
    properties = json.dumps({"initiative_id": "X1", "title_th": title})
    point = f'{{"type":"Point","coordinates":{coordinates}}}'
    return (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":'
        + properties
        + ',"geometry":'
        + point
        + "}]}"
    )


def _changed_geopackage(name: str, *statements: str) -> Attack:
    def attack(folder: Path) -> Path:
        path = written(name, geopackage())(folder)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for statement in (*(f'DROP TRIGGER "{name}"' for (name,) in triggers), *statements):
                connection.execute(statement)
        return path

    return attack


PLACES: Mapping[str, Attack] = {
    "very deep coordinates": made("a.geojson", lambda: _feature("x", "[" * 500_000 + "]" * 500_000).encode()),
    "a very large number": made("a.geojson", lambda: _feature("x", "[1" + "0" * 2_000_000 + ",8]").encode()),
    "coordinates that are not there": written("a.geojson", _feature("x", "[NaN,Infinity]")),
    "millions of empty lists": made("a.geojson", lambda: _feature("x", "[" + "[]," * 15_000_000 + "[]]").encode()),
    "half a collection": made("a.geojson", lambda: half(_feature("x").encode())),
    "a collection with a NUL": written("a.geojson", _feature("a\0b")),
    "half a GeoPackage": made("a.gpkg", lambda: half(geopackage())),
    "a GeoPackage that is a plain database": _changed_geopackage("a.gpkg", "PRAGMA application_id = 0"),
    "a GeoPackage whose layer never ends": _changed_geopackage(
        "a.gpkg",
        "ALTER TABLE initiatives RENAME TO old",
        "CREATE VIEW initiatives AS WITH RECURSIVE n(fid) AS (SELECT 1 UNION ALL SELECT fid + 1 FROM n) "
        "SELECT fid, geom, 'X' || fid AS initiative_id, 'x' AS title_th FROM n, old",
    ),
    "a GeoPackage whose list of layers never ends": _changed_geopackage(
        "a.gpkg",
        "ALTER TABLE gpkg_contents RENAME TO old",
        "CREATE VIEW gpkg_contents AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT old.* FROM old, n",
    ),
    "a GeoPackage of one very long text": _changed_geopackage(
        "a.gpkg", "UPDATE initiatives SET title_th = printf('%.*c', 45000000, 'x')"
    ),
    "a GeoPackage with a NUL": _changed_geopackage(
        "a.gpkg", "UPDATE initiatives SET title_th = 'a' || char(7) || 'b'"
    ),
    "random bytes as a GeoPackage": made("a.gpkg", lambda: b"SQLite format 3\0" + noise(100_000)),
    "a damaged GeoPackage": made("a.gpkg", lambda: geopackage()[:2000] + noise(len(geopackage()) - 2000)),
}
