"""What the headings of a 4W table say. This module is the word list of `hxl`."""

from data.schema import LABELS, Label, column_label
from data.schema.hxl import INITIATIVE, NOTICE, ORGANISATIONS, PLACES, SECTOR, SUBSECTOR

_NO_ROLE = Label("หน่วยงานที่ไม่ระบุบทบาท", "Agency of unknown role")
_STEMS = {
    **{tag: LABELS.get(role, _NO_ROLE) for role, tag in ORGANISATIONS.items()},
    **{tag: LABELS[level] for level, tag in PLACES.items()},
    SECTOR: Label("ด้าน", "Sector"),
    SUBSECTOR: Label("ประเด็น", "Theme"),
}
_ENDS = {
    "+code": Label("รหัส", "code"),
    "+name+i_th": Label("ชื่อ", "name (Thai)"),
    "+name+i_en": Label("ชื่อภาษาอังกฤษ", "name (English)"),
    "+type": Label("ประเภท", "type"),
    "+code+v_dac": Label("รหัส OECD DAC", "OECD DAC code"),
}
_HEADINGS = {
    **{tag: column_label("initiatives", name) for name, tag in INITIATIVE.items()},
    **{
        f"{stem}{end}": Label(f"{kind.thai}: {said.thai}", f"{kind.english}: {said.english}")
        for stem, kind in _STEMS.items()
        for end, said in _ENDS.items()
    },
    NOTICE: Label("ข้อมูลสมมติ", "Invented"),
}


def heading(tag: str) -> str:
    """Say a hashtag to people, Thai and English.

    >>> heading("#adm3+code")
    'ตำบล: รหัส | Tambon (subdistrict): code'
    """
    return " | ".join(_HEADINGS[tag])
