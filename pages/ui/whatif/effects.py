"""What the steps do: scores before and after, fronts that fall away or arise. This module says and lists it."""

import math
from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from data.schema import DuplicationState, Level
from geo.trial import Trial
from geo.units import LEVELS, TAMBON
from pages.ui import lists, prose, selection
from pages.ui.headline import amount, duplication, integration, number
from pages.ui.visit import Visit
from pages.ui.whatif import trying
from pages.ui.whatif.thinking import Steps

_MOST = 20
_SCORES = ("duplication", "surplus", "integration")


def sentence(now: Visit, found: Steps, doing: str = "whatif_doing") -> str:
    """Return what the steps come to in one sentence, which begins with what is done in the words of `doing`."""
    if not found:
        return now.say("whatif_ask")
    trial = trying.trial(now, found)
    was, then = (_surplus(now, found, is_then=is_then) for is_then in (False, True))
    change = round(then - was, 1)
    word = "whatif_same" if not change else "whatif_less" if change < 0 else "whatif_more"
    done = now.say(doing, n=number(len(found)))
    return now.say(word, doing=done, by=amount(abs(change)), tambon=number(len(trial.touched)))


def _surplus(now: Visit, found: Steps, *, is_then: bool) -> float:
    table = trying.then(now, found, Level.TAMBON) if is_then else trying.before(now, Level.TAMBON)
    return float(table["surplus"].sum())


def villages(now: Visit, found: Steps) -> list[str]:
    """Return the villages that the steps touch: first those whose D or surplus fronts change, each by its code."""
    was, then = trying.before(now, Level.VILLAGE), trying.then(now, found, Level.VILLAGE)
    is_moved, is_touched = (
        ~((was[names] == then[names]) | (was[names].isna() & then[names].isna())).all(axis=1)
        for names in (["duplication", "surplus"], ["initiatives", "agencies", "cells"])
    )
    return [*map(str, was.index[is_moved]), *map(str, was.index[is_touched & ~is_moved])]


def areas(now: Visit, found: Steps, villages: Sequence[str] = ()) -> Markup:
    """Return D, surplus fronts and I before and after: the touched tambon, all around them, and then `villages`.

    Where the tambon are more than the table shows, the province and its amphoe come first.
    """
    trial = trying.trial(now, found)
    if not trial.touched:
        return prose.line(now.say("whatif_nowhere"), "quiet")
    codes = [*dict.fromkeys([*_sums(trial), *villages])]  # a town tambon is its own village
    shown, more = lists.cut(now, codes, _MOST)
    head = [now.say(name) for name in ("column_area", "column_duplication", "whatif_surplus", "column_integration")]
    rows = [_row(now, found, code) for code in shown]
    rows = [row for row in rows if row]
    return prose.table(head, rows, now.say("whatif_changed")) + more


def _sums(trial: Trial) -> list[str]:
    """Return the touched tambon and all areas around them."""
    ground = trial.part.world.areas
    wide = [
        str(ground.codes[place])
        for level in range(TAMBON)
        for place in sorted({*ground.within[level, trial.is_touched].tolist()})
        if place >= 0
    ]
    is_short = len(trial.touched) + len(wide) <= _MOST
    return [*trial.touched, *reversed(wide)] if is_short else [*wide, *trial.touched]


def _row(now: Visit, found: Steps, code: str) -> list[str | Markup]:
    level = now.register.areas["level"].get(code)
    if level not in LEVELS:
        return []
    was = trying.before(now, Level(level)).loc[code]
    then = trying.then(now, found, Level(level)).loc[code]
    name = prose.page("area", selection.link(area=code), now.register.place_name(code, now.lang))
    return [
        name,
        _change(now, duplication(was, now), duplication(then, now), _difference(was, then, "duplication")),
        _change(now, amount(was["surplus"]), amount(then["surplus"]), _difference(was, then, "surplus")),
        _integration(now, found, code, Level(level)),
    ]


def _integration(now: Visit, found: Steps, code: str, level: Level) -> str | Markup:
    """Return I before and after; work is joined up by tambon, so a village shows that of its tambon and says so."""
    is_village = level is Level.VILLAGE
    area = now.register.areas["parent"].get(code) if is_village else code
    shown = Level.TAMBON if is_village else level
    was, then = trying.before(now, shown), trying.then(now, found, shown)
    if area not in was.index:
        return now.say("unknown")
    was, then = was.loc[area], then.loc[area]
    said = _change(now, integration(was, now), integration(then, now), _difference(was, then, "integration"))
    return prose.join([said, prose.quiet(now.say("whatif_of_tambon"))], " ") if is_village else said


def _difference(was: pd.Series, then: pd.Series, name: str) -> float:
    if name != "integration" and DuplicationState.NO_RECORD in (was["duplication_state"], then["duplication_state"]):
        return math.nan
    return float(then[name] - was[name])


def _change(now: Visit, was: str, then: str, by: float) -> str | Markup:
    """Return a score before and after; what stays is said once, with the difference where figures are too round."""
    if was == then:
        return prose.join([was, prose.quiet(f"({by:+.1f})")], " ") if abs(by) >= 0.05 else was
    return prose.join([prose.quiet(was), prose.strong(then)], now.say("whatif_to"))


def fronts(now: Visit, found: Steps) -> Markup:
    """Return the surplus fronts that the steps take away, and those they make."""
    moved = trying.trial(now, found).fronts()
    if moved.empty:
        return prose.line(now.say("whatif_no_front"), "quiet")
    by = moved["after"] - moved["before"]
    gone, come = moved[by < 0], moved[by > 0]
    parts = [_fronts(now, "whatif_gone", gone), _fronts(now, "whatif_come", come)]
    return Markup("").join(parts)


def _fronts(now: Visit, word: str, moved: pd.DataFrame) -> Markup:
    if moved.empty:
        return Markup("")
    by = (moved["after"] - moved["before"]).abs().sum()
    shown, more = lists.cut(now, list(moved.itertuples()), _MOST)
    head = [now.say(name) for name in ("column_area", "column_theme", "whatif_before", "whatif_after")]
    rows = (
        [
            now.register.place_name(row.area_code, now.lang),
            now.register.theme_name(row.theme, now.lang),
            amount(row.before),
            amount(row.after),
        ]
        for row in shown
    )
    return prose.table(head, list(rows), now.say(word, n=amount(by))) + more
