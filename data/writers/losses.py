"""What a form of export cannot carry, said to people. This module holds each form to its word.

Whatever is not named here is in the file; tests write records that are full in every column and look for every value.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from data.schema import TABLES, Label
from data.writers.geopackage import BESIDE


class Loss(NamedTuple):
    """Something that an export leaves out or coarsens.

    Attributes
    ----------
    table : whose.
    columns : columns that are left out or coarsened; none: only some of the table's records or detail.
    said : what is lost, to the reader of the export.
    """

    table: str
    columns: tuple[str, ...]
    said: Label

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the table is carried."""
        return self.columns == TABLES[self.table].names


def _loss(table: str, columns: str, thai: str, english: str) -> Loss:
    return Loss(table, tuple(columns.split()), Label(thai, english))


_AGENCIES = _loss(
    "agencies",
    "short_name functions office_phone office_email website",
    "หน่วยงานมีเพียงรหัส ชื่อ และภาคส่วน เฉพาะที่มีส่วนในงาน",
    "only id, names and sector of agencies, and only of those that take part",
)
_SHARES = _loss(
    "participation",
    "co_fund co_act co_benefit amount_thb",
    "ไม่มีสิ่งที่แต่ละหน่วยงานร่วมลงและจำนวนเงิน",
    "not what each partner shares, nor amounts",
)
_THEMES = _loss("themes", "", "เฉพาะประเด็นที่มีงานระบุ", "only the themes that initiatives name")
_AREAS = _loss("areas", "", "เฉพาะพื้นที่ที่มีงานระบุ", "only the areas that initiatives name")
_DATES = _loss(
    "precision",
    "",
    "เฉพาะวันที่ของงาน ทราบเพียงเดือนหรือปีก็บอกเพียงนั้น",
    "of dates of initiatives only, each as far as it is known",
)
_PARTLY: Mapping[str, tuple[Loss, ...]] = {
    "geojson": (
        _loss("areas", "", "เฉพาะพื้นที่ของระดับที่เลือก ไม่เลือกคือไม่มี", "only the areas of a chosen level, none without one"),
        _loss("initiatives", "", "พิกัดละเอียดถึงราว 1 ซม.", "points to about a centimetre"),
        _AGENCIES,
        _DATES,
    ),
    "hxl": (
        _loss(
            "areas", "population households longitude latitude", "พื้นที่มีเพียงรหัสและชื่อ", "of areas only code and names"
        ),
        _AREAS,
        _THEMES,
        _AGENCIES,
        _SHARES,
        _loss(
            "initiatives",
            "",
            "งานหนึ่งมีหลายแถว ห้ามรวมงบประมาณหรือครัวเรือนข้ามแถว",
            "an initiative has several rows, so budgets and households must not be added up",
        ),
        _DATES,
    ),
    "iati": (
        _loss(
            "initiatives",
            "",
            "ไม่มีงานที่ไม่ทราบสถานะ วันเริ่มและสิ้นสุด หรือหน่วยงานพร้อมบทบาท เพราะมาตรฐานบังคับให้มี",
            "not those without a status, any date, or an agency with a role: the standard demands them",
        ),
        _loss("initiatives", "households", "ไม่มีจำนวนครัวเรือน", "no number of households"),
        _loss(
            "initiatives",
            "",
            "งบประมาณต้องมีวันเริ่มและสิ้นสุด ที่มาต้องเป็นที่อยู่เว็บ",
            "a budget needs start and end, a source must be a web address",
        ),
        _loss(
            "initiatives",
            "",
            "ไม่มีรายละเอียดใช้ชื่อแทน ประเด็นแบ่งสัดส่วนเท่ากัน รหัสงานมีรหัสผู้รายงานนำหน้า และ / & | ? % ในรหัสเขียนเป็น %2F ฯลฯ",
            "a blank description repeats the title (and says so by having no type), themes share equally, ids stand "
            "after that of the reporter, and / & | ? % in ids are written %2F and so on",
        ),
        _SHARES,
        _loss("participation", "", "ไม่มีผู้มีส่วนร่วมที่ไม่ระบุบทบาท", "not those who take part without a role"),
        _AGENCIES,
        _loss("agencies", "", "องค์กรชุมชนเป็น “อื่น ๆ”", "community organisations become “other”"),
        _loss(
            "areas",
            "level parent population households longitude latitude",
            "พื้นที่มีเพียงรหัสและชื่อ รหัสเป็น ref เพราะมาตรฐานไม่มีรหัสพื้นที่ไทย",
            "only code and names of areas; the code is a ref, for the standard knows no Thai ones",
        ),
        _AREAS,
        _loss("themes", "parent", "ไม่บอกด้านที่ประเด็นสังกัด", "not what themes stand in"),
        _loss(
            "themes",
            "",
            "รหัส DAC ของประเด็นมีเฉพาะเมื่อทุกประเด็นของงานมีรหัสและไม่ซ้ำกัน",
            "a theme's DAC code only where all themes of a work have one and no two the same",
        ),
        _THEMES,
        _loss(
            "ties",
            "kind",
            "ชนิดความเชื่อมโยงลดเหลือ แม่-ลูก (เป็นส่วนหนึ่งของ) ร่วมทุน (ร่วมลงขัน) ผู้อื่นรายงาน (รายการเดียวกัน) "
            "และพี่น้อง (ทำงานร่วมกัน ต่อยอด ส่งไม้ต่อ) ไม่มีเสริมกัน นอกจากแม่-ลูก ไม่บอกว่างานใดมาก่อน",
            "kinds become parent and child (part_of), co-funded (co_fund), third party (same_record) and sibling "
            "(co_work, builds_on, handover), all but the first without saying from which to which; complementary "
            "ones are left out",
        ),
        _loss(
            "ties",
            "level start_date end_date confirmed note",
            "ความเชื่อมโยงไม่มีระดับ วันที่ การยืนยัน และหมายเหตุ",
            "ties without level, dates, confirmation and note",
        ),
        _DATES,
    ),
}
_CARRIED: Mapping[str, tuple[str, ...]] = {
    "xlsx": tuple(TABLES),
    "folder": tuple(TABLES),
    "gpkg": ("areas", "initiatives", "ties", "coverage", "assets", *BESIDE),
    "geojson": ("areas", "initiatives", "agencies", "participation", "precision"),
    "hxl": ("areas", "themes", "agencies", "initiatives", "participation", "precision"),
    "iati": ("areas", "themes", "agencies", "initiatives", "participation", "ties", "precision"),
}
"""Tables that a form carries, whole or in part."""

