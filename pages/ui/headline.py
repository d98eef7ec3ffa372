"""The province in one sentence and six figures. This module puts scores into words."""

import math
from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from data.schema import DuplicationState, IntegrationState, Level
from geo import classify, presence
from geo.joins import Standing
from pages.ui import calendar, prose
from pages.ui.once import once
from pages.ui.visit import Visit


@once(most=192, key=lambda now: (*now.dated, now.chosen.level))
def sentence(now: Visit) -> str:
    """Return what the province looks like on the day, in one sentence."""
    province = now.scores(Level.PROVINCE).sum(numeric_only=True)
    if province["cells"] == 0:
        return now.say("sentence_none")
    counts = {name: number(province[name]) for name in ("fronts", "agencies", "surplus")}
    return now.say("sentence", **counts) + _half(now) + _thin(now)


def _thin(now: Visit) -> str:
    """Say so where most of the province has no record: the sentence then speaks of a part."""
    states = now.scores(Level.TAMBON)["duplication_state"]
    recorded = int((states != DuplicationState.NO_RECORD).sum())
    return now.say("sentence_thin", n=recorded, total=len(states)) if recorded < len(states) / 2 else ""


def _half(now: Visit) -> str:
    """Name how few areas hold half of what repeats."""
    surplus = now.scores(now.chosen.level)["surplus"].sort_values(ascending=False)
    if surplus.sum() <= 0:
        return ""
    count = int((surplus.cumsum() < surplus.sum() / 2).sum()) + 1
    key = "sentence_all" if count == 1 and surplus.iloc[0] == surplus.sum() else "sentence_half"
    return now.say(key, n=count, level=now.say(f"level_{now.chosen.level}"))


def banner(now: Visit) -> Markup:
    """Return the line that says as of when, whose records, and which outlines."""
    register = now.register
    opens = now.chosen.day == register.default_day and not now.chosen.is_watch
    note = register.settings.get(f"opening_note_{now.lang}", "") if opens else ""
    outlines = now.say(now.outline_quality) if now.outline_quality else ""
    chosen = now.chosen
    theme = register.theme_name(chosen.theme, now.lang) if chosen.theme else ""
    only = now.say("only_agency", name=register.agency_name(chosen.agency, now.lang)) if chosen.agency else ""
    choice = chosen.choice
    is_plain = choice.is_of_all and choice.standing == Standing.ACTIVE
    shown = "" if is_plain else now.say("filtered", n=number(len(now.listed(choice.standing))))
    return prose.join([now.when(), theme, only, shown, register.title(now.lang), outlines, note])


def refused(now: Visit) -> Markup:
    """Return what the address names that does not exist; nothing where all of it does."""
    what = ", ".join(now.chosen.refused)
    return prose.line(now.say("refused", what=what), "warn") if what else Markup("")


def villages(now: Visit, row: pd.Series, code: str) -> str:
    """Return how many units of an area have a record, saying how many of them are town tambon."""
    counts = {"n": number(row["villages_recorded"]), "total": number(row["villages"])}
    towns = presence.towns_in(now.evaluation, code)
    return now.say("villages_and_towns" if towns else "villages_of", **counts)


@once(most=192, key=lambda now: (*now.dated, now.chosen.since_day))
def figures(now: Visit) -> Markup:
    """Return the six figures of the province, each with what it rests on and its change since the chosen day."""
    if now.scores(Level.PROVINCE).empty:
        return prose.figures([])
    counts, then = _counts(now), _counts(now.before)
    shown = [
        prose.figure(*said, change(now, count, then[name], name))
        for (name, count), said in zip(counts.items(), _said(now, counts), strict=True)
    ]
    return prose.figures(shown)


def _counts(now: Visit) -> dict[str, float]:
    """Return the six figures as numbers, NaN where unknown."""
    row = now.scores(Level.PROVINCE).iloc[0]
    has_record = row["duplication_state"] != DuplicationState.NO_RECORD
    states = now.scores(Level.TAMBON)["duplication_state"]
    return {
        "initiatives": float(row["initiatives"]),
        "agencies": float(row["agencies"]),
        "recorded": float((states != DuplicationState.NO_RECORD).sum()),
        "duplication": float(row["duplication"]) if has_record else math.nan,
        "integration": float(row["integration"]),
        "dropping": float(len(now.dropping)),
    }


