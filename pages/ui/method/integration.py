"""The six components and the index, worked through with the example. This module writes that part of the page."""

import pandas as pd
from markupsafe import Markup

from data.schema import IntegrationState, Level
from geo.components import GROUP_THRESHOLD
from geo.continuity import EARLIER_END_MONTHS, RECENT_MONTHS
from geo.evidence import component_items
from geo.integration import RULE
from geo.worked import component_parts, example_area
from pages.ui import prose
from pages.ui.method.example import Example, exact, rounded, scores_of, sourced
from pages.ui.register import values
from pages.ui.visit import Visit

_EMPTY = Markup("")


def components(example: Example) -> Markup:
    """Return every component with who could, who did, the province's rate and p."""
    now, say = example.now, example.now.say
    parts = [prose.line(say("components_rule", prior=exact(RULE.prior), threshold=exact(GROUP_THRESHOLD)))]
    if not example.code:
        return parts[0]
    home = Example(now, example.home)
    key = "components_of" if home.code == example.code else "components_of_tambon"
    parts.append(prose.line(say(key, name=home.name, village=example.name)))
    items = component_items(now.evaluation, home.code)
    for k, bar in component_parts(now.evaluation, home.code).iterrows():
        parts.append(_component(home, int(k), bar, items[items["component"] == k]))
    return _EMPTY.join(parts)


def _component(home: Example, k: int, bar: pd.Series, items: pd.DataFrame) -> Markup:
    say = home.now.say
    months = {"recent": RECENT_MONTHS, "earlier": EARLIER_END_MONTHS}
    lines = [
        prose.heading(f"{k}. {say(f'component_{k}')}", 3),
        prose.line(prose.join([say(f"could_{k}", **months), say(f"did_{k}", **months)], " · ")),
    ]
    numbers = {"x": exact(bar["x"]), "n": exact(bar["n"]), "rate": exact(bar["rate"]), "prior": exact(RULE.prior)}
    if bar["province_n"] == 0:
        return _EMPTY.join([*lines, prose.line(say("component_nowhere"), "quiet")])
    sums = {"x": exact(bar["province_x"]), "n": exact(bar["province_n"]), "rate": numbers["rate"]}
    lines.append(prose.line(say("component_rate", **sums), "formula"))
    if bar["n"] == 0:
        lines.append(prose.line(say("component_no_case", name=home.name), "quiet"))
    else:
        lines.append(prose.line(f"x = {numbers['x']} · n = {numbers['n']}", "formula"))
        lines.append(prose.line(say("component_p", p=exact(bar["p"]), **numbers), "formula"))
        lines.append(_instances(home.now, items))
        if not bar["is_measured"]:
            lines.append(prose.line(say("component_alike", rate=numbers["rate"]), "quiet"))
    return _EMPTY.join(lines)


def _instances(now: Visit, items: pd.DataFrame) -> Markup:
    """Return one counted item that did and one that did not."""
    one_of_each = pd.concat([items[items["x"] > 0].head(1), items[items["x"] == 0].head(1)])
    return prose.listing(_instance(now, item) for item in one_of_each.itertuples())


def _instance(now: Visit, item: tuple) -> Markup:
    place = item.area_code if isinstance(item.area_code, str) else item.tambon
    theme = now.register.theme_name(item.theme, now.lang) if isinstance(item.theme, str) else ""
    titles = prose.join((sourced(now, code) for code in values(item.initiatives)[:_FEW]), ", ")
    counted = f"x = {exact(item.x)}"
    return prose.join([prose.strong(counted), now.register.place_name(place, now.lang), theme, titles])


_FEW = 3
"""Initiatives named with one counted item."""


def index(example: Example) -> Markup:
    """Return I of the example as the geometric mean it is; of another tambon where it is not published."""
    now, say = example.now, example.now.say
    parts = [prose.line(say("index_rule"))]
    if not example.code:
        return parts[0]
    shown = Example(now, example.home)
    if shown.scores["integration_state"] != IntegrationState.PUBLISHED:
        tambon = now.scores(Level.TAMBON)
        other = Example(now, example_area(tambon[tambon["integration_state"] == IntegrationState.PUBLISHED]))
        if not other.code:
            return parts[0] + prose.line(say("index_nowhere", name=shown.name), "quiet")
        parts.append(prose.line(say("index_elsewhere", name=shown.name, other=other.name)))
        shown = other
    return _EMPTY.join([*parts, _worked(shown)])


def _worked(shown: Example) -> Markup:
    now = shown.now
    bars = component_parts(now.evaluation, shown.code)
    measured = bars[bars["is_measured"]]
    rows = [
        (now.say(f"component_{k}"), exact(bar["x"]), exact(bar["n"]), exact(bar["rate"]), exact(bar["p"]))
        for k, bar in measured.iterrows()
    ]
    value = rounded(now, scores_of(now, shown.code)["integration"], 0)
    factors = " × ".join(row[-1] for row in rows)
    return _EMPTY.join(
        [
            prose.heading(shown.name, 3),
            prose.table([now.say("column_component"), "x", "n", "π", "p"], rows),
            prose.line(now.say("index_worked", factors=factors, k=len(rows), value=value), "formula"),
        ]
    )


def published(example: Example) -> Markup:
    """Return what the index needs to be published, and what of it the example has."""
    now, say = example.now, example.now.say
    rule = prose.line(say("published_rule"))
    if not example.code:
        return rule
    home = Example(now, example.home)
    row = home.scores
    needs = {
        "components": (RULE.components, row["integration_components"]),
        "agencies": (RULE.agencies, row["agencies"]),
        "initiatives": (RULE.initiatives, row["initiatives"]),
    }
    rows = [
        (say(f"need_{name}"), f"{least}", f"{has:,.0f}", say("met_yes" if has >= least else "met_no"))
        for name, (least, has) in needs.items()
    ]
    head = [say("column_need"), say("column_at_least"), say("column_here", name=home.name), say("column_met")]
    is_published = row["integration_state"] == IntegrationState.PUBLISHED
    verdict = say("published_yes" if is_published else "published_no", name=home.name)
    return rule + prose.table(head, rows) + prose.line(verdict, "formula")
