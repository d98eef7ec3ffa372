"""Takes files of records into the store. This module is ``python -m data import``."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from data.commands.limits import fix_limits
from data.commands.speech import answer, complain_of, one_line
from data.readers.records import reading
from data.schema import TABLES
from data.schema.labels import Label
from data.store import Changes, open_store

_SHOWN_CELLS = 50


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    door = commands.add_parser("import", help="นำระเบียนเข้า | take records in")
    door.add_argument("path", metavar="PATH", help="a folder of CSVs, one CSV, or an .xlsx with sheets so named")
    door.add_argument("--kind", choices=tuple(TABLES), help="table of a single CSV whose name does not say it")
    door.add_argument("--dry-run", action="store_true", help="show what would change and change nothing")
    door.add_argument("--by", default="", metavar="NAME", help="who imports, kept with the change")
    door.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Read, check, and apply in one transaction; say every problem and apply nothing if there is one."""
    store = open_store()
    path = Path(arguments.path)
    found = reading(path, kind=arguments.kind, known=store.records())
    complain_of(found.notes, Label("หมายเหตุ", "note"))
    if found.problems:
        complain_of(found.problems)
        return 1
    if arguments.dry_run:
        _show(store.difference(found.records, found.given))
        answer("ลองดูเท่านั้น ไม่ได้เปลี่ยนอะไร", "a dry run: nothing was changed")
        return 0
    batch = store.apply(found.records, arguments.by, path.name, found.given)
    fix_limits(store)
    thai, english = _counts(batch.added, batch.changed, batch.unchanged)
    answer(f"นำเข้าแล้ว ครั้งที่ {batch.number}: {thai}", f"imported as batch {batch.number}: {english}")
    return 0


def _show(difference: Mapping[str, Changes]) -> None:
    for name, changes in difference.items():
        thai, english = _counts(len(changes.added), len(changes.updated), changes.unchanged)
        answer(f"{name}: {thai}", f"{name}: {english}")
        shown = changes.cells.head(_SHOWN_CELLS)
        for cell in shown.itertuples(index=False):
            answer(f"  {one_line(str(cell.record))} {cell.column}: {_said(cell.old)} → {_said(cell.new)}")
        if len(changes.cells) > len(shown):
            answer(f"  … {len(changes.cells) - len(shown):,}")


def _counts(added: int, changed: int, unchanged: int) -> tuple[str, str]:
    return (
        f"เพิ่ม {added:,} เปลี่ยน {changed:,} เหมือนเดิม {unchanged:,}",
        f"{added:,} added, {changed:,} changed, {unchanged:,} unchanged",
    )


def _said(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "–"
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else f'"{one_line(str(value))}"'
