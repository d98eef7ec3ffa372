"""Backups made and put back. This module is ``python -m data backup`` and ``python -m data restore``."""

import datetime
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from data.commands.speech import answer
from data.desk import backup as desk
from data.errors import UsageError
from data.schema import OFFICE
from data.store import Store, default_url, location, office_url, open_store
from data.store.location import STORES, file_url, is_there, key_file, place, sqlite_file, stated_url, store_file

_DAYS = 7


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add these commands to the door."""
    door = commands.add_parser("backup", help="สำรองข้อมูล | copy everything to one file, while the app runs")
    door.add_argument(
        "file", metavar="FILE", nargs="?", help="where the backup is written; an earlier one is replaced"
    )
    door.add_argument(
        "--daily", action="store_true", help=f"to local/backup under today's date, the last {_DAYS} are kept"
    )
    door.set_defaults(run=run_backup)
    back = commands.add_parser("restore", help="นำข้อมูลสำรองกลับมาใช้ | put a backup back, while the app runs")
    back.add_argument("file", metavar="FILE", help="a backup; what it replaces is kept beside the store")
    back.add_argument("--as-it-is", action="store_true", help="also where its history does not fit its records")
    back.set_defaults(run=run_restore)
    for one in (door, back):
        one.add_argument("--store", choices=STORES, help="which store (else the one that the app opens first)")


def run_backup(arguments: Namespace) -> int:
    """Write a backup, of today if none is named."""
    if bool(arguments.file) == arguments.daily:
        raise UsageError("ระบุ FILE หรือ --daily อย่างใดอย่างหนึ่ง", "give either FILE or --daily")
    store = open_store(url_of(arguments.store))
    file = _today(store) if arguments.daily else Path(arguments.file)
    if arguments.daily and file.exists():
        return 0
    desk.back_up(store, OFFICE, file)
    if arguments.daily:
        _keep_last(file)
    size = file.stat().st_size / 1e6
    answer(
        f"สำรอง {store.place} ไว้ที่ {file} แล้ว ({size:,.1f} MB) มีรหัสผ่านที่แปลงแล้วอยู่ด้วย เก็บให้พ้นมือผู้อื่น",
        f"backed {store.place} up to {file} ({size:,.1f} MB); it holds passwords as hashes: keep it from strangers",
    )
    answer(
        f"กุญแจนามแฝง {key_file(store.url).name} ไม่อยู่ในไฟล์สำรอง เก็บแยกไว้ต่างหาก",
        f"the key of pseudonyms {key_file(store.url).name} is not in it: keep that apart",
    )
    return 0


def run_restore(arguments: Namespace) -> int:
    """Put a backup back and say where what it replaced is kept."""
    url = url_of(arguments.store)
    done = desk.restore(url, OFFICE, Path(arguments.file), as_it_is=arguments.as_it_is)
    answer(
        f"นำ {arguments.file} กลับมาใช้ใน {place(url)} แล้ว เป็นครั้งที่ {done.batch.number} ทุกคนต้องลงชื่อเข้าใช้ใหม่",
        f"put {arguments.file} back into {place(url)} as batch {done.batch.number}; everybody has to sign in anew",
    )
    if done.kept:
        answer(f"ข้อมูลเดิมเก็บไว้ที่ {done.kept}", f"what it replaced is kept in {done.kept}")
    if not is_there(key_file(url)):
        answer(
            f"ไม่พบกุญแจนามแฝง {key_file(url).name} หากมีอยู่ให้วางไว้ข้างฐานข้อมูล",
            f"there is no key of pseudonyms {key_file(url).name}: put yours beside the store if you have it",
        )
    return 0


def url_of(name: str | None) -> str:
    """Return the store of a name, or the one that the app opens first."""
    if name is None:
        return default_url()
    if stated_url():
        raise UsageError("ใช้ --store พร้อม DATABASE_URL ไม่ได้", "--store and DATABASE_URL do not go together")
    return office_url() if name == location.OFFICE else file_url(store_file(name))


def _today(store: Store) -> Path:
    name = (sqlite_file(store.url) or Path(store.place)).stem
    return location.LOCAL / "backup" / f"{name}-{datetime.datetime.now().astimezone():%Y-%m-%d}.sqlite"


def _keep_last(file: Path) -> None:
    """Remove all but the last few daily backups of the same store."""
    name = file.stem[: -len("2026-01-01")]
    days = sorted(file.parent.glob(f"{name}[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].sqlite"))
    for old in days[:-_DAYS]:
        old.unlink()
