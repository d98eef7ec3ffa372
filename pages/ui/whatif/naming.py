"""What kept proposals are called, so that no two are called alike. This module tells those of one name apart."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from data.store.changed import last_changed
from data.store.plain import Row
from pages.ui import cache, calendar
from pages.ui.history import told
from pages.ui.visit import Visit

Moments = Mapping[str, pd.Timestamp]


def names(now: Visit, rows: Sequence[Row]) -> dict[str, str]:
    """Return by id what each proposal is called, latest first.

    Those of one name tell who made them and on what day; where that is one too, at what time and which it is.
    """
    kept = _kept(now)
    own = {str(row["proposal_id"]): row for row in rows}
    codes = sorted(
        own, key=lambda code: (str(own[code].get("made_on") or ""), kept.get(code, pd.Timestamp.min), code)
    )
    said = {code: str(own[code]["name"]) for code in codes}
    said = _longer(said, {code: f"{said[code]} · {_made(now, own[code])}" for code in codes})
    said = _longer(said, {code: f"{said[code]} {_time(kept, code)}".strip() for code in codes})
    nth = {code: [*said.values()][: at + 1].count(said[code]) for at, code in enumerate(codes)}
    said = _longer(said, {code: f"{said[code]} · {nth[code]}" for code in codes})
    return {code: said[code] for code in reversed(codes)}


def _longer(said: Mapping[str, str], longer: Mapping[str, str]) -> dict[str, str]:
    """Return the longer of two names where the shorter one is that of several."""
    shared = Counter(said.values())
    return {code: longer[code] if shared[name] > 1 else name for code, name in said.items()}


def _made(now: Visit, row: Row) -> str:
    """Return who made a proposal, and on what day."""
    day = dt.date.fromisoformat(str(row["made_on"])) if row.get("made_on") else None
    when = calendar.short(day, now.lang) if day else now.say("unknown")
    return f"{told.person(now, str(row.get('made_by') or ''))} · {when}"


def _time(kept: Moments, code: str) -> str:
    return f"{calendar.local(kept[code].to_pydatetime()):%H:%M}" if code in kept else ""


def _kept(now: Visit) -> Moments:
    """Return when each proposal was kept."""
    version = now.register.version
    found = last_changed(cache.store_of(version), ["proposals"], cache.number_of(version), [])
    return dict(zip(found["record"], found["applied_at"], strict=True))
