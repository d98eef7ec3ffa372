"""What the headings of other people's files mean. This module is the layout of such a file, kept and found again."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pandas as pd

from data.errors import UsageError
from data.readers.spelling import nearest
from data.schema import SEPARATOR, TABLES, Role, typed
from data.schema.columns import Kind
from data.schema.labels import plain

IDENTITY = "identity"
"""Marks a heading whose text helps to tell one record from another where rows have no id of their own."""
MADE = ("agencies", "themes", "unplaced")
"""Tables that names which nobody knows may become records of: new agencies and themes, and places without a code."""
PLACE = tuple(f"place.{part}" for part in ("code", "text", "province", "amphoe", "tambon", "village", "moo", "point"))
"""Where a place is told in words; ``code`` takes the narrowest of several, ``point`` is ``lat lon`` in one cell."""
ROLES = tuple(f"participation.{role}" for role in Role)
"""The agency that has the role, by id or name."""
_ABOUT_INITIATIVES = (
    *ROLES,
    *(f"{role}_name" for role in ROLES),
    "participation.agency_id",
    "themes.parent",
    "themes.name_th",
)
_SET_APART = ("(table)", "(prefix)", "(new)")
"""What stands for a heading where a remembered layout says what no heading does, as constants do in brackets."""
_SEVERAL: tuple[Kind, ...] = ("text", "codes", "texts")
_NONE: Mapping[str, Any] = MappingProxyType({})


def targets_of(table: str) -> tuple[str, ...]:
    """Return what a column of a file whose rows are records of `table` may be.

    >>> "participation.funding" in targets_of("initiatives"), targets_of("settings")
    (True, ('settings.key', 'settings.value'))
    """
    columns = TABLES[table].columns
    own = tuple(f"{table}.{column.name}" for column in columns)
    return (
        *own,
        *(PLACE if any(column.refers == "areas" for column in columns) else ()),
        *(_ABOUT_INITIATIVES if table == "initiatives" else ()),
    )


def takes_several(target: str) -> bool:
    """Whether several headings may have this target: their texts are joined, or the values of each are taken.

    >>> takes_several("initiatives.areas"), takes_several("initiatives.status")
    (True, False)
    """
    table, _, name = target.partition(".")
    if target == "place.code" or table == "participation":
        return True
    return table in TABLES and name in TABLES[table].names and TABLES[table].column(name).kind in _SEVERAL


@dataclass(frozen=True)
class Layout:
    """How the rows of one kind of file become records.

    Attributes
    ----------
    table : what each row is a record of.
    targets : what each heading is: any of `targets_of`, several, or nothing at all.
    constants : what every row has without any heading saying so, by target.
    identity : the headings that make the id of a row without one; none: all the cells of the row do.
    prefix : stands before the ids of the file.
    makes : those of `MADE` whose unknown names become new records.
    scores : how sure each target is where it was guessed, 0..1.
    name : under which the layout is remembered, blank for none.
    """

    table: str
    targets: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=lambda: _NONE)
    identity: tuple[str, ...] = ()
    prefix: str = ""
    makes: frozenset[str] = frozenset()
    scores: Mapping[str, float] = field(default_factory=lambda: _NONE, compare=False)
    name: str = ""

    def __post_init__(self) -> None:
        if self.table not in TABLES:
            raise _unknown("table", self.table, TABLES)
        allowed = targets_of(self.table)
        for target in (*self.constants, *(target for targets in self.targets.values() for target in targets)):
            if target not in allowed:
                raise _unknown("target", target, allowed)
        if self.makes - set(MADE):
            raise _unknown("table", ", ".join(self.makes - set(MADE)), MADE)

    def headings(self, target: str) -> list[str]:
        """Return the headings that have `target`, in their order."""
        return [heading for heading, targets in self.targets.items() if target in targets]

    @property
    def missing(self) -> list[str]:
        """The targets without which no row of the table can be a record."""
        told = {*self.constants, *(target for targets in self.targets.values() for target in targets)}
        if any(target.startswith("place.") for target in told):
            told |= {
                f"{self.table}.{column.name}" for column in TABLES[self.table].columns if column.refers == "areas"
            }
        needed = [column for column in TABLES[self.table].columns if column.required and column.kind != "id"]
        return [f"{self.table}.{column.name}" for column in needed if f"{self.table}.{column.name}" not in told]

    @property
    def score(self) -> float:
        """How sure the guess is, 0..1: the mean over the headings that are read, 0 where a needed one is missing."""
        scores = [self.scores.get(heading, 1.0) for heading, targets in self.targets.items() if targets]
        return 0.0 if self.missing or not scores else sum(scores) / len(scores)

    def to_records(self, name: str, agency_id: str = "", headings: Iterable[str] = ()) -> pd.DataFrame:
        """Return the layout as records of the table ``layouts``; `headings` are all those of the file it is for."""
        rows = {
            heading: SEPARATOR.join((*targets, *([IDENTITY] if heading in self.identity else ())))
            for heading, targets in self.targets.items()
        }
        rows |= {f"({target})": text for target, text in self.constants.items()}
        rows |= dict(zip(_SET_APART, (self.table, self.prefix, SEPARATOR.join(sorted(self.makes))), strict=True))
        sign = signature(headings or self.targets)
        told = {"heading": [*rows], "target": [text or None for text in rows.values()]}
        return typed("layouts", pd.DataFrame(told).assign(layout=name, agency_id=agency_id or None, signature=sign))

    @classmethod
    def from_records(cls, layouts: pd.DataFrame, name: str) -> "Layout":
        """Return the layout that is remembered under `name`.

        Raises
        ------
        UsageError
            None is, or it names what is no table or target.
        """
        rows = layouts[layouts["layout"] == name]
        if rows.empty:
            raise _unknown("layout", name, sorted(layouts["layout"].dropna().unique()))
        told = dict(zip(rows["heading"], rows["target"].fillna("").str.split(SEPARATOR), strict=True))
        table, prefix, makes = (told.pop(key, [""]) for key in _SET_APART)
        constants = {f"({target})": target for target in targets_of(table[0] or "initiatives")}
        columns = {heading: parts for heading, parts in told.items() if heading not in constants}
        return cls(
            table[0] or "initiatives",
            {
                heading: tuple(part for part in parts if part not in ("", IDENTITY))
                for heading, parts in columns.items()
            },
            {constants[heading]: SEPARATOR.join(told[heading]) for heading in told if heading in constants},
            tuple(heading for heading, parts in columns.items() if IDENTITY in parts),
            SEPARATOR.join(prefix),
            frozenset(makes) - {""},
            name=name,
        )


def signature(headings: Iterable[str]) -> str:
    """Return what files with these headings, in any order, have in common.

    >>> signature(["โครงการ", "สถานะ "]) == signature(["สถานะ", "โครงการ"])
    True
    """
    told = "\n".join(sorted({plain(heading) for heading in headings} - {""}))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def remembered(layouts: pd.DataFrame, headings: Iterable[str]) -> Layout | None:
    """Return the one layout that is remembered for files with these headings; None for none, or several."""
    names = layouts.loc[layouts["signature"] == signature(headings), "layout"].unique()
    return Layout.from_records(layouts, names[0]) if len(names) == 1 else None


def preferred(layouts: pd.DataFrame, agency_id: str) -> pd.DataFrame:
    """Return all layouts but those of others for headings that an agency (blank: the office) has its own for.

    >>> told = {"layout": ["a", "b"], "heading": ["x", "x"], "signature": ["s", "s"], "agency_id": ["A1", None]}
    >>> layouts = typed("layouts", pd.DataFrame(told))
    >>> [preferred(layouts, agency)["layout"].to_list() for agency in ("A1", "", "A2")]
    [['a'], ['b'], ['a', 'b']]
    """
    is_own = layouts["agency_id"].fillna("") == agency_id
    return layouts[is_own | ~layouts["signature"].isin(layouts["signature"][is_own])]


def _unknown(kind: str, seen: str, allowed: Iterable[str]) -> UsageError:
    words = {"table": "ตาราง", "target": "ช่องปลายทาง", "layout": "ผังคอลัมน์"}[kind]
    choices = list(allowed)
    likely = f" ({nearest(seen, choices)}?)" if nearest(seen, choices) else ""
    return UsageError(
        f"ไม่รู้จัก{words} {seen!r}{likely} ใช้ได้: {', '.join(choices)}",
        f"no {kind} is called {seen!r}{likely}, must be one of {', '.join(choices)}",
    )
