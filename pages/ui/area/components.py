"""The integration index of an area taken apart. This module draws its six bars and the step that would help most."""

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from geo import evidence
from geo.advice import Advice
from pages.ui import lists, prose, selection
from pages.ui.headline import amount, number
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 40
"""Counted items listed of one component unless whole lists are asked for."""
_RELAY = 2
"""The component that a page of its own takes further."""
_EMPTY = Markup("")


def components(now: Visit, row: pd.Series, found: Advice) -> Markup:
    """Return the index taken apart: six bars with x of n and their records, the weakest link, the best step."""
    items = evidence.component_items(now.evaluation, now.chosen.area)
    parts = [prose.heading(now.say("components_title"), 2, "components"), prose.line(_index(now, row))]
    if found.weakest is not None:
        parts.append(prose.line(now.say("weakest", component=now.say(f"component_{found.weakest}"))))
    if found.step is not None:
        parts.append(_step(now, found))
    for k, bar in found.bars.iterrows():
        parts.append(_component(now, int(k), bar, items[items["component"] == k]))
    return _EMPTY.join(parts)


def _step(now: Visit, found: Advice) -> Markup:
    """Return the step that would help most, and the cases in which it can be taken."""
    value = number(found.bars.at[found.step, "after"])
    said = prose.line(now.say("best_step", component=now.say(f"component_{found.step}"), value=value))
    shown, more = lists.cut(now, list(found.items.itertuples()), _MOST)
    cases = prose.listing(_item(now, item) for item in shown) + more
    return said + prose.fold(now.say("step_cases", n=number(len(found.items))), cases)


def _index(now: Visit, row: pd.Series) -> str:
    if pd.isna(row["integration"]):
        return now.say("index_insufficient")
    said = now.say("index_line", value=number(row["integration"]))
    area = now.register.areas.loc[now.chosen.area]
    if area["level"] == Level.VILLAGE:
        said += f" · {now.say('village_of_tambon', name=now.register.area_name(area['parent'], now.lang))}"
    return said


def _component(now: Visit, k: int, bar: pd.Series, items: pd.DataFrame) -> Markup:
    name = now.say(f"component_{k}")
    if bar["n"] == 0:
        return prose.bar(name, float("nan"), "–", now.say("component_none"))
    counted = now.say("component_x", x=amount(bar["x"]), n=number(bar["n"]))
    note = "" if bar["is_measured"] else now.say("component_outside")
    shown, more = lists.cut(now, list(items.sort_values("x", kind="stable").itertuples()), _MOST)
    body = prose.listing(_item(now, item) for item in shown) + more
    if k == _RELAY:
        body += prose.line(prose.page("relay", selection.link(), now.say("relay_way")))
    return prose.fold(prose.bar(name, bar["x"] / bar["n"], counted, note), body)


def _item(now: Visit, item: tuple) -> Markup:
    place = item.area_code if isinstance(item.area_code, str) else item.tambon
    theme = now.register.theme_name(item.theme, now.lang) if isinstance(item.theme, str) else ""
    titles = prose.join((lists.title(now, code) for code in values(item.initiatives)), ", ")
    return prose.join([prose.strong(_credit(now, item.x)), now.register.area_name(place, now.lang), theme, titles])


def _credit(now: Visit, x: float) -> str:
    if x == 1:
        return now.say("component_item_yes")
    return now.say("component_item_part", x=number(x, 2)) if x > 0 else now.say("component_item_no")