UNREAD: Mapping[str, tuple[str, ...]] = {
    "xlsx": (),
    "folder": (),
    "gpkg": ("areas", "ties", "coverage", "assets", *BESIDE),
    "geojson": ("areas", "agencies", "participation"),
    "hxl": ("areas",),
    "iati": ("areas",),
}
"""Tables that a form carries for others, and that our own import passes over: areas must be known before."""

_NOT, _PRIVATE = Label("ไม่มีตาราง {}", "no table {}"), Label("ไม่มีตาราง {} ซึ่งไม่เปิดเผย", "no table {}, which is private")


def losses(form: str, hidden: Collection[str] = ()) -> tuple[Loss, ...]:
    """Return what a form cannot carry, and the tables that are kept back from whoever asks.

    >>> losses("folder"), [loss.table for loss in losses("xlsx", ["hats"])]
    ((), ['hats'])
    """
    carried = _CARRIED[form]
    private = [_whole(name, _PRIVATE) for name in TABLES if name in hidden and name in carried]
    return (*_PARTLY.get(form, ()), *(_whole(name, _NOT) for name in TABLES if name not in carried), *private)


def _whole(table: str, said: Label) -> Loss:
    return Loss(table, TABLES[table].names, Label(said.thai.format(table), said.english.format(table)))


LOSSES: Mapping[str, tuple[Loss, ...]] = {form: losses(form) for form in _CARRIED}
"""What each form of export cannot carry."""
