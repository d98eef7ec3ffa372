"""What the template tells those who fill it in, and its invented examples. This module is its word list."""

from collections.abc import Mapping
from types import MappingProxyType

from data.schema import SEPARATOR, TABLE_LABELS, Column, Label, column_label
from data.schema.columns import Kind
from data.schema.sheets import EXAMPLES, LISTS

FILLED = (
    "initiatives",
    "participation",
    "agencies",
    "ties",
    "assets",
    "coverage",
    "indicators",
    "hats",
    "unplaced",
    "areas",
    "themes",
)
"""Tables that people fill in, the most used first; what else is kept the app writes itself."""

YES, NO = "ใช่", "ไม่ใช่"

_DATE = "16/2/2550, 16 ก.พ. 2550, ก.พ. 2550, 2550, 2007-02-16"
_DAY = Label(f"วันที่ เช่น {_DATE} ทราบเพียงปีหรือเดือนก็ได้", f"a date such as {_DATE}; a year or month alone will do")
_BY_KIND: Mapping[Kind, Label] = MappingProxyType(
    {
        "id": Label("ตั้งเองได้ ไม่ซ้ำกัน และไม่เปลี่ยนในครั้งต่อไป", "your own, each once, and the same next time"),
        "code": Label("เลือกจากรายการ", "choose from the list"),
        "codes": Label(f"เลือกจากรายการ หลายรหัสคั่นด้วย {SEPARATOR}", f"from the list; several with {SEPARATOR} between"),
        "texts": Label(f"หลายข้อคั่นด้วย {SEPARATOR}", f"several with {SEPARATOR} between"),
        "enum": Label("เลือกจากรายการ", "choose from the list"),
        "start": _DAY,
        "end": _DAY,
        "number": Label("ตัวเลข เช่น 1200.50", "a number such as 1200.50"),
        "integer": Label("จำนวนเต็ม เช่น 1200", "a whole number such as 1200"),
        "year": Label("ปี เช่น 2567 หรือ 2024", "a year such as 2567 or 2024"),
        "boolean": Label(f"{YES} หรือ {NO}", f"yes ({YES}) or no ({NO})"),
        "url": Label("ที่อยู่เว็บ ขึ้นต้นด้วย https://", "a web address, from https:// on"),
    }
)
_NEEDED, _BLANK = Label("ต้องกรอก", "needed"), Label("ไม่ทราบให้เว้นว่าง", "leave blank if unknown")

_SHEETS = Label(
    ", ".join(f"{name} {TABLE_LABELS[name].thai}" for name in FILLED),
    ", ".join(f"{name}: {TABLE_LABELS[name].english.lower()}" for name in FILLED),
)

GUIDE: tuple[Label, ...] = (
    Label("วิธีกรอกแม่แบบส่องกล้องนคร", "How to fill in this template"),
    Label(
        f"1. กรอกเฉพาะแผ่นงานที่มีข้อมูล แผ่นที่ไม่ใช้ปล่อยว่างไว้ อย่าเปลี่ยนชื่อแผ่นงานและหัวคอลัมน์ แผ่นงาน: {_SHEETS.thai}",
        "1. Fill in the sheets you have something for and leave the others empty. Keep names of sheets and headings. "
        f"Sheets: {_SHEETS.english}.",
    ),
    Label(
        "2. วางเมาส์บนหัวคอลัมน์เพื่ออ่านคำอธิบาย หัวคอลัมน์สีเข้มต้องกรอก ช่องอื่นไม่ทราบให้เว้นว่าง อย่าใส่ 0 หรือขีดแทนสิ่งที่ไม่ทราบ",
        "2. Hold the mouse over a heading to read about it. Dark headings are needed; leave other cells blank if "
        "unknown, never 0 or a dash.",
    ),
    Label(
        f"3. วันที่เขียนได้หลายแบบ: {_DATE} ปี 2400 ถึง 2700 คือ พ.ศ. เลขไทยก็ได้ ปีหรือเดือนอย่างเดียวก็ได้",
        f"3. Dates can be {_DATE}. Years from 2400 to 2700 are Buddhist Era; Thai digits are digits; "
        "a year or month alone will do.",
    ),
    Label(
        f"4. หลายค่าในช่องเดียวคั่นด้วย {SEPARATOR} เช่น 80010601{SEPARATOR}80010602",
        f"4. Several values in one cell have {SEPARATOR} between them, as in 80010601{SEPARATOR}80010602.",
    ),
    Label(
        f"5. พื้นที่ ประเด็นงาน และหน่วยงานเลือกจากรายการได้ พิมพ์ชื่อเพื่อค้นใน Excel รุ่นใหม่ หรือค้นในแผ่น {LISTS} "
        "ใส่เพียงรหัสก็พอ พื้นที่ยิ่งละเอียดยิ่งดี: หมู่บ้านก่อน แล้วจึงตำบล",
        "5. Areas, themes and agencies can be chosen from lists: type a name to search in recent Excel, or "
        f"look in the sheet {LISTS}. The code alone will do. Name villages where you can, else the tambon.",
    ),
    Label(
        "6. หน่วยงานใหม่เพิ่มในแผ่น agencies ก่อน แล้วจึงอ้างรหัสในแผ่น participation งานหนึ่งมีเจ้าภาพหนึ่งหน่วยงาน",
        "6. Add a new agency in the sheet agencies first, then use its id in participation. "
        "An initiative has one host.",
    ),
    Label(
        "7. แผ่น hats เก็บบุคคลเป็นนามแฝงเท่านั้น ห้ามใส่เลขประจำตัวประชาชนหรือเบอร์มือถือในช่องใด",
        "7. People in hats are kept under pseudonyms only. No citizen numbers or mobile phones in any cell.",
    ),
    Label(
        f"8. แผ่น {EXAMPLES} เป็นตัวอย่างสมมติ ไม่ถูกนำเข้า",
        f"8. The sheet {EXAMPLES} holds invented examples; it is never imported.",
    ),
    Label(
        "9. นำเข้าที่หน้านำเข้า หรือ python -m data import แฟ้มนี้ โปรแกรมบอกทุกจุดที่ต้องแก้ก่อน และจะไม่เปลี่ยนอะไรจนกว่าจะถูกทั้งหมด",
        "9. Import on the page of imports, or with python -m data import FILE: every problem is said first, and "
        "nothing changes while there is any.",
    ),
)

