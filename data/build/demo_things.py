"""What the invented province has, needs and wears as hats. This module draws assets, indicators and hats."""

import pandas as pd

from data.build.demo_agencies import SITE, Roster
from data.build.demo_chance import Chance
from data.build.demo_draft import Desk
from data.build.demo_land import DEGREE, Land, Tambon, near
from data.build.demo_spots import Truth
from data.build.demo_works import Work
from data.schema import SEPARATOR, AssetState, Sector
from data.schema.invented import MARK

_STATES = {AssetState.IN_USE: 80, AssetState.IDLE: 8, AssetState.GONE: 5, "": 7}
_NEEDS = {
    "ครัวเรือนรายได้น้อย": ("% ของครัวเรือน", {"hill": 16, "swamp": 18, "coast": 14, "plain": 12, "town": 6}),
    "หมู่บ้านเสี่ยงภัย": ("% ของหมู่บ้าน", {"hill": 40, "swamp": 45, "coast": 38, "plain": 30, "town": 22}),
    "ผู้สูงอายุอยู่ลำพัง": ("คนต่อพันคน", {"hill": 11, "swamp": 12, "coast": 10, "plain": 14, "town": 17}),
}
"""Invented needs: unit, and the usual value by landscape."""
_HAT_ROLES = ("กรรมการ", "ประธานกลุ่ม", "อาสา", "เหรัญญิก")


def asset_rows(desk: Desk, land: Land) -> pd.DataFrame:
    """Return the table ``assets``: two to five in each tambon where anything is on record."""
    by_tambon: dict[str, list[Work]] = {}
    for work in desk.book.works:
        if work.themes and work.place.codes:
            by_tambon.setdefault(work.place.codes[0][:6], []).append(work)
    rows: list[dict[str, object]] = []
    for code, tambon in land.tambon.items():
        chance = Chance(f"assets {code}")
        for work in chance.some(by_tambon.get(code, []), chance.between(2, 5) if tambon.style != "none" else 0):
            rows.append(_asset(len(rows) + 1, work, desk, chance))
    return pd.DataFrame(rows)


def _asset(number: int, work: Work, desk: Desk, chance: Chance) -> dict[str, object]:
    words = desk.words.themes.loc[work.themes[0]]
    point = near(work.place, chance) if chance.happens(65) else None
    x, y = point or ("", "")
    asset_id = f"demo-asset-{number:03d}"
    return {
        "asset_id": asset_id,
        "name_th": f"{words['asset_th']}{work.place.thai} {MARK.thai}",
        "kind": words["asset_kind"],
        "area_code": work.place.codes[0] if chance.happens(95) else "",
        "themes": work.themes[0],
        "since": f"{chance.between(2005, 2025)}-{chance.between(1, 12):02d}-{chance.between(1, 28):02d}"
        if chance.happens(70)
        else "",
        "state": chance.weighted(_STATES),
        "initiative_id": work.initiative_id if chance.happens(55) else "",
        "longitude": f"{x / DEGREE:.5f}" if x else "",
        "latitude": f"{y / DEGREE:.5f}" if y else "",
        "source_url": f"{SITE}/{asset_id}",
    }


def asset_truths(assets: pd.DataFrame) -> list[Truth]:
    """Return the assets that lie idle or are gone, as truths."""
    left = assets[assets["state"].isin([AssetState.IDLE, AssetState.GONE])]
    return [
        Truth(f"asset_{row.state}", (row.asset_id,), row.area_code, row.themes, "asset_state", str(row.state))
        for row in left.itertuples()
    ]


def indicator_rows(land: Land) -> pd.DataFrame:
    """Return the table ``indicators``: three invented needs of every tambon in two years."""
    rows = []
    for code, tambon in land.tambon.items():
        for name, (unit, usual) in _NEEDS.items():
            chance = Chance(f"need {code} {name}")
            middle = sum(usual[one] for one in tambon.landscapes) // len(tambon.landscapes)
            tenths = middle * chance.between(5, 16)
            for year in (2024, 2025):
                rows.append(
                    {
                        "area_code": code,
                        "indicator": f"{name} {MARK.thai}",
                        "year": year,
                        "value": f"{tenths / 10:g}",
                        "unit": unit,
                        "source_url": f"{SITE}/need",
                    }
                )
                tenths = max(5, tenths + chance.between(-12, 8))
    return pd.DataFrame(rows).sort_values(["indicator", "area_code", "year"], ignore_index=True)


def hat_rows(roster: Roster, land: Land) -> tuple[pd.DataFrame, list[Truth]]:
    """Return the table ``hats`` and how many people wear one, two, three or more of them by tambon."""
    rows: list[dict[str, str]] = []
    truths = []
    chance = Chance("hats")
    settled = [one for one in land.tambon.values() if one.villages and one.style != "none"]
    for at, tambon in enumerate(chance.some(settled, 40)):
        counts = (
            (chance.between(1, 2), 1, 0)
            if at < 4
            else tuple(chance.between(*span) for span in ((5, 12), (5, 9), (5, 7)))
        )
        for hats, people in enumerate(counts, start=1):
            for _ in range(people):
                person = f"demo-person-{1 + len({row['person'] for row in rows}):04d}"
                rows += _hats(person, hats + (hats == 3 and chance.below(2)), tambon, roster, chance)
        value = SEPARATOR.join(map(str, counts))
        truths.append(Truth("hats_few" if at < 4 else "hats", (), tambon.code, "", "people_with_hats", value))
    return pd.DataFrame(rows), truths


def _hats(person: str, count: int, tambon: Tambon, roster: Roster, chance: Chance) -> list[dict[str, str]]:
    village = chance.one(tambon.villages).code
    sectors = (Sector.COMMUNITY, Sector.CIVIL_SOCIETY, Sector.LOCAL_GOVERNMENT)
    return [
        {
            "person": person,
            "village_code": village,
            "agency_id": agency.agency_id,
            "role": f"{chance.one(_HAT_ROLES)} {MARK.thai}",
        }
        for agency in chance.some(roster.serving(tambon.code, *sectors), count)
    ]
