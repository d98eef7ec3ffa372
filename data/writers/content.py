"""Records of one day with their scores and outlines. This module gathers once what every export is made of."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import geopandas as gpd
import pandas as pd
import shapely

from data.schema import SEPARATOR, TABLES, Level, Records, record_keys, typed
from data.schema.invented import is_invented
from geo.classify import Measure, classes, kept_limits
from geo.crs import WGS84
from geo.presence import marks, standings
from geo.scores import Evaluation, evaluate, score

Layers = tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]
"""Outlines of a level at full detail and simplified for the screen: index area_code, columns quality and source."""

CLASSES = {
    "map_class": Measure.BIVARIATE,
    "duplication_class": Measure.DUPLICATION,
    "integration_class": Measure.INTEGRATION,
}
"""Columns that hold the class keys of `geo.classify`, by name."""

_LENGTH = {"month": 7, "year": 4}
_AREA = ["name_th", "name_en", "level", "parent", "population", "households", "longitude", "latitude"]


def without(records: Records, hidden: Collection[str]) -> Records:
    """Return `records` without some of the tables."""
    return {name: frame for name, frame in records.items() if name not in hidden}


def settings_of(records: Records) -> dict[str, str]:
    """Return the settings among `records` by key, blank ones left out."""
    if "settings" not in records:
        return {}
    rows = records["settings"].dropna()
    return dict(zip(rows["key"], rows["value"], strict=True))


@dataclass(frozen=True, eq=False)
class Content:
    """What an export is made of.

    Attributes
    ----------
    records : everything that may leave.
    day : the as-of day of scores and standings.
    level : whose areas an export of one level holds; None: no areas.
    outlines : by level; a level left out has none.
    """

    records: Records
    day: dt.date
    level: Level | None = None
    outlines: Mapping[str, Layers] = field(default_factory=dict)

    def table(self, name: str) -> pd.DataFrame:
        """Return the records of a table, none where it is missing."""
        return self.records[name] if name in self.records else typed(name)

    @cached_property
    def settings(self) -> Mapping[str, str]:
        """Settings by key, blank ones left out."""
        return settings_of(self.records)

    def stated_days(self, name: str) -> dict[str, pd.Series]:
        """Return the dates of a table as text that says no more than is known: a day, a month or a year."""
        schema, frame = TABLES[name], self.table(name)
        columns = [column.name for column in schema.columns if column.kind in ("start", "end")]
        said = {column: frame[column].dt.strftime("%Y-%m-%d").astype("str") for column in columns}
        rows = self.table("precision")
        rows = rows[rows["table"] == name]
        places = pd.Series(frame.index, index=record_keys(schema, frame)).reindex(rows["record"])
        for column, precision, at in zip(rows["column"], rows["precision"], places, strict=True):
            if column in said and pd.notna(at):
                said[column][at] = said[column][at][: _LENGTH[precision]] if pd.notna(said[column][at]) else None
        return said

    @property
    def is_invented(self) -> bool:
        """Whether the records say of themselves that all are invented."""
        return is_invented(self.records)

    @cached_property
    def evaluation(self) -> Evaluation:
        """What the records say on the day."""
        return evaluate(self.records, self.day)

    def limits(self, measure: Measure) -> tuple[float, ...]:
        """Return the limits of I that a measure is drawn with."""
        return tuple(kept_limits(self.settings, measure))

    def areas(self, level: Level) -> gpd.GeoDataFrame:
        """Return the areas of a level: name, figures, scores, class keys, outline with its quality and source."""
        scores = score(self.evaluation, level).set_index("area_code")
        named = self.table("areas").set_index("code")[_AREA].reindex(scores.index)
        keys = {name: classes(scores, measure, self.limits(measure)) for name, measure in CLASSES.items()}
        shapes = self.shapes(level).reindex(scores.index)
        frame = named.join(scores).assign(
            **keys, boundary_quality=shapes["quality"], boundary_source=shapes["source"]
        )
        return gpd.GeoDataFrame(frame, geometry=shapes.geometry, crs=WGS84)

    def shapes(self, level: str, *, for_screen: bool = False) -> gpd.GeoDataFrame:
        """Return the outlines of a level, none where they are missing."""
        if level not in self.outlines:
            nothing = pd.DataFrame({"quality": [], "source": []}, index=pd.Index([], name="area_code"), dtype="str")
            return gpd.GeoDataFrame(nothing, geometry=[], crs=WGS84)
        return self.outlines[level][for_screen]

    @cached_property
    def every_shape(self) -> gpd.GeoSeries:
        """Outlines of all areas, simplified, by code; a town tambon, listed among villages too, once."""
        shapes = pd.concat([self.shapes(level, for_screen=True).geometry for level in Level])
        return shapes[~shapes.index.duplicated()]

    @cached_property
    def standing(self) -> pd.Series:
        """How each initiative stands on the day, by initiative_id."""
        return standings(self.evaluation)["standing"].astype("str")

    @cached_property
    def places(self) -> pd.DataFrame:
        """Where each initiative is drawn: ``longitude``, ``latitude`` and ``place``, by initiative_id.

        ``place`` is ``point`` for its own point, ``area`` for the reference point of the first area it names that
        has one, else a point inside that area; initiatives without either are left out.
        """
        records = {name: self.table(name) for name in ("initiatives", "areas")}
        drawn = marks(records).drop_duplicates("initiative_id").set_index("initiative_id")
        own = drawn["exact"].map({True: "point", False: "area"})
        drawn = drawn[["longitude", "latitude"]].assign(place=own)
        rest = records["initiatives"].set_index("initiative_id")["areas"].dropna()
        first = rest[~rest.index.isin(drawn.index)].str.split(SEPARATOR).str[0]
        inside = first.map(self.every_shape).dropna()
        points = shapely.point_on_surface(inside.to_numpy())
        wide = {"longitude": shapely.get_x(points), "latitude": shapely.get_y(points), "place": "area"}
        return pd.concat([drawn, pd.DataFrame(wide, index=inside.index)])
