"""Whether the store is sound and what it lacks. This module is ``python -m data check``."""

import re
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from data.commands.speech import answer, complain
from data.desk.villages import are_villages_stale
from data.errors import UsageError
from data.schema import Level, Quality, Records
from data.store import Store, open_store
from data.store.erase import SOURCE

_PACKAGES = (
    "streamlit",
    "folium",
    "streamlit-folium",
    "geopandas",
    "shapely",
    "pandas",
    "numpy",
    "SQLAlchemy",
    "alembic",
)


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    door = commands.add_parser("check", help="ตรวจฐานข้อมูล | is the store sound, and what is missing")
    door.add_argument(
        "--seal", metavar="N:HEX", help="a seal that was noted before: does the history still lead through it?"
    )
    door.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Say where the store is, whether it is sound, which versions run and what is missing."""
    store = open_store()
    answer(
        f"ฐานข้อมูล {store.place} เปิดได้ รุ่น {store.shape()} เปลี่ยนครั้งล่าสุดที่ {store.version()}",
        f"store {store.place} opens; shape {store.shape()}, at batch {store.version()}",
    )
    answer(f"Python {sys.version.split()[0]}, " + ", ".join(f"{name} {_version(name)}" for name in _PACKAGES))
    broken = [*_unfitting(store, arguments.seal), *store.problems()]
    for line in broken:
        complain(f"ฐานข้อมูลเสียหาย: {line} | the store is damaged: {line}")
    if not broken:
        answer("ฐานข้อมูลสมบูรณ์ดี", "the store is sound")
        number, seal = store.seal()
        answer(
            f"ตราผนึก จดไว้นอกเครื่องนี้ แล้วเทียบด้วย check --seal: {number}:{seal}",
            f"the seal, to be noted elsewhere and compared by check --seal: batch {number}: {seal}",
        )
    for thai, english, count in missing(store):
        answer(f"{thai}: {count:,}", f"{english}: {count:,}")
    _say_villages(store)
    return 1 if broken else 0


def _unfitting(store: Store, noted: str | None) -> list[str]:
    """Return what does not fit the seal that was noted, nothing where all does."""
    if noted is None:
        return []
    number, _, seal = noted.replace(" ", "").partition(":")
    if not number.isdecimal() or not re.fullmatch(r"[0-9a-f]{64}", seal):
        raise UsageError("--seal ต้องเป็น ครั้งที่:ตราผนึก", "--seal must be NUMBER:SEAL, as check said it")
    batches = store.batches()
    kept = batches.loc[batches["id"] == int(number), "seal"]
    if kept.eq(seal).any():
        return []
    erased = batches[batches["source"] == SOURCE]
    if erased["reason"].eq(f"{int(number)}:{seal}").any():
        return []
    restored = batches["source"].str.startswith("restore ") & (batches["id"] > int(number))
    later = f"; a backup was put back since, as batch {batches['id'][restored].max()}" if restored.any() else ""
    if (erased["id"] > int(number)).any():
        later += f"; people were erased since, as batch {erased['id'].max()}"
    return [f"batch {number} {'has another seal than noted' if len(kept) else 'is gone'}{later}"]


def _say_villages(store: Store) -> None:
    """Say of which quality the outlines of villages are, and whether they are those of now."""
    qualities = store.boundaries(Level.VILLAGE)["quality"].value_counts()
    official, approximate, schematic = (int(qualities.get(quality, 0)) for quality in Quality)
    answer(
        f"แนวเขตหมู่บ้าน (รวมตำบลที่ไม่มีหมู่บ้าน): ทางการ {official:,} โดยประมาณ {approximate:,} เชิงแผนผัง {schematic:,}",
        f"outlines of villages (and of tambon without villages): {official:,} official, {approximate:,} approximate, "
        f"{schematic:,} schematic",
    )
    if are_villages_stale(store):
        answer(
            "แนวเขตหมู่บ้านยังเป็นของข้อมูลเดิม แบ่งใหม่ด้วย python -m data init",
            "outlines of villages rest on what was before: python -m data init divides them anew",
        )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"


def missing(store: Store) -> list[tuple[str, str, int]]:
    """Return what the records lack, in words and number, what nothing lacks left out."""
    records = store.records()
    lacking = [*_blanks(records), *_without_outline(store, records)]
    return [(thai, english, count) for thai, english, count in lacking if count]


def _blanks(records: Records) -> list[tuple[str, str, int]]:
    initiatives, participation = records["initiatives"], records["participation"]
    hosted = participation[participation["role"] == "accountable"]["initiative_id"]
    found = [
        ("โครงการที่ยังไม่ทราบสถานะ", "initiatives of unknown status", initiatives["status"].isna()),
        ("โครงการที่ยังไม่ระบุประเด็นงาน", "initiatives without a theme", initiatives["themes"].isna()),
        ("โครงการที่ยังไม่ระบุพื้นที่", "initiatives without a place", initiatives["areas"].isna()),
        (
            "โครงการที่ยังไม่มีหน่วยงาน",
            "initiatives without an agency",
            ~initiatives["initiative_id"].isin(participation["initiative_id"]),
        ),
        ("โครงการที่ยังไม่มีเจ้าภาพ", "initiatives without a host", ~initiatives["initiative_id"].isin(hosted)),
        ("การมีส่วนร่วมที่ยังไม่ระบุบทบาท", "participations without a role", participation["role"].isna()),
        ("หน่วยงานที่ยังไม่ระบุภาคส่วน", "agencies of unknown sector", records["agencies"]["sector"].isna()),
        ("สถานที่ที่ยังไม่พบรหัส", "places that no code fits", records["unplaced"]["place"].notna()),
        ("พื้นที่ที่ยังไม่มีจำนวนประชากร", "areas of unknown population", records["areas"]["population"].isna()),
    ]
    return [(thai, english, int(rows.sum())) for thai, english, rows in found]


def _without_outline(store: Store, records: Records) -> list[tuple[str, str, int]]:
    areas = records["areas"]
    names = {
        Level.PROVINCE: ("จังหวัดที่ไม่มีแนวเขต", "provinces without an outline"),
        Level.AMPHOE: ("อำเภอที่ไม่มีแนวเขต", "amphoe without an outline"),
        Level.TAMBON: ("ตำบลที่ไม่มีแนวเขต", "tambon without an outline"),
    }
    villages = areas["code"][areas["level"] == Level.VILLAGE]
    without = ~villages.isin(store.boundaries(Level.VILLAGE).index)
    found = [("หมู่บ้านที่ไม่มีแนวเขต", "villages without an outline", int(without.sum()))]
    for level, (thai, english) in names.items():
        outlines = store.boundaries(level)
        codes = areas["code"][areas["level"] == level]
        found.append((thai, english, int((~codes.isin(outlines.index)).sum())))
        approximate = pd.Series(outlines["quality"]).ne("official")
        found.append(
            (f"{thai.split('ที่')[0]}ที่แนวเขตยังเป็นโดยประมาณ", f"{level} of approximate outline", int(approximate.sum()))
        )
    return found
