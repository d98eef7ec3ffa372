"""Where work from the villages and work from above meet at the tambon. This module draws both ends."""

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from geo import meeting as meetings
from geo.meeting import Meeting
from pages.ui import charts, lists, prose, selection
from pages.ui.charts import Facing, Load, Waist
from pages.ui.coverage.stands import within
from pages.ui.headline import number
from pages.ui.once import once
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 14
"""Places listed unless whole lists are asked for."""
_TILES = 48
"""Tambon drawn likewise."""
_COLUMNS = 24
"""Themes of one tambon drawn likewise."""


def meeting(now: Visit) -> Markup:
    """Return the work of either direction at the tambon line: of one tambon by theme, else tambon by tambon."""
    codes = within(now, Level.TAMBON)
    rows, words = _rows(now), {"place": _place(now)}
    title = prose.heading(now.say("meeting_title", **words), 2, "meeting")
    if rows.empty:
        return title + prose.line(now.say("meeting_none", **words), "quiet")
    bars = Markup("").join(_bar(now, side, rows[rows["side"] == side]["met"]) for side in meetings.SIDES)
    note = prose.line(now.say("meeting_note"), "quiet")
    drawn = _tambon(now, rows) if len(codes) == 1 else _overview(now, rows, codes)
    return title + bars + note + drawn


def _rows(now: Visit) -> pd.DataFrame:
    """Return the work with a direction in the tambon that are spoken of."""
    rows = directed(now)
    return rows[rows["area_code"].isin(within(now, Level.TAMBON))]


@once(most=24, key=lambda now: now.dated)
def directed(now: Visit) -> pd.DataFrame:
    """Return the open work with a direction on the day; under a theme, of that alone."""
    return meetings.directed(now.evaluation)


def _place(now: Visit) -> str:
    chosen = now.chosen
    area = now.register.place_name(chosen.area, now.lang) if chosen.area else now.say("whole_province")
    return (
        now.say("theme_at", theme=now.register.theme_name(chosen.theme, now.lang), area=area)
        if chosen.theme
        else area
    )


def _bar(now: Visit, side: str, met: pd.Series) -> Markup:
    did, could = int(met.sum()), len(met)
    value = now.say("component_x", x=number(did), n=number(could))
    return prose.bar(now.say(f"meeting_{side}"), did / could if could else float("nan"), value)


def _tambon(now: Visit, rows: pd.DataFrame) -> Markup:
    """Return a tambon's themes, each with the work from above over the line and that from the villages under it."""
    is_met = dict(zip(zip(rows["theme"], rows["initiative_id"], strict=True), rows["met"], strict=True))
    shown, more = lists.cut(now, list(meetings.places(rows).itertuples()), _COLUMNS)
    sides = (now.say("meeting_down"), now.say("meeting_up"), now.say("meeting_side_none"))
    return charts.waists((_waist(now, row, is_met) for row in shown), *sides) + more


def _waist(now: Visit, row: tuple, is_met: dict[tuple[str, str], bool]) -> Waist:
    down, up = (
        [_load(now, code, is_met=is_met[row.theme, code]) for code in values(ids)]
        for ids in (row.down_ids, row.up_ids)
    )
    down.sort(key=lambda load: load.is_met)  # what is met stands at the line: last above it, first below
    up.sort(key=lambda load: not load.is_met)
    title = prose.here(selection.link(theme=row.theme), now.register.theme_name(row.theme, now.lang))
    return Waist(title, down, up, row.meeting, now.say(f"meeting_{row.meeting}"))


def _load(now: Visit, code: str, *, is_met: bool) -> Load:
    is_own = any(agency == now.chosen.agency for agency, _ in now.register.parts.get(code, []))
    own = prose.strong(now.say("load_own")) if is_own else ""
    note = prose.join([own, now.say("load_met" if is_met else "load_apart"), now.agencies_of(code)])
    return Load(lists.title(now, code), note, is_met)


def _overview(now: Visit, rows: pd.DataFrame, codes: list[str]) -> Markup:
    """Return one small drawing for each tambon, those first where most of both sides misses each other."""
    table = meetings.by_area(rows, pd.Series({code: code for code in codes}))
    missed = (table["up"] - table["up_met"]).clip(upper=table["down"] - table["down_met"])
    order = table.assign(missed=missed).sort_values(["missed", "up", "down"], ascending=False, kind="stable")
    highest = int(table[["up", "down"]].to_numpy().max())
    shown, more = lists.cut(now, list(order.itertuples()), _TILES)
    silent = len(codes) - len(table)
    left = prose.line(now.say("meeting_silent", n=number(silent)), "quiet") if silent else Markup("")
    legend = prose.line(now.say("meeting_overview"), "quiet")
    return legend + charts.facings(_facing(now, row, highest) for row in shown) + more + left


def _facing(now: Visit, row: tuple, highest: int) -> Facing:
    down, up = (
        (met / highest, (count - met) / highest) for count, met in ((row.down, row.down_met), (row.up, row.up_met))
    )
    counts = {name: number(getattr(row, name)) for name in ("up", "down", "up_met", "down_met")}
    said = f"{now.say('tile_counts', **counts)} · {now.say(f'meeting_{row.meeting}')}"
    name = prose.here(selection.link(area=row.Index), now.register.place_name(row.Index, now.lang))
    return Facing(name, down, up, row.meeting, said)


def missing(now: Visit) -> Markup:
    """Return the tambon and themes in which both sides miss each other; of a single tambon its drawing says so."""
    rows = _rows(now)
    if rows.empty or len(within(now, Level.TAMBON)) == 1:
        return Markup("")
    found = meetings.places(rows)
    missing = found[found["meeting"] == Meeting.MISSES]
    note = prose.heading(now.say("missing_title"), 2, "missing")
    note += prose.line(now.say("meeting_missing", place=_place(now), n=number(len(missing))))
    if missing.empty:
        return note
    shown, more = lists.cut(now, list(missing.itertuples()), _MOST)
    head = [now.say(name) for name in ("column_area", "column_theme", "meeting_down", "meeting_up")]
    return note + prose.table(head, [_row(now, row) for row in shown]) + more


def _row(now: Visit, row: tuple) -> list[str | Markup]:
    return [
        prose.here(selection.link(area=row.area_code), now.register.place_name(row.area_code, now.lang)),
        now.register.theme_name(row.theme, now.lang),
        *(prose.join((lists.title(now, code) for code in values(ids)), ", ") for ids in (row.down_ids, row.up_ids)),
    ]
