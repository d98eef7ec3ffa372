"""Makes a store and fills it with what ships. This module is ``python -m data init``."""

import contextlib
import os
import secrets
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from data.commands.facts import shipped, shipped_cells
from data.commands.limits import fix_limits
from data.commands.speech import answer
from data.errors import StoreError
from data.schema import Records
from data.store import Store, init_url, make_store
from data.store.location import file_url, key_file, sqlite_file

SAMPLES = ("public", "demo", "none")


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    door = commands.add_parser("init", help="สร้างฐานข้อมูลจากข้อมูลที่มากับโปรแกรม | make the store from what ships")
    door.add_argument("--sample", choices=SAMPLES, default="none", help="records of which sample (none: facts only)")
    door.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Make the store if there is none and fill it if it is empty; leave one that has records as it is."""
    url = init_url(arguments.sample)
    file = sqlite_file(url)
    if file and not file.exists():
        made = _make_file(file, arguments.sample)
    else:
        made = _fill_empty(make_store(url), arguments.sample)
    if not made:
        answer("ฐานข้อมูลมีระเบียนอยู่แล้ว ไม่ได้เปลี่ยนอะไร", "the store already has records: nothing was changed")
    return 0


def _make_file(file: Path, sample: str) -> bool:
    """Build the store under another name and put it in its place whole; False if one appeared meanwhile."""
    records = shipped(sample)
    part = file.with_name(f".{file.stem}.{secrets.token_hex(4)}.part.sqlite")
    try:
        store = make_store(file_url(part), key_file(file_url(file)))
        _fill(store, records, sample)
        os.link(part, file)
    except FileExistsError:
        return False
    except OSError as error:
        raise StoreError(f"สร้าง {file} ไม่ได้", f"{file} cannot be made: {error.strerror}") from error
    finally:
        for left in (part, part.with_name(f"{part.name}-wal"), part.with_name(f"{part.name}-shm")):
            with contextlib.suppress(OSError):
                left.unlink()
    return True


def _fill_empty(store: Store, sample: str) -> bool:
    if store.has_records():
        return False
    _fill(store, shipped(sample), sample)
    return True


def _fill(store: Store, records: Records, sample: str) -> None:
    """Keep outlines first and records last, in one transaction: a store with records is a whole one."""
    layers = {level: (cells, cells) for level, cells in shipped_cells(records["areas"]).items()}
    store.replace_layers(layers, "init", "shipped outlines")
    batch = store.apply(records, "init", f"shipped facts, sample {sample}")
    fix_limits(store)
    counts = {name: len(frame) for name, frame in records.items() if len(frame)}
    answer(
        f"สร้างฐานข้อมูลแล้ว {batch.added:,} ระเบียน",
        f"the store is made with {batch.added:,} records: "
        + ", ".join(f"{name} {n:,}" for name, n in counts.items()),
    )
