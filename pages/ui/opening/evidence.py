"""The figures on the page when a decision was made. This module gathers them, and tells them again later."""

import json
import math
from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from data.schema import DuplicationState, Level
from pages.ui import calendar, lists, prose, selection
from pages.ui.headline import amount, number
from pages.ui.visit import Visit
from pages.ui.whatif import effects, trying
from pages.ui.whatif.thinking import Steps

_NAMES = ("duplication", "surplus", "integration")
_MOST, _FEW = 20, 3


def gathered(now: Visit, steps: Steps) -> dict[str, object]:
    """Return D, surplus fronts and I of each touched village and tambon before and after; what is unknown is null."""
    codes = {Level.VILLAGE: effects.villages(now, steps), Level.TAMBON: trying.trial(now, steps).touched}
    found: dict[str, object] = {"day": now.chosen.day.isoformat()}
    for level, touched in codes.items():
        was, then = trying.before(now, level), trying.then(now, steps, level)
        found[str(level)] = {
            code: {"before": _figures(was.loc[code]), "after": _figures(then.loc[code])}
            for code in touched
            if code in was.index
        }
    return found


def _figures(row: pd.Series) -> dict[str, float | None]:
    """Return the figures of an area; one without a record has none, which is not 0."""
    if row["duplication_state"] == DuplicationState.NO_RECORD:
        return dict.fromkeys(_NAMES)
    return {name: None if math.isnan(row[name]) else float(row[name]) for name in _NAMES}


def told(now: Visit, evidence: object) -> Markup:
    """Return kept figures as a table; nothing where `evidence` is not what `gathered` gives, as JSON."""
    kept = _read(evidence)
    rows = _rows(now, kept)
    if not rows:
        return Markup("")
    shown, more = lists.cut(now, rows, _MOST)
    day = calendar.day_of(str(kept.get("day")), now.chosen.day)
    return prose.table(_head(now), shown, now.say("decided_figures", day=calendar.long(day, now.lang))) + more


def line(now: Visit, evidence: object) -> Markup:
    """Return the same of the first areas in one line."""
    rows = _rows(now, _read(evidence))
    _, *names = _head(now)
    said = [
        prose.join(
            [place, prose.join((f"{name} {figure}" for name, figure in zip(names, figures, strict=True)), ", ")], ": "
        )
        for place, *figures in rows[:_FEW]
    ]
    return prose.join([*said, now.say("sight_rest", n=number(len(rows) - _FEW)) if len(rows) > _FEW else ""])


def _head(now: Visit) -> list[str]:
    return [now.say(name) for name in ("column_area", "column_duplication", "whatif_surplus", "column_integration")]


def _read(evidence: object) -> Mapping[str, object]:
    try:
        return _mapping(json.loads(evidence) if isinstance(evidence, str) else None)
    except ValueError:
        return {}


def _rows(now: Visit, kept: Mapping[str, object]) -> list[list[str | Markup]]:
    return [
        _row(now, str(code), sides)
        for level in (Level.VILLAGE, Level.TAMBON)
        for code, sides in _mapping(kept.get(str(level))).items()
    ]


def _mapping(found: object) -> Mapping[str, object]:
    return found if isinstance(found, dict) else {}


def _row(now: Visit, code: str, sides: object) -> list[str | Markup]:
    before, after = (_mapping(_mapping(sides).get(side)) for side in ("before", "after"))
    name = prose.page("area", selection.link(area=code), now.register.place_name(code, now.lang))
    return [name, *(_change(now, name, before.get(name), after.get(name)) for name in _NAMES)]


def _change(now: Visit, name: str, before: object, after: object) -> str:
    was, then = (_said(now, name, value) for value in (before, after))
    return was if was == then else was + now.say("whatif_to") + then


def _said(now: Visit, name: str, value: object) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return now.say("not_published" if name == "integration" else "unknown")
    return amount(value) if name == "surplus" else number(value, 2 if name == "duplication" else 0)
