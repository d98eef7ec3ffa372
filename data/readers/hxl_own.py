"""4W tables that this program wrote itself. This module reads them back by their codes, and guesses nothing."""

from collections.abc import Iterator

import pandas as pd

from data.errors import Problem
from data.readers.files import Asked, RawFile
from data.readers.gathering import Gathered
from data.readers.hxl import tags_at
from data.readers.mapping import unique
from data.readers.merging import merged
from data.readers.own import Sheets
from data.readers.tables import RawTable, Sheet, body
from data.schema import TABLES, Records, typed
from data.schema import hxl as tags
from data.schema.sheets import exact, unguarded

_STEMS = (*tags.ORGANISATIONS.values(), *tags.PLACES.values(), tags.SECTOR, tags.SUBSECTOR)
_NAMES = {"name_th": tags.NAMED["name_th"], "name_en": tags.NAMED["name_en"]}
_ALL = {
    *tags.INITIATIVE.values(),
    tags.DAC,
    *(f"{stem}{end}" for stem in _STEMS for end in (tags.CODE, *_NAMES.values())),
}
_ID = tags.INITIATIVE["initiative_id"]


def is_own(sheet: Sheet, known: Records | None) -> bool:
    """Whether a table has all our hashtags, a code wherever it has a name, and only areas that are `known`."""
    at = -1 if sheet.problems else tags_at(sheet)
    if at < 0 or not {cell.strip().lower() for cell in sheet.rows[at]} >= _ALL:
        return False
    cells = _cells(sheet, at)
    named = [(cells[f"{stem}{_NAMES['name_th']}"] != "") & (cells[f"{stem}{tags.CODE}"] == "") for stem in _STEMS]
    codes = None if known is None or "areas" not in known else set(known["areas"]["code"])
    areas = _narrowest(cells)
    is_known = codes is None or set(areas[areas != ""]) <= codes
    return is_known and bool((cells[_ID] != "").all()) and not pd.concat(named, axis=1).any(axis=None)


def read_own(asked: Asked, sheets: Sheets) -> RawFile:
    """Return the rows of our own 4W table as raw tables; agencies and themes that are kept are left alone."""
    sheet = next(one for one in sheets if is_own(one, asked.known))
    sheet.correct(asked.corrections, *TABLES)
    at = tags_at(sheet)
    cells, ragged = _cells(sheet, at), body(sheet)[1]
    headings = dict(zip((cell.strip().lower() for cell in sheet.rows[at]), sheet.headings, strict=False))
    gathered, known = Gathered(), asked.known or {}
    _participations(cells, gathered)
    _agencies(cells, gathered, known)
    _themes(cells, gathered, known)
    raw = gathered.raw_file()
    raw.tables["initiatives"], problems = _initiatives(cells, headings)
    raw.problems = [*ragged, *problems]
    raw.sheets = {one.name: one for one in sheets}
    raw.sources = dict.fromkeys(("file", *TABLES), sheet.name)
    return raw


def _cells(sheet: Sheet, at: int) -> pd.DataFrame:
    """Return the texts of the rows by hashtag, indexed by row; the headings are those above the hashtags."""
    told = [cell.strip().lower() for cell in sheet.rows[at]]
    sheet.head(at, unique([*(sheet.rows[at - 1] if at else ()), *told][: len(told)]), at + 1)
    frame, _ = body(sheet)
    columns = {tag: frame[place] for place, tag in reversed(list(enumerate(told))) if tag in _ALL or "+type" in tag}
    return pd.DataFrame({tag: texts.map(str.strip).map(unguarded) for tag, texts in columns.items()}, dtype="object")


def _narrowest(cells: pd.DataFrame) -> "pd.Series[str]":
    """Return the code of the narrowest area of each row, blank for none."""
    codes = cells[[f"{tag}{tags.CODE}" for tag in reversed(list(tags.PLACES.values()))]]
    return codes.replace("", None).bfill(axis=1).iloc[:, 0].fillna("").astype("object")


def _initiatives(cells: pd.DataFrame, headings: dict[str, str]) -> tuple[RawTable, list[Problem]]:
    themes = cells[f"{tags.SUBSECTOR}{tags.CODE}"]
    frame = pd.DataFrame({name: cells[tag] for name, tag in tags.INITIATIVE.items()})
    frame = frame.assign(
        areas=_narrowest(cells), themes=themes.where(themes != "", cells[f"{tags.SECTOR}{tags.CODE}"])
    )
    called = {name: headings[tag] for name, tag in tags.INITIATIVE.items()}
    joined, problems = merged(frame, frame["initiative_id"], "initiatives", called)
    return RawTable("initiatives", joined.map(exact), headings=called), problems


def _participations(cells: pd.DataFrame, gathered: Gathered) -> None:
    seen = set()
    for role, tag in tags.ORGANISATIONS.items():
        for row, one, agency in zip(cells.index, cells[_ID], cells[f"{tag}{tags.CODE}"], strict=True):
            if agency and (one, agency, role) not in seen:
                seen.add((one, agency, role))
                gathered.add("participation", int(row), initiative_id=one, agency_id=agency, role=str(role))


def _agencies(cells: pd.DataFrame, gathered: Gathered, known: Records) -> None:
    """Add the agencies that are not kept."""
    seen = set(known.get("agencies", typed("agencies"))["agency_id"])
    for tag in tags.ORGANISATIONS.values():
        for row, code, told in _told(cells, tag, tags.NAMED):
            if code not in seen:
                seen.add(code)
                gathered.add("agencies", row, agency_id=code, **told)
                gathered.note("agencies", row, "agency_id", "new_agency", told["name_th"])


def _themes(cells: pd.DataFrame, gathered: Gathered, known: Records) -> None:
    """Add the themes that are not kept, those above others first; the DAC's code is that of the narrower one."""
    seen = set(known.get("themes", typed("themes"))["code"])
    found: dict[str, tuple[int, dict[str, str]]] = {}
    above, narrower = cells[f"{tags.SECTOR}{tags.CODE}"], cells[f"{tags.SUBSECTOR}{tags.CODE}"]
    for tag in (tags.SECTOR, tags.SUBSECTOR):
        for row, code, told in _told(cells, tag, _NAMES):
            is_narrow = tag == tags.SUBSECTOR
            told |= {"parent": str(above[row])} if is_narrow else {}
            told |= {"dac_code": str(cells[tags.DAC][row])} if is_narrow or not narrower[row] else {}
            if code not in seen:
                found.setdefault(code, (row, {}))[1].update(filter(lambda said: said[1], told.items()))
    for code, (row, told) in found.items():
        gathered.add("themes", row, code=code, **{"name_th": code, **told})
        gathered.note("themes", row, "code", "new_theme", code)


def _told(cells: pd.DataFrame, tag: str, names: dict[str, str]) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Yield row, code and what is told of it for every cell that names an agency or a theme."""
    columns = [
        cells[f"{tag}{end}"] if f"{tag}{end}" in cells else cells[_ID].map(lambda _: "") for end in names.values()
    ]
    for row, code, *told in zip(cells.index, cells[f"{tag}{tags.CODE}"], *columns, strict=True):
        if code:
            yield int(row), code, dict(zip(names, told, strict=True))
