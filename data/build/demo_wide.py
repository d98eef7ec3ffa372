"""Invented work beyond one tambon, and work of which too little is known. This module adds it to the book."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from data.build.demo_chance import Chance
from data.build.demo_days import a_start, an_end, months_after
from data.build.demo_draft import Brief, Desk
from data.build.demo_land import Land, Place, Tambon
from data.build.demo_works import Work
from data.schema import Role, Status
from data.schema.invented import MARK

NOWHERE = Place((), "ที่ยังไม่ระบุพื้นที่", "a place not stated")
PROVINCE = Place(("80",), "ทั้งจังหวัด", "the whole province")
LAPSED = date(2025, 9, 30)
"""Agencies that lapsed have reported nothing since."""


def add_wide(desk: Desk, land: Land) -> None:
    """Add work of whole amphoe, of neighbouring tambon and of the province."""
    for code in land.amphoe:
        chance = Chance(f"amphoe {code}")
        for _ in range(chance.between(2, 4)):
            home = next(one for one in land.tambon.values() if one.amphoe == code)
            _draw(desk, land.amphoe_place[code], home, chance)
    for at in range(20):
        chance = Chance(f"province {at}")
        _draw(desk, PROVINCE, chance.one(list(land.tambon.values())), chance)


def add_neighbours(desk: Desk, land: Land, taken: Mapping[str, set[str]]) -> None:
    """Add work that names two tambon of one amphoe."""
    shared: dict[str, list[Tambon]] = {}
    for tambon in land.tambon.values():
        if tambon.style not in ("none", "single"):
            shared.setdefault(tambon.amphoe, []).append(tambon)
    groups = [group for group in shared.values() if len(group) > 1]
    for at in range(26):
        chance = Chance(f"neighbours {at}")
        one, other = chance.some(chance.one(groups), 2)
        place = Place(
            (one.code, other.code),
            f"ตำบล{one.thai}และตำบล{other.thai}",
            f"{one.english} and {other.english}",
            (one.point, other.point),
        )
        _draw(desk, place, one, chance, taken.get(one.code, set()) | taken.get(other.code, set()))


def _draw(desk: Desk, place: Place, home: Tambon, chance: Chance, taken: Collection[str] = ()) -> Work:
    """Draw work that suits one of its tambon, of a theme that is not taken."""
    suited = desk.words.suited(home.landscapes)
    able = {theme: desk.roster.able(theme, home.code) for theme in suited if theme not in taken}
    theme = chance.weighted({theme: suited[theme] for theme, agencies in able.items() if agencies})
    start = a_start(chance)
    return desk.draft(Brief(theme, place, chance.one(able[theme]), start, an_end(start, chance)), chance)


def add_lapsed(desk: Desk, land: Land) -> None:
    """Add the last work of agencies that have not reported for over a year."""
    for agency in desk.roster.agencies.values():
        if agency.reports != "lapsed":
            continue
        chance = Chance(f"lapsed {agency.agency_id}")
        for _ in range(3):
            tambon = land.tambon[chance.one(sorted(agency.tambon))]
            start = a_start(chance, chance.between(2023, 2024))
            end = min(months_after(start, chance.between(5, 10)), LAPSED)
            work = desk.draft(Brief(chance.one(agency.functions), tambon.whole, agency, start, end), chance)
            work.status, work.end, work.precision = Status.CLOSED, end, {}
            work.known = end + timedelta(days=chance.below(15))


def add_nowhere(desk: Desk, land: Land) -> list[dict[str, str]]:
    """Add work without a place; return the names that no code fits, as rows of ``unplaced``."""
    rows = []
    names = ("บ้านไร่ปลายฟ้า", "บ้านหลังเขาหมอก", "ซอยต้นมะม่วง", "บ้านคลองไม่มีชื่อ", "ชุมชนริมทางรถไฟเก่า", "บ้านปลายแหลมใหม่")
    for at in range(26):
        chance = Chance(f"nowhere {at}")
        work = _draw(desk, NOWHERE, chance.one(list(land.tambon.values())), chance)
        if at < 20:
            name, reason = names[at % len(names)], "ชื่อที่แต่งขึ้น ไม่มีในทำเนียบ"
            rows.append(
                {
                    "initiative_id": work.initiative_id,
                    "place": f"{name} {MARK.thai}",
                    "reason": f"{reason} {MARK.thai}",
                }
            )
    return rows


def forget_some(desk: Desk, planted: int) -> None:
    """Leave the theme, the agencies or the role blank in a few of the works after the first `planted`."""
    chance = Chance("forgotten")
    for work in desk.book.works[planted:]:
        what = chance.weighted({"": 955, "themes": 12, "agencies": 8, "role": 25})
        if what == "themes":
            work.themes = ()
        elif what == "agencies":
            work.parts = []
        elif what == "role":
            for part in work.parts[1:] or work.parts:
                part.role = "" if part.role == Role.IMPLEMENTING or len(work.parts) == 1 else part.role
