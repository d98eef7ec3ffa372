"""Takes files of records into the store. This module is ``python -m data import``."""

import os
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from data.commands.facts import shipped
from data.commands.invented import warn_invented
from data.commands.limits import settle_limits
from data.commands.office import make_office, open_office
from data.commands.progress import READING, TAKING_IN, Progress
from data.commands.speech import answer, complain, complain_of, one_line
from data.commands.villages import settle_villages
from data.desk.importing import Proposal, propose, take_in
from data.errors import Problem, UsageError
from data.readers.files import Asked
from data.readers.layouts import Layout
from data.readers.records import reading
from data.schema import OFFICE, TABLES, Actor, Label, typed
from data.schema.problems import PROBLEMS
from data.store import Changes, Store, office_url
from data.store.location import place

_SHOWN_CELLS = 50
_SHOWN_NOTES = 50
_NOTE = Label("หมายเหตุ", "note")


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    door = commands.add_parser("import", help="นำระเบียนเข้า | take records in")
    door.add_argument(
        "path",
        metavar="PATH",
        help="a folder of CSVs, one CSV, an .xlsx with sheets so named, a list of any layout, HXL, Kobo or ODK, "
        "IATI .xml, points (.geojson, .gpkg, .zip)",
    )
    door.add_argument("--kind", choices=tuple(TABLES), help="table of a single CSV whose name does not say it")
    door.add_argument(
        "--layout",
        metavar="NAME",
        help="what the headings of a list mean: a layout kept under this name, or a CSV of one",
    )
    door.add_argument("--dry-run", action="store_true", help="show what would change and change nothing")
    door.add_argument(
        "--as-invented", action="store_true", help="take invented records into a store that has no initiatives yet"
    )
    door.add_argument("--by", default="", metavar="NAME", help="who imports, kept with the change")
    door.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Read, check, and apply in one transaction; say every problem and apply nothing if there is one."""
    store = open_office()
    path, actor = Path(arguments.path), replace(OFFICE, account_id=arguments.by)
    layout = _layout(arguments.layout, store) if arguments.layout else None
    asked = Asked(path, arguments.kind or "", on_progress=Progress(READING), layout=layout)
    found = propose(store or shipped("none"), actor, asked, is_invented=arguments.as_invented)
    _tell_notes(found.reading.notes)
    complain_of(found.problems)
    if found.problems:
        return 1
    warn_invented({**found.known, **found.reading.records})
    if arguments.dry_run:
        _rehearse(store, found)
    else:
        name = os.fsencode(path.name).decode("utf-8", "replace")
        _apply(store or make_office(), actor, found, name)
    return 0


def _layout(name: str, store: Store | None) -> Layout:
    """Return the layout that the store keeps under `name`, or the one in the CSV of that name."""
    kept = store.records() if store else shipped("none")
    if not Path(name).is_file():
        return Layout.from_records(kept.get("layouts", typed("layouts")), name)
    found = reading(Path(name), kind="layouts", known=kept)
    complain_of(found.problems)
    names = found.records["layouts"]["layout"].dropna().unique()
    if found.problems or len(names) != 1:
        raise UsageError(f"{name} ไม่ใช่ผังคอลัมน์เดียวที่สมบูรณ์", f"{name} does not hold one sound layout")
    return Layout.from_records(found.records["layouts"], names[0])


def _tell_notes(notes: list[Problem]) -> None:
    """Say the notes, of very many of one kind the first ones and how many more there are."""
    told: Counter[str] = Counter()
    for note in notes:
        told[note.code] += note.count
        if told[note.code] <= _SHOWN_NOTES:
            complain_of([note], _NOTE)
    for code, count in told.items():
        if count > _SHOWN_NOTES:
            said = PROBLEMS.get(code, Label(code, code))
            thai, english = f"อีก {count - _SHOWN_NOTES:,} [{code}]", f"{count - _SHOWN_NOTES:,} more [{code}]"
            complain(f"{_NOTE.thai}: {thai} {said.thai} | {_NOTE.english}: {english}: {said.english}")


def _rehearse(store: Store | None, found: Proposal) -> None:
    """Say what would change; where the office has no store yet, in one made of the shipped facts."""
    where = store.place if store else place(office_url())
    if store is None:
        answer(f"จะสร้างฐานข้อมูล {where} ก่อน", f"the store {where} would be made first, with the shipped facts")
    _show(found.difference)
    answer(f"ลองดูเท่านั้น ไม่ได้เปลี่ยนอะไรใน {where}", f"a dry run: nothing was changed in {where}")


def _apply(store: Store, actor: Actor, found: Proposal, source: str) -> None:
    batch = take_in(store.telling(Progress(TAKING_IN)), actor, found, source)
    thai, english = _counts(batch.added, batch.changed, batch.unchanged)
    settle_villages(store)
    if not batch.added and not batch.changed:
        answer(f"ไม่มีอะไรเปลี่ยนใน {store.place}: {thai}", f"nothing changed in {store.place}: {english}")
        return
    answer(
        f"นำเข้า {store.place} แล้ว ครั้งที่ {batch.number}: {thai}",
        f"imported into {store.place} as batch {batch.number}: {english}",
    )
    settle_limits(store)


def _show(difference: Mapping[str, Changes]) -> None:
    for name, part in difference.items():
        thai, english = _counts(len(part.added), len(part.updated), part.unchanged)
        answer(f"{name}: {thai}", f"{name}: {english}")
        shown = part.cells.head(_SHOWN_CELLS)
        for cell in shown.itertuples(index=False):
            answer(f"  {one_line(str(cell.record))} {cell.column}: {_said(cell.old)} → {_said(cell.new)}")
        if len(part.cells) > len(shown):
            answer(f"  … {len(part.cells) - len(shown):,}")


def _counts(added: int, changed: int, unchanged: int) -> tuple[str, str]:
    return (
        f"เพิ่ม {added:,} เปลี่ยน {changed:,} เหมือนเดิม {unchanged:,}",
        f"{added:,} added, {changed:,} changed, {unchanged:,} unchanged",
    )


def _said(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "–"
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else f'"{one_line(str(value))}"'
