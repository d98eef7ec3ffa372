"""Records from a folder of CSVs, one CSV or one .xlsx. This module reads and checks a whole file set."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pandas as pd
from rapidfuzz.distance import OSA

from data.errors import FileError, Problem, UsageError
from data.readers.check import check
from data.readers.columns import Understood, understand
from data.readers.sheets import read_sheets
from data.readers.tables import RawTable, raw_table, read_csv
from data.schema import TABLES, Records, typed
from data.schema.invented import NOTICE

_Source = TypeVar("_Source")
_ORDER = {name: at for at, name in enumerate(("file", *TABLES))}


@dataclass(frozen=True)
class Reading:
    """A file set as understood.

    Attributes
    ----------
    records : the records of each table that the file set has.
    problems : everything that is wrong; nothing may be applied while there is any.
    notes : what could be read in several ways, with the reading taken, and files that were passed over.
    given : the columns that each table has in the file set; the others say nothing about their records.
    """

    records: Records
    problems: list[Problem]
    notes: list[Problem]
    given: Mapping[str, tuple[str, ...]]


def read(
    path: Path, *, kind: str | None = None, known: Records | None = None
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Return the records at `path` and every problem they have; see `reading`."""
    found = reading(path, kind=kind, known=known)
    return dict(found.records), found.problems


def reading(path: Path, *, kind: str | None = None, known: Records | None = None) -> Reading:
    """Return what the files at `path` say, with all their problems in one pass.

    Parameters
    ----------
    path : a folder of CSVs named after their tables, one CSV, or an .xlsx with sheets so named.
    kind : the table of a single CSV whose name does not say it.
    known : records that the file set may refer to (those of the store); None when it is the whole world.

    Raises
    ------
    FileError
        There is nothing to read at `path`, or it cannot be opened at all.
    UsageError
        One CSV of which neither `kind` nor the name says the table.
    """
    raw, problems, notes = _raw(Path(path), kind)
    tables = {name: understand(raw[name]) for name in TABLES if name in raw}
    _add_precision(tables)
    check(tables, known)
    problems += [problem for table in tables.values() for problem in table.problems]
    notes += [note for table in tables.values() for note in table.notes]
    return Reading(
        {name: table.frame for name, table in tables.items()},
        sorted(problems, key=_place),
        sorted(notes, key=_place),
        {name: table.given for name, table in tables.items()},
    )


def _place(problem: Problem) -> tuple[int, int]:
    return _ORDER.get(problem.table, len(_ORDER)), problem.row


def _add_precision(tables: dict[str, Understood]) -> None:
    """Add what the dates themselves say of their precision to what the table of that name says."""
    found = [table.precision for table in tables.values() if len(table.precision)]
    if not found:
        return
    own = tables.get("precision") or understand(RawTable("precision", typed("precision")))
    stated = pd.concat([own.frame, *found], ignore_index=True)
    keep = ~stated.duplicated(["table", "record", "column"]) | (stated.index < len(own.frame))
    own.frame = typed("precision", stated[keep])
    own.rows = pd.Series(own.rows).reindex(range(len(own.frame)), fill_value=0).to_numpy()
    tables["precision"] = own


def _raw(path: Path, kind: str | None) -> tuple[dict[str, RawTable], list[Problem], list[Problem]]:
    if not path.exists():
        raise FileError(f"ไม่พบไฟล์ {path}", f"there is no file {path}")
    try:
        if path.is_dir():
            files = sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv")
            return _named(
                {file.stem: file for file in files}, lambda name, file: read_csv(name, file.read_bytes()), path
            )
        if path.suffix.lower() == ".xlsx":
            return _named(read_sheets(path.read_bytes()), raw_table, path)
        if path.suffix.lower() in (".csv", ".tsv", ".txt"):
            return {_kind(path, kind): read_csv(_kind(path, kind), path.read_bytes())}, [], []
    except OSError as error:
        raise FileError(f"เปิด {path} ไม่ได้", f"{path} cannot be opened: {error.strerror}") from error
    raise FileError(
        f"ยังอ่านไฟล์ชนิดนี้ไม่ได้: {path.name} (อ่านได้: โฟลเดอร์ของ .csv, .csv, .xlsx)",
        f"files of this kind cannot be read yet: {path.name} (can be: a folder of .csv, .csv, .xlsx)",
    )


def _kind(path: Path, kind: str | None) -> str:
    name = kind or path.stem.lower()
    if name not in TABLES:
        raise UsageError(
            f"ชื่อไฟล์ {path.name} ไม่บอกว่าเป็นตารางใด ระบุ --kind เป็นหนึ่งใน {', '.join(TABLES)}",
            f"the name {path.name} does not say which table it is: give --kind, one of {', '.join(TABLES)}",
        )
    return name


def _named(
    sources: Mapping[str, _Source], reader: Callable[[str, _Source], RawTable], path: Path
) -> tuple[dict[str, RawTable], list[Problem], list[Problem]]:
    """Read each source whose name is a table's; a name close to one is a problem, any other but a notice a note."""
    raw: dict[str, RawTable] = {}
    problems: list[Problem] = []
    notes: list[Problem] = []
    for name, source in sources.items():
        table = name.strip().lower()
        if table == NOTICE:
            continue
        if table in raw:
            problems.append(Problem("file", 0, "", "duplicate_file", name))
        elif table in TABLES:
            raw[table] = reader(table, source)
        else:
            likely = min(TABLES, key=lambda known: OSA.distance(table, known))
            close = OSA.distance(table, likely) <= 2
            found = Problem("file", 0, "", "unknown_file", name, ", ".join(TABLES), likely if close else "")
            (problems if close else notes).append(found)
    if not raw and not problems:
        raise FileError(
            f"ใน {path} ไม่มีตารางที่รู้จัก ({', '.join(TABLES)})", f"{path} holds no known table ({', '.join(TABLES)})"
        )
    return raw, problems, notes


__all__ = ["Reading", "read", "reading", "typed"]
