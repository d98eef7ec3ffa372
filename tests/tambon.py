"""One tambon of the shipped ground in which everything that its page tells occurs, each once. This module writes it.

The day is 30 June 2567 (2024); the tambon is Karaket (800611) of 12 villages, the neighbour Khao Phra Bat (800612).

- Flood control in village 80061101: the weir (irrigation hosts, the municipality acts) and the drain (the
  foundation), tied to nobody: three agencies, S = (3 - 1) - 1 = 1. Nothing else repeats: D = 1 / 12.
- The old pond ended on 31 March 2567 and was handed over to the new pond, which began on 15 May 2567: one month.
- The college facilitates the weir, and the school garden in the neighbour.
"""

from pathlib import Path

import pandas as pd

from tests.browser import province

DAY = province.DAY
AREA, VILLAGE, NEIGHBOUR = "800611", "80061101", "800612"

_AGENCIES = [
    ("irrigation", "โครงการชลประทานสมมติ", "Invented Irrigation Project", "state"),
    ("municipality", "เทศบาลสมมติ", "Invented Municipality", "local_government"),
    ("foundation", "มูลนิธิสมมติ", "Invented Foundation", "civil_society"),
    ("users", "กลุ่มผู้ใช้น้ำสมมติ", "Invented Water Users", "community"),
    ("college", "วิทยาลัยสมมติ", "Invented College", "academic"),
]
# id, title, status, status_date, start, end, themes, areas
_WORK = [
    ("weir", "ฝายสมมติ", "implementation", "2024-05-01", "2023-01-10", "2024-12-31", "WAT-FLD", VILLAGE),
    ("drain", "ทางระบายน้ำสมมติ", "implementation", "2024-05-01", "2023-02", "2025-03-31", "WAT-FLD", VILLAGE),
    ("old-pond", "สระเก่าสมมติ", "closed", "", "2020-10-01", "2024-03-31", "WAT-IRR", "80061102"),
    ("new-pond", "สระใหม่สมมติ", "implementation", "2024-06-01", "2024-05-15", "", "WAT-IRR", "80061102"),
    ("rice", "นาแปลงใหญ่สมมติ", "implementation", "2024-06-01", "", "2026-12-31", "AGR-RIC", AREA),
    ("silent", "งานเงียบสมมติ", "implementation", "2021-06-01", "2020-01-01", "", "AGR-LIV", "80061103"),
    ("unsaid", "งานไม่บอกสถานะสมมติ", "", "", "", "", "", "80061104"),
    ("ahead", "งานปีหน้าสมมติ", "pipeline", "2024-06-01", "2024-10-01", "", "AGR-FRU", "80061105"),
    ("amphoe", "งานทั้งอำเภอสมมติ", "implementation", "2024-06-01", "2024-01-01", "", "AGR-EXT", "8006"),
    ("nowhere", "ซ่อมประตูน้ำ ต.การะเกด สมมติ", "implementation", "2024-06-01", "", "", "WAT-IRR", ""),
    ("garden", "สวนโรงเรียนสมมติ", "implementation", "2024-06-01", "2024-01-01", "", "AGR-SAF", "80061201"),
]
# initiative, agency, role, co_fund, co_act, co_benefit, amount
_PARTS = [
    ("weir", "irrigation", "accountable", "true", "true", "", "250000"),
    ("weir", "municipality", "implementing", "false", "true", "", ""),
    ("weir", "college", "extending", "", "", "", ""),
    ("drain", "foundation", "accountable", "", "true", "", ""),
    ("old-pond", "users", "accountable", "", "", "", ""),
    ("new-pond", "municipality", "accountable", "", "", "true", ""),
    ("rice", "users", "accountable", "", "", "", ""),
    ("silent", "users", "accountable", "", "", "", ""),
    ("ahead", "users", "accountable", "", "", "", ""),
    ("amphoe", "municipality", "accountable", "", "", "", ""),
    ("nowhere", "irrigation", "accountable", "", "", "", ""),
    ("garden", "foundation", "accountable", "", "", "", ""),
    ("garden", "college", "extending", "", "", "", ""),
]
# from, to, kind, level, start, end, confirmed
_TIES = [
    ("old-pond", "new-pond", "handover", "", "", "", "true"),
    ("weir", "rice", "co_work", "3", "2023-02-01", "2024-01-31", "false"),
    ("garden", "rice", "co_fund", "", "", "", ""),
]
# id, name, kind, area, themes, since, state, initiative
_ASSETS = [
    ("group", "กลุ่มออมน้ำสมมติ", "group", VILLAGE, "WAT-FLD", "2019", "in_use", "weir"),
    ("hall", "ศาลาสมมติ", "place", AREA, "", "", "idle", ""),
    ("fund", "กองทุนปุ๋ยสมมติ", "fund", "80061102", "AGR-RIC", "", "", ""),
    ("away", "เครือข่ายที่อื่นสมมติ", "network", "80061201", "", "", "in_use", ""),
]


def tables() -> dict[str, pd.DataFrame]:
    """Return the records as text frames."""
    named = pd.DataFrame(_AGENCIES, columns=["agency_id", "name_th", "name_en", "sector"])
    work = pd.DataFrame(
        _WORK,
        columns=["initiative_id", "title_th", "status", "status_date", "start_date", "end_date", "themes", "areas"],
    )
    source = work["initiative_id"].map(lambda one: "" if one == "drain" else f"https://example.org/invented/{one}")
    title = work["initiative_id"].map(lambda one: f"Invented {one}")
    parts = ["initiative_id", "agency_id", "role", "co_fund", "co_act", "co_benefit", "amount_thb"]
    assets = ["asset_id", "name_th", "kind", "area_code", "themes", "since", "state", "initiative_id"]
    settings = {"opening_as_of": DAY.isoformat(), "title_th": "ตำบลสมมติ", "title_en": "Invented tambon"}
    return {
        "agencies": named,
        "initiatives": work.assign(title_en=title, source_url=source),
        "participation": pd.DataFrame(_PARTS, columns=parts),
        "assets": pd.DataFrame(_ASSETS, columns=assets),
        "ties": pd.DataFrame(
            _TIES, columns=["from_id", "to_id", "kind", "level", "start_date", "end_date", "confirmed"]
        ),
        "settings": pd.DataFrame({"key": list(settings), "value": list(settings.values())}),
    }


def lone_tables() -> dict[str, pd.DataFrame]:
    """Return the records of the water users alone, as if nobody else had told of anything."""
    told = tables()
    parts = told["participation"][told["participation"]["agency_id"] == "users"]
    own = told["initiatives"]["initiative_id"].isin(parts["initiative_id"])
    return {
        "participation": parts,
        "agencies": told["agencies"][told["agencies"]["agency_id"] == "users"],
        "initiatives": told["initiatives"][own],
        "settings": told["settings"],
    }


def store(folder: Path) -> str:
    """Make a store of the tambon in `folder` by the product's own commands; returns its address."""
    return province.made_of(tables, "tambon", folder)


def lone_store(folder: Path) -> str:
    """Make a store of the water users' work alone in `folder`; returns its address."""
    return province.made_of(lone_tables, "lone", folder)
