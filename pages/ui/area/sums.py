"""How the figures of an area come about, done again with its own numbers. This module writes the sums out."""

import math

import pandas as pd
from markupsafe import Markup

from data.schema import DuplicationState, Level
from geo.advice import Advice
from pages.ui import prose
from pages.ui.headline import amount, number
from pages.ui.visit import Visit

_EMPTY = Markup("")


def sums(now: Visit, row: pd.Series, found: Advice) -> Markup:
    """Return the fold that works out D, R and I with this area's own numbers (I with its tambon's, for a village)."""
    home = _home(now, row)
    parts = [prose.line(_counted(now, row)), *map(prose.line, _duplication(now, row)), _integration(now, home, found)]
    return prose.fold(now.say("sums_title"), _EMPTY.join(parts))


def _home(now: Visit, row: pd.Series) -> pd.Series:
    """Return the scores that the index rests on."""
    area = now.register.areas.loc[now.chosen.area]
    return now.scores(Level.TAMBON).loc[area["parent"]] if area["level"] == Level.VILLAGE else row


def _counted(now: Visit, row: pd.Series) -> str:
    if row["duplication_state"] == DuplicationState.NO_RECORD:
        return now.say("sums_none")
    names = ("villages", "initiatives", "agencies")
    return now.say("sums_recorded", n=number(row["villages_recorded"]), **{name: number(row[name]) for name in names})


def _duplication(now: Visit, row: pd.Series) -> list[str]:
    if row["duplication_state"] == DuplicationState.NO_RECORD:
        return []
    surplus, villages = amount(row["surplus"]), number(row["villages"])
    low = row["duplication_low"]
    return [
        now.say(
            "sums_duplication",
            surplus=surplus,
            villages=villages,
            d=number(row["duplication"], 2),
            low_sum=amount(low * row["villages"]),
            low=number(low, 2),
        ),
        now.say(
            "sums_share",
            fronts=amount(row["fronts"]),
            cells=number(row["cells"]),
            surplus=surplus,
            share=number(row["duplication_share"] * 100, 0, "%"),
        ),
    ]


def _integration(now: Visit, row: pd.Series, found: Advice) -> Markup:
    names = ("column_of_index", "column_did", "column_could", "column_rate", "column_p")
    rows = [_component(now, int(k), bar) for k, bar in found.bars.iterrows()]
    return (
        prose.line(now.say("sums_integration"))
        + prose.table([now.say(name) for name in names], rows, is_dense=True)
        + prose.line(_index(now, row, found))
    )


def _component(now: Visit, k: int, bar: pd.Series) -> list[str]:
    rate = "–" if math.isnan(bar["rate"]) else number(bar["rate"], 3)
    if bar["is_measured"]:
        p = now.say("p_worked", x=amount(bar["x"]), rate=rate, n=number(bar["n"]), p=number(bar["p"], 3))
    else:
        p = now.say("p_outside", why=now.say("component_none" if bar["n"] == 0 else "component_outside"))
    return [now.say(f"component_{k}"), amount(bar["x"]), number(bar["n"]), rate, p]


def _index(now: Visit, row: pd.Series, found: Advice) -> str:
    measured = found.bars[found.bars["is_measured"]]
    if math.isnan(found.integration):
        counts = {name: number(row[name]) for name in ("agencies", "initiatives")}
        return now.say("sums_insufficient", k=len(measured), **counts)
    product = " × ".join(number(p, 3) for p in measured["p"])
    return now.say("sums_index", k=len(measured), product=product, index=number(found.integration, 1))
