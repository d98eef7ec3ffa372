"""Names, codes, figures and local governments of the province. This module builds the facts that ship.

Run ``python -m data.build.facts`` where SHARED_DIR (default ``../shared``) holds the gathered facts.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import geothai
import pandas as pd

from data.build import registry
from data.schema import TABLES, Level, Sector

PROVINCE = "80"
BUDDHIST_ERA = 543
TABLES_DIR = Path(__file__).parent / "tables"
OUT = Path(__file__).parents[1] / "province"
BUILT = ("areas", "agencies", "coverage", "indicators")

KINDS = {
    "subdistrict_administrative_organization": (
        "องค์การบริหารส่วนตำบล",
        "อบต.",
        "Subdistrict Administrative Organization",
    ),
    "subdistrict_municipality": ("เทศบาลตำบล", "ทต.", "Subdistrict Municipality"),
    "town_municipality": ("เทศบาลเมือง", "ทม.", "Town Municipality"),
    "city_municipality": ("เทศบาลนคร", "ทน.", "City Municipality"),
}
"""Kind of local government: its full prefix, its short prefix, its English."""


def shared() -> Path:
    """Return the folder of gathered facts."""
    return Path(os.environ.get("SHARED_DIR", "../shared")) / "facts"


def read(path: Path) -> pd.DataFrame:
    """Return a CSV with every value as text, blanks as empty strings."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def write(frame: pd.DataFrame, table: str, folder: Path) -> None:
    """Write `frame` as the file of `table`, in the order of columns that the schema gives."""
    ordered = frame.reindex(columns=list(TABLES[table].names), fill_value="")
    ordered.to_csv(folder / f"{table}.csv", index=False, encoding="utf-8", lineterminator="\n")


def areas(source: Path) -> pd.DataFrame:
    """Return province, amphoe, tambon and villages with names, latest figures and known points."""
    named = pd.concat([_upper_areas(), _villages(source)], ignore_index=True)
    points = pd.concat([_tambon_points(source), _village_points(source)], ignore_index=True)
    figures = _latest_figures(source)
    return named.merge(figures, on="code", how="left").merge(points, on="code", how="left").fillna("")


def _upper_areas() -> pd.DataFrame:
    districts = geothai.districts(PROVINCE)
    tambon = [one for district in districts for one in geothai.subdistricts(district.code)]
    frames = [
        _named([geothai.province(PROVINCE)], Level.PROVINCE, 0),
        _named(districts, Level.AMPHOE, 2),
        _named(tambon, Level.TAMBON, 4),
    ]
    return pd.concat(frames, ignore_index=True)


def _named(entries: Iterable[object], level: Level, parent_digits: int) -> pd.DataFrame:
    rows = [(entry.code, entry.name_th, entry.name_en) for entry in entries]
    frame = pd.DataFrame(rows, columns=["code", "name_th", "name_en"]).sort_values("code")
    return frame.assign(level=level, parent=frame["code"].str[:parent_digits])


def _villages(source: Path) -> pd.DataFrame:
    villages = read(source / "villages.csv").sort_values("code")
    return villages.assign(level=Level.VILLAGE, parent=villages["tambon_code"]).drop(columns=["moo", "tambon_code"])


def _tambon_points(source: Path) -> pd.DataFrame:
    return read(source / "tambon_reference.csv")[["code", "longitude", "latitude"]]


def _village_points(source: Path) -> pd.DataFrame:
    return read(source / "village_points.csv").rename(columns={"village_code": "code"})


def _latest_figures(source: Path) -> pd.DataFrame:
    """Return population and households of the latest year: tambon as registered, wider areas as their sums."""
    registered = read(source / "population.csv")
    latest = registered[registered["year_be"] == registered["year_be"].max()]
    figures = latest.set_index("tambon_code")[["population", "households"]].astype(int)
    sums = [figures.groupby(figures.index.str[:digits]).sum() for digits in (2, 4, 6)]
    return pd.concat(sums).astype(str).rename_axis("code").reset_index()


def local_governments(source: Path) -> pd.DataFrame:
    """Return one row per local government and tambon it covers, each with its kind and present name."""
    covered = read(source / "local_government_coverage.csv")
    mended = read(TABLES_DIR / "local_government_kinds.csv").set_index("local_government_code")
    for column in ("kind", "name_th", "name_en"):
        better = covered["local_government_code"].map(mended[column]).replace("", pd.NA)
        covered[column] = better.fillna(covered[column])
    return covered.assign(agency_id="lg-" + covered["local_government_code"])


def agencies(covered: pd.DataFrame) -> pd.DataFrame:
    """Return the local governments as agencies, under their full official names."""
    one = covered.drop_duplicates("agency_id").sort_values("agency_id")
    prefix, short, english = (one["kind"].map({kind: words[i] for kind, words in KINDS.items()}) for i in range(3))
    return one.assign(
        short_name=short + one["name_th"],
        name_th=prefix + one["name_th"],
        name_en=one["name_en"] + " " + english,
        sector=Sector.LOCAL_GOVERNMENT,
    )


def coverage(covered: pd.DataFrame) -> pd.DataFrame:
    """Return the tambon that each local government covers, wholly or in part."""
    return covered.rename(columns={"tambon_code": "area_code"}).sort_values(["agency_id", "area_code"])


def indicators(source: Path) -> pd.DataFrame:
    """Return population and households per tambon and year of the Common Era."""
    registered = read(source / "population.csv").rename(columns={"tambon_code": "area_code"})
    registered["year"] = registered["year_be"].astype(int) - BUDDHIST_ERA
    units = {"population": "person", "households": "household"}
    long = registered.melt(["area_code", "year"], list(units), var_name="indicator")
    return long.assign(unit=long["indicator"].map(units)).sort_values(["indicator", "area_code", "year"])


def build(source: Path, folder: Path) -> None:
    """Write every fact that comes from `source` into `folder`."""
    covered = local_governments(source)
    frames = {
        "areas": areas(source),
        "agencies": agencies(covered),
        "coverage": coverage(covered),
        "indicators": indicators(source),
    }
    for table, frame in frames.items():
        write(frame, table, folder)
        print(f"{table}.csv: {len(frame)} rows")


if __name__ == "__main__":
    build(shared(), OUT)
    registry.write()
