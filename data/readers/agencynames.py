"""How agencies are called: อบต., ทต., สสอ., สนง. and what they stand for. This module makes such names comparable."""

import re

from data.readers.spelling import letters, well_formed
from data.readers.spelt import Typed

_SHORT = {
    "อบต": "องค์การบริหารส่วนตำบล",
    "อบจ": "องค์การบริหารส่วนจังหวัด",
    "ทต": "เทศบาลตำบล",
    "ทม": "เทศบาลเมือง",
    "ทน": "เทศบาลนคร",
    "สสอ": "สำนักงานสาธารณสุขอำเภอ",
    "สสจ": "สำนักงานสาธารณสุขจังหวัด",
    "รพสต": "โรงพยาบาลส่งเสริมสุขภาพตำบล",
    "รพ": "โรงพยาบาล",
    "สพอ": "สำนักงานพัฒนาชุมชนอำเภอ",
    "สพจ": "สำนักงานพัฒนาชุมชนจังหวัด",
    "กษอ": "สำนักงานเกษตรอำเภอ",
    "กษจ": "สำนักงานเกษตรจังหวัด",
    "ปศอ": "สำนักงานปศุสัตว์อำเภอ",
    "ปศจ": "สำนักงานปศุสัตว์จังหวัด",
    "พมจ": "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด",
    "สพป": "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา",
    "สพม": "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา",
    "สนง": "สำนักงาน",
    "รร": "โรงเรียน",
    "มรภ": "มหาวิทยาลัยราชภัฏ",
    "มทร": "มหาวิทยาลัยเทคโนโลยีราชมงคล",
    "บจก": "บริษัท",
    "นศ": "นครศรีธรรมราช",
    "ม": "มหาวิทยาลัย",
    "อ": "อำเภอ",
    "จ": "จังหวัด",
    "ต": "ตำบล",
}
"""What official abbreviations stand for; those of one or two letters only with a full stop or a blank after them."""

_LATIN = {
    "sao": "subdistrict administrative organization",
    "tao": "subdistrict administrative organization",
    "pao": "provincial administrative organization",
}
_OTHER = (
    (re.compile(r"นคร(?:ศรี)?ฯ"), "นครศรีธรรมราช"),
    (re.compile(r"ที่ว่าการอำเภอ|ที่ทำการปกครองอำเภอ"), "อำเภอ"),
    (re.compile(r"สำนักงานเทศบาล"), "เทศบาล"),
    (re.compile(r"ที่ทำการ(?=องค์การบริหารส่วน)"), ""),
    (re.compile(r"\btambon\b"), "subdistrict"),
    (re.compile(r"organisation"), "organization"),
    (re.compile(r"\bcent(?:re|er)\b"), "centre"),
)
_NOISE = re.compile(r"\((?:สมมติ|invented|มหาชน|องค์การมหาชน)\)|สำนักงาน|บริษัท|จำกัด|\b(?:co|ltd|the|of|office)\b\.?")
_COUNCIL = "องค์การบริหารส่วนตำบล|เทศบาลตำบล|เทศบาลเมือง|เทศบาลนคร"
_COUNCIL_LATIN = "subdistrictadministrativeorganization|(?:subdistrict|town|city)municipality"
_BODY = "มูลนิธิ|สมาคม|กลุ่ม|เครือข่าย|ชุมชน|ศูนย์|วิสาหกิจชุมชน|กองทุน|โรงเรียน|มหาวิทยาลัย|กรม|โรงพยาบาลส่งเสริมสุขภาพตำบล|โรงพยาบาล"
_BODY_LATIN = "foundation|association|network|community|district"
_REST, _START = "(?=.{2})", "(?<=.{2})"
_LOCAL = re.compile(f"^(?:{_COUNCIL}){_REST}|{_START}(?:{_COUNCIL_LATIN})$")
_KIND = re.compile(f"^(?:.*(?:อำเภอ|จังหวัด|{_COUNCIL})|{_BODY}){_REST}|{_START}(?:{_COUNCIL_LATIN}|{_BODY_LATIN})$")
"""What tells of which kind an agency is, not which one it is."""


def _spelt(short: str) -> str:
    """Return a pattern for an abbreviation, with full stops between its letters or without."""
    end = r"[.\s]\s*" if len(short) <= 2 else r"\.?\s*"
    return r"(?<![ก-๎])" + r"\.?\s?".join(short) + end


_EXPAND = re.compile("|".join(f"(?P<a{at}>{_spelt(short)})" for at, short in enumerate(_SHORT)))
_EXPAND_LATIN = re.compile(rf"\b({'|'.join(_LATIN)})\b")
_FULL = tuple(_SHORT.values())


def agency_letters(name: str) -> str:
    """Return what is compared of an agency's name: abbreviations written out, what all such names have left out.

    >>> agency_letters("อบต.ท่าดี") == agency_letters("องค์การบริหารส่วนตำบล ท่าดี")
    True
    >>> agency_letters("สสอ.ลานสกา") == agency_letters("สาธารณสุข อ.ลานสกา")
    True
    """
    text = f"{' '.join(well_formed(name).lower().split())} "
    text = _EXPAND.sub(lambda found: _FULL[int(str(found.lastgroup)[1:])], text)
    text = _EXPAND_LATIN.sub(lambda found: _LATIN[found[0]], text)
    for pattern, meant in _OTHER:
        text = pattern.sub(meant, text)
    return letters(_NOISE.sub(" ", text)) or letters(name)


KINDS = frozenset(agency_letters(full) for full in _FULL if len(full) > len("มหาวิทยาลัย"))
"""Names that say only of which kind an agency is."""


def typed_agency(name: str) -> Typed:
    """Return the name of an agency ready to be compared; what only says its kind tells it from no other."""
    text = agency_letters(name)
    return Typed(text, len(_KIND.sub("", text)))


def place_of(name: str) -> str:
    """Return by which place alone a local government may be called; blank for other agencies.

    >>> place_of("องค์การบริหารส่วนตำบลท่าดี"), place_of("มูลนิธิรักษ์ไทย")
    ('ท่าดี', '')
    """
    text = agency_letters(name)
    place = _LOCAL.sub("", text)
    return place if place != text else ""
