"""The code someone probably meant. This module gives every problem of an unknown code its likely one, or several."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

import pandas as pd

from data.errors import Problem
from data.readers.agencies import Agencies
from data.readers.bynames import ByName
from data.readers.columns import Understood, every
from data.readers.matches import Match, Reason, suggestion
from data.readers.places import Places
from data.readers.spelling import letters
from data.schema import SEPARATOR, TABLES, Level, Records, typed

UNKNOWN = {
    "areas": "unknown_area",
    "themes": "unknown_theme",
    "agencies": "unknown_agency",
    "initiatives": "unknown_initiative",
    "proposals": "unknown_proposal",
}
"""The code of the problem that a code of a table is not known, by table."""

_LEVELS = tuple(Level)
_NOT_THERE = (Reason.WIDER, Reason.ELSEWHERE)
_MOST = 300
"""So many different values get a suggestion at most, and fewer the more records there are, to stay quick."""
_MOST_COMPARED = 6_000_000


def suggest(tables: Mapping[str, Understood], known: Records | None) -> None:
    """Give the problems of unknown codes that have no suggestion the likely code, seen in their row.

    Parameters
    ----------
    tables, known : as `check` is given them.
    """
    register = _Register(tables, known)
    for table in tables.values():
        at = dict(zip(table.rows.tolist(), range(len(table.rows)), strict=True))
        table.problems = [
            replace(problem, suggestion=register.likely(table, problem, at[problem.row]))
            if problem.code in UNKNOWN.values() and not problem.suggestion and not problem.more and problem.row in at
            else problem
            for problem in table.problems
        ]


class _Register:
    """What the file set and the store know, by name; each kind is only made ready when it is asked for."""

    def __init__(self, tables: Mapping[str, Understood], known: Records | None) -> None:
        self._tables, self._known = tables, known
        self._told: dict[tuple[object, ...], str] = {}

    def likely(self, table: Understood, problem: Problem, at: int) -> str:
        """Return the likely code of a problem in record number `at`."""
        if problem.code == UNKNOWN["areas"]:
            level, siblings = _level(table, problem, at), _siblings(table, problem, at)
            return self._once(problem, lambda value: self._place(value, level, siblings), level, siblings)
        find = {
            UNKNOWN["agencies"]: lambda value: self._agencies.find(value),
            UNKNOWN["themes"]: lambda value: self._themes.find(value),
            UNKNOWN["initiatives"]: lambda value: self._initiatives.find(value),
        }.get(problem.code)
        return self._once(problem, find) if find else ""

    def _once(self, problem: Problem, find: Callable[[str], list[Match]], *context: object) -> str:
        key = (problem.code, problem.value, *context)
        if key not in self._told:
            self._told[key] = suggestion(find(problem.value)) if len(self._told) < self._most else ""
        return self._told[key]

    def _place(self, value: str, level: Level | None, siblings: tuple[str, ...]) -> list[Match]:
        """Return what a value may mean within one of the areas beside it in its cell, else anywhere."""
        within = (
            self._places.find(value, level=level, amphoe=amphoe, tambon=tambon)
            for amphoe, tambon in self._around(siblings)
        )
        found = next((matches for matches in within if matches and matches[0].reason not in _NOT_THERE), None)
        return found or self._places.find(value, level=level)

    def _around(self, siblings: tuple[str, ...]) -> list[tuple[str, str]]:
        """Return amphoe or tambon of each code that is one's."""
        if not siblings:
            return []
        areas = self._areas
        named = areas.loc[areas.index.intersection(list(siblings)), ["level", "name_th"]].dropna()
        return [
            (str(name), "") if level == Level.AMPHOE else ("", str(name))
            for level, name in named.itertuples(index=False)
            if level in (Level.AMPHOE, Level.TAMBON)
        ]

    def _frame(self, name: str) -> pd.DataFrame:
        return pd.concat([typed(name), *every(self._tables, name, self._known)], ignore_index=True)

    @cached_property
    def _areas(self) -> pd.DataFrame:
        return self._frame("areas").drop_duplicates("code", keep="last").set_index("code")

    @cached_property
    def _places(self) -> Places:
        return Places(self._frame("areas"))

    @cached_property
    def _agencies(self) -> Agencies:
        return Agencies(self._frame("agencies"), self._frame("aliases"))

    @cached_property
    def _themes(self) -> ByName:
        return self._named("themes", "name_th", "name_en")

    @cached_property
    def _initiatives(self) -> ByName:
        return self._named("initiatives", "title_th", "title_en")

    def _named(self, table: str, *columns: str) -> ByName:
        key = TABLES[table].key[0]
        frame = self._frame(table).dropna(subset=[key]).drop_duplicates(key, keep="last")
        rows = frame[[key, *columns]].itertuples(index=False)
        return ByName(
            {str(code): [letters(name) for name in names if isinstance(name, str)] for code, *names in rows}
        )

    @cached_property
    def _most(self) -> int:
        size = sum(len(frame) for name in UNKNOWN for frame in every(self._tables, name, self._known))
        return min(_MOST, _MOST_COMPARED // max(size, 1))


def _level(table: Understood, problem: Problem, at: int) -> Level | None:
    """Return of which level the area of a cell has to be, where its column says so."""
    if problem.column == "village_code":
        return Level.VILLAGE
    own = table.frame["level"].iloc[at] if (table.table, problem.column) == ("areas", "parent") else None
    return _LEVELS[_LEVELS.index(Level(own)) - 1] if own in _LEVELS[1:] else None


def _siblings(table: Understood, problem: Problem, at: int) -> tuple[str, ...]:
    """Return what else stands in the cell of a problem."""
    cell = table.frame[problem.column].iloc[at]
    return (
        tuple(part for part in str(cell).split(SEPARATOR) if part != problem.value) if isinstance(cell, str) else ()
    )