NOT_IN_LIST = Label("ไม่มีในรายการ", "Not in the list")
CHOOSE = Label("เลือกจากรายการ หรือเว้นว่างถ้าไม่ทราบ", "choose from the list, or leave blank if unknown")
INVENTED = Label("ตัวอย่างสมมติทั้งหมด ไม่ใช่งานหรือหน่วยงานจริง และไม่ถูกนำเข้า", "All invented, none is real; never imported")

EXAMPLE: Mapping[str, tuple[Mapping[str, str], ...]] = MappingProxyType(
    {
        "agencies": (
            {
                "agency_id": "ตย-น้ำ",
                "name_th": "กลุ่มผู้ใช้น้ำบ้านตัวอย่าง (สมมติ)",
                "sector": "องค์กรชุมชน",
                "functions": "WAT-DRK",
            },
            {"agency_id": "ตย-อบต", "name_th": "อบต.ตัวอย่าง (สมมติ)", "sector": "องค์กรปกครองส่วนท้องถิ่น"},
        ),
        "initiatives": (
            {
                "initiative_id": "ตย-001",
                "title_th": "ประปาภูเขาบ้านตัวอย่าง (สมมติ)",
                "status": "กำลังดำเนินการ",
                "status_date": "16 ก.พ. 2567",
                "start_date": "1/10/2566",
                "end_date": "ก.ย. 2568",
                "direction": "จากหมู่บ้านขึ้นมา",
                "themes": "WAT-DRK",
                "areas": f"80010601{SEPARATOR}80010602",
                "target_groups": f"ครัวเรือนปลายน้ำ{SEPARATOR}ผู้สูงอายุ",
                "households": "120",
                "budget_thb": "250,000",
            },
            {
                "initiative_id": "ตย-002",
                "title_th": "ซ่อมฝายบ้านตัวอย่าง (สมมติ)",
                "status": "ปิดแล้ว",
                "start_date": "๒๕๖๔",
                "end_date": "2565",
                "outcome": "ส่งมอบแล้ว",
                "themes": "WAT-IRR",
                "areas": "800106",
            },
        ),
        "participation": (
            {"initiative_id": "ตย-001", "agency_id": "ตย-น้ำ", "role": "เจ้าภาพ", "co_act": YES},
            {
                "initiative_id": "ตย-001",
                "agency_id": "ตย-อบต",
                "role": "ลงขัน",
                "co_fund": YES,
                "amount_thb": "100,000",
            },
            {"initiative_id": "ตย-002", "agency_id": "ตย-อบต", "role": "เจ้าภาพ"},
        ),
        "ties": (
            {"from_id": "ตย-001", "to_id": "ตย-002", "kind": "ต่อยอด", "level": "3", "confirmed": YES, "note": "สมมติ"},
        ),
        "assets": (
            {
                "asset_id": "ตย-ทุน-1",
                "name_th": "กองทุนน้ำบ้านตัวอย่าง (สมมติ)",
                "kind": "กองทุน",
                "area_code": "80010601",
                "since": "2560",
                "state": "ใช้งานอยู่",
            },
        ),
        "coverage": ({"agency_id": "ตย-อบต", "area_code": "800106", "extent": "ทั้งพื้นที่"},),
    }
)
"""Invented records as people would type them, by table."""


def note(table: str, column: Column) -> str:
    """Return what the note on a heading says, Thai first.

    >>> note("coverage", Column("extent", "enum")).splitlines()[0]
    'ครอบคลุม'
    """
    name, kind = column_label(table, column.name), _BY_KIND.get(column.kind)
    need = _NEEDED if column.required else _BLANK
    of = TABLE_LABELS.get(column.refers)
    said = [kind] if kind else []
    told = [name, need, *([Label(f"รหัสของ{of.thai}", f"codes of {of.english.lower()}")] if of else []), *said]
    return "\n".join([*(label.thai for label in told), "", *(label.english for label in told)])
