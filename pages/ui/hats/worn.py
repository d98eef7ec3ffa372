"""How many people of each tambon wear several hats. This module shows the counts that may be seen, and no others."""

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from data.store.changed import touched
from geo import hats
from geo.units import areas_of
from pages.ui import cache, lists, prose, selection
from pages.ui.headline import number
from pages.ui.once import once
from pages.ui.visit import Visit

_MOST = 20
"""Tambon listed unless whole lists are asked for."""


def seen(now: Visit) -> pd.DataFrame:
    """Return what may be seen by tambon: the same whatever the reader filters by, whichever day is chosen."""
    return _seen(now.register.version)


@once(most=8)
def _seen(version: str) -> pd.DataFrame:
    """Return what may be seen of a state of the register, in view of what was seen before."""
    store, number_now = cache.store_of(version), cache.number_of(version)
    ground = areas_of(cache.records(version)["areas"])
    changed = sorted(number for number in touched(store, "hats")["batch"] if number <= number_now)
    states = [store.records(["hats"], at=number)["hats"] for number in changed or [number_now]]
    return hats.settled(hats.people(state, ground) for state in states)


def sentence(now: Visit) -> str:
    """Return what can be said of the chosen area, or of the province, in one sentence."""
    table = _chosen(now, seen(now))
    code = _tambon(now) or now.chosen.area
    place = now.register.place_name(code, now.lang) if code else now.say("whole_province")
    if table.empty:
        return now.say("hats_none", place=place)
    shown = table["more"].dropna()
    if shown.empty:
        return now.say("hats_all_few", place=place, n=number(len(table)))
    return now.say("hats_sentence", place=place, n=number(len(shown)), people=number(shown.max()))


def worn(now: Visit) -> Markup:
    """Return the table of tambon by number of hats, of the chosen area alone where there is one."""
    title = prose.heading(now.say("hats_title"), 2, "hats")
    table = _chosen(now, seen(now))
    tambon = _chosen(now, now.register.areas[now.register.areas["level"] == Level.TAMBON])
    silent = len(tambon) - len(table)
    left = prose.line(now.say("hats_silent", n=number(silent)), "quiet") if silent and len(table) else Markup("")
    if table.empty:
        return title + prose.line(now.say("hats_none_here"), "quiet")
    shown, more = lists.cut(now, list(_ranked(table).iterrows()), _MOST)
    widest = table["more"].max()
    head = [now.say(name) for name in ("column_area", *(f"hats_{name}" for name in hats.WORN))]
    rows = [
        [_place(now, code), _value(now, row["one"]), _value(now, row["two"]), _bar(now, row["more"], widest)]
        for code, row in shown
    ]
    note = prose.line(now.say("hats_note"), "quiet")
    return title + note + prose.table(head, rows, is_dense=True) + more + left


def of_tambon(now: Visit) -> Markup:
    """Return the counts of the tambon that is chosen, or that the chosen village lies in; nothing for wider areas."""
    code = _tambon(now)
    if not code:
        return Markup("")
    title, table = prose.heading(now.say("hats_title"), 2, "hats"), seen(now)
    if code not in table.index:
        return title + prose.line(now.say("hats_none_here"), "quiet")
    said = ((now.say(f"hats_{name}"), _value(now, table.at[code, name])) for name in hats.WORN)
    more = prose.page("hats", selection.link(area=code), now.say("hats_whole"))
    return title + prose.facts(said) + prose.line(prose.join([now.say("hats_note"), more]), "quiet")


def _tambon(now: Visit) -> str:
    areas, chain = now.register.areas, [*now.register.around(now.chosen.area), now.chosen.area]
    return next((code for code in chain if code and areas["level"].get(code) == Level.TAMBON), "")


def _chosen(now: Visit, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of tambon in the chosen area, or of the tambon around a chosen village."""
    code = _tambon(now) or now.chosen.area
    if not code:
        return table
    return table[[code in (each, *now.register.around(each)) for each in table.index]]


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Return the tambon with most people of many hats first; what is not shown comes after what is."""
    return table.sort_values(list(reversed(hats.WORN)), ascending=False, na_position="last", kind="stable")


def _place(now: Visit, code: str) -> Markup:
    return prose.page("area", selection.link(area=code), now.register.place_name(code, now.lang))


def _bar(now: Visit, value: float, widest: float) -> str | Markup:
    said = _value(now, value)
    return said if pd.isna(value) else prose.bar("", value / widest, str(said))


def _value(now: Visit, value: float) -> str | Markup:
    if pd.isna(value):
        return prose.quiet(now.say("hats_few"))
    return now.say("hats_people", n=number(value))
