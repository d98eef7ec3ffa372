"""Areas of rows, as words and codes of several columns tell them. This module locates them or lists them apart."""

from dataclasses import replace

import pandas as pd

from data.errors import Problem
from data.readers.cells import Cells
from data.readers.files import RawFile
from data.readers.layouts import PLACE, Layout
from data.readers.placing import Placed, Placer
from data.readers.tables import RawTable
from data.schema import SEPARATOR, TABLES

_POINT = "place.point"
_Row = tuple[int, str, Placed]


def area_column(table: str) -> str:
    """Return the column of `table` that says where its records are; blank for none.

    >>> area_column("initiatives"), area_column("assets"), area_column("areas")
    ('areas', 'area_code', '')
    """
    columns = (
        column.name for column in TABLES[table].columns if column.refers == "areas" and column.name != "parent"
    )
    return next(columns, "")


def _place_headings(layout: Layout) -> dict[str, str]:
    """Return the headings that tell of the place with their targets; in brackets what the layout itself says."""
    told = {target: layout.headings(target) for target in PLACE if target != _POINT}
    constant = {f"({target})": target for target, found in told.items() if target in layout.constants and not found}
    return {heading: target for target, found in told.items() for heading in found} | constant


def located(
    cells: Cells, ids: "pd.Series[str] | None", areas: pd.DataFrame | None, raw: RawFile
) -> "pd.Series[str] | None":
    """Return the codes of each row's areas; None where no column tells of a place.

    What cannot be found is a problem; a place of which the file itself says that it has no code goes to ``unplaced``.
    """
    layout = cells.layout
    headings = _place_headings(layout)
    if not headings or not area_column(layout.table):
        return None
    placer = Placer(areas, headings)
    found: dict[tuple[str, ...], Placed] = {}
    rows: list[_Row] = []
    texts_of = zip(cells.frame.index, *(cells.said(heading) for heading in headings), strict=True)
    for (row, *texts), one in zip(texts_of, cells.frame.index if ids is None else ids, strict=True):
        key = tuple(texts)
        if key not in found:
            found[key] = placer.place(dict(zip(headings, key, strict=True)))
            raw.notes += [
                Problem(layout.table, row, heading, "read_as", text, "", code, confidence=confidence)
                for heading, text, code, confidence in found[key].taken
            ]
        rows.append((row, str(one), found[key]))
    _tell_unknown(layout, rows, raw)
    return pd.Series([SEPARATOR.join(placed.codes) for *_, placed in rows], index=cells.frame.index, dtype="object")


def _tell_unknown(layout: Layout, rows: list[_Row], raw: RawFile) -> None:
    """List places without a code: as records where the file says so or the layout allows it, else as problems."""
    table, keeps = layout.table, layout.table == "initiatives"
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for row, one, placed in rows:
        for heading, text, likely in placed.unknown:
            said = Problem(table, row, heading, "unknown_area", text, "areas.code", likely)
            if keeps and "unplaced" in layout.makes:
                raw.notes.append(replace(said, code="unplaced"))
                found.setdefault((one, text), (row, ""))
            else:
                raw.problems.append(said)
        if placed.nowhere:
            place, reason, heading = placed.nowhere
            said = Problem(table, row, heading, "unplaced" if keeps else "unknown_area", place, "areas.code")
            (raw.notes if keeps else raw.problems).append(said)
            found.setdefault((one, place), (row, reason))
    if found and keeps:
        told = [(one, place, reason) for (one, place), (_, reason) in found.items()]
        frame = pd.DataFrame(told, columns=list(TABLES["unplaced"].names), dtype="object")
        raw.tables["unplaced"] = RawTable("unplaced", frame.set_axis([row for row, _ in found.values()], axis=0))
