"""Makes a store and fills it with what ships. This module is ``python -m data init``."""

import contextlib
import os
import secrets
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from data.commands.facts import shipped, shipped_cells
from data.commands.invented import warn_invented
from data.commands.limits import settle_limits
from data.commands.speech import answer
from data.commands.villages import settle_villages
from data.desk.villages import Ground, village_layers
from data.errors import StoreError
from data.schema import Level, Records
from data.store import Store, init_url, make_store, open_store
from data.store.location import file_url, is_there, key_file, place, sqlite_file

SAMPLES = ("public", "demo", "none")


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    door = commands.add_parser("init", help="สร้างฐานข้อมูลจากข้อมูลที่มากับโปรแกรม | make the store from what ships")
    door.add_argument("--sample", choices=SAMPLES, default="none", help="records of which sample (none: facts only)")
    door.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Make the store if there is none and fill it if it is empty; leave one that has records as it is."""
    url = init_url(arguments.sample)
    if make(url, arguments.sample):
        return 0
    if settle_villages(open_store(url)):
        answer(
            f"แบ่งแนวเขตหมู่บ้านของฐานข้อมูล {place(url)} ใหม่แล้ว",
            f"the outlines of villages of the store {place(url)} were divided anew",
        )
    else:
        answer(
            f"ฐานข้อมูล {place(url)} มีระเบียนอยู่แล้ว ไม่ได้เปลี่ยนอะไร",
            f"the store {place(url)} already has records: nothing was changed",
        )
    return 0


def make(url: str, sample: str) -> bool:
    """Make the store at `url` with what ships and say so; False, and nothing changed, if it has records."""
    file = sqlite_file(url)
    is_missing = file is not None and not is_there(file)
    records = _make_file(file, sample) if file and is_missing else _fill_empty(make_store(url), sample)
    counts = {name: len(frame) for name, frame in (records or {}).items() if len(frame)}
    warn_invented(records or {})
    if counts:
        answer(
            f"สร้างฐานข้อมูลแล้ว {place(url)} มี {sum(counts.values()):,} ระเบียน",
            f"the store is made: {place(url)}, with {sum(counts.values()):,} records: "
            + ", ".join(f"{name} {count:,}" for name, count in counts.items()),
        )
    return bool(counts)


def _make_file(file: Path, sample: str) -> Records | None:
    """Build the store under another name and put it in its place whole; None if one appeared meanwhile."""
    records = shipped(sample)
    part = file.with_name(f".{file.stem}.{secrets.token_hex(4)}.part.sqlite")
    try:
        _fill(make_store(file_url(part), key_file(file_url(file))), records, sample)
        os.link(part, file)
    except FileExistsError:
        return None
    except OSError as error:
        raise StoreError(f"สร้าง {file} ไม่ได้", f"{file} cannot be made: {error.strerror}") from error
    finally:
        for left in (part, part.with_name(f"{part.name}-wal"), part.with_name(f"{part.name}-shm")):
            with contextlib.suppress(OSError):
                left.unlink()
    return records


def _fill_empty(store: Store, sample: str) -> Records | None:
    if store.has_records():
        return None
    records = shipped(sample)
    _fill(store, records, sample)
    return records


def _fill(store: Store, records: Records, sample: str) -> None:
    """Keep outlines first and records last, in one transaction: a store with records is a whole one."""
    layers = {level: (cells, cells) for level, cells in shipped_cells(records["areas"]).items()}
    tambon = layers[Level.TAMBON]
    layers[Level.VILLAGE] = village_layers(Ground(records["areas"], tambon, tambon[0].iloc[:0]))
    store.replace_layers(layers, "init", "shipped outlines")
    store.apply(records, "init", f"shipped facts, sample {sample}")
    settle_limits(store)