def _said(now: Visit, counts: dict[str, float]) -> list[tuple[str, str, str]]:
    """Return label, value and what it rests on of each figure."""
    say, row = now.say, now.scores(Level.PROVINCE).iloc[0]
    total = len(now.scores(Level.TAMBON))
    rests = say(
        "share_and_low", share=number(row["duplication_share"] * 100, 0, "%"), low=number(row["duplication_low"], 2)
    )
    return [
        (say("figure_initiatives"), number(row["initiatives"]), say("active_all", n=now.active_count)),
        (say("figure_agencies"), number(row["agencies"]), _named(now)),
        (
            say("figure_recorded", level=say(f"level_{Level.TAMBON}").capitalize()),
            number(counts["recorded"]),
            say("of_total", n=total),
        ),
        (say("figure_duplication"), duplication(row, now), rests if counts["duplication"] >= 0 else ""),
        (
            say("figure_integration"),
            integration(row, now),
            say("measurable", n=int(row["integration_components"])),
        ),
        (say("figure_dropping"), number(counts["dropping"]), say("dropping_note")),
    ]


def change(now: Visit, count: float, then: float, name: str) -> Markup:
    """Return how a figure changed since the chosen day, in words a reader hears whole."""
    since = calendar.short(now.chosen.since_day, now.lang)
    if math.isnan(count) or math.isnan(then):
        return prose.change(now.say("change_unknown", since=since))
    digits = _DIGITS.get(name, 0)
    by = round(count - then, digits)
    if not by:
        return prose.change(now.say("change_none", since=since))
    said = now.say("change_since", by=f"{by:+,.{digits}f}", since=since)
    return prose.change(said, "up" if by > 0 else "down", _MEANING.get(name, ""))


_DIGITS = {"duplication": 2, "integration": 1}
_MEANING = {"duplication": "repeated", "dropping": "repeated", "integration": "together"}
"""Which of the two accents a figure's change is drawn in."""


def method(now: Visit, limits: Sequence[float]) -> Markup:
    """Return how the colours come about, with the limits in use."""
    is_bivariate = now.chosen.measure is classify.Measure.BIVARIATE
    breaks = classify.BIVARIATE_DUPLICATION_BREAKS if is_bivariate else classify.DUPLICATION_BREAKS
    texts = (
        now.say("how_duplication"),
        now.say("how_integration"),
        now.say("how_limits", d=_joined(breaks), i=_joined(limits)),
    )
    return prose.fold(now.say("how"), Markup("").join(prose.line(text) for text in texts))


def number(value: float, digits: int = 0, unit: str = "") -> str:
    """Return a number as a reader expects it; a dash where it is unknown.

    >>> number(5812.4), number(float("nan")), number(0.354, 2)
    ('5,812', '–', '0.35')
    """
    return "–" if math.isnan(value) else f"{value:,.{digits}f}{unit}"


def amount(value: float) -> str:
    """Return a count that may be graded: whole where it is whole, else with what it needs up to two decimals.

    >>> amount(3.0), amount(1.4), amount(5812.0)
    ('3', '1.4', '5,812')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def duplication(row: pd.Series, now: Visit) -> str:
    """Return D in words: never a zero where nothing is recorded."""
    if row["duplication_state"] == DuplicationState.NO_RECORD:
        return now.say(DuplicationState.NO_RECORD)
    return number(row["duplication"], 2)


def integration(row: pd.Series, now: Visit) -> str:
    """Return I in words: never a number where it is not published."""
    if row["integration_state"] != IntegrationState.PUBLISHED:
        return now.say("not_published")
    return number(row["integration"])


def _named(now: Visit) -> str:
    return now.say("named_all", n=number(len(now.register.agencies)))


def _joined(limits: Sequence[float]) -> str:
    return " · ".join(f"{limit:g}" for limit in limits)
