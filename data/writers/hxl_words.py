"""Hashtags of the columns of a 4W table and what its headings say. This module is the word list of `hxl`."""

from collections.abc import Mapping

from data.schema import LABELS, Label, Level, Role, column_label

INITIATIVE: Mapping[str, str] = {
    "initiative_id": "#activity+code",
    "title_th": "#activity+name+i_th",
    "title_en": "#activity+name+i_en",
    "description": "#description+i_th",
    "status": "#status",
    "status_date": "#date+reported",
    "start_date": "#date+start",
    "end_date": "#date+end",
    "outcome": "#outcome",
    "direction": "#x_direction",
    "target_groups": "#targeted+group+list",
    "longitude": "#geo+lon",
    "latitude": "#geo+lat",
    "households": "#targeted+hh",
    "budget_thb": "#value+budget",
    "source_url": "#meta+url",
}
"""Hashtag of each column of an initiative; its areas and themes are spread over rows."""

ORGANISATIONS: Mapping[str, str] = {
    Role.ACCOUNTABLE: "#org+accountable",
    Role.IMPLEMENTING: "#org+impl",
    Role.FUNDING: "#org+funder",
    Role.EXTENDING: "#org+extending",
    "": "#org+unspecified",
}
"""Hashtag of an agency by its role, known or not."""

PLACES: Mapping[Level, str] = {level: f"#adm{at}" for at, level in enumerate(Level, start=1)}
SECTOR, SUBSECTOR, DAC, NOTICE = "#sector", "#subsector", "#subsector+code+v_dac", "#meta+notice"

NAMED = {"name_th": "+name+i_th", "name_en": "+name+i_en", "sector": "+type"}
"""Attributes of what is told of an agency, area or theme beside its code, by column."""

_NO_ROLE = Label("หน่วยงานที่ไม่ระบุบทบาท", "Agency of unknown role")
_STEMS = {
    **{
        tag: LABELS.get(role, Label("หน่วยงานที่ไม่ระบุบทบาท", "Agency of unknown role"))
        for role, tag in ORGANISATIONS.items()
    },
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
