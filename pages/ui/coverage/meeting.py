"""Where work from the villages and work from above meet at the tambon. This module tells of both."""

from markupsafe import Markup

from geo import meeting as meetings
from geo.meeting import Meeting
from pages.ui import lists, prose, selection
from pages.ui.headline import number
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 20
"""Places listed unless whole lists are asked for."""


def meeting(now: Visit) -> Markup:
    """Return how much work of either direction meets the other, and the places where both are and miss each other."""
    title = prose.heading(now.say("meeting_title"), 2, "meeting")
    rows = meetings.directed(now.evaluation)
    if rows.empty:
        return title + prose.line(now.say("meeting_none"), "quiet")
    bars = [_bar(now, side, rows[rows["side"] == side]["met"]) for side in meetings.SIDES]
    found = meetings.places(rows)
    missing = found[found["meeting"] == Meeting.MISSES]
    note = prose.line(now.say("meeting_note", n=number(len(missing))), "quiet")
    if missing.empty:
        return title + Markup("").join(bars) + note
    shown, more = lists.cut(now, list(missing.itertuples()), _MOST)
    head = [now.say(name) for name in ("column_area", "column_theme", "meeting_up", "meeting_down")]
    return title + Markup("").join(bars) + note + prose.table(head, [_row(now, row) for row in shown]) + more


def _bar(now: Visit, side: str, met: object) -> Markup:
    did, could = int(met.sum()), len(met)
    value = now.say("component_x", x=number(did), n=number(could))
    return prose.bar(now.say(f"meeting_{side}"), did / could if could else float("nan"), value)


def _row(now: Visit, row: tuple) -> list[str | Markup]:
    place = now.register.place_name(row.area_code, now.lang)
    return [
        prose.page("area", selection.link(area=row.area_code), place),
        now.register.theme_name(row.theme, now.lang),
        prose.join((lists.title(now, code) for code in values(row.up_ids)), ", "),
        prose.join((lists.title(now, code) for code in values(row.down_ids)), ", "),
    ]
