"""What was decided about work before it was opened, or before somebody joined it. This module tells it."""

import pandas as pd
from markupsafe import Markup

from data.desk.becoming import draft_of
from data.schema import Way
from pages.ui import calendar, lists, prose, selection
from pages.ui.history import told
from pages.ui.opening import evidence
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 10


def of_work(now: Visit) -> Markup:
    """Return what was decided about the work that is open, for whoever has signed in; nothing where nothing was."""
    said = now.register.records["decisions"]
    own = said[said["initiative_id"] == now.chosen.work].sort_values("decided_on")
    if now.actor.role is None or own.empty:
        return Markup("")
    rows = (_decision(now, row) for _, row in own.iterrows())
    return prose.heading(now.say("decided_title"), 2, "decided") + prose.listing(rows)


def _decision(now: Visit, row: pd.Series) -> Markup:
    """Return one decision: who decided what when, why, and what had been looked at."""
    word = "decided_new" if row["way"] == Way.OPEN_NEW else "decided_with"
    gaps = {
        "name": now.register.agency_name(row["agency_id"], now.lang),
        "way": now.say(f"open_way_{row['way']}"),
        "reason": row["reason"] if isinstance(row["reason"], str) else now.say("unknown"),
        "by": told.person(now, row["decided_by"] if isinstance(row["decided_by"], str) else ""),
        "day": _day(now, row),
    }
    names = now.register.assets["name_th"]
    seen = [lists.title(now, code) for code in values(row["seen"]) if code in now.register.initiatives.index]
    capital = [names.get(code, code) for code in values(row["capital"])]
    figures = evidence.told(now, row["evidence"])
    looked = Markup("")
    if seen or capital or figures:
        what = now.say("decided_seen", n=len(seen), assets=len(capital))
        looked = prose.fold(what, prose.listing([*seen, *capital]) + figures)
    return prose.join([now.say(word, **gaps), _kept(row, now.say("decided_history"))], " ") + looked


def _kept(row: pd.Series, said: str) -> Markup:
    """Return the way to all that was kept of a decision, what had been seen with it."""
    asked = selection.link(table="decisions", record=row["decision_id"], batch="", change="")
    return prose.page("history", asked, said)


def _day(now: Visit, row: pd.Series) -> str:
    return calendar.short(row["decided_on"].date(), now.lang) if pd.notna(row["decided_on"]) else now.say("unknown")


def past(now: Visit, who: str) -> Markup:
    """Return what an agency decided before, the latest first; nothing for who has not signed in."""
    if now.actor.role is None or not who:
        return Markup("")
    said = now.register.records["decisions"]
    own = said[said["agency_id"] == who].sort_values("decided_on", ascending=False, kind="stable")
    title = prose.heading(now.say("open_past"), 2, "past")
    if own.empty:
        return title + prose.line(now.say("open_past_none"), "quiet")
    shown, more = lists.cut(now, [row for _, row in own.iterrows()], _MOST)
    head = [now.say(name) for name in ("open_when", "open_what", "open_way", "open_reason", "open_became")]
    return title + prose.table(head, [_past(now, row) for row in shown]) + more


def _past(now: Visit, row: pd.Series) -> list[str | Markup]:
    texts = (row[name] if isinstance(row[name], str) else "–" for name in ("title_th", "reason"))
    title, reason = texts
    return [_kept(row, _day(now, row)), title, now.say(f"open_way_{row['way']}"), reason, _became(now, row)]


def _became(now: Visit, row: pd.Series) -> str | Markup:
    """Return the record that a decision led to; the draft it waits in for who may go on with it."""
    if isinstance(row["initiative_id"], str):
        return lists.title(now, row["initiative_id"])
    key = draft_of(row["evidence"])
    if not key or row["decided_by"] != now.actor.account_id:
        return now.say("open_became_none")
    return prose.page("record", selection.link(edit="initiatives", entry=key), now.say("open_go_on"))
