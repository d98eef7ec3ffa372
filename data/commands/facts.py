"""The facts and samples that ship with the program. This module reads them for a new store."""

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.errors import FileError
from data.readers.records import Reading, reading
from data.schema import TABLES, Level, Records, record_keys
from geo.boundaries import dissolve

_DATA = Path(__file__).resolve().parents[1]
PROVINCE = _DATA / "province"
SAMPLES = _DATA / "samples"
CELLS = PROVINCE / "cells.geojson"
REGISTRY = PROVINCE / "registry.csv"


def shipped(sample: str) -> dict[str, pd.DataFrame]:
    """Return the shipped facts together with the records of `sample`; ``none`` is facts only.

    Raises
    ------
    FileError
        A shipped file is missing or damaged.
    """
    facts = _sound(reading(PROVINCE), PROVINCE)
    if sample == "none":
        return dict(facts)
    records = _sound(reading(SAMPLES / sample, known=facts), SAMPLES / sample)
    return {name: _joined(name, facts, records) for name in TABLES if name in facts or name in records}


def registry() -> pd.DataFrame:
    """Return what ships: ``file``, ``rows``, ``source``, ``source_date``, ``licence``, ``quality``."""
    return pd.read_csv(REGISTRY, dtype="str", keep_default_na=False)


def _sound(found: Reading, folder: Path) -> Records:
    if found.problems:
        first = found.problems[0]
        raise FileError(
            f"ข้อมูลที่มากับโปรแกรมใน {folder.name} เสียหาย ({len(found.problems)} จุด)",
            f"the shipped files in {folder.name} are damaged: {len(found.problems)} problems, the first in "
            f"{first.table} row {first.row} {first.column} [{first.code}] {first.value}",
        )
    return found.records


def _joined(name: str, facts: Records, records: Records) -> pd.DataFrame:
    """Return both tables as one; a record of the sample stands for the fact of the same key."""
    parts = [part[name] for part in (facts, records) if name in part]
    keys = pd.concat([record_keys(TABLES[name], part) for part in parts], ignore_index=True)
    return pd.concat(parts, ignore_index=True)[~keys.duplicated(keep="last")].reset_index(drop=True)


def shipped_cells(areas: pd.DataFrame) -> dict[str, gpd.GeoDataFrame]:
    """Return the shipped outlines by level: the tambon as they are, amphoe and province dissolved from them."""
    try:
        collection = json.loads(CELLS.read_text(encoding="utf-8"))
        cells = gpd.GeoDataFrame.from_features(collection["features"], crs="EPSG:4326").set_index("area_code")
    except (OSError, ValueError, KeyError) as error:
        raise FileError("อ่านแนวเขตที่มากับโปรแกรมไม่ได้", f"the shipped outlines cannot be read: {error}") from error
    parents = areas.set_index("code")["parent"]
    amphoe = dissolve(cells, parents)
    return {
        str(Level.TAMBON): cells.sort_index(),
        str(Level.AMPHOE): amphoe,
        str(Level.PROVINCE): dissolve(amphoe, parents),
    }
