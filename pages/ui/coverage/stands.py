"""Who states to serve which area, and who works there. This module sets both side by side, and says it."""

from dataclasses import replace

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from geo import coverage, spoken, stances
from geo.choice import OPEN_WORK
from geo.stances import Stance
from pages.ui import cache, prose
from pages.ui.headline import number
from pages.ui.once import once
from pages.ui.visit import Visit

LEVELS = (Level.AMPHOE, Level.TAMBON)


def leveled(now: Visit) -> Visit:
    """Return the visit at a level that statements are told at: what is chosen of villages is told of tambon."""
    level = now.chosen.level if now.chosen.level in LEVELS else Level.TAMBON
    area = now.chosen.area
    if level_of(now, area) == Level.VILLAGE:
        area = next((code for code in now.register.around(area) if level_of(now, code) == Level.TAMBON), "")
    return replace(now, chosen=replace(now.chosen, level=level, area=area))


def of_all(now: Visit) -> Visit:
    """Return the visit without its filters: what is said of the register is said of all its work."""
    return replace(now, chosen=replace(now.chosen, choice=OPEN_WORK))


@once(most=24, key=lambda now, level: (*now.dated, level))
def said(now: Visit, level: Level) -> pd.DataFrame:
    """Return where every agency states to serve on the day, and on what."""
    return coverage.stated(
        now.register.records["coverage"],
        now.register.agencies["functions"],
        now.evaluation.world.areas,
        level,
        now.chosen.day,
    )


@once(most=24, key=lambda now, level: (*now.dated, level))
def working(now: Visit, level: Level) -> pd.DataFrame:
    """Return which agency works where, on what; under a theme, on that alone."""
    return stances.working(now.evaluation, level)


@once(most=24, key=lambda now, level: (*now.dated, level), saying=cache.WORKING)
def found(now: Visit, level: Level) -> pd.DataFrame:
    """Return how every agency stands to every area of a level; under a theme, of that alone."""
    claims = said(now, level)
    claims = claims[claims["theme"].isin(speaking(now))] if now.chosen.theme else claims
    return spoken.with_villages(stances.stances(claims, working(now, level)), now.evaluation, level)


def speaking(now: Visit) -> list[str]:
    """Return the codes that speak of the chosen theme: itself, those within it, the one around it."""
    return spoken.speaking(now.chosen.theme, now.register.themes["parent"])


def level_of(now: Visit, code: str) -> str:
    """Return the level of an area; blank for one that has none."""
    level = now.register.areas["level"].get(code)
    return level if isinstance(level, str) else ""


def within(now: Visit, level: str) -> list[str]:
    """Return the areas of a level in the chosen area, or the one around it; all of them without a choice."""
    areas, chosen = now.register.areas, now.chosen.area
    codes = sorted(areas.index[areas["level"] == level])
    if not chosen:
        return codes
    around = next((code for code in [*now.register.around(chosen), chosen] if level_of(now, code) == level), "")
    return [around] if around else [code for code in codes if chosen in now.register.around(code)]


def amphoe(now: Visit) -> str:
    """Return the amphoe that the chosen area is or lies in; blank where it is wider, or none is chosen."""
    chain = [*now.register.around(now.chosen.area), now.chosen.area]
    return next((code for code in chain if level_of(now, code) == Level.AMPHOE), "")


def columns(now: Visit) -> list[str]:
    """Return the areas of a table that goes in by steps: the tambon of the chosen area's amphoe, or every amphoe."""
    areas, around = now.register.areas, amphoe(now)
    inside = areas["parent"] == around if around else areas["level"] == Level.AMPHOE
    return sorted(areas.index[inside])


def where(now: Visit) -> str:
    """Return agency, theme and area that the page speaks of."""
    chosen, register, lang = now.chosen, now.register, now.lang
    parts = [
        register.agency_name(chosen.agency, lang) if chosen.agency else "",
        now.say("coverage_theme", name=register.theme_name(chosen.theme, lang)) if chosen.theme else "",
        place(now),
    ]
    return " · ".join(part for part in parts if part)


def place(now: Visit) -> str:
    """Return the area that is spoken of: the chosen one, or the one of the level around it."""
    if not now.chosen.area:
        return now.say("whole_province")
    codes = within(now, now.chosen.level)
    return now.register.place_name(codes[0] if len(codes) == 1 else now.chosen.area, now.lang)


def sentence(now: Visit) -> str:
    """Return in how many areas the chosen agency states to serve and works, or how many pairs of both there are."""
    level = Level(now.chosen.level)
    codes, table = within(now, level), found(now, level)
    table = table[table["area_code"].isin(codes)]
    is_alone = len(table["agency_id"].unique()) == 1 and not now.chosen.agency
    table = table[table["agency_id"] == now.chosen.agency] if now.chosen.agency else table
    if table.empty:
        return now.say("coverage_nothing", where=where(now))
    counts = {str(kind): number((table["stance"] == kind).sum()) for kind in Stance}
    counts |= {"where": where(now), "level": now.say(f"level_{level}")}
    if is_alone:
        name = now.register.agency_name(table["agency_id"].iloc[0], now.lang)
        return now.say("coverage_alone", name=name, **counts)
    if len(codes) == 1:
        return _of_one(now, table, counts)
    if now.chosen.agency:
        return now.say("coverage_one", **counts)
    return now.say("coverage_all", agencies=number(table["agency_id"].nunique()), **counts)


def _of_one(now: Visit, table: pd.DataFrame, counts: dict[str, str]) -> str:
    """Return how the chosen agency, or every one, stands to the only area that is spoken of."""
    if now.chosen.agency:
        row = table.iloc[0]
        return now.say(f"coverage_here_{row['stance']}", n=number(row["initiatives"]), **counts)
    row = spoken.by_area(table).iloc[0]
    return now.say(
        "coverage_here",
        stating=number(row["stating"]),
        at_work=number(row["working"]),
        joint=number(row["both"]),
        where=where(now),
    )


def contents(now: Visit) -> Markup:
    """Return the ways to the parts below the map, which has many stops for the keyboard."""
    parts = ((anchor, now.say(f"part_{anchor}")) for anchor in ("matrix", "meeting", "gaps"))
    return prose.contents(now.say("contents_area"), parts)
