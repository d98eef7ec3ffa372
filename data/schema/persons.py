"""Names of people and ways to reach them. This module finds them in Thai and English text, to keep them out.

A name is a form of address, a given name and a family name. A given name alone is not taken for one, nor is what
only begins alike: offices (นายกเทศมนตรี, นายอำเภอ), roles (คุณอำนวย, คุณกิจ), words (คุณภาพ, พัฒนายกระดับ) and places
(บ้านนางหลง, ต.นางหลง, วัดนางพระยา).
"""

import re
from collections.abc import Iterable

_NAME = r"[ก-ฮเ-ไ][ก-ฺเ-๎]{1,24}"
_AFTER = (
    "โดย", "ติดต่อ", "ประธาน", "ผู้ใหญ่บ้าน", "กำนัน", "ชาวบ้าน", "แปลง", "สวน", "ฟาร์ม", "ไร่", "ของ", "คือ", "และ", "กับ",
    "ชื่อ", "ปราชญ์", "เกษตรกร", "ประสานงาน", "รับผิดชอบ", "กรรมการ", "เลขานุการ", "เหรัญญิก", "หัวหน้า", "สมาชิก", "ราย",
    "ได้แก่", "แก่", "ให้", "มอบ", "ที่ดิน", "เรียนรู้", "ครู", "หมอ", "อาจารย์", "บ้าน", "ถาม", "เพราะ", "เนื่องจาก", "พบ",
    "จาก", "หา", "เชิญ", "แจ้ง", "ปรึกษา", "ตาม", "เจอ", "คุย", "แทน", "รอ", "ฝาก", "ขอ", "ว่า", "ประสาน", "ผ่าน", "นำ",
    "ฟัง", "เยี่ยม", "ตัวแทน",
)  # fmt: skip
"""Words after which a form of address stands without a blank; นาย and นาง stand so after any word but `_FIELDS`."""
_FIELDS = (
    "พัฒ", "ชาว", "ทุ่ง", "ท้อง", "ทำ", "ผืน", "ปลูก", "คัน", "ดำ", "เกี่ยว", "ไถ", "เจต", "ภาว", "วาส", "สัมม", "ศาส", "เสว",
    "วิปัสส", "ปรารถ", "สถาป", "เจ้า", "เวท", "รจ", "โยธ", "เส", "ราช", "กาญจ", "จิต", "เมต",
)  # fmt: skip
"""What makes another word with the นา that นาย and นาง begin with: fields, พัฒนา, เจตนา, เจ้านาย."""
_PLACES = ("ต.", "อ.", "บ.", "รร.", "ร.ร.", "ถ.", "ซ.")
_OFFICES = (
    "กเทศ", "กอบ", "กอง", "กสมาคม", "กสภา", "กรัฐ", "กเมือง", "กเหล่า", "กสโมสร", "กพัทยา", "กกิ่ง", "กสมัช", "กชมรม",
    "กมูล", "อำเภอ", "ทะเบียน", "ช่าง", "จ้าง", "สถานี", "ด่าน", "ตรวจ", "ประกัน", "ทหาร", "ตำรวจ", "ทุน", "หน้า", "แพทย์",
    "หนัง", "สาธารณสุข", "ท้าย", "ความ",
)  # fmt: skip
_WOMEN = ("สาว", "พยาบาล", "พญา", "ฟ้า", "รำ", "แบบ", "เอก", "ไม้", "สนม", "กำนัล", "นวล", "พระยา", "หลง", "เลิ้ง", "ไทย")
_WORDS = (
    "ภาพ", "ธรรม", "ค่า", "ลักษณะ", "สมบัติ", "ประโยชน์", "วุฒิ", "อำนวย", "กิจ", "ประสาน", "เอื้อ", "ลิขิต", "หญิง",
    "พ่อ", "แม่", "ครู", "ตา", "ยาย", "ปู่", "ย่า", "ลุง", "ป้า", "น้า", "พี่", "น้อง", "หมอ", "ความ", "ูปการ", "ชาย",
)  # fmt: skip
_NO_FAMILY = (
    "และ", "หรือ", "หมู่", "ตำบล", "อำเภอ", "จังหวัด", "ผู้", "กำนัน", "ประธาน", "กรรมการ", "ตำแหน่ง", "โทร", "เป็น",
    "เพื่อ", "โดย", "กับ", "ของ", "จาก", "ซึ่ง", "ประจำ", "ตาม", "พร้อม", "จำนวน", "อายุ", "บ้านเลข", "เมื่อ", "วันที่", "ในพื้นที่",
)  # fmt: skip
_NO_FAMILY_ALONE = (
    "ใน",
    "ที่",
    "มี",
    "ได้",
    "ให้",
    "การ",
    "ร่วม",
    "จัด",
    "คน",
    "ปี",
    "ครั้ง",
    "ไป",
    "มา",
    "นี้",
    "นั้น",
    "ต่อ",
    "ด้วย",
    "บ้าน",
)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words))


