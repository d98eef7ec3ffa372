"""Taking a record out. This module says what still refers to it, and removes it with what is its own."""

from collections.abc import Mapping

import pandas as pd

from data.desk.parts import Part, opened, opened_of
from data.desk.reach import require_edits
from data.desk.reasons import fitting
from data.desk.rights import signature
from data.errors import DataError
from data.schema import SEPARATOR, TABLES, Actor, Label, Records
from data.schema.invented import NAMED_TABLES
from data.store import Batch, Edit, Store

_OWN: Mapping[str, tuple[str, ...]] = {
    "initiatives": ("participation", "unplaced", "requests", "marks", "objections"),
    "agencies": ("aliases",),
}
"""What is a part of a record and goes with it."""
_MOST = 3
_CALLED: Mapping[str, Label] = {
    "participation": Label("การมีส่วนร่วมในงาน", "participations"),
    "ties": Label("ความเชื่อมโยง", "ties"),
    "assets": Label("ทุนเดิม", "assets"),
    "coverage": Label("พื้นที่รับผิดชอบ", "coverage"),
    "hats": Label("หมวกของผู้คน", "hats of people"),
    "layouts": Label("ผังคอลัมน์ที่จำไว้", "remembered layouts"),
    "requests": Label("คำขอ", "requests"),
    "accounts": Label("บัญชีผู้ใช้", "accounts"),
    "marks": Label("สิ่งที่เห็นผ่านกล้อง", "what was seen through binoculars"),
    "decisions": Label("การตัดสินใจก่อนเปิดหน้างาน", "decisions before a new front"),
    "objections": Label("ข้อคัดค้าน", "objections"),
    "ruins": Label("ซากโครงการที่ตัดสินใจแล้ว", "what becomes of ruins"),
    "proposals": Label("ข้อเสนอลองดู", "what-if proposals"),
    "steps": Label("ขั้นของข้อเสนอ", "steps of proposals"),
}


def referring(records: Records, table: str, key: str) -> dict[str, pd.DataFrame]:
    """Return the records that refer to one and would be left hanging, by table."""
    found = {}
    for name, other in TABLES.items():
        columns = [column for column in other.columns if column.refers == table]
        if name in _OWN.get(table, ()) or not columns or name not in records:
            continue
        frame = records[name]
        hits = [_names(frame[column.name], key, is_list=column.kind == "codes") for column in columns]
        is_hit = pd.concat(hits, axis=1).any(axis=1) if len(frame) else pd.Series(dtype=bool)
        if is_hit.any():
            found[name] = frame[is_hit]
    return found


def _names(values: "pd.Series[str]", key: str, *, is_list: bool) -> "pd.Series[bool]":
    if not is_list:
        return (values == key).fillna(value=False)
    return values.fillna("").str.split(SEPARATOR).map(lambda codes: key in codes)


def remove(store: Store, actor: Actor, table: str, key: str, reason: str) -> Batch:
    """Take one record out, with what is part of it, all in one transaction.

    Parameters
    ----------
    reason : why, kept with the change.

    Raises
    ------
    DataError
        No reason is given or too long a one, the record is gone, or others refer to it: the sentence lists them.
    NotAllowedError
        It is not the actor's to remove.
    EditConflictError
        Somebody changed it at the same moment.
    """
    reason = fitting(reason)
    if not reason:
        raise DataError("บอกเหตุผลที่ลบก่อน", "say why it is to be removed")
    records = store.records()
    part = opened(records, table, key)
    if part is None:
        raise DataError("ไม่มีระเบียนนี้แล้ว", "there is no such record any more")
    if found := referring(records, table, key):
        raise _hanging(records, found)
    edit = Edit(table, key, None, part.whole)
    own = [
        Edit(name, each.record, None, each.whole)
        for name in _OWN.get(table, ())
        for each in _own(records, name, part)
    ]
    require_edits(store, actor, [edit])
    asked = [] if table != "ties" else _asked(records, part.seen)
    return store.edit([*own, *asked, *_fates(records, table, key), edit], signature(actor), "form", reason=reason)


def _own(records: Records, name: str, part: Part) -> list[Part]:
    """Return the records of a table that belong to one, the last of those that repeat first."""
    columns = [column.name for column in TABLES[name].columns if column.refers == part.table]
    found = {each.record: each for column in columns for each in opened_of(records, name, column, part.record)}
    return [found[key] for key in sorted(found, reverse=True)]


def _fates(records: Records, table: str, key: str) -> list[Edit]:
    """Return what takes out the decision about a ruin that goes."""
    decided = [each for each in opened_of(records, "ruins", "record", key) if each.seen["table"] == table]
    return [Edit("ruins", each.record, None, each.whole) for each in decided]


def _asked(records: Records, tie: Mapping[str, object]) -> list[Edit]:
    """Return what takes back the requests about a tie that wait for an answer."""
    about = opened_of(records, "requests", "initiative_id", str(tie["from_id"]))
    same = [
        each
        for each in about
        if (each.seen.get("other_id"), each.seen.get("tie_kind")) == (tie["to_id"], tie["kind"])
    ]
    return [Edit("requests", each.record, None, each.whole) for each in same if not each.seen.get("answer")]


def _hanging(records: Records, found: Mapping[str, pd.DataFrame]) -> DataError:
    thai = ", ".join(
        f"{_CALLED[name].thai} {len(frame):,}{_first(records, name, frame)}" for name, frame in found.items()
    )
    english = ", ".join(
        f"{len(frame):,} {_CALLED[name].english}{_first(records, name, frame)}" for name, frame in found.items()
    )
    return DataError(
        f"ยังลบไม่ได้ เพราะยังมีที่อ้างถึง: {thai}", f"this cannot be removed yet, it is referred to by: {english}"
    )


def _first(records: Records, name: str, frame: pd.DataFrame) -> str:
    """Return the names of the first few, in brackets; nothing of what is private or has no name."""
    if name in NAMED_TABLES:
        shown = frame[NAMED_TABLES[name]]
    elif {"from_id", "initiative_id"} & set(frame) and name in ("ties", "participation"):
        titles = records["initiatives"].set_index("initiative_id")["title_th"]
        ends = [frame[column].map(titles) for column in ("from_id", "to_id", "initiative_id") if column in frame]
        shown = ends[0] if len(ends) == 1 else ends[0].str.cat(ends[1], sep=" ↔ ")
    else:
        return ""
    more = " …" if len(shown) > _MOST else ""
    return f" ({', '.join(str(each) for each in shown.head(_MOST))}{more})"
