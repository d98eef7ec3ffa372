"""Gives everything out as files. This module is ``python -m data export``, and what the export page calls."""

import datetime as dt
import io
import json
import tempfile
import zipfile
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from data.commands.facts import registry
from data.commands.invented import warn_invented
from data.commands.scores import day_of
from data.commands.speech import answer
from data.desk.limits import opening_day
from data.errors import UsageError
from data.schema import PRIVATE_TABLES, TABLES, Label, Level, Records
from data.store import Store, open_store, urls
from data.writers.content import Content, settings_of, without
from data.writers.files import replacing
from data.writers.forms import FORMS, OWN
from data.writers.losses import LOSSES, Loss, losses
from data.writers.metadata import Origin, metadata

__all__ = ["FORMS", "LOSSES", "REASONS", "Loss", "export_bytes", "losses"]

BESIDE = "metadata.json"
REASONS = {
    "status": Label("สถานะ", "a status"),
    "date": Label("วันเริ่มและวันสิ้นสุด", "any date"),
    "agency": Label("หน่วยงานพร้อมบทบาท", "an agency with a role"),
}
"""What work lacks that a form leaves out, by the name that the metadata count it under."""
_ENDINGS = {form.suffix: name for name, form in FORMS.items() if form.suffix}


Given = tuple[Content, Origin]
"""What leaves, and where it comes from."""


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    door = commands.add_parser(
        "export",
        help="ส่งระเบียนออก | give records out",
        description=_told(),
        formatter_class=RawDescriptionHelpFormatter,
    )
    door.add_argument("path", metavar="PATH", help="a file, or a folder for CSVs; its ending says the format")
    door.add_argument("--format", choices=tuple(FORMS), help="the format, where the ending of PATH does not say it")
    door.add_argument(
        "--as-of", metavar="DATE", help="day of scores: 2007-02-16, 16 ก.พ. 2550; else the register's own"
    )
    door.add_argument(
        "--level", choices=tuple(map(str, Level)), help="geojson: add the areas of this level with scores"
    )
    door.add_argument("--public", action="store_true", help=f"leave out what is private: {', '.join(PRIVATE_TABLES)}")
    door.set_defaults(run=run)


def _told() -> str:
    """Say what each form is good for and what it cannot carry."""
    lines = ["ส่งออกทั้งทะเบียน พร้อมไฟล์กำกับข้างกัน | gives the whole register out, with a file of metadata beside it", ""]
    for name, form in FORMS.items():
        lines += [f"{name}: {form.use.thai} | {form.use.english}"]
        lines += [f"    - {loss.said.thai} | {loss.said.english}" for loss in LOSSES[name] if not loss.is_whole]
        tables = _tables(LOSSES[name])
        lines += [f"    - ไม่มีตาราง {tables} | no tables {tables}"] if tables else []
    return "\n".join(lines)


def _tables(missing: Iterable[Loss]) -> str:
    return ", ".join(loss.table for loss in missing if loss.is_whole)


def run(arguments: Namespace) -> int:
    """Write all records of the store in one form, and beside them what they are; say what is left out."""
    path = Path(arguments.path)
    form = arguments.format or _form_of(path)
    if arguments.level and not FORMS[form].has_level:
        raise UsageError("--level ใช้กับ geojson เท่านั้น", "--level goes with geojson only")
    store = open_store()
    day = day_of(arguments.as_of, "--as-of") if arguments.as_of else None
    hidden = PRIVATE_TABLES if arguments.public else ()
    content, origin = _gathered(store, day, arguments.level, hidden)
    told = _write(content, form, path, origin)
    warn_invented(content.records)
    count = sum(told["rows"].values())
    answer(
        f"ส่งออก {count:,} ระเบียนจาก {store.place} ไปที่ {path}",
        f"exported {count:,} records of {store.place} to {path}",
    )
    _say_left_out(told, losses(form, hidden))
    return 0


