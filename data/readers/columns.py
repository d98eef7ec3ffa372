"""Raw text of one table into its typed frame. This module understands a column at a time, each spelling once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.errors import Problem
from data.readers.crowds import told
from data.readers.tables import RawTable
from data.readers.values import Value, read_value
from data.schema import TABLES, Column, Records, record_keys, typed
from data.schema.privacy import HIDDEN, PRIVATE

_SHOWN = 1_000
"""So many letters of a value are told."""


def _nothing(_at: int) -> tuple[str, ...]:
    return ()


@dataclass
class Understood:
    """One table as understood.

    Attributes
    ----------
    frame : the typed records.
    rows : the row of each record in its file.
    given : the columns that the file has.
    problems, notes : what was wrong, and what was read in one of several ways.
    precision : rows for the table ``precision``.
    misread : the rows whose cell could not be understood, by column.
    """

    table: str
    frame: pd.DataFrame
    rows: npt.NDArray[np.int64]
    given: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    precision: pd.DataFrame = field(default_factory=lambda: typed("precision"))
    misread: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict)

    def note_wrong(
        self, wrong: npt.NDArray[np.bool_], column: str, code: str, said: Callable[[int], tuple[str, ...]] = _nothing
    ) -> None:
        """Note that the records that are `wrong` have a problem in `column`.

        `said` tells of a record number what is allowed there, and what is likely meant where that is known.
        """
        values = self.frame[column]

        def problem(at: int) -> Problem:
            shown = "" if pd.isna(values.iloc[at]) else str(values.iloc[at]).removesuffix(" 00:00:00")
            seen = HIDDEN if column == "person" else shown
            return Problem(self.table, int(self.rows[at]), column, code, seen, *said(at))

        self.problems += told(problem, np.flatnonzero(wrong).tolist())

    def note_strangers(self, found: "pd.Series[str]", column: str, code: str, allowed: str) -> None:
        """Note single values of `column` that nobody knows, indexed by record number."""
        self.problems += told(
            lambda one: Problem(self.table, int(self.rows[one[0]]), column, code, one[1], allowed),
            list(zip(found.index.to_list(), found.to_list(), strict=True)),
        )


def every(tables: Mapping[str, Understood], name: str, known: Records | None) -> list[pd.DataFrame]:
    """Return the records of a table that are kept and those of the file set."""
    stored = [known[name]] if known is not None and name in known else []
    return [*stored, tables[name].frame] if name in tables else stored


def understand(raw: RawTable, on_column: Callable[[], None] = lambda: None) -> Understood:
    """Return the typed records of `raw` with every problem of single cells; `on_column` is told of each column."""
    rows = raw.frame.index.to_numpy().astype(np.int64)
    given = tuple(str(name) for name in raw.frame.columns)
    understood = Understood(raw.table, typed(raw.table), rows, given, list(raw.problems))
    values, precise = {}, {}
    for name in given:
        column = TABLES[raw.table].column(name)
        codes, spelt = pd.factorize(raw.frame[name].to_numpy(dtype="object"))
        read = [read_value(text, column) for text in spelt]
        values[name] = _taken([value.value for value in read], codes)
        if any(value.precision for value in read):
            precise[name] = _taken([value.precision for value in read], codes)
        _note_problems(understood, column, (codes, read, spelt))
        on_column()
    understood.frame = typed(raw.table, values)
    understood.rows = rows if values else rows[:0]
    if TABLES[raw.table].may_repeat:
        once = _counted_once(understood)
        precise = {name: values[once] for name, values in precise.items()}
    understood.precision = _precision(understood, precise)
    return understood


def _counted_once(understood: Understood) -> npt.NDArray[np.bool_]:
    """Leave out every record that repeats another in all columns, with a note; return which ones stay."""
    once = ~understood.frame.duplicated().to_numpy()
    understood.notes += told(
        lambda row: Problem(understood.table, row, "", "repeated_row", ""), understood.rows[~once].tolist()
    )
    understood.frame = understood.frame[once].reset_index(drop=True)
    understood.rows = understood.rows[once]
    return once


def _taken(values: list[Any], codes: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    return np.array([*values, None], dtype="object")[:-1][codes]


def _note_problems(
    understood: Understood, column: Column, cells: tuple[npt.NDArray[np.int64], list[Value], Any]
) -> None:
    codes, read, spelt = cells
    missing = Value(None, "missing_value") if column.required else Value(None)
    judged = [missing if value.value is None and not value.problem else value for value in read]
    said = np.array([value.problem for value in judged], dtype="object")[codes] if judged else codes[:0]
    understood.misread[column.name] = understood.rows[said != ""]

    def problem(at: int) -> Problem:
        value = judged[codes[at]]
        is_private = column.is_of_people or value.problem in PRIVATE
        shown = HIDDEN if is_private else str(spelt[codes[at]]).strip()[:_SHOWN]
        likely = "" if column.is_of_people else value.suggestion
        row = int(understood.rows[at])
        return Problem(understood.table, row, column.name, value.problem, shown, value.allowed, likely)

    notes = {value.problem for value in judged if value.is_note}
    for code in sorted({value.problem for value in judged} - {""}):
        told_to = understood.notes if code in notes else understood.problems
        told_to += told(problem, np.flatnonzero(said == code).tolist())


def _precision(understood: Understood, precise: dict[str, npt.NDArray[np.object_]]) -> pd.DataFrame:
    if not precise:
        return typed("precision")
    keys = record_keys(TABLES[understood.table], understood.frame)
    parts = [
        pd.DataFrame({"record": keys, "column": name, "precision": values})[lambda part: part["precision"] != ""]
        for name, values in precise.items()
    ]
    return typed("precision", pd.concat(parts, ignore_index=True).dropna().assign(table=understood.table))
