"""A small register kept over several days. This module writes it as it would have been, day after day."""

import datetime

import geopandas as gpd
import shapely

from data.store import Batch, Edit, Store, dialect
from data.store.edits import apply_edits
from data.store.history import keep
from data.store.outlines import replace_outlines
from data.store.rows import plain_rows
from pages.ui import calendar

TODAY = calendar.today()
FIRST, SECOND, THIRD = (TODAY - datetime.timedelta(days=days) for days in (10, 7, 3))
"""Days on which the register was changed."""


def noon(day: datetime.date, hour: int = 12) -> datetime.datetime:
    """Return an hour of a day in Thailand, as the store keeps moments."""
    moment = datetime.datetime.combine(day, datetime.time(hour), calendar.BANGKOK)
    return moment.astimezone(datetime.UTC).replace(tzinfo=None)


def edit_at(store: Store, moment: datetime.datetime, *edits: Edit, by: str = "somsri") -> Batch:
    """Edit records as if at another moment."""
    with dialect.writing(store.engine) as connection:
        return keep(connection, Batch(by, "form", applied_at=moment), apply_edits(connection, edits))


def draw_at(store: Store, moment: datetime.datetime, size: float) -> Batch:
    """Keep outlines of tambon of a size in degrees as if at another moment."""
    shapes = [shapely.box(99 + at * size, 8, 99 + (at + 1) * size, 8 + size) for at in range(2)]
    frame = gpd.GeoDataFrame(
        {"quality": "official", "source": "s"}, index=["800601", "800602"], geometry=shapes, crs=4326
    ).rename_axis("area_code")
    with dialect.writing(store.engine) as connection:
        changes, unchanged = replace_outlines(connection, {"tambon": (frame, frame)})
        return keep(connection, Batch("", "outlines", applied_at=moment, unchanged=unchanged), changes)


def begin(store: Store, records: dict) -> None:
    """Keep records as of the first day."""
    edits = [Edit(name, "", row) for name, frame in records.items() for _, row in plain_rows(name, frame)]
    edit_at(store, noon(FIRST), *edits, by="init")
    draw_at(store, noon(FIRST, 13), 0.02)
