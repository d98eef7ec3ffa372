"""What changed lately: work, areas, and the register itself. This module tells it from two days."""

import datetime
from dataclasses import replace

import pandas as pd
from markupsafe import Markup

from geo import watch
from geo.watch import Moves
from pages.ui import cache, calendar, lists, prose, selection
from pages.ui.headline import number
from pages.ui.visit import Visit

_MOST = 12
"""Areas listed as most changed."""
_WEEK = datetime.timedelta(days=7)


def week(now: Visit) -> Markup:
    """Return what changed in the seven days up to the day: records, areas, and edits of the register."""
    then = replace(now, chosen=replace(now.chosen, day=now.chosen.day - _WEEK))
    found = watch.moves(then.evaluation, now.evaluation)
    about = now.say(
        "week_note",
        first=calendar.short(then.chosen.day + datetime.timedelta(days=1), now.lang),
        last=calendar.short(now.chosen.day, now.lang),
    )
    return Markup("").join(
        [prose.line(about, "quiet"), *_moved(now, found), _areas(now, then), prose.line(_edits(now), "quiet")]
    )


def _moved(now: Visit, found: Moves) -> list[Markup]:
    parts = []
    for name, ids in (*found._asdict().items(), ("dropping", now.dropping)):
        title = now.say(f"week_{name}", n=len(ids))
        parts.append(prose.fold(title, lists.records(now, ids)) if len(ids) else prose.line(title))
    return [*parts, prose.line(prose.page("relay", selection.link(), now.say("relay_way")))]


def _areas(now: Visit, then: Visit) -> Markup:
    change = watch.differences(then.scores(now.chosen.level), now.scores(now.chosen.level))
    title = prose.heading(now.say("week_areas", n=len(change)), 2)
    if change.empty:
        return title + prose.line(now.say("week_areas_none"), "quiet")
    rows = [_row(now, str(code), row) for code, row in change.head(_MOST).iterrows()]
    head = [now.say(name) for name in ("column_area", "column_duplication", "column_integration", "column_state")]
    return title + prose.table(head, rows)


def _row(now: Visit, code: str, row: pd.Series) -> tuple[str | Markup, ...]:
    return (
        prose.page("area", selection.link(area=code), now.register.place_name(code, now.lang)),
        _signed(row["duplication"], 2),
        _signed(row["integration"], 1),
        now.say(f"week_{row['record']}") if row["record"] else "",
    )


def _signed(value: float, digits: int) -> str:
    by = round(value, digits) + 0.0
    return number(by, digits) if pd.isna(by) or not by else f"{by:+,.{digits}f}"


def _edits(now: Visit) -> str:
    """Say when the register itself was last changed, by the clock on the wall and not by the as-of day.

    At the end of a past day, the clock is at that moment.
    """
    batches = cache.batches(now.register.version)
    if batches.empty:
        return ""
    last = batches.iloc[0]
    when = pd.Timestamp(last["applied_at"], tz="UTC").tz_convert(calendar.BANGKOK)
    kept = now.chosen.kept
    moment = pd.Timestamp(calendar.end_of(kept), tz="UTC") if kept else pd.Timestamp.now("UTC")
    is_recent = pd.to_datetime(batches["applied_at"], utc=True) > moment - _WEEK
    return now.say(
        "register_edited",
        n=int(is_recent.sum()),
        day=calendar.short(when.date(), now.lang),
        time=f"{when:%H:%M}",
        added=number(last["added"]),
        changed=number(last["changed"]),
    )
