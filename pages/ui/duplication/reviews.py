"""Reviews that are live: which work completes which, why, until when, and who objects. This module lists them."""

import pandas as pd
from markupsafe import Markup

from data.desk.rights import hidden, may
from data.schema import TABLES, Act, record_keys
from geo import complements
from geo.watch import DROPPING_DAYS
from pages.ui import calendar, lists, prose, selection
from pages.ui.duplication import held
from pages.ui.headline import number
from pages.ui.history import told
from pages.ui.once import once
from pages.ui.visit import Visit

_MOST = 8
_EMPTY = Markup("")


@once(most=24, key=lambda now: (*now.dated, now.chosen.area, *held.agencies(now)))
def live(now: Visit) -> pd.DataFrame:
    """Return the reviews that hold on the day in the chosen area, of the chosen agencies; the first to end first."""
    ties = now.register.records["ties"]
    keyed = ties.assign(key=record_keys(TABLES["ties"], ties))
    found = complements.reviews(now.evaluation, keyed, now.chosen.area)
    for one in held.agencies(now):
        own = {code for code, parts in now.register.parts.items() if one in dict(parts)}
        found = found[found["from_id"].isin(own) | found["to_id"].isin(own)]
    return found.reset_index(drop=True)


def head(now: Visit, found: pd.DataFrame) -> Markup:
    """Return how many reviews hold, and which of them are about to end."""
    title = prose.heading(now.say("pairs_reviews"), 2, "reviews")
    if found.empty:
        return title + prose.line(now.say("pairs_reviews_none"), "quiet")
    soon = found[found["days"] <= DROPPING_DAYS]
    said = now.say("pairs_reviews_note", n=number(len(found)), soon=number(len(soon)), days=DROPPING_DAYS)
    closed = prose.line(now.say("pairs_objections_closed"), "quiet") if "objections" in hidden(now.actor) else _EMPTY
    return title + prose.line(said) + (prose.listing(_ending(now, row) for row in soon.itertuples()) + closed)


def _ending(now: Visit, row: tuple) -> Markup:
    said = now.say(
        "pairs_ending",
        one="{one}",
        other="{other}",
        day=calendar.short(row.end_date.date(), now.lang),
        n=number(row.days),
    )
    return prose.sentence(said, one=lists.title(now, row.from_id), other=lists.title(now, row.to_id))


def cut(now: Visit, found: pd.DataFrame) -> tuple[list[tuple], Markup]:
    """Return the reviews shown, and the line that tells how many more there are."""
    shown, more = lists.cut(now, list(found.itertuples()), _MOST)
    return list(shown), more


def objections(now: Visit, row: tuple) -> pd.DataFrame:
    """Return what was objected to a review, as far as the reader may see it."""
    found = now.register.records["objections"]
    if "objections" in hidden(now.actor):
        return found.iloc[:0]
    return found[(found["from_id"] == row.from_id) & (found["to_id"] == row.to_id)].sort_values(
        ["said_on", "agency_id"]
    )


def item(now: Visit, row: tuple, against: pd.DataFrame) -> Markup:
    """Return one review: both sides, why, since and until when, and every objection with who and when."""
    title = prose.join([lists.title(now, row.from_id), lists.title(now, row.to_id)], " ↔ ")
    who = " ↔ ".join(now.agencies_of(code) or now.say("unknown") for code in (row.from_id, row.to_id))
    reason = row.note if isinstance(row.note, str) else now.say("no_reason")
    holds = prose.join([now.say("pairs_because", reason=reason), _period(now, row), _ways(now, row)])
    said = prose.listing(_objection(now, one) for one in against.itertuples()) if len(against) else _EMPTY
    warning = prose.line(now.say("pairs_objected", n=number(len(against))), "warn") if len(against) else _EMPTY
    return prose.heading(title, 3) + prose.line(who, "quiet") + prose.line(holds) + warning + said


def _period(now: Visit, row: tuple) -> str:
    start = now.say("since", day=calendar.short(row.start_date.date(), now.lang)) if pd.notna(row.start_date) else ""
    if pd.isna(row.end_date):
        return " ".join(part for part in (start, now.say("pairs_for_good")) if part)
    end = now.say("until", day=calendar.short(row.end_date.date(), now.lang))
    return " ".join(part for part in (start, end, now.say("pairs_days_left", n=number(row.days))) if part)


def _ways(now: Visit, row: tuple) -> Markup:
    if now.is_past or not may(now.actor, Act.ADD_TIE, is_own=True):
        return _EMPTY
    return prose.page("record", selection.link(edit="ties", entry=row.key, other=""), now.say("act_edit"))


def _objection(now: Visit, row: tuple) -> str:
    day = calendar.short(row.said_on.date(), now.lang) if pd.notna(row.said_on) else now.say("unknown")
    by = told.person(now, row.said_by if isinstance(row.said_by, str) else "")
    reason = row.reason if isinstance(row.reason, str) else now.say("no_reason")
    return now.say(
        "pairs_objection", agency=now.register.agency_name(row.agency_id, now.lang), reason=reason, by=by, day=day
    )