def export_bytes(
    source: Store | Records,
    form: str,
    as_of: dt.date | None = None,
    level: Level | None = None,
    hidden: Collection[str] = (),
) -> tuple[str, bytes, dict[str, Any]]:
    """Return an export as one file, a folder as a zip.

    Parameters
    ----------
    source : the store, or records alone, which then have no outlines.
    form : one of `FORMS`.
    as_of : day of scores and standings; None: the register's own, else today.
    level : whose areas a GeoJSON holds; other forms hold all levels or none.
    hidden : tables that whoever asks may not see (`data.desk.rights.hidden`), left out in every form.

    Returns
    -------
    Name of the file, its bytes, and what is to be known of it (`data.writers.metadata.metadata`).
    """
    content, origin = _gathered(source, as_of, level, hidden)
    origin = origin._replace(register=_name_of(source))
    name = f"songklong-nakhon-{content.day}{FORMS[form].suffix}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        told = _write(content, form, path, origin)
        if path.is_dir():
            return f"{name}.zip", _zipped(path), told
        return name, path.read_bytes(), told


def _name_of(source: Store | Records) -> str:
    """Return the name under which readers turn to a store; where it lies is not theirs to know."""
    names = urls().items() if isinstance(source, Store) else ()
    return next((name for name, url in names if url == source.url), "")  # type: ignore[union-attr]


def _form_of(path: Path) -> str:
    """Return the form that the ending of a path says."""
    ending = path.suffix.lower()
    if not ending or path.is_dir():
        return "folder"
    if ending not in _ENDINGS:
        known = ", ".join(_ENDINGS)
        raise UsageError(
            f"ส่งออกเป็น {ending} ไม่ได้ (ได้: โฟลเดอร์, {known})", f"{ending} cannot be exported; a folder, {known} can"
        )
    return _ENDINGS[ending]


def _gathered(source: Store | Records, day: dt.date | None, level: str | None, hidden: Collection[str]) -> Given:
    """Read what is to leave, and where it comes from."""
    if isinstance(source, Store):
        records: Records = source.records()
        outlines = {str(one): (source.boundaries_full(one), source.boundaries(one)) for one in Level}
        place, version = source.place, source.version()
    else:
        records, outlines, place, version = source, {}, "", 0
    kept = without(records, hidden)
    content = Content(kept, day or opening_day(settings_of(kept)), Level(level) if level else None, outlines)
    return content, Origin(place, version, registry(), hidden)


def _write(content: Content, form: str, path: Path, origin: Origin) -> dict[str, Any]:
    """Write an export and its metadata beside it; return the metadata."""
    FORMS[form].write(content, path)
    files = [path / f"{name}.csv" for name in TABLES] if form == "folder" else [path]
    told = metadata(content, form, files, origin)
    beside = path / BESIDE if form == "folder" else path.with_name(f"{path.name}.{BESIDE}")
    with replacing(beside) as part:
        part.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return told


def _zipped(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return packed.getvalue()


def _say_left_out(told: Mapping[str, Any], missing: Collection[Loss]) -> None:
    """Say what an export leaves out, and whether it holds what is private."""
    if missing:
        answer(
            f"รูปแบบนี้เก็บไม่ได้ {len(missing)} ข้อ อ่านได้ในไฟล์กำกับ {BESIDE}",
            f"this form cannot carry {len(missing)} things: {BESIDE} beside it says which",
        )
    for reason, count in told["left_out"]["counts"].items():
        lacking = REASONS[reason]
        answer(
            f"ไม่ได้ส่งออก {count:,} งานที่ไม่ทราบ{lacking.thai}",
            f"left out: {count:,} of work without {lacking.english}",
        )
    people = told["rows"].get("hats", 0)
    if told["format"] in OWN and people:
        answer(
            f"มีบุคคลภายใต้นามแฝง {people:,} แถว ไม่ให้ไปด้วยใช้ --public",
            f"{people:,} rows tell of people under pseudonyms; --public leaves them out",
        )