_AFTER_WORD = "|".join(f"(?<={word})" for word in _AFTER)
_START = f"(?:(?<![ก-๎])|{_AFTER_WORD})"
_IN_TEXT = "(?:" + "".join(f"(?<!{word})" for word in _FIELDS) + f"|{_AFTER_WORD})"
_NOT_PLACE = "".join(f"(?<!{re.escape(word)})" for word in _PLACES)
_TITLES = (
    rf"นาย(?:แพทย์|หนัง)?\s*(?!{_any(_OFFICES)})",
    rf"(?<!บ้าน)นาง\s*(?!{_any(_WOMEN)})",
    r"(?:นางสาว|น\.\s?ส\.|หญิงสาวชื่อ)\s*(?!ไทย)",
    r"(?:เด็กชาย|เด็กหญิง|ด\.\s?[ชญ]\.|(?:ผศ|รศ|ศ)\.\s?ดร\.|ดร\.|ว่าที่\s?(?:ร้อย(?:ตรี|โท|เอก)|ร\.\s?[ตทอ]\.))\s*",
)
_FAMILY = rf"\s+(?!{_any(_NO_FAMILY)}|(?:{_any(_NO_FAMILY_ALONE)})(?![ก-๎]))(?:ณ\s+)?{_NAME}"
_LETTERS = "(?=[นหเดผรศว])"  # every form of address begins with one: to see that first saves most of the time
_THAI = re.compile(rf"{_LETTERS}{_IN_TEXT}{_NOT_PLACE}(?:{'|'.join(_TITLES)}){_NAME}{_FAMILY}")
_POLITE = re.compile(rf"(?=คุณ){_START}คุณ\s*(?!{_any(_WORDS)}){_NAME}{_FAMILY}")
_ENGLISH = re.compile(r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss)(?:\.\s*|\s+)[A-Z][a-z]+\s+[A-Z][A-Za-z]+")
_ANY = re.compile(r"นา[ยง]|น\.\s?ส\.|เด็ก|ด\.\s?[ชญ]|ดร\.|ว่าที่|คุณ|M(?:r|s|iss)")

_LINE = re.compile(
    r"(?:(?<![A-Za-z])line|ไลน์)\s*(?:id|ไอดี)?\s*[:：=]\s*(?!@|https?)[a-z0-9][\w.\-]{2,}", re.IGNORECASE
)
_MAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64}@(?:gmail|googlemail|hotmail|outlook|live|yahoo|ymail|icloud|me|msn)\.(?:com|co\.th)\b",
    re.IGNORECASE | re.ASCII,  # Thai letters stand beside it without a blank
)


def names_in(text: str) -> list[tuple[int, int]]:
    """Return where the names of people stand in a text, in order, forms of address included.

    Examples
    --------
    >>> text = "ประธานนางสาวสมมติ นามสมมติ และคุณอำนวย กลุ่มออมทรัพย์"
    >>> [text[start:end] for start, end in names_in(text)]
    ['นางสาวสมมติ นามสมมติ']
    """
    if not _ANY.search(text):
        return []
    return _apart(found.span() for form in (_THAI, _POLITE, _ENGLISH) for found in form.finditer(text))


def contacts_in(text: str) -> list[tuple[int, int]]:
    """Return where LINE ids and private e-mail addresses stand; official accounts (@…) and mail of offices are none.

    Examples
    --------
    >>> text = "Line ID: somchai99 หรือ @office และ info@example.go.th"
    >>> [text[start:end] for start, end in contacts_in(text)]
    ['Line ID: somchai99']
    """
    return _apart(found.span() for form in (_LINE, _MAIL) for found in form.finditer(text))


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap as one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart
