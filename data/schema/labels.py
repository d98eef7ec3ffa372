"""Thai and English words for every value a record may hold, and what else people write for it.

This module is the bilingual word list of the vocabulary.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from data.schema.values import (
    AccountRole,
    Answer,
    AssetKind,
    AssetState,
    Direction,
    DuplicationState,
    Extent,
    Fate,
    IntegrationState,
    Level,
    Move,
    Outcome,
    Quality,
    RequestKind,
    Role,
    Sector,
    Status,
    TieKind,
    Verdict,
    Way,
)


class Label(NamedTuple):
    """How a value is said on screen in each language."""

    thai: str
    english: str


LABELS: Mapping[str, Label] = MappingProxyType(
    {
        Level.PROVINCE: Label("จังหวัด", "Province"),
        Level.AMPHOE: Label("อำเภอ", "Amphoe (district)"),
        Level.TAMBON: Label("ตำบล", "Tambon (subdistrict)"),
        Level.VILLAGE: Label("หมู่บ้าน", "Village"),
        Sector.STATE: Label("ภาครัฐ", "State"),
        Sector.LOCAL_GOVERNMENT: Label("องค์กรปกครองส่วนท้องถิ่น", "Local government"),
        Sector.CIVIL_SOCIETY: Label("ภาคประชาสังคม", "Civil society"),
        Sector.COMMUNITY: Label("องค์กรชุมชน", "Community organisation"),
        Sector.ACADEMIC: Label("ภาควิชาการ", "Academic"),
        Sector.PRIVATE: Label("ภาคเอกชน", "Private"),
        Status.PIPELINE: Label("เตรียมการ", "Pipeline"),
        Status.IMPLEMENTATION: Label("กำลังดำเนินการ", "Implementation"),
        Status.FINALISATION: Label("กำลังปิดงาน", "Finalisation"),
        Status.CLOSED: Label("ปิดแล้ว", "Closed"),
        Status.CANCELLED: Label("ยกเลิก", "Cancelled"),
        Status.SUSPENDED: Label("ระงับชั่วคราว", "Suspended"),
        Outcome.NEED_MET: Label("ตอบความต้องการแล้ว", "Need met"),
        Outcome.HANDED_OVER: Label("ส่งมอบแล้ว", "Handed over"),
        Outcome.ABANDONED: Label("ถูกทิ้งร้าง", "Abandoned"),
        Direction.BOTTOM_UP: Label("จากหมู่บ้านขึ้นมา", "Bottom-up"),
        Direction.TOP_DOWN: Label("จากตำบลลงไป", "Top-down"),
        Role.ACCOUNTABLE: Label("เจ้าภาพ", "Host"),
        Role.IMPLEMENTING: Label("ลงมือ", "Implementing"),
        Role.FUNDING: Label("ลงขัน", "Funding"),
        Role.EXTENDING: Label("คุณอำนวย", "Facilitator"),
        TieKind.CO_WORK: Label("ทำงานร่วมกัน", "Works together with"),
        TieKind.CO_FUND: Label("ร่วมลงขัน", "Co-funded with"),
        TieKind.BUILDS_ON: Label("ต่อยอด", "Builds on"),
        TieKind.HANDOVER: Label("ส่งไม้ต่อ", "Hands over to"),
        TieKind.PART_OF: Label("เป็นส่วนหนึ่งของ", "Part of"),
        TieKind.SAME_RECORD: Label("รายการเดียวกัน", "Same record"),
        TieKind.COMPLEMENTARY: Label("เสริมกัน", "Complementary"),
        AssetKind.GROUP: Label("กลุ่ม", "Group"),
        AssetKind.FUND: Label("กองทุน", "Fund"),
        AssetKind.LEARNING_CENTRE: Label("ศูนย์เรียนรู้", "Learning centre"),
        AssetKind.NETWORK: Label("เครือข่าย", "Network"),
        AssetKind.PLACE: Label("สถานที่", "Place"),
        AssetState.IN_USE: Label("ใช้งานอยู่", "In use"),
        AssetState.IDLE: Label("ไม่ได้ใช้งาน", "Idle"),
        AssetState.GONE: Label("ไม่มีแล้ว", "Gone"),
        Extent.COMPLETE: Label("ทั้งพื้นที่", "Complete"),
        Extent.PARTIAL: Label("บางส่วน", "Partial"),
        DuplicationState.NO_RECORD: Label("ยังไม่มีบันทึก", "No record"),
        DuplicationState.SINGLE_AGENCY: Label("หน่วยงานเดียว", "Single agency"),
        DuplicationState.MEASURED: Label("วัดได้", "Measured"),
        IntegrationState.PUBLISHED: Label("เผยแพร่ได้", "Published"),
        IntegrationState.INSUFFICIENT: Label("ข้อมูลไม่พอคำนวณ", "Insufficient data"),
        Quality.OFFICIAL: Label("แนวเขตทางการ", "Official boundary"),
        Quality.APPROXIMATE: Label("แนวเขตโดยประมาณ", "Approximate boundary"),
        Quality.SCHEMATIC: Label("แนวเขตเชิงแผนผัง", "Schematic boundary"),
        AccountRole.OFFICE: Label("สำนักงานจังหวัด", "Governor's office"),
        AccountRole.OFFICER: Label("เจ้าหน้าที่หน่วยงาน", "Agency officer"),
        AccountRole.FACILITATOR: Label("คุณอำนวย (ผู้ลงพื้นที่)", "Facilitator in the field"),
        AccountRole.OPERATOR: Label("ผู้ดำเนินเวที", "Workshop operator"),
        AccountRole.VIEWER: Label("ผู้อ่าน", "Viewer"),
        RequestKind.TIE: Label("ขอยืนยันความเชื่อมโยง", "Tie to confirm"),
        RequestKind.INTENT: Label("บอกว่าอยากร่วม", "Intent to take part"),
        RequestKind.HOST: Label("ขอให้เป็นเจ้าภาพ", "Asked to be host"),
        Answer.ACCEPTED: Label("รับ", "Accepted"),
        Answer.DECLINED: Label("ไม่รับ", "Declined"),
        Verdict.DISMISSED: Label("ไม่ใช่เรื่องที่ต้องแก้", "Nothing to settle"),
        Verdict.POSTPONED: Label("ไว้ดูภายหลัง", "For later"),
        Way.JOIN: Label("ร่วมเป็นภาคี", "Join as a partner"),
        Way.TAKE_BATON: Label("รับไม้ต่อ", "Take the baton"),
        Way.BUILD_ON: Label("ต่อยอดงานนี้", "Build on it"),
        Way.OPEN_NEW: Label("เปิดหน้างานใหม่", "Open a new front"),
        Way.NOT_OURS: Label("ไม่ใช่หน้าที่ของเรา", "Not our function"),
        Fate.TAKE_UP: Label("รับไปทำต่อ", "Take up"),
        Fate.CLEAR: Label("สะสางให้จบ", "Clear away"),
        Move.ADD_TIE: Label("เพิ่มความเชื่อมโยง", "Add a tie"),
        Move.SET_HOST: Label("ตั้งเจ้าภาพ", "Set the host"),
        Move.ADD_PARTNER: Label("เพิ่มภาคี", "Add a partner"),
        Move.END_WORK: Label("จบงาน", "End work"),
        Move.OPEN_WORK: Label("เปิดงานใหม่", "Open new work"),
    }
)
"""Label of every enumerated value; no value occurs in two vocabularies."""

_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    Level.VILLAGE: ("บ้าน", "หมู่", "moo", "muban"),
    Level.TAMBON: ("subdistrict", "แขวง"),
    Level.AMPHOE: ("district", "เขต"),
    Level.PROVINCE: ("changwat",),
    Sector.STATE: ("รัฐ", "ราชการ", "หน่วยงานรัฐ", "government"),
    Sector.LOCAL_GOVERNMENT: ("อปท", "อปท.", "ท้องถิ่น", "เทศบาล", "อบต", "อบต."),
    Sector.CIVIL_SOCIETY: ("ประชาสังคม", "เอ็นจีโอ", "ngo", "มูลนิธิ", "สมาคม"),
    Sector.COMMUNITY: ("ชุมชน", "ภาคชุมชน", "ภาคประชาชน", "cbo"),
    Sector.ACADEMIC: ("วิชาการ", "สถาบันการศึกษา", "มหาวิทยาลัย", "university"),
    Sector.PRIVATE: ("เอกชน", "ธุรกิจ", "business"),
    Status.PIPELINE: ("1", "วางแผน", "ยังไม่เริ่ม", "planned", "pipeline/identification"),
    Status.IMPLEMENTATION: ("2", "ดำเนินการ", "อยู่ระหว่างดำเนินการ", "ongoing", "active"),
    Status.FINALISATION: ("3", "สรุปงาน", "finalization"),
    Status.CLOSED: ("4", "ปิด", "เสร็จสิ้น", "แล้วเสร็จ", "สิ้นสุด", "completed"),
    Status.CANCELLED: ("5", "ยกเลิกแล้ว", "canceled"),
    Status.SUSPENDED: ("6", "ระงับ", "พักไว้", "ชะลอ", "on hold"),
    Outcome.ABANDONED: ("ทิ้งร้าง", "ซากโครงการ"),
    Outcome.HANDED_OVER: ("ส่งมอบ", "ส่งไม้ต่อแล้ว"),
    Outcome.NEED_MET: ("บรรลุผล", "หมดความต้องการแล้ว"),
    Direction.BOTTOM_UP: ("ล่างขึ้นบน", "หมู่บ้านสู่ตำบล"),
    Direction.TOP_DOWN: ("บนลงล่าง", "ตำบลสู่หมู่บ้าน"),
    Role.FUNDING: ("1", "ให้ทุน", "ผู้ให้ทุน", "สนับสนุนงบประมาณ", "funder"),
    Role.ACCOUNTABLE: ("2", "ผู้รับผิดชอบ", "หน่วยงานหลัก", "lead"),
    Role.EXTENDING: ("3", "ผู้อำนวยความสะดวก", "พี่เลี้ยง"),
    Role.IMPLEMENTING: ("4", "ผู้ดำเนินการ", "ผู้ปฏิบัติ", "implementer"),
    TieKind.CO_WORK: ("ร่วมงาน", "ทำร่วมกัน"),
    TieKind.CO_FUND: ("ลงขันร่วม", "ร่วมทุน"),
    TieKind.HANDOVER: ("ส่งต่อ",),
    TieKind.PART_OF: ("ส่วนหนึ่งของ",),
    TieKind.SAME_RECORD: ("เรื่องเดียวกัน", "ซ้ำรายการ"),
    TieKind.COMPLEMENTARY: ("เกื้อกูลกัน",),
    AssetKind.LEARNING_CENTRE: ("แหล่งเรียนรู้", "learning center"),
    AssetState.IN_USE: ("ใช้งาน", "ใช้อยู่"),
    AssetState.IDLE: ("ทิ้งว่าง",),
    Extent.COMPLETE: ("เต็มพื้นที่", "ทั้งหมด"),
}


def plain(text: str) -> str:
    """Return `text` as spellings are compared: lower case, ``_`` and ``-`` and runs of blanks as one blank.

    >>> plain(" Bottom-Up ")
    'bottom up'
    """
    return " ".join(text.lower().replace("_", " ").replace("-", " ").split())


@cache
def spellings(values: tuple[str, ...]) -> Mapping[str, str]:
    """Return every known spelling of `values`: the value, IATI codes, and its Thai and English words.

    Examples
    --------
    >>> spellings(("funding", "accountable"))["เจ้าภาพ"]
    'accountable'
    """
    found: dict[str, str] = {}
    for value in values:
        words = (value, *LABELS.get(value, ()), *_SPELLINGS.get(value, ()))
        found |= {plain(word): str(value) for word in words}
    return MappingProxyType(found)
