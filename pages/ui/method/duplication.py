"""D, its lower figure and the states, worked through with the example. This module writes that part of the page."""

import pandas as pd
from markupsafe import Markup

from data.schema import DuplicationState, Level
from geo import classify, evidence
from pages.ui import prose
from pages.ui.headline import number
from pages.ui.method.example import Example, exact, rounded, sourced, total

_EMPTY = Markup("")
_MOST = 12
"""Cells and initiatives named one by one; the sums below hold all."""


def duplication(example: Example) -> Markup:
    """Return D, C, F and R from the cells of the example."""
    say = example.now.say
    rule = prose.line(say("duplication_rule"))
    if not len(example.fronts):
        return rule + _nothing(example)
    row, fronts = example.scores, example.fronts
    repeated = fronts[fronts["surplus"] > 0]
    known = {name: exact(row[name]) for name in ("cells", "surplus", "fronts")}
    known |= {"units": exact(row["villages"]), "name": example.name, "repeated": f"{len(repeated):,}"}
    results = {"d": rounded(example.now, row["duplication"], 2), "r": exact(row["duplication_share"])}
    lines = [
        say("duplication_sum", terms=total(repeated["surplus"])),
        *(say(f"duplication_{name}", **known, **results) for name in ("d", "f", "r")),
    ]
    return _EMPTY.join(
        [
            rule,
            prose.line(say("duplication_cells", **known)),
            _cells(example, repeated),
            *(prose.line(text, "formula") for text in lines),
            prose.line(say("duplication_aloud", **known)),
        ]
    )


def _cells(example: Example, fronts: pd.DataFrame) -> Markup:
    """Return the first of the fronts with m, W and S, and how many follow."""
    now = example.now
    if fronts.empty:
        return _EMPTY
    rows = [
        (
            f"{now.register.place_name(row.area_code, now.lang)} × {now.register.theme_name(row.theme, now.lang)}",
            f"{row.m}",
            exact(row.m - 1 - row.surplus),
            exact(row.surplus),
        )
        for row in fronts.head(_MOST).itertuples()
    ]
    head = [now.say(name) for name in ("column_cell", "column_m", "column_w", "column_s")]
    return prose.table(head, rows) + _rest(example, len(fronts), "duplication_rest")


def _rest(example: Example, count: int, key: str) -> Markup:
    more = count - _MOST
    return prose.line(example.now.say(key, n=f"{more:,}"), "quiet") if more > 0 else _EMPTY


def lower(example: Example) -> Markup:
    """Return the lower figure of D, and the work that makes the difference."""
    now, say = example.now, example.now.say
    rule = prose.line(say("low_rule"))
    if not len(example.fronts):
        return rule + _nothing(example)
    row, low = example.scores, example.fronts["surplus_low"]
    sums = {"low": exact(low.sum()), "surplus": exact(row["surplus"])}
    is_capped = low.sum() > row["surplus"] + 1e-9
    least = sums["surplus"] if is_capped else sums["low"]
    result = rounded(now, row["duplication_low"], 2)
    shown = {name: f"{row[column]:.2f}" for name, column in (("d", "duplication"), ("low", "duplication_low"))}
    is_imprecise = bool(classify.is_imprecise(row.to_frame().T.infer_objects()).iloc[0])
    return _EMPTY.join(
        [
            rule,
            _imprecise(example),
            prose.line(say("low_sum", terms=total(low[low > 0])), "formula"),
            prose.line(say("low_capped", **sums)) if is_capped else _EMPTY,
            prose.line(say("low_d", low=least, units=exact(row["villages"]), d=result), "formula"),
            prose.line(say("low_shown", **shown)),
            prose.line(say("low_imprecise" if is_imprecise else "low_precise")),
        ]
    )


def _imprecise(example: Example) -> Markup:
    """Return which open work of the example names only the tambon."""
    now = example.now
    parts = evidence.front_parts(now.evaluation, example.code)
    ids = parts.loc[parts["is_imprecise"], "initiative_id"].unique()
    if not len(ids):
        return prose.line(now.say("low_same", name=example.name))
    titles = prose.join((sourced(now, code) for code in ids[:_MOST]), ", ")
    total_works = f"{parts['initiative_id'].nunique():,}"
    said = now.say("low_works", name=example.name, n=f"{len(ids):,}", total=total_works)
    return prose.line(prose.join([said, titles], ": ")) + _rest(example, len(ids), "low_more")


def states(example: Example) -> Markup:
    """Return the states of D, the example's own and how many tambon are in each."""
    now, say = example.now, example.now.say
    found = now.scores(Level.TAMBON)["duplication_state"].value_counts()
    counts = ", ".join(f"{say(state)} {found.get(state, 0):,}" for state in DuplicationState)
    parts = [prose.line(say("states_rule"))]
    if example.code:
        row = example.scores
        here = {name: number(row[name]) for name in ("agencies", "cells")}
        parts.append(prose.line(say("states_here", name=example.name, state=say(row["duplication_state"]), **here)))
    parts.append(prose.line(say("states_count", total=f"{found.sum():,}", counts=counts), "formula"))
    return _EMPTY.join(parts)


def _nothing(example: Example) -> Markup:
    return prose.line(example.now.say("worked_nothing", name=example.name), "quiet") if example.code else _EMPTY
