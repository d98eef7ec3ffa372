"""People taken out of the register for good. This module is ``python -m data erase``."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import replace

from data.commands.backups import url_of
from data.commands.speech import answer, complain
from data.desk.erasing import SETTING, Erased, erase_people, expired
from data.errors import UsageError
from data.schema import OFFICE, today
from data.store import Store, open_store
from data.store.location import STORES


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    door = commands.add_parser("erase", help="ลบบุคคลถาวร | take people out of the register for good")
    whom = door.add_mutually_exclusive_group(required=True)
    whom.add_argument("--person", metavar="WHO", help="a name as it was given, or a pseudonym; - asks for it")
    whom.add_argument(
        "--older-than",
        metavar="MONTHS",
        nargs="?",
        const="",
        help=f"everybody of whom nothing was said for so long; without MONTHS as the setting {SETTING} says",
    )
    door.add_argument("--dry-run", action="store_true", help="count, and change nothing")
    door.add_argument("--by", default="", metavar="NAME", help="who erases, kept with the change")
    door.add_argument("--store", choices=STORES, help="which store (else the one that the app opens first)")
    door.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Erase people from the store, its history, drafts and backups, and say how many."""
    store = open_store(url_of(arguments.store))
    if arguments.person is None:
        people = expired(store, _months(arguments.older_than, store), today())
        if not people:
            answer("ไม่มีบุคคลที่เก็บไว้นานเกินกำหนด", "nobody has been kept for longer than that")
            return 0
    else:
        people = frozenset({_who(arguments.person)})
    actor = replace(OFFICE, account_id=arguments.by)
    found = erase_people(store, actor, people, is_tried=arguments.dry_run)
    _tell(store, found, is_tried=arguments.dry_run)
    return 1 if found.left or found.is_nobody else 0


def _who(said: str) -> str:
    name = (input() if said == "-" else said).strip()
    if not name:
        raise UsageError("บอกชื่อหรือนามแฝงด้วย", "say a name or a pseudonym")
    return name


def _months(said: str, store: Store) -> int:
    text = said or store.settings().get(SETTING, "")
    if not text.isdecimal() or not 0 < int(text) <= 1200:
        raise UsageError(
            f"บอกจำนวนเดือน 1 ถึง 1200 หรือตั้งค่า {SETTING}", f"say 1 to 1200 months, or make the setting {SETTING}"
        )
    return int(text)


def _tell(store: Store, found: Erased, *, is_tried: bool) -> None:
    """Say what was found and erased, without repeating who."""
    if found.is_nobody:
        complain(f"ไม่พบบุคคลนี้ใน {store.place} และในไฟล์สำรอง | nobody of this name in {store.place} or its backups")
    else:
        thai, english = ("พบ", "found") if is_tried else ("ลบถาวรแล้ว", "erased for good")
        answer(
            f"{thai} {found.people} คนใน {store.place} รวมประวัติและร่าง",
            f"{english}: {found.people} people in {store.place}, history and drafts among it",
        )
        for file, count in found.files.items():
            answer(f"{thai} {count} คนในไฟล์สำรอง {file.name}", f"{english}: {count} in the backup {file.name}")
    for file in found.left:
        complain(f"เปิดไฟล์ {file} ไม่ได้ ยังอาจมีบุคคลนี้อยู่ | {file} cannot be opened and may still hold them")
    if is_tried:
        answer("ลองดูเท่านั้น ไม่ได้เปลี่ยนอะไร", "a dry run: nothing was changed")
    else:
        answer(
            "สำเนาที่เก็บไว้ที่อื่นและไฟล์ที่ส่งออกแล้วต้องลบเอง",
            "copies kept elsewhere and files that were exported are yours to delete",
        )
